"""Forms of the treasury and tables of budgets, by codes of a classification."""

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter

from tests.sources.expectations.expected import (
    Case,
    Expected,
    Key,
    Layout,
    block,
    each,
    periods,
    plain,
    series,
)
from tests.sources.expectations.files import Rows, one


def _lines(rows: Rows, first: int, named: Mapping[int, str], columns: Sequence[Key]) -> list[Expected]:
    """Observations of lines that are told apart by their codes; values begin in column D."""
    expected = []
    for row, code in named.items():
        keys = [{**column, "series": f"{code} {column['series']}"} for column in columns]
        values = [["Z" if cell == "-" else cell for cell in line] for line in plain([rows[row][first:]])]
        expected += block([{}], keys, values, f"{get_column_letter(first + 1)}{row + 1}")
    return expected


_FORM_JOINS = "A7:A8 B7:B8 C7:C8 D7:E7 F7:G7 A15:A16 B15:B16 C15:C16 D15:E15 F15:G15"
_FORM_HEAD: Rows = [
    [None, None, None, None, None, None, "КОДЫ"],
    ["ОТЧЕТ ОБ ИСПОЛНЕНИИ БЮДЖЕТА", None, None, None, None, "Форма по ОКУД", "0503317"],
    [None, "на 1 января 2024 г.", None, None, None, "Дата", "01.01.2024"],
    ["Наименование бюджета", "Бюджет области", None, None, None, "по ОКТМО", "61000000"],
    ["Единица измерения: руб.", None, None, None, None, "по ОКЕИ", "383"],
]


def a_form_of_the_treasury() -> Case:
    levels = ["консолидированный бюджет", "бюджет субъекта"] * 2
    plan = ["Утвержденные бюджетные назначения", None, "Исполнено", None]
    heads = ["Наименование показателя", "Код строки", "Код {} по бюджетной классификации"]
    rows: Rows = [
        *_FORM_HEAD,
        [None, None, "1. Доходы бюджета"],
        [*heads[:2], heads[2].format("дохода"), *plan],
        [None, None, None, *levels],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["Доходы бюджета - ВСЕГО:\nВ том числе:", "010", "x", 1000.5, 800.5, 900.25, 750.25],
        ["НАЛОГОВЫЕ ДОХОДЫ", "010", "000 1 00 00000 00 0000 000", 700.5, 500.5, 600.5, 450.5],
        ["НАЛОГИ НА ПРИБЫЛЬ", "010", "000 1 01 00000 00 0000 000", 700.5, "-", 600.5, "-"],
        [None],
        [None, None, "2. Расходы бюджета"],
        [*heads[:2], heads[2].format("расхода"), *plan],
        [None, None, None, *levels],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["Расходы бюджета - ВСЕГО:\nВ том числе:", "200", "x", 1100.5, 900.5, 1000.25, 850.25],
        ["Общегосударственные вопросы", "200", "000 0100 0000000000 000", 700.5, 500.5, 600.5, 450.5],
        ["Результат исполнения", "450", "x", -100.5, -100.25, -0.5, -100],
    ]
    columns = each(periods("2024-01-01"), series("plan whole", "plan region", "done whole", "done region"))
    named = {9: "010", 10: "000-1-00-00000-00-0000-000", 11: "000-1-01-00000-00-0000-000"}
    named |= {17: "200", 18: "000-0100-0000000000-000", 19: "450"}
    expected = _lines(rows, 3, named, columns)
    return Case(
        one(rows, *_FORM_JOINS.split()),
        expected,
        units={"010 plan whole": "руб.", "450 done region": "руб."},
        told=("0503317", "383"),
    )


def lines_of_a_budget_by_several_codes() -> Case:
    rows: Rows = [
        ["Ведомственная структура расходов на 2024 год"],
        ["тыс. рублей"],
        ["Наименование", "ГРБС", "Рз", "ПР", "ЦСР", "ВР", "2024 год", "2025 год"],
        ["Администрация города", "001", None, None, None, None, 1000, 900],
        ["Общегосударственные вопросы", "001", "01", None, None, None, 1000, 900],
        ["Высшее должностное лицо", "001", "01", "02", "01 0 00 00000", None, 600, 500],
        ["Расходы на персонал", "001", "01", "02", "01 0 00 00000", "100", 600, 500],
        ["Расходы на персонал", "001", "01", "04", "01 0 00 00010", "100", 400, 400],
        ["Всего", None, None, None, None, None, 1000, 900],
    ]
    breakdowns = (
        "ГРБС=001",
        "ГРБС=001;Рз=01",
        "ГРБС=001;ПР=02;Рз=01;ЦСР=01-0-00-00000",
        "ВР=100;ГРБС=001;ПР=02;Рз=01;ЦСР=01-0-00-00000",
        "ВР=100;ГРБС=001;ПР=04;Рз=01;ЦСР=01-0-00-00010",
        "_T",
    )
    lines = [{"series": f"line {number}", "breakdown": each} for number, each in enumerate(breakdowns)]
    expected = block(lines, periods("2024", "2025"), plain([row[6:] for row in rows[3:]]), "G4")
    return Case(one(rows), expected, units={"line 3": "тыс. рублей"}, codes={"line 3": "Расходы-на-персонал"})


def a_budget_by_one_code() -> Case:
    rows: Rows = [
        ["Расходы бюджета по разделам"],
        ["руб."],
        [
            "Код раздела, подраздела",
            "Наименование",
            "Утверждено на год",
            "Исполнено на 01.10.2024",
            "% исполнения",
        ],
        ["0100", "Общегосударственные вопросы", 1000, 700, 70.5],
        ["0102", "Высшее должностное лицо", 10, 7, 70.25],
        ["0200", "Национальная оборона", 20, 14, 71.5],
    ]
    columns = each(periods("2024-10-01"), series("plan", "done", "share"))
    expected = _lines(rows, 2, {3: "0100", 4: "0102", 5: "0200"}, columns)
    return Case(
        one(rows),
        expected,
        units={"0100 done": "руб.", "0102 share": "%"},
        codes={"0102 done": "0102.Исполнено-на"},
    )


LAYOUTS: tuple[Layout, ...] = (
    a_form_of_the_treasury,
    lines_of_a_budget_by_several_codes,
    a_budget_by_one_code,
)
