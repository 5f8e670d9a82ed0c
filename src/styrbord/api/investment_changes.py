"""How do programs ask to move money and results together, and sign that something has no effect?"""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Status

from styrbord.api import caller
from styrbord.api.asking import Moment, reading_of
from styrbord.api.collection import KEY, MISSING, WRITING
from styrbord.api.investment_asking import INSIDE, rights_in
from styrbord.api.investment_matters import MATTER, TOKEN, begun, told_of
from styrbord.api.investment_money import router
from styrbord.api.investment_sent import ChangeDraftIn, ChangeIn, SignatureIn, kept
from styrbord.api.investment_writing import SCOPE, WRITES, done
from styrbord.api.ratings import clean
from styrbord.api.shapes import plain, shape_of
from styrbord.services.accounts import tokens
from styrbord.services.investments import changing, numbering
from styrbord.services.investments.impacts import ImpactNote

IMPACT = shape_of(ImpactNote)


@router.post(
    "/investment-changes", response={201: MATTER, **WRITING}, **WRITES, url_name="investment-changes"
)
def draft(request: HttpRequest, said: ChangeDraftIn, key: str = KEY) -> Status[Any]:
    """Draft a change request: one set of changes of money and results."""
    user, data = caller.asking(request).user, {**said.data(), "words": kept(said.words)}

    def do() -> tuple[str, int]:
        token = changing.draft(user, data)
        return token, numbering.number_of(token)

    return Status(201, told_of(request, begun(request, do, key)))


@router.post(
    "/investment-changes/impact",
    response={200: IMPACT, **WRITING},
    **WRITES,
    url_name="investment-change-trial",
)
def trial(request: HttpRequest, said: ChangeIn) -> Any:
    """What a set of changes would do up the tree of goals, and what speaks against it; nothing is kept."""
    asking = caller.asking(request)
    tokens.demand(asking.scopes or frozenset(), *SCOPE)
    return plain(changing.impact_of_data(asking.user, said.data()))


@router.get(
    "/investment-changes/{token}/impact",
    response={200: IMPACT, **MISSING},
    **INSIDE,
    url_name="investment-change-impact",
)
def impact(request: HttpRequest, ask: Query[Moment], token: str = TOKEN) -> Any:
    """What a change request would do now."""
    reading_of(request, ask)
    return plain(changing.impact_of(rights_in(request), clean(token)))


@router.post(
    "/investment-changes/{token}/signatures",
    response={200: MATTER, **WRITING},
    **WRITES,
    url_name="investment-change-signatures",
)
def sign(request: HttpRequest, said: SignatureIn, token: str = TOKEN, key: str = KEY) -> Any:
    """Sign that a change has no effect on a result, one level above its author."""
    user, found = caller.asking(request).user, clean(token)

    def do() -> int:
        line, result = kept(said.line), kept(said.result)
        return changing.sign(user, found, result=result, line=line, revision=said.revision)

    done(request, found, do, key)
    return told_of(request, found)


__all__ = ["router"]
