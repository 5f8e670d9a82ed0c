"""Which rows of a sheet make up its tables?"""

from typing import Any

import pytest

from styrbord.core.collection.finding.blocks import blocks_of, value_columns
from styrbord.core.collection.finding.look import Block, Look
from styrbord.core.collection.grid import Merge
from tests.core.collection.reading_sheets import sheet

HEAD: list[Any] = ["Территория", "2019", "2020"]
ALE: list[Any] = ["Ale", 1, 2]
LUND: list[Any] = ["Lund", 3, 4]


def blocks(*rows: Any, merges: tuple[Merge, ...] = ()) -> list[Block]:
    """Blocks of a sheet."""
    return blocks_of(Look(sheet(*rows, merges=merges)))


def parts(found: Block) -> tuple[list[int], list[int], int, int]:
    """Rows of captions and header, first and last row of the body."""
    return found.captions, found.header, found.first, found.last


@pytest.mark.parametrize("rows", [(), ([None],), ([None, None], [None, None]), (["Ale"], ["Lund"]), (HEAD,)])
def test_without_values_there_is_no_block(rows: tuple[list[Any], ...]) -> None:
    assert blocks(*rows) == []


def test_one_number_is_a_block_without_header() -> None:
    (found,) = blocks([7])
    assert parts(found) == ([], [], 0, 0)


def test_captions_header_and_body_follow_one_another() -> None:
    (found,) = blocks(["Население"], ["(человек)"], HEAD, ALE, LUND, ["1) Примечание"])
    assert parts(found) == ([0, 1], [2], 3, 4)
    assert found.columns == (0, 2)


def test_a_header_may_have_several_rows() -> None:
    merges = (Merge(0, 1, 0, 2), Merge(0, 0, 1, 0))
    (found,) = blocks(["Территория", "Школы", None], [None, "2019", "2020"], ALE, LUND, merges=merges)
    assert found.header == [0, 1]


def test_a_second_header_begins_a_second_block() -> None:
    first, second = blocks(["Школы"], HEAD, ALE, LUND, [None], ["Больницы"], HEAD, ALE)
    assert parts(first) == ([0], [1], 2, 3)
    assert parts(second) == ([5], [6], 7, 7)


def test_the_same_header_again_goes_on_with_the_block() -> None:
    (found,) = blocks(["Школы"], HEAD, ALE, ["Продолжение"], HEAD, LUND)
    assert (found.first, found.last) == (2, 5)
    assert {3, 4} <= found.repeated


def test_a_row_that_counts_columns_is_no_value() -> None:
    (found,) = blocks(HEAD, [1, 2, 3], ALE, LUND)
    assert (found.header, found.first, found.repeated) == ([0], 2, {1})


def test_a_heading_above_the_first_row_belongs_to_the_body() -> None:
    (found,) = blocks(HEAD, ["Города"], ALE, LUND)
    assert (found.header, found.first) == ([0], 1)


def test_a_page_number_above_is_a_block_of_its_own() -> None:
    first, second = blocks(["24"], ["Население"], [None, "2020"], ["Ale", 5])
    assert (first.header, second.header) == ([], [2])


def test_value_columns_hold_more_numbers_than_text() -> None:
    look = Look(sheet(["1", "Ale", 1, "…", "a"], ["2", "Lund", 3, 4, "b"]))
    assert value_columns(look, [0, 1]) == [2, 3]
    assert value_columns(look, []) == []


def test_many_joined_cells_are_no_trouble() -> None:
    merges = tuple(Merge(row, 0, row, 1) for row in range(3, 16_003))
    assert len(blocks(HEAD, ALE, LUND, merges=merges)) == 1
