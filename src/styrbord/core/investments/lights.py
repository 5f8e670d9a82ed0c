"""Which light does an indicator, its money, or a whole project show?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.ratios import grade, ratio

_SOURCE = "ours: methods of national projects, section 5.3"


class Light(StrEnum):
    """Lights from the best to the worst."""

    GREEN = "green"
    YELLOW = "yellow"
    AMBER = "amber"
    RED = "red"


ORDER = tuple(Light)
NOT_COMPUTABLE = "not_computable"

INDICATOR = Methodology(
    "light-indicator/1",
    Origin.HOUSE,
    _SOURCE,
    {"green": Decimal(1), "yellow": Decimal("0.95"), "amber": Decimal("0.90")},
)
MONEY = Methodology("light-money/1", Origin.HOUSE, _SOURCE, {"yellow": Decimal(10), "red": Decimal(30)})
WEIGHTED = Methodology(
    "light-weighted-points/1",
    Origin.HOUSE,
    _SOURCE,
    {"yellow": Decimal("0.5"), "amber": Decimal("1.5"), "red": Decimal("2.5")},
)
PROJECT = Methodology("light-project/1", Origin.HOUSE, _SOURCE)
POINTS = {Light.GREEN: Decimal(0), Light.YELLOW: Decimal(1), Light.RED: Decimal(3)}
"""Points of the light of a control point."""


def achievement(
    fact: Decimal | None, plan: Decimal | None, base: Decimal | None, *, more_is_better: bool
) -> Decimal | None:
    """How much of what was planned to date is there.

        a = fact / plan when more is better, plan / fact when less is

    With a plan of 0, or fact and plan of opposite sign, a = (fact - base) / (plan - base).

    Parameters
    ----------
    fact, plan, base : in the unit of the indicator; None when not known.
    more_is_better : which way is good.

    Returns
    -------
    Decimal or None
        None when it cannot be computed. 1 where less is better and the fact is 0.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> achievement(Decimal(97), Decimal(100), None, more_is_better=True)
    Decimal('0.97')
    >>> achievement(Decimal(1), Decimal(0), Decimal(10), more_is_better=False)
    Decimal('0.9')
    """
    if fact is None or plan is None:
        return None
    if not plan or fact * plan < 0:
        return None if base is None else ratio(fact - base, plan - base)
    if more_is_better:
        return fact / plan
    return plan / fact if fact else Decimal(1)


def indicator_light(achieved: Decimal | None) -> str:
    """Light of an indicator: from 1 green, from 0.95 yellow, from 0.90 amber, else red.

    Returns
    -------
    str
        `not_computable` when the achievement is None.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> indicator_light(Decimal("0.95")), indicator_light(None)
    ('yellow', 'not_computable')
    """
    borders = [(light.value, INDICATOR.params[light]) for light in (Light.GREEN, Light.YELLOW, Light.AMBER)]
    return grade(achieved, borders, Light.RED.value) or NOT_COMPUTABLE


@dataclass(frozen=True, slots=True)
class MoneyLight:
    """Light of money, and how far spending and time lie apart, in percentage points; None when not known."""

    gap_percentage_points: Decimal | None
    light: str


def money_light(cash_share: Decimal | None, time_share: Decimal | None) -> MoneyLight:
    """Spending beside time: below 10 percentage points apart green, below 30 yellow, else red.

    Parameters
    ----------
    cash_share, time_share : of the plan and of the period, fractions; None when not known.

    Returns
    -------
    MoneyLight
        A gap on a border has the worse colour.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> money_light(Decimal("0.3"), Decimal("0.5")).light
    'yellow'
    """
    if cash_share is None or time_share is None:
        return MoneyLight(None, NOT_COMPUTABLE)
    gap = abs(cash_share - time_share) * 100
    borders = [(light.value, MONEY.params[light]) for light in (Light.RED, Light.YELLOW)]
    return MoneyLight(gap, grade(gap, borders, Light.GREEN.value) or NOT_COMPUTABLE)


def weighted_mean(points: Sequence[tuple[Light, Decimal]]) -> Decimal | None:
    """Mean points of control points, by weight: green 0, yellow 1, red 3.

    Parameters
    ----------
    points : light and weight, 0 or more, of each.

    Returns
    -------
    Decimal or None
        None when the weights are all 0.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> weighted_mean([(Light.GREEN, Decimal(5)), (Light.RED, Decimal(1))])
    Decimal('0.5')
    """
    weighted = sum((POINTS[light] * weight for light, weight in points), Decimal(0))
    return ratio(weighted, sum((weight for _, weight in points), Decimal(0)))


def weighted_light(mean: Decimal | None) -> str | None:
    """Light of weighted control points: below 0.5 green, below 1.5 yellow, below 2.5 amber, else red.

    Returns
    -------
    str or None
        None without a mean.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> weighted_light(Decimal("0.5"))
    'yellow'
    """
    borders = [(light.value, WEIGHTED.params[light]) for light in (Light.RED, Light.AMBER, Light.YELLOW)]
    return grade(mean, borders, Light.GREEN.value)


def project_light(indicator: Light | None, control_points: Light | None, *, breach: bool) -> Light | None:
    """Worst of indicator and control points, one step worse when a forecast misses the target.

    Money does not enter: it never lifts a light.

    Parameters
    ----------
    indicator, control_points : None when not known or not computable.
    breach : whether a model says that the target of the year's end is missed.

    Returns
    -------
    Light or None
        None when one of both is not known, for it might be the worse one; red when the other is red already.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> project_light(Light.GREEN, Light.YELLOW, breach=True)
    <Light.AMBER: 'amber'>
    """
    known = [light for light in (indicator, control_points) if light is not None]
    if Light.RED in known:
        return Light.RED
    if len(known) < 2:
        return None
    worst = max(ORDER.index(light) for light in known)
    return ORDER[min(worst + breach, len(ORDER) - 1)]
