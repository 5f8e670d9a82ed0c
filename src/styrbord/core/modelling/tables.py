"""Which series, coefficients, add-factors, shocks and targets stand in a table?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.series import PER_YEAR, Series, series_of

define("model.columns", "The first line has no column {columns}.", "Write {wanted} into the first line.")
define(
    "model.cells", "The line has {found} cells instead of {wanted}.", "Give each line the cells of the first."
)
define("model.no-number", "'{text}' is not a number.", "Enter digits, or leave the cell empty.")
define("model.no-lines", "There is no line with a value.", "Give at least one.")
define(
    "model.period",
    "'{text}' is not a period of a model.",
    "Write a year, half-year, quarter or month: {forms}.",
)
define("model.again", "{what} has a value in line {line} already.", "Keep one line for each.")
define("model.no-cell", "The column {column} is empty.", "Fill it in.")
FORMS = "1921, 2040-S1, 2040-Q1, 2040-01"
MISSING = frozenset(("", "NA", "NaN", "nan", "na"))
_MOST = 50
_SHORT = re.compile(r"^([0-9]{4})([SQM][0-9])")
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a line by column, and where it stands."""

    line: int
    place: str
    cells: Mapping[str, str]


def period_of(text: str, place: str = "") -> Period:
    """Period that a cell or an option names; 1962Q1 is read as 1962-Q1.

    Returns
    -------
    Period

    Raises
    ------
    Refused
        `model.period`
    """
    try:
        found = Period.parse(_SHORT.sub(r"\1-\2", text.strip()))
    except Refused:
        found = None
    if found is None or found.frequency not in PER_YEAR:
        raise Refused(Problem("model.period", place, {"text": text.strip()[:40], "forms": FORMS}))
    return found


def data_of(lines: Lines, name: str) -> Series:
    """Series of a long table (variable, period, value) or a wide one (a period, then a column for each).

    Parameters
    ----------
    lines : sequence of sequence of str
        The first has the names. An empty cell and NA are missing.
    name : str
        Of the file, for the place of problems.

    Returns
    -------
    Series

    Raises
    ------
    Refused
        Every line that cannot be read.
    """
    header = [cell.strip() for cell in lines[0]] if lines else []
    is_long = {"variable", "period", "value"} <= set(header)
    problems: list[Problem] = []
    cells = list(_long(lines, name, problems) if is_long else _wide(lines, name, problems))
    if not cells and not problems:
        problems.append(Problem("model.no-lines", name))
    first = cells[0][1].frequency if cells else Frequency.ANNUAL
    other = next((period for _, period, _ in cells if period.frequency is not first), None)
    if other:
        params = {"period": str(other), "frequency": first.name.lower()}
        problems.append(Problem("model.frequency", name, params))
    if problems:
        raise Refused(problems[:_MOST])
    return series_of(cells)


def _long(lines: Lines, name: str, problems: list[Problem]) -> Iterator[tuple[str, Period, float]]:
    for key, period, value in valued(lines, name, ("variable",), problems):
        yield key[0], period, value


def _wide(lines: Lines, name: str, problems: list[Problem]) -> Iterator[tuple[str, Period, float]]:
    header = [cell.strip() for cell in lines[0]] if lines else []
    if len(header) < 2 or not all(header[1:]) or len(set(header)) < len(header):
        params = {
            "columns": "for each variable",
            "wanted": "a period and then the name of each variable, once",
        }
        problems.append(Problem("model.columns", name, params))
        return
    seen: dict[Period, int] = {}
    for row in rows_in(lines, name, header, problems):
        texts = list(row.cells.values())
        period = _period(texts[0], row, problems)
        if period is None:
            continue
        if period in seen:
            twice = {"what": str(period), "line": seen[period]}
            problems.append(Problem("model.again", row.place, twice))
        seen.setdefault(period, row.line)
        for variable, text in zip(header[1:], texts[1:], strict=True):
            yield variable, period, number_of(text, row, problems, can_miss=True)


def valued(
    lines: Lines,
    name: str,
    keys: tuple[str, ...],
    problems: list[Problem],
    *,
    can_miss: bool = True,
    more: tuple[str, ...] = (),
) -> Iterator[tuple[tuple[str, ...], Period, float]]:
    """Keys, period and value of each line; no two alike. The cells of `more`, after the keys, may be empty.

    Yields
    ------
    tuple of (tuple of str, Period, float)
    """
    seen: dict[tuple[object, ...], int] = {}
    for row in rows_in(lines, name, (*more, *keys, "period", "value"), problems):
        key = tuple(row.cells[one] for one in (*keys, *more))
        period = _period(row.cells["period"], row, problems)
        empty = [one for one in keys if not row.cells[one]]
        problems += [Problem("model.no-cell", row.place, {"column": one}) for one in empty]
        if period is None or empty:
            continue
        if (*key, period) in seen:
            params = {"what": " ".join((*key, str(period))), "line": seen[*key, period]}
            problems.append(Problem("model.again", row.place, params))
        seen.setdefault((*key, period), row.line)
        yield key, period, number_of(row.cells["value"], row, problems, can_miss=can_miss)


def rows_in(lines: Lines, name: str, wanted: Sequence[str], problems: list[Problem]) -> Iterator[Row]:
    """Lines with a cell for each column of the first, which has those that are wanted.

    Yields
    ------
    Row
    """
    header = [cell.strip() for cell in lines[0]] if lines else []
    lacking = [one for one in wanted if one not in header]
    if lacking:
        params = {"columns": ", ".join(lacking), "wanted": ", ".join(wanted)}
        problems.append(Problem("model.columns", name, params))
        return
    for number, cells in enumerate(lines[1:], start=2):
        place = f"{name}, line {number}"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            counted = {"found": len(cells), "wanted": len(header)}
            problems.append(Problem("model.cells", place, counted))
            continue
        yield Row(number, place, dict(zip(header, (cell.strip() for cell in cells), strict=True)))


def _period(text: str, row: Row, problems: list[Problem]) -> Period | None:
    try:
        return period_of(text, row.place)
    except Refused as refusal:
        problems += refusal.problems
        return None


def number_of(text: str, row: Row, problems: list[Problem], *, can_miss: bool) -> float:
    """Number of a cell; NaN where it is missing or none, which is a problem unless it may be missing."""
    if text in MISSING and can_miss:
        return float("nan")
    try:
        found = float(text.replace("_", "?"))
    except ValueError:
        found = float("nan")
    if not isfinite(found):
        problems.append(Problem("model.no-number", row.place, {"text": text[:40]}))
    return found


def coefficients_of(lines: Lines, name: str, territory: str = "") -> dict[tuple[str, str], float]:
    """Coefficients of a table equation, coefficient, value; other columns are let be.

    Where a territory is named, of a table with the column territory its lines and those of none are taken.

    Returns
    -------
    dict from (equation, coefficient) to float

    Raises
    ------
    Refused
        Every line that cannot be read.
    """
    problems: list[Problem] = []
    found: dict[tuple[str, str], float] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in rows_in(lines, name, ("equation", "coefficient", "value"), problems):
        key = row.cells["equation"], row.cells["coefficient"]
        if territory and row.cells.get("territory", "") not in ("", territory):
            continue
        if key in seen:
            params = {"what": " ".join(key), "line": seen[key]}
            problems.append(Problem("model.again", row.place, params))
        seen.setdefault(key, row.line)
        found[key] = number_of(row.cells["value"], row, problems, can_miss=False)
    if problems:
        raise Refused(problems[:_MOST])
    return found


def territories_of(lines: Lines, name: str, territories: Sequence[str]) -> dict[tuple[str, str], Numbers]:
    """Coefficients of territories, of a table equation, territory, coefficient, value.

    A line without a territory holds for all of them.

    Returns
    -------
    dict from (equation, coefficient) to ndarray with dims (territory,)
        NaN where a territory has none.

    Raises
    ------
    Refused
        Every line that cannot be read.
    """
    problems: list[Problem] = []
    places = {territory: at for at, territory in enumerate(territories)}
    found: dict[tuple[str, str], Numbers] = {}
    for row in rows_in(lines, name, ("equation", "territory", "coefficient", "value"), problems):
        own = found.setdefault(
            (row.cells["equation"], row.cells["coefficient"]), np.full(len(places), np.nan)
        )
        value = number_of(row.cells["value"], row, problems, can_miss=True)
        territory = row.cells["territory"]
        if not territory:
            own[:] = value
        elif territory in places:
            own[places[territory]] = value
    if problems:
        raise Refused(problems[:_MOST])
    return found


def paths_of(lines: Lines, name: str, data: Series, first: int, last: int) -> dict[str, Numbers]:
    """Numbers of a table variable, period, value from one ordinal to another; 0 where none is given.

    Returns
    -------
    dict from variable to ndarray with dims (period,)

    Raises
    ------
    Refused
        Every line that cannot be read; `model.outside` for periods outside of the run.
    """
    found: dict[str, Numbers] = {}
    for (variable,), ordinal, value in _inside(lines, name, ("variable",), data, first, last):
        found.setdefault(variable, np.zeros(last - first + 1))[ordinal - first] = value
    return found


def targets_of(lines: Lines, name: str, data: Series) -> dict[tuple[str, int], float]:
    """Targets of a table variable, period, value.

    Returns
    -------
    dict from (variable, ordinal) to float
    """
    low, high = -10_000_000, 10_000_000
    return {
        (variable, ordinal): value
        for (variable,), ordinal, value in _inside(lines, name, ("variable",), data, low, high)
    }


def shocks_of(
    lines: Lines, name: str, data: Series, first: int, last: int
) -> tuple[tuple[str, ...], dict[str, Numbers]]:
    """Replicas and shocks of a table variable, period, replica, value.

    Returns
    -------
    tuple of (tuple of str, dict from variable to ndarray with dims (period, lane))
        Lane 0 has no shock; the others are the replicas in the order of their first line.
    """
    cells = list(_inside(lines, name, ("variable", "replica"), data, first, last))
    replicas = {replica: at for at, replica in enumerate(dict.fromkeys(key[1] for key, *_ in cells), start=1)}
    found: dict[str, Numbers] = {}
    for (variable, replica), ordinal, value in cells:
        own = found.setdefault(variable, np.zeros((last - first + 1, len(replicas) + 1)))
        own[ordinal - first, replicas[replica]] = value
    return tuple(replicas), found


define(
    "model.out-of-run", "{period} lies outside of the run.", "Take the line away, or choose other periods."
)


def _inside(
    lines: Lines, name: str, keys: tuple[str, ...], data: Series, first: int, last: int
) -> list[tuple[tuple[str, ...], int, float]]:
    problems: list[Problem] = []
    found = []
    for key, period, value in valued(lines, name, keys, problems, can_miss=False):
        params: dict[str, object] = {"period": str(period), "frequency": data.frequency.name.lower()}
        if period.frequency is not data.frequency:
            problems.append(Problem("model.frequency", name, params))
        elif not first <= period.ordinal <= last:
            problems.append(Problem("model.out-of-run", name, params))
        else:
            found.append((key, period.ordinal, value))
    if not found and not problems:
        problems.append(Problem("model.no-lines", name))
    if problems:
        raise Refused(problems[:_MOST])
    return found
