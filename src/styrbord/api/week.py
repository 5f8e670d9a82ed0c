"""What waits for the caller, from all rooms of the board, as data?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from styrbord.api import caller
from styrbord.api.asking import Listing, page_of
from styrbord.api.caller import Caller
from styrbord.api.collection import BY_ALL, REFUSED
from styrbord.api.schemas import Listed, PeriodText
from styrbord.core.strategy.week import Part, Span, days_late
from styrbord.services import week as service
from styrbord.services.week import Thing, Week

router = Router()


class WeekAsk(Listing):
    """Filters of what waits."""

    part: Literal["", "returned", "asked", "promised", "deviating", "checking", "due", "meeting"] = Field(
        "", description="Why it waits; without one everything."
    )
    post: str = Field("", max_length=80, description="Code of a post of the caller's.")


class WaitingOut(Schema):
    """One thing that waits for the caller."""

    part: Part
    why: str = Field(description="Code of why it waits, such as not-begun, question, broken, deviation-new.")
    name: str = Field(description="What it is called in addresses, unique within its part.")
    titles: list[dict[str, str]] = Field(description="Names of what it is about, each by language.")
    period: PeriodText | None
    span: Span = Field(description="Whether its day has passed, lies in this week, or after it.")
    due_on: date | None = Field(description="None where no day was named.")
    since: date
    days_late: int
    post: str = Field(description="Post that it waits for; empty where no single one is known.")
    address: str = Field(description="Path on the site, without the language.")
    words: str = Field(description="What somebody wrote about it.")
    asked: int = Field(description="Cells that are asked for; 0 for what is not handed in.")
    filled: int = Field(description="Cells in which something stands.")


@router.get(
    "/week",
    response={200: Listed[WaitingOut], **REFUSED},
    tags=["week"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="week",
)
def week(request: HttpRequest, ask: Query[WeekAsk]) -> dict[str, object]:
    """What waits for the posts of the caller and those they stand in for, what is to be done first first."""
    one = caller.asking(request)
    found = service.week_by(one.rights, ask.post or None)
    return page_of(request, [_told(each, found) for each in _read(found.of(ask.part), one)], ask)


def _read(things: tuple[Thing, ...], one: Caller) -> Iterator[Thing]:
    """Things within the scopes of a token."""
    is_whole = one.scopes is None or "read" in one.scopes
    return (each for each in things if is_whole or (each.form and one.may_read(each.form)))


def _told(one: Thing, found: Week) -> dict[str, Any]:
    same = ("part", "why", "name", "titles", "period", "due_on", "since", "post", "address", "words")
    told = {name: getattr(one, name) for name in (*same, "asked", "filled")}
    return {**told, "span": found.span(one), "days_late": days_late(one, found.today)}
