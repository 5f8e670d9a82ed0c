"""Which series stand in a table `unique_id,ds,y`, and how is what comes next written down?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.forecasting.histories import History

define(
    "forecast.no-columns",
    "The first line has no column {columns}.",
    "Write {wanted} into the first line, and one line for each value.",
)
define("forecast.no-lines", "There is no line with a value.", "Give at least one series.")
define(
    "forecast.cells",
    "The line has {found} cells instead of {wanted}.",
    "Give each line the cells of the first.",
)
define("forecast.no-name", "The series has no name.", "Write its name into the column unique_id.")
define(
    "forecast.no-period",
    "'{text}' is neither a whole number nor a period.",
    "Write a whole number such as 17, or a period such as 2020, 2020-Q1 or 2020-03.",
)
define(
    "forecast.other-frequency",
    "'{text}' is not of the same length as '{first}' in line {line}.",
    "Forecast series of different frequency apart.",
)
define(
    "forecast.twice",
    "The series {series} has a value for {text} in line {line} already.",
    "Keep one line for each series and period.",
)
define("forecast.no-number", "'{text}' is not a number.", "Enter digits, or leave the cell empty.")
define(
    "forecast.too-long",
    "The series {series} runs from {first} to {last}, over more than {most} periods.",
    "Look for a mistyped period; leave out what is older.",
)

COLUMNS = ("unique_id", "ds", "y")
LINKS = ("unique_id", "parent_id")
MOST_PERIODS = 100_000


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a series: a whole number, or a period with its ordinal."""

    ordinal: int
    frequency: Frequency | None

    def later(self, steps: int) -> str:
        """Text of the point that many steps later."""
        ordinal = self.ordinal + steps
        return str(ordinal) if self.frequency is None else str(Period(self.frequency, ordinal))


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Series of a table, sorted by first appearance, with the last known point of each."""

    histories: tuple[History, ...]
    last: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    series: str
    moment: Moment
    text: str
    value: float


def table_of(lines: Sequence[Sequence[str]], name: str, *, may_be_negative: bool = False) -> Table:
    """Series of a table; whole numbers that look like years are years, which count alike.

    A series that was never negative is taken as one that cannot be, unless `may_be_negative`.

    Parameters
    ----------
    lines : cells of each line, the first with the names of the columns `unique_id`, `ds`, `y`; an empty y,
        NA or NaN is missing.
    name : of the file, for what is refused.
    may_be_negative : whether every series may fall below zero.

    Returns
    -------
    Table

    Raises
    ------
    Refused
        With every problem and its line.
    """
    places = _places(lines, COLUMNS, name)
    problems: list[Problem] = []
    rows = [row for found in _rows(lines, places, name) for row in _kept(found, problems)]
    problems += [*_of_other_frequency(rows, name), *_twice(rows, name)]
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.series, []).append(row)
    problems += [problem for group in groups.values() for problem in _too_long(group, name)]
    if not rows and not problems:
        problems.append(Problem("forecast.no-lines", name))
    if problems:
        raise Refused(sorted(problems, key=_line))
    made = [_series(group, may_be_negative) for group in groups.values()]
    return Table(tuple(history for history, _ in made), tuple(last for _, last in made))


def links_of(lines: Sequence[Sequence[str]], name: str) -> list[tuple[str, str]]:
    """Lines (series, parent) of a hierarchy; a top has no line, or an empty parent.

    Parameters
    ----------
    lines : cells of each line, the first with the names of the columns `unique_id`, `parent_id`.
    name : of the file, for what is refused.

    Returns
    -------
    list of (str, str)

    Raises
    ------
    Refused
        With every problem and its line.
    """
    places = _places(lines, LINKS, name)
    problems, links = [], []
    for number, cells in enumerate(lines[1:], start=2):
        place = f"{name}, line {number}"
        if len(cells) != len(lines[0]) and cells:
            params = {"found": len(cells), "wanted": len(lines[0])}
            problems.append(Problem("forecast.cells", place, params))
        elif cells:
            links.append((cells[places[0]].strip(), cells[places[1]].strip()))
            problems += [Problem("forecast.no-name", place)] if not links[-1][0] else []
    if problems:
        raise Refused(problems)
    return links


def _places(lines: Sequence[Sequence[str]], wanted: Sequence[str], name: str) -> list[int]:
    first = [cell.strip() for cell in lines[0]] if lines else []
    missing = [column for column in wanted if column not in first]
    if missing:
        params = {"columns": ", ".join(missing), "wanted": ",".join(wanted)}
        raise Refused(Problem("forecast.no-columns", f"{name}, line 1", params))
    return [first.index(column) for column in wanted]


def _rows(lines: Sequence[Sequence[str]], places: Sequence[int], name: str) -> Iterator[_Row | list[Problem]]:
    for number, cells in enumerate(lines[1:], start=2):
        if not cells:
            continue
        place = f"{name}, line {number}"
        if len(cells) != len(lines[0]):
            yield [Problem("forecast.cells", place, {"found": len(cells), "wanted": len(lines[0])})]
            continue
        series, text, told = (cells[column].strip() for column in places)
        moment, value = _moment(text), _value(told)
        problems = [Problem("forecast.no-name", place)] if not series else []
        problems += [Problem("forecast.no-period", place, {"text": text})] if moment is None else []
        problems += [Problem("forecast.no-number", place, {"text": told})] if value is None else []
        if moment is None or value is None or problems:
            yield problems
        else:
            yield _Row(number, series, moment, text, value)


def _kept(found: _Row | list[Problem], problems: list[Problem]) -> list[_Row]:
    """The row, if it is one; else its problems are noted."""
    if isinstance(found, _Row):
        return [found]
    problems += found
    return []


def _moment(text: str) -> Moment | None:
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= 15:
        return Moment(int(text), None)
    try:
        period = Period.parse(text)
    except Refused:
        return None
    return Moment(period.ordinal, period.frequency)


def _value(text: str) -> float | None:
    """Number of a cell; NaN for an empty one, None for what is no number."""
    if text.lower() in {"", "na", "nan"}:
        return float("nan")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if np.isfinite(value) and "_" not in text else None


def _of_other_frequency(rows: Sequence[_Row], name: str) -> Iterator[Problem]:
    for row in rows:
        if row.moment.frequency is not rows[0].moment.frequency:
            params = {"text": row.text, "first": rows[0].text, "line": rows[0].line}
            yield Problem("forecast.other-frequency", f"{name}, line {row.line}", params)


def _twice(rows: Sequence[_Row], name: str) -> Iterator[Problem]:
    seen: dict[tuple[str, Moment], int] = {}
    for row in rows:
        line = seen.setdefault((row.series, row.moment), row.line)
        if line != row.line:
            params = {"series": row.series, "text": row.text, "line": line}
            yield Problem("forecast.twice", f"{name}, line {row.line}", params)


def _too_long(group: Sequence[_Row], name: str) -> Iterator[Problem]:
    first, last = (find(group, key=lambda row: row.moment.ordinal) for find in (min, max))
    if last.moment.ordinal - first.moment.ordinal >= MOST_PERIODS:
        params = {"series": last.series, "first": first.text, "last": last.text, "most": MOST_PERIODS}
        yield Problem("forecast.too-long", f"{name}, line {last.line}", params)


def _series(group: Sequence[_Row], may_be_negative: bool) -> tuple[History, Moment]:
    """History from its first to its last known point, and that point."""
    known = [row for row in group if not np.isnan(row.value)] or list(group)[:1]
    first = min(row.moment.ordinal for row in known)
    last = max((row.moment for row in known), key=lambda moment: moment.ordinal)
    values = np.full(last.ordinal - first + 1, np.nan)
    for row in known:
        values[row.moment.ordinal - first] = row.value
    is_counted = not may_be_negative and not (values < 0).any()
    return History(group[0].series, values, lower=0.0 if is_counted else -np.inf), last


def _line(problem: Problem) -> int:
    """Number of the line of a problem."""
    number = problem.place.rpartition("line ")[2]
    return int(number) if number.isdigit() else 0
