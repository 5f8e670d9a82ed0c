"""Which tables stand in a sheet, and what is said of sheets without any?"""

from typing import Any

import pytest

from styrbord.core.collection.finding import find_tables
from styrbord.core.collection.model import Found
from tests.core.collection.reading_sheets import NOBODY, sheet


def found_in(*rows: Any, **looks: Any) -> Found:
    """What is found in a sheet."""
    return find_tables(sheet(*rows, **looks), NOBODY)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "empty"),
        ([[None, None], [None, None]], "empty"),
        ([["Пояснения"], ["Данные собраны по форме"]], "text"),
        ([["Содержание"], ["1. Население"]], "contents"),
        ([["7", "Население"], ["8", "Труд"], ["9", "Доходы"]], "contents"),
        ([["Город", "2019", "2020"]], "text"),
    ],
)
def test_a_sheet_without_tables_says_why(rows: list[list[Any]], why: str) -> None:
    found = found_in(*rows)
    assert found.tables == []
    assert why in [taken.why for taken in found.taken]


def test_numbers_without_a_header_are_a_problem_and_not_called_text() -> None:
    found = found_in([1.5, 2.5], [3.5, 4.5])
    assert [problem.code for problem in found.problems] == ["reading.no-header"]
    assert "text" not in [taken.why for taken in found.taken]


def test_one_cell_is_no_table() -> None:
    assert found_in([7]).tables == found_in(["Ale"]).tables == found_in([True]).tables == []


def test_several_tables_have_codes_of_their_own() -> None:
    head = ["Город", "2019", "2020"]
    rows = [["Школы"], head, ["Ale", 1, 2], [None], ["Дома"], head, ["Ale", 3, 4]]
    assert [table.code for table in found_in(*rows, name="1.1").tables] == ["1.1.Школы", "1.1.Дома"]


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    found = found_in(
        ["Город", "2019", "2020"], ["Ale", 1, 2], ["Lund", 3, 4],
        hidden_rows=frozenset({2}), hidden_columns=frozenset({1}),
    )  # fmt: skip
    assert [taken.place for taken in found.taken if taken.what == "hidden"] == ["S!A3", "S!B1"]
    assert found.tables[0].body == (1, 2)


def test_a_year_that_cannot_be_told_is_a_problem_and_its_column_is_left_out() -> None:
    head = ["Город", "2021", "2022", "20210)", "2024"]
    found = found_in(head, ["Ale", 1, 2, 3, 4], ["Lund", 1, 2, 3, 4])
    assert [(problem.code, problem.place) for problem in found.problems] == [
        ("reading.unclear-period", "S!D1")
    ]
    assert 3 not in [column.index for column in found.tables[0].columns]


def test_the_title_gives_the_territory_where_rows_name_none() -> None:
    rows = [["Ale kommun"], ["Показатель", "2019", "2020"], ["Школы", 1, 2], ["Дома", 3, 4]]
    assert found_in(*rows).tables[0].territory == "Ale kommun"
