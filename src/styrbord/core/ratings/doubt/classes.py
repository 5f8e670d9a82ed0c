"""Which class does each subject belong to, and how sure is that?"""

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.aggregate import exponent_of
from styrbord.core.ratings.chain import places_pools
from styrbord.core.ratings.doubt.chance import Floats, Ints
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Bands, Normalisation
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.stages.pools import Pooled
from styrbord.core.ratings.state import State
from styrbord.core.ratings.statistics.breaks import by_cuts, by_quantiles, by_rank_shares, shares_of_maximum
from styrbord.core.ratings.statistics.natural import natural_cuts
from styrbord.core.ratings.weights import ways_of

BORDERLINE = "borderline"
NONE = -1
"""Stands for "no class" among numbers of classes."""
BY_ENDS = frozenset({"score", "share-of-maximum"})
"""Rules that hold scores against fixed ends."""
Numbers = npt.NDArray[np.int8]


def classes_of(rated: Rated) -> tuple[str, ...]:
    """Class of each row by the rules of the method; "" without one.

    Parameters
    ----------
    rated : scores and places.

    Returns
    -------
    tuple of str
        By row; all rows of a period (and group) are classed together.

    Raises
    ------
    Refused
        If the rules do not fit: cuts that do not rise, more natural classes than different scores.
    """
    return words(numbers_of(rated), rated.method.bands)


def numbers_of(rated: Rated) -> Numbers:
    """Number of the class of each row, int8 (row,); see `class_numbers`."""
    return class_numbers(rated.scores[:, -1], rated.ranks[:, -1], rated.method, pools_of(rated))


def pools_of(rated: Rated) -> tuple[Pooled, ...]:
    """Rows that are placed, and classed, among each other."""
    none = np.zeros((len(rated.rows), 0))
    state = State(rated.rows, none, none.astype(np.bool_), none.astype(np.intp))
    return places_pools(rated.method, rated.inputs, state)


def words(numbers: Numbers, bands: Bands) -> tuple[str, ...]:
    """Codes of classes; "" where there is none."""
    return tuple(bands.classes[number] if number != NONE else "" for number in numbers.tolist())


def class_numbers(scores: Floats, ranks: Floats, method: Method, pools: Sequence[Pooled]) -> Numbers:
    """Number of the class of each row, 0 = the best.

    Parameters
    ----------
    scores, ranks : float64 (..., row), of the index; NaN where none.
    method : rules of its classes, and the largest score that it can give.
    pools : rows that are classed together; rows in none have no class.

    Returns
    -------
    int8 (..., row)
        `NONE` without a score, or without a place where classes are shares of places.

    Raises
    ------
    Refused
        If the rules do not fit.

    Source: section 5 of the methods for ratings.
    """
    found = np.full(scores.shape, NONE, dtype=np.int8)
    last = len(method.bands.classes) - 1
    for pool in pools:
        from_below = _from_below(scores[..., pool.rows], ranks[..., pool.rows], method)
        found[..., pool.rows] = np.where(from_below < 0, NONE, last - from_below)
    return found


def scale_of(method: Method) -> Hashable:
    """What fixes how high scores are; between two scales ends of scores do not compare."""
    options = [node.normalisation or method.normalisation for node in method.tree.indicators]
    ends = tuple((one.by, one.low, one.high, one.full, one.then) for one in options)
    return ends, tuple("mean" if exponent_of(one) is not None else one for one in ways_of(method))


def as_many(ranks: Floats, nominal: Numbers, pools: Sequence[Pooled]) -> Numbers:
    """Number of the class of each row where as many are in each class as by the method itself.

    Parameters
    ----------
    ranks : float64 (..., row), NaN where none.
    nominal : int8 (row,), numbers by the method itself.
    pools : rows that are classed together.

    Returns
    -------
    int8 (..., row)
        `NONE` without a place. Ours: for variants on another scale, where ends of scores say nothing.

    >>> all_of_them = [Pooled("", np.arange(3))]
    >>> as_many(np.array([3.0, 1.0, 2.0]), np.array([0, 1, 1], dtype=np.int8), all_of_them)
    array([1, 0, 1], dtype=int8)
    """
    found = np.full(ranks.shape, NONE, dtype=np.int8)
    for pool in pools:
        own = nominal[pool.rows]
        if not (own != NONE).any():
            continue
        last = np.cumsum(np.bincount(own[own != NONE]))
        numbers = np.minimum(np.searchsorted(last, ranks[..., pool.rows]), len(last) - 1)
        found[..., pool.rows] = np.where(np.isnan(ranks[..., pool.rows]), NONE, numbers)
    return found


def top_of(method: Method) -> float | None:
    """Largest score that a method can give; None where that depends on the data.

    Returns
    -------
    float or None
    """
    tops = {_top(node.normalisation or method.normalisation) for node in method.tree.indicators}
    ways = [exponent_of(one) for one in ways_of(method)]
    return tops.pop() if len(tops) == 1 and None not in ways else None


def shares_of(numbers: Numbers, times: Ints, count: int) -> Floats:
    """Share of the recalculations in which each row is in each class.

    Parameters
    ----------
    numbers : int8 (recalculation, row), `NONE` where a row has no class.
    times : int64 (recalculation,): how often each one counts.
    count : number of classes.

    Returns
    -------
    float64 (row, class)
        Among the recalculations in which the row has a class; NaN without any.
    """
    counted = np.stack([times @ (numbers == number) for number in range(count)], axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = counted / counted.sum(-1, keepdims=True)
    return found


def verdicts(classes: Sequence[str], shares: Floats, bands: Bands) -> tuple[str, ...]:
    """Class of each row where it is sure enough, else `BORDERLINE`; "" without a class.

    Parameters
    ----------
    classes : nominal class of each row.
    shares : float64 (row, class).
    bands : classes, and how sure is sure.

    Returns
    -------
    tuple of str

    >>> verdicts(["leader", "leader"], np.array([[0.8, 0.2, 0.0], [0.79, 0.21, 0.0]]), Bands())
    ('leader', 'borderline')
    """
    order = {code: number for number, code in enumerate(bands.classes)}
    return tuple(
        "" if not code else code if share[order[code]] >= bands.sure else BORDERLINE
        for code, share in zip(classes, shares, strict=True)
    )


def _from_below(scores: Floats, ranks: Floats, method: Method) -> Ints:
    """Number of the class, 0 = the lowest, -1 = none, of the rows of one pool."""
    bands, cuts = method.bands, np.array(method.bands.cuts, dtype=np.float64)
    if bands.by == "rank-share":
        return by_rank_shares(ranks, cuts)
    if bands.by == "quantile":
        return by_quantiles(scores, cuts)
    if bands.by == "natural":
        return _natural(scores, len(bands.classes))
    if bands.by == "share-of-maximum":
        scores = shares_of_maximum(scores, top_of(method))
    return by_cuts(scores, cuts[::-1])


def _natural(scores: Floats, count: int) -> Ints:
    flat = scores.reshape(-1, scores.shape[-1])
    found = [by_cuts(row, natural_cuts(row, count)) for row in flat]
    return np.array(found, dtype=np.int64).reshape(scores.shape)


def _top(options: Normalisation) -> float | None:
    if options.then is not None:
        by, _, high = options.then
        return high if by == "minmax" else None
    if options.by in {"goalposts", "scaled"}:
        return options.full
    return {"minmax": options.high, "dist2max": 1.0, "prank": 1.0}.get(options.by)
