"""How is the series of a deviation drawn: its course, since when it deviates, and the day of the action?"""

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from styrbord.charts.line import Event, line_chart
from styrbord.charts.outlook import Flag
from styrbord.core.base.periods import Period
from styrbord.figures import format as written
from styrbord.figures.deviations import DeviationPage
from styrbord.figures.model import Line
from styrbord.services.board import indicators
from styrbord.services.reading import Reading
from styrbord.web import readings
from styrbord.web.address import go
from styrbord.web.amounts import after_since
from styrbord.web.charting import ChartView
from styrbord.web.names import language

WIDTH, HEIGHT = 900, 260
DRAWN = 48
"""Periods that are drawn at most; all of them stand on the page of the indicator."""


def course(
    request: HttpRequest, reading: Reading, found: DeviationPage, *, width: int = WIDTH, height: int = HEIGHT
) -> ChartView | None:
    """The series with the period since which it deviates, and the days of actions as numbered events."""
    signal = found.line.signal
    page = indicators.page(reading, signal.indicator, signal.subject)
    lines = [_newest(line) for line in page.lines if line.role in {"actual", "target"}]
    if not any(value is not None for line in lines for _period, value, _status in line.points):
        return None

    def link(line: Line, period: Period) -> str:
        is_own = line.role == "actual"
        return go(request, "provenance", signal.indicator, signal.subject, period) if is_own else ""

    chart = line_chart(
        lines,
        title=_("Course, and since when it deviates"),
        reading=readings.course_and_ahead(lines, ()),
        unit=written.unit_words(page.indicator.stated_unit, language=language()),
        language=language(),
        link=link,
        events=list(_events(found, lines)),
        flags=_flags(found),
        width=width,
        height=height,
    )
    return ChartView("course", chart, page.indicator.decimals)


def _newest(line: Line) -> Line:
    return Line(line.role, line.code, line.names, line.points[-DRAWN:], line.unit, line.decimals)


def _flags(found: DeviationPage) -> tuple[Flag, ...]:
    signal = found.line.signal
    if found.line.is_moved or signal.value.value is None:
        return ()
    words = _("deviates since %(period)s") % {"period": after_since(signal.since)}
    return (Flag(signal.since, signal.period, signal.verdict, words),)


def _events(found: DeviationPage, lines: list[Line]) -> Iterator[Event]:
    """Days of actions that lie within what is drawn."""
    periods = [period for line in lines for period, _value, _status in line.points]
    first, last = min(p.first_day for p in periods), max(p.last_day for p in periods)
    days = [date.fromisoformat(one.said["action"]) for one in found.steps if one.said.get("action")]
    shown = [day for day in dict.fromkeys(days) if first <= day <= last]
    for number, day in enumerate(shown, 1):
        yield Event(number, day, _("action, %(day)s") % {"day": written.date_label(day, language=language())})
