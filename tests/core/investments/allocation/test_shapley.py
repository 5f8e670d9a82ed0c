"""Are Shapley values those of the definition, of any size?"""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings

from styrbord.core.base.problems import Refused
from styrbord.core.investments.allocation.game import Game, by_party, game_of
from styrbord.core.investments.allocation.marginal import marginal_costs
from styrbord.core.investments.allocation.shapley import shapley
from tests.core.investments.references import differences, reference, skane
from tests.core.investments.worlds import games

PRINTED = {"A": 20.01, "H": 10.71, "K": 6.61, "L": 10.37, "M": 16.94, "T": 19.18}
PRINTED_MARGINALS = {"A": 17.36, "H": 9.85, "K": 0.82, "L": 6.4, "M": 12.9, "T": 14.06}
NEAR = Decimal("1e-20")


def in_all_orders(game: Game) -> list[Fraction]:
    """What each party adds, on average over all orders of joining."""
    costs = [Fraction(value or 0) for value in game.values]
    orders = list(permutations(range(len(game.parties))))
    found = [Fraction(0)] * len(game.parties)
    for order in orders:
        group = 0
        for party in order:
            found[party] += costs[group | 1 << party] - costs[group]
            group |= 1 << party
    return [one / len(orders) for one in found]


@settings(deadline=None, max_examples=60)
@given(games())
def test_shares_are_the_mean_over_all_orders_and_sum_to_the_whole(game: Game) -> None:
    found = shapley(game)
    expected = in_all_orders(game)
    assert all(
        abs(Fraction(one) - other) < Fraction(NEAR) for one, other in zip(found, expected, strict=True)
    )
    assert abs(sum(found) - game.cost_of_all) < NEAR


@settings(deadline=None, max_examples=40)
@given(games(4))
def test_one_who_adds_only_its_own_cost_pays_that_and_twins_pay_alike(game: Game) -> None:
    alone = Decimal("12.34")
    with_loner = [*game.values, *(value + alone for value in game.values if value is not None)]
    found = shapley(Game((*game.parties, "loner"), tuple(with_loner)))
    assert abs(found[-1] - alone) < NEAR
    twins = [with_loner[group & game.whole] for group in range(4 << len(game.parties))]
    first, second = shapley(Game((*game.parties, "x", "y"), tuple(twins)))[-2:]
    assert first == second == 0


def test_parties_that_can_be_exchanged_pay_alike() -> None:
    values = {"a": 5, "b": 5, "c": 9, "a+b": 6, "a+c": 11, "b+c": 11, "a+b+c": 12}
    found = shapley(game_of(["a", "b", "c"], {name: Decimal(cost) for name, cost in values.items()}))
    assert found[0] == found[1]
    assert sum(found) == 12


def test_costs_with_different_decimals_are_exact() -> None:
    game = game_of(["a", "b"], {"a": Decimal("0.2"), "b": Decimal("0.25"), "a+b": Decimal("0.3")})
    assert shapley(game) == [Decimal("0.125"), Decimal("0.175")]


def test_a_coalition_without_a_value_is_named() -> None:
    with pytest.raises(Refused, match=r"1 of the coalitions that are needed have no value: a\+b"):
        shapley(game_of(["a", "b"], {"a": Decimal(1), "b": Decimal(2)}))


@reference
def test_water_of_skane_costs_what_was_printed() -> None:
    game = skane()
    found = {name: float(cost) for name, cost in by_party(game, shapley(game)).items()}
    assert list(differences(PRINTED, found, 0.015)) == []
    marginal = {name: float(cost) for name, cost in by_party(game, marginal_costs(game)).items()}
    assert list(differences(PRINTED_MARGINALS, marginal, 0.02)) == []


def test_fifteen_parties_are_exact() -> None:
    """An airport: a runway as long as the longest of the group needs; shares are known in closed form."""
    count = 15
    costs = tuple(Decimal(group.bit_length()) for group in range(1 << count))
    found = shapley(Game(tuple(f"p{at}" for at in range(count)), costs))
    steps = [Fraction(1, count - at) for at in range(count)]
    expected = [sum(steps[: at + 1], Fraction(0)) for at in range(count)]
    assert all(
        abs(Fraction(one) - other) < Fraction(NEAR) for one, other in zip(found, expected, strict=True)
    )
