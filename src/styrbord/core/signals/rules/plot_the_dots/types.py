"""Which kind of special cause is a point, and is it good news?

Precedence: outside, trend, two in three, shift. Quirk of the reference, kept: a row shared by a rising and
a falling trend, or at the end of one trend before another, takes its direction from one step alone.
"""

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.rules.plot_the_dots import runs
from styrbord.core.signals.rules.plot_the_dots.marks import Marks
from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, IntArray, Rows

Small = npt.NDArray[np.int8]


class Rule(IntEnum):
    """The rule that names a point."""

    NONE = 0
    OUTSIDE = 1
    TREND = 2
    TWO_IN_THREE = 3
    SHIFT = 4


COMMON = "Common Cause"
CAUSES = (
    COMMON,
    "Above UCL",
    "7 Point Trend (Increasing)",
    "2 in 3 Above CL",
    "7 Points Above CL",
    "Below LCL",
    "7 Point Trend (Decreasing)",
    "2 in 3 Below CL",
    "7 Points Below CL",
)
KINDS = (
    "common_cause",
    "special_cause_improvement",
    "special_cause_concern",
    "special_cause_neutral_high",
    "special_cause_neutral_low",
)


def rule_of(rows: Rows, marks: Marks) -> tuple[Small, Small]:
    """Rule and way of each row.

    Returns
    -------
    (rule, way) : int8 (row,)
        `way` is 1 for above or increasing, -1 for below or decreasing, 0 where no rule fires.
    """
    signs = runs.steps(rows)
    trending = runs.in_trend(signs)
    fired = [marks.outside, trending, runs.two_in_three(rows, marks), runs.in_shift(rows, marks)]
    rule = np.select(fired, [Rule.OUTSIDE, Rule.TREND, Rule.TWO_IN_THREE, Rule.SHIFT], Rule.NONE)
    up = np.where(rule == Rule.TREND, _leading(rows, signs, trending) > 0, marks.side > 0)
    way = np.where(rule == Rule.NONE, 0, np.where(up, 1, -1))
    return rule.astype(np.int8), way.astype(np.int8)


def _leading(rows: Rows, signs: Small, trending: BoolArray) -> Small:
    """Step that names a trend: the one to the next row if that is in a trend too, else the one before."""
    leading = signs.copy()
    goes_on = trending[:-1] & trending[1:] & rows.same(1)[1:]
    leading[:-1][goes_on] = signs[1:][goes_on]
    return leading


def causes_of(rule: Small, way: Small) -> Small:
    """Position in `CAUSES` of each row's `special_cause_type`, int8 (row,)."""
    return np.where(way < 0, rule + Rule.SHIFT, rule).astype(np.int8)


def kinds_of(way: Small, good: IntArray) -> Small:
    """Position in `KINDS` of each row's `point_type`, int8 (row,).

    Parameters
    ----------
    way : int8 (row,), as `rule_of` gives it
    good : int64 (row,), 1 when an increase is an improvement, -1 when a decrease is, 0 neutral

    Returns
    -------
    int8 (row,)
    """
    news = np.where(good == 0, way, way * good)
    kind = np.where(news > 0, 1, 2) + np.where(good == 0, 2, 0)
    return np.where(news == 0, 0, kind).astype(np.int8)
