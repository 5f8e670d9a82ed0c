"""Which letter does a portfolio get for the savings that it planned and achieved?"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from styrbord.core.investments.ratios import grade, ratio

GRADES = (("A", Decimal(90)), ("B", Decimal(80)), ("C", Decimal(70)), ("D", Decimal(60)))
WORST = "F"
NO_PLAN = "no_plan"
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Grade:
    """Achieved / planned, unrounded, and its letter; None with the reason when nothing was planned."""

    ratio: Decimal | None
    letter: str | None
    reason: str | None = None


def graded(planned: Decimal, achieved: Decimal, *, step: Decimal) -> Grade:
    """Grade of achieved beside planned savings.

    Parameters
    ----------
    planned, achieved : amounts, 0 or more.
    step : percent that the ratio is rounded to, half up, before it is graded. A published case (29 of 49,
        graded D) is met with 10 alone, so the step is a parameter: house rule of Styrbord.

    Returns
    -------
    Grade

    Source: FITARA scorecard, FCW, 3 August 2016: A from 90, B from 80, C from 70, D from 60 %.

    Examples
    --------
    >>> graded(Decimal(49), Decimal(29), step=Decimal(10)).letter
    'D'
    >>> graded(Decimal(200), Decimal(139), step=Decimal(1)).letter
    'C'
    """
    found = ratio(achieved, planned)
    if found is None:
        return Grade(None, None, NO_PLAN)
    steps = (achieved * 100 / (planned * step) + _HALF).to_integral_value(ROUND_FLOOR)
    return Grade(found, grade(steps * step, GRADES, WORST))
