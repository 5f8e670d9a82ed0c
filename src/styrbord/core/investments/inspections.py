"""How risky is an object of inspection, how often do visits find something, does the scheme tell apart?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.ratios import grade

CALIBRATION = Methodology("risk-calibration/1", Origin.HOUSE, "ours: methods of inspections, section 10")
POINT_CLASSES = (("medium", Decimal(15)), ("moderate", Decimal(10)))
LOWEST = "low"
Z = Decimal("1.959964")
"""Of a two-sided interval of 95 %."""

NO_CELL = define(
    "inspections.group",
    "The matrix has no {axis} '{code}'.{hint}",
    "Use a group of the matrix, or null when it is not known.",
)
Matrix = Mapping[str, Mapping[str, str]]


def category(matrix: Matrix, severity: str | None, probability: str | None, place: str = "") -> str | None:
    """Category of an object by its severity and probability group.

    Parameters
    ----------
    matrix : category by severity, then by probability.
    severity, probability : groups; None when not assigned.
    place : of the object, for problems.

    Returns
    -------
    str or None
        None when a group is not assigned; the object then counts as low and is listed.

    Raises
    ------
    Refused
        `inspections.group` when the matrix does not have a group.

    Source: Russian law 248-FZ, article 23; regional regulation, cntd 499008184.

    Examples
    --------
    >>> category({"A": {"1": "high"}}, "A", "1"), category({"A": {"1": "high"}}, None, "1")
    ('high', None)
    """
    if severity is None or probability is None:
        return None
    row = matrix.get(severity)
    if row is None:
        raise Refused(_no_cell("severity", severity, matrix, place))
    if probability not in row:
        raise Refused(_no_cell("probability", probability, row, place))
    return row[probability]


def _no_cell(axis: str, code: str, known: Mapping[str, object], place: str) -> Problem:
    near = nearest(code, known)
    hint = f" Did you mean '{near}'?" if near else ""
    return Problem(NO_CELL.code, f"{place}.{axis}", {"axis": axis, "code": code, "hint": hint})


def category_by_points(points: Decimal) -> str:
    """From 15 medium, from 10 moderate, else low.

    Returns
    -------
    str

    Source: Russian regional regulation, cntd 550258699.

    Examples
    --------
    >>> [category_by_points(Decimal(one)) for one in (15, 10, 9)]
    ['medium', 'moderate', 'low']
    """
    return grade(points, POINT_CLASSES, LOWEST) or LOWEST


@dataclass(frozen=True, slots=True)
class Rate:
    """Share of visits that found a violation, with its 95 % interval; fractions."""

    rate: Decimal
    low: Decimal
    high: Decimal


def hit_rate(hits: int, visits: int) -> Rate | None:
    """Share with Wilson's interval.

        (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)

    Parameters
    ----------
    hits : visits with at least one violation, at most `visits`.
    visits : all visits on this ground.

    Returns
    -------
    Rate or None
        None without visits.

    Source: Wilson 1927, Probable inference, the law of succession, and statistical inference.

    Examples
    --------
    >>> found = hit_rate(85, 100)
    >>> found.rate, round(found.low, 3), round(found.high, 3)
    (Decimal('0.85'), Decimal('0.767'), Decimal('0.907'))
    """
    if not visits:
        return None
    share, over = Decimal(hits) / visits, Z * Z / visits
    middle, half = share + over / 2, (share * (1 - share) * over + over * over / 4).sqrt()
    low = (middle - half) / (1 + over) if hits else Decimal(0)
    high = (middle + half) / (1 + over) if hits < visits else Decimal(1)
    return Rate(share, max(Decimal(0), low), min(Decimal(1), high))


def calibration_breaks(rates: Sequence[Decimal]) -> tuple[tuple[int, int], ...]:
    """Neighbouring categories whose observed violation rate does not fall.

    Parameters
    ----------
    rates : violations per visit, from the highest category of risk to the lowest.

    Returns
    -------
    tuple of pairs
        Positions from 1; any of them raises the alarm about the scheme.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> calibration_breaks([Decimal("0.4"), Decimal("0.45"), Decimal("0.2")])
    ((1, 2),)
    """
    return tuple((at, at + 1) for at, (one, other) in enumerate(pairwise(rates), start=1) if other >= one)
