"""How do programs read what can be put before a council after a hand-in?"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Schema

from styrbord.api import caller
from styrbord.api.schemas import FigureOut, PeersOut, PeriodText, Refusal, Words
from styrbord.figures.council import Change, Compared, CouncilPage
from styrbord.services.accounts import tokens
from styrbord.services.collection.council import council
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Program

router = Router()
MISSING = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}
TOKEN = Path(..., max_length=64)


class YearChangeOut(Schema):
    """Difference on a year, from which period on, and whether it is for the better."""

    figure: FigureOut
    since: PeriodText
    verdict: str


class HandedOut(Schema):
    """One number that was handed in."""

    indicator: str
    figure: FigureOut
    change: YearChangeOut | None
    is_released: bool


class BetterOut(Schema):
    """A similar subject that does better, and the code of the post to call there."""

    subject: str
    figure: FigureOut
    post: str


class ComparedOut(Schema):
    """One indicator held against similar subjects in the period `at`."""

    indicator: str
    own: FigureOut
    period: PeriodText
    is_released: bool
    change: YearChangeOut | None
    peers: PeersOut | None
    at: PeriodText
    compared: FigureOut | None
    better: list[BetterOut]
    better_count: int
    is_long_enough: bool


class CouncilOut(Schema):
    """What can be put before a council: what was handed in, who does better, and whom to call there."""

    token: str
    form: str
    form_names: Words
    subject: str
    type: str
    similar_by: str
    period: PeriodText
    number: int
    handed_in_at: datetime
    post: str
    is_released: bool
    rows: list[HandedOut]
    compared: list[ComparedOut]
    hidden: int


@router.get(
    "/submissions/{token}/council",
    response={200: CouncilOut, **MISSING},
    tags=["collection"],
    auth=caller.reader,
    openapi_extra={"security": [{"token": []}, {"session": []}]},
)
def council_page(request: HttpRequest, token: str = TOKEN) -> dict[str, Any]:
    """What was handed in, similar subjects, who does better and whom to call there."""
    one = caller.asking(request)
    found = council(token, user=Program(one.rights), reading=visible(principal_for(one.rights)))
    if not one.may_read(found.form):
        tokens.demand(one.scopes or frozenset(), "submit", found.form)
    return _page(found)


def _page(found: CouncilPage) -> dict[str, Any]:
    said = {name: getattr(found, name) for name in CouncilOut.model_fields}
    rows = [{**_attributes(row, HandedOut), "change": _change(row.change)} for row in found.rows]
    compared = [_compared(one) for one in found.compared]
    return {**said, "subject": found.subject.code, "rows": rows, "compared": compared}


def _compared(one: Compared) -> dict[str, Any]:
    return {
        **_attributes(one, ComparedOut),
        "indicator": one.indicator.code,
        "change": _change(one.change),
        "better": [_attributes(each, BetterOut) for each in one.better],
    }


def _change(one: Change | None) -> dict[str, Any] | None:
    return None if one is None else _attributes(one, YearChangeOut)


def _attributes(one: object, schema: type[Schema]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in schema.model_fields}
