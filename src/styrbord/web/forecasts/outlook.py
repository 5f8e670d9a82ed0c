"""What of forecasts and signals does the page of one indicator show, in its grain and up to its horizon?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from styrbord.charts.outlook import Flag
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.indicators import OverTime
from styrbord.figures.forecast_grains import longer
from styrbord.figures.forecasts import Ahead, Miss, Scored, Vintage, pooled
from styrbord.figures.horizons import cut, end_of, last_day, offered
from styrbord.figures.model import Line, State, Verdict
from styrbord.figures.pages import IndicatorPage
from styrbord.figures.signals import SignalLine
from styrbord.figures.targets import ACT_FROM_TOLERANCES
from styrbord.services import forecasts, signals
from styrbord.services.board import indicators
from styrbord.services.reading import Reading
from styrbord.web.amounts import after_since

MOST_MISSES = 6
_SINCE = {
    Verdict.WORSE: lambda told: _("worse since %(period)s") % told,
    Verdict.BETTER: lambda told: _("better since %(period)s") % told,
}


@dataclass(frozen=True)
class Outlook:
    """What stands on the chart beside the course, and what is told below it.

    `vintage` is the forecast that is shown, None where there is none or the numbers that it rested on have
    been revised since; `newest` is the token of the one that holds now, `vintages` are all, newest first.
    `points` are its periods in the page's grain up to the horizon, `whole` all of them; `lines` are the
    page's lines cut to the horizon; `left` is the open case of having left its course for the worse; `score`
    pools what came of all vintages.
    """

    lines: tuple[Line, ...]
    vintage: Vintage | None = None
    newest: str = ""
    vintages: tuple[Vintage, ...] = ()
    points: tuple[Ahead, ...] = ()
    flags: tuple[Flag, ...] = ()
    horizons: tuple[str, ...] = ()
    horizon: str = ""
    is_longer: bool = False
    has_spread_lost: bool = False
    is_untold: bool = False
    left: SignalLine | None = None
    score: Scored = field(default_factory=lambda: Scored(0, None, None, {}))

    @property
    def is_newest(self) -> bool:
        """Whether the forecast that is shown is the one that holds now."""
        return self.vintage is not None and self.vintage.token == self.newest

    @property
    def left_state(self) -> State:
        """What the course asks for: act from three tolerances, as on the overview."""
        return State.ACT if self.left and self.left.tolerances >= ACT_FROM_TOLERANCES else State.WATCH

    @property
    def has_come(self) -> bool:
        """Whether something came of what was forecast."""
        return any(one.actual is not None for one in self.points)

    @property
    def levels(self) -> tuple[int, ...]:
        """Levels of the bands, narrowest first."""
        return tuple(sorted({level for one in self.points for level in one.bands}))

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Targets within reach and how likely each is missed; of the newest forecast, the nearest first."""
        return self.vintage.chance_of_miss[:MOST_MISSES] if self.vintage and self.is_newest else ()


def outlook_of(request: HttpRequest, reading: Reading, page: IndicatorPage) -> Outlook:
    """Forecast, signals and horizon of a page.

    Raises
    ------
    Refused
        `forecast.not-found` or `ahead.unknown` if the query asks for what there is not.
    """
    code, subject = page.indicator.code, page.subject.code
    found = forecasts.vintages(reading, code, subject)
    newest = forecasts.shown(reading, code, subject) if found else None
    asked = request.GET.get("forecast", "")
    chosen = forecasts.vintage(reading, code, subject, asked) if asked else newest
    cases = signals.marks(reading, code, subject)
    flags, left = flags_of(cases), left_course(cases)
    made = _made(page, chosen, _in_grain(reading, page, chosen), flags, request.GET.get("ahead", ""))
    score = pooled(one.scored for one in found)
    return replace(made, vintages=found, newest=newest.token if newest else "", left=left, score=score)


def _made(
    page: IndicatorPage,
    chosen: Vintage | None,
    whole: tuple[Ahead, ...],
    flags: tuple[Flag, ...],
    horizon: str,
) -> Outlook:
    known = newest_of(page)
    if known is None:
        return Outlook(page.lines)
    points, lines = whole, _with_targets(page, chosen)
    horizons = offered(known, last_day(lines, [one.period for one in whole], known))
    if horizon:
        end = end_of(horizon, known.last_day)
        points = tuple(one for one in whole if one.period.last_day <= end)
        lines = tuple(cut(line, known, horizon) for line in lines)
        points = tuple(one for one in points if _is_beside(one, lines))
    is_longer = page.grain != page.indicator.frequency
    return Outlook(
        lines=lines,
        vintage=chosen,
        points=points,
        flags=flags,
        horizons=horizons,
        horizon=horizon,
        is_longer=is_longer,
        has_spread_lost=is_longer and bool(whole) and not any(one.bands for one in whole),
        is_untold=is_longer and chosen is not None and not whole,
    )


def _with_targets(page: IndicatorPage, chosen: Vintage | None) -> tuple[Line, ...]:
    """Lines of the page, the target path carried on by the targets that the forecast was held against."""
    if chosen is None or page.grain != page.indicator.frequency:
        return page.lines
    return tuple(_carried_on(line, chosen) if line.role == "target" else line for line in page.lines)


def _carried_on(line: Line, chosen: Vintage) -> Line:
    last = max(period.ordinal for period, _value, _status in line.points)
    more = [(one.period, one.target.value, "A") for one in chosen.chance_of_miss if one.period.ordinal > last]
    return replace(line, points=(*line.points, *more))


def _is_beside(one: Ahead, lines: Sequence[Line]) -> bool:
    """Whether a forecast period of long ago still stands beside the past that is shown."""
    shown = [period.first_day for line in lines for period, _value, _status in line.points]
    return not shown or one.period.first_day >= min(shown)


def newest_of(page: IndicatorPage) -> Period | None:
    """Newest period of the page's grain that is known as a whole, or the one before the first partial one."""
    known = [row for row in page.rows if row.value and row.value.value is not None]
    if page.grain == page.indicator.frequency:
        return known[0].period if known else None
    whole = (row.period for row in known if row.value and not row.value.is_partial)
    return next(whole, known[-1].period.shift(-1) if known else None)


def _in_grain(reading: Reading, page: IndicatorPage, chosen: Vintage | None) -> tuple[Ahead, ...]:
    """Forecast in the page's grain: its own periods, or the longer ones that follow from them."""
    if chosen is None:
        return ()
    if page.grain == page.indicator.frequency:
        return chosen.points
    own = indicators.page(reading, page.indicator.code, page.subject.code)
    actual = next(line for line in own.lines if line.role == "actual")
    return longer(chosen.points, actual, rule=OverTime(page.indicator.over_time), to=Frequency(page.grain))


def flags_of(cases: Sequence[SignalLine]) -> tuple[Flag, ...]:
    """Signals of the course itself, with the words that stand beside them; those of plans have none."""
    return tuple(
        Flag(one.since, one.period, one.verdict, _label(one.verdict, one.since))
        for one in cases
        if one.track == "residual"
    )


def left_course(cases: Sequence[SignalLine]) -> SignalLine | None:
    """The newest case of having left its course for the worse that is still open."""
    found = [one for one in cases if one.track == "residual" and one.closed_at is None]
    return next((one for one in reversed(found) if one.verdict is Verdict.WORSE), None)


def _label(verdict: Verdict, since: Period) -> str:
    told = {"period": after_since(since)}
    return _SINCE[verdict](told) if verdict in _SINCE else _("other since %(period)s") % told
