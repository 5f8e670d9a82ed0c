"""Of what kind is each cell of a sheet, and of what kind is each row?"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from types import NoneType
from typing import Final

from styrbord.core.collection.grid import Broken, Cell, Sheet
from styrbord.core.collection.missing_words import status_of
from styrbord.core.collection.period_words import PeriodLabel, is_unclear_year, read_period
from styrbord.core.collection.values import Kind, read_value

BLANK: Final = "."
NUMBER: Final = "N"
MISSING: Final = "M"
TEXT: Final = "T"
DATE: Final = "D"

FILLED: Final = frozenset("NM")

_LONGEST_VALUE = 40
_HAS_NUMBER = re.compile(r"[0-9]{3}")
_MAY_BE_MARKED = re.compile(r"(?:[*)†‡⁰-⁹¹²³]|(?<![0-9])[0-9]{1,2})$")
_OF_KIND = {Kind.BLANK: BLANK, Kind.NUMBER: NUMBER, Kind.MISSING: MISSING, Kind.TEXT: TEXT}
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_FARTHEST_YEARS = 100


def kinds_of(row: Sequence[Cell]) -> str:
    """One letter for each cell of a row: blank, number, mark for missing, text or date.

    Returns
    -------
    str
        As long as the row.

    Examples
    --------
    >>> kinds_of(["Ale", 12.0, "…", None, "12,5"])
    'TNM.N'
    """
    pattern, look_at = _pattern(tuple(map(type, row)))
    if look_at is None:
        return "".join([_kind(cell) for cell in row])
    return pattern if look_at < 0 else f"{pattern[:look_at]}{_kind(row[look_at])}{pattern[look_at + 1 :]}"


@lru_cache(maxsize=1 << 10)
def _pattern(types: tuple[type, ...]) -> tuple[str, int | None]:
    """Kinds of a row by the types of its cells, and the one cell to look at: -1 for none, None for more."""
    if not set(types) <= {float, str, NoneType} or types.count(str) > 1:
        return "", None
    letters = "".join(NUMBER if one is float else BLANK for one in types)
    return letters, types.index(str) if str in types else -1


def _kind(cell: Cell) -> str:
    if cell is None:
        return BLANK
    kind = type(cell)
    if kind is float:
        return NUMBER
    if kind is str:
        return BLANK if not cell else _kind_of_text(cell)
    return _kind_of_other(cell)


def _kind_of_other(cell: Cell) -> str:
    if isinstance(cell, bool | time | timedelta):
        return TEXT
    if isinstance(cell, date | datetime):
        return DATE
    return MISSING if isinstance(cell, Broken) else NUMBER


@lru_cache(maxsize=1 << 15)
def _kind_of_text(text: str) -> str:
    if len(text) > _LONGEST_VALUE:
        return TEXT if text.strip() else BLANK
    if text[0].isalpha() and not _MAY_BE_MARKED.search(text):
        return TEXT if _HAS_NUMBER.search(text) or not status_of(text) else MISSING
    return _OF_KIND[read_value(text).kind]


def is_year(cell: Cell) -> bool:
    """Whether a number may be a year, 1800 to 2100."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return _FIRST_YEAR <= cell <= _LAST_YEAR and cell == int(cell)


def period_of(cell: Cell) -> PeriodLabel | None:
    """Period that a whole cell names; None for a blank, a broken cell and any other words.

    Returns
    -------
    PeriodLabel or None
    """
    if cell is None or isinstance(cell, bool | Broken | time | timedelta):
        return None
    if isinstance(cell, str):
        return _period_of_text(cell)
    return read_period(cell) if isinstance(cell, date) or is_year(cell) else None


@lru_cache(maxsize=1 << 12)
def _period_of_text(text: str) -> PeriodLabel | None:
    return read_period(text) if len(text) <= 2 * _LONGEST_VALUE else None


def is_period_row(row: Sequence[Cell], kinds: str) -> bool:
    """Whether a row holds periods and no other numbers: years rise or fall, or a text names them.

    Returns
    -------
    bool
    """
    for cell in row:
        if type(cell) is float and not (_FIRST_YEAR <= cell <= _LAST_YEAR and cell == int(cell)):
            return False
    if MISSING in kinds or (not kinds.strip(BLANK + TEXT) and kinds.count(TEXT) < 1):
        return False
    found: list[PeriodLabel] = []
    odd = 0
    for cell, kind in zip(row, kinds, strict=True):
        label = period_of(cell) if kind != BLANK else None
        if label is None and kind in (NUMBER, DATE):
            if not is_misprint(cell):
                return False
            odd += 1
        if label is not None:
            found.append(label)
    if odd * 3 > len(found) or not found:
        return False
    return TEXT in _kinds_of_periods(row, kinds) or _goes_on([label.year for label in found])


def is_misprint(cell: Cell) -> bool:
    """Whether a text looks like a year with its footnote, though it is none: 20210)."""
    return isinstance(cell, str) and is_unclear_year(cell)


def _kinds_of_periods(row: Sequence[Cell], kinds: str) -> str:
    return "".join(kind for cell, kind in zip(row, kinds, strict=True) if kind != BLANK and period_of(cell))


def _goes_on(years: list[int | None]) -> bool:
    """Whether years follow one another, in one run or in runs that repeat."""
    if len(set(years)) == 1:
        return True
    steps = [(after or 0) - (before or 0) for before, after in pairwise(years)]
    if max(map(abs, steps)) >= _FARTHEST_YEARS:
        return False
    direction = 1 if sum(step > 0 for step in steps) >= sum(step < 0 for step in steps) else -1
    breaks = [position + 1 for position, step in enumerate(steps) if step * direction < 0]
    runs = [years[first:last] for first, last in pairwise([0, *breaks, len(years)])]
    longest = max(runs, key=len)
    return (
        not breaks
        or (len(longest) > 1 and all(set(run) <= set(longest) for run in runs))
        or len(breaks) * 3 < len(years)
    )


@lru_cache(maxsize=1 << 12)
def is_data_row(kinds: str) -> bool:
    """Whether a row holds a value: a number or a mark for missing that is not only its first label.

    A mark for missing alone with a word for missing beside it is a line of a legend.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_data_row("TNN"), is_data_row("NT."), is_data_row("NN"), is_data_row("T.."), is_data_row("MM")
    (True, False, True, False, False)
    """
    first = len(kinds) - len(kinds.lstrip(BLANK))
    last = max(kinds.rfind(NUMBER), kinds.rfind(MISSING))
    if kinds.strip(BLANK) == MISSING + MISSING:
        return False
    return last >= 0 and (last > first or TEXT not in kinds)


def is_column_numbers(row: Sequence[Cell], kinds: str) -> bool:
    """Whether a row only counts the columns: 1 2 3 4, or А Б 1 2 3.

    Returns
    -------
    bool
    """
    filled = [cell for cell, kind in zip(row, kinds, strict=True) if kind != BLANK]
    letters = [
        cell for cell in filled if isinstance(cell, str) and len(cell.strip()) == 1 and cell.strip().isalpha()
    ]
    counts = [_count(cell) for cell in filled[len(letters) :]]
    begins = 1 if letters else None
    if len(counts) < (2 if letters else 3) or None in counts:
        return False
    first = counts[0]
    return counts == list(range(first or 0, (first or 0) + len(counts))) and first in (
        (begins, 2) if letters else (1, 2)
    )


def _count(cell: Cell) -> int | None:
    if isinstance(cell, str):
        return int(cell) if cell.strip().isdecimal() else None
    return int(cell) if isinstance(cell, int | float) and isfinite(cell) and cell == int(cell) else None


def joined(sheet: Sheet, first: int, last: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells of some rows of a sheet that are joined to another, and the one that holds their value.

    Parameters
    ----------
    sheet : Sheet
    first, last : rows, both included.

    Returns
    -------
    dict from (row, column) to (row, column)
        Without the holding cells themselves.
    """
    return {
        (row, column): (merge.first_row, merge.first_column)
        for merge in sheet.merges
        for row in range(max(first, merge.first_row), min(last, merge.last_row) + 1)
        for column in range(merge.first_column, min(merge.last_column + 1, sheet.width))
        if (row, column) != (merge.first_row, merge.first_column)
    }
