"""Is the nucleolus the one that its own conditions name?"""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given, settings

from styrbord.core.base.problems import Refused
from styrbord.core.investments.allocation.blocking import core_test
from styrbord.core.investments.allocation.game import Game, game_of, sums
from styrbord.core.investments.allocation.nucleolus import is_nucleolus, nucleolus
from tests.core.investments.references import reference, skane
from tests.core.investments.worlds import fair_games


def worst_first(game: Game, shares: tuple[float, ...]) -> list[float]:
    """Excesses of all proper coalitions, the largest first."""
    paid = sums([Decimal(one) for one in shares])
    return sorted((float(paid[one] - (game.values[one] or 0)) for one in game.proper), reverse=True)


@settings(deadline=None, max_examples=80)
@given(fair_games())
def test_it_meets_the_conditions_of_kohlberg(game: Game) -> None:
    found = nucleolus(game)
    assert sum(found.shares) == pytest.approx(float(game.cost_of_all), abs=1e-6)
    assert is_nucleolus(game, found.shares)


@settings(deadline=None, max_examples=40)
@given(fair_games(4))
def test_shares_moved_by_a_hundredth_no_longer_meet_them(game: Game) -> None:
    assume(len(game.parties) > 1 and max(game.known(range(1, game.whole + 1))) >= 1)
    shares = nucleolus(game).shares
    moved = (shares[0] - 0.01, shares[1] + 0.01, *shares[2:])
    assert not is_nucleolus(game, moved)


@settings(deadline=None, max_examples=30)
@given(fair_games(4))
def test_no_other_allocation_has_smaller_excesses(game: Game) -> None:
    shares = nucleolus(game).shares
    ours = worst_first(game, shares)
    alone = [float(cost) for cost in game.alone]
    random = np.random.default_rng(1)
    for _ in range(20):
        step = random.normal(size=len(shares))
        other = tuple(one + move for one, move in zip(shares, step - step.mean(), strict=True))
        if all(one <= cost for one, cost in zip(other, alone, strict=True)):
            theirs = worst_first(game, other)
            apart = [(one, two) for one, two in zip(ours, theirs, strict=True) if abs(one - two) > 1e-6]
            assert not apart or apart[0][0] < apart[0][1]


@reference
def test_it_lies_in_the_core_of_skane_where_the_shapley_value_does_not() -> None:
    game = skane()
    found = nucleolus(game)
    assert is_nucleolus(game, found.shares)
    assert core_test(game, [Decimal(one) for one in found.shares], allowed_gap=Decimal("0.000001")).is_in_core


def test_a_project_dearer_than_all_alone_has_none() -> None:
    game = game_of(["a", "b"], {"a": Decimal(1), "b": Decimal(1), "a+b": Decimal(3)})
    with pytest.raises(Refused, match="All together pay 3, which is more than 2"):
        nucleolus(game)


def test_more_than_twelve_parties_are_too_many() -> None:
    names = tuple("abcdefghijklm")
    with pytest.raises(ValueError, match="13 parties"):
        nucleolus(Game(names, tuple(Decimal(1) for _ in range(1 << 13))))
