"""How do the coefficients of territories lie around those of their groups?

Territory i tells of its coefficients b_i a precision A_i and A_i times its estimate, r_i; within its group
b_i ~ N(mu, Omega). Everything is in precisions, so that a territory that tells nothing of a coefficient does
no harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.modelling.operations import Numbers

ROUNDS = 50
CLOSE = 1e-8
FLOOR = 1e-6
START = 1e-2  # least spread to begin from: EM hardly leaves a spread of nearly nothing
FEW = 10  # groups with fewer territories share the spread of all


@dataclass(frozen=True, slots=True)
class Mixture:
    """Means (group, coefficient) and spreads (group, coefficient, coefficient) of groups.

    `precisions` (group, coefficient, coefficient) tell how well the means are known.
    """

    means: Numbers
    spreads: Numbers
    precisions: Numbers


def mixture(
    precision: Numbers, right: Numbers, groups: Sequence[int], is_open: npt.NDArray[np.bool_]
) -> Mixture:
    """Means and spreads of groups, the means of groups pooled to the whole.

    Parameters
    ----------
    precision : ndarray with dims (territory, coefficient, coefficient)
    right : ndarray with dims (territory, coefficient)
    groups : sequence of int
        Group of each territory.
    is_open : ndarray of bool with dims (territory,)
        Territories that are left out.

    Returns
    -------
    Mixture
    """
    place = np.array(groups)
    count, size = int(place.max()) + 1, right.shape[1]
    means, spreads = np.zeros((count, size)), np.tile(np.eye(size), (count, 1, 1))
    told = np.tile(np.eye(size) * FLOOR, (count, 1, 1))
    kept = ~is_open
    together = _settled(precision[kept], right[kept], place[kept], count)
    for group in range(count):
        mine = kept & (place == group)
        own = together
        if count > 1 and mine.sum() >= FEW:
            own = _settled(precision[mine], right[mine], np.zeros(int(mine.sum()), dtype=int), 1)
        means[group] = own[0][0 if own is not together else group]
        spreads[group] = own[1]
        told[group] += _weight(precision[mine], spreads[group])
    if count > 1:
        whole, apart = _settled(told, (told @ means[:, :, None])[:, :, 0], np.zeros(count, dtype=int), 1)
        pinned = np.linalg.inv(apart)
        lent = told @ means[:, :, None] + (pinned @ whole[0])[None, :, None]
        told = told + pinned
        means = np.linalg.solve(told, lent)[:, :, 0]
    return Mixture(means, spreads, told)


def _weight(precision: Numbers, spread: Numbers) -> Numbers:
    """Precision with which the territories of a group tell its mean: sum of (A_i^-1 + Omega)^-1."""
    eye = np.eye(spread.shape[0])
    found: Numbers = np.linalg.solve(eye + precision @ spread, precision).sum(axis=0)
    return (found + found.T) / 2


def _settled(
    precision: Numbers, right: Numbers, place: npt.NDArray[np.int_], count: int
) -> tuple[Numbers, Numbers]:
    """EM over territories with a mean for each group and one spread; at most fifty rounds."""
    member = (place[:, None] == np.arange(count)).astype(float)
    shares = member / np.maximum(member.sum(axis=0), 1.0)
    means, spread = _start(precision, right, place, shares)
    for _ in range(ROUNDS):
        pinned = np.linalg.inv(spread)
        inverse = inverses(precision + pinned)
        own = (inverse @ (right + means[place] @ pinned)[:, :, None])[:, :, 0]
        before, last = means, spread
        means = shares.T @ own
        apart = own - means[place]
        spread = (apart.T @ apart + inverse.sum(axis=0)) / max(len(own), 1)
        spread = (spread + spread.T) / 2
        change = max(float(np.abs(means - before).max()), float(np.abs(spread - last).max()))
        if change < CLOSE * max(1.0, float(np.abs(means).max())):
            break
    return means, spread


def inverses(matrices: Numbers) -> Numbers:
    """Inverses of many small positive definite matrices: Gauss and Jordan over all at once, without pivots.

    Parameters
    ----------
    matrices : ndarray with dims (matrix, row, column)

    Returns
    -------
    ndarray with dims (matrix, row, column)

    Examples
    --------
    >>> inverses(np.array([[[2.0, 0.0], [0.0, 4.0]]])).tolist()
    [[[0.5, 0.0], [0.0, 0.25]]]
    """
    found = matrices.transpose(1, 2, 0).copy()
    for at in range(len(found)):
        inner = 1.0 / found[at, at]
        row, column = found[at] * inner, found[:, at].copy()
        found -= column[:, None] * row[None]
        found[at], found[:, at] = row, -column * inner
        found[at, at] = inner
    return found.transpose(2, 0, 1) + 0.0


def _start(
    precision: Numbers, right: Numbers, place: npt.NDArray[np.int_], shares: Numbers
) -> tuple[Numbers, Numbers]:
    """Means of the territories' own coefficients, and their covariance less the mean of their errors'."""
    size = right.shape[1]
    sizes = np.linalg.eigvalsh(precision)
    has_own = sizes[:, 0] > 1e-9 * np.maximum(sizes[:, -1], 1e-300)
    if has_own.sum() <= 2 * size:
        total = precision.sum(axis=0) + FLOOR * np.eye(size)
        mean = np.linalg.solve(total, right.sum(axis=0))
        return np.tile(mean, (shares.shape[1], 1)), np.eye(size)
    errors = np.linalg.inv(precision[has_own])
    own = (errors @ right[has_own][:, :, None])[:, :, 0]
    part = shares[has_own]
    sums = part.sum(axis=0)
    means = (part.T @ own) / np.where(sums > 0, sums, 1.0)[:, None]
    means[sums == 0] = own.mean(axis=0)
    apart = own - means[place[has_own]]
    spread = apart.T @ apart / max(len(own) - 1, 1) - errors.mean(axis=0)
    return means, _floored((spread + spread.T) / 2, START)


def _floored(matrix: Numbers, floor: float) -> Numbers:
    values, vectors = np.linalg.eigh(matrix)
    found: Numbers = (vectors * np.maximum(values, floor)) @ vectors.T
    return found
