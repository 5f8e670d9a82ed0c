"""How is an expected effect drawn: what is known, the forecast without the decision, and when it begins?"""

from django.utils.translation import gettext as _

from styrbord.charts.line import Event, line_chart
from styrbord.core.base.text import LANGUAGES
from styrbord.figures import format as written
from styrbord.figures.model import Line
from styrbord.services import forecasts
from styrbord.services.decisions import DecisionPage, EffectNote
from styrbord.services.reading import Reading
from styrbord.web.amounts import figure, period
from styrbord.web.charting import ChartView
from styrbord.web.names import language

WIDTH = 900
DRAWN = 16
"""Periods that are drawn at most."""


def charts(reading: Reading, found: DecisionPage, width: int = WIDTH) -> list[ChartView | None]:
    """One chart for each effect of which there is something to draw."""
    return [_chart(reading, found, effect, at, width) for at, effect in enumerate(found.effects)]


def _chart(
    reading: Reading, found: DecisionPage, effect: EffectNote, at: int, width: int
) -> ChartView | None:
    known = forecasts.actuals(reading, effect.indicator, effect.subject)
    points = tuple((when, one.value, "A") for when, one in known if when <= effect.by)[-DRAWN:]
    if not points:
        return None
    sample = effect.expected
    name = dict.fromkeys(LANGUAGES, _("Known"))
    events = [Event(1, found.in_force_on, _("in force"))] if found.in_force_on else []
    chart = line_chart(
        [Line("actual", effect.indicator, name, points, sample.unit, sample.decimals)],
        title=_title(effect),
        reading=_(
            "What is known, the forecast without the decision, and the day on which it came into force."
        ),
        unit=written.unit_words(sample.unit, language=language()),
        language=language(),
        events=events,
        ahead=effect.path,
        width=width,
        height=240,
    )
    return ChartView(f"effect-{at + 1}", chart, sample.decimals)


def _title(effect: EffectNote) -> str:
    told = {"period": period(effect.by)}
    if effect.actual is not None and effect.forecast is not None:
        told |= {"actual": figure(effect.actual), "forecast": figure(effect.forecast)}
        return _("%(period)s: %(actual)s came, %(forecast)s was forecast without it") % told
    if effect.forecast is not None:
        return _("%(period)s: %(forecast)s is forecast without it") % (
            told | {"forecast": figure(effect.forecast)}
        )
    return _("%(period)s: there is no forecast without it") % told
