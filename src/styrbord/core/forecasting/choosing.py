"""Which forecast did best in the past of a series and of all like it, and did it beat the naive one?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.forecasting.blends import Blend, others
from styrbord.core.forecasting.past import Past

Numbers = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEWEST_ORIGINS = 3
MOST_FROM_OTHERS = 32


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Forecast that a series is given.

    Attributes
    ----------
    blend : what it is made of; `naive` where nothing beats that.
    score, naive_score : mean absolute scaled error over the origins; NaN when no origin has a scale.
    is_tested : whether there were 3 origins or more.
    """

    blend: Blend
    score: float
    naive_score: float
    is_tested: bool


def chosen(past: Past, kinds: Sequence[str], first: Blend) -> list[Chosen]:
    """For each series the forecast that gains on the naive one, there and in all series of its kind.

    With eight origins or fewer a forecast often beats the naive one by chance. So the mean gain of a series
    is drawn towards that of all series of its kind, which counts as much as one origin for each other series,
    32 at most. A forecast may be taken if the gain so drawn, and the series' own, are above nothing; below 3
    origins the own need not be. The first choice is taken if it may, else the one with the highest gain, else
    the naive one. Where no series of the kind has an origin the first choice is taken.

    Parameters
    ----------
    past : forecasts from earlier origins.
    kinds : kind of each series, dim (series,).
    first : the first choice.

    Returns
    -------
    list of Chosen
        In the order of the series.

    Source: Tashman 2000, Out-of-sample tests of forecasting accuracy; Robbins 1956, An empirical Bayes
    approach to statistics (means drawn towards the common one). The rule and its weight are ours, chosen on
    real regions without their four newest years and on the M1 competition.
    """
    blends = (Blend(()), first, *others(past.methods, first))
    scores = _scores(past, blends)
    origins = (~np.isnan(_scaled(past, Blend(())))).any(axis=2).sum(axis=1)
    is_tested = origins >= FEWEST_ORIGINS
    place = np.empty(len(origins), dtype=np.int64)
    named = np.array(kinds, dtype=object)
    for kind in dict.fromkeys(kinds):
        rows = np.flatnonzero(named == kind)
        place[rows] = _places(scores[:, rows], origins[rows])
    return [
        Chosen(blends[at], float(scores[at, row]), float(scores[0, row]), bool(is_tested[row]))
        for row, at in enumerate(place)
    ]


def _places(scores: Numbers, origins: Ints) -> Ints:
    """Place of the blend that each series of one kind is given; 0 = naive, 1 = the first choice."""
    has = origins > 0
    if not has.any():
        return np.ones(len(origins), dtype=np.int64)
    own = np.where(has, scores[0] - scores, 0.0)
    common = own[:, has].mean(axis=1)
    from_others = np.minimum(has.sum() - has, MOST_FROM_OTHERS)
    weight = np.maximum(origins + from_others, 1)
    gains = (origins * own + from_others * common[:, None]) / weight
    may = (gains > 0) & ((own > 0) | (origins < FEWEST_ORIGINS))
    return np.where(may[1], 1, np.where(may, gains, 0.0).argmax(axis=0))


def _scores(past: Past, blends: Sequence[Blend]) -> Numbers:
    """Mean over origins of the mean over horizons of each blend's scaled error, (blend, series)."""
    return np.array([_mean(_mean(np.abs(_scaled(past, blend)))) for blend in blends])


def _scaled(past: Past, blend: Blend) -> Numbers:
    """Errors in scales, (series, origin, h); NaN where there is no scale or nothing is known."""
    scale = np.where(past.scale > 0, past.scale, np.nan)
    return np.asarray(past.errors(blend) / scale[:, :, None])


def _mean(values: Numbers) -> Numbers:
    """Mean along the last dim of what is known; NaN where nothing is."""
    known = ~np.isnan(values)
    total = np.where(known, values, 0.0).sum(axis=-1)
    return np.asarray(np.where(known.any(axis=-1), total / np.maximum(known.sum(axis=-1), 1), np.nan))
