"""Which columns make a table of their own, and which of them hold its values?"""

from typing import Any

from styrbord.core.collection.finding.blocks import blocks_of
from styrbord.core.collection.finding.heads import heads_over
from styrbord.core.collection.finding.look import Look
from styrbord.core.collection.finding.parts import parts_of, values_of
from tests.core.collection.reading_sheets import sheet


def columns(*rows: Any) -> list[tuple[list[int], list[int]]]:
    """Columns of each table, and those of its values."""
    look = Look(sheet(*rows))
    (block,) = blocks_of(look)
    heads = heads_over(look, block.header, *block.columns)
    body = range(block.first, block.last + 1)
    return [(part, values_of(look, part, body, heads)) for part in parts_of(look, block, body, heads)]


def test_one_table_is_one_part() -> None:
    assert columns(["Город", "2019", "2020"], ["Ale", 1, 2], ["Lund", 3, 4]) == [([0, 1, 2], [1, 2])]


def test_a_blank_column_parts_two_tables() -> None:
    rows = ["Город", "2020", None, "Город", "2020"], ["Ale", 1, None, "Lund", 2], ["Umeå", 1, None, "Åre", 2]
    assert columns(*rows) == [([0, 1], [1]), ([3, 4], [4])]


def test_the_same_head_again_parts_two_tables_without_a_blank_column() -> None:
    rows = ["Город", "2020", "Город", "2020"], ["Ale", 1, "Lund", 2], ["Umeå", 1, "Åre", 2]
    assert columns(*rows) == [([0, 1], [1]), ([2, 3], [3])]


def test_remarks_behind_a_blank_column_stay_with_their_table() -> None:
    rows = ["Город", "2020", None, "Примечание"], ["Ale", 1, None, "пересмотр"], ["Åre", 2, None, "оценка"]
    assert [part for part, _ in columns(*rows)] == [[0, 1, 3]]


def test_numbers_left_of_the_labels_only_count_the_rows() -> None:
    assert columns([None, "Город", "2020"], [1, "Ale", 5], [2, "Lund", 6]) == [([0, 1, 2], [2])]


def test_numbers_under_a_head_of_codes_are_no_values() -> None:
    assert columns(["Город", "ОКТМО", "2020"], ["Ale", 101, 5], ["Lund", 102, 6]) == [([0, 1, 2], [2])]


def test_a_first_column_of_years_is_a_label() -> None:
    assert columns([None, "Школы"], [2019, 5], [2020, 6]) == [([0, 1], [1])]
