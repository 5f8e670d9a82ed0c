"""Did a series change by what was expected, beside a forecast made without the decision?

The effect is what came less what was forecast. That it came with the decision does not prove that it came by
the decision: whatever else the forecast did not know is in it too.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEVEL = 80
"""Per cent of cases in which the interval holds the effect."""


class Verdict(StrEnum):
    """What a check finds."""

    KEPT = "kept"
    MISSED = "missed"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Effect:
    """Estimate and interval of 80 %, in the indicator's unit."""

    estimate: float
    low: float
    high: float


def effect_of(actual: float, *, mean: float, lower: float, upper: float) -> Effect:
    """Effect of what came beside the forecast of the same period.

    effect = actual - mean, low = actual - upper, high = actual - lower.

    Parameters
    ----------
    actual, mean, lower, upper : the indicator's unit; the bounds are those of 80 %.

    Returns
    -------
    Effect
        NaN where something is missing.

    Raises
    ------
    ValueError
        If the bounds are in the wrong order.

    Source: ours; a forecast interval turned round the value that came.

    Examples
    --------
    >>> effect_of(11.0, mean=10.0, lower=8.0, upper=12.0)
    Effect(estimate=1.0, low=-1.0, high=3.0)
    """
    if lower > upper:
        raise ValueError(f"lower bound {lower} lies above upper bound {upper}")
    return Effect(actual - mean, actual - upper, actual - lower)


def verdict_of(effect: Effect, *, expected: float) -> Verdict:
    """Whether an expected change came.

    Turned so that the expected change is positive: missed when the whole interval lies below it, kept when
    it does not and the interval lies above 0, else undecidable.

    Parameters
    ----------
    effect : in the indicator's unit.
    expected : signed change in the same unit, not 0.

    Returns
    -------
    Verdict
        Undecidable where the effect is not known.

    Raises
    ------
    ValueError
        If no change is expected.

    Examples
    --------
    >>> str(verdict_of(Effect(1.0, -1.0, 3.0), expected=-5.0))
    'missed'
    >>> str(verdict_of(Effect(-4.0, -6.0, -2.0), expected=-5.0))
    'kept'
    """
    if not expected:
        raise ValueError("a change of 0 cannot be checked")
    if not all(map(math.isfinite, (effect.estimate, effect.low, effect.high))):
        return Verdict.UNDECIDABLE
    low, high = (effect.low, effect.high) if expected > 0 else (-effect.high, -effect.low)
    if high < abs(expected):
        return Verdict.MISSED
    return Verdict.KEPT if low > 0 else Verdict.UNDECIDABLE


def verdict_of_all(verdicts: Iterable[Verdict]) -> Verdict:
    """Verdict of a decision by those of its effects: one missed is missed, all kept is kept.

    Returns
    -------
    Verdict
        Undecidable where there are none.
    """
    found = set(verdicts)
    if Verdict.MISSED in found:
        return Verdict.MISSED
    return Verdict.KEPT if found == {Verdict.KEPT} else Verdict.UNDECIDABLE
