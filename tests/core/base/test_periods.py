"""Are periods read, written, ordered and nested as ISO 8601 and SDMX say?"""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.periods import (
    FREQUENCY_CODE,
    FREQUENCY_OF_CODE,
    Frequency,
    Period,
    first_days,
    last_days,
    nested_in,
    periods_between,
)
from styrbord.core.base.problems import Refused

days = st.dates(date(1000, 1, 10), date(9998, 12, 20))
frequencies = st.sampled_from(Frequency)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-S2", "2020-07-01", "2020-12-31"),
        ("2020-Q1", "2020-01-01", "2020-03-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2020-W01", "2019-12-30", "2020-01-05"),
        ("2020-02-29", "2020-02-29", "2020-02-29"),
        ("2020-01/P9M", "2020-01-01", "2020-09-30"),
        ("2020-01/P12M", "2020-01-01", "2020-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_text_names_its_first_and_last_day(text: str, first: str, last: str) -> None:
    period = Period.parse(text)
    assert (period.first_day.isoformat(), period.last_day.isoformat(), str(period)) == (first, last, text)
    assert period.year == int(text[:4])


@pytest.mark.parametrize(("text", "canonical"), [("2020-A1", "2020"), ("2020-M03", "2020-03")])
def test_forms_of_sdmx_become_canonical(text: str, canonical: str) -> None:
    assert str(Period.parse(text)) == canonical


BROKEN = """20 0000 2020-Q5 2020-Q0 2020-S3 2020-A2 2020-13 2020-00 2020-M13 2020-M3
    2021-W54 2021-W53 2020-W00 2020-W5
    2019-02-29 2020-02-30 2020-01/P13M 2020-01/P0M 2020-04/P3M 2020-3 2020-q1 ٢٠٢٠ 2020/2021
    9999-W53"""


@pytest.mark.parametrize("text", [*BROKEN.split(), "", " 2020", "2020\n", "ca 2020"])
def test_anything_else_is_refused_with_the_accepted_forms(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        Period.parse(text)
    (problem,) = refusal.value.problems
    assert problem.code == "period.unreadable"
    assert f"'{text}'" in problem.message
    assert "2020-Q1" in problem.advice


@given(frequencies, days)
def test_a_period_holds_its_day_and_its_text_reads_back(frequency: Frequency, day: date) -> None:
    period = Period.of(frequency, day)
    assert period.first_day <= day <= period.last_day
    assert Period.parse(str(period)) == period


@given(frequencies.filter(lambda frequency: frequency != "T"), days)
def test_the_next_period_begins_the_day_after(frequency: Frequency, day: date) -> None:
    period = Period.of(frequency, day)
    assert period.shift(1).first_day == period.last_day + timedelta(days=1)
    assert period < period.shift(1) <= period.shift(1)


@given(frequencies, st.lists(days, max_size=5))
def test_first_and_last_days_of_many_agree_with_those_of_one(frequency: Frequency, some: list[date]) -> None:
    periods = [Period.of(frequency, day) for day in some]
    ordinals = [period.ordinal for period in periods]
    assert first_days(frequency, ordinals).tolist() == [period.first_day for period in periods]
    assert last_days(frequency, ordinals).tolist() == [period.last_day for period in periods]


def test_first_days_keep_the_shape() -> None:
    assert first_days(Frequency.ANNUAL, np.array([[1969, 1970]])).shape == (1, 2)
    assert str(first_days(Frequency.QUARTER, [2020 * 4 + 3])[0]) == "2020-10-01"


def test_periods_of_different_frequency_have_no_order() -> None:
    year, quarter = Period.parse("2020"), Period.parse("2020-Q1")
    for compare in (
        lambda: year < quarter,
        lambda: year <= quarter,
        lambda: year > quarter,
        lambda: year >= quarter,
    ):
        with pytest.raises(TypeError, match="different frequency"):
            compare()
    assert year != quarter
    with pytest.raises(TypeError):
        sorted([year, "2021"])  # type: ignore[type-var]


def test_year_to_date_is_not_the_quarter_of_the_same_days() -> None:
    span, quarter = Period.parse("2020-01/P3M"), Period.parse("2020-Q1")
    assert (span.first_day, span.last_day) == (quarter.first_day, quarter.last_day)
    assert span != quarter
    assert str(span.shift(12)) == "2021-01/P3M"


def test_containment_is_by_days() -> None:
    assert Period.parse("2020-Q1").contains(Period.parse("2020-03-31"))
    assert not Period.parse("2020").contains(Period.parse("2020-W01"))
    assert Period.parse("2020").contains(Period.parse("2020-W10"))


@pytest.mark.parametrize(
    ("finer", "coarser", "nests"),
    [
        ("M", "Q", True),
        ("Q", "S", True),
        ("S", "Q", False),
        ("W", "W", True),
        ("W", "A", False),
        ("D", "W", True),
        ("T", "A", True),
        ("M", "T", False),
        ("D", "T", False),
        ("T", "T", True),
        ("A", "M", False),
    ],
)
def test_nesting(finer: str, coarser: str, nests: bool) -> None:
    assert nested_in(Frequency(finer), Frequency(coarser)) is nests


@given(frequencies, frequencies, days)
def test_a_nested_period_lies_in_one_coarser_period(finer: Frequency, coarser: Frequency, day: date) -> None:
    if nested_in(finer, coarser):
        period = Period.of(finer, day)
        assert Period.of(coarser, period.first_day if coarser != "T" else day).contains(period)


def test_periods_between_take_both_ends() -> None:
    months = periods_between(Period.parse("2019-12"), Period.parse("2020-02"))
    assert list(map(str, months)) == ["2019-12", "2020-01", "2020-02"]
    assert periods_between(months[-1], months[0]) == ()
    with pytest.raises(TypeError):
        periods_between(months[0], Period.parse("2020"))


def test_codes_for_storage_are_fixed() -> None:
    assert {frequency.value: code for frequency, code in FREQUENCY_CODE.items()} == {
        "A": 1, "S": 2, "Q": 3, "M": 4, "W": 5, "D": 6, "T": 7,
    }  # fmt: skip
    assert all(FREQUENCY_OF_CODE[code] is frequency for frequency, code in FREQUENCY_CODE.items())
