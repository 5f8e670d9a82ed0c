"""Which forecast did best in the series' own past, and did it beat the naive one?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.forecasting.blends import Blend, others

Numbers = npt.NDArray[np.float64]

FEWEST_ORIGINS = 3


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


def chosen(
    past: Numbers, naive: Numbers, actual: Numbers, scale: Numbers, *, methods: Sequence[str], first: Blend
) -> Chosen:
    """First choice if it beats the naive forecast on rolling origins, else the best that does, else naive.

    Parameters
    ----------
    past : float64 (origin, method, h): what each method said; NaN = could not be fitted.
    naive : float64 (origin, h).
    actual : float64 (origin, h); NaN = not known.
    scale : float64 (origin,): in-sample seasonal naive error as known at the origin; 0 or NaN = none.
    methods : names along the dim `method`.
    first : the first choice; below 3 origins it is taken untested.

    Returns
    -------
    Chosen

    Source: Tashman 2000, Out-of-sample tests of forecasting accuracy; the fallback: ours.
    """
    size = np.where(scale > 0, scale, np.nan)[:, None]

    def score(blend: Blend) -> float:
        return _mean_of_rows(np.abs(actual - blend.of(past, naive, methods)) / size)

    naive_score, first_score = score(Blend(())), score(first)
    is_tested = int((~np.isnan((actual / size))).any(axis=1).sum()) >= FEWEST_ORIGINS
    if not is_tested or first_score < naive_score:
        return Chosen(first, first_score, naive_score, is_tested)
    tried = [(score(blend), place, blend) for place, blend in enumerate(others(methods, first))]
    best = min(tried, key=lambda row: row[:2])
    if best[0] < naive_score:
        return Chosen(best[2], best[0], naive_score, is_tested)
    return Chosen(Blend(()), naive_score, naive_score, is_tested)


def _mean_of_rows(errors: Numbers) -> float:
    """Mean over origins of the mean over horizons; what is not known is left out."""
    rows = [row[~np.isnan(row)].mean() for row in errors if not np.isnan(row).all()]
    return float(np.mean(rows)) if rows else float("nan")
