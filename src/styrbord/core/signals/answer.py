"""How does any rule tell what it found, as columns of texts?"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.series import FloatArray

NA, NAN = "NA", "NaN"
_WHOLE = re.compile(r"\.0$")

Column = list[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns by name: points one line a row, icons one line a series; both in order of series and day."""

    points: dict[str, Column]
    icons: dict[str, Column]


def numbers(column: FloatArray, missing: str) -> Column:
    """Numbers as texts that lead back to the same number; whole ones without a decimal point.

    Parameters
    ----------
    column : float64 (row,)
    missing : what is written for NaN

    Returns
    -------
    list of str

    Examples
    --------
    >>> numbers(np.array([5.0, 0.1, np.nan]), "NA")
    ['5', '0.1', 'NA']
    """
    return [_WHOLE.sub("", repr(one)) if one == one else missing for one in column.tolist()]


def yes_or_no(column: npt.NDArray[np.bool_]) -> Column:
    """TRUE or FALSE for each row, bool (row,)."""
    return ["TRUE" if one else "FALSE" for one in column.tolist()]
