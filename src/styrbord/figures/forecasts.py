"""What does a forecast say in numbers, how sure is it, and how far were earlier ones from what came?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from styrbord.core.base.periods import Period
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.model import Figure, Input

METHOD = "forecast/1"


@dataclass(frozen=True, slots=True)
class Band:
    """Bounds between which the value should lie so many times in a hundred, in the indicator's unit."""

    low: Figure
    high: Figure


@dataclass(frozen=True, slots=True)
class Ahead:
    """Forecast of one period; `bands` by level in per cent, empty where no spread is known.

    `actual` is what came as the reader sees it now, None while it has not come; `is_nowcast` says that part
    of the period was reported when the forecast was made.
    """

    period: Period
    mean: Figure
    bands: Mapping[int, Band]
    actual: Figure | None = None
    is_nowcast: bool = False

    def holds(self, level: int) -> bool | None:
        """Whether what came lies in the band; None while it has not come, or where there is no band."""
        band = self.bands.get(level)
        if band is None or self.actual is None or self.actual.value is None:
            return None
        low, high = band.low.value, band.high.value
        return None if low is None or high is None else low <= self.actual.value <= high


@dataclass(frozen=True, slots=True)
class Scored:
    """How far forecasts were from what came.

    `mase` is the mean absolute error in units of the seasonal naive error inside the history, `naive` the
    same of the seasonal naive forecast (None = not known); `inside` counts by level how many of `count`
    periods lay in their band.
    """

    count: int
    mase: float | None
    naive: float | None
    inside: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Came:
    """One period that has come, in the indicator's unit: value, mean and naive forecast, bounds by level.

    None = not known; a naive forecast that is not known is NaN.
    """

    actual: float | None
    mean: float | None
    naive: float
    bands: Mapping[int, tuple[float | None, float | None]]

    def holds(self, level: int) -> bool:
        """Whether the value lies in the band; not where there is no band."""
        low, high = self.bands.get(level, (None, None))
        return self.actual is not None and low is not None and high is not None and low <= self.actual <= high


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How the forecasts did that the reader may see of an indicator: of one subject, or of all (then empty).

    `series` have a forecast now, of which `naive`, `pooled` and `untested` bear that label; `vintages` is how
    many forecasts were held against what came, `newest` when the last one was made.
    """

    indicator: str
    subject: str
    series: int
    vintages: int
    scored: Scored
    naive: int
    pooled: int
    untested: int
    newest: datetime


@dataclass(frozen=True, slots=True)
class Miss:
    """Probability that the target of a period is missed, by the sample paths of a forecast."""

    period: Period
    target: Figure
    chance: float
    track: str


@dataclass(frozen=True, slots=True)
class Vintage:
    """One forecast of one series as it was made: after which period, when, how, and what came of it.

    `method` is the code of `core.forecasting` (`mean(dot+theta)`, `naive`, `pooled`, ...); `label` says what
    a reader must know of it: "" or `naive`, `pooled`, `untested`. `backtest` tells how it did on rolling
    origins of its own history when it was made, `scored` what came since.
    """

    token: str
    indicator: str
    subject: str
    origin: Period
    made_at: datetime
    method: str
    label: str
    points: tuple[Ahead, ...]
    backtest: Scored
    scored: Scored
    chance_of_miss: tuple[Miss, ...] = ()


def forecast_figure(
    name: str, definition: Indicator, subject: str, origin: Period, value: float | None, edition: int = 0
) -> Figure:
    """A number of a forecast as a figure in the indicator's unit; it rests on the newest value known then.

    Parameters
    ----------
    value : in the indicator's unit; None or NaN = none.
    edition : of the newest value; 0 where it is computed.

    Returns
    -------
    Figure

    Source: docs/method/forecasting.md.
    """
    known = None if value is None or not isfinite(value) else value
    inputs = (Input(definition.code, subject, origin, edition),)
    return Figure(
        name, known, definition.stated_unit, definition.decimals, METHOD,
        inputs=inputs, is_computed=True,
    )  # fmt: skip


def scored(points: Sequence[Ahead], naive: Sequence[float], scale: float | None) -> Scored:
    """How one forecast did in the periods that have come.

    Parameters
    ----------
    points : of one vintage.
    naive : seasonal naive forecasts of the same periods, in the indicator's unit.
    scale : seasonal naive error inside the history; None or 0 = none, nothing can be scaled then.

    Returns
    -------
    Scored
        Errors are means over the periods; None without any, or without a scale.

    Source: Hyndman and Koehler 2006, section 3; docs/method/forecasting.md.
    """
    came = [
        Came(one.actual.value, one.mean.value, plain, _bounds(one))
        for one, plain in zip(points, naive, strict=True)
        if one.actual is not None
    ]
    return score(came, _levels(points), scale)


def score(came: Sequence[Came], levels: Sequence[int], scale: float | None) -> Scored:
    """How one forecast did, from bare numbers.

    Parameters
    ----------
    came : periods that have come, in any order; those without a value or a mean count for nothing.
    levels : of the bands that the forecast has anywhere, per cent.
    scale : seasonal naive error inside the history; None or 0 = none, nothing can be scaled then.

    Returns
    -------
    Scored
        As `scored`, which see.
    """
    told = [(one, one.actual, one.mean) for one in came if one.actual is not None and one.mean is not None]
    inside = {level: sum(one.holds(level) for one, *_ in told) for level in levels}
    if not told or not scale:
        return Scored(len(told), None, None, inside)
    own = sum(abs(actual - mean) for _, actual, mean in told) / len(told) / scale
    plain = sum(abs(actual - one.naive) for one, actual, _ in told) / len(told) / scale
    return Scored(len(told), own, plain, inside)


def _bounds(one: Ahead) -> dict[int, tuple[float | None, float | None]]:
    return {level: (band.low.value, band.high.value) for level, band in one.bands.items()}


def pooled(parts: Iterable[Scored]) -> Scored:
    """Scores of many forecasts as one; errors are means over the periods of those that have a scale.

    Returns
    -------
    Scored
    """
    some = list(parts)
    scaled = [one for one in some if one.mase is not None and one.naive is not None]
    count = sum(one.count for one in scaled)
    levels = sorted({level for one in some for level in one.inside})
    return Scored(
        sum(one.count for one in some),
        sum((one.mase or 0.0) * one.count for one in scaled) / count if count else None,
        sum((one.naive or 0.0) * one.count for one in scaled) / count if count else None,
        {level: sum(one.inside.get(level, 0) for one in some) for level in levels},
    )


def _levels(points: Iterable[Ahead]) -> list[int]:
    return sorted({level for one in points for level in one.bands})
