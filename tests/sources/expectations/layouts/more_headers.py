"""How else do offices print periods and measures over their numbers?"""

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
from tests.sources.expectations.files import Rows, delimited, one

MONTHS = ["январь", "февраль", "март"]


def _two_rows(title: str, header: list[str], wanted: list[str]) -> Case:
    numbers = [[310 + column, 420 + column] for column in range(len(header))]
    lines = [[name, *(pair[row] for pair in numbers)] for row, name in enumerate((R, T))]
    rows: Rows = [[title], [None, *header], *lines]
    expected = block(territories(R, T), periods(*wanted), plain([line[1:] for line in lines]), "B3")
    return Case(one(rows), expected)


def months_under_a_year_in_the_title() -> Case:
    return _two_rows("Ввод жилья в 2023 году", MONTHS, ["2023-01", "2023-02", "2023-03"])


def months_with_their_years() -> Case:
    header = ["январь 2020", "фев. 2020 г.", "март\n2020 года", "апрель\xa02020"]
    return _two_rows("Индексы цен", header, ["2020-01", "2020-02", "2020-03", "2020-04"])


def months_under_merged_years() -> Case:
    body: Rows = [[R, 1, 2, 3, 4, 5, 6], [T, 7, 8, 9, 10, 11, 12]]
    rows: Rows = [["Цены"], [None, 2020, None, None, 2021, None, None], [None, *MONTHS, *MONTHS], *body]
    columns = periods(*(f"{year}-{month:02}" for year in (2020, 2021) for month in (1, 2, 3)))
    expected = block(territories(R, T), columns, plain([row[1:] for row in body]), "B4")
    return Case(one(rows, "A2:A3", "B2:D2", "E2:G2"), expected)


def periods_of_statistical_offices() -> Case:
    header = ["2020K1", "2020Q2", "2020M07", "2020-08", "Q4 2020"]
    return _two_rows("Arbetslöshet", header, ["2020-Q1", "2020-Q2", "2020-07", "2020-08", "2020-Q4"])


def spans_in_one_cell() -> Case:
    header = ["январь-июнь 2012 г.", "9 месяцев 2012 года", "2012 год", "январь-март 2013", "I квартал 2013"]
    wanted = ["2012-01/P6M", "2012-01/P9M", "2012", "2013-01/P3M", "2013-Q1"]
    return _two_rows("Оборот, млн рублей", header, wanted)


def years_in_words() -> Case:
    header = ["за 2019 год", "в 2020 г.", "2021\nгод", "2022 год*"]
    return _two_rows("Число школ", header, ["2019", "2020", "2021", "2022"])


def days_in_figures() -> Case:
    header = ["на 01.01.2020", "на 01.01.2021 г.", "на 1 июля 2021 года"]
    return _two_rows("Численность", header, ["2020-01-01", "2021-01-01", "2021-07-01"])


def years_over_a_number_and_its_share() -> Case:
    rows: Rows = [
        ["Население"],
        [None, 2020, None, 2021, None],
        [None, "тыс. человек", "в % к итогу", "тыс. человек", "в % к итогу"],
        [R, 1108.5, 43.1, 1098.5, 43.2],
        [T, 1466.5, 56.9, 1449.5, 56.8],
    ]
    columns = each(periods("2020", "2021"), series("people", "share"))
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[3:]]), "B4")
    return Case(one(rows, "A2:A3", "B2:C2", "D2:E2"), expected, units={"people": "тыс. человек"})


def value_and_rank() -> Case:
    rows: Rows = [
        ["Рейтинг"],
        ["Территория", 2020, None, 2021, None],
        [None, "значение", "место", "значение", "место"],
        [R, 55.5, 2, 56.5, 1],
        [T, 66.5, 1, 54.5, 2],
    ]
    columns = each(periods("2020", "2021"), series("value", "rank"))
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[3:]]), "B4")
    return Case(one(rows, "A2:A3", "B2:C2", "D2:E2"), expected)


def territories_over_years() -> Case:
    rows: Rows = [
        ["Основные показатели"],
        ["Показатель", R, None, T, None],
        [None, 2020, 2021, 2020, 2021],
        ["Число школ", 310, 305, 420, 418],
        ["Число больниц", 41, 40, 55, 54],
    ]
    columns = each(territories(R, T), periods("2020", "2021"))
    numbers = plain([row[1:] for row in rows[3:]])
    merges = ("A2:A3", "B2:C2", "D2:E2")
    return Case(one(rows, *merges), block(series("schools", "hospitals"), columns, numbers, "B4"))


def one_series_down_the_years() -> Case:
    rows: Rows = [
        ["Год", "Численность населения"],
        *([str(year), str(year - 1000)] for year in range(2015, 2022)),
    ]
    years = [str(year) for year in range(2015, 2022)]
    expected = block(
        periods(*years), series("people"), [[str(int(year) - 1000)] for year in years], "B2", "*"
    )
    return Case(delimited(rows, ",", "utf-8"), expected)


def measures_and_years_in_a_long_table() -> Case:
    rows: Rows = [
        ["Kommun", "År", "Folkmängd", "Födda"],
        ["Ale kommun", "2020", "31 868", "401"],
        ["Ale kommun", "2021", "32 140", ".."],
        ["Lunds kommun", "2020", "125 941", "1 402"],
        ["Lunds kommun", "2021", "127 376", "1 398"],
    ]
    keys = each(territories("Ale kommun", "Lunds kommun"), periods("2020", "2021"))
    numbers = [["31868", "401"], ["32140", "O"], ["125941", "1402"], ["127376", "1398"]]
    expected = block(keys, series("people", "births"), numbers, "C2", "*")
    return Case(delimited(rows, ";", "iso-8859-1"), expected)


def sexes_in_a_long_table() -> Case:
    sexes = ("kvinnor", "män")
    keys = [
        (name, year, sex) for name in ("Ale kommun", "Lunds kommun") for year in (2020, 2021) for sex in sexes
    ]
    lines = [[*key, 100 + number] for number, key in enumerate(keys)]
    rows: Rows = [["region", "år", "kön", "Folkmängd"], *lines]
    wanted = [
        {"territory": name, "period": str(year), "series": sex, "breakdown": ""} for name, year, sex in keys
    ]
    expected = block(wanted, [{}], [[str(line[3])] for line in lines], "D2")
    return Case(one(rows), expected)


def title_and_source_around_lines() -> Case:
    rows: Rows = [
        ["Folkmängd efter region och år"],
        [""],
        ["region", "2020", "2021"],
        ["1440 Ale", "31868", "32140"],
        ["1281 Lund", "125941", "127376"],
        [""],
        ["Källa: SCB"],
    ]
    names = [{"territory": "Ale", "code": "1440"}, {"territory": "Lund", "code": "1281"}]
    expected = block(names, periods("2020", "2021"), [["31868", "32140"], ["125941", "127376"]], "B4", "*")
    return Case(delimited(rows, ";", "windows-1252"), expected)


def a_sheet_wide_block_of_two_titles() -> Case:
    rows: Rows = [
        ["Социально-экономические показатели"],
        ["9. ОБРАЗОВАНИЕ"],
        ["9.1. Число школ на начало учебного года в городских округах и муниципальных районах"],
        ["(единиц)"],
        [None, 2020, 2021],
        [R, 310, 305],
        [T, 420, 418],
        [K, 200, 199],
    ]
    expected = block(territories(R, T, K), periods("2020", "2021"), plain([r[1:] for r in rows[5:]]), "B6")
    merges = ("A1:C1", "A2:C2", "A3:C3", "A4:C4")
    return Case(one(rows, *merges), expected, units={"": "единиц"})


LAYOUTS: tuple[Layout, ...] = (
    months_under_a_year_in_the_title,
    months_with_their_years,
    months_under_merged_years,
    periods_of_statistical_offices,
    spans_in_one_cell,
    years_in_words,
    days_in_figures,
    years_over_a_number_and_its_share,
    value_and_rank,
    territories_over_years,
    one_series_down_the_years,
    measures_and_years_in_a_long_table,
    sexes_in_a_long_table,
    title_and_source_around_lines,
    a_sheet_wide_block_of_two_titles,
)
