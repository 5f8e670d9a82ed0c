"""Which joint futures of a hierarchy are in keeping with its past errors?

A path is one future of all series over all horizons at once. Sums, ratios, ranks, indices and the probability
of reaching a target are read from the paths; quantiles of single series are never added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from styrbord.core.base.progress import Progress, silent
from styrbord.core.forecasting.chances import reached
from styrbord.core.forecasting.reconciling import Reconciled
from styrbord.core.spine.coherence.adjusting import Adjusting, projected
from styrbord.core.spine.coherence.structure import Flags, Floats, Structure

COUNT = 1000
ROUNDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Coherent joint paths.

    Attributes
    ----------
    values : float64 (path, series, horizon).
    mean : float64 (series, horizon): the published point forecasts that the paths lie around.
    structure : which series add up to which.
    """

    values: Floats
    mean: Floats
    structure: Structure

    def quantiles(self, shares: Sequence[float]) -> Floats:
        """Quantiles of each series: float64 (share, series, horizon); not to be added up."""
        return np.quantile(self.values, shares, axis=0)


def paths(forecast: Reconciled, *, seed: int, count: int = COUNT, progress: Progress = silent) -> Paths:
    """Joint paths around coherent forecasts.

    Whole past error vectors (one origin, all series and horizons) are drawn with a random sign, and mixed
    with a little of all the others (smoothed bootstrap, since there are few origins). Each series' draws keep
    their ranks and take the values that the calibrated intervals say; then every path is made to add up
    again, within bounds and locks. The last two steps are done twice, so that both hold.

    Parameters
    ----------
    forecast : reconciled forecasts with past errors.
    seed : same seed and forecasts, same paths.
    count : number of paths.
    progress : told after every horizon.

    Returns
    -------
    Paths
        Without any past errors all paths are the point forecasts.

    Raises
    ------
    ValueError
        If fewer than 2 paths are asked for.

    Source: shared/methods, forecasting 6.3; Efron 1979, section 2 (smoothed bootstrap); rank-preserving map:
    Clark et al. 2004, The Schaake shuffle.
    """
    if count < 2:
        raise ValueError(f"count must be 2 or more, is {count}")
    rng = np.random.default_rng(seed)
    drawn = _drawn(forecast, rng, count)
    adjusting = Adjusting(forecast.structure, forecast.weights)
    values = np.empty_like(drawn)
    for step in range(drawn.shape[2]):
        values[:, :, step] = _coherent(forecast, adjusting, drawn[:, :, step].T, step).T
        progress(step + 1, drawn.shape[2], "paths")
    return Paths(values, forecast.mean, forecast.structure)


def _drawn(forecast: Reconciled, rng: np.random.Generator, count: int) -> Floats:
    """Error vectors (path, series, horizon) in today's scale; one that is missing counts as none."""
    errors = np.nan_to_num(forecast.errors / forecast.past_scale[:, :, None]) * forecast.scale[:, None]
    some = errors[(errors != 0).any(axis=(1, 2))]
    if not len(some):
        return np.zeros((count, *forecast.mean.shape))
    width = 1.06 * len(some) ** -0.2
    share = width * rng.normal(size=(count, len(some))) / np.sqrt(len(some))
    share[np.arange(count), rng.integers(len(some), size=count)] += rng.choice([-1.0, 1.0], size=count)
    found: Floats = np.einsum("po,osh->psh", share, some)
    still = ~(some != 0).any(axis=(0, 2))
    found[:, still] = rng.normal(size=(count, int(still.sum()), found.shape[2]))
    return found


def _coherent(forecast: Reconciled, adjusting: Adjusting, drawn: Floats, step: int) -> Floats:
    """Paths of one horizon (series, path): marginals as calibrated, then sums, bounds and locks."""
    limits, mean = forecast.limits, forecast.mean[:, [step]]
    half = np.nan_to_num(forecast.half[:, :, step])
    locks = limits.locks[:, step]
    moves = np.where(np.isnan(locks)[:, None], drawn, 0.0)
    for _ in range(ROUNDS):
        moves = projected(forecast.structure, forecast.weights, shaped(moves, half, forecast.levels))
        moves = np.where(np.isnan(locks)[:, None], moves, 0.0)
    return adjusting.adjusted(mean + moves, lower=limits.lower, upper=limits.upper, locks=locks)


def shaped(moves: Floats, half: Floats, levels: Sequence[float]) -> Floats:
    """Draws with their ranks kept and the spread that the intervals say.

    Parameters
    ----------
    moves : float64 (series, path): draws around 0.
    half : float64 (level, series): half widths of the intervals.
    levels : nominal coverages in per cent, rising.

    Returns
    -------
    float64 (series, path)
        Between the levels the half width follows the normal score as `chances.reached` says.
    """
    count = moves.shape[1]
    score = ndtri((np.arange(count) + 0.5) / count)
    heights = np.concatenate([np.zeros((1, half.shape[1])), half])
    sizes = np.diff(heights, axis=0).T @ reached(np.abs(score), levels)
    found = np.empty_like(moves)
    order = np.argsort(moves, axis=1)
    np.put_along_axis(found, order, np.sign(score) * sizes, axis=1)
    return found


def reach(values: Floats, target: Floats | float, *, direction: int) -> Floats:
    """Probability of reaching a target: share of the paths that do.

    Parameters
    ----------
    values : float64 (path, ...): of one or more series.
    target : broadcast against one path; NaN = no target.
    direction : 1 if an increase is an improvement, -1 if a decrease is.

    Returns
    -------
    float64 (...)
        NaN where there is no target. The probability of missing it is 1 less this. Not finer than 1 / paths.

    Examples
    --------
    >>> reach(np.array([[1.0], [2.0], [3.0], [4.0]]), 2.0, direction=1).tolist()
    [0.75]
    >>> reach(np.array([[1.0], [2.0], [3.0], [4.0]]), 2.0, direction=-1).tolist()
    [0.5]
    """
    goal = np.broadcast_to(np.asarray(target, dtype=np.float64), values.shape[1:])
    share = (direction * values >= direction * goal).mean(axis=0)
    known: Flags = ~np.isnan(goal)
    return np.where(known, share, np.nan)
