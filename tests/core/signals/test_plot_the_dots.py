"""Does a control chart follow its rules where no reference case lies, and never call the unknown normal?"""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.signals.rules.plot_the_dots import Asked, Charts, charts, words
from styrbord.core.signals.rules.plot_the_dots.limits import means
from styrbord.core.signals.rules.plot_the_dots.types import CAUSES, COMMON, KINDS
from styrbord.core.signals.rules.plot_the_dots.windows import broken
from styrbord.core.signals.series import Series
from styrbord.core.spine.indicators import Direction
from tests.core.signals.making import NA, chart, monthly, months

OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
BASELINE = [20, 22, 18] * 4
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.lists(st.one_of(st.just(NA), st.integers(0, 3).map(float), NUMBERS), max_size=40)


def causes(found: Charts) -> list[str]:
    """Type of each point."""
    return [CAUSES[one] for one in found.points.cause]


def codes(found: Charts) -> tuple[str, ...]:
    """Codes of the only series."""
    return words(found.icons[0].codes)


def test_large_ranges_are_left_out_of_the_limits_once_and_by_wish_not() -> None:
    icons = chart(OUTLIER).icons[0]
    assert (icons.mean, icons.upper, icons.lower) == pytest.approx((35 / 18, 4.604444444, -0.715555556))
    assert icons.flagged == 1
    icons = chart(OUTLIER, is_screened=False).icons[0]
    assert (icons.upper, icons.lower) == pytest.approx((6.951503268, -3.062614379))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([25, 20.6, 25.2], ["2 in 3 Above CL", COMMON, "2 in 3 Above CL"]),
        ([25, 19.8, 25.2], [COMMON] * 3),
        ([28, 20.6, 25.2], ["Above UCL", COMMON, COMMON]),
        ([15, 19.4, 14.8], ["2 in 3 Below CL", COMMON, "2 in 3 Below CL"]),
    ],
)
def test_two_in_three_takes_near_points_of_one_side(after: list[float], expected: list[str]) -> None:
    found = chart([*BASELINE, *after], fix=12)
    assert causes(found)[-3:] == expected
    assert found.icons[0].upper == pytest.approx(27.254545454)


def test_a_point_on_the_mean_breaks_a_shift_and_a_tie_breaks_a_trend() -> None:
    base = [10, 12] * 6
    high = [11.5, 11.2, 11.6, 11.3, 11.5, 11.2, 11.6]
    assert causes(chart([*base, *high], fix=12))[-7:] == ["7 Points Above CL"] * 7
    assert causes(chart([*base, *high[:3], 11, *high[3:]], fix=12)) == [COMMON] * 20
    rise = [9, 9.5, 10, 10.5, 11, 11.5, 12]
    assert causes(chart([*base, *rise], fix=12))[-7:] == ["7 Point Trend (Increasing)"] * 7
    assert COMMON in causes(chart([*base, *rise[:3], 10, *rise[3:]], fix=12))[-8:]


def test_a_peak_that_a_rise_and_a_fall_share_is_called_decreasing() -> None:
    wave = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    found = causes(chart([*[0, 14] * 6, *wave], fix=12))[-13:]
    assert found == ["7 Point Trend (Increasing)"] * 6 + ["7 Point Trend (Decreasing)"] * 7


def test_a_window_with_a_missing_value_does_not_fire() -> None:
    rise = [9, 9.5, 10, 10.5, NA, 11, 11.5, 12]
    found = chart([*[10, 12] * 6, *rise], fix=12)
    assert causes(found) == [COMMON] * 20
    assert broken(found.points) == {0: [(10, 19)]}


def test_no_rule_looks_across_a_new_beginning() -> None:
    at = months(20)
    values = [*[10, 12] * 6, 9, 9.5, 10, 10.5, 11, 11.5, 12, 11]
    found = chart(values, rebase=frozenset({at[15], date(1999, 1, 1)}))
    assert found.points.group.tolist() == [0] * 15 + [1] * 5
    assert causes(found) == [COMMON] * 20
    assert {"rebase_date_not_in_data", "short"} <= set(codes(found))
    assert found.icons[0].display == "unknown"
    assert chart(values, rebase=frozenset({at[0]})).points.group.tolist() == [1] * 20


@pytest.mark.parametrize(
    ("direction", "last", "icon"),
    [
        ("up", 20, "improvement_high"),
        ("up", 0, "concern_low"),
        ("down", 20, "concern_high"),
        ("down", 0, "improvement_low"),
        ("none", 20, "neutral_high"),
        ("range", 0, "neutral_low"),
        ("up", 11, "common_cause"),
    ],
)
def test_the_icon_follows_the_direction_of_good(direction: str, last: float, icon: str) -> None:
    icons = chart([*[10, 12, 11] * 6, last], direction).icons[0]
    assert (icons.variation, icons.display) == (icon, icon)


def test_a_target_on_a_limit_is_said_and_a_left_out_one_too() -> None:
    values = [10.0, 12, 11] * 6
    upper = chart(values).icons[0].upper
    found = chart(values, target=upper, has_targets=True)
    assert (found.icons[0].assurance, codes(found)) == ("inconsistent", ("target_on_limit",))
    found = chart(values, has_targets=True)
    assert (found.icons[0].assurance, codes(found)) == ("", ("no_target",))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([5.0] * 15, "constant"),
        ([5.0] * 14 + [6.0], "zero_spread"),
        ([1.0, NA] * 8 + [2.0], "zero_spread"),
        ([10.0, 12, 11] * 6 + [NA], "missing_last"),
        ([10.0, 12, 11] * 2, "short"),
        ([], "missing_last"),
    ],
)
def test_where_no_verdict_is_possible_the_shown_icon_is_unknown(values: list[float], code: str) -> None:
    found = chart(values)
    assert code in codes(found)
    assert found.icons[0].display == "unknown"


def test_limits_that_collapse_are_those_of_the_reference_and_give_no_verdict() -> None:
    found = chart([5.0] * 14 + [6.0])
    assert causes(found) == ["Below LCL"] * 14 + ["Above UCL"]
    assert (found.icons[0].variation, found.icons[0].display) == ("improvement_high", "unknown")


def test_a_due_period_without_a_row_is_missing() -> None:
    values = [10.0, 12, 11] * 6
    found = chart(values, due=months(19)[18])
    assert (codes(found), found.icons[0].display) == (("missing_last",), "unknown")
    assert codes(chart(values, due=months(18)[17])) == ()


def test_a_month_without_a_row_is_a_gap_and_the_windows_over_it_are_named() -> None:
    at = (*months(9), *months(19)[10:])
    values = np.array([10.0, 12, 11] * 6)
    found = charts([Asked(Series("s", at, values, Direction.UP, 12))])
    assert codes(found) == ("gap",)
    assert found.icons[0].display == "common_cause"
    assert broken(found.points) == {0: [(3, 14)]}


@given(values=VALUES, direction=st.sampled_from(["up", "down", "none"]), is_screened=st.booleans())
def test_any_series_gets_an_answer_in_known_words(
    values: list[float], direction: str, is_screened: bool
) -> None:
    found = chart(values, direction, is_screened=is_screened, target=1.0)
    points, icons = found.points, found.icons[0]
    assert len(points.values) == len(values) == icons.rows
    assert icons.flagged == points.is_special.sum() <= np.isfinite(points.values).sum()
    assert not (points.outside & points.near).any()
    assert not points.outside[~points.is_judged].any()
    assert ((points.cause == 0) == (points.kind == 0)).all()
    assert icons.variation != "common_cause" or not len(values) or KINDS[points.kind[-1]] == "common_cause"
    if not values or values[-1] != values[-1] or len(values) < 7:
        assert icons.display == "unknown"


@given(values=st.lists(st.integers(-50, 50), min_size=1, max_size=30))
def test_what_is_mirrored_is_judged_mirrored(values: list[int]) -> None:
    up, down = chart(values, "up"), chart([-one for one in values], "down")
    np.testing.assert_array_equal(up.points.side, -down.points.side)
    np.testing.assert_array_equal(up.points.outside, down.points.outside)
    trending = np.isin(up.points.cause, (2, 6))
    np.testing.assert_array_equal(up.points.kind[~trending], down.points.kind[~trending])


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_a_mean_is_that_of_exact_arithmetic_rounded_twice(values: list[float]) -> None:
    exact = sum(map(Fraction, values)) / len(values)
    found = float(means(np.array(values), np.array([len(values)]))[0])
    assert found == pytest.approx(float(exact), rel=1e-15, abs=5e-324 * len(values))


@given(st.lists(VALUES, max_size=6), st.integers(12, 14))
def test_many_series_are_judged_as_each_alone(many: list[list[float]], fix: int) -> None:
    asked = [Asked(monthly(values), fix=fix if at % 2 else None) for at, values in enumerate(many)]
    together = charts(asked)
    alone = [charts([one]) for one in asked]
    assert [str(one) for one in together.icons] == [str(one.icons[0]) for one in alone]
    joined = [code for one in alone for code in one.points.codes.tolist()]
    assert together.points.codes.tolist() == joined


def test_what_makes_no_chart_is_refused() -> None:
    with pytest.raises(Refused, match="whole number, 12 or more"):
        chart([1, 2, 3], fix=11)
    with pytest.raises(Refused, match="not a finite number"):
        chart([1, float("inf"), 3])
    with pytest.raises(Refused, match="is not a target"):
        chart([1, 2, 3], target=NA)
