"""Do values stand still, change their unit, or get rewritten, as numbers of the world do not?

Bounds: ours, by judgement; each is stated with its constant.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from styrbord.core.signals.series import FloatArray, Series

FROZEN = 4  # equal values in a row, monthly and finer
FROZEN_SLOW = 3  # quarterly and yearly
SLOW = 4  # rows a year up to which a series is slow
USUAL_TIES = 0.05  # share of earlier steps that were ties, from which on ties are nothing special
BEFORE = 12  # values whose median a new one is held against
POWERS = (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)
WITHIN = 0.05  # of the power of ten
FAR = 6.0  # standard deviations
REVISED = 0.01  # share of the old value
TIMES_USUAL = 2.0  # median past revision


def frozen_rows(series: Series) -> list[int]:
    """Rows of the last run of equal values, if it is longer than chance would have it.

    Missing rows neither break a run nor belong to it.

    Returns
    -------
    list of int
        Empty where the run is short, where equal neighbours are usual in the series, or where nothing came
        before the run (the series is constant then).
    """
    rows = np.flatnonzero(~np.isnan(series.values))
    is_tie = np.diff(series.values[rows]) == 0
    moves = np.flatnonzero(~is_tie)
    if not len(moves):
        return []
    run = len(is_tie) - int(moves[-1])
    earlier = is_tie[: len(is_tie) - run + 1]
    least = FROZEN_SLOW if series.season <= SLOW else FROZEN
    is_frozen = run >= least and float(earlier.mean()) < USUAL_TIES
    return [int(row) for row in rows[-run:]] if is_frozen else []


def unit_jump(values: FloatArray, spread: float | None = None) -> int | None:
    """Power of ten by which the newest value stands off the usual one, as after a change of unit.

    A share given as a percentage is the power 2.

    Parameters
    ----------
    values : float64 (row,), NaN = missing
    spread : standard deviation of what the series does by itself, in its unit; None = the median size of its
        steps, scaled to a standard deviation of normal steps

    Returns
    -------
    int or None
        None where the newest value is no such multiple of the median of up to 12 before it, or not far away.
    """
    known = values[~np.isnan(values)]
    if len(known) < 3:
        return None
    before, newest = known[-1 - BEFORE : -1], float(known[-1])
    usual = float(np.median(before))
    if usual == 0 or newest == 0 or (usual > 0) != (newest > 0):
        return None
    scatter = _of_steps(known[:-1]) if spread is None else spread
    if abs(newest - usual) <= FAR * scatter:
        return None
    with np.errstate(over="ignore"):
        ratio = newest / usual
    return next((k for k in POWERS if abs(ratio / 10.0**k - 1) <= WITHIN), None)


def revised_rows(values: FloatArray, earlier: Sequence[FloatArray]) -> list[int]:
    """Rows that the newest vintage rewrites by more than is usual.

    Parameters
    ----------
    values : float64 (row,), as known now
    earlier : float64 (row,) each, oldest first, the same rows as known then; NaN = not known then

    Returns
    -------
    list of int
        Rows whose value differs from the vintage before by more than 1 % and more than twice the median of
        past revisions, as shares of the old values. A value that was taken back counts as revised.
    """
    if not earlier:
        return []
    past = [_shares(new, old) for old, new in pairwise(earlier)]
    known = np.concatenate([np.empty(0), *past])
    known = known[np.isfinite(known) & (known > 0)]
    bound = max(REVISED, TIMES_USUAL * float(np.median(known)) if len(known) else 0.0)
    before = earlier[-1]
    taken_back = np.isnan(values) & ~np.isnan(before)
    return [int(row) for row in np.flatnonzero(taken_back | (_shares(values, before) > bound))]


def _shares(new: FloatArray, old: FloatArray) -> FloatArray:
    """Change as a share of the old value, float64 (row,); NaN where one is missing, infinite from 0."""
    with np.errstate(over="ignore"):
        change = np.abs(new - old)
        otherwise = np.where(np.isnan(change), np.nan, np.where(change > 0, np.inf, 0.0))
        return np.divide(change, np.abs(old), out=otherwise, where=np.abs(old) > 0)


def _of_steps(values: FloatArray) -> float:
    """Standard deviation of normal steps whose median size is that of these."""
    return float(np.median(np.abs(np.diff(values)))) / 0.6745 if len(values) > 1 else 0.0
