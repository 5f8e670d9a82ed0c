"""How else do offices print names, numbers and remarks in their rows?"""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

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
from tests.sources.expectations.files import File, Page, Rows, one, xlsx

YEARS = periods("2020", "2021")
NUMBERS = [[310, 305], [420, 418], [200, 199]]


def _lines(*names: str) -> Rows:
    return [[name, *line] for name, line in zip(names, NUMBERS, strict=False)]


def rows_that_are_counted() -> Case:
    body = [[number, *line] for number, line in enumerate(_lines(R, T, K), start=1)]
    rows: Rows = [["Число школ"], ["№ п/п", "Наименование территории", 2020, 2021], *body]
    return Case(one(rows), block(territories(R, T, K), YEARS, plain(NUMBERS), "C3"))


def municipal_codes_in_a_column() -> Case:
    codes = {R: "61000000", T: "70000000", K: "29000000"}
    body = [[code, *line] for code, line in zip(codes.values(), _lines(*codes), strict=True)]
    rows: Rows = [["Число школ"], ["ОКТМО", "Территория", 2020, 2021], *body]
    keys = [{"territory": name, "code": code} for name, code in codes.items()]
    return Case(one(rows), block(keys, YEARS, plain(NUMBERS), "C3"))


def territories_merged_down_over_measures() -> Case:
    rows: Rows = [
        ["Основные показатели"],
        ["Территория", "Показатель", 2020, 2021],
        [R, "Число школ", 310, 305],
        [None, "Число больниц", 41, 40],
        [T, "Число школ", 420, 418],
        [None, "Число больниц", 55, 54],
    ]
    keys = each(territories(R, T), series("schools", "hospitals"))
    expected = block(keys, YEARS, plain([row[2:] for row in rows[2:]]), "C3")
    return Case(one(rows, "A3:A4", "A5:A6"), expected)


def headings_that_group_territories() -> Case:
    rows: Rows = [
        ["Число школ"],
        [None, 2020, 2021],
        ["Городские округа:"],
        ["г. Тула", 120, 119],
        ["г. Новомосковск", 40, 39],
        ["Муниципальные районы:"],
        ["Алексинский район", 20, 19],
        ["Веневский район", 18, 17],
    ]
    numbers = plain([row[1:] for row in rows])
    expected = block(territories("г. Тула", "г. Новомосковск"), YEARS, numbers[3:5], "B4")
    expected += block(territories("Алексинский район", "Веневский район"), YEARS, numbers[6:], "B7")
    return Case(one(rows, "A3:C3", "A6:C6"), expected)


def marks_drawn_as_raised_figures() -> Case:
    rows: Rows = [
        ["Число школ"],
        ["Территория", "2020¹⁾", "2021²"],
        [f"{R}¹⁾", 310, "305²"],
        [f"{T}*", 420, "418*"],
        ["¹⁾ Без филиалов."],
        ["² По оценке."],
        ["* Пересчитано."],
    ]
    first, second, star = "Без филиалов.", "По оценке.", "Пересчитано."
    notes = {"B3": first, "C3": f"{second} | {first}", "B4": f"{star} | {first}", "C4": f"{star} | {second}"}
    return Case(one(rows), block(territories(R, T), YEARS, plain(NUMBERS[:2]), "B3", notes=notes))


def marks_raised_by_style() -> Case:
    raised = InlineFont(vertAlign="superscript")
    book = Workbook()
    sheet = book.active
    sheet.title = "Лист1"
    sheet.append(["Число школ"])
    sheet.append(["Территория", 2020, 2021])
    sheet.append([R, 310, 305])
    sheet.append([T, 420, 418])
    sheet.append(["1) Без филиалов."])
    sheet["C2"] = CellRichText("2021", TextBlock(raised, "1)"))
    sheet["A4"] = CellRichText(T, TextBlock(raised, "1)"))
    sheet["B3"] = CellRichText("310", TextBlock(raised, "1)"))
    content = BytesIO()
    book.save(content)
    notes = dict.fromkeys(("C3", "C4", "B4", "B3"), "Без филиалов.")
    expected = block(territories(R, T), YEARS, plain(NUMBERS[:2]), "B3", notes=notes)
    return Case(File(".xlsx", content.getvalue()), expected)


def remarks_among_the_numbers() -> Case:
    names = (R, T, K, "Липецкая область", "Орловская область", "Курская область")
    first = ["см. примечание", "ок. 420", 200, 201, "202", 203]
    second = [305, 418, "199", 206, 207, 208]
    body = [[*line] for line in zip(names, first, second, strict=True)]
    rows: Rows = [["Число школ"], ["Территория", 2020, 2021], *body]
    values = plain([line[1:] for line in body])
    values[0][0] = values[1][0] = None
    problems = (("", "Лист1!B3"), ("", "Лист1!B4"))
    return Case(one(rows), block(territories(*names), YEARS, values, "B3"), problems=problems)


def notes_above_the_table() -> Case:
    rows: Rows = [
        ["Число школ1)"],
        ["1) На начало учебного года."],
        [None],
        ["Территория", 2020, 2021],
        *_lines(R, T),
    ]
    return Case(one(rows), block(territories(R, T), YEARS, plain(NUMBERS[:2]), "B5"))


def notes_of_many_lines_and_a_source() -> Case:
    rows: Rows = [
        ["Число школ"],
        ["Территория", 2020, 2021],
        [f"{R}1)", *NUMBERS[0]],
        [T, *NUMBERS[1]],
        [None],
        ["Примечание. Данные за 2020 год уточнены."],
        ["1) Включая вечерние школы, 12 из которых закрыты в 2021 году."],
        ["Источник: Росстат, 2022."],
    ]
    note = "Включая вечерние школы, 12 из которых закрыты в 2021 году."
    notes = {"B3": note, "C3": note}
    return Case(one(rows), block(territories(R, T), YEARS, plain(NUMBERS[:2]), "B3", notes=notes))


def years_as_the_names_of_sheets() -> Case:
    pages, expected = [], []
    for year, first in (("2020", 0), ("2021", 1)):
        numbers = [[line[first], line[first] // 10] for line in NUMBERS[:2]]
        body = [[name, *line] for name, line in zip((R, T), numbers, strict=True)]
        head: Rows = [["Основные показатели"], ["Территория", "Число школ", "Число больниц"]]
        pages.append(Page([*head, *body], name=year))
        columns = each(series("schools", "hospitals"), periods(year))
        expected += block(territories(R, T), columns, plain(numbers), "B3", year)
    return Case(xlsx(*pages), expected)


def from_the_whole_to_its_parts() -> Case:
    rows: Rows = [
        ["Занятость, человек"],
        ["Показатель", 2020, 2021],
        ["Занятые", 900, 890],
        ["из них женщины", 450, 445],
        ["Безработные", 90, 80],
        ["из них женщины", 40, 35],
    ]
    names = series("employed", "employed women", "unemployed", "unemployed women")
    return Case(one(rows), block(names, YEARS, plain([row[1:] for row in rows[2:]]), "B3"))


def tables_without_a_blank_row_between() -> Case:
    rows: Rows = [
        ["Таблица 1. Число школ"],
        [None, 2020, 2021],
        *_lines(R, T),
        ["Таблица 2. Число больниц"],
        [None, 2020, 2021],
        [R, 41, 40],
        [T, 55, 54],
    ]
    expected = block(territories(R, T), YEARS, plain(NUMBERS[:2]), "B3", series="schools")
    expected += block(territories(R, T), YEARS, [["41", "40"], ["55", "54"]], "B7", series="hospitals")
    return Case(one(rows), expected)


def tables_of_other_shapes_on_one_sheet() -> Case:
    rows: Rows = [
        ["Число школ"],
        ["Территория", 2020, 2021],
        *_lines(R, T, K),
        [None],
        [None],
        ["Число учеников по годам"],
        ["Год", "Всего", "Девочки"],
        [2019, 9000, 4500],
        [2020, 9100, 4550],
        [2021, 9200, 4600],
    ]
    numbers = plain([row[1:] for row in rows[9:]])
    expected = block(territories(R, T, K), YEARS, plain(NUMBERS), "B3", series="schools")
    expected += block(periods("2019", "2020", "2021"), series("pupils", "girls"), numbers, "B10")
    return Case(one(rows), expected)


LAYOUTS: tuple[Layout, ...] = (
    rows_that_are_counted,
    municipal_codes_in_a_column,
    territories_merged_down_over_measures,
    headings_that_group_territories,
    marks_drawn_as_raised_figures,
    marks_raised_by_style,
    remarks_among_the_numbers,
    notes_above_the_table,
    notes_of_many_lines_and_a_source,
    years_as_the_names_of_sheets,
    from_the_whole_to_its_parts,
    tables_without_a_blank_row_between,
    tables_of_other_shapes_on_one_sheet,
)
