"""How is a chart told in one sentence?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrbord.core.base.periods import Period
from styrbord.figures.forecasts import Ahead
from styrbord.figures.model import Bar, Line, State
from styrbord.web import code_words, names
from styrbord.web.amounts import amount, figure, period
from styrbord.web.names import language

PATHS = ("target", "plan", "peers-median")


def lines_reading(lines: Sequence[Line]) -> str:
    """One sentence on several lines: that of the first line of values, or each line's newest value."""
    told = [line for line in lines if line.role not in PATHS and _last(line)]
    if len(told) <= 1 or told[0].role == "actual":
        return course_reading(told[0] if told else lines[0])
    return "; ".join(_newest(line) for line in told[:6]) + "."


def course_and_ahead(lines: Sequence[Line], ahead: Sequence[Ahead]) -> str:
    """One sentence on the course, and one on where the forecast leads."""
    told = lines_reading(lines)
    if not ahead:
        return told
    last = ahead[-1]
    words = {"period": period(last.period), "value": figure(last.mean)}
    leads = _("Forecast for %(period)s: %(value)s.") % words
    return f"{told} {leads.replace('..', '.')}"  # a unit may end with a point of its own


def course_reading(line: Line) -> str:
    """One sentence on a line: first, last, lowest and highest value with their periods."""
    known = [(when, value) for when, value, _status in line.points if value is not None]
    if not known:
        return _("There is no value to show.")
    lowest, highest = min(known, key=_value), max(known, key=_value)
    told = {
        "first": _plain(line, known[0][1]),
        "start": period(known[0][0]),
        "last": _plain(line, known[-1][1]),
        "end": period(known[-1][0]),
        "low": _plain(line, lowest[1]),
        "low_at": period(lowest[0]),
        "high": _plain(line, highest[1]),
        "high_at": period(highest[0]),
    }
    return (
        _(
            "From %(first)s (%(start)s) to %(last)s (%(end)s); lowest %(low)s (%(low_at)s), "
            "highest %(high)s (%(high_at)s)."
        )
        % told
    )


def _value(point: tuple[Period, float]) -> float:
    return point[1]


def _plain(line: Line, value: float) -> str:
    return amount(value, line.unit, line.decimals)


def _last(line: Line) -> tuple[Period, float] | None:
    known = [(when, value) for when, value, _status in line.points if value is not None]
    return known[-1] if known else None


def _newest(line: Line) -> str:
    when, value = _last(line) or (None, None)
    return (
        f"{names.words(line.names) or line.code} {amount(value, line.unit, line.decimals)} ({period(when)})"
    )


def bars_reading(bars: Sequence[Bar], unit: str, decimals: int) -> str:
    """One sentence on bars: how many, the largest and the smallest value."""
    known = [bar for bar in bars if bar.value is not None]
    if not known:
        return _("There is no value to show.")
    high = max(known, key=lambda bar: bar.value or 0.0)
    low = min(known, key=lambda bar: bar.value or 0.0)
    told = {
        "n": len(known),
        "high": amount(high.value, unit, decimals),
        "high_name": _bar_name(high),
        "low": amount(low.value, unit, decimals),
        "low_name": _bar_name(low),
    }
    return (
        ngettext(
            "%(n)d value: %(high)s in %(high_name)s.",
            "%(n)d values, from %(low)s in %(low_name)s to %(high)s in %(high_name)s.",
            len(known),
        )
        % told
    )


def _bar_name(bar: Bar) -> str:
    return bar.names.get(language()) or next(iter(bar.names.values()), bar.code)


def map_reading(areas: Sequence[Bar]) -> str:
    """How many areas are in which state."""
    counts = [(state, sum(area.state is state for area in areas)) for state in State]
    return ", ".join(f"{code_words.word(code_words.STATES, s).lower()}: {n}" for s, n in counts if n) + "."
