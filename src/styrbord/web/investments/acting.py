"""Which page shows one matter, and takes what people begin and do?"""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services.investments import mattering, matters
from styrbord.services.investments.notes import MatterNote
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import benefits, committee, components, opinions, saying, stops, typed
from styrbord.web.investments.trial import NOTHING, Trial, answered, refused
from styrbord.web.views.showing import show

define(
    "investment.no-form",
    "Nothing called '{noun}' is begun on a page of an investment.",
    "Use the forms on its pages.",
)
BEGUN: Mapping[str, Callable[[HttpRequest, str, Trial], HttpResponse]] = {
    "opinion": opinions.shown,
    "advice": opinions.shown,
    "obstacle": opinions.shown,
    "waiver": components.shown,
    "conformity": components.shown,
    "measurement": benefits.shown,
    "stop": stops.of_investment,
    "item": committee.of_investment,
}
"""On which page something is begun, by noun."""


@never_cache
@require_safe
def matter(request: HttpRequest, token: str) -> HttpResponse:
    """One matter: what it says, where it stands, what may be done."""
    note = note_of(request, token)
    page = home(request, note)
    return redirect(page) if page != request.path else shown(request, note)


@require_POST
def act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Move a matter."""
    note = note_of(request, token)
    try:
        matters.move(
            request.user,
            token,
            verb,
            saying.said_of(request.POST),
            data=typed.data_of(note.noun, verb, request.POST),
            revision=saying.revision_of(request.POST),
            key=fields.key_of(request.POST),
        )
    except Refused as error:
        return tried(request, note, refused(request, token, verb, error))
    return redirect(home(request, note))


@require_POST
def begin(request: HttpRequest, code: str, noun: str) -> HttpResponse:
    """Begin something on an investment."""
    if noun not in BEGUN:
        raise Refused(Problem("investment.no-form", "", {"noun": noun[:24]}))
    try:
        data = typed.data_of(noun, "begin", request.POST) or {}
        token = matters.begin(request.user, noun, data, investment=code, key=fields.key_of(request.POST))
    except Refused as error:
        return BEGUN[noun](request, code, refused(request, noun, "begin", error))
    return redirect(home(request, note_of(request, token)))


def note_of(request: HttpRequest, token: str) -> MatterNote:
    """A matter as the reader may see it."""
    rights = rights_of(request.user)
    found = mattering.notes_of(reading_of(request), rights, [matters.matter_row(rights, token)])
    if not found:
        raise Refused(Problem("matter.not-found"))
    return found[0]


def home(request: HttpRequest, note: MatterNote) -> str:
    """Page on which a matter stands."""
    if note.noun == "item":
        return address.go(request, "sitting", note.data.get("sitting", ""))
    if note.noun == "conformity":
        return address.go(request, "investment-conformity", note.investment)
    if note.noun == "stop":
        return address.go(request, "stop", note.token)
    if note.noun == "change":
        return address.go(request, "investment-change", note.token)
    return address.go(request, "matter", note.token)


def tried(request: HttpRequest, note: MatterNote, trial: Trial) -> HttpResponse:
    """The page of a matter with what was refused."""
    if note.noun == "item":
        return committee.on_day(request, str(note.data.get("sitting", "")), trial)
    if note.noun == "conformity":
        return components.shown(request, note.investment, trial)
    if note.noun == "stop":
        return stops.shown(request, note.token, trial)
    return shown(request, note, trial)


def shown(request: HttpRequest, note: MatterNote, trial: Trial = NOTHING) -> HttpResponse:
    """The page of a matter that has none of its own."""
    answer = show(request, "matter.html", reading_of(request), note=note, **trial.context)
    return answered(answer, trial)
