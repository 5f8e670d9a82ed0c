"""Are names cleaned, made parts of codes, and told apart by their words?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.codes import is_code
from styrbord.core.collection.names import (
    clean,
    code_part,
    is_contents,
    is_lead,
    is_link,
    is_total,
    looks_like_territory,
    split_code,
    without_lead,
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (
            "Южный                федеральный округ",
            "Южный федеральный округ",
        ),  # rosstat_pril2019_21_ceny.xlsx
        ("\xa0\xa0\xa0\xa0\xa0\xa0из них:", "из них:"),  # rosstat_gos_fin_nalog_2023.xls
        (
            "Прием \nв аспирантуру \nв отчетном году",
            "Прием в аспирантуру в отчетном году",
        ),  # rosstat_kadry_VO.xls
        ("Пеpмский край", "Пермский край"),  # rosstat_pril2019_21_ceny.xlsx, with a Latin p
        ("Алтайский кpай", "Алтайский край"),
        ("иннова-\nционный", "инновационный"),
        ("научно-\nтехнический", "научно-технический"),
        ("Ханты-\nМансийский", "Ханты-Мансийский"),
        ("ин\u00adно\u00adвации\u200b", "инновации"),
        ("Stock\u00adholm ", "Stockholm"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_names_are_cleaned(printed: str, name: str) -> None:
    assert clean(printed) == name


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("9.1.", "9.1"),
        ("21.2.2.", "21.2.2"),
        ("1.1.10", "1.1.10"),
        ("Валовая добавленная стоимость", "Валовая-добавленная-стоимость"),
        ("Тыс. человек, 2020 г.", "Тыс-человек"),
        ("за 2020 год", "за"),
        ("2020", "2020"),
        ("Sheet 1", "Sheet-1"),
        ("- ... -", ""),
        ("_a_", "a"),
        ("кв. м²", "кв-м2"),
        ("А/Б (в)", "А-Б-в"),
        ("13210000.029.02", "13210000.029.02"),
        ("на 2000,5", "на-2000-5"),
    ],
)
def test_texts_become_parts_of_codes(text: str, part: str) -> None:
    assert code_part(text) == part


def test_a_part_of_a_code_stays_the_same_next_year() -> None:
    assert code_part("Налоги в 2023 году") == code_part("Налоги в 2024 году")


def test_long_parts_are_cut_and_stay_apart() -> None:
    first, second = code_part("длинное " * 20 + "раз"), code_part("длинное " * 20 + "два")
    assert first != second
    assert len(first) <= 48
    assert len(code_part("a" * 100, 20)) == 20
    assert code_part("a" * 20, 20) == "a" * 20


@given(st.text(max_size=120), st.integers(16, 64))
def test_parts_of_codes_are_codes(text: str, longest: int) -> None:
    part = code_part(text, longest)
    assert part == "" or is_code(part)
    assert len(part) <= longest
    assert code_part(part, longest) == part or len(part) < len(text)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Омская область",
            "Пермский край",
            "Республика Саха (Якутия)",
            "г. Москва",
            "г.Москва",
            "Российская Федерация",
        ),
        *(
            "Ненецкий авт.округ",
            "Удмуртская Республика",
            "Южный федеральный округ",
            "Советский район",
            "город Омск",
        ),
        *(
            "Ивановский сельсовет",
            "Мирное сельское поселение",
            "пос. Заречный",
            "ЗАТО Звёздный",
            "г.о. Самара",
        ),
        *(
            "Stockholms län",
            "Uppsala kommun",
            "Göteborgs stad",
            "Riket",
            "Hela riket",
            "Sverige",
            "Region Skåne",
        ),
        *(
            "United Kingdom",
            "Orange County",
            "City of London",
            "Czech Republic",
            "Northern Territory",
            "Sweden",
        ),
    ],
)
def test_names_with_words_for_territories_look_like_territories(name: str) -> None:
    assert looks_like_territory(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "штук",
            "Всего",
            "в том числе:",
            "2010 г.",
            "2010 г. (факт)",
            "Городское население",
            "машиностроение",
            "",
        ),
        *(
            "из них женщины",
            "в сельской местности",
            "крайне низкий",
            "Интернет",
            "по областям",
            "Employment",
            "Kommunal",
        ),
        *("Statistics", "Country", "с. 5", "30-34"),
    ],
)
def test_other_names_do_not_look_like_territories(name: str) -> None:
    assert not looks_like_territory(name)


@pytest.mark.parametrize(
    ("name", "code", "rest"),
    [
        ("0180 Stockholm", "0180", "Stockholm"),
        ("1984 Arboga", "1984", "Arboga"),
        ("01 Stockholms län", "01", "Stockholms län"),
        ("SE110 Stockholms län", "SE110", "Stockholms län"),
        ("AB Stockholms län", "AB", "Stockholms län"),
        ("45000000 Город Москва", "45000000", "Город Москва"),
        ("RU-MOS - Московская область", "RU-MOS", "Московская область"),
        ("Омская область", "", "Омская область"),
        ("II       квартал", "", "II       квартал"),
        ("   60 лет и старше", "", "60 лет и старше"),
        ("2010 год ", "", "2010 год"),
        ("2010 Год", "", "2010 Год"),
        ("IT Department", "", "IT Department"),
        ("0180", "", "0180"),
    ],
)
def test_codes_are_split_from_names(name: str, code: str, rest: str) -> None:
    assert split_code(name) == (code, rest)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "в том числе:",
            "в том числе",
            "  в том числе: ",
            "\xa0\xa0из них:",
            "из него",
            "в т.ч.",
            "В том числе:",
        ),
        *(
            "в том числе по отраслям наук:",
            "of which",
            "of which:",
            "Including:",
            "därav",
            "Varav:",
            "из\nних:",
        ),
    ],
)
def test_leads_alone_are_leads(text: str) -> None:
    assert is_lead(text)
    assert without_lead(text) == text.strip()


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        (
            "в том числе               Ненецкий авт.округ",
            "Ненецкий авт.округ",
        ),  # rosstat_pril2019_21_ceny.xlsx
        ("в том числе:          Ханты-Мансийский       авт. округ", "Ханты-Мансийский       авт. округ"),
        ("   из них женщины", "женщины"),
        ("of which: women", "women"),
        ("därav kvinnor", "kvinnor"),
        ("в т.ч. город", "город"),
        ("Варавский район", "Варавский район"),
        ("включаяние", "включаяние"),
        ("Omsk", "Omsk"),
    ],
)
def test_leads_are_taken_off_names(name: str, rest: str) -> None:
    assert without_lead(name) == rest
    assert not is_lead(name)


@pytest.mark.parametrize(
    "name", ["Всего", "Всего   ", "Итого:", "ВСЕГО", "Total", "Totalt", "Summa", "Grand total", "всего:"]
)
def test_totals_are_totals(name: str) -> None:
    assert is_total(name)
    assert not is_total(name + " расходов")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "К содержанию",
            "          К содержанию",
            "Содержание:",
            "← К оглавлению",
            "Back to contents",
            "Back to top",
        ),
        *("Till innehåll", "Tillbaka till innehållsförteckningen", "<< Back", "вернуться к содержанию"),
    ],
)
def test_links_are_links(text: str) -> None:
    assert is_link(text)


@pytest.mark.parametrize(
    "text", ["Содержание жилья", "Омская область", "", "Contents of water", "назад в будущее"]
)
def test_other_texts_are_no_links(text: str) -> None:
    assert not is_link(text)
    assert not is_contents(text)


@pytest.mark.parametrize(
    "title", ["Содержание:", "СОДЕРЖАНИЕ", "Оглавление", "Contents", "Innehåll", "Table of contents"]
)
def test_titles_of_contents_are_known(title: str) -> None:
    assert is_contents(title)


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert isinstance(without_lead(text), str)
    assert isinstance(split_code(text)[1], str)


@pytest.mark.parametrize(
    "text", ["²" * 32_000, "I" * 32_000, "a-\n" * 10_000, "в том числе по " + "a " * 16_000 + "!"]
)
def test_a_cell_made_to_be_slow_is_not(text: str) -> None:
    assert clean(text)
    assert not is_lead(text)
