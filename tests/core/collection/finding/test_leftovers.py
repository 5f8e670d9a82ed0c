"""Which numbers of a sheet stand in none of its tables?"""

from styrbord.core.collection.finding.blocks import blocks_of
from styrbord.core.collection.finding.leftovers import leftovers
from styrbord.core.collection.finding.look import Look
from tests.core.collection.reading_sheets import sheet


def test_numbers_outside_and_rows_that_count_columns_are_told_once() -> None:
    look = Look(sheet([5, "стр."], [None], ["Город", "2019", "2020"], [1, 2, 3], ["Ale", 1, 2], [7, "стр."]))
    blocks = blocks_of(look)
    found = leftovers(look, blocks, frozenset())
    assert [(taken.place, taken.why) for taken in found] == [
        ("S!A4", "column-numbers"),
        ("S!A1", "no-header"),
        ("S!A6", "no-header"),
    ]
    assert len(leftovers(look, blocks, frozenset({"S!A1", "S!A6"}))) == 1


def test_a_sheet_that_is_all_table_has_none() -> None:
    look = Look(sheet(["Город", "2019"], ["Ale", 1]))
    assert leftovers(look, blocks_of(look), frozenset()) == []
