"""What are rates and shares, made of the parts that were forecast?

A rate is never added up or reconciled: its numerator and its denominator are, jointly, and the rate is made
of them in every path and in every scenario anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.spine.coherence.structure import Floats


@dataclass(frozen=True, slots=True)
class Ratio:
    """Rows of numerator and denominator among the series, and per how many units (1,000 for instance)."""

    numerator: int
    denominator: int
    per: float = 1.0


def ratio_of(values: Floats, ratio: Ratio) -> Floats:
    """The rate, from its parts.

    Parameters
    ----------
    values : float64 (..., series, horizon).
    ratio : its parts.

    Returns
    -------
    float64 (..., horizon)
        NaN where the denominator is 0 or a part is missing.

    Examples
    --------
    >>> ratio_of(np.array([[2.0, 3.0], [8.0, 0.0]]), Ratio(0, 1, per=100)).tolist()
    [25.0, nan]
    """
    above, below = values[..., ratio.numerator, :], values[..., ratio.denominator, :]
    found = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    np.divide(ratio.per * above, below, out=found, where=below != 0)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class RatioForecast:
    """Point forecast (horizon,) of a rate and bounds (level, horizon) of its intervals."""

    mean: Floats
    lower: Floats
    upper: Floats


def ratio_forecast(
    values: Floats, mean: Floats, ratio: Ratio, levels: Sequence[float] = (80.0, 95.0)
) -> RatioForecast:
    """Forecast of a rate: point from the point forecasts of its parts, intervals from the joint paths.

    Parameters
    ----------
    values : float64 (path, series, horizon): joint paths.
    mean : float64 (series, horizon): point forecasts.
    ratio : its parts.
    levels : nominal coverages, in per cent.

    Returns
    -------
    RatioForecast
        The interval always holds the point forecast. NaN where no path has a rate.

    Source: shared/methods, forecasting section 4.
    """
    point, drawn = ratio_of(mean, ratio), ratio_of(values, ratio)
    has = ~np.isnan(drawn).all(axis=0)
    sides = np.full((2, len(levels), len(point)), np.nan)
    for at, level in enumerate(levels):
        shares = [0.5 - level / 200, 0.5 + level / 200]
        sides[:, at, has] = np.nanquantile(drawn[:, has], shares, axis=0)
    return RatioForecast(point, np.fmin(sides[0], point), np.fmax(sides[1], point))
