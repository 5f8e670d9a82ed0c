"""How much money is put aside for risks that are listed?"""

from collections.abc import Sequence
from decimal import Decimal


def expected_cost(risks: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    """Sum of probability * cost.

    Parameters
    ----------
    risks : probability, 0 to 1, and cost of each.

    Returns
    -------
    Decimal

    Source: expected value, as in the Danish business case for state IT projects.

    Examples
    --------
    >>> expected_cost([(Decimal("0.2"), Decimal(500)), (Decimal("0.5"), Decimal(120))])
    Decimal('160.0')
    """
    return sum((probability * cost for probability, cost in risks), Decimal(0))


def pool(expected: Decimal, chosen_share: Decimal) -> Decimal:
    """Share of the expected cost that is put aside.

    Parameters
    ----------
    expected : expected cost.
    chosen_share : 0 to 1, chosen by people.

    Returns
    -------
    Decimal

    Source: house rule of Styrbord; the Danish state forms such a pool, its formula was not found.

    Examples
    --------
    >>> pool(Decimal(250), Decimal("0.8"))
    Decimal('200.0')
    """
    return expected * chosen_share
