"""What does each party pay if it pays what it adds, and shares the rest by the benefit that remains to it?"""

from collections.abc import Sequence
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.allocation.game import Game
from styrbord.core.investments.allocation.marginal import marginal_costs

NOTHING_TO_SHARE_BY = define(
    "allocation.nothing-to-share-by",
    "{rest} is left to share, but no party has a benefit left above what it adds.",
    "Choose another method, or look at benefits and stand-alone costs again.",
)


def separable_costs(game: Game, benefit: Sequence[Decimal | None] | None = None) -> list[Decimal]:
    """Separable costs, remaining benefits.

        x_i = m_i + r_i / sum(r) * (C(N) - sum(m)),    r_i = max(0, min(b_i, c_i) - m_i)

    Parameters
    ----------
    game : needs C(N), each C(i) and each C(N without i).
    benefit : b by party; where it is not known the stand-alone cost c stands for it.

    Returns
    -------
    list of Decimal, by party
        Sums to C(N) but for the last of the digits in use.

    Raises
    ------
    Refused
        `allocation.nothing-to-share-by` when all r are 0 and something is left to share.

    Source: Young, Okada and Hashimoto 1982; after the U.S. Inter-Agency Committee on Water Resources 1958.

    Examples
    --------
    >>> from styrbord.core.investments.allocation.game import game_of
    >>> costs = {"a": 10, "b": 14, "c": 8, "a+b": 20, "a+c": 16, "b+c": 19, "a+b+c": 25}
    >>> game = game_of(["a", "b", "c"], {name: Decimal(cost) for name, cost in costs.items()})
    >>> [round(one, 3) for one in separable_costs(game)]
    [Decimal('7.667'), Decimal('11.083'), Decimal('6.250')]
    """
    added, alone = marginal_costs(game), game.alone
    gains = [None] * len(alone) if benefit is None else benefit
    limits = [cost if gain is None else min(gain, cost) for gain, cost in zip(gains, alone, strict=True)]
    remaining = [max(Decimal(0), limit - m) for limit, m in zip(limits, added, strict=True)]
    rest, by = game.cost_of_all - sum(added), sum(remaining)
    if not by and rest:
        raise Refused(Problem(NOTHING_TO_SHARE_BY.code, "coalition_value", {"rest": rest}))
    return [m + (r * rest / by if by else 0) for m, r in zip(added, remaining, strict=True)]
