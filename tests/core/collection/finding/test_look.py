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


def test_values_that_look_like_years_are_values_under_a_header() -> None:
    rows = ["Город", "2022", "2023"], ["Ale", 1998, 2003], ["Lund", 5, None], ["Åre", 2010, 2015]
    assert [row for row in range(4) if Look(sheet(*rows)).has_periods(row)] == [0]
    measures = ["Город", "Мужчины", "Женщины"], ["Ale", 1950, 2000], ["Lund", 7, 8]
    assert Look(sheet(*measures)).data == [1, 2]


def test_a_further_header_of_years_is_one_all_the_same() -> None:
    for label in ("Город", "Дома", None, "Район"):
        rows = ["Город", 2019, 2020], ["Ale", 5, 6], [label, 2019, 2020], ["Ale", 7, 8]
        assert Look(sheet(*rows)).data == [1, 3]
    parted = ["Школы", 2019, 2020], ["Ale", 5, 6], [None], ["Дома", 2021, 2022], ["Ale", 7, 8]
    assert Look(sheet(*parted)).data == [1, 4]


def test_among_values_like_years_even_the_years_of_the_header_are_values() -> None:
    rows = ["Город", 2022, 2023], ["Ale", 2012, 2013], ["Lund", 2022, 2023], ["Åre", 2032, 2033]
    assert Look(sheet(*rows)).data == [1, 2, 3]
