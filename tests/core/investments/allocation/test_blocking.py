"""Are exactly those coalitions named that would do better alone?"""

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.allocation.blocking import core_test
from styrbord.core.investments.allocation.game import JOIN, Game, game_of
from styrbord.core.investments.allocation.shapley import shapley
from tests.core.investments.references import reference, skane
from tests.core.investments.worlds import CENTS, games


@given(games(), st.lists(CENTS, min_size=5, max_size=5), st.sampled_from([Decimal(0), Decimal(50)]))
def test_every_coalition_is_looked_at(game: Game, amounts: list[Decimal], allowed_gap: Decimal) -> None:
    shares = dict(zip(game.parties, amounts, strict=False))
    expected = {}
    for size in range(1, len(game.parties)):
        for group in combinations(game.parties, size):
            cost = game.values[sum(1 << game.parties.index(name) for name in group)]
            excess = sum(shares[name] for name in group) - (cost or 0)
            if excess > allowed_gap:
                expected[group] = excess
    found = core_test(game, list(shares.values()), allowed_gap=allowed_gap)
    assert {one.coalition: one.excess for one in found.blocking} == expected
    assert found.is_in_core == (not expected)
    order = [(-one.excess, JOIN.join(one.coalition)) for one in found.blocking]
    assert order == sorted(order)


def test_an_excess_of_what_is_allowed_does_not_block() -> None:
    game = game_of(["a", "b"], {"a": Decimal(3), "b": Decimal(2), "a+b": Decimal(4)})
    shares = [Decimal("3.01"), Decimal("0.99")]
    assert core_test(game, shares, allowed_gap=Decimal("0.01")).is_in_core
    assert not core_test(game, shares, allowed_gap=Decimal("0.0099")).is_in_core


def test_unknown_coalitions_leave_it_open_unless_another_blocks() -> None:
    game = game_of(["a", "b"], {"a": Decimal(3), "a+b": Decimal(4)})
    assert core_test(game, [Decimal(2), Decimal(2)], allowed_gap=Decimal(0)).is_in_core is None
    assert core_test(game, [Decimal(4), Decimal(0)], allowed_gap=Decimal(0)).is_in_core is False


@reference
def test_three_municipalities_of_skane_block_the_shapley_value() -> None:
    game = skane()
    printed = [Decimal(text) for text in ("20.01", "10.71", "6.61", "10.37", "16.94", "19.18")]
    for shares in (printed, shapley(game)):
        (found,) = core_test(game, shares, allowed_gap=Decimal("0.015")).blocking
        assert found.coalition == ("H", "K", "L")
        assert abs(found.excess - Decimal("0.43")) <= Decimal("0.01")
