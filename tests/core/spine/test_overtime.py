"""Do days, months, quarters and years tell the same?"""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.periods import Frequency, Period, periods_between
from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import OverTime
from styrbord.core.spine.overtime import Aggregated, aggregated

LADDER = (Frequency.MONTH, Frequency.QUARTER, Frequency.ANNUAL)
EXACT = (OverTime.SUM, OverTime.MAX, OverTime.FIRST, OverTime.LAST)


def days(first: date, count: int) -> tuple[Period, ...]:
    """Consecutive days."""
    return periods_between(
        Period.of(Frequency.DAY, first), Period.of(Frequency.DAY, first + timedelta(count - 1))
    )


def by_text(found: Aggregated) -> dict[str, float]:
    """Values by the text of their period."""
    return {str(period): value for period, value in zip(found.periods, found.value.tolist(), strict=True)}


@pytest.mark.requirement("R-065")
@settings(max_examples=40, deadline=None)
@given(
    st.dates(date(2019, 1, 1), date(2021, 1, 1)),
    st.lists(st.none() | st.integers(-1000, 1000), min_size=1, max_size=800),
    st.sampled_from(EXACT),
)
def test_a_year_from_days_is_the_year_from_its_months_and_from_its_quarters(
    first: date, numbers: list[int | None], rule: OverTime
) -> None:
    values = np.array([np.nan if number is None else number for number in numbers], dtype=float)
    axis = days(first, len(values))
    straight = aggregated(values, axis, rule=rule, to=Frequency.ANNUAL)
    for grain in LADDER:
        step = aggregated(values, axis, rule=rule, to=grain)
        values, axis = step.value, step.periods
    np.testing.assert_array_equal(values, straight.value)
    assert axis == straight.periods


@given(st.lists(st.integers(-50, 50), min_size=31, max_size=120))
def test_a_month_is_what_its_days_say(numbers: list[int]) -> None:
    axis = days(date(2020, 1, 1), len(numbers))
    found = aggregated(np.array(numbers, dtype=float), axis, rule=OverTime.MEAN, to=Frequency.MONTH)
    for period, value in zip(found.periods, found.value, strict=True):
        inside = [
            n for n, day in zip(numbers, axis, strict=True) if day.first_day.strftime("%Y-%m") == str(period)
        ]
        assert value == pytest.approx(sum(inside) / len(inside))


def test_coverage_tells_how_much_of_the_year_is_there() -> None:
    months = periods_between(Period.parse("2020-11"), Period.parse("2021-02"))
    found = aggregated(np.array([1.0, np.nan, 3.0, 4.0]), months, rule=OverTime.SUM, to=Frequency.ANNUAL)
    assert by_text(found) == {"2020": 1.0, "2021": 7.0}
    assert (found.found.tolist(), found.held.tolist()) == ([1, 2], [12, 12])


def test_a_leap_year_holds_its_day() -> None:
    found = aggregated(np.ones(2), days(date(2020, 2, 28), 2), rule=OverTime.SUM, to=Frequency.MONTH)
    assert found.held.tolist() == [29]


def test_nothing_found_is_missing_and_never_zero() -> None:
    months = periods_between(Period.parse("2020-01"), Period.parse("2020-03"))
    found = aggregated(np.full(3, np.nan), months, rule=OverTime.SUM, to=Frequency.QUARTER)
    assert np.isnan(found.value).all()


def test_an_indicator_without_a_rule_is_not_added_up() -> None:
    months = periods_between(Period.parse("2020-01"), Period.parse("2020-03"))
    found = aggregated(np.ones(3), months, rule=OverTime.NONE, to=Frequency.QUARTER)
    assert np.isnan(found.value).all()


@pytest.mark.parametrize(("text", "to"), [("2020-W05", Frequency.MONTH), ("2020-01/P9M", Frequency.ANNUAL)])
def test_periods_that_cross_borders_are_refused(text: str, to: Frequency) -> None:
    if text.startswith("2020-01/"):
        to = Frequency.QUARTER
    with pytest.raises(Refused) as refusal:
        aggregated(np.ones(1), (Period.parse(text),), rule=OverTime.SUM, to=to)
    assert refusal.value.problems[0].code == "grain.not-nested"
