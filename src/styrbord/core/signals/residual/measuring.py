"""What are both statistics and their p-values for all series of a batch, towards higher values and lower?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.residual.choosing import Groups, in_logs, parts, without_trend
from styrbord.core.signals.residual.design import Design, design_for
from styrbord.core.signals.residual.fit import Fit, fitted
from styrbord.core.signals.residual.pooling import LEAST_POOL, moderated, pooled_memory
from styrbord.core.signals.residual.statistics import Statistics, statistics
from styrbord.core.signals.residual.table import NullTable, log_odds, p_values
from styrbord.core.signals.residual.tails import heaviness
from styrbord.core.signals.residual.together import Judged, judged_together
from styrbord.core.signals.series import FloatArray

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

LEAST_KNOWN = 0.75  # of the fewest degrees of freedom that the table knows
WAYS = (1.0, -1.0)  # towards higher values, towards lower


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Results for all series of a batch; the two ways are higher and lower; NaN = no test.

    Attributes
    ----------
    statistic, drift, p_window, p_drift : float64 (series, way)
    window : int64 (series, way), k of the largest T; 0 = none
    change : float64 (series, way): change of level over that window, on the scale that was watched
    since : int64 (series, way): rows from the end where the stronger statistic began
    memory, spread : float64 (series,)
    tails : float64 (series,): probability that the noise has heavy tails
    is_log : bool (series,)
    is_flat : bool (series,): watched without a trend
    is_pooled : bool (series,): memory and spread lean on others of the pool
    is_shared : bool (series,): all of the fit leans on others of the pool
    is_short : bool (series,): too few known rows for a test, alone or with its pool
    last : residuals of the withheld rows, one array a series
    """

    statistic: FloatArray
    drift: FloatArray
    p_window: FloatArray
    p_drift: FloatArray
    window: IntArray
    change: FloatArray
    since: IntArray
    memory: FloatArray
    spread: FloatArray
    tails: FloatArray
    is_log: BoolArray
    is_flat: BoolArray
    is_pooled: BoolArray
    is_shared: BoolArray
    is_short: BoolArray
    last: list[FloatArray]


def measured(
    values: Sequence[FloatArray],
    seasons: Sequence[int],
    *,
    pools: Sequence[int],
    scales: Sequence[int],
    table: NullTable,
    logs: Sequence[bool | None],
) -> Measured:
    """Fit, measure and look up, group by group of one length and season.

    Parameters
    ----------
    values : one float64 (row,) for each series, from its first known value on.
    seasons : rows a year, one for each series.
    pools : number of the pool that short series lean on, one for each series.
    scales : number of the pool that shares one choice of scale, one for each series.
    table : null of the statistics.
    logs : whether logarithms are watched; None = decided here, once for each of `scales`. A series with a
        value that has none is watched as it is.

    Returns
    -------
    Measured
    """
    found = _nothing(len(values))
    groups = _groups(values, seasons)
    pool_of = np.array(pools, dtype=np.int64)
    found.is_log[:] = in_logs(values, groups, np.array(scales, dtype=np.int64), logs)
    found.is_log[:] &= np.array(
        [bool(own.size) and bool(np.nanmin(own) > 0) for own in values], dtype=np.bool_
    )
    watched = [_watched(own, is_log) for own, is_log in zip(values, found.is_log, strict=True)]
    found.is_flat[:] = without_trend(watched, groups, pool_of, table)
    chances = Chances.none(len(values))
    together = judged_together(watched, groups, pool_of, found.is_flat, table)
    for one in together:
        found.is_shared[one.part] = True
        _enter(found, chances, one, table)
    found.is_pooled[:] = found.is_shared & ~_has_own_memory(groups, len(values))
    groups = [(design, members[~found.is_shared[members]]) for design, members in groups]
    for design, part in _parts(groups, pool_of, found.is_flat):
        own = np.stack([watched[one] for one in part])
        if design.has_own_memory:
            fit = fitted(own, design, bias=table.bias(design.kind, design.freedom))
            _enter(found, chances, _alone(part, fit, fit.freedom), table)
        elif len(part) >= LEAST_POOL:
            fit, freedom = _with_pool(own, design, table)
            found.is_pooled[part] = True
            _enter(found, chances, _alone(part, fit, freedom), table)
    _look_up(found, chances, heaviness(chances.odds, pool_of))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Chances:
    """p-values while the tails are still unknown; float64 (series, way, tails), and log odds, (series,)."""

    window: FloatArray
    drift: FloatArray
    odds: FloatArray

    @classmethod
    def none(cls, count: int) -> "Chances":
        """Nothing is known of so many series."""
        return cls(np.full((count, 2, 2), np.nan), np.full((count, 2, 2), np.nan), np.zeros(count))


def _look_up(found: Measured, chances: Chances, heavy: FloatArray) -> None:
    """Both p-values, each tail weighed by how likely it is."""
    weights = np.stack([1 - heavy, heavy], axis=1)
    found.tails[:] = heavy
    found.p_window[:] = np.einsum("swt,st->sw", chances.window, weights)
    found.p_drift[:] = np.einsum("swt,st->sw", chances.drift, weights)


def _watched(values: FloatArray, is_log: bool) -> FloatArray:
    """Values on the scale that is watched; what has no logarithm is missing."""
    if not is_log:
        return values
    return np.log(np.where(values > 0, values, np.nan))


def _nothing(count: int) -> Measured:
    return Measured(
        **{name: np.full((count, 2), np.nan) for name in ("statistic", "drift", "p_window", "p_drift")},
        change=np.full((count, 2), np.nan),
        window=np.zeros((count, 2), np.int64),
        since=np.zeros((count, 2), np.int64),
        memory=np.full(count, np.nan),
        spread=np.full(count, np.nan),
        tails=np.full(count, np.nan),
        is_log=np.zeros(count, np.bool_),
        is_flat=np.zeros(count, np.bool_),
        is_pooled=np.zeros(count, np.bool_),
        is_shared=np.zeros(count, np.bool_),
        is_short=np.ones(count, np.bool_),
        last=[np.empty(0)] * count,
    )


def _has_own_memory(groups: Groups, count: int) -> BoolArray:
    """Which series are long enough for a memory of their own."""
    found = np.zeros(count, np.bool_)
    for design, members in groups:
        found[members] = design.has_own_memory
    return found


def _groups(values: Sequence[FloatArray], seasons: Sequence[int]) -> list[tuple[Design, IntArray]]:
    members: dict[tuple[int, int], list[int]] = {}
    for place, (own, season) in enumerate(zip(values, seasons, strict=True)):
        members.setdefault((len(own), season), []).append(place)
    designs = ((design_for(*key), np.array(some, dtype=np.int64)) for key, some in sorted(members.items()))
    return [(design, some) for design, some in designs if design is not None]


def _parts(groups: Groups, pools: IntArray, is_flat: BoolArray) -> Iterator[tuple[Design, IntArray]]:
    """Series that are fitted at one go: by pool where they lean on each other, else by some thousands."""
    for design, members in groups:
        if not design.has_own_memory:
            for pool in np.unique(pools[members]):
                yield design, members[pools[members] == pool]
            continue
        for flat in (False, True):
            own = replace(design, has_trend=not flat)
            yield from ((own, part) for part in parts(members[is_flat[members] == flat]))


def _with_pool(values: FloatArray, design: Design, table: NullTable) -> tuple[Fit, FloatArray]:
    """Fit of short series of one pool with the memory of the pool and spreads drawn towards each other."""
    own = fitted(values, replace(design, has_own_memory=True))
    memory = pooled_memory(
        np.where(np.isnan(own.spread), np.nan, own.memory), table.bias(design.kind, design.freedom)
    )
    fit = fitted(values, design, memory=0.0 if np.isnan(memory) else memory)
    spread, freedom = moderated(fit.spread * fit.scale, fit.freedom)
    return fit.with_spread(spread / fit.scale), freedom


def _alone(part: IntArray, fit: Fit, freedom: FloatArray) -> Judged:
    """One fit of series that are judged each by itself."""
    return Judged(part, fit, statistics(fit), freedom, freedom)


def _enter(found: Measured, chances: Chances, judged: Judged, table: NullTable) -> None:
    """Put the results of one fit at their places."""
    part, fit, own, freedom = judged.part, judged.fit, judged.own, judged.freedom
    kind = table.kinds[fit.design.kind]
    found.memory[part], found.spread[part] = fit.memory, fit.spread * fit.scale
    found.is_short[part] = fit.freedom < LEAST_KNOWN * kind.freedom[0]
    chances.odds[part] = log_odds(kind, fit.tails, fit.freedom if fit.design.is_shared else freedom)
    for way, sign in enumerate(WAYS):
        statistic, place = _largest(sign * own.window)
        robust, robust_place = _largest(own.robust[:, :, way])
        is_heavy = chances.odds[part] > 0
        place = np.where(is_heavy, robust_place, place)
        found.statistic[part, way], found.window[part, way] = statistic, place + 1
        found.change[part, way] = own.change[np.arange(len(part)), np.maximum(place, 0)]
        found.drift[part, way] = sign * own.drift
        by_window = p_values(kind, kind.window, statistic, freedom=freedom, memory=fit.memory)
        by_window[:, 1] = p_values(
            kind, kind.robust, robust, freedom=judged.robust_freedom, memory=fit.memory
        )[:, 1]
        by_drift = p_values(kind, kind.drift, sign * own.drift, freedom=freedom, memory=fit.memory)
        chances.window[part, way], chances.drift[part, way] = by_window, by_drift
        is_window = by_window.mean(axis=1) <= by_drift.mean(axis=1)
        found.since[part, way] = _begin(own, sign, place, is_window)
    for place_of, residuals in zip(part, own.last, strict=True):
        found.last[place_of] = residuals


def _largest(window: FloatArray) -> tuple[FloatArray, IntArray]:
    """T and the place of its window; -1 where no window has one."""
    is_known = ~np.isnan(window).all(axis=1)
    filled = np.where(np.isnan(window), -np.inf, window)
    place = filled.argmax(axis=1)
    top = filled[np.arange(len(window)), place]
    return np.where(is_known, top, np.nan), np.where(is_known, place, -1)


def _begin(own: Statistics, sign: float, place: IntArray, by_window: BoolArray) -> IntArray:
    """Rows from the end where the change begins: of the window, or since the average last crossed 0."""
    is_other = sign * own.averages <= 0
    rows = is_other.shape[1]
    crossed = np.where(is_other.any(axis=1), is_other[:, ::-1].argmax(axis=1), rows)
    return np.where(place < 0, 0, np.where(by_window, place + 1, np.maximum(crossed, 1)))
