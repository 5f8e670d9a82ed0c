"""What are the forecasts of a hierarchy once they add up, and how wide are their intervals on each level?

The base forecasts are moved as little as their past errors allow (least trace, shrunk covariance). Past
errors are reconciled in the same way, each with weights that have not seen it, and give the widths level by
level.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.progress import Progress, silent
from styrbord.core.forecasting.widths import half_widths
from styrbord.core.spine.coherence.adjusting import Adjusting, projected
from styrbord.core.spine.coherence.structure import Flags, Floats, Ints, Structure
from styrbord.core.spine.coherence.weights import Weights, shrunk, structural

FEWEST = 5
MINT, WLS = "mint-shrink", "wls-struct"


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Forecasts that were made before, beside what came of them.

    Attributes
    ----------
    errors : float64 (origin, series, horizon): actual less base forecast; NaN = not known.
    forecasts : float64 (origin, series, horizon) or None: the base forecasts themselves. With them past
    errors
        keep bounds as the new forecasts do; without them they are projected as they are.
    scale : float64 (origin, series) or None: size of the errors as known at the origin; None = the scale of
    now.
    residuals : float64 (series, time) or None: one-step errors inside the training part, for the weights.
    """

    errors: Floats
    forecasts: Floats | None = None
    scale: Floats | None = None
    residuals: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What forecasts must keep.

    Attributes
    ----------
    lower, upper : float64 (series,); infinite = none. Counts have 0 below.
    locks : float64 (series, horizon): known facts and fixed totals; NaN = none.
    known : bool (series, horizon): locks that are reports already in hand (a nowcast). In the past the actual
    of
        these cells is taken as known too, so that widths are those of forecasts made in the same position.
    """

    lower: Floats
    upper: Floats
    locks: Floats
    known: Flags

    @staticmethod
    def of(
        shape: tuple[int, int],
        *,
        lower: Floats | float = -np.inf,
        upper: Floats | float = np.inf,
        locks: Floats | None = None,
        known: Flags | None = None,
    ) -> "Limits":
        """Limits of (series, horizon), with none where nothing is said."""
        return Limits(
            np.broadcast_to(np.asarray(lower, dtype=np.float64), shape[:1]).copy(),
            np.broadcast_to(np.asarray(upper, dtype=np.float64), shape[:1]).copy(),
            np.full(shape, np.nan) if locks is None else locks,
            np.zeros(shape, dtype=bool) if known is None else known,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Reconciled:
    """Coherent forecasts of a hierarchy.

    Attributes
    ----------
    structure, weights, method : how they were made to add up; the method is `mint-shrink` or `wls-struct`.
    mean : float64 (series, horizon): the point forecasts.
    levels : nominal coverages, in per cent.
    lower, upper : float64 (level, series, horizon): bounds of the intervals; NaN where there are no past
    errors.
    half : float64 (level, series, horizon): half widths before they are cut at the bounds; 0 for locked
    cells.
    errors : float64 (origin, series, horizon): reconciled past errors; NaN = not known.
    scale : float64 (series,): what past errors are divided by.
    past_scale : float64 (origin, series).
    limits : what the forecasts keep.
    """

    structure: Structure
    weights: Weights
    method: str
    mean: Floats
    levels: tuple[float, ...]
    lower: Floats
    upper: Floats
    half: Floats
    errors: Floats
    scale: Floats
    past_scale: Floats
    limits: Limits


def reconciled(
    base: Floats,
    structure: Structure,
    past: Past,
    *,
    scale: Floats,
    limits: Limits | None = None,
    levels: Sequence[float] = (80.0, 95.0),
    groups: Ints | None = None,
    periods: Sequence[str] = (),
    progress: Progress = silent,
) -> Reconciled:
    """Coherent point forecasts with intervals calibrated on each level of the hierarchy.

    Ratios are never added up: leave them out of the structure's links and make them of their parts
    (`forecasting.ratios`). A series without links keeps its base forecast and gets intervals of its group.

    Parameters
    ----------
    base : float64 (series, horizon): base forecasts; NaN = none, worked out of the others.
    structure : which series add up to which.
    past : earlier forecasts beside what came of them; 5 or more origins are wanted.
    scale : float64 (series,): usual size of a change, e.g. the in-sample error of the seasonal naive. Where
        it is 0 (no change yet) the size of the series' own past errors is taken.
    limits : bounds and locked cells; None = none.
    levels : nominal coverages, in per cent.
    groups : int64 (series,): series whose scaled errors are alike; None = levels of the hierarchy.
    periods : names of the horizons, for what is refused.
    progress : told after every past origin.

    Returns
    -------
    Reconciled
        Locked cells have intervals of no width. Intervals end at the bounds.

    Raises
    ------
    Refused
        If locked cells contradict each other, or nothing is known of a series.

    Source: Wickramasuriya, Athanasopoulos and Hyndman 2019 (point forecasts); Vovk, Gammerman and Shafer 2005
    (intervals from errors that were made); levels apart: shared/methods, forecasting 6.2.
    """
    kept = Limits.of(base.shape) if limits is None else limits
    residuals = _residuals(past)
    weights, method = _weights(structure, residuals)
    mean = adjusted_by_horizon(Adjusting(structure, weights), base, kept, periods)
    errors = _past_errors(structure, past, kept, progress)
    scale, past_scale = _scales(scale, past.scale, errors)
    alike = structure.level if groups is None else groups
    width = half_widths(errors / past_scale[:, :, None], alike, levels)
    spread = np.where(np.isnan(kept.locks), width * scale[:, None], 0.0)
    low = np.maximum(mean - spread, np.minimum(kept.lower[:, None], mean))
    high = np.minimum(mean + spread, np.maximum(kept.upper[:, None], mean))
    return Reconciled(
        structure, weights, method, mean, tuple(levels), low, high, spread, errors, scale, past_scale, kept
    )


def _scales(scale: Floats, past: Floats | None, errors: Floats) -> tuple[Floats, Floats]:
    """Scales of now (series,) and of then (origin, series).

    Returns
    -------
    tuple of float64 (series,), float64 (origin, series)
        NaN where a series had not changed by then. A series without any change takes the size of its errors,
        NaN where none is known.
    """
    then = np.broadcast_to(scale, errors.shape[:2]) if past is None else past
    known = ~np.isnan(errors)
    squares = np.where(known, errors, 0.0) ** 2
    count = known.sum(axis=(0, 2))
    own = np.where(count > 0, np.sqrt(squares.sum(axis=(0, 2)) / np.maximum(count, 1)), np.nan)
    return np.where(scale > 0, scale, own), np.where(then > 0, then, np.nan)


def adjusted_by_horizon(
    adjusting: Adjusting, base: Floats, limits: Limits, periods: Sequence[str] = ()
) -> Floats:
    """Adjust (series, horizon) horizon by horizon, since what is locked may differ."""
    names = list(periods) or [""] * base.shape[1]
    columns = [
        adjusting.adjusted(
            base[:, [step]],
            lower=limits.lower,
            upper=limits.upper,
            locks=limits.locks[:, step],
            place=names[step],
        )
        for step in range(base.shape[1])
    ]
    return np.concatenate(columns, axis=1)


def _residuals(past: Past) -> Floats:
    """Errors (series, time) that the weights are made of: in-sample ones, else those of the first horizon."""
    return past.errors[:, :, 0].T if past.residuals is None else past.residuals


def _weights(structure: Structure, residuals: Floats) -> tuple[Weights, str]:
    """Shrunk covariance where 5 errors or more are known of most series, else the structure's own weights."""
    columns = residuals[:, ~np.isnan(residuals).all(axis=0)]
    if columns.shape[1] < FEWEST or np.median((~np.isnan(columns)).sum(axis=1)) < FEWEST:
        return structural(structure), WLS
    made = shrunk(columns)
    few = (~np.isnan(columns)).sum(axis=1) < 2
    return made.without(few).alone(structure.is_alone), MINT


def _past_errors(structure: Structure, past: Past, limits: Limits, progress: Progress) -> Floats:
    """Reconciled errors (origin, series, horizon); the weights of an origin have not seen its errors."""
    found: Floats = np.full(past.errors.shape, np.nan)
    residuals = _residuals(past)
    for origin in range(len(found)):
        others = residuals if past.residuals is not None else np.delete(residuals, origin, axis=1)
        weights, _ = _weights(structure, others)
        found[origin] = _one_origin(structure, weights, past, limits, origin)
        progress(origin + 1, len(found), "reconciling")
    found[np.isnan(past.errors)] = np.nan
    return found


def _one_origin(structure: Structure, weights: Weights, past: Past, limits: Limits, origin: int) -> Floats:
    errors = past.errors[origin]
    is_bounded = past.forecasts is not None and bool(np.isfinite([limits.lower, limits.upper]).any())
    found: Floats = np.zeros(errors.shape)
    for steps in _alike(np.isnan(errors), limits.known):
        step = steps[0]
        unknown, known = np.isnan(errors[:, step]), limits.known[:, step]
        apart = weights.without(unknown)
        at = np.where(unknown[:, None], 0.0, errors[:, steps])
        if not is_bounded and not known.any():
            found[:, steps] = projected(structure, apart, at)
            continue
        found[:, steps] = _bounded(structure, apart, past, limits, origin, steps, at)
    return found


def _bounded(
    structure: Structure,
    weights: Weights,
    past: Past,
    limits: Limits,
    origin: int,
    steps: Ints,
    errors: Floats,
) -> Floats:
    """Errors of forecasts that kept the bounds, and that knew what was reported by then."""
    if not limits.known[:, steps].any() and past.forecasts is not None:
        forecast = np.nan_to_num(past.forecasts[origin][:, steps])
        made = Adjusting(structure, weights).adjusted(forecast, lower=limits.lower, upper=limits.upper)
        apart: Floats = forecast + errors - made
        return apart
    adjusting = Adjusting(structure, weights)
    found = np.zeros_like(errors)
    for at, step in enumerate(steps):
        reports = limits.known[:, step] & ~np.isnan(past.errors[origin, :, step])
        if past.forecasts is None:
            wrong = adjusting.adjusted(-errors[:, [at]], locks=np.where(reports, 0.0, np.nan))
            found[:, at] = -wrong[:, 0]
            continue
        forecast = np.where(np.isnan(past.forecasts[origin, :, step]), 0.0, past.forecasts[origin, :, step])
        actual = forecast + errors[:, at]
        made = adjusting.adjusted(
            forecast[:, None],
            lower=np.minimum(limits.lower, np.where(reports, actual, np.inf)),
            upper=np.maximum(limits.upper, np.where(reports, actual, -np.inf)),
            locks=np.where(reports, actual, np.nan),
        )
        found[:, at] = actual - made[:, 0]
    return found


def _alike(unknown: Flags, known: Flags) -> list[Ints]:
    """Horizons in groups with the same series unknown and the same ones reported."""
    both = np.concatenate([unknown, known]).T
    _, group = np.unique(both, axis=0, return_inverse=True)
    flat = np.asarray(group).ravel()
    return [np.flatnonzero(flat == number) for number in range(int(flat.max(initial=-1)) + 1)]
