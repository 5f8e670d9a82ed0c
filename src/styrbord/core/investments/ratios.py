"""When is a ratio a number, and when is it undefined?"""

from collections.abc import Iterable
from decimal import Decimal


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part divided by whole; undefined stays undefined.

    Parameters
    ----------
    part, whole : same unit; None when not known.

    Returns
    -------
    Decimal or None
        None when either is not known or the whole is 0: never 0, never infinity.

    Examples
    --------
    >>> ratio(Decimal(450), Decimal(480)), ratio(Decimal(1), Decimal(0))
    (Decimal('0.9375'), None)
    """
    return part / whole if part is not None and whole else None


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of amounts; None when one of them is not known, for a missing amount is not 0.

    Returns
    -------
    Decimal or None

    Examples
    --------
    >>> total([Decimal(1), Decimal(2)]), total([Decimal(1), None])
    (Decimal('3'), None)
    """
    whole = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        whole += amount
    return whole


def difference(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """One less the other; None when either is not known."""
    return None if one is None or other is None else one - other


def grade(value: Decimal | None, borders: Iterable[tuple[str, Decimal]], below: str) -> str | None:
    """First class whose border the value reaches.

    Parameters
    ----------
    value : None when not known.
    borders : classes with their least value, the highest first; a value on a border belongs to its class.
    below : class of what reaches no border.

    Returns
    -------
    str or None
        None for an unknown value.

    Examples
    --------
    >>> grade(Decimal("0.9"), [("high", Decimal("0.9"))], "low")
    'high'
    """
    if value is None:
        return None
    return next((name for name, least in borders if value >= least), below)
