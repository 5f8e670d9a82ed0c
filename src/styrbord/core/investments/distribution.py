"""How much more does a gain count where incomes are low? Weighted and unweighted are shown together."""

from decimal import Decimal

ELASTICITY = Decimal("1.3")
"""Of marginal utility of income (HM Treasury, The Green Book, annex A3)."""


def distributional_weight(income_ratio: Decimal, elasticity: Decimal = ELASTICITY) -> Decimal:
    """Weight of one unit of money of a participant: ratio ^ elasticity.

    Parameters
    ----------
    income_ratio : median income divided by the participant's, above 0.
    elasticity : of marginal utility.

    Returns
    -------
    Decimal

    Source: HM Treasury, The Green Book, annex A3.

    Examples
    --------
    >>> round(distributional_weight(Decimal(2)), 2)
    Decimal('2.46')
    """
    return income_ratio**elasticity


def societal_value(
    gain_participants: Decimal, change_taxpayers: Decimal, weight: Decimal = Decimal(1)
) -> Decimal:
    """Gain * w + change of taxpayers; with the weight 1 it is the unweighted value.

    Returns
    -------
    Decimal
        In the unit of the amounts.

    Source: HM Treasury, The Green Book, annex A3.

    Examples
    --------
    >>> societal_value(Decimal(50), Decimal(-80), Decimal(2)), societal_value(Decimal(50), Decimal(-80))
    (Decimal('20'), Decimal('-30'))
    """
    return gain_participants * weight + change_taxpayers
