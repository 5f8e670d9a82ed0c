"""Can a reader look from a few days to 15 years ahead, and do longer periods tell what their parts tell?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import OverTime
from styrbord.figures.forecast_grains import longer
from styrbord.figures.forecasts import METHOD, Ahead, Band
from styrbord.figures.horizons import FEWEST, HORIZONS, cut, end_of, offered
from styrbord.figures.model import Figure, Line

MARCH = Period.parse("2026-03-20")


def figure(value: float | None) -> Figure:
    return Figure("forecast", value, "1", 0, METHOD, is_computed=True)


def forecast(start: str, values: list[float]) -> tuple[Ahead, ...]:
    first = Period.parse(start)
    return tuple(
        Ahead(first.shift(n), figure(value), {80: Band(figure(value - 1), figure(value + 1))})
        for n, value in enumerate(values)
    )


def known(start: str, values: list[float | None]) -> Line:
    first = Period.parse(start)
    return Line("actual", "x", {}, tuple((first.shift(n), one, "A") for n, one in enumerate(values)), "1", 0)


def test_days_add_up_to_the_month_and_months_to_the_year() -> None:
    days = known("2026-01-01", [2.0] * 350)  # to 16 December
    ahead = forecast("2026-12-17", [3.0] * 15 + [4.0] * 31)
    months = longer(ahead, days, rule=OverTime.SUM, to=Frequency.MONTH)
    years = longer(ahead, days, rule=OverTime.SUM, to=Frequency.ANNUAL)
    assert [(str(one.period), one.mean.value, one.is_nowcast) for one in months] == [
        ("2026-12", 16 * 2.0 + 15 * 3.0, True),
        ("2027-01", 31 * 4.0, False),
    ]
    assert [(str(one.period), one.mean.value) for one in years] == [("2026", 350 * 2.0 + 15 * 3.0)]
    assert all(one.bands == {} for one in (*months, *years)), "the spread of a sum is not known"


def test_a_longer_period_with_a_part_that_is_neither_known_nor_forecast_is_not_told() -> None:
    holed = known("2026-01", [1.0, None, 1.0])
    assert longer(forecast("2026-04", [1.0] * 9), holed, rule=OverTime.SUM, to=Frequency.ANNUAL) == ()
    quarters = longer(forecast("2026-04", [1.0] * 5), holed, rule=OverTime.MEAN, to=Frequency.QUARTER)
    assert [str(one.period) for one in quarters] == ["2026-Q2"]


def test_the_last_value_of_a_year_keeps_its_band() -> None:
    year = longer(
        forecast("2026-02", [5.0] * 10 + [9.0]), known("2026-01", [4.0]),
        rule=OverTime.LAST, to=Frequency.ANNUAL,
    )[0]  # fmt: skip
    assert year.mean.value == 9.0
    assert (year.bands[80].low.value, year.bands[80].high.value) == (8.0, 10.0)


@pytest.mark.parametrize("rule", [OverTime.MAX, OverTime.NONE])
def test_nothing_is_told_by_a_rule_that_forecasts_do_not_follow(rule: OverTime) -> None:
    assert (
        longer(forecast("2026-01", [1.0] * 12), known("2025-12", [1.0]), rule=rule, to=Frequency.ANNUAL) == ()
    )


def test_weeks_are_not_told_as_months() -> None:
    weeks = forecast("2026-W10", [1.0] * 20)
    assert longer(weeks, known("2026-W09", [1.0]), rule=OverTime.SUM, to=Frequency.MONTH) == ()


def test_an_earlier_forecast_is_told_as_it_was_made_beside_what_came() -> None:
    made = tuple(
        Ahead(one.period, one.mean, one.bands, figure(10.0)) for one in forecast("2026-07", [2.0] * 6)
    )
    line = known("2026-01", [1.0] * 6 + [10.0] * 6)
    year = longer(made, line, rule=OverTime.SUM, to=Frequency.ANNUAL)[0]
    assert (year.mean.value, year.actual and year.actual.value) == (18.0, 66.0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=24, max_size=24), st.integers(1, 23))
def test_quarters_and_years_agree_whatever_the_months(values: list[float], at: int) -> None:
    before, ahead = (
        known("2026-01", list(values[:at])),
        forecast(f"{Period.parse('2026-01').shift(at)}", values[at:]),
    )
    quarters = longer(ahead, before, rule=OverTime.SUM, to=Frequency.QUARTER)
    years = longer(ahead, before, rule=OverTime.SUM, to=Frequency.ANNUAL)
    told = {str(one.period): one.mean.value or 0.0 for one in quarters}
    for year in years:
        own = [value for period, value in told.items() if period[:4] == str(year.period)]
        if len(own) == 4:
            assert year.mean.value == pytest.approx(sum(own), abs=1e-6)


def test_horizons_run_from_a_week_to_15_years() -> None:
    day = date(2026, 3, 20)
    ends = [end_of(one, day) for one in HORIZONS]
    assert ends == sorted(ends)
    assert (ends[0] - day).days == 7
    assert ends[-1] == date(2041, 3, 20)


def test_only_horizons_that_hold_something_are_offered() -> None:
    assert offered(MARCH, date(2026, 4, 3)) == ("P7D", "P14D")
    assert offered(MARCH, date(2026, 3, 20)) == ()
    assert offered(Period.parse("2025"), date(2028, 12, 31)) == ("P1Y", "P3Y")
    assert offered(Period.parse("2025"), date(2040, 12, 31))[-1] == "P15Y"


def test_a_horizon_that_the_board_does_not_have_is_refused() -> None:
    with pytest.raises(Refused, match="P7D"):
        end_of("P2W", date(2026, 3, 20))


def test_a_short_horizon_shows_a_short_past() -> None:
    line = known("2025-01-01", [1.0] * 500)
    newest = line.points[-1][0]
    shown = cut(line, newest, "P7D")
    assert [str(shown.points[0][0]), str(shown.points[-1][0])] == [str(newest.shift(-42)), str(newest)]
    assert len(cut(known("2000", [1.0] * 26), Period.parse("2025"), "P1Y").points) == FEWEST
