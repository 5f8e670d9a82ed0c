"""How efficient was a state programme, and which class is that?"""

from decimal import Decimal

from styrbord.core.investments.ratios import grade

CLASSES = (("high", Decimal("0.9")), ("medium", Decimal("0.8")), ("satisfactory", Decimal("0.7")))
WORST = "unsatisfactory"


def efficiency(achievement: Decimal | None, spending: Decimal | None) -> Decimal | None:
    """ER = SR * E_is.

    Parameters
    ----------
    achievement : SR, mean of fact / plan of the indicators, each at most 1.
    spending : E_is, achievement of the measures for the share of money spent. None when nothing was spent.

    Returns
    -------
    Decimal or None

    Source: Russian methodical guidance on the efficiency of state programmes, section VI.

    Examples
    --------
    >>> efficiency(Decimal("0.96"), Decimal("0.9375"))
    Decimal('0.900000')
    """
    return None if achievement is None or spending is None else achievement * spending


def efficiency_class(found: Decimal | None) -> str | None:
    """From 0.9 high, from 0.8 medium, from 0.7 satisfactory, else unsatisfactory; compared in decimal.

    Returns
    -------
    str or None
        None for an unknown efficiency.

    Source: Russian methodical guidance on the efficiency of state programmes, section VI.

    Examples
    --------
    >>> efficiency_class(Decimal("0.96") * Decimal("0.9375"))
    'high'
    """
    return grade(found, CLASSES, WORST)
