"""Where do the reference numbers of composite indicators lie, and what do they say?"""

import csv
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from tests.conftest import SHARED

FOLDER = SHARED / "reference" / "ratings"

reference = pytest.mark.skipif(not FOLDER.is_dir(), reason="shared/reference/ratings is not here")


@dataclass(frozen=True)
class Sheet:
    """Numbers of one file: rows by the first column, columns by the rest."""

    rows: list[str]
    columns: list[str]
    values: npt.NDArray[np.float64]

    def of(self, columns: list[str]) -> npt.NDArray[np.float64]:
        """Some columns, in the asked order."""
        return self.values[:, [self.columns.index(one) for one in columns]]


def sheet(name: str) -> Sheet:
    """A file of the folder whose columns after the first are numbers; empty = NaN."""
    head, *lines = texts(name)
    values = [[float(cell) if cell else np.nan for cell in line[1:]] for line in lines]
    return Sheet([line[0] for line in lines], head[1:], np.array(values))


def texts(name: str) -> list[list[str]]:
    """All cells of a file of the folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))
