"""How much is an estimate raised because estimates of its kind were too hopeful?

Optimism bias and a full risk pool are never put on the same risk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from styrbord.core.investments.ratios import ratio


@dataclass(frozen=True, slots=True)
class Bounds:
    """Upper and lower bound of a bias, fractions of the estimate; below the lower one only with evidence."""

    upper: Decimal
    lower: Decimal


BOUNDS: Mapping[str, Bounds] = MappingProxyType(
    {
        "it-capital": Bounds(Decimal("2.00"), Decimal("0.10")),
        "it-duration": Bounds(Decimal("0.54"), Decimal("0.10")),
        "non-standard-building-capital": Bounds(Decimal("0.51"), Decimal("0.04")),
        "non-standard-building-duration": Bounds(Decimal("0.39"), Decimal("0.02")),
        "outsourcing-operating": Bounds(Decimal("0.41"), Decimal("0.00")),
    }
)
"""Mott MacDonald 2002, table 2. The lower bound of the duration of non-standard buildings was not checked."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Bias that is left after mitigation, the estimate with it, and with risk management added."""

    bias: Decimal
    estimate: Decimal
    with_risk_management: Decimal


def adjusted(
    estimate: Decimal, upper_bound: Decimal, mitigation: Decimal, risk_management_cost: Decimal
) -> Adjusted:
    """Estimate * (1 + UB * (1 - mitigation)).

    Parameters
    ----------
    estimate, risk_management_cost : amounts of one currency and price year.
    upper_bound : UB, fraction of the estimate.
    mitigation : share of the bias that is dealt with, 0 to 1.

    Returns
    -------
    Adjusted

    Source: Mott MacDonald, Review of Large Public Procurement in the UK, 2002.

    Examples
    --------
    >>> found = adjusted(Decimal(100), Decimal("0.51"), Decimal("0.92"), Decimal(7))
    >>> found.bias, found.estimate, found.with_risk_management
    (Decimal('0.0408'), Decimal('104.0800'), Decimal('111.0800'))
    """
    bias = upper_bound * (1 - mitigation)
    raised = estimate * (1 + bias)
    return Adjusted(bias, raised, raised + risk_management_cost)


def mixed_upper_bound(parts: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Upper bound of a project of several kinds of work: the mean weighted by cost.

    Parameters
    ----------
    parts : share of the cost and upper bound of each kind.

    Returns
    -------
    Decimal or None
        None when the shares are all 0.

    Source: Mott MacDonald, Review of Large Public Procurement in the UK, 2002.

    Examples
    --------
    >>> mixed_upper_bound([(Decimal("0.3"), Decimal("0.39")), (Decimal("0.7"), Decimal("0.04"))])
    Decimal('0.145')
    """
    weighted = sum((share * bound for share, bound in parts), Decimal(0))
    return ratio(weighted, sum((share for share, _ in parts), Decimal(0)))
