"""Which invented groups of bodies share costs?"""

from decimal import Decimal

from hypothesis import strategies as st

from styrbord.core.investments.allocation.game import Game

CENTS = st.integers(0, 100_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def games(draw: st.DrawFn, most: int = 5) -> Game:
    """Games of 1 to `most` parties with any costs."""
    count = draw(st.integers(1, most))
    costs = draw(st.lists(CENTS, min_size=(1 << count) - 1, max_size=(1 << count) - 1))
    return Game(tuple("abcdefgh"[:count]), (Decimal(0), *costs))


@st.composite
def fair_games(draw: st.DrawFn, most: int = 5) -> Game:
    """Games in which all together pay no more than the sum of what each would pay alone."""
    game = draw(games(most))
    apart = sum(game.alone, Decimal(0))
    whole = min(game.cost_of_all, apart)
    return Game(game.parties, (*game.values[:-1], whole))
