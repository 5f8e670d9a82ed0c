"""What do the values of each indicator look like, and what about them should be looked at?"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.statistics.moments import deviation, kurtosis, means, skewness

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Flag(StrEnum):
    """What should be looked at in an indicator."""

    FEW = "few-available"
    ZEROS = "mostly-zeros"
    REPEATS = "few-different"
    OUTLIERS = "outliers"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Limits:
    """Below which shares, and above which moments, an indicator is flagged."""

    available: float = 0.65
    non_zero: float = 0.5
    unique: float = 0.5
    skewness: float = 2.0
    kurtosis: float = 3.5


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorStatistics:
    """Statistics of each indicator over its present values; dims (indicator,).

    Attributes
    ----------
    low, high, mean, median, deviation : float64, own unit; NaN where nothing is present; sample deviation
    skewness, kurtosis : float64, of type 2; NaN with too few values or where all are equal
    available : int64, number of present values
    available_share : float64, of all units
    non_zero, unique : int64, numbers of present values that are not 0, and of different ones
    non_zero_share, unique_share : float64, of the present values
    repeated : float64, the most repeated value, the smallest of several; NaN where nothing is present
    repeats : int64, how often it stands
    flags : tuple of flags for each indicator
    """

    low: Floats
    high: Floats
    mean: Floats
    median: Floats
    deviation: Floats
    skewness: Floats
    kurtosis: Floats
    available: Ints
    available_share: Floats
    non_zero: Ints
    non_zero_share: Floats
    unique: Ints
    unique_share: Floats
    repeated: Floats
    repeats: Ints
    flags: tuple[tuple[Flag, ...], ...]


def indicator_statistics(values: Floats, *, limits: Limits = Limits()) -> IndicatorStatistics:
    """Statistics and flags of all indicators.

    Parameters
    ----------
    values : float64 (unit, indicator), own unit of each indicator; NaN = missing.
    limits : below which shares and beyond which moments an indicator is flagged. Shares of zeros and of
        different values are of the present values, and so are their flags. Outliers need both moments beyond.

    Returns
    -------
    IndicatorStatistics

    Source: section 3.8 of the methods for ratings; limits of COINr 1.1.14.
    """
    missing = np.isnan(values)
    available = (~missing).sum(0)
    low, high = np.where(missing, np.inf, values).min(0), np.where(missing, -np.inf, values).max(0)
    unique, repeated, repeats = _counted(values)
    non_zero = (~missing & (values != 0)).sum(0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = [one / available for one in (non_zero, unique)]
    found = IndicatorStatistics(
        low=np.where(available, low, np.nan),
        high=np.where(available, high, np.nan),
        mean=means(values),
        median=_medians(values, available),
        deviation=deviation(values),
        skewness=skewness(values),
        kurtosis=kurtosis(values),
        available=available,
        available_share=available / len(values),
        non_zero=non_zero,
        non_zero_share=shares[0],
        unique=unique,
        unique_share=shares[1],
        repeated=repeated,
        repeats=repeats,
        flags=(),
    )
    return _flagged(found, limits)


def _medians(values: Floats, available: Ints) -> Floats:
    ordered = np.sort(values, axis=0)
    last = np.maximum(available - 1, 0)
    halves = [np.take_along_axis(ordered, at[None], 0)[0] for at in (last // 2, (last + 1) // 2)]
    found: Floats = (halves[0] + halves[1]) / 2
    return found


def _counted(values: Floats) -> tuple[Ints, Floats, Ints]:
    """Number of different values, the most repeated one, and how often it stands, of each column."""
    width = values.shape[1]
    unique, repeats = np.zeros(width, dtype=np.int64), np.zeros(width, dtype=np.int64)
    repeated = np.full(width, np.nan)
    for column in range(width):
        own = values[:, column]
        points, counts = np.unique(own[~np.isnan(own)], return_counts=True)
        if len(points):
            unique[column], repeats[column] = len(points), counts.max()
            repeated[column] = points[counts.argmax()]
    return unique, repeated, repeats


def _flagged(found: IndicatorStatistics, limits: Limits) -> IndicatorStatistics:
    with np.errstate(invalid="ignore"):
        marks = {
            Flag.FEW: found.available_share < limits.available,
            Flag.ZEROS: found.non_zero_share < limits.non_zero,
            Flag.REPEATS: found.unique_share < limits.unique,
            Flag.OUTLIERS: (np.abs(found.skewness) > limits.skewness) & (found.kurtosis > limits.kurtosis),
            Flag.CONSTANT: found.unique == 1,
        }
    flags = tuple(tuple(flag for flag in marks if marks[flag][one]) for one in range(len(found.low)))
    return replace(found, flags=flags)
