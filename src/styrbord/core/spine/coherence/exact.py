"""What is the nearest point that keeps bounds and equations, one column at a time and for certain?

The dual method starts at the nearest point without bounds, takes in one broken bound after the other, and
drops those that no longer push. It always ends, but takes a step for each bound, so it is called only for
columns with which the quicker active set did not come to an end.

Source: Goldfarb and Idnani 1983, A numerically stable dual method for strictly convex quadratic programs,
section 2.
"""

import numpy as np
from scipy.linalg import cholesky, solve_triangular

from styrbord.core.spine.coherence.structure import Floats, Structure
from styrbord.core.spine.coherence.weights import Weights

TINY = 1e-10
REFINED = 3


class Impossible(Exception):
    """No point keeps all bounds and equations."""


def nearest(
    base: Floats, structure: Structure, weights: Weights, lower: Floats, upper: Floats, locks: Floats
) -> Floats:
    """Bottom series of the nearest coherent numbers.

    What is solved for are moves away from what the base's bottom series add up to, so that rounding has the
    size of the moves and not of the numbers: small series are exact beside large ones that hardly move.

    Parameters
    ----------
    base, lower, upper, locks : float64 (series,); an infinite bound is none, a lock of NaN is none.

    Returns
    -------
    float64 (bottom,)
    """
    summing: Floats = structure.summing.toarray()
    own = base[structure.bottom]
    here = structure.filled(own[:, None])[:, 0]
    inverse_on = _inverse_on(weights, summing)
    root = cholesky(summing.T @ inverse_on, lower=True)
    start = solve_triangular(root, inverse_on.T @ (base - here), lower=True)
    rows: Floats = solve_triangular(root, summing.T, lower=True).T
    is_locked = ~np.isnan(locks)
    low = np.isfinite(lower) & ~is_locked
    high = np.isfinite(upper) & ~is_locked
    sides = np.concatenate([rows[low], -rows[high]])
    limits = np.concatenate([(lower - here)[low], (here - upper)[high]])
    point = projected(start, rows[is_locked], (locks - here)[is_locked], sides, limits)
    found: Floats = own + solve_triangular(root, point, lower=True, trans="T")
    return found


def _inverse_on(weights: Weights, summing: Floats) -> Floats:
    """W^-1 S by the formula of Woodbury."""
    plain = summing / weights.diagonal[:, None]
    if not weights.factor.shape[1]:
        return plain
    scaled = weights.factor / weights.diagonal[:, None]
    inner = np.eye(scaled.shape[1]) + weights.factor.T @ scaled
    found: Floats = plain - scaled @ np.linalg.solve(inner, weights.factor.T @ plain)
    return found


def projected(start: Floats, equal: Floats, values: Floats, sides: Floats, limits: Floats) -> Floats:
    """Point nearest to the start with equal x = values and sides x >= limits.

    Parameters
    ----------
    start : float64 (dimension,).
    equal, values : float64 (equation, dimension), (equation,).
    sides, limits : float64 (bound, dimension), (bound,).

    Returns
    -------
    float64 (dimension,)

    Raises
    ------
    Impossible
        If there is no such point.
    """
    point = start
    for _ in range(REFINED):  # what rounding leaves of small values beside large ones
        point = point + _solved(equal, values - equal @ point)
    size = 1 + (np.abs(equal) @ np.abs(point) + np.abs(values)).max(initial=0.0)
    if (np.abs(equal @ point - values) > 1e-8 * size).any():
        raise Impossible
    length = np.maximum(np.linalg.norm(sides, axis=1), np.finfo(float).tiny)
    sides, limits = sides / length[:, None], limits / length
    held: list[int] = []
    push: Floats = np.zeros(0)
    while True:
        left = sides @ point - limits
        left[held] = 0.0
        broken = left < -TINY * (np.abs(sides) @ np.abs(point) + np.abs(limits))  # each in its own size
        worst = int(np.argmin(np.where(broken, left, 0.0))) if broken.any() else -1
        if worst < 0:
            return point
        point, held, push = _taken_in(point, equal, sides, limits, held, push, worst)


def _taken_in(
    point: Floats,
    equal: Floats,
    sides: Floats,
    limits: Floats,
    held: list[int],
    push: Floats,
    worst: int,
) -> tuple[Floats, list[int], Floats]:
    """Go on until the broken bound holds, dropping bounds that no longer push."""
    own, normal = 0.0, sides[worst]
    while True:
        active = np.concatenate([equal, sides[held]])
        share = np.linalg.lstsq(active.T, normal, rcond=None)[0] if len(active) else np.zeros(0)
        way = normal - active.T @ share
        share = share[len(equal) :]
        falls = share > TINY
        ratios = np.where(falls, push / np.where(falls, share, 1.0), np.inf)
        drop = int(np.argmin(ratios)) if len(ratios) else -1
        partly = float(ratios[drop]) if drop >= 0 else np.inf
        reach = float(way @ way)
        fully = float((limits[worst] - normal @ point) / reach) if reach > TINY else np.inf
        length = min(partly, fully)
        if not np.isfinite(length):
            raise Impossible
        own, push = own + length, push - length * share
        if np.isfinite(fully):
            point = point + length * way
        if fully <= partly:
            return point, [*held, worst], np.append(push, own)
        held, push = held[:drop] + held[drop + 1 :], np.delete(push, drop)


def _solved(matrix: Floats, right: Floats) -> Floats:
    if not len(matrix):
        return np.zeros(matrix.shape[1])
    found: Floats = np.asarray(np.linalg.lstsq(matrix, right, rcond=None)[0], dtype=np.float64)
    return found
