"""What do single cells hold besides a plain number or name?"""

from collections.abc import Sequence

from tests.sources.expectations.expected import Case, K, Layout, R, T, block, periods, plain, territories
from tests.sources.expectations.files import Cell, Page, Rows, one, xlsx

YEARS = periods("2020", "2021")
NAMES = [
    f"{first}{second}ская область"
    for first in ("Бел", "Вол", "Кал", "Лип", "Нов", "Пер", "Рос")
    for second in ("град", "гор", "дол", "мор", "пол")
]
NARROW, THIN, HARD = "\u202f", "\u2009", "\xa0"


def _table(body: Sequence[Sequence[Cell]], after: Sequence[Sequence[Cell]] = ()) -> list[Sequence[Cell]]:
    return [["Число организаций"], ["Территория", 2020, 2021], *body, *after]


def footnotes_glued_to_names_numbers_and_marks() -> Case:
    body: Rows = [[f"{R} 1)", 310.5, "99,72)"], [f"{T}2)3)", "…3)", "1205,53)"], [K, "-", 200.5]]
    after: Rows = [
        ["¾¾¾¾¾"],
        ["1) С учетом филиалов."],
        ["2) Данные пересчитаны."],
        ["3) Предприятия отказались от ответа,"],
        ["кроме малых."],
    ]
    first, second = "С учетом филиалов.", "Данные пересчитаны."
    third = "Предприятия отказались от ответа, кроме малых."
    notes = {"B3": first, "C3": f"{second} | {first}", "B4": f"{third} | {second}"}
    notes["C4"] = notes["B4"]
    values: Rows = [["310.5", "99.7"], ["O", "1205.5"], ["Z", "200.5"]]
    expected = block(territories(R, T, K), YEARS, values, "B3", notes=notes)
    return Case(one(_table(body, after)), expected)


def notes_after_a_drawn_rule() -> Case:
    body: Rows = [[R, "310,51)", 311.5], [T, 420.5, 421.5]]
    after: Rows = [["_____"], ["1) По оценке."], ["Источник: годовые отчеты."]]
    values: Rows = [["310.5", "311.5"], ["420.5", "421.5"]]
    expected = block(territories(R, T), YEARS, values, "B3", notes={"B3": "По оценке."})
    return Case(one(_table(body, after)), expected)


def every_mark_for_missing() -> Case:
    marks = {
        "O": ["…", "..", "...", "…\xa0", "н/д", "нд", "нет данных", "data saknas", "n/a", "uppgift saknas",
              "Н/Д", "no data"],
        "M": ["x", "х", "X", "Х", ".", "неприменимо", "не применимо", "ej tillämpligt", "not applicable"],
        "Z": ["-", "–", "—", "−", "\xa0-"],
        "Q": ["конф.", "секретно", "confidential", "(c)", "sekretess"],
        "L": ["не собиралось", "ej insamlat", "not collected"],
    }  # fmt: skip
    pairs = [(status, mark) for status, printed in marks.items() for mark in printed]
    names = NAMES[: len(pairs)]
    body: Rows = [
        [name, mark, number] for number, (name, (_, mark)) in enumerate(zip(names, pairs, strict=True))
    ]
    values: Rows = [[status, str(number)] for number, (status, _) in enumerate(pairs)]
    return Case(one(_table(body)), block(territories(*names), YEARS, values, "B3"))


def decimals_and_thousands_as_printed() -> Case:
    printed = {
        "1 234,5": "1234.5",
        f"12{HARD}345,75": "12345.75",
        f"1{THIN}234{THIN}567": "1234567",
        f"-2{NARROW}345,5": "-2345.5",
        "12'345.5": "12345.5",
        "1.234.567,25": "1234567.25",
        "1,234,567.25": "1234567.25",
        "0,05": "0.05",
        "−17,5": "-17.5",
        " 42 ": "42",
    }
    names = NAMES[: len(printed)]
    body: Rows = [[name, text, "7,5"] for name, text in zip(names, printed, strict=True)]
    values: Rows = [[number, "7.5"] for number in printed.values()]
    return Case(one(_table(body)), block(territories(*names), YEARS, values, "B3"))


def numbers_kept_as_text() -> Case:
    rows: Rows = [
        ["Оборот, млн рублей"],
        ["Территория", "2020", "2021"],
        [R, "310,5", "305"],
        [T, "1 420,5", "1418"],
    ]
    values: Rows = [["310.5", "305"], ["1420.5", "1418"]]
    return Case(one(rows), block(territories(R, T), YEARS, values, "B3"))


def lookalike_letters() -> Case:
    body: Rows = [["Воpонежская область", 1, 2], ["Республика Татаpстан", 3, 4], ["Cамарcкая облaсть", 5, 6]]
    names = ("Воронежская область", "Республика Татарстан", "Самарская область")
    return Case(one(_table(body)), block(territories(*names), YEARS, plain([r[1:] for r in body]), "B3"))


def percent_cells() -> Case:
    rows: Rows = [
        ["Доля городского населения"],
        ["Территория", 2020, 2021],
        [R, 0.125, 0.13],
        [T, "12,5%", "13 %"],
    ]
    page = Page(rows, formats={"B3": "0.0%", "C3": "0.0%"})
    return Case(xlsx(page), block(territories(R, T), YEARS, [["0.125", "0.13"], ["12.5", "13"]], "B3"))


def legend_of_marks_under_the_table() -> Case:
    body: Rows = [[R, "…", 305], [T, "-", "12,5 p)"]]
    after: Rows = [
        ['"…" – данных не имеется'],
        ["«-» – явление отсутствует"],
        ["p) предварительные данные"],
    ]
    notes = {"C4": "предварительные данные"}
    expected = block(territories(R, T), YEARS, [["O", "305"], ["Z", "12.5 P"]], "B3", notes=notes)
    return Case(one(_table(body, after)), expected)


def secret_by_a_footnote() -> Case:
    body: Rows = [[R, "…1)", 305], [T, "… 1)", 418], [K, "…", 200]]
    text = "Данные не публикуются в целях обеспечения конфиденциальности первичных статистических данных."
    values: Rows = [["Q", "305"], ["Q", "418"], ["O", "200"]]
    notes = {"B3": text, "B4": text}
    expected = block(territories(R, T, K), YEARS, values, "B3", notes=notes)
    return Case(one(_table(body, [[f"1) {text}"]])), expected)


def errors_of_formulas() -> Case:
    page = Page(_table([[R, None, 305], [T, 420, 418]]), errors={"B3": "#DIV/0!"})
    expected = block(territories(R, T), YEARS, [["O", "305"], ["420", "418"]], "B3")
    return Case(xlsx(page), expected, problems=(("", "Лист1!B3"),))


def the_same_key_with_two_values() -> Case:
    body: Rows = [[R, 310, 305], [T, 420, 418], [K, 200, 199], [R, 310, 306]]
    expected = block(territories(R, T, K), YEARS, [["310", None], ["420", "418"], ["200", "199"]], "B3")
    problems = (("reading.conflict", "Лист1!C3"), ("reading.conflict", "Лист1!C6"))
    return Case(one(_table(body)), expected, problems=problems)


def the_same_row_twice() -> Case:
    body: Rows = [[R, 310, 305], [T, 420, 418], [R, 310, 305]]
    expected = block(territories(R, T), YEARS, [["310", "305"], ["420", "418"]], "B3")
    return Case(one(_table(body)), expected, problems=(("", "Лист1!B5"),))


LAYOUTS: tuple[Layout, ...] = (
    footnotes_glued_to_names_numbers_and_marks,
    notes_after_a_drawn_rule,
    every_mark_for_missing,
    decimals_and_thousands_as_printed,
    numbers_kept_as_text,
    lookalike_letters,
    percent_cells,
    legend_of_marks_under_the_table,
    secret_by_a_footnote,
    errors_of_formulas,
    the_same_key_with_two_values,
    the_same_row_twice,
)
