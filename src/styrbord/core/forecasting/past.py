"""What would have been forecast from earlier origins, and what came?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.forecasting import scores
from styrbord.core.forecasting.blends import Blend
from styrbord.core.forecasting.fitting import Fitted
from styrbord.core.forecasting.methods import naive

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Forecasts of many series from earlier origins. NaN = no such origin, or not known.

    Attributes
    ----------
    back : int64 (origin,): how many values before the last one a history ended; series that end in the same
        period share an origin.
    methods : names along the dim `method`.
    made : float64 (series, origin, method, h).
    naive, actual : float64 (series, origin, h).
    scale : float64 (series, origin): in-sample seasonal naive error as known at the origin.
    """

    back: npt.NDArray[np.int64]
    methods: tuple[str, ...]
    made: Numbers
    naive: Numbers
    actual: Numbers
    scale: Numbers

    def errors(self, blend: Blend) -> Numbers:
        """Actual less forecast of one blend, float64 (series, origin, h)."""
        return self.actual - self.forecasts(blend)

    def forecasts(self, blend: Blend) -> Numbers:
        """Past forecasts of one blend, float64 (series, origin, h); NaN where no method was tried."""
        is_tried = ~np.isnan(self.naive)
        return np.asarray(np.where(is_tried, blend.of(self.made, self.naive, self.methods), np.nan))

    def one(self, place: int) -> "Past":
        """Past of one series alone."""
        only = slice(place, place + 1)
        return Past(
            self.back, self.methods, self.made[only], self.naive[only], self.actual[only], self.scale[only]
        )


def past_of(
    values: Sequence[Numbers],
    fits: Sequence[Fitted | None],
    methods: tuple[str, ...],
    season: int,
    horizon: int,
) -> Past:
    """Past forecasts of many series, side by side.

    Parameters
    ----------
    values : float64 (t,) each, no gaps.
    fits : of each series; None = it is too short to be fitted.
    methods : names along the dim `method` of the fits.
    season : periods in a season.
    horizon : periods to forecast.

    Returns
    -------
    Past
    """
    back = sorted(
        {
            len(one) - place
            for one, made in zip(values, fits, strict=True)
            if made is not None
            for place in made.origins
        }
    )
    shape = (len(values), len(back))
    past = Past(
        np.array(back, dtype=np.int64),
        methods,
        np.full((*shape, len(methods), horizon), np.nan),
        np.full((*shape, horizon), np.nan),
        np.full((*shape, horizon), np.nan),
        np.full(shape, np.nan),
    )
    places = {distance: number for number, distance in enumerate(back)}
    for row, (one, made) in enumerate(zip(values, fits, strict=True)):
        for number, length in enumerate(made.origins if made is not None else ()):
            at = (row, places[len(one) - length])
            _fill(past, at, one, length, season, horizon)
            past.made[at] = made.past[number] if made is not None else np.nan
    return past


def _fill(past: Past, at: tuple[int, int], values: Numbers, length: int, season: int, horizon: int) -> None:
    """What was known at one origin of one series, and what came."""
    history, came = values[:length], values[length : length + horizon]
    past.naive[at] = naive.ahead(history, season, horizon)
    past.actual[at][: len(came)] = came
    past.scale[at] = scores.scale(history, season=season)
