"""What does a forecast of short periods say of the longer ones that they nest in?

A longer period is told only where each of its short ones is known or forecast. Its mean follows the
indicator's own rule over time. How sure it is follows for the first and last value alone: the spread of a
sum or mean is not that of its parts, and the largest of several forecasts is no forecast of the largest.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period, nested_in
from styrbord.core.spine.indicators import OverTime
from styrbord.core.spine.overtime import Aggregated, aggregated
from styrbord.figures.forecasts import Ahead, Band
from styrbord.figures.model import Figure, Line

TOLD = (OverTime.SUM, OverTime.MEAN, OverTime.FIRST, OverTime.LAST)
Floats = npt.NDArray[np.float64]


def longer(points: Sequence[Ahead], actual: Line, *, rule: OverTime, to: Frequency) -> tuple[Ahead, ...]:
    """Forecast of the longer periods that begin or go on after the last known one.

    Parameters
    ----------
    points : forecast of consecutive periods of one frequency; a period without a mean ends what is told.
    actual : the series as it is known, of the same frequency; what came in a period of the forecast is not
        used for its mean, so that an earlier forecast is told as it was made.
    rule : how the indicator adds up over time; nothing is told by `max` or `none`.
    to : frequency of the result, in which the points' own nests.

    Returns
    -------
    tuple of Ahead
        In order; `bands` are empty for a sum or mean. `is_nowcast` where part of the period was known.
        `actual` is what came, None while a part of it has not.

    Source: ours; the rule is that of `over-time/1`.
    """
    if not points or rule not in TOLD or not nested_in(points[0].period.frequency, to):
        return ()
    first = points[0].period
    before = {p: v for p, v, _ in actual.points if v is not None and p.ordinal < first.ordinal}
    start = min(before, default=first, key=lambda period: period.ordinal)
    periods = tuple(start.shift(n) for n in range(points[-1].period.ordinal - start.ordinal + 1))
    means = before | {one.period: one.mean.value for one in points}
    came = before | {one.period: one.actual.value if one.actual else None for one in points}
    said = _whole(means, periods, rule, to)
    known = _whole(came, periods, rule, to)
    own = {one.period: one for one in points}
    return tuple(
        _one(period, said[period], known.get(period), own, rule)
        for period in said
        if period.last_day >= first.first_day
    )


def _whole(
    values: dict[Period, float | None], periods: tuple[Period, ...], rule: OverTime, to: Frequency
) -> dict[Period, float]:
    """Longer periods of which every short one has a value."""
    numbers = np.array([np.nan if (v := values.get(p)) is None else v for p in periods], dtype=np.float64)
    found: Aggregated = aggregated(numbers, periods, rule=rule, to=to)
    rows = zip(found.periods, found.value, found.found, found.held, strict=True)
    return {period: float(value) for period, value, n, held in rows if n == held}


def _one(period: Period, value: float, came: float | None, own: dict[Period, Ahead], rule: OverTime) -> Ahead:
    inside = [one for at, one in own.items() if period.first_day <= at.first_day <= period.last_day]
    like = inside[0].mean
    is_known = inside[0].is_nowcast or inside[0].period.first_day > period.first_day
    figure = None if came is None else _figure(like, came, "value")
    return Ahead(period, _figure(like, value, like.name), _bands(period, inside, rule), figure, is_known)


def _bands(period: Period, inside: Sequence[Ahead], rule: OverTime) -> dict[int, Band]:
    if rule is OverTime.LAST:
        return dict(inside[-1].bands)
    is_first = inside[0].period.first_day == period.first_day
    return dict(inside[0].bands) if rule is OverTime.FIRST and is_first else {}


def _figure(like: Figure, value: float, name: str) -> Figure:
    return replace(like, name=name, value=value)
