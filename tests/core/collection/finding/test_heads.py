"""Which cells of a header speak for a column?"""

from typing import Any

from styrbord.core.collection.finding.heads import heads_over
from styrbord.core.collection.finding.look import Look
from styrbord.core.collection.grid import Merge
from tests.core.collection.reading_sheets import sheet


def over(*rows: Any, merges: tuple[Merge, ...] = (), first: int = 0) -> list[list[str]]:
    """Words over each column."""
    look = Look(sheet(*rows, merges=merges))
    found = heads_over(look, range(len(rows)), first, look.sheet.width - 1)
    return [[str(head.cell) for head in heads] for heads in found.values()]


def test_a_joined_cell_speaks_for_all_its_columns() -> None:
    rows = ["Школы", None, "Всего"], ["село", "город", None]
    assert over(*rows, merges=(Merge(0, 0, 0, 1), Merge(0, 2, 1, 2))) == [
        ["Школы", "село"],
        ["Школы", "город"],
        ["Всего"],
    ]


def test_without_joins_blanks_to_the_right_are_spoken_for() -> None:
    assert over(["Школы", None], ["село", "город"]) == [["Школы", "село"], ["Школы", "город"]]


def test_a_blank_in_the_last_row_of_a_header_is_not_spoken_for() -> None:
    assert over(["село", None]) == [["село"], []]


def test_no_header_speaks_for_nothing() -> None:
    look = Look(sheet(["a", "b"]))
    assert heads_over(look, [], 0, 1) == {0: [], 1: []}


def test_cells_joined_from_above_the_header_do_not_speak() -> None:
    look = Look(sheet(["Название", None], [None, None], ["a", "b"], merges=(Merge(0, 0, 1, 1),)))
    found = heads_over(look, [1, 2], 0, 1)
    assert [[head.cell for head in heads] for heads in found.values()] == [["a"], ["b"]]


def test_joins_that_leave_the_sheet_are_cut() -> None:
    assert over(["Школы", None], merges=(Merge(0, 0, 0, 99),)) == [["Школы"], ["Школы"]]
