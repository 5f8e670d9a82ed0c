"""After how many years has an investment paid itself back?"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile


def payback_years(cash_flow: Sequence[Decimal]) -> Decimal | None:
    """Years until the running sum first reaches 0, linear inside the year; nothing is discounted.

    Parameters
    ----------
    cash_flow : amounts of years 0, 1, ...; years before anything is paid count, but pay nothing back.

    Returns
    -------
    Decimal or None
        None when it is never reached.

    Source: simple payback, as in HM Treasury, The Green Book.

    Examples
    --------
    >>> payback_years([Decimal(one) for one in (-1000, 300, 400, 500, 200)])
    Decimal('2.6')
    >>> payback_years([Decimal(-100), Decimal(20)]) is None
    True
    """
    running = Decimal(0)
    idle = sum(1 for _ in takewhile(lambda amount: not amount, cash_flow))
    for year, amount in enumerate(cash_flow[idle:], start=idle):
        before, running = running, running + amount
        if running >= 0:
            return Decimal(year) if year == idle else year - 1 + -before / amount
    return None if idle < len(cash_flow) else Decimal(0)
