"""What do a hopeful, a likely and a gloomy estimate say together?"""

from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define

NOT_IN_ORDER = define(
    "appraisal.three-points",
    "The most likely estimate {likely} does not lie between {optimistic} and {pessimistic}.",
    "Give optimistic <= most likely <= pessimistic.",
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Mean and standard deviation, in the unit of the three points."""

    mean: Decimal
    sd: Decimal


def in_order(optimistic: Decimal, most_likely: Decimal, pessimistic: Decimal) -> None:
    """Refuse three points that are not in order.

    Raises
    ------
    Refused
        `appraisal.three-points`
    """
    if not optimistic <= most_likely <= pessimistic:
        words = {"optimistic": optimistic, "likely": most_likely, "pessimistic": pessimistic}
        raise Refused(Problem(NOT_IN_ORDER.code, "most_likely", words))


def pert(optimistic: Decimal, most_likely: Decimal, pessimistic: Decimal) -> Estimate:
    """Mean (o + 4m + p) / 6 and standard deviation (p - o) / 6.

    Returns
    -------
    Estimate

    Source: Malcolm, Roseboom, Clark and Fazar 1959 (PERT), from general knowledge.

    Examples
    --------
    >>> pert(Decimal(10), Decimal(14), Decimal(30)).mean
    Decimal('16')
    """
    return Estimate((optimistic + 4 * most_likely + pessimistic) / 6, (pessimistic - optimistic) / 6)


def successive(optimistic: Decimal, most_likely: Decimal, pessimistic: Decimal) -> Estimate:
    """Mean (o + 3m + p) / 5 and standard deviation (p - o) / 5.

    Returns
    -------
    Estimate

    Source: the successive principle, Lichtenberg 2000, from general knowledge.

    Examples
    --------
    >>> successive(Decimal(10), Decimal(14), Decimal(30))
    Estimate(mean=Decimal('16.4'), sd=Decimal('4'))
    """
    return Estimate((optimistic + 3 * most_likely + pessimistic) / 5, (pessimistic - optimistic) / 5)
