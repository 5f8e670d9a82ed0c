"""With what are holes filled from other units or other indicators?

Observed values never change; what was filled is told by comparing with the holes before.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.stages.pools import Pooled
from styrbord.core.ratings.statistics.moments import means

Middle = Callable[[Numbers], Numbers]
Columns = npt.NDArray[np.intp]


def medians(values: Numbers) -> Numbers:
    """Median of each column over its present values.

    Returns
    -------
    float64 (column,)
        NaN where nothing is present.

    >>> medians(np.array([[1.0, np.nan], [5.0, np.nan], [2.0, np.nan]]))
    array([ 2., nan])
    """
    is_filled = ~np.isnan(values).all(0)
    found = np.full(values.shape[1], np.nan)
    found[is_filled] = np.nanmedian(values[:, is_filled], axis=0)
    return found


MIDDLES: dict[str, Middle] = {"mean": means, "median": medians}


def by_column(values: Numbers, pools: Sequence[Pooled], middle: Middle) -> Numbers:
    """Fill each hole with the mean or median of its indicator in the row's pool.

    Parameters
    ----------
    values : float64 (row, indicator), NaN = missing.
    pools : rows whose values stand in for each other; rows in no pool keep their holes.
    middle : `means` or `medians`.

    Returns
    -------
    float64 (row, indicator)
        NaN stays where a pool has no value of the indicator.

    Source: section 3.3 of the methods for ratings.

    >>> by_column(np.array([[1.0], [3.0], [np.nan]]), [Pooled("", np.arange(3))], means).ravel()
    array([1., 3., 2.])
    """
    found = values.copy()
    for pool in pools:
        block = values[pool.rows]
        found[pool.rows] = np.where(np.isnan(block), middle(block), block)
    return found


def by_row(
    values: Numbers,
    directions: Numbers,
    pools: Sequence[Pooled],
    families: Sequence[Columns],
    middle: Middle,
) -> Numbers:
    """Fill each hole so that the indicator stands where the row's other indicators stand.

    Indicators are turned by their direction and scaled to 0..1 between the ends of the pool; a row's hole
    takes the mean or median of its own scaled values in the family, scaled back.

    Parameters
    ----------
    values : float64 (row, indicator), NaN = missing.
    directions : float64 (indicator,), 1 or -1.
    pools : rows over which the ends are taken.
    families : columns that stand in for each other: all of them, or the children of each aggregate.
    middle : `means` or `medians`.

    Returns
    -------
    float64 (row, indicator)
        NaN stays where a row has nothing else in the family. A constant indicator says nothing of others, and
        its holes take its constant.

    Source: section 3.3 of the methods for ratings.
    """
    found = values.copy()
    for pool in pools:
        block = values[pool.rows] * directions
        low = np.where(np.isnan(block), np.inf, block).min(0, initial=np.inf)
        high = np.where(np.isnan(block), -np.inf, block).max(0, initial=-np.inf)
        span = np.where(high > low, high - low, np.nan)
        for family in families:
            scaled = (block[:, family] - low[family]) / span[family]
            room = np.where(np.isnan(span[family]), 0.0, span[family])
            own = middle(scaled.T)[:, None] * room + np.where(np.isinf(low[family]), np.nan, low[family])
            holes = np.isnan(block[:, family])
            back = np.where(holes, own * directions[family], values[np.ix_(pool.rows, family)])
            found[np.ix_(pool.rows, family)] = back
    return found
