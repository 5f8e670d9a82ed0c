"""How did a series stand before and after the day of an action, and is such a change unusual for it?

An association and no proof: nothing here knows what would have been without the action.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Period

METHOD = "before-after/1"
FEWEST = 2
"""Pairs of periods below which nothing is said."""
FEWEST_EARLIER = 8
"""Earlier days below which it is not said how unusual the change is."""
WITHOUT_SEASON = 3
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Change of a series at a day, each period held against the same one before.

    Attributes
    ----------
    first : first period that begins on the day or later
    pairs : periods after it that could be held against the same ones of the span before
    before, after : their means, in the series' unit; None with fewer than two pairs
    change : after less before
    earlier : earlier days on which the same was computed; 0 where there are fewer than eight
    as_large : on how many of them the change was at least as large, in either direction
    """

    first: Period
    pairs: int
    before: float | None
    after: float | None
    change: float | None
    earlier: int
    as_large: int


def before_after(periods: tuple[Period, ...], values: Floats, first: Period, *, season: int) -> BeforeAfter:
    """Mean of the periods from `first` on, less the mean of the same periods one span before.

    With y_t the values, s the span (a year of the rhythm, three periods where a year is one) and a the row
    of `first`: change = mean over j = 0..s-1 of (y_{a+j} - y_{a+j-s}), where both are known. Every season
    stands on both sides, so that a season is no change. The same is computed for each earlier row whose pairs
    lie before a, as many of them, so that it is seen how often such a change came about without the action.

    Parameters
    ----------
    periods : consecutive, dim (period,)
    values : float64, dim (period,), the indicator's unit; NaN = missing, a pair with one is left out
    first : first period after the action
    season : periods a year

    Returns
    -------
    BeforeAfter

    Examples
    --------
    >>> from datetime import date
    >>> start = Period.parse("2020-Q1")
    >>> rows = tuple(start.shift(n) for n in range(8))
    >>> found = before_after(rows, np.array([1, 2, 3, 4, 2, 3, 4, 5.0]), rows[4], season=4)
    >>> found.change, found.pairs
    (1.0, 4)

    Source: ours, decided in docs/decisions/0022; the comparison with earlier days is a placebo test in time
    (Abadie, Diamond and Hainmueller 2015, section 4).
    """
    span = season if season > 1 else WITHOUT_SEASON
    at = first.ordinal - periods[0].ordinal if periods else 0
    before, after = _pairs(values, at, span)
    known = ~np.isnan(before) & ~np.isnan(after)
    count = int(known.sum())
    if count < FEWEST:
        return BeforeAfter(first, count, None, None, None, 0, 0)
    low, high = float(before[known].mean()), float(after[known].mean())
    others = _earlier(values, at, span, len(after))
    is_told = len(others) >= FEWEST_EARLIER
    as_large = int((np.abs(others) >= abs(high - low) - 1e-12).sum()) if is_told else 0
    return BeforeAfter(first, count, low, high, high - low, len(others) if is_told else 0, as_large)


def _pairs(values: Floats, at: int, span: int, most: int | None = None) -> tuple[Floats, Floats]:
    """Values before and after a row, one span apart."""
    start, stop = max(at, span), min(at + (most or span), len(values))
    if stop <= start:
        return np.empty(0), np.empty(0)
    return values[start - span : stop - span], values[start:stop]


def _earlier(values: Floats, at: int, span: int, count: int) -> Floats:
    """The same change at every earlier row whose later side ends before the action."""
    found = []
    for row in range(span, at - count + 1):
        before, after = _pairs(values, row, span, count)
        known = ~np.isnan(before) & ~np.isnan(after)
        if known.sum() >= FEWEST:
            found.append(float((after[known] - before[known]).mean()))
    return np.array(found)
