"""Where do periods and measures stand in a header?"""

from datetime import date

from tests.sources.expectations.expected import (
    Case,
    K,
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
from tests.sources.expectations.files import Rows, one

QUARTERS = ("I квартал", "II квартал", "III квартал", "IV квартал")


def years_across() -> Case:
    body: Rows = [[R, 1151.4, 1147.7, 1141.4], [T, 1550.0, 1541.9, None], [K, 1009.4, 1008.7, 1008.2]]
    rows: Rows = [["Численность населения"], ["(тысяч человек)"], [None, 2010, 2011, 2012], *body]
    values: Rows = [["1151.4", "1147.7", "1141.4"], ["1550", "1541.9", None], ["1009.4", "1008.7", "1008.2"]]
    expected = block(territories(R, T, K), periods("2010", "2011", "2012"), values, "B4")
    return Case(one(rows), expected, units={"": "тысяч человек"})


def years_down_territories_across() -> Case:
    body: Rows = [[2018, 12.5, 14.1, 9.3], [2019, 12.7, 14.0, 9.9], [2020, 13.1, 13.8, 10.2]]
    rows: Rows = [["Уровень безработицы, процентов"], ["Год", R, T, K], *body]
    numbers = plain([row[1:] for row in body])
    return Case(one(rows), block(periods("2018", "2019", "2020"), territories(R, T, K), numbers, "B3"))


def roman_quarters_under_merged_years() -> Case:
    years = [None, "2009 год", None, None, None, "2010 год ", None, None, None]
    body: Rows = [
        [R, 501, 502, 503, 504, 505, 506, 507, 508],
        [T, 601, 602, 603, 604, 605, "…", 607, 608],
    ]
    rows: Rows = [["Средние цены, рублей"], years, [None, *QUARTERS, "I", "II", "III", "IV"], *body]
    expected = block(
        territories(R, T),
        periods(*(f"{year}-Q{number}" for year in (2009, 2010) for number in (1, 2, 3, 4))),
        [plain(body)[0][1:], ["601", "602", "603", "604", "605", "O", "607", "608"]],
        "B4",
    )
    return Case(one(rows, "B2:E2", "F2:I2"), expected)


def year_to_date_beside_quarters_and_years() -> Case:
    spans = ["I квартал ", "январь-июнь", "январь – сентябрь", "январь-декабрь"]
    rows: Rows = [
        ["Численность работников"],
        ["Тыс. человек"],
        [None, "2010 год", "2011 год", "2012 год", None, None, None],
        [None, None, None, *spans],
        [R, 12.1, 12.2, 11.9, 12.0, 12.3, 12.4],
        [T, 15.1, 15.2, 14.9, 15.0, 15.3, 15.4],
    ]
    columns = periods("2010", "2011", "2012-Q1", "2012-01/P6M", "2012-01/P9M", "2012-01/P12M")
    numbers: Rows = [
        ["12.1", "12.2", "11.9", "12", "12.3", "12.4"],
        ["15.1", "15.2", "14.9", "15", "15.3", "15.4"],
    ]
    merges = ("B3:B4", "C3:C4", "D3:G3")
    expected = block(territories(R, T), columns, numbers, "B5")
    return Case(one(rows, *merges), expected, units={"": "тыс. человек"})


def measures_over_years() -> Case:
    rows: Rows = [
        ["Образование"],
        [None, "Число школ", None, "Число учеников", None],
        [None, 2021, 2022, 2021, 2022],
        [R, 310, 305, 110401, 112020],
        [T, 420, 418, 140033, 141200],
    ]
    columns = each(series("schools", "pupils"), periods("2021", "2022"))
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[3:]]), "B4")
    return Case(one(rows, "B2:C2", "D2:E2"), expected)


def years_over_measures() -> Case:
    rows: Rows = [
        ["Образование"],
        ["Территория", 2021, None, 2022, None],
        [None, "школы", "ученики", "школы", "ученики"],
        [R, 310, 110401, 305, 112020],
        [T, 420, 140033, 418, 141200],
    ]
    columns = each(periods("2021", "2022"), series("schools", "pupils"))
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[3:]]), "B4")
    return Case(one(rows, "A2:A3", "B2:C2", "D2:E2"), expected)


def three_rows_of_header() -> Case:
    rows: Rows = [
        ["Исполнение бюджетов, млн рублей"],
        [None, "Доходы", None, None, None, "Расходы", None],
        [None, "налоговые", None, "прочие", None, None, None],
        [None, 2022, 2023, 2022, 2023, 2022, 2023],
        [R, 10.5, 11.5, 1.5, 1.6, 12.1, 13.2],
        [T, 20.5, 21.5, 2.5, 2.6, 22.1, -23.2],
    ]
    columns = each(series("tax", "other", "spending"), periods("2022", "2023"))
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[4:]]), "B5")
    return Case(one(rows, "A2:A4", "B2:E2", "F2:G3", "B3:C3", "D3:E3"), expected)


def half_years() -> Case:
    halves = ["I полугодие", "II полугодие"]
    rows: Rows = [
        ["Ввод жилья"],
        [None, "2012 год", None, "2013 год", None],
        [None, *halves, *halves],
        [R, 110, 190, 120, 200],
        [T, 130, 240, 125, 230],
    ]
    columns = periods("2012-S1", "2012-S2", "2013-S1", "2013-S2")
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[3:]]), "B4")
    return Case(one(rows, "B2:C2", "D2:E2"), expected)


def months_down_and_years_across() -> Case:
    body: Rows = [
        ["Январь", 101.2, 100.9],
        ["Февраль", 100.5, 100.7],
        ["Март", 100.1, 100.8],
        ["Апрель", 99.9, None],
    ]
    rows: Rows = [[R], ["Индексы цен, процентов"], ["Месяц", 2020, 2021], *body]
    columns = [[row[position] for row in body] for position in (1, 2)]
    expected = [
        found
        for year, numbers, at in zip(("2020", "2021"), columns, ("B4", "C4"), strict=True)
        for found in block(
            periods(*(f"{year}-{month:02}" for month in (1, 2, 3, 4))),
            territories(R),
            plain([[number] for number in numbers]),
            at,
        )
    ]
    return Case(one(rows), expected)


def dates_in_columns() -> Case:
    header = [None, "на 1 января 2020", date(2021, 1, 1), "на 1 января 2022 г."]
    rows: Rows = [
        ["Численность населения"],
        header,
        [R, 1108847, 1098257, 1088918],
        [T, 1466127, 1449115, 1432571],
    ]
    columns = periods("2020-01-01", "2021-01-01", "2022-01-01")
    return Case(one(rows), block(territories(R, T), columns, plain([row[1:] for row in rows[2:]]), "B3"))


def columns_counted_under_the_header() -> Case:
    rows: Rows = [
        ["Число больниц"],
        ["Наименование территории", 2018, 2019, 2020],
        [1, 2, 3, 4],
        [R, 41, 40, 39],
        [T, 55, 54, 51],
    ]
    expected = block(
        territories(R, T), periods("2018", "2019", "2020"), plain([row[1:] for row in rows[3:]]), "B4"
    )
    return Case(one(rows), expected)


def columns_lettered_and_counted_under_the_header() -> Case:
    rows: Rows = [
        ["Жилищный фонд, тысяч квадратных метров, 2020 год"],
        ["Территория", "Код строки", "Всего", "в том числе городской"],
        ["А", "Б", 1, 2],
        [R, "01", 32100.5, 21000.5],
        [T, "02", 41100.5, 33000.5],
    ]
    numbers = plain([row[2:] for row in rows[3:]])
    return Case(one(rows), block(territories(R, T), series("all", "urban"), numbers, "C4", period="2020"))


def planned_and_actual() -> Case:
    rows: Rows = [
        ["Ввод жилья, тысяч квадратных метров"],
        [None, "2021 год", None, "2022 год", None],
        [None, "план", "факт", "план", "факт"],
        [R, 600, 590, 610, 615],
        [T, 700, 710, 720, 735],
    ]
    columns = [{**key, "breakdown": ""} for key in each(periods("2021", "2022"), series("plan", "actual"))]
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[3:]]), "B4")
    return Case(one(rows, "A2:A3", "B2:C2", "D2:E2"), expected)


def a_year_twice_through_a_change_of_method() -> Case:
    rows: Rows = [
        ["Доля обследованных организаций, процентов"],
        [None, 2016, 2017, None, 2018],
        [None, None, "по старой методике", "по новой методике", None],
        [R, 8.4, 8.5, 14.6, 12.8],
        [T, 10.3, 9.9, 18.5, 16.2],
    ]
    methods = [
        {"period": "2016"},
        {"period": "2017", "breakdown": "METHOD=*", "series": "old"},
        {"period": "2017", "breakdown": "METHOD=*", "series": "new"},
        {"period": "2018"},
    ]
    expected = block(territories(R, T), methods, plain([row[1:] for row in rows[3:]]), "B4")
    return Case(one(rows, "A2:A3", "B2:B3", "C2:D2", "E2:E3"), expected)


def numbered_footnotes_on_years() -> Case:
    rows: Rows = [
        ["Число организаций"],
        [None, "2020г.", "20211)", "2022 2)", "2023 г.1)"],
        [R, 10, 11, 12, 13],
        [T, 20, 21, 22, 23],
        ["1) Предварительные данные."],
        ["2) Без учета малых предприятий."],
    ]
    first, second = "Предварительные данные.", "Без учета малых предприятий."
    notes = {f"{column}{row}": text for column, text in zip("CDE", (first, second, first), strict=True)
             for row in (3, 4)}  # fmt: skip
    columns = periods("2020", "2021", "2022", "2023")
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[2:4]]), "B3", notes=notes)
    return Case(one(rows), expected)


LAYOUTS: tuple[Layout, ...] = (
    years_across,
    years_down_territories_across,
    roman_quarters_under_merged_years,
    year_to_date_beside_quarters_and_years,
    measures_over_years,
    years_over_measures,
    three_rows_of_header,
    half_years,
    months_down_and_years_across,
    dates_in_columns,
    columns_counted_under_the_header,
    columns_lettered_and_counted_under_the_header,
    planned_and_actual,
    a_year_twice_through_a_change_of_method,
    numbered_footnotes_on_years,
)
