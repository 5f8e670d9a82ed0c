"""Who beats whom, when children vote and a large lead counts no more than a small one?

Child k gives its weight to the better of two units, and half of it to each where they are equal:

    o_ij = sum of w_k where x_ik > x_jk, plus half of w_k where x_ik = x_jk,    o_ij + o_ji = 1.

A unit's score is the number of units that it beats (o_ij > 1/2) less the number that beat it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_EVEN = 1e-12
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Outranking:
    """Scores of all units and how clear the votes were.

    Attributes
    ----------
    scores : float64 (unit,), wins less losses; NaN where no child is present
    dominance : share of the pairs of units in which one is better in everything that both have
    """

    scores: Floats
    dominance: float


def copeland(values: Floats, weights: Floats, *, is_parity: bool = False) -> Floats:
    """Copeland scores, for stacks of replicates too; see `outranking`.

    Parameters
    ----------
    values : float64 (..., unit, child); NaN = missing.
    weights : float64 (..., child); leading dims broadcast with those of the values.
    is_parity : as in `outranking`.

    Returns
    -------
    float64 (..., unit)
        Wins less losses; NaN where no child is present.

    >>> copeland(np.array([[3.0, 1.0], [2.0, 2.0], [1.0, 0.0]]), np.array([2.0, 1.0]))
    array([ 2.,  0., -2.])
    """
    lead = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])
    stack = np.broadcast_to(values, (*lead, *values.shape[-2:]))
    shares = np.broadcast_to(weights, (*lead, weights.shape[-1]))
    found = np.empty(stack.shape[:-1])
    for at in np.ndindex(lead):
        found[at] = outranking(stack[at], shares[at], is_parity=is_parity).scores
    return found


def outranking(values: Floats, weights: Floats, *, is_parity: bool = False) -> Outranking:
    """Copeland scores of all units, pair by pair in blocks of bounded memory.

    Parameters
    ----------
    values : float64 (unit, child); NaN = missing.
    weights : float64 (child,), relative, not negative.
    is_parity : what a missing child does to a pair. False: it does not vote and the others' weights are
        rescaled; a pair without a common child is even. True: as in COINr, it votes for the later of the two.

    Returns
    -------
    Outranking

    Source: Copeland 1951; Munda and Nardo 2009; OECD/JRC 2008, step 6. o_ij is held against 1/2 within 1e-12.
    """
    present = ~np.isnan(values)
    shares = weights / weights.sum()
    count = len(values)
    scores, dominating = np.empty(count), 0
    height = max(1, _BLOCK // max(1, count))
    for start in range(0, count, height):
        rows = np.arange(start, min(start + height, count))
        lead = _leads(values, present, shares, rows, is_parity)
        lead[np.arange(len(rows)), rows] = 0.0
        scores[rows] = (lead > _EVEN).sum(1) - (lead < -_EVEN).sum(1)
        dominating += int((lead >= 0.5 - _EVEN).sum())
    has_votes = (present & (weights > 0)).any(1)
    pairs = count * (count - 1) / 2
    return Outranking(np.where(has_votes, scores, np.nan), dominating / pairs if pairs else 0.0)


def _leads(
    values: Floats,
    present: npt.NDArray[np.bool_],
    shares: Floats,
    rows: npt.NDArray[np.int64],
    is_parity: bool,
) -> Floats:
    """o_ij - 1/2 of some units i against all units j, (row, unit)."""
    net = np.zeros((len(rows), len(values)))
    for child in np.flatnonzero(shares):
        own, others = values[rows, child, None], values[None, :, child]
        net += shares[child] * ((own > others).view(np.int8) - (own < others).view(np.int8))
    if present.all():
        return net / 2
    common = (present[rows] * shares) @ present.T.astype(np.float64)
    if not is_parity:
        with np.errstate(invalid="ignore", divide="ignore"):
            found: Floats = np.where(common > 0, net / common / 2, 0.0)
        return found
    is_first = rows[:, None] < np.arange(len(values))
    lost = (1 - common) / 2
    return net / 2 + np.where(is_first, -lost, lost)
