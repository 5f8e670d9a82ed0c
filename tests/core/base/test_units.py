"""Do units multiply, divide and compare as their dimensions say?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.unit_table import COUNTS, KNOWN
from styrbord.core.base.units import (
    DIMENSIONLESS,
    divide,
    is_same_dimension,
    label,
    multiply,
    parse,
    power,
    scaled,
)

codes = st.sampled_from(sorted(KNOWN)) | st.sampled_from(["SEK-2020", "persons/km2", "коек", "10^6 RUB"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("persons", "person"),
        ("человек", "person"),
        ("m2", "ha"),
        ("Mbit/s", "kbit/s"),
        ("10^6 SEK", "SEK"),
        ("миллионов рублей", "RUB"),
        ("cases/1000 persons", "cases/person"),
        ("%", "per-1000"),
        ("0-1", "%"),
        ("коек", "коек"),
        ("", "SEK"),
    ],
)
def test_units_of_one_dimension(one: str, other: str) -> None:
    assert is_same_dimension(parse(one), parse(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("persons", "SEK"),
        ("SEK", "EUR"),
        ("SEK", "SEK-2020"),
        ("persons", "dwellings"),
        ("km", "km2"),
        ("index", "%"),
        ("points", "1"),
        ("посещений в смену", "посещений"),
        ("XYZ", "SEK"),
        ("rank", "1"),
    ],
)
def test_units_of_different_dimension(one: str, other: str) -> None:
    assert not is_same_dimension(parse(one), parse(other))


@pytest.mark.parametrize(
    ("code", "factor"),
    [
        ("%", 0.01),
        ("per-1000", 0.001),
        ("km2", 1e6),
        ("ha", 1e4),
        ("10^6 SEK", 1e6),
        ("тысяч человек", 1000),
        ("cases/1000 persons", 0.001),
        ("1000", 1000),
        ("коек", 1),
        ("m3", 1),
        ("0", 1),
    ],
)
def test_factors_lead_to_base_units(code: str, factor: float) -> None:
    assert parse(code).factor == pytest.approx(factor, rel=1e-12)


@given(codes, codes)
def test_a_quotient_undoes_a_product(one: str, other: str) -> None:
    product = multiply(parse(one), parse(other))
    assert divide(product, parse(other)).dimensions == parse(one).dimensions
    assert divide(product, product).is_dimensionless
    assert multiply(parse(one), DIMENSIONLESS) == parse(one)


@given(codes)
def test_a_root_undoes_a_square(code: str) -> None:
    assert power(power(parse(code), 2), Fraction(1, 2)).dimensions == parse(code).dimensions


def test_a_rate_of_counts_is_cases_per_person_and_not_money_per_person() -> None:
    assert parse("cases/person").is_rate_of_counts
    assert parse("%").is_rate_of_counts
    assert not parse("SEK/person").is_rate_of_counts
    assert not parse("persons").is_rate_of_counts


def test_a_unit_is_written_in_base_units() -> None:
    assert str(parse("SEK/person/year")) == "SEK/person/s"
    assert str(parse("%")) == "1"
    assert str(power(parse("km"), -2)) == "1/m^2"
    assert str(parse("")) == "(no unit stated)"


@pytest.mark.parametrize(
    ("code", "en", "ru", "sv"),
    [
        ("%", "%", "%", "%"),
        ("persons", "persons", "чел.", "pers."),
        ("SEK", "SEK", "шв. кр.", "kr"),
        ("SEK/person", "SEK/person", "шв. кр./чел.", "kr/pers."),
        ("per-1000", "per 1,000", "на 1 000", "per 1 000"),
        ("km2", "km²", "км²", "km²"),
        ("persons/km2", "persons/km²", "чел./км²", "pers./km²"),
        ("Mbit/s", "Mbit/s", "Мбит/с", "Mbit/s"),
        ("10^6 SEK", "million SEK", "млн шв. кр.", "mn kr"),
        ("points", "points", "баллов", "poäng"),
        ("", "", "", ""),
        ("0-1", "", "", ""),
        ("посещений в смену", *["посещений в смену"] * 3),
        ("SEK-2020", *["SEK-2020"] * 3),
    ],
)
def test_labels_by_language(code: str, en: str, ru: str, sv: str) -> None:
    assert [label(code, language) for language in ("en", "ru", "sv")] == [en, ru, sv]


def test_a_multiplier_becomes_part_of_the_code() -> None:
    assert parse(scaled("SEK", 3)).factor == 1000
    assert scaled("SEK", 0) == "SEK"


@given(st.text(max_size=30) | st.text("10^- */9SEKkm²млн", max_size=220))
def test_any_text_is_a_unit(text: str) -> None:
    assert is_same_dimension(parse(text), parse(text))
    assert isinstance(label(text, "ru"), str)


def test_every_kind_of_count_is_known() -> None:
    assert {known.dimension for known in KNOWN.values()} >= COUNTS
