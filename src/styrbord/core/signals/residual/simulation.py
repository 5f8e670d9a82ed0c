"""What do the statistics look like among series in which nothing changes?

Simulated once with a stated seed by `python -m bench.signals_table`; the result is kept as `null_table.json`.
Memory {0, .3, .5, .7, .9}, noise normal or Student's t4, season 0, 1 or 2 spreads of the noise. A season of
waves does not touch the statistics where the design has them.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.residual.design import Design
from styrbord.core.signals.residual.fit import MEMORY, Fit, fitted
from styrbord.core.signals.residual.known import Prior, known_statistics
from styrbord.core.signals.residual.statistics import Statistics, statistics
from styrbord.core.signals.residual.table import LEVELS, MOST_WEIGHT

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

MEMORIES = (0.0, 0.3, 0.5, 0.7, 0.9)
SHARES = (0.1, 0.15, 0.2, 0.3, 0.25)  # long memories weigh more: there the statistics reach farthest
SEASONS = (0.0, 1.0, 2.0)
WARMING = 60
CHUNK = 4000
MEMORY_CLASSES = (0.17, 0.33, 0.5, 0.67)
CLASSES = len(MEMORY_CLASSES) + 1
GIVEN_ERROR = 0.15
SHARED_ERROR = 0.05
LEAST_SHAPE = 0.02


def null_series(
    draw: np.random.Generator, count: int, rows: int, season: int
) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Series without a change, the memory of each, and whether its tails are heavy.

    Parameters
    ----------
    draw : source of random numbers.
    count, rows, season : how many, how long, rows a year.

    Returns
    -------
    tuple
        float64 (series, row) with noise of variance 1; float64 (series,) memory; bool (series,) heavy tails.
    """
    memory = draw.choice(MEMORIES, count, p=SHARES)
    noise = draw.standard_normal((count, rows + WARMING))
    heavy = draw.random(count) < 0.5
    noise[heavy] = draw.standard_t(4, (int(heavy.sum()), rows + WARMING)) / np.sqrt(2)
    noise *= np.sqrt(1 - memory**2)[:, None]
    for row in range(1, rows + WARMING):
        noise[:, row] += memory * noise[:, row - 1]
    size, phase = draw.choice(SEASONS, count)[:, None], draw.uniform(0, 2 * np.pi, count)[:, None]
    wave = size * np.sin(2 * np.pi * np.arange(rows) / season + phase) if season > 1 else 0.0
    values: FloatArray = noise[:, WARMING:] + wave
    return values, memory, heavy


def bias(draw: np.random.Generator, design: Design, count: int) -> tuple[float, float]:
    """What least squares makes of the memory in series of this design.

    Returns
    -------
    tuple
        (c, d): on average it finds c + d rho.
    """
    own = replace(design, has_own_memory=True)
    values, memory, _ = null_series(draw, count, design.rows, design.season)
    found = fitted(values, own)
    slope, start = np.polyfit(memory, found.memory, 1)
    return float(start), float(slope)


def row_of_table(draw: np.random.Generator, design: Design, count: int) -> dict[str, Any]:
    """Quantiles and tails of all statistics for one design.

    Returns
    -------
    dict
        Keys as in the table; see `styrbord.core.signals.residual.table.Kind`.
    """
    taken = bias(draw, design, count // 4)
    parts = [_drawn(draw, design, min(CHUNK, count - done), taken) for done in range(0, count, CHUNK)]
    window, robust, drift, memory, weight, heavy = (np.concatenate(part) for part in zip(*parts, strict=True))
    is_heavy = heavy > 0
    ranks = np.argsort(np.argsort(memory, kind="stable"), kind="stable")  # equal memories may stand in two
    memory_class = np.searchsorted(MEMORY_CLASSES, (ranks + 0.5) / len(ranks))
    return {
        "freedom": design.freedom,
        "bias": taken,
        "memory": [float(memory[memory_class == place].mean()) for place in range(CLASSES)],
        "tails": logistic(weight, is_heavy),
        "window": _summed_up(window, memory_class, is_heavy),
        "robust": _summed_up(robust, memory_class, is_heavy),
        "drift": _summed_up(drift, memory_class, is_heavy),
    }


def _drawn(
    draw: np.random.Generator, design: Design, count: int, taken: tuple[float, float]
) -> tuple[FloatArray, ...]:
    """All statistics, fitted memory and tails of some series; each series serves both directions."""
    values, memory, heavy = null_series(draw, count, design.rows, design.season)
    if design.has_own_memory:
        found = [_both(fitted(values, design, bias=taken), heavy)]
    else:
        found = [
            _both(_given(values[memory == rho], design, rho, draw), heavy[memory == rho]) for rho in MEMORIES
        ]
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))


def _given(values: FloatArray, design: Design, rho: float, draw: np.random.Generator) -> Fit:
    if design.is_shared:
        shared = np.clip(rho + SHARED_ERROR * draw.standard_normal(len(values)), *MEMORY)
        return fitted(values, design, memory=shared)
    given = np.clip(rho + GIVEN_ERROR * draw.standard_normal(len(values)), 0.0, 0.95)
    return fitted(values, design, memory=given)


def _both(fit: Fit, heavy: BoolArray) -> tuple[FloatArray, ...]:
    found = _statistics(fit)
    window = np.concatenate([found.window.max(axis=1), (-found.window).max(axis=1)])
    robust = np.concatenate(list(found.robust.max(axis=1).T))
    drift = np.concatenate([found.drift, -found.drift])
    is_heavy = np.tile(heavy, 2).astype(np.float64)
    return window, robust, drift, np.tile(fit.memory, 2), np.tile(fit.tails, 2), is_heavy


def _statistics(fit: Fit) -> Statistics:
    """By the rule of the design."""
    if not fit.design.is_shared:
        return statistics(fit)
    return known_statistics(fit, Prior.of_memory(fit.weights.shape, SHARED_ERROR**2))


def _summed_up(found: FloatArray, memory_class: IntArray, is_heavy: BoolArray) -> dict[str, Any]:
    quantiles, tails = np.empty((CLASSES, 2, len(LEVELS))), []
    for tail in (0, 1):
        over = []
        for memory in range(CLASSES):
            own = found[(memory_class == memory) & (is_heavy == bool(tail))]
            quantiles[memory, tail] = np.quantile(own, LEVELS)
            top = quantiles[memory, tail, -1]
            over.append((own[own > top] - top) / top)
        tails.append(pareto(np.concatenate(over)))
    return {"quantiles": quantiles.tolist(), "scale": [s for s, _ in tails], "shape": [x for _, x in tails]}


def logistic(weight: FloatArray, is_heavy: BoolArray) -> tuple[float, float]:
    """Log odds of heavy tails by their fitted weight, when half of the series have them.

    Parameters
    ----------
    weight : float64 (series,).
    is_heavy : bool (series,).

    Returns
    -------
    tuple
        (c, d): log odds = c + d weight; by Newton's method.
    """
    columns = np.stack([np.ones(len(weight)), np.clip(weight, None, MOST_WEIGHT)], axis=1)
    found = np.zeros(2)
    for _ in range(25):
        share = 1 / (1 + np.exp(-columns @ found))
        slope = (columns * (share * (1 - share))[:, None]).T @ columns
        found += np.linalg.solve(slope, columns.T @ (is_heavy - share))
    return float(found[0]), float(found[1])


def pareto(over: FloatArray) -> tuple[float, float]:
    """Scale and shape of a generalised Pareto distribution by probability-weighted moments.

    Parameters
    ----------
    over : float64 (draw,), by how much the threshold is exceeded, all > 0.

    Returns
    -------
    tuple
        (scale, shape); the shape is at least .02, so that no statistic is called impossible.

    Source: Hosking and Wallis 1987.
    """
    ordered = np.sort(over)
    above = 1 - (np.arange(1, len(ordered) + 1) - 0.35) / len(ordered)
    mean, weighted = float(ordered.mean()), float((ordered * above).mean())
    shape = max(2 - mean / (mean - 2 * weighted), LEAST_SHAPE)
    return mean * (1 - shape), shape
