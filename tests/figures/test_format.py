"""Are numbers, periods and durations written as each language writes them?"""

from datetime import date

import pytest

from styrbord.core.base.periods import Period
from styrbord.figures import format as write


@pytest.mark.parametrize(
    ("value", "decimals", "language", "text"),
    [
        (1234.5, 1, "en", "1,234.5"),
        (1234.5, 1, "ru", "1\u2009234,5"),
        (1234.5, 1, "sv", "1\u2009234,5"),
        (-1184, 0, "en", "\u22121,184"),
        (486312, 0, "sv", "486\u2009312"),
        (-0.04, 1, "en", "0.0"),
        (0, 1, "ru", "0,0"),
        (1234567.891, 2, "ru", "1\u2009234\u2009567,89"),
        (None, 1, "en", "no data"),
        (float("nan"), 1, "ru", "нет данных"),
        (float("inf"), 1, "sv", "data saknas"),
        (12.7, -1, "en", "13"),
    ],
)
def test_numbers_use_the_marks_of_their_language(
    value: float | None, decimals: int, language: str, text: str
) -> None:
    assert write.number(value, decimals=decimals, language=language) == text


@pytest.mark.parametrize(
    ("unit", "language", "multiplier", "text"),
    [
        ("%", "en", 0, "7.3%"),
        ("%", "ru", 0, "7,3\u00a0%"),
        ("%", "sv", 0, "7,3\u00a0%"),
        ("SEK", "en", 0, "7.3\u00a0kr"),
        ("SEK", "sv", 6, "7,3\u00a0miljoner\u00a0kr"),
        ("min", "ru", 0, "7,3\u00a0мин"),
        ("persons", "en", 0, "7.3"),
        ("persons", "en", 3, "7.3\u00a0thousand"),
        ("0-1", "en", 0, "7.3"),
        ("furlongs", "en", 0, "7.3\u00a0furlongs"),
        ("на конец года; посещений в смену", "ru", 0, "7,3"),
        ("", "en", 0, "7.3"),
    ],
)
def test_units_stand_beside_their_number(unit: str, language: str, multiplier: int, text: str) -> None:
    written = write.quantity(
        7.3, decimals=1, unit=f"10^{multiplier} {unit}" if multiplier else unit, language=language
    )
    assert written == text


def test_a_missing_quantity_has_no_unit_and_no_zero() -> None:
    assert write.quantity(None, decimals=1, unit="%", language="en") == "no data"
    assert write.change(float("nan"), decimals=1, unit="%", language="ru") == "нет данных"


@pytest.mark.parametrize(
    ("language", "text"), [("en", "+0.8\u00a0pp"), ("ru", "+0,8\u00a0п.п."), ("sv", "+0,8\u00a0p.e.")]
)
def test_changes_of_percentages_are_in_percentage_points(language: str, text: str) -> None:
    assert write.change(0.8, decimals=1, unit="%", language=language) == text


def test_a_change_that_rounds_to_zero_has_no_sign() -> None:
    assert write.change(0.04, decimals=1, unit="%", language="en") == "0.0\u00a0pp"
    assert write.change(-0.04, decimals=1, unit="min", language="en") == "0.0\u00a0min"


def test_the_unit_over_an_axis_is_written_whole() -> None:
    assert write.unit_words("persons", language="sv") == "personer"
    assert write.unit_words("10^6 SEK", language="ru") == "млн кр."
    assert write.unit_words("в текущих ценах; рублей", language="en") == "в текущих ценах; рублей"
    assert write.change_unit_words("%", language="en") == "pp"


PERIODS = [
    ("2025", "2025", "2025", "2025"),
    ("2025-S2", "H2 2025", "2-е пол. 2025", "halvår 2 2025"),
    ("2025-Q1", "Q1 2025", "1 кв. 2025", "kv. 1 2025"),
    ("2025-10", "Oct 2025", "окт. 2025", "okt. 2025"),
    ("2025-09", "Sep 2025", "сен. 2025", "sep. 2025"),
    ("2025-W05", "week 5 2025", "5-я нед. 2025", "v. 5 2025"),
    ("2026-11-21", "21 Nov 2026", "21 ноя. 2026", "21 nov. 2026"),
    ("2026-05-09", "9 May 2026", "9 мая 2026", "9 maj 2026"),
    ("2025-01/P9M", "Jan–Sep 2025", "янв.–сен. 2025", "jan.–sep. 2025"),
    ("2025-01/P1M", "Jan 2025", "янв. 2025", "jan. 2025"),
]


@pytest.mark.parametrize(("period", "en", "ru", "sv"), PERIODS)
def test_periods_read_as_people_say_them(period: str, en: str, ru: str, sv: str) -> None:
    labels = [write.period_label(Period.parse(period), language=code) for code in ("en", "ru", "sv")]
    assert labels == [en, ru, sv]


def test_the_year_can_be_left_out_except_of_a_year() -> None:
    assert write.period_label(Period.parse("2025-10"), language="en", with_year=False) == "Oct"
    assert write.period_label(Period.parse("2025"), language="en", with_year=False) == "2025"


def test_a_week_belongs_to_its_iso_year() -> None:
    assert write.period_label(Period.parse("2020-W53"), language="en") == "week 53 2020"
    assert write.period_label(Period.parse("2025-W01"), language="en") == "week 1 2025"


def test_dates_in_russian_take_the_genitive() -> None:
    assert write.date_label(date(2026, 3, 1), language="ru") == "1 марта 2026"
    assert write.date_label(None, language="sv") == "ingen"


@pytest.mark.parametrize(
    ("n", "en", "ru", "sv"),
    [
        (1, "1\u00a0day", "1\u00a0день", "1\u00a0dag"),
        (3, "3\u00a0days", "3\u00a0дня", "3\u00a0dagar"),
        (11, "11\u00a0days", "11\u00a0дней", "11\u00a0dagar"),
        (21, "21\u00a0days", "21\u00a0день", "21\u00a0dagar"),
        (1500, "1,500\u00a0days", "1\u2009500\u00a0дней", "1\u2009500\u00a0dagar"),
    ],
)
def test_days_follow_the_plural_rules(n: int, en: str, ru: str, sv: str) -> None:
    assert [write.days(n, language=code) for code in ("en", "ru", "sv")] == [en, ru, sv]


def test_durations_count_in_the_indicators_own_rhythm() -> None:
    assert write.duration(15, "M", language="en") == "15\u00a0months"
    assert write.duration(15, "M", language="sv") == "15\u00a0mån."
    assert write.duration(2, "A", language="ru") == "2\u00a0года"
    assert write.duration(9, "T", language="en") == "9\u00a0months"


def test_a_rank_is_always_a_span_or_none() -> None:
    assert write.rank_span(5, 6, language="en", of=9) == "5–6 of 9"
    assert write.rank_span(5, 5, language="ru", of=9) == "5 из 9"
    assert write.rank_span(11, 13, language="en") == "11th to 13th"
    assert write.rank_span(22, 22, language="en") == "22nd"
    assert write.rank_span(None, None, language="en", of=3) == "none"


def test_shares_become_percentages() -> None:
    assert write.share(0.064, language="sv") == "6\u00a0%"
    assert write.share(None, language="en") == "no data"
