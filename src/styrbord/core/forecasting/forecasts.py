"""What do many series do next, how sure is that, and how good were such forecasts before?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.base.fan_out import FanOut, InProcess
from styrbord.core.base.progress import Progress, silent
from styrbord.core.forecasting import scores, short
from styrbord.core.forecasting.blends import Blend, first_choice, usual
from styrbord.core.forecasting.choosing import Chosen, chosen
from styrbord.core.forecasting.engine import demand_engine
from styrbord.core.forecasting.fitting import Fitted, Task, fitted
from styrbord.core.forecasting.gaps import filled, is_too_thin, trimmed
from styrbord.core.forecasting.histories import Asked, History
from styrbord.core.forecasting.methods import naive
from styrbord.core.forecasting.past import Past, past_of
from styrbord.core.forecasting.spread import Spread
from styrbord.core.forecasting.transforms import Transform, fits

Numbers = npt.NDArray[np.float64]

AT_ONCE = 8
POOLED, NOTHING, UNTESTED = "pooled", "none", " untested"
STEADY = Chosen(Blend(()), float("nan"), float("nan"), is_tested=True)  # nothing beats what never moves


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Forecast of one series.

    Attributes
    ----------
    mean : float64 (h,); NaN for a series without any value.
    lower, upper : float64 (level, h); NaN where no spread is known.
    method : what it was made by: `mean(dot+theta)`, `ets`, `half naive half ets`, `naive`, `pooled` (short
        series), `none` (no value); with ` untested` behind where fewer than 3 origins could be scored.
    score, naive_score : mean absolute scaled error on the rolling origins, of this forecast and of the
        seasonal naive one; NaN = none.
    blend : what it is a mean of; None for a short series.
    """

    mean: Numbers
    lower: Numbers
    upper: Numbers
    method: str
    score: float
    naive_score: float
    blend: Blend | None


@dataclass(frozen=True, slots=True, eq=False)
class Forecasts:
    """Forecasts of many series.

    Attributes
    ----------
    series : one forecast for each history, in their order.
    levels : percents that the intervals should hold.
    scale : float64 (series,): in-sample seasonal naive error; 0 or NaN = none.
    past : forecasts of every method from earlier origins, beside what came.
    """

    series: tuple[Forecast, ...]
    levels: tuple[float, ...]
    scale: Numbers
    past: Past

    @property
    def mean(self) -> Numbers:
        """Point forecasts, float64 (series, h)."""
        return np.array([one.mean for one in self.series])

    def some(self, rows: Sequence[int]) -> "Forecasts":
        """Those of some series alone, in the order of the rows."""
        places, past = np.asarray(rows, dtype=np.int64), self.past
        kept = Past(
            past.back, past.methods, past.made[places], past.naive[places], past.actual[places],
            past.scale[places],
        )  # fmt: skip
        return Forecasts(tuple(self.series[row] for row in rows), self.levels, self.scale[places], kept)

    def past_forecasts(self) -> Numbers:
        """What each series' blend said at earlier origins, float64 (origin, series, h); NaN = nothing."""
        found = np.full(self.past.naive.shape, np.nan)
        for place, one in enumerate(self.series):
            if one.blend is not None:
                found[place] = self.past.one(place).forecasts(one.blend)[0]
        return found.transpose(1, 0, 2)


def forecasts(
    histories: Sequence[History],
    asked: Asked,
    *,
    fan_out: FanOut | None = None,
    progress: Progress = silent,
) -> Forecasts:
    """Point forecasts with calibrated intervals, each by what beat the naive forecast in the past.

    The same histories give the same bytes, in one process or many.

    Parameters
    ----------
    histories : of one frequency; together they lend each other spread.
    asked : horizon, season, levels.
    fan_out : where the fits are spread over; this process when left out.
    progress : told in series, stage `fitting`; may raise to cancel.

    Returns
    -------
    Forecasts
        In the order of the histories.

    Raises
    ------
    Refused
        `forecast.no-engine` when the extra `forecast` is not installed.

    Source: shared/methods/forecasting.md, sections 4 and 6.1.
    """
    values = [trimmed(np.asarray(history.values, dtype=np.float64)) for history in histories]
    is_long = [len(one) >= short.FEWEST and not is_too_thin(one) for one in values]
    whole = [filled(one, season=asked.season) for one in values]
    names = asked.methods or usual(asked.season, asked.extra)
    pairs = [pair for pair, long in zip(zip(histories, whole, strict=True), is_long, strict=True) if long]
    fitted_ = iter(_fitted([_task(history, one, asked, names) for history, one in pairs], fan_out, progress))
    made = [next(fitted_) if long else None for long in is_long]
    past = past_of(whole, made, names, season=asked.season, horizon=asked.horizon)
    kinds = [history.kind for history in histories]
    spread = Spread(past, kinds, asked.levels)
    choices = chosen(past, kinds, first_choice(names, season=asked.season, extra=asked.extra))
    common = _common(histories, whole, is_long, asked)
    series = [
        _short(history, one, common[history.kind], asked)
        if fits_ is None
        else _long(history, one, fits_, spread, choice, asked)
        for history, one, fits_, choice in zip(histories, whole, made, choices, strict=True)
    ]
    scale = np.array([scores.scale(one, season=asked.season) for one in whole])
    return Forecasts(tuple(series), tuple(asked.levels), scale, past)


def _task(history: History, values: Numbers, asked: Asked, names: tuple[str, ...]) -> Task:
    does_fit = fits(values, history.transform, lower=history.lower, upper=history.upper)
    transform = history.transform if does_fit else Transform.NONE
    return Task(values, asked.season, asked.horizon, names, transform, history.lower, history.upper)


def _fitted(tasks: Sequence[Task], fan_out: FanOut | None, progress: Progress) -> list[Fitted]:
    """Fit all; a few series go out at once, so that progress moves and a stop is quick."""
    if not tasks:
        return []
    demand_engine()
    parcels = [tasks[first : first + AT_ONCE] for first in range(0, len(tasks), AT_ONCE)]
    progress(0, len(tasks), "fitting")

    def told(done: int, total: int, stage: str) -> None:
        progress(min(done * AT_ONCE, len(tasks)), len(tasks), "fitting")

    return [one for parcel in (fan_out or InProcess()).map(fitted, parcels, told) for one in parcel]


def _common(
    histories: Sequence[History], values: Sequence[Numbers], is_long: Sequence[bool], asked: Asked
) -> dict[str, short.Pooled]:
    """What the series of a kind have in common, of the kinds that hold a short one."""
    kinds = {history.kind for history, long in zip(histories, is_long, strict=True) if not long}
    return {
        kind: short.pooled(
            [one for history, one in zip(histories, values, strict=True) if history.kind == kind],
            season=asked.season,
            horizon=asked.horizon,
        )
        for kind in kinds
    }


def _short(history: History, values: Numbers, common: short.Pooled, asked: Asked) -> Forecast:
    """Forecast of a short series: from the last value with what series of its kind have in common."""
    nan = float("nan")
    if not len(values):
        empty = np.full((len(asked.levels), asked.horizon), np.nan)
        return Forecast(np.full(asked.horizon, np.nan), empty, empty, NOTHING, nan, nan, None)
    parts = short.forecast(values, common, season=asked.season, horizon=asked.horizon, levels=asked.levels)
    mean, lower, upper = (np.clip(part, history.lower, history.upper) for part in parts)
    return Forecast(mean, lower, upper, POOLED, nan, nan, None)


def _long(
    history: History, values: Numbers, made: Fitted, spread: Spread, found: Chosen, asked: Asked
) -> Forecast:
    """Forecast of a series by its own methods, and an interval by the errors that all series pool."""
    choice = STEADY if _size(values, asked.season) == 0 else found
    last = naive.ahead(values, asked.season, asked.horizon)
    mean = np.clip(choice.blend.of(made.now, last, spread.past.methods), history.lower, history.upper)
    below, above = spread.reach(choice.blend, history.kind)
    size = _size(values, asked.season)
    lower, upper = mean + below * size, mean + above * size
    return Forecast(
        mean,
        np.clip(np.minimum(lower, mean), history.lower, history.upper),
        np.clip(np.maximum(upper, mean), history.lower, history.upper),
        choice.blend.name + ("" if choice.is_tested or not choice.blend.methods else UNTESTED),
        choice.score,
        choice.naive_score,
        choice.blend,
    )


def _size(values: Numbers, season: int) -> float:
    """What reaches are multiplied with: the seasonal naive error, the naive one below a season of values."""
    size = scores.scale(values, season=season)
    return scores.scale(values, season=1) if np.isnan(size) else size
