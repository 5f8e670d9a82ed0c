"""How do the same tables come in other formats, languages and encodings?"""

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
from tests.sources.expectations.files import File, Page, Rows, delimited, html, ods, one, spreadsheetml

YEARS = periods("2020", "2021")


def _wide() -> Page:
    rows: Rows = [
        ["Число школ, единиц", None, None, None, None],
        [None, "2020 год", None, "2021 год", None],
        [None, "городские", "сельские", "городские", "сельские"],
        [R, 210, 100, 208, 97],
        [T, 300.5, 120, "…", "-"],
    ]
    return Page(rows, ("A2:A3", "B2:C2", "D2:E2"))


def _wide_expected() -> list[Expected]:
    columns = each(YEARS, series("urban", "rural"))
    values: Rows = [["210", "100", "208", "97"], ["300.5", "120", "O", "Z"]]
    return block(territories(R, T), columns, values, "B4", sheet="*")


def opendocument() -> Case:
    return Case(ods(_wide()), _wide_expected())


def sheet_of_2003_in_xml() -> Case:
    return Case(spreadsheetml(_wide()), _wide_expected())


def page_saved_as_a_workbook() -> Case:
    return Case(html(_wide()), _wide_expected())


def page_saved_as_a_workbook_in_windows_1251() -> Case:
    return Case(html(_wide(), "windows-1251"), _wide_expected())


def _wide_lines(delimiter: str, encoding: str, newline: str = "\r\n") -> Case:
    rows: Rows = [["Территория", "2020", "2021"], [R, "310,5", "305"], [T, "1420,5", "…"]]
    if encoding == "cp866":
        rows = [*rows[:2], [T, "1420,5", "н/д"]]
    values: Rows = [["310.5", "305"], ["1420.5", "O"]]
    expected = block(territories(R, T), YEARS, values, "B2", sheet="*")
    return Case(delimited(rows, delimiter, encoding, newline), expected)


def semicolons_in_windows_1251() -> Case:
    return _wide_lines(";", "windows-1251")


def tabs_in_utf_16() -> Case:
    return _wide_lines("\t", "utf-16")


def bars_in_utf_8_with_a_mark() -> Case:
    return _wide_lines("|", "utf-8-sig", "\n")


def semicolons_in_dos_866() -> Case:
    return _wide_lines(";", "cp866")


def _long(header: list[str], names: tuple[str, str], measures: tuple[str, str], point: str) -> Rows:
    numbers = {
        (names[0], "2020", measures[0]): "310",
        (names[0], "2020", measures[1]): f"41{point}5",
        (names[0], "2021", measures[0]): "305",
        (names[0], "2021", measures[1]): "..",
        (names[1], "2020", measures[0]): "420",
        (names[1], "2020", measures[1]): f"55{point}5",
        (names[1], "2021", measures[0]): "418",
    }
    return [header, *([*key, number] for key, number in numbers.items())]


def _long_expected(rows: Rows) -> list[Expected]:
    return [
        Expected(
            territory=str(line[0]),
            period=str(line[1]),
            series=str(line[2]),
            value="" if line[3] == ".." else str(line[3]).replace(",", "."),
            status="O" if line[3] == ".." else "A",
            cell=f"*!D{number}",
        )
        for number, line in enumerate(rows[1:], start=2)
    ]


def long_table_in_russian() -> Case:
    rows = _long(["Территория", "Год", "Показатель", "Значение"], (R, T), ("Число школ", "Коечный фонд"), ",")
    return Case(delimited(rows, ";", "windows-1251"), _long_expected(rows))


def long_table_in_english() -> Case:
    rows = _long(["Territory", "Year", "Indicator", "Value"], ("Kent", "Essex"), ("Schools", "Beds"), ".")
    return Case(delimited(rows, ","), _long_expected(rows))


def long_table_in_swedish() -> Case:
    names = ("Upplands Väsby", "Österåker")
    rows = _long(["Kommun", "År", "Indikator", "Värde"], names, ("Skolor", "Vårdplatser"), ",")
    return Case(delimited(rows, ";", "iso-8859-1"), _long_expected(rows))


def long_table_in_a_workbook() -> Case:
    header = ["Территория", "Год", "Показатель", "Значение"]
    rows: Rows = [
        header,
        *(
            [territory, year, measure, number]
            for number, (territory, year, measure) in enumerate(
                (territory, year, measure)
                for territory in (R, T)
                for year in (2019, 2020, 2021)
                for measure in ("Число школ", "Число больниц")
            )
        ),
    ]
    expected = [
        Expected(str(line[0]), str(line[2]), str(line[1]), str(line[3]), "A", f"Лист1!D{number}")
        for number, line in enumerate(rows[1:], start=2)
    ]
    return Case(one(rows), expected)


CODES = {"Upplands Väsby": "0114", "Vallentuna": "0115", "Österåker": "0117"}


def _coded(found: list[Expected]) -> list[Expected]:
    return [each_one._replace(code=CODES[each_one.territory]) for each_one in found]


def swedish_municipalities_with_codes() -> Case:
    numbers: Rows = [["48005", "2411"], ["34233", "1290"], ["48105", None]]
    rows: Rows = [
        ["Folkmängd och födda efter kommun, 2022"],
        ["Kommun", "Folkmängd", "Födda"],
        ["0114 Upplands Väsby", 48005, 2411],
        ["0115 Vallentuna", 34233, 1290],
        ["0117 Österåker", 48105, None],
    ]
    measures = series("people", "births")
    expected = _coded(block(territories(*CODES), measures, numbers, "B3", period="2022"))
    return Case(one(rows), expected)


def codes_in_a_column_of_their_own() -> Case:
    lines: Rows = [
        [code, name, str(100 + place), str(200 + place)]
        for place, (name, code) in enumerate(CODES.items())
    ]  # fmt: skip
    rows: Rows = [["Kommunkod", "Kommun", "2020", "2021"], *lines]
    expected = _coded(block(territories(*CODES), YEARS, plain([r[2:] for r in lines]), "C2", sheet="*"))
    return Case(delimited(rows, ";", "utf-8"), expected)


def states_in_english() -> Case:
    rows: Rows = [
        ["Table 1. Unemployment rate by county (per cent)"],
        ["County", 2019, 2020, 2021],
        ["Kent County", 3.5, 8.1, "n/a"],
        ["of which: Dover", 3.9, 8.8, 6.1],
        ["Essex County", 4.1, 9.6, 7.7],
        ["Source: labour force survey."],
    ]
    values: Rows = [["3.5", "8.1", "O"], ["3.9", "8.8", "6.1"], ["4.1", "9.6", "7.7"]]
    columns = periods("2019", "2020", "2021")
    expected = block(territories("Kent County", "Dover", "Essex County"), columns, values, "B3")
    return Case(one(rows), expected, units={"": "per cent"})


def kvartal_in_swedish() -> Case:
    rows: Rows = [
        ["Arbetslöshet, procent"],
        ["Kommun", "2021 kv 1", "2021 kv 2", "2021 kv 3"],
        ["Ale kommun", "7,5", "7,25", "uppgift saknas"],
        ["Lunds kommun", "6,5", "6,0", ".."],
    ]
    columns = periods("2021-Q1", "2021-Q2", "2021-Q3")
    values: Rows = [["7.5", "7.25", "O"], ["6.5", "6.0", "O"]]
    return Case(one(rows), block(territories("Ale kommun", "Lunds kommun"), columns, values, "B3"))


def quoted_lines_with_newlines() -> Case:
    text = f'"Территория";"2020";"2021"\r\n"{R}";"1 310,5";"305"\r\n"Тульская\nобласть";"420";"418"\r\n'
    values: Rows = [["1310.5", "305"], ["420", "418"]]
    return Case(File(".csv", text.encode("utf-8")), block(territories(R, T), YEARS, values, "B2", sheet="*"))


LAYOUTS: tuple[Layout, ...] = (
    opendocument,
    sheet_of_2003_in_xml,
    page_saved_as_a_workbook,
    page_saved_as_a_workbook_in_windows_1251,
    semicolons_in_windows_1251,
    tabs_in_utf_16,
    bars_in_utf_8_with_a_mark,
    semicolons_in_dos_866,
    long_table_in_russian,
    long_table_in_english,
    long_table_in_swedish,
    long_table_in_a_workbook,
    swedish_municipalities_with_codes,
    codes_in_a_column_of_their_own,
    states_in_english,
    kvartal_in_swedish,
    quoted_lines_with_newlines,
)
