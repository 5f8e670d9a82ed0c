"""How wide must an interval be on each level of a hierarchy, judged by past errors?"""

from collections.abc import Sequence

import numpy as np
from scipy.stats import t as student

from styrbord.core.spine.coherence.structure import Floats, Ints

PRIOR_ERRORS = 2.0
PRIOR_TAIL = 200.0
MIDDLE = 80.0


def half_widths(errors: Floats, groups: Ints, levels: Sequence[float]) -> Floats:
    """Half widths of intervals, in units of each series' scale.

    Of every group and horizon the 80 % quantile of |e| is taken at rank .8 (n + 1) between order statistics.
    It is made to rise with the horizon by isotonic regression, and drawn towards the neighbouring group with
    the weight 2 / (errors + 2), as a product. Other levels are the 80 % width times the ratio of the two
    quantiles in errors of all groups, each divided by its own 80 % width; that ratio is drawn towards the one
    of a t distribution with as many degrees of freedom as origins less one, with the weight 200 / (n + 200).

    Parameters
    ----------
    errors : float64 (origin, series, horizon): scaled errors; NaN = not known.
    groups : int64 (series,): series whose errors are alike; numbers next to each other are neighbours.
    levels : nominal coverages, in per cent.

    Returns
    -------
    float64 (level, series, horizon)
        NaN where no group has any errors.

    Source: Vovk, Gammerman and Shafer 2005, ch. 2 (rank); Barlow et al. 1972 (isotonic regression); weights:
    ours.
    """
    names, group = np.unique(groups, return_inverse=True)
    horizons = errors.shape[2]
    middle = np.full((len(names), horizons), np.nan)
    count = np.zeros(len(names))
    for at in range(len(names)):
        mine = np.abs(errors[:, group == at])
        count[at] = (~np.isnan(mine)).any(axis=2).sum()
        middle[at] = _rising(mine)
    middle = _drawn(middle, count)
    origins = float((~np.isnan(errors)).any(axis=(1, 2)).sum())
    unit = np.where(middle[group] > 0, middle[group], np.nan)
    ratios = _ratios(np.abs(errors) / unit, levels, origins)
    return np.array([ratio * middle[group] for ratio in ratios])


def quantile(sizes: Floats, share: float) -> float:
    """Value at rank share * (n + 1) of the known sizes; the largest one where that lies beyond them."""
    known = sizes[~np.isnan(sizes)]
    return float(np.quantile(known, share, method="weibull")) if known.size else np.nan


def _rising(sizes: Floats) -> Floats:
    """80 % quantile of each horizon, not falling: (origin, series, horizon) -> (horizon,)."""
    steps = range(sizes.shape[2])
    raw = np.array([quantile(sizes[:, :, step], MIDDLE / 100) for step in steps])
    count = np.array([(~np.isnan(sizes[:, :, step])).sum() for step in steps], dtype=np.float64)
    has = count > 0
    if not has.any():
        return raw
    smooth = isotonic(raw[has], count[has])
    return np.asarray(np.interp(steps, np.flatnonzero(has), smooth), dtype=np.float64)


def isotonic(values: Floats, weight: Floats) -> Floats:
    """Nearest values that never fall, by pooling neighbours that do.

    Parameters
    ----------
    values, weight : float64 (step,).

    Returns
    -------
    float64 (step,)

    Examples
    --------
    >>> isotonic(np.array([1.0, 3.0, 2.0]), np.ones(3)).tolist()
    [1.0, 2.5, 2.5]
    """
    blocks: list[tuple[float, float, int]] = []
    for value, size in zip(values, weight, strict=True):
        block = (float(value), float(size), 1)
        while blocks and blocks[-1][0] > block[0]:
            before = blocks.pop()
            whole = before[1] + block[1]
            block = ((before[0] * before[1] + block[0] * block[1]) / whole, whole, before[2] + block[2])
        blocks.append(block)
    return np.repeat([value for value, _, _ in blocks], [count for _, _, count in blocks])


def _drawn(middle: Floats, count: Floats) -> Floats:
    """Widths drawn towards the nearest group with errors; a group without any takes its neighbour's."""
    found = np.array(middle)
    has = np.flatnonzero(~np.isnan(middle).any(axis=1))
    for at in range(len(middle)):
        others = has[has != at]
        if not len(others):
            continue
        near = middle[others[np.argmin(np.abs(others - at) - 0.5 * (others > at))]]
        own = count[at] / (count[at] + PRIOR_ERRORS)
        is_known = at in has and bool((middle[at] > 0).all() and (near > 0).all())
        found[at] = middle[at] ** own * near ** (1 - own) if is_known else (middle[at] if at in has else near)
    return found


def _ratios(sizes: Floats, levels: Sequence[float], origins: float) -> list[float]:
    """Width of each level over that of 80 %."""
    known = sizes[np.isfinite(sizes)]
    own = known.size / (known.size + PRIOR_TAIL)
    freedom = max(origins - 1, 2.0)
    found = []
    for level in levels:
        tail = student.ppf(0.5 + level / 200, freedom) / student.ppf(0.5 + MIDDLE / 200, freedom)
        seen = quantile(known, level / 100) / quantile(known, MIDDLE / 100) if known.size else tail
        found.append(float(own * seen + (1 - own) * tail) if level != MIDDLE else 1.0)
    return found
