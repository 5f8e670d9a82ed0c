"""Are labels of rows and columns, and titles, read as the periods that they name?"""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.collection.grid import Cell
from styrbord.core.collection.period_words import (
    PeriodLabel,
    combine,
    is_unclear_year,
    period_in,
    read_period,
    read_scenario,
    settled,
)

LABELS = [
    *(
        (text, 2010, "")
        for text in ("2010", " 2010г.", "2010 год ", "2010 г", "2010 года", "År 2010", "Year 2010")
    ),
    *(
        (text, 2010, "")
        for text in ("на конец 2010 г.", "за 2010 год", "2010 г.\n", "в 2010 году", "FY2010", "2010*")
    ),
    ("2014год", 2014, ""),  # rosstat806_365-367_small_business.xls
    *((text, None, "Q1") for text in ("I      квартал", "I \nквартал", "1 кв.", "1-й квартал", "Q1", "Kv 1")),
    *(
        (text, None, "Q1")
        for text in ("kvartal 1", "1:a kvartalet", "1st quarter", "первый квартал", "І кв.", "Iкв.")
    ),
    *(
        (text, None, "Q2")
        for text in ("II                 квартал", "апрель-июнь", "Apr–Jun", "2 kvartalet", "IIкв")
    ),
    ("IV квартал", None, "Q4"),
    *(
        (text, 2020, "Q1")
        for text in ("2020 Q1", "2020K1", "2020-Q1", "Q1 2020", "1Q2020", "Q1'20", "Kv 1 2020")
    ),
    *(
        (text, 2020, "Q1")
        for text in ("I квартал 2020 г.", "2020 г. I кв.", "первый квартал 2020 года", "2020, Q1")
    ),
    *((text, None, "01") for text in ("январь", "янв.", "January", "Jan", "januari", "в январе", "Январь ")),
    *((text, None, "05") for text in ("май", "May", "maj", "мая")),
    *(
        (text, 2020, "03")
        for text in ("март 2020 г.", "2020M03", "2020-03", "03.2020", "2020.03", "mars 2020")
    ),
    *((text, 2020, "03") for text in ("Mar-20", "мар.20", "2020/03", "2020 март")),
    *((text, None, "P6M") for text in ("январь-июнь", "январь - июнь", "Jan–Jun", "6 месяцев", "jan-jun")),
    *((text, None, "P9M") for text in ("янв.-сент.", "январь–сентябрь", "9 мес.", "9 months", "9 månader")),
    *((text, None, "P12M") for text in ("январь-декабрь", "12 месяцев")),
    *((text, 2012, "P9M") for text in ("9 месяцев 2012", "за январь-сентябрь 2012 г.", "2012-01/P9M")),
    *(
        (text, None, "S1")
        for text in ("I полугодие", "1-е полугодие", "H1", "halvår 1", "первое полугодие", "1 п/г")
    ),
    *(
        (text, 2012, "S1")
        for text in ("1-е полугодие 2012", "H1 2012", "2012-S1", "2012H1", "first half 2012")
    ),
    *(
        (text, 2020, "01-01")
        for text in ("на 1 января 2020 г.", "1 January 2020", "January 1, 2020", "01.01.2020")
    ),
    *(
        (text, 2020, "01-01")
        for text in ("den 1 januari 2020", "2020-01-01", "на начало 2020 года", "01/01/2020")
    ),
    *((text, 2020, "12-31") for text in ("31.12.2020", "31/12/2020", "12/31/2020", "as of 31 December 2020")),
    ("на 1 января", None, "01-01"),
    ("2020-W05", 2020, "W05"),
    ("2020W05", 2020, "W05"),
    ("vecka 5 2020", 2020, "W05"),
]

NO_PERIODS = [
    *(
        "",
        "C",
        "1",
        "Q",
        "30-34",
        "   60 лет и старше",
        "2010-2015",
        "В % к 2022 г.",
        "1.1",
        "01.1",
        "год",
        "I",
        "IV",
    ),
    *(
        "Омская область",
        "март 32",
        "29.02.2021",
        "13.2020",
        "01/02/2020",
        "Q5",
        "V квартал",
        "1990-е",
        "1990s",
    ),
    *(
        "13 месяцев",
        "Декабрь 2020 к декабрю 2019",
        "январь 2020 - март 2021",
        "в том числе",
        "2101",
        "1799",
        "0",
        "-",
    ),
    *(
        "Обновлено: 29.03.2024",
        "9.1.",
        "2000 человек",
        "K1",
        "S1",
        "M",
        "с 2019 года",
        "2010, 2011",
        "20210)",
    ),
]


@pytest.mark.parametrize(("text", "year", "part"), LABELS)
def test_labels_name_their_period(text: str, year: int | None, part: str) -> None:
    label = read_period(text)
    assert label is not None
    assert (label.year, label.part, label.is_split) == (year, part, False)


@pytest.mark.parametrize("text", NO_PERIODS)
def test_other_texts_name_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "year", "part", "marks"),
    [
        ("20223)", 2022, "", ("3",)),  # rosstat_innovations_1.xls, 1
        ("202210)", 2022, "", ("10",)),  # the same, 2
        ("2022г. 6)", 2022, "", ("6",)),  # rosstat_information_society.xlsx
        ("2010 г.1)", 2010, "", ("1",)),
        ("2022 2)", 2022, "", ("2",)),  # rosstat_ppt-2.xls
        ("январь-декабрь 2", None, "P12M", ("2",)),  # rosstat806_365-367_small_business.xls
        ("январь-сентябрь 6", None, "P9M", ("6",)),
        ("IV квартал1", None, "Q4", ("1",)),  # rosstat806_239-244_housing_prices.xls
        ("2020¹", 2020, "", ("1",)),
        ("2020 **", 2020, "", ("**",)),
    ],
)
def test_footnote_marks_are_taken_off_labels(
    text: str, year: int | None, part: str, marks: tuple[str, ...]
) -> None:
    label = read_period(text)
    assert label is not None
    assert (label.year, label.part, label.marks) == (year, part, marks)


def test_a_bare_mark_on_a_year_must_be_known() -> None:
    assert read_period("2022 2") is None
    assert read_period("2022 2", frozenset("2")) == PeriodLabel(2022, marks=("2",))
    assert read_period("20223", raised="3") == PeriodLabel(2022, marks=("3",))
    assert read_period(20223.0, raised="3") == PeriodLabel(2022, marks=("3",))


def test_a_misprinted_year_is_told_and_not_guessed() -> None:
    assert is_unclear_year("20210)")  # rosstat_innovations_1.xls, 2, between 2022 and 2024
    assert not is_unclear_year("202210)")
    assert not is_unclear_year("99,72)")


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        (2010.0, PeriodLabel(2010)),
        (2010, PeriodLabel(2010)),
        (2010.5, None),
        (1799, None),
        (2101.0, None),
        (float("nan"), None),
        (True, None),
        (None, None),
        (date(2020, 1, 31), PeriodLabel(2020, "01-31", is_date=True)),
        (datetime(2020, 1, 1), PeriodLabel(2020, "01-01", is_date=True)),  # noqa: DTZ001
    ],
)
def test_cells_that_are_no_text(cell: Cell, label: PeriodLabel | None) -> None:
    assert read_period(cell) == label


@pytest.mark.parametrize(
    "text", ["2010/11", "2010/2011", "2010/11 учебный год", "läsåret 2010/11", "2010-2011 уч. год"]
)
def test_two_years_together_are_told(text: str) -> None:
    assert read_period(text) == PeriodLabel(2010, is_split=True)


def test_two_years_are_settled_by_their_neighbours() -> None:
    months = settled([read_period(text) for text in ("2010/09", "2010/10", "2010/11", "2010/12")])
    assert [label and label.part for label in months] == ["09", "10", "11", "12"]
    years = settled([read_period(text) for text in ("2011-12", "2012-13", "Всего")])
    assert years == [PeriodLabel(2011, is_split=True), PeriodLabel(2012, is_split=True), None]


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("2010 г. (факт)", "actual"),
        ("2024 (план)", "plan"),
        ("prognos 2025", "forecast"),
        ("2025 год (прогноз)", "forecast"),
        ("2030 target", "target"),
        ("2023 (оценка)", "estimate"),
        ("2023 (предварительные данные)", "provisional"),
        ("2024f", "forecast"),
    ],
)
def test_labels_name_their_scenario(text: str, scenario: str) -> None:
    label = read_period(text)
    assert label is not None
    assert (label.part, label.scenario) == ("", scenario)


@pytest.mark.parametrize(
    ("text", "scenario"), [("План", "plan"), ("Факт.", "actual"), ("Prognos", "forecast"), ("", "")]
)
def test_a_scenario_may_stand_alone(text: str, scenario: str) -> None:
    assert read_scenario(text) == scenario
    assert read_scenario("Омская область") == ""


@pytest.mark.parametrize(
    ("cells", "period"),
    [
        (("2009", "I квартал"), "2009-Q1"),  # rosstat806_239-244_housing_prices.xls
        (("2012 год", "январь-июнь"), "2012-01/P6M"),  # rosstat806_365-367_small_business.xls
        (("2012", "январь-декабрь 2"), "2012-01/P12M"),
        (("2012", "I квартал"), "2012-Q1"),
        (("март", "2012"), "2012-03"),
        (("2020", "I квартал", "март"), "2020-03"),
        (("2020", "I квартал", "апрель"), ""),
        (("2020", "2020-03"), "2020-03"),
        (("2020", "2021"), ""),
        (("I квартал",), ""),
        (("2010 г.1)",), "2010"),
        (("2012", "II полугодие"), "2012-S2"),
        (("2020", "на 1 января"), "2020-01-01"),
        (("2021", "29 февраля"), ""),
        (("2020", "январь-июнь", "март"), ""),
    ],
)
def test_labels_are_combined_from_the_top_down(cells: tuple[str, ...], period: str) -> None:
    labels = [label for cell in cells if (label := read_period(cell))]
    assert len(labels) == len(cells)
    assert combine(labels) == period


TITLES = [
    (
        "Поступление налогов, сборов и иных платежей \nв консолидированный бюджет в 2023 году1)\n",
        "2023",
    ),
    ("За 2011 год с учетом пересчета данных на основе итогов сплошного наблюдения", "2011"),
    ("Поступление доходов в 2023 г. – 10 557,0  млрд руб.", "2023"),
    ("... за 2023 год", "2023"),
    ("в январе-июне 2024 г.", "2024-01/P6M"),
    ("на 1 января 2024 года", "2024-01-01"),
    ("I квартал 2024 года", "2024-Q1"),
    ("Population in 2023", "2023"),
    ("Population 2020 by region", "2020"),
    ("Folkmängd år 2023", "2023"),
    ("Befolkning 31 december 2020 efter region", "2020-12-31"),
    ("Индекс цен в 2023 г. в % к 2022 г.", "2023"),
    ("2010-2020 гг.", ""),
    ("с 2010 по 2020 год", ""),
    ("в 2020, 2021 и 2022 гг.", ""),
    ("2019 and 2020", ""),
    ("9.6. ВАЛОВОЕ НАКОПЛЕНИЕ ОСНОВНОГО КАПИТАЛА в 2000-2015 гг. 1);2)", ""),  # rosstat_pril2019_09_vrp.xlsx
    ("Выпуск из аспирантуры по отраслям наук (2010-2017 годы)", ""),  # rosstat_kadry_VO.xls
    ("Выпуск из ординатуры по специальностям (с 2019 года)", ""),
    ("по Российской Федерации (c 2019 года)", ""),
    ("Обновлено: 29.03.2024", ""),  # rosstat_gos_fin_nalog_2023.xls
    ("приказ от 21.02.2013 № 70", ""),
    ("в соответствии с ОКВЭД-2007", ""),
    ("ОК 029-2014", ""),
    ("на 2000 человек населения", ""),
    ("2010=100", ""),
    ("В % к 2022 г.", ""),
    ("Численность врачей", ""),
    ("", ""),
]


@pytest.mark.parametrize(("title", "period"), TITLES)
def test_titles_speak_of_one_period_or_none(title: str, period: str) -> None:
    assert period_in(title) == period


ROMAN = ("I", "II", "III", "IV")


@given(
    st.integers(1900, 2099),
    st.integers(1, 4),
    st.sampled_from(["{r} квартал {y} г.", "{y}Q{q}", "Kv {q} {y}", "{q} кв. {y}"]),
)
def test_quarters_in_each_form_come_back(year: int, quarter: int, form: str) -> None:
    label = read_period(form.format(y=year, q=quarter, r=ROMAN[quarter - 1]))
    assert label is not None
    assert combine([label]) == f"{year}-Q{quarter}"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d"]))
def test_dates_in_each_form_come_back(day: date, form: str) -> None:
    label = read_period(day.strftime(form))
    assert label is not None
    assert combine([label]) == day.isoformat()


@given(
    st.sampled_from(
        [Frequency.ANNUAL, Frequency.HALF, Frequency.QUARTER, Frequency.MONTH, Frequency.YEAR_TO_DATE]
    ),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
)
def test_periods_of_the_house_come_back(frequency: Frequency, day: date) -> None:
    text = str(Period.of(frequency, day))
    label = read_period(text)
    assert label is not None
    assert combine([label]) == text
    assert period_in(text) == text or frequency is not Frequency.ANNUAL


@given(st.text(max_size=90))
def test_any_text_is_taken(text: str) -> None:
    label = read_period(text)
    assert label is None or label.year is not None or label.part
    assert isinstance(period_in(text), str)
    assert isinstance(read_scenario(text), str)
