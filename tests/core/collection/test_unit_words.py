"""Are units found in titles and cells, and nothing else taken for one?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.collection.unit_words import is_unit, unit_in

TITLES = [
    (" (миллионов рублей)", "миллионов рублей", ""),  # rosstat_pril2019_09_vrp.xlsx, 9.1.
    (
        "(в постоянных ценах; в процентах к предыдущему году)",
        "в процентах к предыдущему году",
        "в постоянных ценах",
    ),
    ("(в текущих рыночных ценах; рублей)", "рублей", "в текущих рыночных ценах"),
    (
        "(на конец года; в процентах к концу предыдущего года)",
        "в процентах к концу предыдущего года",
        "на конец года",
    ),  # rosstat_pril2019_21_ceny.xlsx, 21.6.
    (
        "(декабрь к декабрю предыдущего года; в процентах) ",
        "в процентах",
        "декабрь к декабрю предыдущего года",
    ),
    ("(на конец года;  к декабрю предыдущего года, в процентах) ", "в процентах", None),
    ("Стоимость фиксированного набора (в процентах)", "в процентах", "Стоимость фиксированного набора"),
    (
        "На конец квартала, рублей за 1 кв. метр общей площади",
        "рублей за 1 кв. метр общей площади",
        "На конец квартала",
    ),  # rosstat806_239-244_housing_prices.xls
    ("(на конец года; тысяч посещений в смену)", "тысяч посещений в смену", "на конец года"),
    ("(на конец года; коек )", "коек", "на конец года"),
    ("(в отчетном году, человек)", "человек", "в отчетном году"),  # rosstat_kadry_VO.xls
    ("Валовая добавленная стоимость, млрд руб.", "млрд руб.", "Валовая добавленная стоимость"),
    ("Инвестиции в основной капитал, млрд руб. 2)", "млрд руб.", "Инвестиции в основной капитал"),
    ("Вклад в ВВП, %", "%", "Вклад в ВВП"),
    ("Индекс, в % к предыдущему году3)", "в % к предыдущему году", "Индекс"),
    (
        "Число пользователей Интернета на 100 человек населения",
        "на 100 человек населения",
        "Число пользователей Интернета на 100 человек населения",
    ),  # rosstat_information_society.xlsx
    ("Доходы бюджета в млн руб.", "в млн руб.", "Доходы бюджета"),
    ("Численность населения, тыс. чел.", "тыс. чел.", "Численность населения"),
    ("Единица измерения: тыс. человек", "тыс. человек", ""),
    ("Population, thousands", "thousands", "Population"),
    ("Unemployment rate (%)", "%", "Unemployment rate"),
    ("GDP (million euros)", "million euros", "GDP"),
    ("Unit: persons", "persons", ""),
    ("Enhet: tkr", "tkr", ""),
    ("Nettokostnad, kronor per invånare", "kronor per invånare", "Nettokostnad"),
    ("Medelålder, år", "år", "Medelålder"),
    ("Befolkning, antal", "antal", "Befolkning"),
    ("Andel förvärvsarbetande, procent", "procent", "Andel förvärvsarbetande"),
]

UNITS = [
    *(
        "(процентов)",
        "процент",
        "%",
        "штук",
        "рублей",
        "единиц",
        "Тыс.человек",
        "человек",
        "млн рублей",
        "тыс единиц",
    ),
    *(
        "петабайт",
        "абонент",
        "кВт∙ч/чел",
        "тыс рублей/\nчеловек",
        "тыс записей",
        "На 10 000 человек населения",
        "км²",
    ),
    *(
        " На 1000 женщин 15-49 лет",
        "В % к 2022 г.",
        "рублей за литр",
        "тонн в год",
        "тыс. т",
        "коек",
        "кв. м",
        "га",
    ),
    *(
        "Antal",
        "kr per invånare",
        "procent",
        "mkr",
        "miljoner kronor",
        "1 000 kr",
        "% av befolkningen",
        "promille",
    ),
    *(
        "thousands",
        "per cent",
        "percentage points",
        "million US dollars",
        "persons",
        "per 100,000 inhabitants",
        "EUR",
    ),
]

NO_UNITS = [
    *(
        "(предварительные данные)",
        "(оценка)",
        "(диаграмма)",
        "Всего",
        "Омская область",
        "в том числе:",
        "2010 г.",
    ),
    *(
        "C",
        "M",
        "K",
        "DM",
        "KM",
        "год",
        "År",
        "Year",
        "Population",
        "Index",
        "Индекс",
        "организации",
        "женщины",
        "",
    ),
    *(
        "Численность населения",
        "январь-июнь",
        "Индекс цен производителей",
        "Республика Саха (Якутия)",
        "1",
        "30-34",
    ),
    *(
        "лиц с высшим образованием",
        "(аборты)",
        "место",
        "Место",
        "(с 2019 года)",
        "Households",
        "(Якутия)",
        "г.",
    ),
]


@pytest.mark.parametrize(("title", "unit", "rest"), TITLES)
def test_units_are_found_in_titles(title: str, unit: str, rest: str | None) -> None:
    found = unit_in(title)
    assert found[0] == unit
    assert rest is None or found[1] == rest


@pytest.mark.parametrize("text", UNITS)
def test_units_alone_are_units(text: str) -> None:
    assert is_unit(text)
    assert unit_in(text)[0] == " ".join(text.split()).strip("()")
    assert unit_in(text)[1] == ""


@pytest.mark.parametrize("text", NO_UNITS)
def test_other_texts_are_no_units(text: str) -> None:
    assert not is_unit(text)
    assert unit_in(text)[0] == ""


def test_words_that_name_columns_are_units_only_where_something_says_so() -> None:
    assert not is_unit("Population")
    assert is_unit("thousand households")
    assert is_unit("(enterprises)")
    assert unit_in("Age of buildings, years") == ("years", "Age of buildings")


@given(
    st.sampled_from(["тыс.", "млн", "млрд", "тысяч"]),
    st.sampled_from(["руб.", "рублей", "человек", "тонн", "кв. метров"]),
    st.sampled_from(["{title}, {unit}", "{title} ({unit})", "{title}; {unit}", "{title}, в {unit}"]),
)
def test_scaled_units_come_back(scale: str, noun: str, form: str) -> None:
    unit, rest = unit_in(form.format(title="Объем работ", unit=f"{scale} {noun}"))
    assert (unit.removeprefix("в "), rest) == (f"{scale} {noun}", "Объем работ")


@given(st.text(max_size=100))
def test_any_text_is_taken(text: str) -> None:
    unit, rest = unit_in(text)
    assert len(unit) <= len(text)
    assert is_unit(text) in (True, False)
    assert len(rest) <= len(text) + 1
