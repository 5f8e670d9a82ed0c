"""What does each party pay if it pays what it adds, on average over all orders of joining?"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import factorial

from styrbord.core.investments.allocation.game import Game


def shapley(game: Game) -> list[Decimal]:
    """Shapley value, exact.

        x_i = sum over S without i of |S|! (n - |S| - 1)! / n! * (C(S + i) - C(S))

    All coalitions of a size have one weight, so their values are summed first, as whole numbers of the
    smallest decimal place; nothing is rounded before the last division.

    Returns
    -------
    list of Decimal, by party
        Sums to C(N).

    Raises
    ------
    Refused
        `allocation.unknown-coalitions` when a coalition has no value.

    Source: Shapley 1953, A value for n-person games.

    Examples
    --------
    >>> from styrbord.core.investments.allocation.game import game_of
    >>> airport = {"a": 1, "b": 1, "c": 2, "a+b": 1, "a+c": 2, "b+c": 2, "a+b+c": 2}
    >>> game = game_of(["a", "b", "c"], {name: Decimal(cost) for name, cost in airport.items()})
    >>> [round(one, 4) for one in shapley(game)]
    [Decimal('0.3333'), Decimal('0.3333'), Decimal('1.3333')]
    """
    count = len(game.parties)
    costs, scale = _whole_numbers(game.known(range(game.whole + 1)))
    joined = [[0] * (count + 1) for _ in range(count)]
    of_size = [0] * (count + 1)
    for coalition, cost in enumerate(costs):
        size = coalition.bit_count()
        of_size[size] += cost
        rest = coalition
        while rest:
            lowest = rest & -rest
            joined[lowest.bit_length() - 1][size] += cost
            rest ^= lowest
    weights = [factorial(size) * factorial(count - size - 1) for size in range(count)]
    return [_share(own, of_size, weights) / scale / factorial(count) for own in joined]


def _whole_numbers(costs: Sequence[Decimal]) -> tuple[list[int], Decimal]:
    """Costs as whole numbers, and by what each was multiplied."""
    places = max(0, *(-int(cost.as_tuple().exponent) for cost in costs))
    scale = Fraction(10) ** places
    return [int(Fraction(cost) * scale) for cost in costs], Decimal(10) ** places


def _share(own: Sequence[int], of_size: Sequence[int], weights: Sequence[int]) -> Decimal:
    """Sum of one party before it is divided by n!; `own` sums the coalitions with the party, by size."""
    gained = sum(weight * own[size + 1] for size, weight in enumerate(weights))
    without = sum(weight * (of_size[size] - own[size]) for size, weight in enumerate(weights))
    return Decimal(gained - without)
