"""Do intervals of hit rates stay in bounds, and does the scheme raise its alarm?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.investments.inspections import calibration_breaks, category, category_by_points, hit_rate


@given(st.integers(1, 10**9), st.data())
def test_an_interval_lies_between_nought_and_one_around_its_rate(visits: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, visits))
    found = hit_rate(hits, visits)
    assert found is not None
    assert 0 <= found.low <= found.rate <= found.high <= 1
    mirrored = hit_rate(visits - hits, visits)
    assert mirrored is not None
    assert abs(found.low + mirrored.high - 1) < Decimal("1e-15")


def test_no_visits_have_no_rate() -> None:
    assert hit_rate(0, 0) is None


@pytest.mark.parametrize(
    ("points", "told"), [("15", "medium"), ("14.99", "moderate"), ("10", "moderate"), ("9.9", "low")]
)
def test_points_on_a_border_have_the_higher_category(points: str, told: str) -> None:
    assert category_by_points(Decimal(points)) == told


def test_a_group_that_the_matrix_lacks_is_refused() -> None:
    with pytest.raises(Refused, match="has no probability '9'") as caught:
        category({"A": {"1": "high"}}, "A", "9", "objects[0]")
    assert caught.value.problems[0].place == "objects[0].probability"
    with pytest.raises(Refused, match=r"has no severity 'a'\. Did you mean 'A'"):
        category({"A": {"1": "high"}}, "a", "1")


@given(st.lists(st.decimals(0, 1, places=3), max_size=6))
def test_an_alarm_is_raised_unless_rates_fall(rates: list[Decimal]) -> None:
    falls = rates == sorted(set(rates), reverse=True)
    assert (calibration_breaks(rates) == ()) == falls
