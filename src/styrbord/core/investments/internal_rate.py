"""At which discount rate does an investment break even?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import dropwhile, pairwise

NO_SIGN_CHANGE = "no_sign_change"
SEVERAL_SIGN_CHANGES = "more_than_one_sign_change"


@dataclass(frozen=True, slots=True)
class InternalRate:
    """Rate as a fraction a year, or None with the reason why there is none to tell."""

    rate: Decimal | None
    reason: str | None = None


def internal_rate(cash_flow: Sequence[Decimal]) -> InternalRate:
    """Rate r at which sum_t x_t / (1 + r)^t = 0.

    Parameters
    ----------
    cash_flow : amounts of years 0, 1, ...; zeros change no sign.

    Returns
    -------
    InternalRate
        Told only when the signs change exactly once, for then there is exactly one rate above -1 (Descartes'
        rule of signs).

    Source: HM Treasury, The Green Book; the guard against several rates after Descartes 1637.

    Examples
    --------
    >>> round(internal_rate([Decimal(one) for one in (-1000, 300, 400, 500, 200)]).rate, 6)
    Decimal('0.153221')
    >>> internal_rate([Decimal(100), Decimal(50)]).reason
    'no_sign_change'
    """
    signs = [amount > 0 for amount in cash_flow if amount]
    changes = sum(one != other for one, other in pairwise(signs))
    if changes != 1:
        return InternalRate(None, SEVERAL_SIGN_CHANGES if changes else NO_SIGN_CHANGE)
    begun = list(dropwhile(lambda amount: not amount, cash_flow))
    ended = list(dropwhile(lambda amount: not amount, reversed(begun)))
    return InternalRate(1 / _root(ended) - 1)


def _root(highest_first: Sequence[Decimal]) -> Decimal:
    """Only positive v with sum_t x_t v^t = 0, halved in on from the bounds of Cauchy to the last digit."""
    sizes = [abs(amount) for amount in highest_first]
    low = sizes[-1] / (sizes[-1] + max(sizes[:-1]))
    high = 1 + max(sizes[1:]) / sizes[0]
    is_above = _value(highest_first, high) > 0
    while low < (middle := (low + high) / 2) < high:
        if (_value(highest_first, middle) > 0) == is_above:
            high = middle
        else:
            low = middle
    return middle


def _value(highest_first: Sequence[Decimal], at: Decimal) -> Decimal:
    """Value of a polynomial, by Horner's rule."""
    found = Decimal(0)
    for amount in highest_first:
        found = found * at + amount
    return found
