"""Which word is shown for a class, a verdict, a step, a cause or a choice of a rating?"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Bands, Normalisation
from styrbord.figures import format as written
from styrbord.figures.ratings import DECIMALS, Rating, RatingTable
from styrbord.services.ratings import Card, Compared, MethodPage, Officer
from styrbord.web import amounts
from styrbord.web.code_words import Word
from styrbord.web.names import language

CLASSES: Mapping[str, Word] = {
    "leader": pgettext_lazy("class", "leader"),
    "middle": pgettext_lazy("class", "middle"),
    "lagging": pgettext_lazy("class", "lagging"),
    "very-high": pgettext_lazy("class", "very high"),
    "high": pgettext_lazy("class", "high"),
    "low": pgettext_lazy("class", "low"),
    "borderline": pgettext_lazy("class", "borderline"),
    "": pgettext_lazy("class", "no class"),
}
STATES: Mapping[str, Word] = {
    "draft": pgettext_lazy("state of a rating", "draft"),
    "made": pgettext_lazy("state of a rating", "made"),
    "approved": pgettext_lazy("state of a rating", "approved"),
    "published": pgettext_lazy("state of a rating", "published"),
    "succeeded": pgettext_lazy("state of a rating", "corrected since"),
    "withdrawn": pgettext_lazy("state of a rating", "withdrawn"),
}
VERBS: Mapping[str, Word] = {
    "change": pgettext_lazy("rating", "Change the text"),
    "approve": pgettext_lazy("rating", "Approve"),
    "publish": pgettext_lazy("rating", "Publish"),
    "withdraw": pgettext_lazy("rating", "Withdraw"),
    "replay": pgettext_lazy("rating", "Compute it again and compare"),
    "uphold": pgettext_lazy("rating", "The appeal is right"),
    "reject": pgettext_lazy("rating", "The grade stands"),
    "appeal": pgettext_lazy("rating", "Appeal"),
}
DONE: Mapping[str, Word] = {
    "draft": pgettext_lazy("step of a rating", "drafted it"),
    "change": pgettext_lazy("step of a rating", "changed the text"),
    "ask": pgettext_lazy("step of a rating", "asked for it"),
    "make": pgettext_lazy("step of a rating", "computed it"),
    "approve": pgettext_lazy("step of a rating", "approved it"),
    "publish": pgettext_lazy("step of a rating", "published it"),
    "succeed": pgettext_lazy("step of a rating", "put a corrected one in its place"),
    "withdraw": pgettext_lazy("step of a rating", "withdrew it"),
    "appeal": pgettext_lazy("step of a rating", "appealed"),
    "uphold": pgettext_lazy("step of a rating", "found the appeal right"),
    "reject": pgettext_lazy("step of a rating", "found that the grade stands"),
}
APPEALS: Mapping[str, Word] = {
    "open": pgettext_lazy("appeal", "open"),
    "upheld": pgettext_lazy("appeal", "upheld"),
    "rejected": pgettext_lazy("appeal", "rejected"),
}
STEPS: Mapping[str, Word] = {
    "denominate": pgettext_lazy("step of a method", "divide by the denominator"),
    "impute": pgettext_lazy("step of a method", "fill holes"),
    "screen": pgettext_lazy("step of a method", "leave out who has too few numbers"),
    "treat": pgettext_lazy("step of a method", "treat outliers"),
    "normalise": pgettext_lazy("step of a method", "bring on one scale"),
    "aggregate": pgettext_lazy("step of a method", "add up to the index"),
}
CAUSES: Mapping[str, Word] = {
    "own-data": pgettext_lazy("cause of a change", "its own numbers"),
    "others-data": pgettext_lazy("cause of a change", "numbers of the others"),
    "method": pgettext_lazy("cause of a change", "another method"),
    "revision": pgettext_lazy("cause of a change", "revised numbers"),
}
LINES: Mapping[str, Word] = {
    "missing": pgettext_lazy("part of a change", "numbers that only one of both periods has"),
    "weights": pgettext_lazy("part of a change", "other weights"),
    "rules": pgettext_lazy("part of a change", "other rules of adding up"),
}
AGGREGATIONS: Mapping[str, Word] = {
    "arithmetic": pgettext_lazy("how a node adds up", "weighted mean"),
    "geometric": pgettext_lazy("how a node adds up", "weighted geometric mean"),
    "harmonic": pgettext_lazy("how a node adds up", "weighted harmonic mean"),
    "power": pgettext_lazy("how a node adds up", "generalised mean"),
    "copeland": pgettext_lazy("how a node adds up", "wins in pairs (Copeland)"),
    "mpi": pgettext_lazy("how a node adds up", "mean less a penalty for imbalance"),
    "ampi": pgettext_lazy("how a node adds up", "mean less a penalty for imbalance"),
    "minimum": pgettext_lazy("how a node adds up", "the weakest counts"),
    "sum": pgettext_lazy("how a node adds up", "sum"),
    "benefit-of-the-doubt": pgettext_lazy(
        "how a node adds up", "each by its own best weights, within bounds"
    ),
    "none": pgettext_lazy("how a node adds up", "not added up"),
}
NORMALISATIONS: Mapping[str, Word] = {
    "minmax": pgettext_lazy("scale", "from the smallest to the largest value"),
    "zscore": pgettext_lazy("scale", "standard deviations from the mean"),
    "scaled": pgettext_lazy("scale", "between two fixed values"),
    "goalposts": pgettext_lazy("scale", "between two fixed goalposts"),
    "dist2max": pgettext_lazy("scale", "distance to the best"),
    "dist2ref": pgettext_lazy("scale", "distance to a reference"),
    "dist2targ": pgettext_lazy("scale", "distance to the target"),
    "fracmax": pgettext_lazy("scale", "share of the largest value"),
    "rank": pgettext_lazy("scale", "place among all"),
    "borda": pgettext_lazy("scale", "points by place"),
    "prank": pgettext_lazy("scale", "percentile"),
    "ampi": pgettext_lazy("scale", "around 100, the mean of a reference period"),
    "none": pgettext_lazy("scale", "as it is"),
}
GROUPS: Mapping[str, Word] = {"type": pgettext_lazy("compared within", "type")}
DIRECTIONS: Mapping[int, Word] = {
    1: pgettext_lazy("direction", "high is good"),
    -1: pgettext_lazy("direction", "low is good"),
    0: "",
}
PARTS: Mapping[str, Word] = {
    "tree": pgettext_lazy("part of a method", "structure"),
    "criteria": pgettext_lazy("part of a method", "criteria"),
    "indicators": pgettext_lazy("part of a method", "indicators"),
    "direction": pgettext_lazy("part of a method", "directions"),
    "denominators": pgettext_lazy("part of a method", "denominators"),
    "imputation": pgettext_lazy("part of a method", "filling of holes"),
    "screening": pgettext_lazy("part of a method", "who is left out"),
    "treatment": pgettext_lazy("part of a method", "outliers"),
    "normalisation": pgettext_lazy("part of a method", "scale"),
    "weights": pgettext_lazy("part of a method", "weights"),
    "aggregation": pgettext_lazy("part of a method", "adding up"),
    "bands": pgettext_lazy("part of a method", "classes"),
    "peers": pgettext_lazy("part of a method", "peers"),
    "variations": pgettext_lazy("part of a method", "recalculations"),
    "calendar": pgettext_lazy("part of a method", "calendar"),
}
WAYS: Mapping[str, Word] = {
    "up": pgettext_lazy("change of place", "up"),
    "down": pgettext_lazy("change of place", "down"),
    "right": pgettext_lazy("change of place", "as before"),
}
COUNTS = (
    pgettext_lazy("count", "none"), pgettext_lazy("count", "one"), pgettext_lazy("count", "two"),
    pgettext_lazy("count", "three"), pgettext_lazy("count", "four"), pgettext_lazy("count", "five"),
    pgettext_lazy("count", "six"), pgettext_lazy("count", "seven"), pgettext_lazy("count", "eight"),
    pgettext_lazy("count", "nine"), pgettext_lazy("count", "ten"), pgettext_lazy("count", "eleven"),
    pgettext_lazy("count", "twelve"),
)  # fmt: skip


def word(table: str, code: str | int) -> str:
    """Word of a code in one of our tables; a code that is not in the table is its own word."""
    return str(globals()[table].get(code, code))


def line(code: str) -> str:
    """Word of what changed a score and is no indicator."""
    return word("LINES", code)


def finding(tables: tuple[RatingTable, ...], classes: tuple[str, ...]) -> str:
    """How many lead for certain, and how many are on the border of leading."""
    best = classes[0] if classes else ""
    sure = sum(table.sure.get(best, 0) for table in tables)
    unsure = sum(table.unsure.get(best, 0) for table in tables)
    told = {"count": count(sure), "class": word("CLASSES", best)}
    if best != "leader":
        first = ngettext(
            "%(count)s is in class %(class)s for certain",
            "%(count)s are in class %(class)s for certain",
            sure,
        )
    elif sure:
        first = ngettext("%(count)s leader is certain", "%(count)s leaders are certain", sure)
    else:
        first = _("no leader is certain")
    more = {"count": count(unsure)}
    second = ngettext("%(count)s is borderline", "%(count)s are borderline", unsure) % more
    return f"{first % told}, {second}" if unsure else str(first % told)


def count(n: int) -> str:
    """A count in words up to twelve, in figures above."""
    return str(COUNTS[n]) if n < len(COUNTS) else written.number(n, decimals=0, language=language())


def span(low: int | None, high: int | None) -> str:
    """Span of places, `5–6`; a word where there is none."""
    if low is None or high is None:
        return pgettext("rank", "none")
    return str(low) if low == high else f"{low}–{high}"


def heading(found: Rating, name: str, tables: tuple[RatingTable, ...]) -> str:
    """Name, period and the finding."""
    told = {
        "name": name,
        "period": period(found.period),
        "finding": finding(tables, found.method.bands.classes),
    }
    return _("%(name)s %(period)s: %(finding)s") % told


def card_heading(card: Card, name: str) -> str:
    """Where the subject stands, in one line."""
    place = card.place
    if place.is_withheld:
        return _("%(name)s: the grade is held back") % {"name": name}
    if place.rank is None:
        return _("%(name)s: no place") % {"name": name}
    at = written.rank_span(place.rank, place.rank, language=language())
    told = {"name": name, "place": at, "class": word("CLASSES", place.verdict or place.nominal)}
    return _("%(name)s: %(place)s, %(class)s") % told


def method_heading(page: MethodPage, name: str) -> str:
    """Of how many criteria the index is made, and how much of it is confirmed."""
    n = sum(one.is_indicator for one in page.criteria)
    told = {"name": name, "n": n, "version": f"{page.note.code}/{page.note.number}"}
    text = ngettext(
        "%(name)s: %(n)d indicator, version %(version)s", "%(name)s: %(n)d indicators, version %(version)s", n
    )
    return text % told


def compare_heading(found: Compared | None, name: str) -> str:
    """How many would gain and lose a place."""
    if found is None:
        return _("%(name)s: if another method held") % {"name": name}
    up, down = (sum((one.rise or 0) * way > 0 for one in found.moved) for way in (1, -1))
    told = {"name": name, "up": up, "down": down, "all": len(found.moved)}
    return _("%(name)s: %(up)d would gain places, %(down)d would lose, of %(all)d") % told


def officer_heading(found: Officer, name: str) -> str:
    """The score of a digital officer."""
    score = written.number(found.score.score, decimals=DECIMALS, language=language())
    return _("Digital officer of %(name)s: %(score)s points") % {"name": name, "score": score}


def period(text: str) -> str:
    """Period in the reader's language; a text that is no period stays."""
    try:
        return amounts.period(Period.parse(text)) if text else ""
    except Refused:
        return text


def rule(method: Method, code: str, version: str) -> str:
    """What makes a class, in one sentence, with the version of the method that says so."""
    bands, told = method.bands, {"version": f"{code}/{version}"}
    sure = written.share(bands.sure, language=language())
    first = _("Class rule of version %(version)s") % told
    doubt = _("Borderline: the same class in less than %(share)s of the recalculations.") % {"share": sure}
    return f"{first}: {'; '.join(_limits(bands))}. {doubt}"


def scale(one: Normalisation) -> str:
    """How values come on one scale, with the numbers that it takes."""
    told = {
        "scale": word("NORMALISATIONS", one.by),
        "low": _number(one.low),
        "high": _number(one.high),
        "full": _number(one.full),
    }
    if one.by in {"goalposts", "scaled"}:
        beyond = _("what lies beyond is cut") if one.is_clipped else _("what lies beyond counts")
        return _("%(scale)s: %(low)s gives 0 points, %(high)s gives %(full)s") % told + f"; {beyond}"
    if one.by == "minmax":
        return _("%(scale)s: %(low)s to %(high)s points") % told
    if one.by == "zscore":
        return _("%(scale)s: mean %(low)s, deviation %(high)s") % told
    return told["scale"]


def _limits(bands: Bands) -> list[str]:
    names = [word("CLASSES", one) for one in bands.classes]
    pairs = zip(names, bands.cuts, strict=False)
    if bands.by == "score":
        text = _("%(class)s from %(points)s points")
        limits = [text % {"class": name, "points": _number(cut)} for name, cut in pairs]
    elif bands.by == "share-of-maximum":
        text = _("%(class)s from %(share)s of the maximum")
        limits = [text % {"class": name, "share": _share(cut)} for name, cut in pairs]
    elif bands.by == "rank-share":
        text = _("%(class)s: the first %(share)s of places")
        limits = [text % {"class": name, "share": _share(cut)} for name, cut in pairs]
    elif bands.by == "quantile":
        text = _("%(class)s above the quantile %(share)s")
        limits = [
            text % {"class": name, "share": _share(cut)}
            for name, cut in zip(names, reversed(bands.cuts), strict=False)
        ]
    else:
        return [_("natural breaks between the scores")]
    return [*limits, _("otherwise %(class)s") % {"class": names[-1]}]


def _share(value: float) -> str:
    return written.share(value, language=language())


def _number(value: float) -> str:
    return written.number(value, decimals=0 if value == round(value) else 2, language=language())
