"""Does the discount factor fall strictly, for every schedule that is shipped?"""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.investments.discount_schedules import SCHEDULES, Schedule, schedule
from styrbord.core.investments.discounting import Band, Convention, checked_bands, factor, factors_at

RATES = st.decimals("0.0001", "0.5", places=4)


@pytest.mark.parametrize("shipped", SCHEDULES, ids=lambda one: one.code)
def test_every_shipped_schedule_falls_strictly(shipped: Schedule) -> None:
    factors = [factor(checked_bands(shipped.bands), year) for year in range(401)]
    assert factors[0] == 1
    assert all(one > other > 0 for one, other in pairwise(factors))
    assert shipped.source
    assert shipped.bands[-1].last_year is None


@given(st.lists(st.tuples(st.integers(1, 20), RATES), min_size=1, max_size=5), RATES)
def test_any_schedule_falls_strictly_and_equals_the_product_of_its_years(
    spans: list[tuple[int, Decimal]], last: Decimal
) -> None:
    bands, ends = [], 0
    for years, rate in spans:
        ends += years
        bands.append(Band(ends, rate))
    bands = list(checked_bands([*bands, Band(None, last)]))
    product, before = Decimal(1), Decimal(2)
    for year in range(120):
        if year:
            product /= 1 + next(one.rate for one in bands if one.last_year is None or year <= one.last_year)
        found = factor(bands, year)
        assert abs(found - product) < Decimal("1e-20")
        assert found < before
        before = found


def test_a_lower_rate_does_not_let_the_factor_jump() -> None:
    bands = schedule("uk-green-book/1").bands
    assert round(factor(bands, 31), 4) == Decimal("0.3459")


def test_one_rate_in_three_conventions() -> None:
    start, middle, end = (factors_at(Decimal("0.21"), one, 2)[1] for one in Convention)
    assert (start, end) == (1 / Decimal("1.21"), 1 / Decimal("1.21") ** 2)
    assert abs(middle - 1 / Decimal("1.331")) < Decimal("1e-20")


@pytest.mark.parametrize("last_years", [(3, 3), (3, 2), (None, 5), (0,)])
def test_bands_that_do_not_follow_each_other_are_refused(last_years: tuple[int | None, ...]) -> None:
    with pytest.raises(Refused, match="is not after the band before it"):
        checked_bands([Band(last, Decimal("0.03")) for last in last_years])


def test_a_year_beyond_the_schedule_is_refused() -> None:
    with pytest.raises(Refused, match="Year 4 lies beyond the schedule, which ends with year 3"):
        factor([Band(3, Decimal("0.03"))], 4)
