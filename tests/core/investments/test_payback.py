"""In which year is the money back?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.payback import payback_years


@pytest.mark.parametrize(
    ("flow", "years"),
    [
        ((-1000, 300, 400, 500, 200), "2.6"),
        ((0, -100, 60, 80), "2.5"),
        ((-100, 100), "1"),
        ((100, -50), "0"),
        ((0, 0), "0"),
        ((), "0"),
        ((-100, 20, 30), None),
        ((-100, 150, -100), "0.6666666666666666666666666667"),
    ],
)
def test_it_is_the_first_time_that_the_sum_reaches_nought(flow: tuple[int, ...], years: str | None) -> None:
    found = payback_years([Decimal(one) for one in flow])
    assert found == (None if years is None else Decimal(years))


@given(st.integers(1, 1000), st.lists(st.integers(1, 100), min_size=1, max_size=30))
def test_until_then_less_is_back_and_then_enough(out: int, back: list[int]) -> None:
    found = payback_years([Decimal(-out), *map(Decimal, back)])
    if sum(back) < out:
        assert found is None
    else:
        assert found is not None
        years = int(found)
        within = (found - years) * (back[years] if years < len(back) else 0)
        assert abs(sum(back[:years]) + within - out) < Decimal("1e-20")
