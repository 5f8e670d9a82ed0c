"""Do shares sum to the whole, to the cent?"""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.investments.allocation.game import Game
from styrbord.core.investments.allocation.keys import CENT, equal, proportional, to_the_cent
from styrbord.core.investments.allocation.separable import separable_costs
from styrbord.core.investments.allocation.shapley import shapley
from tests.core.investments.worlds import CENTS, fair_games


@given(CENTS, st.lists(st.integers(1, 10_000), min_size=1, max_size=15))
def test_a_key_shares_the_whole_to_the_cent(whole: Decimal, key: list[int]) -> None:
    shares = proportional(whole, [Decimal(one) for one in key])
    found = to_the_cent(shares, whole)
    assert sum(found) == whole
    assert all(abs(one - other) < CENT for one, other in zip(found, shares, strict=True))


@given(fair_games())
def test_every_method_shares_the_whole_to_the_cent(game: Game) -> None:
    whole = game.cost_of_all
    methods = [equal(whole, len(game.parties)), shapley(game)]
    with suppress(Refused):  # nothing may remain to share by
        methods.append(separable_costs(game))
    for shares in methods:
        assert sum(to_the_cent(shares, whole)) == whole


def test_equal_remainders_go_to_the_earlier_party() -> None:
    assert to_the_cent(equal(Decimal("0.02"), 3), Decimal("0.02")) == [CENT, CENT, 0]


@pytest.mark.parametrize("whole", ["1.005", "2", "0.98"])
def test_shares_of_another_whole_are_refused(whole: str) -> None:
    with pytest.raises(ValueError, match="cannot be rounded"):
        to_the_cent([Decimal("0.5"), Decimal("0.5")], Decimal(whole))


@pytest.mark.parametrize("key", [[Decimal(0)], [], [Decimal(2), Decimal(-1)]])
def test_a_key_without_a_part_is_refused(key: list[Decimal]) -> None:
    with pytest.raises(Refused, match="The key sums to"):
        proportional(Decimal(1), key)
