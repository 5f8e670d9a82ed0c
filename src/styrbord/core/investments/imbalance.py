"""Who pays, who gains, and what would have to change hands so that nobody loses?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.ratios import ratio

METHODOLOGY = Methodology("imbalance/1", Origin.HOUSE, "ours: methods of joint investments, section 4")


@dataclass(frozen=True, slots=True)
class Imbalance:
    """Costs beside benefits, by party.

    Attributes
    ----------
    cost_shares, benefit_shares : of the total; None when the total is 0.
    nets : benefit less cost, in the unit of the amounts.
    transfers : what a party needs so that its net is not below 0.
    imbalance : half the sum of absolute differences of the shares, 0 when those pay who gain; None without
        shares. At most 1 while no benefit is negative.
    sum_of_nets : what the project is worth to all together.
    """

    cost_shares: tuple[Decimal | None, ...]
    benefit_shares: tuple[Decimal | None, ...]
    nets: tuple[Decimal, ...]
    transfers: tuple[Decimal, ...]
    imbalance: Decimal | None
    sum_of_nets: Decimal

    @property
    def needs_joint_financing(self) -> bool:
        """Whether it is worth doing, but some party loses by it."""
        return self.sum_of_nets > 0 and min(self.nets) < 0

    @property
    def is_not_worth_doing(self) -> bool:
        """Whether all together gain nothing, on these figures."""
        return self.sum_of_nets <= 0


def imbalance(costs: Sequence[Decimal], benefits: Sequence[Decimal]) -> Imbalance:
    """Set costs beside benefits.

    Parameters
    ----------
    costs, benefits : present values by party, of one currency and price year; costs are 0 or more.

    Returns
    -------
    Imbalance

    Source: house rule of Styrbord.

    Examples
    --------
    >>> found = imbalance([Decimal(60), Decimal(40)], [Decimal(30), Decimal(90)])
    >>> found.imbalance, found.transfers, found.needs_joint_financing
    (Decimal('0.35'), (Decimal('30'), Decimal('0')), True)
    """
    nets = tuple(gain - cost for cost, gain in zip(costs, benefits, strict=True))
    paid, gained = _shares(costs), _shares(benefits)
    apart = [
        abs(one - other)
        for one, other in zip(paid, gained, strict=True)
        if one is not None and other is not None
    ]
    return Imbalance(
        paid,
        gained,
        nets,
        tuple(max(Decimal(0), -net) for net in nets),
        sum(apart, Decimal(0)) / 2 if len(apart) == len(nets) else None,
        sum(nets, Decimal(0)),
    )


def _shares(amounts: Sequence[Decimal]) -> tuple[Decimal | None, ...]:
    whole = sum(amounts, Decimal(0))
    return tuple(ratio(amount, whole) for amount in amounts)
