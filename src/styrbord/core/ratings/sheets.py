"""Which cells does a file of lines have, and where is each?"""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.state import nearest

define(
    "rating.file-empty",
    "The file has no lines below its heading.",
    "Give a first line with the names of the columns and one line for each row.",
)
define(
    "rating.file-column-missing",
    "There is no column {column}.",
    "Add it. The columns are: {known}.",
)
define(
    "rating.file-column-unknown",
    "Column {column} is not known.",
    "Take it out or correct its name; an indicator, group or denominator is named in the structure. "
    "Near it: {nearest}.",
)
define(
    "rating.file-column-twice",
    "Column {column} stands twice.",
    "Keep one.",
)
define(
    "rating.file-cells",
    "The line has {found} cells, the heading {wanted}.",
    "Give every line as many cells as the heading; put a comma inside a text between quotes.",
)
define(
    "rating.file-number",
    "'{text}' is not a number.",
    "Write digits with a point, and leave the cell empty where the value is missing.",
)
define(
    "rating.file-code",
    "The code is missing.",
    "Give every line its code.",
)
define(
    "rating.file-twice",
    "{code} stands in line {first} already.",
    "Keep one line for each code, and in a panel for each code and Time.",
)
define(
    "rating.file-lines",
    "The file cannot be read as lines of cells: {reason}.",
    "Save it as CSV with commas, in UTF-8.",
)


@dataclass(frozen=True)
class Sheet:
    """Cells of a file by column, and the number of each line."""

    name: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]

    def place(self, row: int, column: str = "") -> str:
        """Where a cell is, as people look for it."""
        where = f"{self.name}, line {self.lines[row]}"
        return f"{where}, column {column}" if column else where

    def texts(self, column: str) -> Sequence[str]:
        """Cells of a column; empty ones where there is no such column."""
        return self.columns.get(column) or ("",) * len(self.lines)


@dataclass
class Found:
    """Problems so far, to be told all at once."""

    problems: list[Problem] = field(default_factory=list)

    def stop(self) -> None:
        """Refuse if there is any."""
        if self.problems:
            raise Refused(self.problems)


def sheet_of(text: str, name: str, found: Found) -> Sheet:
    """Cells of a text by column.

    Parameters
    ----------
    text : comma-separated, the first line with the names of the columns.
    name : of the file, for what is refused.
    found : where problems are noted.

    Returns
    -------
    Sheet

    Raises
    ------
    Refused
        For quotes that do not end, no lines, columns that stand twice, lines of another length.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        head = [cell.strip() for cell in next(reader, [])]
        for row in reader:
            if row:
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as error:
        place = f"{name}, line {reader.line_num}"
        raise Refused(Problem("rating.file-lines", place, {"reason": str(error)})) from error
    if not rows:
        raise Refused(Problem("rating.file-empty", name))
    twice = [column for column in dict.fromkeys(head) if head.count(column) > 1]
    found.problems += [
        Problem("rating.file-column-twice", f"{name}, line 1", {"column": one}) for one in twice
    ]
    wrong = [at for at, row in enumerate(rows) if len(row) != len(head)]
    for at in wrong:
        words = {"found": len(rows[at]), "wanted": len(head)}
        found.problems.append(Problem("rating.file-cells", f"{name}, line {lines[at]}", words))
    found.stop()
    return Sheet(name, dict(zip(head, zip(*rows, strict=True), strict=True)), lines)


def headings(sheet: Sheet, known: Sequence[str], needed: Sequence[str]) -> Iterator[Problem]:
    """Columns that are needed and missing, and those that are not known.

    Yields
    ------
    Problem
    """
    place = f"{sheet.name}, line 1"
    for column in needed:
        if column not in sheet.columns:
            words = {"column": column, "known": ", ".join(needed)}
            yield Problem("rating.file-column-missing", place, words)
    for column in sheet.columns:
        if column not in known:
            words = {"column": column or "''", "nearest": nearest(column, known)}
            yield Problem("rating.file-column-unknown", place, words)


def codes(sheet: Sheet, *columns: str) -> Iterator[Problem]:
    """Codes that are missing or stand twice; of several columns together.

    Yields
    ------
    Problem
    """
    seen: dict[tuple[str, ...], int] = {}
    for row, key in enumerate(zip(*(sheet.texts(column) for column in columns), strict=True)):
        for column, text in zip(columns, key, strict=True):
            if not text:
                yield Problem("rating.file-code", sheet.place(row, column))
        first = seen.setdefault(key, row)
        if first != row and all(key):
            words = {"code": ", ".join(key), "first": sheet.lines[first]}
            yield Problem("rating.file-twice", sheet.place(row, columns[0]), words)


def numbers(sheet: Sheet, column: str, found: Found) -> Numbers:
    """A column as numbers; what is none is noted.

    Returns
    -------
    float64 (row,)
        NaN where empty.
    """
    texts = sheet.columns[column]
    try:
        values = np.array([float(text) if text else math.nan for text in texts])
        is_clear = not any("_" in text for text in texts)
    except ValueError:
        is_clear = False
    if is_clear and np.isfinite(values).sum() == len(texts) - texts.count(""):
        return values
    read = [number(text) if text else math.nan for text in texts]
    for row, value in enumerate(read):
        if value is None:
            found.problems.append(
                Problem("rating.file-number", sheet.place(row, column), {"text": texts[row]})
            )
    return np.array([math.nan if value is None else value for value in read])


def number(text: str) -> float | None:
    """The finite number that a text is.

    Returns
    -------
    float or None
        None where it is none, and for inf and nan.

    >>> number("1.5"), number("nan"), number("1_000")
    (1.5, None, None)
    """
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None
