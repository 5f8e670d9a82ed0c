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


def national_data_banks_without_heads() -> Case:
    sections = ("Всего по видам деятельности", "РАЗДЕЛ A СЕЛЬСКОЕ ХОЗЯЙСТВО")
    rows: Rows = [
        ["Среднемесячная заработная плата"],
        [None],
        [None, None, None, 2023, None, 2024],
        [None, None, None, "январь", "январь-февраль", "январь"],
        [R, sections[0], "рубль", 50001, 50002, 55001],
        [None, sections[1], "рубль", 40001, 40002, 45001],
        [T, sections[0], "рубль", 52001, 52002, 57001],
        [None, sections[1], "рубль", 42001, 42002, None],
    ]
    columns = periods("2023-01", "2023-01/P2M", "2024-01")
    keys = each(territories(R, T), series("all", "farming"))
    expected = block(keys, columns, plain([row[3:] for row in rows[4:]]), "D5")
    return Case(one(rows, "D3:E3", "A5:A6", "A7:A8"), expected, units={"all": "рубль", "farming": "рубль"})


def national_data_banks_with_heads() -> Case:
    kind = "Тип поселения"
    rows: Rows = [
        ["Численность населения в среднем за год"],
        [None],
        ["Территория", kind, "Единица измерения", "Период", None],
        [None, None, None, 2021, 2022],
        [R, "городское население", "человек", 701, 702],
        [R, "сельское население", "человек", 301, 302],
        [T, "городское население", "человек", 801, 802],
        [T, "сельское население", "человек", 401, 402],
    ]
    parts = [{"series": name, "breakdown": f"Тип-поселения={name}-население"}
             for name in ("городское", "сельское")]  # fmt: skip
    expected = block(each(territories(R, T), parts), periods("2021", "2022"),
                     plain([row[3:] for row in rows[4:]]), "D5")  # fmt: skip
    return Case(
        one(rows, "A3:A4", "B3:B4", "C3:C4", "D3:E3"),
        expected,
        units={"городское": "человек"},
        names={"сельское": "Численность населения в среднем за год"},
    )


def register_codes_before_names() -> Case:
    rows: Rows = [
        ["Число организаций на 1 января 2024 года"],
        [None, "Число организаций", "Число филиалов"],
        ["61000000 Рязанская область", 100, 50],
        ["61701000 город Рязань", 60, 30],
        ["61608000 Касимовский муниципальный район", 5, 3],
    ]
    names = {"61000000": R, "61701000": "город Рязань", "61608000": "Касимовский муниципальный район"}
    keys = [{"code": code, "territory": name} for code, name in names.items()]
    columns = each(series("organisations", "branches"), periods("2024-01-01"))
    return Case(one(rows), block(keys, columns, plain([row[1:] for row in rows[2:]]), "B3"))


def forecasts_in_two_variants() -> Case:
    rows: Rows = [
        ["Прогноз развития города на 2025-2026 годы"],
        ["Показатели", "Единица измерения", "отчет", "оценка", "прогноз", None, None, None],
        [None, None, 2023, 2024, 2025, None, 2026, None],
        [None, None, None, None, "1 вариант", "2 вариант", "1 вариант", "2 вариант"],
        ["Численность населения", "тыс. чел.", 500, 499, 498, 497, 496, 495],
        ["Индекс цен", "% к предыдущему году", 107, 108, 105, 104, 103, 102],
    ]
    years = [("{}", "2023"), ("{} estimate", "2024")]
    columns = [{"series": name, "period": year} for name, year in years]
    columns += map(dict, each(periods("2025", "2026"), series("{} first", "{} second")))
    expected = []
    for name, at, line in (("people", "C5", rows[4]), ("prices", "C6", rows[5])):
        named = [{**column, "series": column["series"].format(name)} for column in columns]
        expected += block([{}], named, plain([line[2:]]), at)
    return Case(
        one(rows, "A2:A4", "B2:B4", "E2:H2", "E3:F3", "G3:H3", "C3:C4", "D3:D4"),
        expected,
        units={"people": "тыс. чел.", "prices first": "% к предыдущему году"},
        codes={"people": "Численность-населения"},
    )


def targets_of_a_state_programme() -> Case:
    rows: Rows = [
        ["Сведения о показателях государственной программы"],
        ["№", "Показатель", "Единица измерения", "Значения показателей", None, None],
        [None, None, None, "2023 отчет", "2024 оценка", "2025 прогноз"],
        ["Цель 1. Повышение качества жизни"],
        ["1.1", "Доля населения с доходом", "%", 10, 11, 12],
        ["1.2", "Число новых мест", "мест", 20, 21, 22],
    ]
    columns = [("", "2023"), (" estimate", "2024"), (" forecast", "2025")]
    keys = [[{"series": code + name, "period": year} for name, year in columns] for code in ("1.1", "1.2")]
    expected = block([{}], keys[0], [["10", "11", "12"]], "D5") + block(
        [{}], keys[1], [["20", "21", "22"]], "D6"
    )
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:F2", "A4:F4")
    return Case(one(rows, *merges), expected, codes={"1.1": "1.1", "1.2 forecast": "1.2.forecast"})


def prices_of_goods_by_weight() -> Case:
    rows: Rows = [
        ["Средние потребительские цены, рублей"],
        [None, "Январь", None, "Февраль", None],
        [None, 2023, 2024, 2023, 2024],
        ["Говядина, кг", 400.5, 450.5, 401.5, 452.5],
        ["Молоко, л", 60.5, 66.5, 61.5, 67.5],
    ]
    columns = periods("2023-01", "2024-01", "2023-02", "2024-02")
    expected = block(series("beef", "milk"), columns, plain([row[1:] for row in rows[3:]]), "B4")
    return Case(
        one(rows, "A2:A3", "B2:C2", "D2:E2"),
        expected,
        units={"beef": "рублей", "milk": "рублей"},
        names={"beef": "Говядина, кг"},
    )


def labels_that_go_on_with_their_heading() -> Case:
    rows: Rows = [
        ["Основные показатели уровня жизни"],
        [None, 2022, 2023],
        ["Заработная плата работников:"],
        ["номинальная, рублей", 40000, 45000],
        ["реальная, % к предыдущему году", 101.5, 102.5],
        ["Численность занятых, человек", 500, 499],
    ]
    names = series("nominal", "real", "employed")
    values = plain([row[1:] for row in rows[2:]])
    return Case(
        one(rows),
        block(names[:2], periods("2022", "2023"), values[1:3], "B4")
        + block(names[2:], periods("2022", "2023"), values[3:], "B6"),
        names={"nominal": "Заработная плата работников / номинальная, рублей"},
    )


def a_passport_of_a_municipality() -> Case:
    name = "Касимовский муниципальный округ Рязанской области"
    rows: Rows = [
        ["ПАСПОРТ муниципального образования"],
        [name],
        ["№ п/п", "Показатель", "Ед. изм.", "2020 год", "2021 год", "План 2024 год", "2025 (прогноз)"],
        ["1.", "Численность населения, в т.ч.:", "тыс. чел.", 30.1, 29.9, 29, 28.5],
        ["1.1.", "городское", "тыс. чел.", 10.1, 9.9, 9, 8.5],
        ["2", "Экономика"],
        ["2.1", "Объём отгруженных товаров", "млн. руб.", "1 200,5", "1 300,7", "х", "-"],
    ]
    columns = [("", "2020"), ("", "2021"), (" plan", "2024"), (" forecast", "2025")]
    values = {"D4": ["30.1", "29.9", "29", "28.5"], "D5": ["10.1", "9.9", "9", "8.5"],
              "D7": ["1200.5", "1300.7", "M", "Z"]}  # fmt: skip
    expected = []
    for code, (at, line) in zip(("1", "1.1", "2.1"), values.items(), strict=True):
        keys = [{"series": code + suffix, "period": year} for suffix, year in columns]
        expected += block([{}], keys, [line], at, territory=name)
    return Case(one(rows), expected, units={"2.1": "млн. руб."}, codes={"1": ".1", "2.1 plan": "2.1.plan"})


def a_span_between_two_days_above() -> Case:
    rows: Rows = [
        ["Отчет по численности"],
        ["Период: 01.01.2024 - 30.09.2024"],
        [None],
        ["Подразделение", "Численность работников", "Фонд оплаты труда"],
        ["Итого", "1\u00a0500", "10\u00a0000\u00a0000,50"],
        ["Администрация", "500", "4\u00a0000\u00a0000,25"],
    ]
    columns = each(periods("2024-01/P9M"), series("staff", "wages"))
    named = [[{**column, "series": f"{name} {column['series']}"} for column in columns]
             for name in ("all", "office")]  # fmt: skip
    expected = block([{}], named[0], [["1500", "10000000.50"]], "B5")
    expected += block([{}], named[1], [["500", "4000000.25"]], "B6")
    return Case(one(rows), expected)


def ranks_before_names() -> Case:
    rows: Rows = [
        ["Рейтинг муниципальных районов за 2023 год"],
        ["Место", "Муниципальный район", "Итоговый балл"],
        [1, "Касимовский", 95.5],
        [2, "Рыбновский", 90.25],
        [3, "Шацкий", 80.5],
    ]
    names, year = territories("Касимовский", "Рыбновский", "Шацкий"), {"period": "2023"}
    expected = block(names, [{"series": "rank", **year}], plain([row[:1] for row in rows[2:]]), "A3")
    expected += block(names, [{"series": "score", **year}], plain([row[2:] for row in rows[2:]]), "C3")
    return Case(one(rows), expected, units={"rank": "место"})


LAYOUTS: tuple[Layout, ...] = (
    a_rank_beside_the_years,
    a_rank_with_its_year_in_a_sentence,
    months_that_are_compared_with_others,
    spans_and_months_with_their_units,
    wages_by_months_and_their_growth,
    percents_of_two_bases_under_months,
    national_data_banks_without_heads,
    national_data_banks_with_heads,
    register_codes_before_names,
    forecasts_in_two_variants,
    targets_of_a_state_programme,
    prices_of_goods_by_weight,
    labels_that_go_on_with_their_heading,
    a_passport_of_a_municipality,
    a_span_between_two_days_above,
    ranks_before_names,
)
