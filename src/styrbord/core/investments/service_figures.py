"""How many use a service to its end, and how content are they?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.ratios import ratio

NO_DATA = "no_data"


def completion_rate(attempts: int, completions: int) -> Decimal | None:
    """Completed of those begun, a fraction; None without attempts.

    Returns
    -------
    Decimal or None

    Source: UK Government Service Manual, Measuring the success of your service.

    Examples
    --------
    >>> completion_rate(2000, 1000), completion_rate(0, 0)
    (Decimal('0.5'), None)
    """
    return ratio(Decimal(completions), Decimal(attempts))


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Answers, the largest sum of scores that they could have given, and the share of it that they gave."""

    count: int
    maximum_possible: Decimal
    rate: Decimal | None


def satisfaction(counts: Mapping[Decimal, int], scale_max: Decimal) -> Satisfaction:
    """Sum of score * count / (n * highest score).

    Parameters
    ----------
    counts : answers by score, 0 to `scale_max`.
    scale_max : highest score.

    Returns
    -------
    Satisfaction
        Its rate is None without answers. The UK's own weighting of its satisfaction figure was not found:
        this is not it.

    Source: methods of e-services, section 11.

    Examples
    --------
    >>> satisfaction({Decimal(0): 1, Decimal(4): 3}, Decimal(4)).rate
    Decimal('0.75')
    """
    count = sum(counts.values())
    most = count * scale_max
    given = sum((score * times for score, times in counts.items()), Decimal(0))
    return Satisfaction(count, most, ratio(given, most))


def net_promoter_score(promoters: int, passives: int, detractors: int) -> Decimal | None:
    """Share of promoters (9 to 10) less that of detractors (0 to 6), in percentage points.

    Returns
    -------
    Decimal or None
        None without answers.

    Source: Reichheld 2003, The one number you need to grow.

    Examples
    --------
    >>> net_promoter_score(50, 30, 20)
    Decimal('30')
    """
    return ratio(Decimal(100 * (promoters - detractors)), Decimal(promoters + passives + detractors))
