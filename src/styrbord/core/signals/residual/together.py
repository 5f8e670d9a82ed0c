"""What do all series of a pool say of each, where they remember alike?

Pools of at least 20 series whose memories scatter little beyond their own error are fitted in turns: memory,
then season and trend, then spread, each drawn towards the pool (`sharing`, `pooling`). The others are left as
they are: in a pool of unlike memories the mean would alarm in those that remember longest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.residual.choosing import Groups, parts
from styrbord.core.signals.residual.design import Design
from styrbord.core.signals.residual.fit import Fit, fitted
from styrbord.core.signals.residual.known import Prior, known_statistics
from styrbord.core.signals.residual.pooling import moderated
from styrbord.core.signals.residual.sharing import Effects, shared_memory, slots, units
from styrbord.core.signals.residual.statistics import Statistics
from styrbord.core.signals.residual.table import NullTable

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

LEAST_SHARED = 20  # series of a pool that may speak for each other
MOST_ERROR = 0.03  # variance of the memory's error; with more the alarms of long memories are false too often
LEAST_FREEDOM = 3.0  # for an error of the memory that can be told
ROBUST_WORTH = 4 / 7  # rows of t4 noise tell so much less about its spread than of normal noise about its own


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Series of one design that are fitted at one go: their places and values, float64 (series, row)."""

    design: Design
    part: IntArray
    values: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One fit with its statistics; what its spreads are worth in degrees of freedom, float64 (series,)."""

    part: IntArray
    fit: Fit
    own: Statistics
    freedom: FloatArray
    robust_freedom: FloatArray


def judged_together(
    values: Sequence[FloatArray], groups: Groups, pools: IntArray, is_flat: BoolArray, table: NullTable
) -> list[Judged]:
    """Statistics of all series of pools that remember alike.

    Parameters
    ----------
    values : one float64 (row,) for each series, on the scale that is watched.
    groups : designs with the places of their series.
    pools : int64 (series,), numbers of the pools.
    is_flat : bool (series,), watched without a trend.
    table : gives the bias of the memory.

    Returns
    -------
    list of Judged
        Series of other pools are in none.

    Source: Efron and Morris 1975; Smyth 2004 for the spreads.
    """
    jobs = _jobs(values, groups, _are_many(groups, pools), is_flat)
    memory, error = _fitted_memory(jobs, len(values), table)
    memory, error = shared_memory(memory, error, pools)
    is_sure = error <= MOST_ERROR
    jobs = [job for job in (_of(job, is_sure[job.part]) for job in jobs) if len(job.part)]
    fits = _fits(jobs, memory, pools, error)
    return _moderated(fits, pools)


def _are_many(groups: Groups, pools: IntArray) -> BoolArray:
    """Which series have enough others in their pool."""
    size = np.zeros(int(pools.max(initial=-1)) + 1, np.int64)
    for _, members in groups:
        size += np.bincount(pools[members], minlength=len(size))
    found: BoolArray = size[pools] >= LEAST_SHARED
    return found


def _jobs(values: Sequence[FloatArray], groups: Groups, is_asked: BoolArray, is_flat: BoolArray) -> list[Job]:
    found = []
    for design, members in groups:
        for flat in (False, True):
            own = replace(design, has_trend=not flat, has_own_memory=False, is_shared=True)
            asked = members[is_asked[members] & (is_flat[members] == flat)]
            found += [Job(own, part, np.stack([values[one] for one in part])) for part in parts(asked)]
    return found


def _of(job: Job, is_kept: BoolArray) -> Job:
    return Job(job.design, job.part[is_kept], job.values[is_kept])


def _fitted_memory(jobs: list[Job], count: int, table: NullTable) -> tuple[FloatArray, FloatArray]:
    """Memory of each series by itself and the variance of its error; NaN = unknown."""
    memory, error = np.full(count, np.nan), np.full(count, np.nan)
    for job in jobs:
        design = replace(job.design, has_own_memory=True)
        bias = table.bias(replace(design, is_shared=False).kind, max(design.freedom, LEAST_FREEDOM))
        fit = fitted(job.values, design, bias=bias)
        is_known = ~np.isnan(fit.spread) & (fit.freedom >= LEAST_FREEDOM)
        memory[job.part] = np.where(is_known, fit.memory, np.nan)
        error[job.part] = np.where(is_known, fit.spread**2 / fit.lag_power / bias[1] ** 2, np.nan)
    return memory, error


def _fits(
    jobs: list[Job], memory: FloatArray, pools: IntArray, error: FloatArray
) -> list[tuple[IntArray, Fit, Prior]]:
    """Fits with the memory given and the weights drawn towards those of the pool."""
    effects, seasons = Effects.none(len(pools)), np.zeros(len(pools), np.int64)
    spread = np.zeros(len(pools))
    for job in jobs:
        fit = fitted(job.values, job.design, memory=memory[job.part])
        effects.enter(job.part, fit)
        seasons[job.part], spread[job.part] = job.design.season, np.nan_to_num(fit.spread)
    _, alike = np.unique(np.stack([pools, seasons]), axis=1, return_inverse=True)
    mean, between = effects.shared(alike.reshape(-1))
    found = []
    for job in jobs:
        place, worth = slots(job.design), units(job.design)
        at = np.ix_(job.part, place)
        middle, precision = np.zeros((2, len(job.part), job.design.columns))
        middle[:, 1:] = mean[at] / worth * spread[job.part, None]
        precision[:, 1:] = worth**2 / between[at]
        fit = fitted(job.values, job.design, memory=memory[job.part], prior=(middle, precision))
        found.append((job.part, fit, Prior(middle, precision, error[job.part])))
    return found


def _moderated(fits: list[tuple[IntArray, Fit, Prior]], pools: IntArray) -> list[Judged]:
    """The same with spreads drawn towards those of the pool, and their statistics."""
    spread, robust, freedom = np.full((3, len(pools)), np.nan)
    for part, fit, _ in fits:
        spread[part], robust[part] = fit.spread * fit.scale, fit.robust_spread * fit.scale
        freedom[part] = fit.freedom
    spread, worth = moderated(spread, freedom, pools)
    robust, robust_worth = moderated(robust, freedom * ROBUST_WORTH, pools)
    found = []
    for part, fit, prior in fits:
        own = replace(fit, spread=spread[part] / fit.scale, robust_spread=robust[part] / fit.scale)
        told = known_statistics(own, prior)
        found.append(Judged(part, own, told, worth[part], robust_worth[part] / ROBUST_WORTH))
    return found
