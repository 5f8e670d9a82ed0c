"""How far is a series from the path to its target, and will it miss it?

Ours (methods 4.6): the deviation is told in the size of the planned change, so that it compares over
indicators; the probability of a miss is counted over calibrated sample paths, never guessed without them.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.series import FloatArray

AT_RISK = 0.2
LIKELY_MISSED = 0.5
YEARS_OF_PROFILE = 3
NAN = float("nan")


class Track(StrEnum):
    """Where a plan stands."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LIKELY_MISSED = "likely_missed"
    UNKNOWN = "unknown"


class Due(StrEnum):
    """When a target counts as met."""

    AT_THE_DATE = "at_the_date"  # at that step, whatever comes before or after
    REACHED_AND_KEPT = "reached_and_kept"  # at that step and at every later one of the paths


def linear_path(times: FloatArray, *, begin: tuple[float, float], end: tuple[float, float]) -> FloatArray:
    """Path from a baseline to a target in a straight line.

    Parameters
    ----------
    times : float64 (row,), on any scale of time
    begin, end : time and value of the baseline and of the target, the indicator's unit

    Returns
    -------
    float64 (row,)
        NaN before the baseline and after the target's date; a plan says nothing there.

    Raises
    ------
    ValueError
        If the target's date is not after the baseline.

    Examples
    --------
    >>> linear_path(np.array([2020.0, 2022, 2030, 2031]), begin=(2020, 50.0), end=(2030, 100.0)).tolist()
    [50.0, 60.0, 100.0, nan]
    """
    (first, baseline), (last, target) = begin, end
    if last <= first:
        raise ValueError(f"the target's date {last} is not after the baseline's {first}")
    path = baseline + (target - baseline) * (times - first) / (last - first)
    return np.where((times >= first) & (times <= last), path, np.nan)


def seasonal_weights(years: FloatArray) -> FloatArray:
    """Share of each season in a year's total, from the last three complete years.

    Parameters
    ----------
    years : float64 (year, season), the indicator's unit, oldest first; NaN = missing

    Returns
    -------
    float64 (season,)
        Sum 1; NaN where no year is complete or the totals are not positive.
    """
    complete = years[~np.isnan(years).any(axis=1)][-YEARS_OF_PROFILE:]
    totals = complete.sum(axis=1, keepdims=True)
    if not len(complete) or (totals <= 0).any():
        return np.full(years.shape[1], np.nan)
    shares = (complete / totals).mean(axis=0)
    return np.asarray(shares / shares.sum())


def cumulative_path(target: float, weights: FloatArray) -> FloatArray:
    """Path of a yearly total: what should have come in by the end of each season, float64 (season,)."""
    return np.asarray(target * np.cumsum(weights))


def deviation(values: FloatArray, path: FloatArray, *, good: int, size: float) -> FloatArray:
    """How far values lie on the good (+) or bad (-) side of a path, in sizes of the planned change.

    Parameters
    ----------
    values, path : float64 (row,), same unit; NaN = missing; both cumulative for a total
    good : 1 when an increase is an improvement, -1 when a decrease is, 0 = no good way
    size : target less baseline of a stock, the target of a total; where these are 0, the spread of the
        residuals. Its sign does not matter.

    Returns
    -------
    float64 (row,)
        NaN where value or path is missing, where there is no good way, or where the size is 0.
    """
    if good == 0 or size == 0 or np.isnan(size):
        return np.full(values.shape, np.nan)
    return np.asarray(good * (values - path) / abs(size))


def chance_of_miss(
    paths: FloatArray,
    target: float,
    *,
    good: int,
    at: int = -1,
    known: float = 0.0,
    due: Due = Due.AT_THE_DATE,
) -> float:
    """Probability that a target is missed, counted over sample paths.

    Parameters
    ----------
    paths : float64 (path, horizon), coherent and calibrated forecasts, a thousand or more; of a total,
        cumulate them first
    target : the indicator's unit
    good : 1 when more is better, -1 when less is better
    at : step of the target's date; the last one if not given
    known : what is known already of a total, added to every path
    due : whether the target must be met at its date alone, or from then on

    Returns
    -------
    float
        (k + 0.5) / (N + 1) for k missing paths of N: strictly between 0 and 1. NaN without paths, with a
        missing number in them, without a target or without a good way.
    """
    if good == 0 or not paths.size or np.isnan(paths).any() or np.isnan(target):
        return NAN
    is_met = good * (paths + known - target) >= 0
    is_kept = is_met[:, at:].all(axis=1) if due is Due.REACHED_AND_KEPT else is_met[:, at]
    return (int((~is_kept).sum()) + 0.5) / (len(paths) + 1)


def decided(value: float, target: float, *, good: int) -> float:
    """0 where a target whose date has passed was met, 1 where it was missed; a fact and no forecast.

    Returns
    -------
    float
        NaN where the value or the target is not known, or without a good way.
    """
    gap = good * (value - target)
    return NAN if good == 0 or np.isnan(gap) else float(gap < 0)


def track(chance: float, *, at_risk: float = AT_RISK, likely_missed: float = LIKELY_MISSED) -> Track:
    """State of a plan from the probability of a miss; without one it is unknown, never on track.

    Returns
    -------
    Track

    Examples
    --------
    >>> [str(track(one)) for one in (0.2, 0.5, 0.51, float("nan"))]
    ['on_track', 'at_risk', 'likely_missed', 'unknown']
    """
    if np.isnan(chance):
        return Track.UNKNOWN
    if chance <= at_risk:
        return Track.ON_TRACK
    return Track.AT_RISK if chance <= likely_missed else Track.LIKELY_MISSED


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Whether probabilities came true, by tenths of the probability.

    Attributes
    ----------
    predicted : float64 (bin,), mean probability, NaN where the bin is empty
    observed : float64 (bin,), share that was missed, NaN where the bin is empty
    count : int64 (bin,)
    brier : mean squared distance of probability and outcome; NaN without cases
    skill : 1 less brier over that of the base rate; NaN where all came out alike
    """

    predicted: FloatArray
    observed: FloatArray
    count: npt.NDArray[np.int64]
    brier: float
    skill: float

    def widest(self, least: int = 200) -> float:
        """Largest distance of predicted and observed among bins of enough cases; NaN where there is none."""
        enough = self.count >= least
        return float(np.abs(self.predicted - self.observed)[enough].max()) if enough.any() else NAN


def reliability(chances: FloatArray, missed: npt.NDArray[np.bool_], *, bins: int = 10) -> Reliability:
    """Probabilities of a miss held against what came.

    Parameters
    ----------
    chances : float64 (case,); NaN is left out
    missed : bool (case,)
    bins : equal parts of 0 to 1

    Returns
    -------
    Reliability
        Source: Brier 1950; reliability diagram of Murphy and Winkler 1977.
    """
    is_known = ~np.isnan(chances)
    chances, outcome = chances[is_known], missed[is_known].astype(np.float64)
    place = np.minimum((chances * bins).astype(np.int64), bins - 1)
    count = np.bincount(place, minlength=bins)
    sums = [np.bincount(place, weights=one, minlength=bins) for one in (chances, outcome)]
    predicted, observed = (np.divide(one, count, out=np.full(bins, np.nan), where=count > 0) for one in sums)
    brier = float(np.mean((chances - outcome) ** 2)) if len(chances) else NAN
    base = float(np.var(outcome)) if len(outcome) else NAN
    return Reliability(predicted, observed, count, brier, 1 - brier / base if base > 0 else NAN)
