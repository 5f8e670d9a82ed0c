"""Which pages show who may do what, and let administrators change it?"""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action, Role
from styrbord.services import people, rights
from styrbord.services.rights import Actor
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.people import forms
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]


@never_cache
def people_page(request: HttpRequest) -> HttpResponse:
    """All posts with their holders and roles; a form adds one."""
    if request.method != "POST":
        _reader(request)
        return _posts(request)
    by = _giver(request)
    try:
        forms.add(request.POST, by)
    except Refused as refused:
        return _posts(request, refused.problems)
    return redirect(address.go(request, "post", request.POST["code"].strip()))


@never_cache
def guest(request: HttpRequest) -> HttpResponse:
    """Form that invites an expert up to a day."""
    by = _giver(request)
    if request.method != "POST":
        return _guest(request)
    try:
        code = forms.invite_guest(request.POST, by)
    except Refused as refused:
        return _guest(request, refused.problems)
    return redirect(address.go(request, "post", code))


@never_cache
def post(request: HttpRequest, code: str) -> HttpResponse:
    """One post: who holds it, its roles and deputies, and what it may see."""
    _reader(request)
    return _post(request, code)


@never_cache
@require_POST
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Give a post something, or end it; a refusal shows the page again with what is wrong."""
    by = _giver(request)
    if verb == "link":
        return _invited(request, code, by)
    if verb not in forms.VERBS:
        raise Http404
    try:
        forms.VERBS[verb](code, request.POST, by, forms.key_of(request.POST))
    except Refused as refused:
        return _post(request, code, refused.problems, verb=verb)
    return redirect(address.go(request, "post", code, done=verb))


@never_cache
def my_rights(request: HttpRequest) -> HttpResponse:
    """What the reader's own posts give today."""
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    seen = people.seen_by(request.user)
    return show(request, "my-rights.html", reading_of(request), mine=people.mine(request.user), seen=seen)


def _reader(request: HttpRequest) -> Actor:
    return rights.require(request.user, Action.GIVE_RIGHTS, Action.READ_RECORDS)


def _giver(request: HttpRequest) -> Actor:
    return rights.require(request.user, Action.GIVE_RIGHTS)


def _posts(request: HttpRequest, problems: Problems = ()) -> HttpResponse:
    notes = people.posts()
    return _show(
        request, "people.html", problems, notes=notes, held=[one for one in notes if not one.is_empty]
    )


def _guest(request: HttpRequest, problems: Problems = ()) -> HttpResponse:
    rubrics, pages = people.known_rubrics(), people.known_pages()
    return _show(request, "people-guest.html", problems, rubrics=rubrics, pages=pages)


def _post(
    request: HttpRequest, code: str, problems: Problems = (), *, verb: str = "", link: str = ""
) -> HttpResponse:
    note = people.post(code)
    others = [one for one in people.posts() if one.code != code]
    persons = {one.person: one for other in others for one in other.holders}
    return _show(
        request,
        "post.html",
        problems,
        verb=verb,
        post=note,
        seen=people.seen_by_post(code),
        roles=list(Role),
        rubrics=people.known_rubrics(),
        others=others,
        persons=persons.values(),
        link=link,
        me=rights.rights_of(request.user).person,
        done=request.GET.get("done", ""),
    )


def _invited(request: HttpRequest, code: str, by: Actor) -> HttpResponse:
    person = request.POST.get("person", "")
    known = {one.person for one in people.post(code).holders if one.state != "ended"}
    try:
        if person not in known:
            raise Refused(Problem("people.row-not-found"))
        secret = people.invite(person, by=by)
    except Refused as refused:
        return _post(request, code, refused.problems, verb="link")
    link = request.build_absolute_uri(f"{reverse('sign-in')}?key={secret}")
    return _post(request, code, link=link)


def _show(
    request: HttpRequest, template: str, problems: Problems, verb: str = "", **context: Any
) -> HttpResponse:
    answer = show(
        request,
        template,
        reading_of(request),
        problems=problems,
        said=forms.said_in(request, verb),
        key=secrets.token_urlsafe(16),
        may_give=rights.may(request.user, Action.GIVE_RIGHTS),
        may_read=rights.may(request.user, Action.READ_RECORDS),
        **context,
    )
    answer.status_code = 400 if problems else 200
    return answer
