"""What does a sheet look like before it is known what it means?"""

from datetime import date

from styrbord.core.collection.finding.look import Look, words
from tests.core.collection.reading_sheets import sheet


def test_rows_of_data_are_neither_blank_nor_text_nor_periods() -> None:
    look = Look(sheet(["Население"], [None, "2020", "2021"], ["Ale", 1, "…"], [None], ["Примечание"]))
    assert look.data == [2]
    assert look.has_periods(1)
    assert [row for row in range(5) if look.is_blank(row)] == [3]


def test_what_is_printed_in_a_row() -> None:
    look = Look(sheet(["Ale ", 2.0, None, "…", date(2020, 5, 1)]))
    assert look.filled(0) == [0, 1, 3, 4]
    assert look.texts(0) == ["Ale"]
    assert [look.text(0, column) for column in range(5)] == ["Ale", "2", "", "…", "2020-05-01"]


def test_a_sheet_without_cells_has_no_rows() -> None:
    look = Look(sheet())
    assert (look.data, look.kinds) == ([], [])


def test_numbers_that_are_not_finite_have_words() -> None:
    assert [words(float(text)) for text in ("inf", "nan", "2.5")] == ["inf", "nan", "2.5"]
