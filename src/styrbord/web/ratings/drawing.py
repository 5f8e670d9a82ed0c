"""How is a place explained in a chart: what each part of the index adds or costs against the peers?"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from styrbord.charts.bars import bar_chart
from styrbord.charts.line import line_chart
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.figures import format as written
from styrbord.figures.model import Bar, Line
from styrbord.figures.rating_parts import Apart, apart, changed
from styrbord.figures.ratings import DECIMALS
from styrbord.services.ratings import Card, ChangeNote, Officer
from styrbord.web import amounts
from styrbord.web.charting import ChartView
from styrbord.web.names import language, words
from styrbord.web.ratings import words as worded

IN_SIDE, WHOLE = 304, 900


def why(card: Card, name: str) -> tuple[Apart, ChartView] | None:
    """What sets the subject apart from the middle of its peers; None without a score."""
    if not card.parts or card.place.rank is None:
        return None
    tree = card.rating.method.tree
    own = {part.code: part.points for part in card.parts}
    peers = {part.code: part.benchmark for part in card.parts if part.benchmark is not None}
    found = apart(tree, own, peers)
    chart = bar_chart(
        found.bars,
        title=heading(card, name),
        reading=reading(found),
        unit=pgettext("unit", "points"),
        decimals=DECIMALS,
        language=language(),
        signed=True,
        width=IN_SIDE,
    )
    return found, ChartView("why", chart, DECIMALS)


def heading(card: Card, name: str) -> str:
    """Why it stands where it stands."""
    place = written.rank_span(card.place.rank, card.place.rank, language=language())
    told = {"name": name, "place": place}
    return _("Why %(name)s is %(place)s") % told


def reading(found: Apart) -> str:
    """What costs it most, in one sentence."""
    costs = found.costs
    if not costs:
        return _("No part of the index lies below the middle of its peers.")
    points = -sum(one.value or 0 for one in costs)
    told = {"points": _number(points), "first": words(costs[0].names) or costs[0].code}
    if len(costs) == 1:
        return _("%(first)s: that costs it %(points)s points against the middle of its peers.") % told
    told["second"] = words(costs[1].names) or costs[1].code
    return (
        _("%(first)s and %(second)s: these cost it %(points)s points against the middle of its peers.") % told
    )


def total(found: Apart) -> str:
    """What the bars add up to."""
    told = {
        "peers": _number(found.benchmark),
        "sum": written.signed(found.difference, decimals=DECIMALS, language=language()),
        "score": _number(found.score),
    }
    return (
        _(
            "Points above or below the middle of its peers (%(peers)s)."
            " They add up to %(sum)s: score %(score)s."
        )
        % told
    )


def moved(card: Card, change: ChangeNote) -> ChartView:
    """What moved the score since the period before, by part of the index."""
    parts = {part.code: part.points for part in change.by_indicator}
    lines = {code: dict.fromkeys(LANGUAGES, worded.line(code)) for code in worded.LINES}
    chart = bar_chart(
        changed(card.rating.method.tree, parts, lines),
        title=_("What moved the score"),
        reading=_("The bars add up to the change of the score."),
        unit=pgettext("unit", "points"),
        decimals=DECIMALS,
        language=language(),
        signed=True,
        width=WHOLE,
    )
    return ChartView("moved", chart, DECIMALS)


def history(card: Card) -> ChartView | None:
    """Score over the periods; None where there are not two."""
    known = [(_period(one.period), one.score) for one in card.history if one.score is not None]
    points = tuple(sorted({when: score for when, score in known if when}.items()))
    if len(points) < 2:
        return None
    named = dict.fromkeys(LANGUAGES, pgettext("line of a chart", "score"))
    line = Line("subject", "score", named, tuple((when, score, "A") for when, score in points), "", DECIMALS)
    told = {"first": amounts.period(points[0][0]), "last": amounts.period(points[-1][0])}
    chart = line_chart(
        [line],
        title=_("Score over time"),
        reading=_("Points from %(first)s to %(last)s.") % told,
        unit=pgettext("unit", "points"),
        language=language(),
        width=WHOLE,
        height=200,
    )
    return ChartView("history", chart, DECIMALS)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except Refused:
        return None


def derived(found: Officer, names: Mapping[str, str]) -> ChartView:
    """What each input adds to the score of an officer."""
    bars = [
        Bar(part.name, dict.fromkeys(LANGUAGES, names.get(part.name, part.name)), part.points)
        for part in found.score.parts
    ]
    chart = bar_chart(
        bars,
        title=_("What each input adds"),
        reading=_("The bars add up to the score."),
        unit=pgettext("unit", "points"),
        decimals=DECIMALS,
        language=language(),
        signed=True,
        width=WHOLE,
    )
    return ChartView("derived", chart, DECIMALS)


def _number(value: float) -> str:
    return written.number(value, decimals=DECIMALS, language=language())
