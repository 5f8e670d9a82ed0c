"""What index and what place did a publisher print for each row of a rating?"""

from collections.abc import Sequence

import numpy as np

from styrbord.core.base.problems import Problem, define
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.sheets import Found, Sheet, codes, headings, numbers, sheet_of
from styrbord.core.ratings.state import nearest

define(
    "rating.printed-unknown",
    "{code} is no unit of the rating.",
    "Take the line out, or correct the code. Near it: {nearest}.",
)

NEEDED = ("uCode", "index", "place")


def printed(text: str, rated: Rated, *, name: str = "published.csv") -> tuple[Numbers, Numbers]:
    """Published index and places in the order of the rows of a rating.

    Parameters
    ----------
    text : comma-separated, with the columns uCode, index, place and, in a panel, Time.
    rated : rating whose rows are looked for.
    name : of the file, for what is refused.

    Returns
    -------
    index, places : float64 (row,)
        NaN where nothing was printed.

    Raises
    ------
    Refused
        With everything that is wrong with the file: columns, numbers, codes that are unknown or stand twice.
    """
    found = Found()
    sheet = sheet_of(text, name, found)
    found.problems += headings(sheet, (*NEEDED, "Time"), NEEDED)
    found.stop()
    keys = [*zip(sheet.texts("uCode"), sheet.texts("Time"), strict=True)]
    found.problems += codes(sheet, "uCode", "Time") if "Time" in sheet.columns else codes(sheet, "uCode")
    found.problems += _unknown(sheet, rated.inputs.units)
    index, places = (numbers(sheet, column, found) for column in NEEDED[1:])
    found.stop()
    lines = {key: line for line, key in enumerate(keys)}
    rows = [_line(lines, unit, period) for unit, period in zip(rated.units, rated.periods, strict=True)]
    return _taken(index, rows), _taken(places, rows)


def _line(lines: dict[tuple[str, str], int], unit: str, period: str) -> int | None:
    """Line of a unit in a period; a file without Time speaks of every period."""
    found = lines.get((unit, period))
    return lines.get((unit, "")) if found is None else found


def _taken(column: Numbers, rows: Sequence[int | None]) -> Numbers:
    return np.array([np.nan if row is None else column[row] for row in rows])


def _unknown(sheet: Sheet, units: Sequence[str]) -> list[Problem]:
    known = set(units)
    return [
        Problem(
            "rating.printed-unknown",
            sheet.place(row, "uCode"),
            {"code": code, "nearest": nearest(code, units)},
        )
        for row, code in enumerate(sheet.texts("uCode"))
        if code and code not in known
    ]
