"""Which pages list forms, show what one asks, and let editors make and change them?"""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.forms.model import Form
from styrbord.core.people.roles import Action
from styrbord.services import clock, rights
from styrbord.services.collection import duties
from styrbord.services.collection import forms as service
from styrbord.services.rights import Actor
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.collection import form_fields, form_views
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]


@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """Every form with its next due date, and what waits for the reader."""
    service.require_sight(request.user)
    rows = [form_views.row(one, clock.now().date()) for one in service.known()]
    todo = form_views.waiting(duties.duties_of(request.user))
    return _show(request, "forms.html", rows=rows, duties=todo, shown=todo[: form_views.MOST])


@never_cache
def one(request: HttpRequest, code: str) -> HttpResponse:
    """What a form asks of whom, by when, and every version of it."""
    service.require_sight(request.user)
    form = service.form(code)
    reading = reading_of(request)
    return _show(request, "form.html", form=form, **form_views.whole(form, reading, clock.now().date()))


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """A form is made without code; a refusal shows it again, nothing lost."""
    by = _editor(request)
    if request.method != "POST":
        return _editing(request, form_fields.empty())
    return _published(request, by, None)


@never_cache
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """A form is changed; what is published is a new version."""
    by = _editor(request)
    form = service.form(code)
    if request.method != "POST":
        return _editing(request, form_fields.of_form(form, service.versions(code)[0].number), form)
    return _published(request, by, form)


@never_cache
def as_text(request: HttpRequest) -> HttpResponse:
    """Forms are published from text, pasted or as a file, with everything wrong beside it."""
    by = _editor(request)
    if request.method != "POST":
        asked = request.GET.get("form", "")
        return _show(request, "form-text.html", text=service.export([asked]) if asked else "")
    text, wrong = form_fields.text_of(request)
    problems = tuple(wrong)
    if not problems:
        try:
            key = request.POST.get("key", "")
            code = service.publish(text, by=by, key=key, reading=reading_of(request))
            return redirect(address.go(request, "form", code))
        except Refused as refused:
            problems = refused.problems
    return _show(request, "form-text.html", problems, text=text)


def _published(request: HttpRequest, by: Actor, base: Form | None) -> HttpResponse:
    reading = reading_of(request)
    said = form_fields.read(request.POST, base, reading.register.indicators())
    try:
        if said.problems:
            raise Refused(said.problems)
        code = service.publish(
            said.text, by=by, key=request.POST.get("key", ""), reading=reading, number=said.number
        )
    except Refused as refused:
        return _editing(request, said.fields, base, refused.problems)
    return redirect(address.go(request, "form", code))


def _editing(
    request: HttpRequest, said: dict[str, Any], base: Form | None = None, problems: Problems = ()
) -> HttpResponse:
    return _show(
        request,
        "form-edit.html",
        problems,
        said=said,
        base=base,
        choices=service.choices(),
        frequencies=form_fields.FREQUENCIES,
    )


def _editor(request: HttpRequest) -> Actor:
    return rights.require(request.user, Action.EDIT)


def _show(request: HttpRequest, template: str, problems: Problems = (), **context: Any) -> HttpResponse:
    answer = show(
        request,
        template,
        reading_of(request),
        problems=problems,
        key=secrets.token_urlsafe(16),
        may_edit=rights.may(request.user, Action.EDIT),
        **context,
    )
    answer.status_code = 400 if problems else 200
    return answer
