"""How do tables lie on sheets, and where do their titles and units stand?"""

from tests.sources.expectations.expected import (
    Case,
    Expected,
    Layout,
    R,
    T,
    block,
    each,
    periods,
    plain,
    series,
    territories,
)
from tests.sources.expectations.files import SHEET, Page, Rows, one, xlsx

YEARS = periods("2020", "2021")
SCHOOLS = [[310, 305], [420, 418]]
HOSPITALS = [[41, 40], [55, 54]]


def _two(at: str, name: str, numbers: list[list[int]], sheet: str = SHEET) -> list[Expected]:
    return block(territories(R, T), YEARS, plain(numbers), at, sheet, series=name)


def tables_one_under_another() -> Case:
    rows: Rows = [
        ["1. Число школ"],
        ["(единиц)"],
        [None, 2020, 2021],
        [R, *SCHOOLS[0]],
        [T, *SCHOOLS[1]],
        [None],
        ["2. Коечный фонд"],
        ["(тысяч коек)"],
        [None, 2020, 2021],
        [R, *HOSPITALS[0]],
        [T, *HOSPITALS[1]],
    ]
    units = {"schools": "единиц", "beds": "тысяч коек"}
    return Case(one(rows), _two("B4", "schools", SCHOOLS) + _two("B10", "beds", HOSPITALS), units=units)


def tables_side_by_side() -> Case:
    rows: Rows = [
        ["Число школ, единиц", None, None, None, "Коечный фонд, тысяч коек", None, None],
        [None, 2020, 2021, None, None, 2020, 2021],
        [R, *SCHOOLS[0], None, R, *HOSPITALS[0]],
        [T, *SCHOOLS[1], None, T, *HOSPITALS[1]],
    ]
    units = {"schools": "единиц", "beds": "тысяч коек"}
    return Case(one(rows), _two("B3", "schools", SCHOOLS) + _two("F3", "beds", HOSPITALS), units=units)


def contents_beside_tables() -> Case:
    contents: Rows = [["Содержание:"], [None], ["1.", "Число школ, 2020-2021 гг."], ["2.", "Число больниц"],
                [None, "8 (495) 568-00-42 (доб. 99341)"], [None, "Обновлено: 29.08.2025 г."]]  # fmt: skip
    first: Rows = [["К содержанию"], ["Число школ"], [None, 2020, 2021], [R, *SCHOOLS[0]], [T, *SCHOOLS[1]]]
    second: Rows = [
        ["К содержанию"],
        ["Число больниц"],
        [None, 2020, 2021],
        [R, *HOSPITALS[0]],
        [T, *HOSPITALS[1]],
    ]
    pages = Page(contents, name="Содержание"), Page(first, name="1"), Page(second, name="2")
    expected = _two("B4", "schools", SCHOOLS, sheet="1") + _two("B4", "hospitals", HOSPITALS, sheet="2")
    return Case(xlsx(*pages), expected, codes={"schools": "1", "hospitals": "2"}, told=("Содержание",))


def sheet_numbers_with_a_full_stop() -> Case:
    rows: Rows = [["9.1. ЧИСЛО ШКОЛ "], [" (единиц)"], [None, 2020, 2021], [R, *SCHOOLS[0]], [T, *SCHOOLS[1]]]
    expected = _two("B4", "schools", SCHOOLS, sheet="9.1.")
    return Case(
        xlsx(Page(rows, name="9.1.")), expected, codes={"schools": "9.1"}, units={"schools": "единиц"}
    )


def hidden_sheet() -> Case:
    rows: Rows = [["Число школ"], [None, 2020, 2021], [R, *SCHOOLS[0]], [T, *SCHOOLS[1]]]
    other: Rows = [["Число больниц"], [None, 2020, 2021], [R, *HOSPITALS[0]], [T, *HOSPITALS[1]]]
    expected = _two("B3", "schools", SCHOOLS, sheet="1") + _two("B3", "hospitals", HOSPITALS, sheet="2")
    return Case(xlsx(Page(rows, name="1"), Page(other, name="2", is_hidden=True)), expected)


def territory_only_in_the_title() -> Case:
    rows: Rows = [["Тульская область"], ["Основные показатели"], ["Показатель", 2020, 2021],
            ["Число школ", *SCHOOLS[0]], ["Число больниц", *HOSPITALS[0]]]  # fmt: skip
    numbers = plain([SCHOOLS[0], HOSPITALS[0]])
    return Case(one(rows), block(series("schools", "hospitals"), YEARS, numbers, "B4", territory=T))


def unit_in_the_title() -> Case:
    rows: Rows = [
        ["Инвестиции в основной капитал, млн рублей"],
        [None, 2020, 2021],
        [R, 1.5, 2.5],
        [T, 3.5, 4.5],
    ]
    expected = block(territories(R, T), YEARS, [["1.5", "2.5"], ["3.5", "4.5"]], "B3")
    return Case(one(rows), expected, units={"": "млн рублей"})


def unit_in_a_column() -> Case:
    rows: Rows = [
        ["Показатель", "Ед. изм.", 2020, 2021],
        ["Число школ", "единиц", *SCHOOLS[0]],
        ["Площадь жилья", "тыс. кв. м", 32.5, 33.5],
    ]
    expected = block(series("schools", "housing"), YEARS, [["310", "305"], ["32.5", "33.5"]], "C2")
    return Case(one(rows), expected, units={"schools": "единиц", "housing": "тыс. кв. м"})


def unit_in_each_label() -> Case:
    rows: Rows = [
        ["Показатели района"],
        ["Показатель", 2020, 2021],
        ["Оборот, млн рублей", 12.5, 13.5],
        ["Численность населения (человек)", 4219, 4526],
        ["Доля в обороте, %", 3.2, 3.5],
    ]
    numbers: Rows = [["12.5", "13.5"], ["4219", "4526"], ["3.2", "3.5"]]
    units = {"turnover": "млн рублей", "people": "человек", "share": "%"}
    return Case(one(rows), block(series("turnover", "people", "share"), YEARS, numbers, "B3"), units=units)


def unit_in_each_head() -> Case:
    rows: Rows = [
        ["Показатели территорий за 2021 год"],
        ["Территория", "Площадь, тыс. кв. км", "Население, тыс. человек"],
        [R, 39.6, 1098.3],
        [T, 25.7, 1449.1],
    ]
    numbers: Rows = [["39.6", "1098.3"], ["25.7", "1449.1"]]
    units = {"area": "тыс. кв. км", "people": "тыс. человек"}
    columns = each(series("area", "people"), periods("2021"))
    return Case(one(rows), block(territories(R, T), columns, numbers, "B3"), units=units)


LAYOUTS: tuple[Layout, ...] = (
    tables_one_under_another,
    tables_side_by_side,
    contents_beside_tables,
    sheet_numbers_with_a_full_stop,
    hidden_sheet,
    territory_only_in_the_title,
    unit_in_the_title,
    unit_in_a_column,
    unit_in_each_label,
    unit_in_each_head,
)
