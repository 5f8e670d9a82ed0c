"""What is the total of the members, and how many of them have reported?

The total of a subject is taken over its counting direct members, each by its reported value, else
by its own roll-up. Coverage counts the units that the indicator is collected from: descent stops
where no counting member below has any row. Ours, after DESIGN section 3.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rolled:
    """A vector over periods: value (NaN = nothing known), units reported and units expected.

    `refused` marks periods in which a member is suppressed: there is no total then, not even a partial one.
    """

    value: Floats
    reported: Counts
    expected: Counts
    refused: Flags | None = None

    @staticmethod
    def of(value: Floats, reported: Counts, expected: Counts, refused: Flags) -> "Rolled":
        """Roll-up without the values that are refused."""
        return Rolled(np.where(refused, np.nan, value), reported, expected, refused)

    @staticmethod
    def empty(length: int) -> "Rolled":
        """No value, nobody expected."""
        zeros = np.zeros(length, dtype=np.int64)
        return Rolled(np.full(length, np.nan), zeros, zeros.copy(), np.zeros(length, dtype=bool))


def total(values: Floats, *, decimals: int = -1) -> Floats:
    """Sum over members, rounded to the members' own decimals so that no binary dust remains.

    Parameters
    ----------
    values : float64 (member, period); NaN = missing and left out.
    decimals : largest number of decimals of the members' printed values; -1 = unknown, not rounded.

    Returns
    -------
    float64 (period,)
        NaN where no member has a value.

    Examples
    --------
    >>> total(np.array([[0.1, np.nan], [0.2, np.nan]]), decimals=1).tolist()
    [0.3, nan]
    """
    nobody = np.isnan(values).all(axis=0)
    sums: Floats = np.where(nobody, np.nan, np.nansum(values, axis=0)).astype(np.float64)
    return np.round(sums, decimals) if 0 <= decimals <= 12 else sums


def weighted_mean(values: Floats, weights: Floats) -> Floats:
    """Mean over members, sum(w x) / sum(w); a member without value or weight is left out.

    Parameters
    ----------
    values, weights : float64 (member, period); NaN = missing.

    Returns
    -------
    float64 (period,)
        NaN where no member has both, or the weights sum to 0.

    Examples
    --------
    >>> weighted_mean(np.array([[4.0], [6.0], [np.nan]]), np.array([[1.0], [3.0], [9.0]])).tolist()
    [5.5]
    """
    both = ~np.isnan(values) & ~np.isnan(weights)
    above = np.where(both, values * weights, 0.0).sum(axis=0)
    below = np.where(both, weights, 0.0).sum(axis=0)
    mean: Floats = np.full(above.shape, np.nan)
    np.divide(above, below, out=mean, where=below != 0)
    return mean


def with_weights(values: Floats, weights: Floats, reported: Counts) -> Counts:
    """Units that count as reported in a weighted mean: those whose weight is known too."""
    return np.where(np.isnan(weights) & ~np.isnan(values), 0, reported)
