"""How do programs begin and move what stands beside investments: measurements, opinions, requests, forms?"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Status

from styrbord.api import caller
from styrbord.api.asking import Moment, reading_of
from styrbord.api.collection import KEY, WRITING
from styrbord.api.investment_asking import TAGS, rights_in
from styrbord.api.investment_sent import MatterIn, MatterStepIn, kept
from styrbord.api.investment_writing import SCOPE, WRITES, done, router, with_residual
from styrbord.api.ratings import WRONG, clean
from styrbord.api.shapes import plain, shape_of
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.rights import Rights
from styrbord.services import programs
from styrbord.services.investments import mattering, matters, numbering
from styrbord.services.investments.notes import MatterNote
from styrbord.services.reading import Reading, principal_for, visible

TOKEN = Path(..., max_length=64)
MATTER = shape_of(MatterNote)


@router.get(
    "/investment-matters/{token}", response={200: MATTER, **WRONG}, tags=TAGS, url_name="investment-matter"
)
def one(request: HttpRequest, ask: Query[Moment], token: str = TOKEN) -> Any:
    """One measurement, opinion, order, request or the like, with its steps."""
    reading, rights = reading_of(request, ask), rights_in(request)
    return _note(reading, rights, matters.matter_row(rights, clean(token)))


@router.post(
    "/investment-matters", response={201: MATTER, **WRITING}, **WRITES, url_name="investment-matters"
)
def begin(request: HttpRequest, said: MatterIn, key: str = KEY) -> Status[Any]:
    """Ask for an opinion, hand in a measurement, propose a stop or a project, ask for a waiver, and so on."""
    user = caller.asking(request).user

    def do() -> tuple[str, int]:
        noun, code = kept(said.noun), kept(said.investment)
        token = matters.begin(user, noun, said.data, investment=code)
        return token, numbering.number_of(token)

    return Status(201, told_of(request, begun(request, do, key)))


@router.post(
    "/investment-matters/{token}/steps",
    response={200: MATTER, **WRITING},
    **WRITES,
    url_name="investment-matter-steps",
)
def move(request: HttpRequest, said: MatterStepIn, token: str = TOKEN, key: str = KEY) -> Any:
    """Take a matter through one line of its table."""
    user, token = caller.asking(request).user, clean(token)
    row = matters.matter_row(caller.asking(request).rights, token)
    told = with_residual(user, row.investment.code, said) if row.investment else said.said()

    def do() -> int:
        return matters.move(user, token, kept(said.verb), told, data=said.data, revision=said.revision)

    done(request, token, do, key)
    return told_of(request, token)


def begun(request: HttpRequest, do: Callable[[], tuple[str, int]], key: str) -> str:
    """Token of what was begun, now or by the same request before."""
    return numbering.token_of(programs.done(caller.writing(request, *SCOPE, key), do))


def told_of(request: HttpRequest, token: str) -> Any:
    """A matter as the program sees it now."""
    rights = caller.asking(request).rights
    return _note(visible(principal_for(rights)), rights, matters.matter_row(rights, token))


def _note(reading: Reading, rights: Rights, row: Any) -> Any:
    found = mattering.notes_of(reading, rights, [row])
    if not found:
        raise Refused(Problem("matter.not-found"))
    return plain(found[0])


__all__ = ["router"]
