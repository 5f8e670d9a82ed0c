"""How is a forecast told: its numbers, its method, how sure it is, how it did, and what is not known?"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from styrbord.figures import format as written
from styrbord.figures.forecasts import Ahead, Band, Scored, Vintage
from styrbord.web.amounts import amount, figure, period
from styrbord.web.code_words import Word
from styrbord.web.forecasts.outlook import Outlook
from styrbord.web.names import language

METHODS: dict[str, Word] = {
    "ets": gettext_lazy("exponential smoothing (ETS)"),
    "dot": gettext_lazy("dynamic optimised Theta"),
    "theta": gettext_lazy("Theta"),
    "ces": gettext_lazy("complex exponential smoothing (CES)"),
    "arima": gettext_lazy("ARIMA"),
    "naive": gettext_lazy("the naive forecast"),
    "pooled": gettext_lazy("the usual course of the series like it"),
}
LABELS: dict[str, Word] = {
    "naive": pgettext_lazy("forecast", "naive"),
    "pooled": pgettext_lazy("forecast", "pooled"),
    "untested": pgettext_lazy("forecast", "untested"),
}
TRACKS: dict[str, Word] = {
    "on_track": pgettext_lazy("plan", "on track"),
    "at_risk": pgettext_lazy("plan", "at risk"),
    "likely_missed": pgettext_lazy("plan", "likely missed"),
    "unknown": pgettext_lazy("plan", "not known"),
}
_BLEND = re.compile(r"(mean|median)\(([a-z0-9+]+)\)")


def heading(outlook: Outlook) -> str:
    """The finding: what is forecast of the last period that is shown, and how sure it is."""
    if not outlook.points:
        return _("No forecast")
    one = outlook.points[-1]
    return _nowcast(one) if one.is_nowcast and len(outlook.points) == 1 else _ahead(one)


def _ahead(one: Ahead) -> str:
    return _("Forecast, %(period)s: %(value)s") % {"period": period(one.period), "value": figure(one.mean)}


def _nowcast(one: Ahead) -> str:
    return _("Nowcast, %(period)s: %(value)s") % {"period": period(one.period), "value": figure(one.mean)}


def sureness(one: Ahead) -> str:
    """Bounds of a period in a sentence; says so where they are not known."""
    if 80 not in one.bands:
        return _("It is not known how sure this is.")
    told = {"low": figure(one.bands[80].low), "high": figure(one.bands[80].high)}
    text = _("80 times in 100 it should lie between %(low)s and %(high)s") % told
    if 95 in one.bands:
        wide = {"low": figure(one.bands[95].low), "high": figure(one.bands[95].high)}
        text += _(", 95 times between %(low)s and %(high)s") % wide
    return text + "."


def method(code: str) -> str:
    """A method in words: `half naive half mean(dot+theta)` and its parts."""
    if code.startswith("half naive half "):
        own = method(code.removeprefix("half naive half "))
        return _("half the naive forecast, half %(own)s") % {"own": own}
    if found := _BLEND.fullmatch(code):
        parts = ", ".join(str(METHODS.get(one, one)) for one in found[2].split("+"))
        told = {"parts": parts}
        return (
            _("the median of %(parts)s") % told if found[1] == "median" else _("the mean of %(parts)s") % told
        )
    return str(METHODS.get(code, code))


def made(vintage: Vintage) -> str:
    """How, when and from which numbers a forecast was made."""
    told = {
        "method": method(vintage.method.removesuffix(" untested")),
        "day": written.date_label(vintage.made_at.date(), language=language()),
        "period": period(vintage.origin),
    }
    return _("Method: %(method)s. Made %(day)s from numbers up to %(period)s.") % told


def standing(vintage: Vintage) -> str:
    """Whether it beat the naive forecast in its own past, in a sentence."""
    if vintage.label == "naive":
        return _(
            "Labelled naive: no method beat the naive forecast surely enough, in this series' own past and "
            "in that of all series of the indicator, so it is the naive forecast that is shown, the last "
            "value or that of a season ago."
        )
    if vintage.label == "pooled":
        return _("Labelled pooled: the series is too short to have a method of its own.")
    if vintage.label == "untested":
        return _("Labelled untested: its past is too short to hold the method against the naive forecast.")
    score = vintage.backtest
    if score.mase is None or score.naive is None:
        return _("It beat the naive forecast in its own past.")
    told = {"own": _mase(score.mase), "naive": _mase(score.naive), "n": score.count}
    return (
        ngettext(
            "In its own past it beat the naive forecast: error %(own)s against %(naive)s "
            "(MASE, %(n)d origin).",
            "In its own past it beat the naive forecast: error %(own)s against %(naive)s "
            "(MASE, %(n)d origins).",
            score.count,
        )
        % told
    )


def score(found: Scored) -> str:
    """What came of forecasts: how many periods, how far they were, how many lay in their bands."""
    if not found.count:
        return _("Untested by what came: none of the periods has come yet.")
    told = ngettext(
        "%(n)d forecast period has come since", "%(n)d forecast periods have come since", found.count
    ) % {"n": found.count}
    if found.mase is not None and found.naive is not None:
        text = _(": error %(own)s, of the naive forecast %(naive)s (MASE)")
        told += text % {"own": _mase(found.mase), "naive": _mase(found.naive)}
    parts = [told]
    for level, inside in sorted(found.inside.items()):
        share = {"n": inside, "level": level_words(level), "expected": expected(found, level)}
        parts.append(_("%(n)d in the %(level)s band, %(expected)s expected") % share)
    return "; ".join(parts) + "."


def expected(found: Scored, level: int) -> str:
    """How many periods should lie in a band."""
    return written.number(found.count * level / 100, decimals=1, language=language())


def note(vintage: Vintage, found: Scored) -> str:
    """Accuracy in a few words, for a tile: its label, or its error against the naive one's."""
    if vintage.label:
        return str(LABELS.get(vintage.label, vintage.label))
    came = found if found.mase is not None and found.naive is not None else vintage.backtest
    if came.mase is None or came.naive is None:
        return pgettext("forecast", "untested")
    return _("error %(own)s, naive %(naive)s") % {"own": _mase(came.mase), "naive": _mase(came.naive)}


def chance(value: float) -> str:
    """Probability in words; what is nearly sure is never told as sure."""
    if value > 0.99:
        return _("over %(share)s") % {"share": written.share(0.99, language=language())}
    if value < 0.01:
        return _("under %(share)s") % {"share": written.share(0.01, language=language())}
    return written.share(value, language=language())


def level_words(level: int) -> str:
    """Level of a band as readers write it."""
    return amount(level, "%", 0)


def in_band(level: int) -> str:
    """Head of a column that counts what lay in a band."""
    return _("In the %(level)s band") % {"level": level_words(level)}


def expected_in(level: int) -> str:
    """Head of a column of how many should lie in a band."""
    return _("Expected in the %(level)s band") % {"level": level_words(level)}


def bounds(band: Band | None) -> str:
    """Both ends of a band; empty where there is none."""
    if band is None or band.low.value is None or band.high.value is None:
        return ""
    ends = (
        written.number(one.value, decimals=one.decimals, language=language()) for one in (band.low, band.high)
    )
    return " – ".join(ends)


def horizon(code: str) -> str:
    """Length of a horizon in words."""
    from_letter = {"D": "D", "M": "M", "Y": "A"}
    return written.duration(int(code[1:-1]), from_letter[code[-1]], language=language())


def whole(n: int) -> str:
    """A count."""
    return written.number(n, decimals=0, language=language())


def _mase(value: float) -> str:
    return written.number(value, decimals=2, language=language())
