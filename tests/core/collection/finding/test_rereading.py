"""Are header, words above and end of a table read again where a layout says that it stands?"""

from styrbord.core.collection.finding.rereading import Rereading
from styrbord.core.collection.model import Column, Role
from tests.core.collection.reading_sheets import NOBODY, sheet

GIVEN = sheet(
    ["Школы1)"], ["(единиц)"], ["Город", "2019", "2020"], ["Ale", 1, 2], ["Lund", 3, 4], ["1) Без вечерних"],
    [None], ["Дома"], ["Город", "2019", "2020"], ["Ale", 5, 6],
)  # fmt: skip
LABEL = (Column(0, Role.TERRITORY),)


def test_columns_come_from_the_header() -> None:
    found = Rereading(NOBODY).columns(GIVEN, (2, 2), LABEL, 1)
    assert [(one.index, one.period) for one in found] == [(1, "2019"), (2, "2020")]


def test_the_words_above_are_those_below_the_table_before() -> None:
    parts = Rereading(NOBODY)
    first, second = parts.above(GIVEN, (2, 2), (0, 2)), parts.above(GIVEN, (8, 8), (0, 2))
    assert (first.title, first.unit, first.note) == ("Школы", "единиц", "Без вечерних")
    assert second.title == "Дома"


def test_a_body_ends_with_its_last_value() -> None:
    end = Rereading(NOBODY).end(GIVEN, 3, LABEL)
    assert (end.last_row, end.notes) == (4, {"1": "Без вечерних"})


def test_a_body_beyond_every_table_ends_where_it_begins() -> None:
    assert Rereading(NOBODY).end(sheet(["Школы"]), 0, LABEL).last_row == 0
