"""Which ratings are there, who stands where in one, and what is told of one subject?"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem
from styrbord.core.people.roles import Action
from styrbord.figures.ratings import Rating, Segment, score_of, segments, tables
from styrbord.services import board, ratings, rights
from styrbord.services.ratings import Card
from styrbord.services.reading import Reading
from styrbord.web.asking import reading_of
from styrbord.web.downloads import Offer
from styrbord.web.names import language, subject_name, words
from styrbord.web.ratings import cards, drawing, explaining
from styrbord.web.ratings import tables as raw
from styrbord.web.ratings import words as worded
from styrbord.web.ratings.keys import new_key
from styrbord.web.views.showing import show

Context = dict[str, Any]
FORMS = ("csv", "json", "xlsx")


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every rating with its newest period, and the next day of its calendar."""
    reading = reading_of(request)
    notes = ratings.listed(reading)
    return show(
        request,
        "ratings.html",
        reading,
        offers={"ratings": raw.notes(notes)},
        notes=notes,
        late=sum(one.days_late > 0 for one in notes),
        may_draft=rights.rights_of(request.user).may_anywhere(Action.ANALYSE),
    )


@require_safe
def newest(request: HttpRequest, code: str) -> HttpResponse:
    """The newest published rating by a method."""
    return _rating(request, code, "")


@require_safe
def one(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The published rating of a period."""
    return _rating(request, code, period)


def _rating(request: HttpRequest, code: str, period: str) -> HttpResponse:
    reading = reading_of(request)
    found = ratings.seen(reading, code, period=period)
    labels, own = board.labels(reading), request.GET.get("subject", "").strip()[:64]
    told = shown(request, reading, found, own)
    is_there = any(place.subject == own and place.rank for place in found.places)
    card = ratings.card(reading, found.code, own, period=found.period) if is_there else None
    return show(
        request,
        "rating.html",
        reading,
        why=explaining.why(card, labels) if card else None,
        choices=sorted(found.places, key=lambda place: subject_name(labels, place.subject)),
        **told,
    )


def shown(request: HttpRequest, reading: Reading, found: Rating, own: str = "") -> Context:
    """What a page says of a rating: the finding, a table for each type, and what it rests on."""
    labels, groups = board.labels(reading), segments(found)
    chosen = _chosen(request, found, groups, own)
    shown = tables(found, group=chosen, own=own)
    offers: dict[str, Offer] = {f"ranking-{one.group}": raw.ranking(found, one) for one in shown}
    name = words(found.method.names) or found.code
    on_page = {row.place.subject for one in shown for row in one.rows}
    return {
        "found": found,
        "name": name,
        "heading": worded.heading(found, name, shown),
        "lead": explaining.lead(found, shown, chosen, labels),
        "rule": worded.rule(found.method, found.code, found.version),
        "segments": groups,
        "group": chosen,
        "tables": shown,
        "is_mixed": explaining.is_mixed(found, groups, chosen),
        "to_confirm": [one for one in found.method.sources if not one.is_confirmed],
        "forms": FORMS,
        "low_on_all": [code for code in found.low_on_all if code in on_page],
        "offers": offers,
    }


def _chosen(request: HttpRequest, found: Rating, groups: Sequence[Segment], own: str) -> str | None:
    """Type asked for, else that of the reader's subject; None = all types."""
    asked = request.GET.get("group")
    if asked in {one.group for one in groups}:
        return asked
    types = {place.subject: place.group for place in found.places}
    return types.get(own) if asked is None and len(groups) > 1 else None


@require_safe
def data(request: HttpRequest, code: str, period: str, form: str) -> HttpResponse:
    """A whole rating as a file."""
    made = ratings.exported(reading_of(request), code, period=period, form=form, language=language())
    answer = HttpResponse(made.content, content_type=made.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


@never_cache
@require_safe
def card(request: HttpRequest, code: str, period: str, subject: str) -> HttpResponse:
    """All that is told of one subject in one rating."""
    return carded(request, code, period, subject)


def carded(
    request: HttpRequest, code: str, period: str, subject: str, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    """The card of a subject, perhaps with what was wrong with what was sent."""
    reading = reading_of(request)
    found, labels = (
        ratings.card(reading, code, subject, period=period, user=request.user),
        board.labels(reading),
    )
    history = drawing.history(found)
    moved = drawing.moved(found, found.change) if found.change else None
    offers: dict[str, Offer] = {"places": raw.history(found), "facts": raw.facts(found)}
    why = explaining.why(found, labels)
    drawn = {one.id: one for one in (history, moved, why.chart if why else None) if one}
    answer = show(
        request,
        "rating-card.html",
        reading,
        offers={**offers, **drawn},
        card=found,
        found=found.rating,
        heading=worded.card_heading(found, subject_name(labels, subject)),
        name=words(found.rating.method.names) or code,
        score=score_of(found.rating, found.place),
        history=history,
        moved_chart=moved,
        why=why,
        problems=problems,
        said=request.POST,
        key=new_key(),
        may_assess=bool(judging_kinds(request.user, found)),
        sees_said=bool(rights.rights_of(request.user).posts),
        has_officer=request.user.is_authenticated and _has_officer(reading, found),
        **_beside(found, reading),
    )
    if problems:
        answer.status_code = 403 if "rights.missing" in {one.code for one in problems} else 400
    return answer


def _has_officer(reading: Reading, found: Card) -> bool:
    version = int(found.rating.version)
    return bool(ratings.method(reading, found.rating.code, version=version).scope.officer)


def judging_kinds(user: object, found: Card) -> tuple[str, ...]:
    """Kinds of assessment that are somebody's to give: self, outside, owner."""
    told = found.assessment.verbs if found.assessment else ()
    is_owner = rights.may(user, Action.OWN, subject=found.place.subject)
    return (*told, "owner") if is_owner else told


def _then(found: Card) -> int | None:
    """Place that was published for the period before, where the same numbers would not give it now."""
    told = [one.rank for one in found.history if one.period == found.rating.previous_period]
    return told[-1] if told and told[-1] != found.rating.previous.get(found.place.subject) else None


def _beside(found: Card, reading: Reading) -> Context:
    labels, place = board.labels(reading), found.place
    return {
        "of": cards.count_of(found),
        "chance": place.shares.get(place.nominal) if place.shares else None,
        "previous": found.rating.previous.get(place.subject),
        "then": _then(found),
        "to_confirm": [one for one in found.rating.method.sources if not one.is_confirmed],
        "facts": cards.facts(found, labels),
        "strengths": explaining.lines(found.strengths, found, labels),
        "weaknesses": explaining.lines(found.weaknesses, found, labels),
        "changed_parts": explaining.lines(found.change.by_indicator, found, labels) if found.change else [],
        "peers": cards.near(found),
        "gaps": cards.gaps(found, labels),
        "stricter": -(found.owners.apart or 0) if found.owners else 0,
        "may_appeal": "appeal" in found.verbs,
        "choices": [],
        "forms": FORMS,
    }
