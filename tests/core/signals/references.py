"""Where do the reference cases of control charts lie, and what do they say?"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from styrbord.core.signals.cases import Case, cases_of
from styrbord.core.signals.options import options_of
from styrbord.core.signals.rules.plot_the_dots.asked import Asked
from styrbord.core.signals.rules.plot_the_dots.telling import asked_of
from styrbord.core.signals.table import Table, table_of
from tests.conftest import SHARED

FOLDER = SHARED / "reference" / "signals"
NUMBERS = frozenset({"y", "fix_y", "mean_col", "lpl", "upl", "target", "trajectory", "mean"})

reference = pytest.mark.skipif(not FOLDER.is_dir(), reason="shared/reference/signals is not here")


@dataclass(frozen=True)
class Expected:
    """A reference case: what is asked and what the reference answers."""

    case: Case
    points: list[dict[str, str]]
    icons: list[dict[str, str]]

    @property
    def is_refused(self) -> bool:
        """Whether the reference refuses it."""
        return bool(self.case.texts["error"])

    @property
    def table(self) -> Table:
        """The table of its file."""
        options = options_of(self.case.texts)
        return table_of(lines(FOLDER / self.case.input), self.case.columns, options.direction)

    @property
    def asked(self) -> list[Asked]:
        """What is asked of each of its series."""
        return asked_of(self.table, options_of(self.case.texts))


def expected() -> Iterator[Expected]:
    """All reference cases; none where the folder is not here."""
    for case in cases_of(lines(FOLDER / "INDEX.csv"), "INDEX.csv") if FOLDER.is_dir() else ():
        yield Expected(case, rows(f"expected_{case.name}.csv"), rows(f"icons_{case.name}.csv"))


def lines(file: Path) -> list[list[str]]:
    """Cells of each line of a file."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a file of the folder by column; none where the reference has no such file."""
    if not (FOLDER / name).is_file():
        return []
    with (FOLDER / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def differences(wanted: list[dict[str, str]], got: dict[str, list[str]]) -> list[tuple[object, ...]]:
    """Fields that are not as the reference has them; numbers may differ by a share of 1e-9."""
    count = len(next(iter(got.values())))
    if count != len(wanted):
        return [("rows", len(wanted), count)]
    return [
        (at, name, text, got[name][at])
        for at, row in enumerate(wanted)
        for name, text in row.items()
        if not is_same(name, text, got[name][at])
    ]


def is_same(name: str, wanted: str, got: str) -> bool:
    """Whether two fields say the same."""
    if name not in NUMBERS or wanted == got or {wanted, got} & {"", "NA", "NaN"}:
        return wanted == got
    return float(got) == pytest.approx(float(wanted), rel=1e-9, abs=1e-9 if float(wanted) == 0 else 0)
