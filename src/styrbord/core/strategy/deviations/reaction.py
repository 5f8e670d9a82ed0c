"""How long does it take until half of the deviations have got somewhere, those still waiting counted in?"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the opening to a step, or up to now; `is_over` is False while the step has not come."""

    days: float
    is_over: bool


@dataclass(frozen=True, slots=True)
class Reaction:
    """Median days, None while fewer than half have got there; how many have, and how many wait."""

    median: float | None
    reached: int
    waiting: int


def reaction(spans: Sequence[Span]) -> Reaction:
    """Median of the time to a step by the product-limit estimate.

    Who leaves out those that wait praises who leaves the worst ones lying: they count with their days so far.

    Parameters
    ----------
    spans : one a deviation, in any order

    Returns
    -------
    Reaction
        The median is the first day on which at most half are estimated to wait still.

    Examples
    --------
    >>> reaction([Span(1, True), Span(2, True), Span(9, False)])
    Reaction(median=2, reached=2, waiting=1)
    >>> reaction([Span(1, True), Span(9, False), Span(9, False)]).median is None
    True

    Source: Kaplan and Meier 1958, Nonparametric estimation from incomplete observations, eq. 2b.
    """
    waiting, share, median = len(spans), 1.0, None
    for days in sorted({one.days for one in spans}):
        here = [one for one in spans if one.days == days]
        share *= 1 - sum(one.is_over for one in here) / waiting
        if median is None and share <= 0.5 + 1e-12:
            median = days
        waiting -= len(here)
    reached = sum(one.is_over for one in spans)
    return Reaction(median, reached, len(spans) - reached)
