"""Which pages let an editor build a page: its draft, its blocks, how it looks, its versions?"""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.core.board.pages import BlockKind, ChartKind
from styrbord.core.people.roles import Role
from styrbord.services import board, editing
from styrbord.services.board import free_pages, maps
from styrbord.services.reading import Reading
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.editing import forms
from styrbord.web.releases.forms import moment
from styrbord.web.views import blocks
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]


@never_cache
def new_page(request: HttpRequest) -> HttpResponse:
    """Form for a new rubric or page; a refusal shows it again with what is wrong, nothing lost."""
    listed, said = editing.drafts(request.user), request.POST
    problems: Problems = ()
    if request.method == "POST":
        try:
            page = forms.new_page(request)
            editing.start(request.user, page, key=forms.key_of(said))
            return redirect(address.go(request, "page-edit", page.code))
        except Refused as refused:
            problems = refused.problems
    words = [(one, said.get(f"title_{one}", ""), said.get(f"intro_{one}", "")) for one in LANGUAGES]
    reading, chosen = reading_of(request), said.getlist("indicator")
    return _show(
        request, "page-new.html", reading, problems, said=said, fields=words, chosen=chosen, pages=listed
    )


@never_cache
def drafts(request: HttpRequest) -> HttpResponse:
    """Every page that the editor may change."""
    found, waiting = editing.drafts(request.user), editing.proposals(request.user)
    return _show(request, "page-drafts.html", reading_of(request), pages=found, waiting=waiting)


@never_cache
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """One page in its draft: names, blocks, publication; a form changes one of them."""
    note, said = editing.draft(request.user, code), request.POST
    if request.method != "POST":
        return _edit(request, note)
    try:
        done = _done(request, code, note)
    except Refused as refused:
        return _edit(request, editing.draft(request.user, code), refused.problems)
    if done == "discard" and not note.number:
        return redirect(address.go(request, "page-drafts"))
    opened = len(note.page.blocks) + 1 if done == "add" else forms.number(said, "number")
    if done in ("up", "down", "remove"):
        opened = 0
    return redirect(address.go(request, "page-edit", code, done=done, block=opened or ""))


@never_cache
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The draft as it will look, to the editor or to a reader of some role."""
    asked = {name: forms.text(request.GET, name) for name in ("as", "within", "of")}
    note = editing.draft(request.user, code)
    problems: Problems = ()
    try:
        reading = editing.preview(request.user, code, role=asked["as"], subject=asked["within"])
    except Refused as refused:
        reading, problems = editing.preview(request.user, code), refused.problems
    return _preview(request, note, reading, problems, asked)


@never_cache
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Every version of a page; a form makes one of them the draft."""
    found, said = editing.versions(request.user, code), request.POST
    note = editing.draft(request.user, code)
    problems: Problems = ()
    if request.method == "POST":
        number, revision = forms.number(said, "version"), forms.number(said, "revision")
        try:
            editing.restore(request.user, code, number, revision=revision, key=forms.key_of(said))
            return redirect(address.go(request, "page-edit", code, done="restore"))
        except Refused as refused:
            problems = refused.problems
    reading = reading_of(request)
    return _show(request, "page-versions.html", reading, problems, note=note, versions=found)


def _done(request: HttpRequest, code: str, note: editing.DraftNote) -> str:
    """Do what the form asks for; its verb."""
    said, user = request.POST, request.user
    verb, key, revision = said.get("verb", ""), forms.key_of(said), forms.number(said, "revision")
    if verb == "publish":
        at = moment(forms.text(said, "at")) if forms.text(said, "at") else None
        editing.publish(user, code, revision=revision, at=at, key=key)
    elif verb == "withdraw":
        editing.withdraw(user, code, key=key)
    elif verb == "cancel":
        editing.cancel(user, code, key=key)
    elif verb == "discard":
        editing.discard(user, code, revision=revision, key=key)
    else:
        how = forms.how_of(request, reading_of(request))
        editing.change(user, code, how, revision=revision, key=key)
    return str(verb)


def _edit(request: HttpRequest, note: editing.DraftNote, problems: Problems = ()) -> HttpResponse:
    reading, said = reading_of(request), request.POST
    return _show(
        request,
        "page-edit.html",
        reading,
        problems,
        note=note,
        names=forms.names(note.page, said),
        blocks=forms.fields(note.page, reading, said, opened=forms.number(request.GET, "block")),
        parents=[one.page for one in editing.drafts(request.user) if one.page.code != note.page.code],
        kinds=[str(kind) for kind in BlockKind],
        charts=[str(chart) for chart in ChartKind],
        dimensions=forms.dimensions(reading),
        done=request.GET.get("done", ""),
        at=said.get("at", ""),
    )


def _show(
    request: HttpRequest, template: str, reading: Reading, problems: Problems = (), **context: Any
) -> HttpResponse:
    key = secrets.token_urlsafe(16)
    answer = show(request, template, reading, problems=problems, key=key, **context)
    answer.status_code = 400 if problems else 200
    return answer


def _preview(
    request: HttpRequest,
    note: editing.DraftNote,
    reading: Reading,
    problems: Problems,
    asked: dict[str, str],
) -> HttpResponse:
    shown = free_pages.previewed(reading, note.page, asked["of"])
    items = blocks.shown(request, shown.blocks, maps.atlas_for(reading, shown.blocks), board.labels(reading))
    return _show(
        request,
        "page-preview.html",
        reading,
        problems,
        offers=blocks.offers(items),
        note=note,
        page=shown,
        blocks=items,
        asked=asked,
        roles=[str(role) for role in Role],
    )
