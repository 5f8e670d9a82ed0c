"""What do small sheets, printed as offices print them, come to?"""

from collections.abc import Sequence
from typing import Any

from docs.generate.worked import table
from styrbord.core.collection.account import Account
from styrbord.core.collection.extraction import extract
from styrbord.core.collection.finding import find_tables
from styrbord.core.collection.grid import Merge, Sheet, letters
from styrbord.core.collection.matching import Gazetteer

NOBODY = Gazetteer(())
HOUSING = (
    ("1.4. New dwellings",),
    ("(thousand square metres)",),
    (None, "2023", None, "20241)", None),
    (None, "I", "II", "I", "II"),
    ("North County", 12.5, "13,25", 14.0, "…"),
    ("of which:",),
    ("Fjordby town", 3.0, "-", "4,12)", 5.0),
    ("1) Provisional data.",),
    ("2) Without the port.",),
)
METHODS = (
    ("Share of firms that innovate, %",),
    (None, "2016", "2017", None, "2018"),
    (None, None, "3rd edition of the Oslo Manual", "4th edition of the Oslo Manual", None),
    ("North County", 8.4, 8.5, 14.6, 12.8),
)


def housing() -> str:
    """A table with quarters, footnotes and a mark for missing, as it is printed."""
    return _printed(HOUSING)


def housing_read() -> str:
    """What comes of it."""
    return _read("1.4", HOUSING, (Merge(2, 1, 2, 2), Merge(2, 3, 2, 4), Merge(2, 0, 3, 0)))


def methods_read() -> str:
    """What comes of a year that stands under two methods."""
    merges = (Merge(1, 2, 1, 3), Merge(1, 1, 2, 1), Merge(1, 4, 2, 4), Merge(1, 0, 2, 0))
    return _read("1", METHODS, merges)


def _printed(rows: Sequence[Sequence[Any]]) -> str:
    width = max(map(len, rows))
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    lines = [
        [number, *("" if cell is None else cell for cell in row)]
        for number, row in enumerate(filled, start=1)
    ]
    return table(["", *map(letters, range(width))], lines)


def _read(name: str, rows: Sequence[Sequence[Any]], merges: tuple[Merge, ...]) -> str:
    width = max(map(len, rows))
    sheet = Sheet(name, [[*row, *[None] * (width - len(row))] for row in rows], merges)
    account = Account()
    found = [
        (
            one.territory_name,
            one.period,
            one.breakdown,
            one.value,
            one.obs_status,
            one.note.replace("|", "<br>"),
            one.cell,
        )
        for one_table in find_tables(sheet, NOBODY).tables
        for one in extract(sheet, one_table, NOBODY, account)
    ]
    return table(("territory", "period", "breakdown", "value", "status", "note", "cell"), found)
