"""Does an allocation pay for the whole, and does it ask any one party for too much or too little?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.allocation.game import Game
from styrbord.core.investments.allocation.marginal import marginal_costs


@dataclass(frozen=True, slots=True)
class Guards:
    """What is wrong with an allocation, by party.

    Attributes
    ----------
    budget_gap : sum of the shares less C(N).
    is_balanced : whether the gap lies within what is allowed.
    above_standalone : parties that would pay less alone.
    above_benefit : parties that pay more than they gain; None when no benefit is known.
    below_marginal : parties that pay less than they add, so that others pay for them.
    """

    budget_gap: Decimal
    is_balanced: bool
    above_standalone: tuple[str, ...]
    above_benefit: tuple[str, ...] | None
    below_marginal: tuple[str, ...]


def guards(
    game: Game,
    shares: Sequence[Decimal],
    benefit: Sequence[Decimal | None] | None = None,
    *,
    allowed_gap: Decimal,
) -> Guards:
    """Balance of the budget, individual rationality and marginality.

    Parameters
    ----------
    game : needs C(N), each C(i) and each C(N without i).
    shares : by party.
    benefit : by party; a party whose benefit is not known is not judged by it.
    allowed_gap : what lies within it is let be; in the unit of the costs.

    Returns
    -------
    Guards

    Source: Young, Okada and Hashimoto 1982, section on principles.

    Examples
    --------
    >>> from styrbord.core.investments.allocation.game import game_of
    >>> game = game_of(["a", "b"], {"a": Decimal(3), "b": Decimal(2), "a+b": Decimal(4)})
    >>> found = guards(game, [Decimal(1), Decimal(3)], allowed_gap=Decimal(0))
    >>> found.is_balanced, found.above_standalone, found.below_marginal
    (True, ('b',), ('a',))
    """

    def above(amounts: Sequence[Decimal], limits: Sequence[Decimal | None]) -> tuple[str, ...]:
        judged = zip(game.parties, amounts, limits, strict=True)
        return tuple(
            name for name, amount, limit in judged if limit is not None and amount - limit > allowed_gap
        )

    gap = sum(shares, Decimal(0)) - game.cost_of_all
    return Guards(
        gap,
        abs(gap) <= allowed_gap,
        above(shares, game.alone),
        None if benefit is None else above(shares, benefit),
        above(marginal_costs(game), shares),
    )
