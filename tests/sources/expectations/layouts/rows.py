"""What do the labels of rows say, and where do they stand?"""

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
from tests.sources.expectations.files import SHEET, Page, Rows, one, xlsx

YEARS = periods("2020", "2021")


def group_labels_merged_down() -> Case:
    rows: Rows = [
        ["Показатели отрасли"],
        ["Раздел", "Показатель", 2020, 2021],
        ["Ресурсы", "Численность работников, человек", 4219, 4526],
        [None, "Заработная плата, рублей", 86137, 94722],
        ["Результаты", "Выручка, млн рублей", 590.4, 658.1],
        [None, "Прибыль, млн рублей", -57.5, 60.5],
    ]
    expected = block(series("staff", "pay", "sales", "profit"), YEARS, plain([r[2:] for r in rows[2:]]), "C3")
    names = {"staff": "Ресурсы / Численность работников", "profit": "Результаты / Прибыль"}
    units = {"staff": "человек", "pay": "рублей", "sales": "млн рублей", "profit": "млн рублей"}
    return Case(one(rows, "A3:A4", "A5:A6"), expected, names=names, units=units)


def numbered_tree_with_sections() -> Case:
    rows: Rows = [
        ["Мониторинг развития"],
        ["№", "Наименование показателя", "Единица измерения", "2020г.", "2021г."],
        ["1. Человеческий капитал"],
        ["1.1", "Доля занятых с высшим образованием", "процент", 30.1, 30.7],
        ["1.2", "Число студентов", "человек", 493, 454],
        ["2. Инфраструктура"],
        ["2.1", "Доля домов с интернетом", "процент", 81, "…"],
        ["2.1.1", "из них с оптической линией", "процент", 41, 44.5],
    ]
    numbers: Rows = [["30.1", "30.7"], ["493", "454"]], [["81", "O"], ["41", "44.5"]]
    expected = block(series("1.1", "1.2"), YEARS, numbers[0], "D4")
    expected += block(series("2.1", "2.1.1"), YEARS, numbers[1], "D7")
    codes = {number: f".{number}" for number in ("1.1", "1.2", "2.1", "2.1.1")}
    units = {"1.1": "процент", "1.2": "человек", "2.1.1": "процент"}
    return Case(one(rows, "A3:E3", "A6:E6"), expected, codes=codes, units=units)


def headings_that_are_territories() -> Case:
    rows: Rows = [
        ["Основные показатели"],
        [None, 2020, 2021],
        [R],
        ["Число школ", 310, 305],
        ["Число больниц", 41, 40],
        [T],
        ["Число школ", 420, 418],
        ["Число больниц", 55, 54],
    ]
    measures = series("schools", "hospitals")
    numbers = plain([row[1:] for row in rows])
    expected = block(measures, YEARS, numbers[3:5], "B4", territory=R)
    expected += block(measures, YEARS, numbers[6:8], "B7", territory=T)
    return Case(one(rows, "A3:C3", "A6:C6"), expected)


def headings_that_are_measures() -> Case:
    rows: Rows = [
        ["Численность населения, тысяч человек"],
        [None, 2020, 2021],
        ["Городское население"],
        [R, 800.5, 799.5],
        [T, 1100.5, 1090.5],
        ["Сельское население"],
        [R, 300.5, 298.5],
        [T, 370.5, 365.5],
    ]
    names, numbers = territories(R, T), plain([row[1:] for row in rows])
    expected = block(names, YEARS, numbers[3:5], "B4", series="urban")
    expected += block(names, YEARS, numbers[6:8], "B7", series="rural")
    return Case(one(rows, "A3:C3", "A6:C6"), expected)


def years_down_under_headings() -> Case:
    rows: Rows = [
        ["К содержанию"],
        ["Численность аспирантов"],
        ["(человек)"],
        [None, "Численность на конец года", "Выпуск", None],
        [None, None, "всего", "из него с защитой"],
        [None, "Всего"],
        [2021, 90156, 14326, 1500],
        [2022, 109705, 13865, 1791],
        [None, "Научные организации"],
        [2021, 11109, 2135, 156],
        [2022, 13128, 2288, "-"],
    ]
    measures = ("stock", "all", "defended")
    first = plain([row[1:] for row in rows[6:8]])
    second: Rows = [["11109", "2135", "156"], ["13128", "2288", "Z"]]
    years = periods("2021", "2022")
    expected = block(years, series(*measures), first, "B7")
    expected += block(years, series(*(f"science {name}" for name in measures)), second, "B10")
    merges = ("A4:A5", "B4:B5", "C4:D4", "B6:D6", "B9:D9")
    return Case(one(rows, *merges), expected, units={"stock": "человек"})


def a_year_down_without_numbers() -> Case:
    rows: Rows = [
        ["Численность аспирантов"],
        [None, "Численность", "Выпуск"],
        [None, "Научные организации"],
        [2021, 11109, 2135],
        [2022],
        [None, "Иные организации"],
        [2021, 322, 41],
        [2022, 328, "-"],
    ]
    years = periods("2021", "2022")
    expected = block(years[:1], series("science", "science out"), [["11109", "2135"]], "B4")
    expected += block(years, series("other", "other out"), [["322", "41"], ["328", "Z"]], "B7")
    return Case(one(rows, "B3:C3", "B6:C6"), expected)


def dashes_strayed_beside_a_lead() -> Case:
    rows: Rows = [
        ["Число больниц"],
        [None, 2020, 2021],
        ["Архангельская область", 60, 59],
        ["в том числе:", "-", "-"],
        ["Ненецкий автономный округ", 3, "-"],
        ["Вологодская область", 40, 41],
    ]
    expected = block(territories("Архангельская область"), YEARS, [["60", "59"]], "B3")
    rest = ("Ненецкий автономный округ", "Вологодская область")
    expected += block(territories(*rest), YEARS, [["3", "Z"], ["40", "41"]], "B5")
    return Case(one(rows), expected)


def ages_that_are_numbers() -> Case:
    body: Rows = [["до 22 (включительно)", 10, 11], [23, 20, 21], [24, 30, 31], ["25-29", 40, "-"]]
    rows: Rows = [["Аспиранты по возрасту, лет"], ["Возраст", 2020, 2021], ["Всего", 100, 99], *body]
    values = [["100", "99"], ["10", "11"], ["20", "21"], ["30", "31"], ["40", "Z"]]
    return Case(one(rows), block(series("all", "22", "23", "24", "25-29"), YEARS, values, "B3"))


SEXES = ["Население", "Городское", "мужчины", "женщины", "Сельское", "мужчины", "женщины"]
PEOPLE = [[1000, 990], [700, 695], [330, 328], [370, 367], [300, 295], [140, 138], [160, 157]]


def _sexes(labels: list[str], indents: dict[str, int]) -> Case:
    lines: Rows = [[label, *numbers] for label, numbers in zip(labels, PEOPLE, strict=True)]
    rows: Rows = [["Численность населения"], ["Показатель", 2020, 2021], *lines]
    names = ["all", "urban", "urban men", "urban women", "rural", "rural men", "rural women"]
    return Case(xlsx(Page(rows, indents=indents)), block(series(*names), YEARS, plain(PEOPLE), "B3"))


def indents_by_style() -> Case:
    return _sexes(SEXES, {"A4": 1, "A5": 2, "A6": 2, "A7": 1, "A8": 2, "A9": 2})


def indents_by_spaces() -> Case:
    spaces = ["", "   ", "      ", "      ", "\xa0\xa0\xa0", "      ", "\xa0\xa0\xa0\xa0\xa0\xa0"]
    return _sexes([space + label for space, label in zip(spaces, SEXES, strict=True)], {})


def leads_before_and_between_territories() -> Case:
    rows: Rows = [
        ["Число больниц"],
        [None, 2020, 2021],
        ["  Центральный   федеральный округ", 900, 890],
        ["Архангельская область", 60, 59],
        ["в том числе:"],
        ["  Ненецкий автономный округ", 3, 3],
        ["в том числе               г. Нарьян-Мар", 1, 1],
        ["Архангельская область без автономного округа", 57, 56],
    ]
    first: Rows = ["Центральный федеральный округ", "Архангельская область"]
    rest = ["Ненецкий автономный округ", "г. Нарьян-Мар", "Архангельская область без автономного округа"]
    numbers = plain([row[1:] for row in rows])
    expected = block(territories(*first), YEARS, numbers[2:4], "B3")
    expected += block(territories(*rest), YEARS, numbers[5:], "B6")
    return Case(one(rows), expected)


def blank_rows_and_columns_between() -> Case:
    rows: Rows = [
        ["Число школ"],
        [None, None, 2020, None, 2021],
        [R, None, 310, None, 305],
        [None] * 5,
        [T, None, 420, None, 418],
        [None] * 5,
        [K, None, 200, None, 199],
    ]
    expected = [
        found
        for name, place, numbers in zip((R, T, K), (3, 5, 7), rows[2::2], strict=True)
        for found in block(
            territories(name), periods("2020"), [[str(numbers[2])]], f"C{place}"
        ) + block(territories(name), periods("2021"), [[str(numbers[4])]], f"E{place}")
    ]  # fmt: skip
    return Case(one(rows), expected)


def header_repeated_in_the_middle() -> Case:
    header = ["Территория", 2020, 2021]
    names = [f"{word} район" for word in ("Алексинский", "Веневский", "Киреевский", "Ясногорский")]
    body: Rows = [[name, 10 + number, 20 + number] for number, name in enumerate(names)]
    rows: Rows = [["Число школ"], header, *body[:2], ["Продолжение таблицы"], header, *body[2:]]
    numbers = plain([row[1:] for row in body])
    expected = block(territories(*names[:2]), YEARS, numbers[:2], "B3")
    expected += block(territories(*names[2:]), YEARS, numbers[2:], "B7")
    return Case(one(rows), expected)


def total_at_the_bottom() -> Case:
    rows: Rows = [["Число школ"], ["Район", 2020, 2021], [R, 310, 305], [T, 420, 418], ["Итого", 730, 723]]
    numbers = plain([row[1:] for row in rows[2:]])
    return Case(one(rows), block(territories(R, T, "Итого"), YEARS, numbers, "B3"))


def hidden_rows() -> Case:
    rows: Rows = [["Число школ"], [None, 2020, 2021], [R, 310, 305], [K, 1, 1], [T, 420, 418]]
    expected = block(territories(R, K, T), YEARS, plain([row[1:] for row in rows[2:]]), "B3")
    return Case(xlsx(Page(rows, hidden_rows=(4,))), expected, told=(f"{SHEET}!A4",))


def one_row() -> Case:
    rows: Rows = [["Число школ"], [None, 2020, 2021, 2022], [R, 310, 305, 300]]
    return Case(
        one(rows), block(territories(R), periods("2020", "2021", "2022"), [["310", "305", "300"]], "B3")
    )


def one_column() -> Case:
    rows: Rows = [["Число школ"], [None, 2020], [R, 310], [T, 420], [K, 200]]
    return Case(one(rows), block(territories(R, T, K), periods("2020"), [["310"], ["420"], ["200"]], "B3"))


def empty_first_rows_and_columns() -> Case:
    body: Rows = [[None, None, R, 310, 305], [None, None, T, 420, 418]]
    title = [[None] * 5, [None] * 5, [None] * 5, [None, None, "Число школ"]]
    rows: Rows = [*title, [None, None, None, 2020, 2021], *body]
    return Case(one(rows), block(territories(R, T), YEARS, plain([row[3:] for row in body]), "D6"))


def territories_across_and_measures_down() -> Case:
    rows: Rows = [
        ["Основные показатели, 2021 год"],
        ["Показатель", R, T],
        ["Число школ", 305, 418],
        ["Число больниц", 40, 54],
    ]
    columns = each(territories(R, T), [{"period": "2021"}])
    return Case(
        one(rows), block(series("schools", "hospitals"), columns, [["305", "418"], ["40", "54"]], "B3")
    )


LAYOUTS: tuple[Layout, ...] = (
    group_labels_merged_down,
    numbered_tree_with_sections,
    headings_that_are_territories,
    headings_that_are_measures,
    years_down_under_headings,
    a_year_down_without_numbers,
    dashes_strayed_beside_a_lead,
    ages_that_are_numbers,
    indents_by_style,
    indents_by_spaces,
    leads_before_and_between_territories,
    blank_rows_and_columns_between,
    header_repeated_in_the_middle,
    total_at_the_bottom,
    hidden_rows,
    one_row,
    one_column,
    empty_first_rows_and_columns,
    territories_across_and_measures_down,
)
