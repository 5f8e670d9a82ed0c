"""How are three scenarios drawn: known values, then three paths told apart by dash, colour and name?"""

from django.utils.translation import gettext as _

from styrbord.charts.line import line_chart
from styrbord.core.base.periods import Period
from styrbord.core.base.text import LANGUAGES
from styrbord.figures import format as written
from styrbord.figures.model import Line
from styrbord.figures.scenarios import Course, ScenarioSet
from styrbord.web import code_words
from styrbord.web.amounts import figure, period
from styrbord.web.charting import ChartView
from styrbord.web.names import language

WIDTH = 900


def paths(found: ScenarioSet) -> ChartView:
    """Chart of the headline; each path begins at the newest known value."""
    sample = found.courses[0].headline[0]
    chart = line_chart(
        _lines(found),
        title=title(found),
        reading=reading(found),
        unit=written.unit_words(sample.unit, language=language()),
        language=language(),
        width=WIDTH,
    )
    return ChartView("paths", chart, sample.decimals)


def title(found: ScenarioSet) -> str:
    """The finding: where the three lead."""
    low, middle, high = (one.headline[-1] for one in found.courses)
    told = {
        "period": period(found.periods[-1]),
        "low": figure(low),
        "high": figure(high),
        "middle": figure(middle),
    }
    return _("%(period)s: %(middle)s as forecast, %(low)s if it goes badly, %(high)s if it goes well") % told


def reading(found: ScenarioSet) -> str:
    """The chart in one sentence."""
    told = {"first": period(found.periods[0]), "last": period(found.periods[-1])}
    return _("Three joint paths from %(first)s to %(last)s, each with all members that add up to it.") % told


def _lines(found: ScenarioSet) -> list[Line]:
    sample = found.courses[0].headline[0]
    unit, decimals = sample.unit, sample.decimals
    known = tuple((when, value, "A") for when, value in found.history)
    lines = [Line("subject", "known", _named(_("Known")), known, unit, decimals)]
    for one in reversed(found.courses):
        lines.append(Line("subject", one.name, _named(_word(one)), _points(found, one), unit, decimals))
    if found.has_targets:
        goals = tuple(
            (when, goal.value, "A")
            for when, goal in zip(found.periods, found.targets, strict=True)
            if goal is not None
        )
        lines.append(Line("target", found.indicator, {}, goals, unit, decimals))
    return lines


def _points(found: ScenarioSet, one: Course) -> tuple[tuple[Period, float | None, str], ...]:
    """Path of one scenario; not marked as forecast, since all forecasts are drawn with the same dash."""
    ahead = tuple((when, each.value, "A") for when, each in zip(found.periods, one.headline, strict=True))
    return (*((when, value, "A") for when, value in found.history[-1:]), *ahead)


def _word(one: Course) -> str:
    return code_words.word(code_words.SCENARIOS, one.name)


def _named(word: str) -> dict[str, str]:
    """Name of a line in the page's language, whichever is asked for."""
    return dict.fromkeys(LANGUAGES, word)
