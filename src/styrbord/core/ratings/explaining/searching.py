"""What is the least step that attains something, when each try is dear and more is not always better?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

SHY = 0.99
"""The answer attains; this share of it does not."""
CLOSE = 1e-10
_MOST_RESTARTS = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The least step that was found, how, and whether `SHY` of it fails."""

    step: float
    how: str
    is_least: bool


def least_step(
    attains: Callable[[float], bool], most: float, *, guess: float | None = None, marks: Sequence[float] = ()
) -> Found | None:
    """Least step in [0, most] that attains, of which 99 % does not.

    Parameters
    ----------
    attains : whether a step attains; need not be monotone.
    most : the largest step allowed.
    guess : a step from a closed form; taken if it attains, 99 % of it does not, and no mark below attains.
    marks : steps at which to look, so that an attaining stretch is not passed over.

    Returns
    -------
    Found or None
        None if neither `most` nor a mark attains. `how` is "already", "closed form" or "bisection".

    >>> least_step(lambda step: step >= 2, 10.0).step.__round__(6)
    2.0
    """
    if attains(0.0):
        return Found(0.0, "already", True)
    hints = [] if guess is None or not 0 < guess <= most else [SHY * guess, guess]
    looked = sorted({*hints, *(mark for mark in marks if 0 < mark < most), most})
    for low, high in pairwise([0.0, *looked]):
        if attains(high):
            if hints and (low, high) == (hints[0], hints[1]):
                return Found(high, "closed form", True)
            return _closed_in(attains, low, high)
    return None


def _closed_in(attains: Callable[[float], bool], low: float, high: float) -> Found:
    """Bisect; where 99 % of the answer attains too, go on below it."""
    for _ in range(_MOST_RESTARTS):
        low, high = _bisected(attains, low, high)
        if not attains(SHY * high):
            return Found(high, "bisection", True)
        low, high = (low if low < SHY * high else 0.0), SHY * high
    return Found(high, "bisection", False)


def _bisected(attains: Callable[[float], bool], low: float, high: float) -> tuple[float, float]:
    while high - low > CLOSE * high and high > np.finfo(np.float64).tiny:
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if attains(middle):
            high = middle
        else:
            low = middle
    return low, high
