"""How far is a value from its target, and since when?

The measure is ours (docs/method/deviations.md): the shortfall is the distance on the bad side of the
target as a share of the target's size; tolerances make it comparable over indicators.
"""

import numpy as np
import numpy.typing as npt

from styrbord.core.spine.indicators import Direction, Indicator

Floats = npt.NDArray[np.float64]


def shortfall(values: Floats, targets: Floats, indicator: Indicator) -> Floats:
    """Share of the target by which a value is worse than it.

    Parameters
    ----------
    values, targets : float64 (period,), same unit; NaN = missing.
    indicator : its direction says which side is bad; `range` takes the nearer bound as target
        and the range's width as size; `none` has no bad side.

    Returns
    -------
    float64 (period,)
        0 when the target is met, NaN when value or target is missing or the target is 0.

    Examples
    --------
    >>> rate = Indicator("u", {}, "d", direction=Direction.DOWN)
    >>> shortfall(np.array([7.2, 4.0]), np.array([4.8, 4.8]), rate).round(3).tolist()
    [0.5, 0.0]
    """
    if indicator.direction is Direction.RANGE:
        return _outside(values, indicator)
    sign = {Direction.UP: -1.0, Direction.DOWN: 1.0}.get(indicator.direction, 0.0)
    size = np.abs(targets)
    gap = sign * (values - targets)
    return np.asarray(np.where(np.isnan(gap), np.nan, np.maximum(_ratio(gap, size), 0.0)), dtype=np.float64)


def behind(values: Floats, targets: Floats, indicator: Indicator) -> npt.NDArray[np.bool_]:
    """Whether the shortfall is larger than the indicator's tolerance; False where unknown."""
    found = shortfall(values, targets, indicator)
    return np.nan_to_num(found, nan=0.0) > indicator.tolerance


def run_length(flags: npt.NDArray[np.bool_]) -> int:
    """Number of consecutive true flags up to the last one.

    Returns
    -------
    int
        0 when the last is false.

    Examples
    --------
    >>> run_length(np.array([True, False, True, True]))
    2
    """
    reverse = flags[::-1]
    return len(flags) if flags.all() else int(np.argmin(reverse))


def _ratio(gap: Floats, size: Floats) -> Floats:
    ratio: Floats = np.full(gap.shape, np.nan)
    np.divide(gap, size, out=ratio, where=size > 0)
    return ratio


def _outside(values: Floats, indicator: Indicator) -> Floats:
    low = -np.inf if indicator.range_low is None else indicator.range_low
    high = np.inf if indicator.range_high is None else indicator.range_high
    distance = np.maximum(np.maximum(low - values, values - high), 0.0)
    ends = [abs(end) for end in (low, high) if np.isfinite(end)]
    width = high - low if len(ends) == 2 else max(ends, default=1.0)
    return np.asarray(np.where(np.isnan(values), np.nan, distance / (width or 1.0)), dtype=np.float64)
