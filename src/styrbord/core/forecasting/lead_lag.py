"""What happened earlier in reference territories, how much earlier, and how sure is that?

Both series are prewhitened with the autoregression of the reference, so that what is left of their
correlation is not their own inertia. The lag is that of the largest correlation; that the largest of many was
looked for is paid for by a permutation test, which looks for the largest in shuffled data too.

Source: Box, Jenkins and Reinsel 1994, section 11.2 (prewhitening); Carlstein 1986 and Kuensch 1989 (blocks);
Westfall and Young 1993, ch. 2 (largest statistic over many tests); Holm 1979 (several references).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from styrbord.core.spine.coherence.structure import Floats, Ints

FEWEST = 20
DRAWS = 999
MOST_ORDER = 4


@dataclass(frozen=True, slots=True)
class Lead:
    """How far one series runs ahead of another.

    Attributes
    ----------
    lag : periods by which the reference was earlier.
    low, high : lags between which 80 % of the block bootstrap's lags lie.
    correlation : of the prewhitened series at the lag.
    p_value : probability of as large a correlation at any of the lags looked at, were there no connection.
    lags : number of lags that were looked at.
    periods : number of pairs at the lag.
    slope : change of the own series for a change of 1 in the reference, `lag` periods later.
    """

    lag: int
    low: int
    high: int
    correlation: float
    p_value: float
    lags: int
    periods: int
    slope: float


def lead_of(
    own: Floats, reference: Floats, *, most: int, seed: int, differences: int = 1, least: int = 1
) -> Lead | None:
    """How many periods a reference series runs ahead of one's own.

    Parameters
    ----------
    own, reference : float64 (period,) of the same periods; NaN = missing. Leading and trailing missing ones
    are
        cut off, inner ones fill with nothing: pairs that touch them are left out.
    most, least : largest and smallest lag looked at, in periods.
    seed : of shuffling and bootstrap.
    differences : how often both are differenced first; 1 for series with a trend, 0 for changes.

    Returns
    -------
    Lead or None
        None with fewer than 20 pairs at the largest lag, or where a series does not vary: nothing can be
        said.

    Raises
    ------
    ValueError
        If the lags are not 0 <= least <= most.
    """
    if not 0 <= least <= most:
        raise ValueError(f"lags must be 0 <= least <= most, are {least} and {most}")
    x, y = np.diff(reference, n=differences), np.diff(own, n=differences)
    both = ~np.isnan(x) & ~np.isnan(y)
    if both.sum() < FEWEST + most + MOST_ORDER or not (np.nanstd(x) > 0 and np.nanstd(y) > 0):
        return None
    weights = _autoregression(x)
    white_x, white_y = _filtered(x, weights), _filtered(y, weights)
    lags = np.arange(least, most + 1)
    found = correlations(white_y, white_x, lags)
    if np.isnan(found).any():
        return None
    at = int(np.argmax(np.abs(found)))
    rng = np.random.default_rng(seed)
    p_value = _p_value(white_y, white_x, lags, float(abs(found[at])), rng)
    low, high = _span(white_y, white_x, lags, rng)
    pairs = _pairs(white_y, white_x, int(lags[at]))
    slope = float(np.polyfit(pairs[:, 1], pairs[:, 0], 1)[0])
    return Lead(int(lags[at]), low, high, float(found[at]), p_value, len(lags), len(pairs), slope)


def leaders(
    own: Floats, references: Sequence[Floats], *, most: int, seed: int, differences: int = 1
) -> list[Lead | None]:
    """Leads of several references, with p-values that pay for having looked at all of them (Holm).

    Parameters
    ----------
    own : float64 (period,).
    references : float64 (period,) each.
    most, seed, differences : as of `lead_of`.

    Returns
    -------
    list of Lead or None
        In the order of the references.
    """
    found = [
        lead_of(own, reference, most=most, seed=seed + at, differences=differences)
        for at, reference in enumerate(references)
    ]
    order = sorted((one.p_value, at) for at, one in enumerate(found) if one is not None)
    worst = 0.0
    for place, (p_value, at) in enumerate(order):
        worst = max(worst, min(1.0, p_value * (len(order) - place)))
        one = found[at]
        if one is not None:
            found[at] = _with_p(one, worst)
    return found


def carried_over(own: Floats, reference: Floats, lead: Lead) -> tuple[Floats, Floats]:
    """What the reference's last changes make of the own series in the next `lag` periods, if they carry over.

    Parameters
    ----------
    own, reference : float64 (period,), the last value of each known.
    lead : of the two, found with one difference.

    Returns
    -------
    (expected, spread) : float64 (lag,) each
        Expected values: the last one plus slope times the reference's changes from `lag` periods ago on,
        apart from its mean change, plus the own mean change. Spread: standard deviation of what such a
        carrying over left unexplained so far, growing with the root of the steps.
    """
    change, ahead = np.diff(own), np.diff(reference)
    usual, usual_ahead = float(np.nanmean(change)), float(np.nanmean(ahead))
    told = usual + lead.slope * (ahead - usual_ahead)
    left = change[lead.lag :] - told[: len(change) - lead.lag]
    steps = np.nan_to_num(told[len(told) - lead.lag :], nan=usual)
    spread = float(np.nanstd(left)) * np.sqrt(np.arange(1, lead.lag + 1))
    return own[-1] + np.cumsum(steps), spread


def correlations(own: Floats, reference: Floats, lags: Ints) -> Floats:
    """Correlation of own at t with the reference at t - lag, for each lag; NaN where either does not vary."""
    found = np.full(len(lags), np.nan)
    for at, lag in enumerate(lags):
        pairs = _pairs(own, reference, int(lag))
        if len(pairs) > 2 and (pairs.std(axis=0) > 0).all():
            apart = pairs - pairs.mean(axis=0)
            sizes = np.sqrt((apart**2).sum(axis=0))
            found[at] = float(apart[:, 0] @ apart[:, 1]) / float(sizes[0] * sizes[1])
    return found


def _with_p(one: Lead, p_value: float) -> Lead:
    return Lead(one.lag, one.low, one.high, one.correlation, p_value, one.lags, one.periods, one.slope)


def _pairs(own: Floats, reference: Floats, lag: int) -> Floats:
    both = np.column_stack([own[lag:], reference[: len(reference) - lag]])
    return both[~np.isnan(both).any(axis=1)]


def _autoregression(values: Floats) -> Floats:
    """Coefficients of the autoregression of up to 4 steps with the least Akaike criterion."""
    every = sliding_window_view(values, MOST_ORDER + 1)
    known: Floats = every[~np.isnan(every).any(axis=1)]
    windows: Floats = known - float(known.mean())
    best = np.inf
    chosen: Floats = np.zeros(0)
    for order in range(MOST_ORDER + 1):
        before, now = windows[:, MOST_ORDER - order : MOST_ORDER][:, ::-1], windows[:, MOST_ORDER]
        weights: Floats = np.asarray(np.linalg.lstsq(before, now, rcond=None)[0], dtype=np.float64)
        left = float(((now - before @ weights) ** 2).mean())
        criterion = len(now) * np.log(max(left, 1e-300)) + 2 * order
        if criterion < best:
            best, chosen = criterion, weights
    return chosen


def _filtered(values: Floats, weights: Floats) -> Floats:
    found = values - np.nanmean(values)
    centred = np.array(found)
    for back, weight in enumerate(weights, start=1):
        found[back:] -= weight * centred[:-back]
        found[:back] = np.nan
    return found


def _block(count: int) -> int:
    return max(2, int(np.rint(np.cbrt(count))))


def _p_value(own: Floats, reference: Floats, lags: Ints, seen: float, rng: np.random.Generator) -> float:
    """Share of shuffles of the reference's blocks that reach as far at any lag, itself among them."""
    count = len(reference)
    parts = np.array_split(np.arange(count), max(2, count // _block(count)))
    places = [
        np.roll(np.concatenate([parts[at] for at in rng.permutation(len(parts))]), int(rng.integers(count)))
        for _ in range(DRAWS)
    ]
    turned = np.roll(reference, int(rng.integers(count)))
    largest = np.zeros(DRAWS)
    for lag in lags:
        largest = np.maximum(largest, np.abs(_shuffled(own, turned[np.array(places)], int(lag))))
    return float(1 + (largest >= seen).sum()) / (DRAWS + 1)


def _shuffled(own: Floats, references: Floats, lag: int) -> Floats:
    """Correlation of own with each of many references (draw, period) at one lag, over what is known."""
    y, x = own[lag:], references[:, : references.shape[1] - lag]
    has_y, has_x = (~np.isnan(y)).astype(np.float64), (~np.isnan(x)).astype(np.float64)
    y, x = np.nan_to_num(y), np.nan_to_num(x)
    count = np.maximum(has_x @ has_y, 1.0)
    sum_x, sum_y = x @ has_y, has_x @ y
    size = (x**2 @ has_y - sum_x**2 / count) * (has_x @ y**2 - sum_y**2 / count)
    both: Floats = x @ y - sum_x * sum_y / count
    return both / np.sqrt(np.maximum(size, 1e-300))


def _span(own: Floats, reference: Floats, lags: Ints, rng: np.random.Generator) -> tuple[int, int]:
    """Lags between which 80 % of the bootstrapped ones lie: blocks of own with its earlier references."""
    count, most = len(own), int(lags[-1])
    rows = np.column_stack([own[most:], *(reference[most - lag : count - lag] for lag in lags)])
    rows = rows[~np.isnan(rows).any(axis=1)]
    size = _block(len(rows))
    starts = rng.integers(len(rows) - size + 1, size=(DRAWS, -(-len(rows) // size)))
    drawn = np.empty(DRAWS)
    for at, first in enumerate(starts):
        sample = rows[(first[:, None] + np.arange(size)).ravel()]
        sample = sample - sample.mean(axis=0)
        spread = np.sqrt((sample[:, 1:] ** 2).sum(axis=0))
        strength = np.abs(sample[:, 0] @ sample[:, 1:]) / np.where(spread > 0, spread, np.inf)
        drawn[at] = lags[int(np.argmax(strength))]
    low, high = np.quantile(drawn, [0.1, 0.9], method="inverted_cdf")
    return int(low), int(high)
