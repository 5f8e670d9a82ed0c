"""Which addresses take what somebody does with an investment: a step, an assent?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Refused
from styrbord.services.investments import assenting, carding, moving
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import one, saying

ASSENTS = frozenset({"line", "picture", "agreement", "deliverable"})


@require_POST
def move(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Take an investment through a step of its table."""
    typed = request.POST

    def do() -> None:
        price = carding.card(reading_of(request), rights_of(request.user), code).price
        said = saying.said_of(typed, price)
        revision, key = saying.revision_of(typed), fields.key_of(typed)
        moving.move(request.user, code, verb[:16], said, revision=revision, key=key)

    return done(request, code, verb, do)


@require_POST
def assent(request: HttpRequest, code: str) -> HttpResponse:
    """Say that a body stands by something."""
    typed = request.POST

    def do() -> None:
        kind = typed.get("kind", "")[:16]
        assenting.assent(
            request.user,
            code,
            kind,
            fields.text(typed, "item")[:64],
            body=fields.text(typed, "body")[:64],
            document=fields.text(typed, "document"),
            key=fields.key_of(typed),
        )

    return done(request, code, "assent", do)


def done(request: HttpRequest, code: str, tried: str, do: Callable[[], None]) -> HttpResponse:
    """Do something with an investment, and show it again: with what was wrong, or as it is then."""
    try:
        do()
    except Refused as refused:
        if one.ALONE & {problem.code for problem in refused.problems}:
            raise
        return one.shown(request, code, tuple(refused.problems), tried)
    return redirect(address.go(request, "investment", code))
