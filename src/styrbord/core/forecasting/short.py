"""What can be said of a series with too few values of its own? What the other series say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.forecasting.calibrating import reach
from styrbord.core.forecasting.methods import naive

Numbers = npt.NDArray[np.float64]

FEWEST = 8
FEWEST_FOR_GROWTH = 4
LATEST = 30
PRIOR_SERIES = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Growth and spread that some series have in common.

    Attributes
    ----------
    is_relative : whether growth and spread are ratios (all values positive), else they are in typical steps.
    growth : logarithm of the usual growth in one period, drawn towards 0 where few series tell it; 0 where
        steps are added.
    grown, flat : errors float64 (any, h) of forecasts with that growth, and of the last value.
    step : typical size of a step, for a series that has none of its own.
    """

    is_relative: bool
    growth: float
    grown: Numbers
    flat: Numbers
    step: float


def pooled(series: Sequence[Numbers], *, season: int, horizon: int) -> Pooled:
    """What some series have in common.

    Parameters
    ----------
    series : float64 (t,) each, no gaps, of any length; the latest 30 values count.
    season : periods in a season; growth is taken only without one.
    horizon : periods to forecast.

    Returns
    -------
    Pooled

    Source: ours; pooling of short series after shared/methods/forecasting.md, section 4.
    """
    latest = [values[-LATEST:] for values in series if len(values)]
    is_relative = all((values > 0).all() for values in latest) and bool(latest)
    steps = [float(np.abs(np.diff(values)).mean()) for values in latest if len(values) > 1]
    step = float(np.median(steps)) if steps else float("nan")
    told = [np.log(values) if is_relative else values / _unit(values, step) for values in latest]
    rates = [float(np.diff(values).mean()) for values in told if len(values) > 1]
    trust = len(rates) / (len(rates) + PRIOR_SERIES)
    growth = trust * float(np.median(rates)) if rates and is_relative and season == 1 else 0.0
    flat = _errors(told, season, horizon)
    return Pooled(is_relative, growth, flat - growth * np.arange(1, horizon + 1), flat, step)


def forecast(
    values: Numbers, common: Pooled, *, season: int, horizon: int, levels: Sequence[float]
) -> tuple[Numbers, Numbers, Numbers]:
    """Forecast of a short series: own level, with growth from 4 values on, and the spread of all.

    Parameters
    ----------
    values : float64 (t,), no gaps, at least one value.
    common : what the series of its kind have in common.
    season : periods in a season.
    horizon : periods to forecast.
    levels : percents that the intervals should hold.

    Returns
    -------
    (mean, lower, upper) : float64 (h,), float64 (level, h), float64 (level, h)
        Bounds are NaN where no series has two values.
    """
    has_growth = len(values) >= FEWEST_FOR_GROWTH
    errors = common.grown if has_growth else common.flat
    below, above = (np.array(part) for part in zip(*[reach(errors, level) for level in levels], strict=True))
    start = naive.ahead(values, season, horizon)
    if common.is_relative:
        mean = start * np.exp(common.growth * np.arange(1, horizon + 1) * has_growth)
        return mean, mean * np.exp(below), mean * np.exp(above)
    unit = _unit(values, common.step)
    return start, start + below * unit, start + above * unit


def _unit(values: Numbers, step: float) -> float:
    """Typical step of a series, else of all; 1 where nothing ever moved."""
    own = float(np.abs(np.diff(values)).mean()) if len(values) > 1 else step
    return own if own > 0 else 1.0


def _errors(series: Sequence[Numbers], season: int, horizon: int) -> Numbers:
    """Errors (any, h) of the naive forecast from every point of every series; NaN = not known."""
    rows = [np.empty((0, horizon))]
    for values in series:
        ahead = np.concatenate([values, np.full(horizon, np.nan)])
        for place in range(1, len(values)):
            rows.append((ahead[place : place + horizon] - naive.ahead(values[:place], season, horizon))[None])
    return np.concatenate(rows)
