"""Are all pairs of coalitions found that pay more together than apart?"""

from decimal import Decimal

from hypothesis import given

from styrbord.core.investments.allocation.game import Game, game_of
from styrbord.core.investments.allocation.subadditivity import violations
from tests.core.investments.references import reference, skane
from tests.core.investments.worlds import games


@given(games())
def test_every_pair_is_looked_at(game: Game) -> None:
    costs = [value or Decimal(0) for value in game.values]
    expected = {
        (game.names(one), game.names(other)): costs[one | other] - costs[one] - costs[other]
        for one in range(1, len(costs))
        for other in range(1, len(costs))
        if not one & other and one & -one < other & -other and costs[one | other] > costs[one] + costs[other]
    }
    found = violations(game)
    assert {(one.first, one.second): one.excess for one in found} == expected
    assert [-one.excess for one in found] == sorted(-one.excess for one in found)


def test_pairs_with_an_unknown_value_are_not_judged() -> None:
    assert violations(game_of(["a", "b"], {"a": Decimal(1), "a+b": Decimal(9)})) == ()


@reference
def test_the_published_case_has_one() -> None:
    (found,) = violations(skane())
    assert (found.first, found.second, found.excess) == (("A", "H", "L"), ("M", "T"), Decimal("0.37"))
