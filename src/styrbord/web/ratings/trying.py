"""What if numbers of a subject were others, and what is needed to reach a place or a class?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.figures import format as written
from styrbord.figures.pages import Labels
from styrbord.figures.ratings import DECIMALS
from styrbord.services import board, ratings
from styrbord.services.ratings import Card, Fact, Reached, ReachedTogether, Tried
from styrbord.services.reading import Reading
from styrbord.web.asking import reading_of
from styrbord.web.names import language, subject_name, words
from styrbord.web.ratings import cards, explaining, keys
from styrbord.web.ratings import words as worded
from styrbord.web.views.showing import show

define("rating.no-number", "'{text}' is no number.", "Write digits, with a point or a comma before decimals.")
define("rating.wrong-day", "'{text}' is no day.", "Write a day as 2026-11-30.")
ALONE = {"sign-in.needed", "rating.not-found", "rating.none-yet", "rating.withdrawn"}
Problems = tuple[Problem, ...]
MOST = 40
"""Indicators that are tried one by one."""


@dataclass(frozen=True, slots=True)
class Field:
    """One indicator of the form: its number now, and what the reader tries."""

    code: str
    name: str
    now: str
    said: str
    is_filled: bool


@dataclass(frozen=True, slots=True)
class ReachLine:
    """The least change of one indicator that reaches what is asked for, in words; "" where none does."""

    name: str
    now: str
    value: str
    outcome: str
    best_rank: int | None


@never_cache
@require_safe
def what_if(request: HttpRequest, code: str, period: str, subject: str) -> HttpResponse:
    """A form with the numbers of a subject, what would come of others, and what is needed."""
    reading = reading_of(request)
    card, labels = ratings.card(reading, code, subject, period=period), board.labels(reading)
    tried: Tried | None = None
    reached: Sequence[Reached] = ()
    together: ReachedTogether | None = None
    problems: Problems = ()
    try:
        if edits := _edits(request, card):
            tried = ratings.tried(reading, code, subject, edits, period=period)
        reached, together = _reached(request, reading, card)
    except Refused as refused:
        problems = _open(refused)
    answer = show(
        request,
        "rating-what-if.html",
        reading,
        card=card,
        subject=subject,
        name=words(card.rating.method.names) or code,
        heading=_heading(tried, subject_name(labels, subject)),
        tried=tried,
        movers=[one for one in tried.moved if one.rise] if tried else [],
        fields=_fields(request, card, labels),
        reached=[_line(one, card, labels) for one in sorted(reached, key=lambda one: one.value is None)],
        together=_together(together) if together else "",
        aim=_aim(request),
        place=request.GET.get("place", "")[:6],
        wanted_class=request.GET.get("class", ""),
        classes=card.rating.method.bands.classes[:-1],
        of=cards.count_of(card),
        problems=problems,
    )
    answer.status_code = 400 if problems else 200
    return answer


def _reached(
    request: HttpRequest, reading: Reading, card: Card
) -> tuple[Sequence[Reached], ReachedTogether | None]:
    """What is needed of each number alone, and of all together; nothing where nothing is asked for."""
    place, band = keys.whole(request.GET, "place"), request.GET.get("class", "")[:32]
    if not (place or band):
        return (), None
    code, subject, period = card.rating.code, card.place.subject, card.rating.period
    each = [
        ratings.reached(reading, code, subject, one.indicator, rank=place, band=band, period=period)
        for one in _with_numbers(card)
    ]
    together = ratings.reached_together(reading, code, subject, rank=place, band=band, period=period)
    return each, together


def _with_numbers(card: Card) -> list[Fact]:
    """What can be changed one by one: a change needs a number to start from."""
    return [one for one in card.facts if one.value is not None][:MOST]


def _edits(request: HttpRequest, card: Card) -> Mapping[str, float]:
    """Numbers that differ from those of now, by indicator; what is no number is refused."""
    now = {one.indicator: one.value for one in card.facts}
    found, wrong = {}, []
    for code in now:
        text = request.GET.get(f"v.{code}", "").strip()
        value = keys.number(text) if text else None
        if text and value is None:
            wrong.append(Problem("rating.no-number", code, {"text": text[:24]}))
        elif value is not None and value != now[code]:
            found[code] = value
    if wrong:
        raise Refused(wrong)
    return found


def _fields(request: HttpRequest, card: Card, labels: Labels) -> list[Field]:
    tree = card.rating.method.tree
    lever = {one.code: one.wanted for one in card.levers}.get(request.GET.get("try", ""))
    found = []
    for one in card.facts:
        said = request.GET.get(f"v.{one.indicator}", "")[:24]
        if not said and lever is not None and one.indicator == request.GET.get("try"):
            said = explaining.value(one.indicator, lever, labels, is_bare=True)
        now = explaining.value(one.indicator, one.value, labels)
        name = explaining.node_name(tree, one.indicator, labels)
        found.append(Field(one.indicator, name, now, said, one.is_filled))
    return found


def _line(one: Reached, card: Card, labels: Labels) -> ReachLine:
    name = explaining.node_name(card.rating.method.tree, one.code, labels)
    now = explaining.value(one.code, one.now, labels)
    if one.value is None:
        return ReachLine(name, now, "", "", one.best_rank)
    score = written.number(one.score, decimals=DECIMALS, language=language())
    outcome = _("gives %(score)s points, place %(rank)s") % {"score": score, "rank": one.rank or "–"}
    direction = card.rating.method.tree.by_code[one.code].direction
    known = labels.indicators.get(one.code)
    enough = outward(one.value, known.decimals if known else DECIMALS, direction)
    return ReachLine(name, now, explaining.value(one.code, enough, labels), outcome, None)


def outward(value: float, decimals: int, direction: int) -> float:
    """Value as it is shown, rounded to the good side: what a reader tries then is enough.

    >>> outward(75.31, 1, 1), outward(75.39, 1, -1), outward(12.5, 1, 1)
    (75.4, 75.3, 12.5)
    """
    steps = round(value * 10**decimals * direction, 6)
    return ceil(steps) * direction / 10**decimals


def _together(one: ReachedTogether) -> str:
    """What all numbers together would have to become, in a sentence."""
    score = written.number(one.score, decimals=DECIMALS, language=language())
    told = {"score": score, "rank": one.rank or "–"}
    if one.share is None:
        return _("All together: not reachable within the limits; they give %(score)s points at most.") % told
    percent = outward(100 * one.share, DECIMALS, 1)
    told["share"] = written.quantity(percent, decimals=DECIMALS, unit="%", language=language())
    return (
        _("All together: each better by %(share)s of its value gives %(score)s points, place %(rank)s.")
        % told
    )


def _heading(tried: Tried | None, name: str) -> str:
    if tried is None or tried.own.other_rank is None:
        return _("What if: %(name)s") % {"name": name}
    told = {"name": name, "was": tried.own.rank or pgettext("rank", "none"), "place": tried.own.other_rank}
    if tried.own.rise:
        return _("What if: %(name)s would be number %(place)s, not %(was)s") % told
    return _("What if: %(name)s would stay number %(place)s") % told


def _aim(request: HttpRequest) -> str:
    place, band = keys.whole(request.GET, "place"), request.GET.get("class", "")
    if place:
        return _("What is needed to reach place %(place)s") % {"place": place}
    return _("What is needed to be %(class)s") % {"class": worded.word("CLASSES", band)}


def _open(refused: Refused) -> Problems:
    if ALONE & {problem.code for problem in refused.problems}:
        raise refused
    return tuple(refused.problems)
