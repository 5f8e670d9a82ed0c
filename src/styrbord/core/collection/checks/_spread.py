"""How far is a change from the usual ones, measured so that a few odd ones do not matter?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
FEWEST = 5
MAD_TO_SIGMA = 1.4826
MEAN_TO_SIGMA = 1.2533
FLOOR = 0.01
"""Smallest spread of a change, as a share of the level: what changes by less is never far."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Middle and robust spread of changes, on the scale of logarithms or of the values themselves."""

    middle: float
    spread: float

    def distance(self, change: float) -> float:
        """How many spreads a change lies from the middle; without a sign."""
        return abs(change - self.middle) / self.spread

    def span(self, times: float) -> tuple[float, float]:
        """Changes that are at most so many spreads away."""
        return self.middle - times * self.spread, self.middle + times * self.spread


def usual(changes: Floats, floor: float) -> Usual:
    """Median of changes and their median absolute deviation, as a standard deviation.

    Where more than half of the changes are equal, their mean absolute deviation stands in for it.

    Parameters
    ----------
    changes : float64 (n,), n >= 1, no NaN.
    floor : smallest spread.

    Returns
    -------
    Usual

    Source: F. R. Hampel, The influence curve and its role in robust estimation, JASA 69 (1974);
    B. Iglewicz and D. C. Hoaglin, How to detect and handle outliers (1993), for the second.

    Examples
    --------
    >>> one = usual(np.array([1.0, 2.0, 3.0, 4.0, 100.0]), 0.0)
    >>> one.middle, round(one.spread, 4)
    (3.0, 1.4826)
    """
    middle = float(np.median(changes))
    away = np.abs(changes - middle)
    spread = MAD_TO_SIGMA * float(np.median(away)) or MEAN_TO_SIGMA * float(np.mean(away))
    return Usual(middle, max(spread, floor))


def pooled(own: Usual, count: int, wide: Usual, weight: int) -> Usual:
    """Own middle with a spread between own and wide, as if `weight` changes had been seen of the wide one.

    A spread of four or five changes is often small by chance; the type's tells what is ordinary.

    Returns
    -------
    Usual

    Source: ours; a weighted mean of variances as in empirical Bayes estimates.
    """
    mean = (count * own.spread**2 + weight * wide.spread**2) / (count + weight)
    return Usual(own.middle, float(np.sqrt(mean)))


class Scale:
    """Changes as logarithms of ratios where all values are positive, else as differences."""

    def __init__(self, *values: Floats, step: float) -> None:
        """Choose by the known values; `step` is their rounding step."""
        known = np.concatenate([part[~np.isnan(part)].ravel() for part in values])
        self.is_ratio = bool(len(known)) and bool((known > 0).all())
        level = float(np.median(np.abs(known))) if len(known) else 0.0
        self._step, self._level = step, level

    def floor(self, near: float) -> float:
        """Smallest spread of changes of a value near `near`."""
        if self.is_ratio:
            return max(FLOOR, self._step / near if near > 0 else FLOOR)
        return max(FLOOR * self._level, self._step, 1e-12)

    def of(self, values: npt.ArrayLike) -> Floats:
        """Values on the scale."""
        numbers = np.asarray(values, dtype=np.float64)
        return np.log(numbers) if self.is_ratio else numbers

    def back(self, value: float) -> float:
        """Value from the scale."""
        return float(np.exp(min(value, 700.0))) if self.is_ratio else value


def steps(scale: Scale, values: Floats) -> tuple[Floats, int]:
    """Changes of all subjects from one known value to the next on the scale, and of how many subjects.

    Parameters
    ----------
    values : float64 (subject, period); NaN missing, and on a scale of ratios whatever is not positive.

    Returns
    -------
    (ndarray of float64, int)
        Empty and 0 where no subject has two known values.
    """
    usable = scale.of(np.where(values > 0, values, np.nan) if scale.is_ratio else values)
    last, found = np.full(len(values), np.nan), np.full(values.shape, np.nan)
    for at, column in enumerate(usable.T):
        found[:, at] = column - last
        last = np.where(np.isnan(column), last, column)
    is_known = ~np.isnan(found)
    return found[is_known], int(is_known.any(axis=1).sum())


def changes_between(scale: Scale, before: Floats, after: Floats) -> Floats:
    """Changes from one value to another, dim (subject,), on the scale; those that are unknown left out.

    Returns
    -------
    ndarray of float64
    """
    if scale.is_ratio:
        before, after = (np.where(values > 0, values, np.nan) for values in (before, after))
    changes = scale.of(after) - scale.of(before)
    return changes[~np.isnan(changes)]
