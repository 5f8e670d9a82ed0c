"""How do the paths of municipalities add up to their county, and shares to one?

The nearest numbers that add up, in units of how wrong each may be (MinT, Wickramasuriya, Athanasopoulos and
Hyndman 2019); shares by the softmax of their logarithms, so that they stay above 0.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from styrbord.core.modelling.operations import Numbers
from styrbord.core.spine.coherence.adjusting import Adjusting
from styrbord.core.spine.coherence.structure import structure_of
from styrbord.core.spine.coherence.weights import SMALLEST, Weights, shrunk


def added_up(
    paths: Numbers,
    codes: Sequence[str],
    links: Iterable[tuple[str, str]],
    *,
    errors: Numbers | None = None,
    lowest: float = -np.inf,
) -> Numbers:
    """Paths that add up over a hierarchy of territories, nearest to those that a model gave.

    Parameters
    ----------
    paths : ndarray with dims (territory, ...)
        Such as (territory, period, variant); NaN in a territory is worked out of the others where it is
        missing throughout, else its columns stay NaN.
    codes : sequence of str
        Of the territories.
    links : iterable of (territory, parent)
    errors : ndarray with dims (period of the past, territory)
        What a model missed; their shrunk covariance says what moves. The size of the paths when left out.
    lowest : float
        That no territory may fall below, such as 0 for what is counted.

    Returns
    -------
    ndarray with the dims of the paths
        Coherent to 1e-9 of the size of what is added up.

    Raises
    ------
    Refused
        `coherence.*`: unknown or repeated territories, circles, nothing known.

    Examples
    --------
    >>> links = [("east", "county"), ("west", "county")]
    >>> found = added_up(np.array([[9.0], [2.0], [4.0]]), ["county", "east", "west"], links)
    >>> float(found[0, 0] - found[1, 0] - found[2, 0])
    0.0
    """
    structure = structure_of(codes, links)
    flat = paths.reshape(len(codes), -1)
    is_known = np.isfinite(flat)
    use = is_known[is_known.any(axis=1)].all(axis=0)
    found = np.full(flat.shape, np.nan)
    if use.any():
        weights = _by_size(flat[:, use]) if errors is None else shrunk(errors.T)
        low = None if np.isneginf(lowest) else np.full(len(codes), lowest)
        found[:, use] = Adjusting(structure, weights).adjusted(flat[:, use], lower=low)
    return found.reshape(paths.shape)


def _by_size(flat: Numbers) -> Weights:
    """Each may be wrong by its size: variances are squares of the mean size of a path."""
    known = np.where(np.isnan(flat), 0.0, np.abs(flat)).mean(axis=1)
    least = max(float(known.max(initial=0.0)) * SMALLEST**0.5, SMALLEST)
    return Weights(np.maximum(known, least) ** 2, np.zeros((len(flat), 0)))


def shares(logs: Numbers) -> Numbers:
    """Shares of parts whose logarithms, up to a common number, a model gives.

    Parameters
    ----------
    logs : ndarray with dims (part, ...)

    Returns
    -------
    ndarray with the same dims
        Above 0 and together 1; NaN where a part is missing.

    Examples
    --------
    >>> shares(np.log(np.array([3.0, 1.0]))).tolist()
    [0.75, 0.25]
    """
    raised = np.exp(logs - logs.max(axis=0))
    return np.asarray(raised / raised.sum(axis=0))
