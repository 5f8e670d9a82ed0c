"""Is the rest shared by what remains to each, and refused where nothing remains?"""

from decimal import Decimal

import pytest
from hypothesis import given

from styrbord.core.base.problems import Refused
from styrbord.core.investments.allocation.game import Game, game_of
from styrbord.core.investments.allocation.guards import guards
from styrbord.core.investments.allocation.marginal import marginal_costs
from styrbord.core.investments.allocation.separable import separable_costs
from tests.core.investments.worlds import fair_games


@given(fair_games())
def test_nobody_pays_less_than_it_adds_while_something_is_left(game: Game) -> None:
    try:
        shares = separable_costs(game)
    except Refused:
        return
    near = Decimal("1e-15")
    assert abs(sum(shares) - game.cost_of_all) < near
    if sum(marginal_costs(game)) <= game.cost_of_all:
        assert guards(game, shares, allowed_gap=near).below_marginal == ()


def test_an_unknown_benefit_is_stood_for_by_the_cost_alone() -> None:
    costs = {"a": 10, "b": 14, "c": 8, "a+b": 20, "a+c": 16, "b+c": 19, "a+b+c": 25}
    game = game_of(["a", "b", "c"], {name: Decimal(cost) for name, cost in costs.items()})
    assert separable_costs(game, [None, Decimal(99), None]) == separable_costs(game)


def test_nothing_to_share_by_is_refused() -> None:
    game = game_of(["a", "b"], {"a": Decimal(1), "b": Decimal(1), "a+b": Decimal(4)})
    with pytest.raises(Refused, match="-2 is left to share"):
        separable_costs(game)
