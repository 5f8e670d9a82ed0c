"""How do Russian statistical offices, ministries and treasuries lay out their own kinds of tables?"""

from tests.sources.expectations.expected import (
    Case,
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


def a_rank_beside_the_years() -> Case:
    rows: Rows = [
        ["4.1. СРЕДНЕДУШЕВЫЕ ДОХОДЫ НАСЕЛЕНИЯ"],
        ["(в месяц; рублей)"],
        [None, 2020, 2021, "Место, занимаемое в Российской Федерации"],
        [None, None, None, 2021],
        [R, 30100.5, 31200.5, 41],
        [T, 30900.5, 32300.5, 32],
    ]
    columns = [*each(series("income"), periods("2020", "2021")), {"series": "rank", "period": "2021"}]
    return Case(
        one(rows, "A3:A4", "B3:B4", "C3:C4"),
        block(territories(R, T), columns, plain([row[1:] for row in rows[4:]]), "B5"),
        units={"income": "рублей", "rank": "место"},
        names={"rank": "Место, занимаемое в Российской Федерации"},
    )


def a_rank_with_its_year_in_a_sentence() -> Case:
    rows: Rows = [
        ["Среднедушевые доходы, рублей"],
        [None, 2020, 2021, "Место, занимаемое в Российской Федерации в 2021 г."],
        [R, 30100.5, 31200.5, 41],
        [T, 30900.5, 32300.5, 32],
    ]
    columns = [*each(series("income"), periods("2020", "2021")), {"series": "rank", "period": "2021"}]
    expected = block(territories(R, T), columns, plain([row[1:] for row in rows[2:]]), "B3")
    return Case(one(rows), expected, units={"income": "рублей", "rank": "место"})


def months_that_are_compared_with_others() -> Case:
    rows: Rows = [
        ["Основные показатели"],
        [None, "Январь 2024 г.", "В % к", None, "Справочно январь 2023 г. в % к", None],
        [None, None, "январю 2023 г.", "декабрю 2023 г.", "январю 2022 г.", "декабрю 2022 г."],
        ["Оборот торговли, млн рублей", 1500.5, 101.2, 99.9, 102.1, 98.7],
        ["Грузооборот, млн т-км", 700.5, 103.2, 97.9, 104.1, 95.7],
    ]
    shares = series("to January", "to December", "January before", "December before")
    this, before = {"period": "2024-01"}, {"period": "2023-01"}
    columns = [{"series": "", **this}, *({**share, **this} for share in shares[:2])]
    columns += [{**share, **before} for share in shares[2:]]
    expected = []
    for name, at, line in (("trade", "B4", rows[3]), ("freight", "B5", rows[4])):
        named = [{**column, "series": f"{name} {column['series']}".strip()} for column in columns]
        expected += block([{}], named, plain([line[1:]]), at)
    return Case(
        one(rows, "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
        expected,
        units={
            "trade": "млн рублей",
            "trade to January": "В % к январю 2023 г.",
            "trade December before": "в % к декабрю 2022 г.",
        },
    )


def spans_and_months_with_their_units() -> Case:
    rows: Rows = [
        ["Оборот организаций"],
        [None, "Январь-сентябрь 2024 г., млн рублей", "В % к январю-сентябрю 2023 г.",
         "Сентябрь 2024 г., млн рублей", "В % к", None],
        [None, None, None, None, "сентябрю 2023 г.", "августу 2024 г."],
        [R, 1000.5, 110.1, 100.5, 101.1, 102.2],
        [T, 2000.5, 111.1, 200.5, 103.1, 104.2],
    ]  # fmt: skip
    columns = [
        {"series": "turnover", "period": "2024-01/P9M"},
        {"series": "to the span before", "period": "2024-01/P9M"},
        {"series": "turnover", "period": "2024-09"},
        {"series": "to September", "period": "2024-09"},
        {"series": "to August", "period": "2024-09"},
    ]
    return Case(
        one(rows, "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"),
        block(territories(R, T), columns, plain([row[1:] for row in rows[3:]]), "B4"),
        units={"turnover": "млн рублей", "to September": "В % к сентябрю 2023 г."},
    )


def wages_by_months_and_their_growth() -> Case:
    rows: Rows = [
        ["Средняя заработная плата в 2024 году, рублей"],
        [None, "январь", "февраль", "январь-февраль 2024 г. в % к январю-февралю 2023 г."],
        [R, 50000, 51000, 118.1],
        [T, 52000, 53000, 117.1],
    ]
    months = each(series("wages"), periods("2024-01", "2024-02"))
    columns = [*months, {"series": "growth", "period": "2024-01/P2M"}]
    return Case(
        one(rows),
        block(territories(R, T), columns, plain([row[1:] for row in rows[2:]]), "B3"),
        units={"wages": "рублей", "growth": "в % к январю-февралю 2023 г."},
    )


def percents_of_two_bases_under_months() -> Case:
    before, year = "в % к предыдущему месяцу", "в % к соответствующему месяцу предыдущего года"
    rows: Rows = [
        ["Индексы потребительских цен в 2024 году"],
        [None, "Январь", None, "Февраль", None],
        [None, before, year, before, year],
        [R, 100.5, 107.5, 100.7, 107.9],
        [T, 100.6, 107.6, 100.8, 108.9],
    ]
    columns = each(periods("2024-01", "2024-02"), series("before", "year"))
    return Case(
        one(rows, "A2:A3", "B2:C2", "D2:E2"),
        block(territories(R, T), columns, plain([row[1:] for row in rows[3:]]), "B4"),
        units={"before": before, "year": year},
        names={"before": f"Индексы потребительских цен / {before}"},
    )


LAYOUTS: tuple[Layout, ...] = (
    a_rank_beside_the_years,
    a_rank_with_its_year_in_a_sentence,
    months_that_are_compared_with_others,
    spans_and_months_with_their_units,
    wages_by_months_and_their_growth,
    percents_of_two_bases_under_months,
)
