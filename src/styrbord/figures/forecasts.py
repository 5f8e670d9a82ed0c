"""What does a forecast say in numbers, how sure is it, and how far were earlier ones from what came?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from styrbord.core.base.periods import Period
from styrbord.figures.model import Figure

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
