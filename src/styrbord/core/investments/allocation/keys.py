"""How is a sum shared by a key, to the cent?"""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from styrbord.core.base.problems import Problem, Refused, define

CENT = Decimal("0.01")
NO_KEY = define(
    "allocation.key",
    "The key sums to {whole}, or has a part below 0.",
    "Give parts of 0 or more, such as population, use or benefit, and at least one above 0.",
)


def proportional(whole: Decimal, key: Sequence[Decimal]) -> list[Decimal]:
    """Shares in proportion to a key such as population, use or benefit.

    Parameters
    ----------
    whole : what is shared, C(N).
    key : part of each party, 0 or more.

    Returns
    -------
    list of Decimal, by party

    Raises
    ------
    Refused
        `allocation.key` when a part is negative or all are 0.

    Examples
    --------
    >>> proportional(Decimal(10), [Decimal(1), Decimal(3)])
    [Decimal('2.5'), Decimal('7.5')]
    """
    sum_of_key = sum(key, Decimal(0))
    if not sum_of_key or min(key) < 0:
        raise Refused(Problem(NO_KEY.code, "key", {"whole": sum_of_key}))
    return [whole * part / sum_of_key for part in key]


def equal(whole: Decimal, count: int) -> list[Decimal]:
    """The same for each."""
    return proportional(whole, [Decimal(1)] * count)


def to_the_cent(shares: Sequence[Decimal], whole: Decimal, *, unit: Decimal = CENT) -> list[Decimal]:
    """Shares rounded so that they sum to the whole exactly, by largest remainders.

    Each share is rounded down; the units that are left go one each to the largest remainders, of equal
    ones to the earlier party.

    Parameters
    ----------
    shares : by party; they sum to the whole but for their last digits.
    whole : a whole number of units.
    unit : smallest amount that is paid.

    Returns
    -------
    list of Decimal, by party
        Each within one unit of its share.

    Raises
    ------
    ValueError
        When the whole is no whole number of units, or the shares do not sum to it.

    Source: Hamilton's method of largest remainders.

    Examples
    --------
    >>> to_the_cent([Decimal(100) / 3] * 3, Decimal(100))
    [Decimal('33.34'), Decimal('33.33'), Decimal('33.33')]
    """
    floors = [(share / unit).to_integral_value(ROUND_FLOOR) for share in shares]
    left = whole / unit - sum(floors)
    if left != int(left) or not 0 <= left <= len(floors) or abs(sum(shares) - whole) >= unit:
        raise ValueError(f"shares that sum to {sum(shares)} cannot be rounded to sum to {whole} by {unit}")
    by_remainder = sorted(range(len(shares)), key=lambda at: floors[at] - shares[at] / unit)
    for at in by_remainder[: int(left)]:
        floors[at] += 1
    return [(one * unit).quantize(unit) for one in floors]
