"""How do values run over time, against their target and their peers?"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from styrbord.charts.frame import Plot
from styrbord.charts.layers import key_of
from styrbord.charts.line_layers import spec_of
from styrbord.charts.model import Chart, Mark, Table, local
from styrbord.charts.outlook import Flag, Outlook, with_outlook
from styrbord.charts.series import Point, Series, is_known, name_of, point_key, point_label, prepared
from styrbord.charts.theme import NARROW, WIDE
from styrbord.charts.words import NOTES, STATUS, TABLE, word
from styrbord.core.base.periods import Period
from styrbord.figures import format as write
from styrbord.figures.forecasts import Ahead
from styrbord.figures.model import Line, Verdict

MOST_TARGETS = 160  # points that can be pointed at; the newest when there are more
Link = Callable[[Line, Period], str]


class Event(NamedTuple):
    """A numbered event on the axis of time, listed in words below the chart."""

    number: int
    on: date
    label: str


def line_chart(
    lines: Sequence[Line],
    *,
    title: str,
    reading: str,
    unit: str,
    language: str,
    link: Link | None = None,
    events: Sequence[Event] = (),
    ahead: Sequence[Ahead] = (),
    flags: Sequence[Flag] = (),
    width: int = WIDE,
    height: int = 300,
) -> Chart:
    """Chart of lines over time.

    `unit` is worded and stands above the axis; each line formats its values by its own unit and
    decimals. `link` gives where a point of a line leads ("" nowhere). Missing values are gaps,
    except in a target or plan, whose path runs on between its dated values. `ahead` is a forecast
    of the actual line with its bands, `flags` are signals on it.
    """
    outlook = Outlook(tuple(ahead), tuple(flags))
    lines = [*lines, *outlook.lines(lines)]
    series = prepared(lines, language=language)
    marks = _marks(series, language, link, outlook)
    keys = frozenset(mark.key for mark in marks)
    marked_events = [(event.number, event.on) for event in events]
    specs = [
        spec_of(Plot(series, size, tall, unit, language, keys, marked_events, outlook))
        for size, tall in ((width, height), (NARROW, min(height, 240)))
    ]
    return Chart(
        kind="line",
        title=title,
        reading=reading,
        table=_table(lines, outlook, language),
        spec=specs[0],
        narrow=specs[1],
        links=marks + tuple(Mark(key_of("event", e.number), e.label) for e in events),
        width=width,
        height=height,
        notes=_notes(series, language, outlook),
    )


def _table(lines: Sequence[Line], outlook: Outlook, language: str) -> Table:
    table = table_of(lines, language=language)
    has_more = outlook.ahead or outlook.flags
    return with_outlook(table, lines, outlook, language=language) if has_more else table


def table_of(lines: Sequence[Line], *, language: str) -> Table:
    """Periods down, lines across; None where a line has no value."""
    periods = dict.fromkeys(period for line in lines for period, _, _ in line.points)
    ordered = sorted(periods, key=lambda period: (period.last_day, period.first_day))
    columns = [{period: value for period, value, _ in line.points} for line in lines]
    rows = tuple(
        (write.period_label(period, language=language), *(_raw(column.get(period)) for column in columns))
        for period in ordered
    )
    return Table((word(TABLE, "period", language), *(name_of(line, language) for line in lines)), rows)


def _raw(value: float | None) -> float | None:
    return value if is_known(value) else None


def _marks(series: Sequence[Series], language: str, link: Link | None, outlook: Outlook) -> tuple[Mark, ...]:
    pointed = [one for one in series if one.line.role != "peers-median"]
    each = max(MOST_TARGETS // max(len(pointed), 1), 1)
    return tuple(
        Mark(
            point_key(one.line, point.period),
            _words(one, point, language, outlook),
            _href(one, point, link),
        )
        for one in pointed
        for point in one.points[-each:]
    )


def _words(one: Series, point: Point, language: str, outlook: Outlook) -> str:
    told = [point_label(one, point, unit="", language=language)]
    if one.is_ahead:
        told += [word(STATUS, "N", language)] * (point.status == "N")
        told += [outlook.words_of(point.period, one.line.unit, language)]
    elif point.status in STATUS:
        told.append(word(STATUS, point.status, language))
    if one.line.role == "actual" and (flag := outlook.flagged(point.period)):
        told.append(flag.label)
    return ", ".join(part for part in told if part)


def _href(one: Series, point: Point, link: Link | None) -> str:
    return local(link(one.line, point.period)) if link else ""


def _notes(series: Sequence[Series], language: str, outlook: Outlook) -> tuple[str, ...]:
    values = [one for one in series if not one.is_path and not one.is_ahead]
    seen = {point.status for one in values for point in one.points}
    kinds = [kind for kind in "PEFB" if kind in seen]
    if any(one.has_gap for one in values):
        kinds.append("gap")
    if any(one.is_path and one.points for one in series):
        kinds.append("target")
    return tuple(word(NOTES, kind, language) for kind in [*kinds, *_more(outlook)])


def _more(outlook: Outlook) -> Iterator[str]:
    """Which marks of a forecast and of signals are there to be explained."""
    if any(not one.is_nowcast for one in outlook.ahead):
        yield "ahead"
    if outlook.levels:
        yield "bands"
    if any(one.is_nowcast for one in outlook.ahead):
        yield "N"
    worse = {flag.verdict is Verdict.WORSE for flag in outlook.flags}
    yield from (kind for kind, is_worse in (("worse", True), ("other", False)) if is_worse in worse)
