"""Is the internal rate the one at which nothing is left over?"""

from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.discounting import Convention
from styrbord.core.investments.internal_rate import internal_rate
from styrbord.core.investments.net_present_value import present_value

OUT = st.integers(-1_000_000, -1).map(Decimal)
BACK = st.integers(0, 1_000_000).map(Decimal)


@given(st.lists(OUT, min_size=1, max_size=5), st.lists(BACK, min_size=1, max_size=30))
def test_nothing_is_left_over_at_it(out: list[Decimal], back: list[Decimal]) -> None:
    found = internal_rate([*out, *back])
    if not any(back):
        assert (found.rate, found.reason) == (None, "no_sign_change")
        return
    assert found.rate is not None
    assert found.rate > -1
    with localcontext(prec=60):
        rate = internal_rate([*out, *back]).rate or Decimal(0)
        flow = present_value([*out, *back], rate, Convention.AT_START)
        assert abs(flow.total) <= max(abs(one) for one in flow.discounted) * Decimal("1e-30")
    assert abs(rate - found.rate) <= abs(1 + rate) * Decimal("1e-20")


def test_zeros_change_no_sign() -> None:
    flow = [Decimal(one) for one in (0, 0, -100, 0, 121, 0)]
    assert round(internal_rate(flow).rate or 0, 12) == Decimal("0.1")


def test_money_that_comes_first_has_a_rate_too() -> None:
    assert round(internal_rate([Decimal(100), Decimal(-110)]).rate or 0, 12) == Decimal("0.1")


def test_several_changes_are_told() -> None:
    assert internal_rate([Decimal(one) for one in (-200, 500, -310)]).reason == "more_than_one_sign_change"
