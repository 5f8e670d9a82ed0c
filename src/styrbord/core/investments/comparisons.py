"""Which weights follow from comparisons in pairs, by either way of reckoning, and are they consistent?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.weighting.ahp import RANDOM_INDEX, TOLERABLE, ahp_weights

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights by one way of reckoning; the way is always told with them.

    Attributes
    ----------
    weights : float64 (item,), sum 1
    largest : lambda_max, estimated with these weights
    index : CI = (lambda_max - n) / (n - 1); 0 for one item
    ratio : CR = CI / RI; 0 with one or two items, which cannot contradict each other
    """

    weights: Floats
    largest: float

    @property
    def index(self) -> float:
        """Consistency index; 0 where comparisons agree wholly."""
        count = len(self.weights)
        return max(0.0, (self.largest - count) / (count - 1)) if count > 1 else 0.0

    @property
    def ratio(self) -> float:
        """Consistency ratio."""
        random = RANDOM_INDEX[len(self.weights) - 1]
        return self.index / random if random else 0.0

    @property
    def is_accepted(self) -> bool:
        """Whether the ratio is at most 0.10."""
        return self.ratio <= TOLERABLE


def by_eigenvector(comparisons: Floats) -> Weights:
    """Weights as the principal eigenvector, checked as in `core/ratings/weighting/ahp.py`.

    Parameters
    ----------
    comparisons : float64 (item, item), a_ij says how many times more i matters than j; reciprocal.

    Returns
    -------
    Weights

    Source: Saaty 1980, The analytic hierarchy process.

    Examples
    --------
    >>> by_eigenvector(np.array([[1.0, 3.0], [1 / 3, 1.0]])).weights.round(6)
    array([0.75, 0.25])
    """
    found = ahp_weights(comparisons)
    return Weights(found.weights, found.largest)


def by_column_mean(comparisons: Floats) -> Weights:
    """Weights as the mean of the columns, each brought to the sum 1; lambda_max = sum(column sums * weights).

    Parameters
    ----------
    comparisons : float64 (item, item), checked already, as `by_eigenvector` does.

    Returns
    -------
    Weights

    Source: Saaty 1980; the estimate of lambda_max after Teknomo, Analytic hierarchy process tutorial.

    Examples
    --------
    >>> found = by_column_mean(np.array([[1, 1 / 3, 5], [3, 1, 7], [1 / 5, 1 / 7, 1]]))
    >>> found.weights.round(3), round(found.largest, 4), round(found.ratio, 3)
    (array([0.283, 0.643, 0.074]), 3.0967, 0.083)
    """
    sums = comparisons.sum(axis=0)
    weights = (comparisons / sums).mean(axis=1)
    return Weights(weights, float(sums @ weights))
