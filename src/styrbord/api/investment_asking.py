"""What can be asked of the addresses of investments, and how is a note told?"""

from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Path

from styrbord.api import caller
from styrbord.api.asking import Listing, address
from styrbord.api.collection import BY_ALL
from styrbord.api.ratings import user_of
from styrbord.api.schemas import Listed
from styrbord.api.shapes import plain, shape_of
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.core.people.rights import Rights
from styrbord.services.investments.listing import LARGEST_PAGE
from styrbord.services.investments.notes import PortfolioRow, Total
from styrbord.services.rights import rights_of

TAGS = ["investments"]
CODE = Path(..., max_length=64)
INSIDE: dict[str, Any] = {"tags": TAGS, "auth": caller.reader, "openapi_extra": BY_ALL}
"""What is not open to all."""
define(
    "request.page-start",
    "A page of {limit} cannot begin at entry {offset}.",
    "Begin at 0 or at a multiple of the limit.",
)


class Paged(Listing):
    """A list of investments, given page by page."""

    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="Entries on a page.")

    def page(self) -> int:
        """Number of the page that is asked for, from 1.

        Raises
        ------
        Refused
            `request.page-start`.
        """
        if self.offset % self.limit:
            told = {"offset": self.offset, "limit": self.limit}
            raise Refused(Problem("request.page-start", "offset", told))
        return self.offset // self.limit + 1


class PortfolioAsk(Paged):
    """Which investments; what is left empty binds not."""

    text: str = Field("", max_length=100, description="Part of a code or name.")
    stage: str = Field("", max_length=16)
    owner: str = Field("", max_length=64, description="Code of a post.")
    lead: str = Field("", max_length=64, description="Code of a body.")
    party: str = Field("", max_length=64, description="Code of a body that takes part.")
    goal: str = Field("", max_length=64)
    component: str = Field("", max_length=64)
    kind: str = Field("", max_length=24, description="internal, joint or shared-infrastructure.")
    risk: str = Field("", max_length=8, description="Computed light; none where nothing is computed.")
    programme: str = Field("", max_length=64)
    strategic: bool | None = None
    by: Literal["owner", "lead", "class", "risk", "programme", "stage", "goal", "component"] = Field(
        "owner", description="What totals are formed by."
    )


class RegisterAsk(Paged):
    """Which benefits."""

    text: str = Field("", max_length=100)
    owner: str = Field("", max_length=64)
    kind: str = Field("", max_length=32, description="Class of a benefit.")
    state: str = Field("", max_length=24)


class MattersAsk(Listing):
    """Which matters: all of one noun, of one investment or of all."""

    noun: Noun = Field(description="benefit, measurement, change, stop, waiver, opinion and so on.")
    investment: str = Field("", max_length=64)
    state: str = Field("", max_length=24)


class SpendingAsk(Listing):
    """What money is told by."""

    by: Literal["body", "system", "kind", "programme"] = "body"


class PortfolioOut(Listed[shape_of(PortfolioRow)]):  # type: ignore[misc]
    """A page of the portfolio, and totals over all that is asked for and may be seen."""

    totals: list[shape_of(Total)] = Field(  # type: ignore[valid-type]
        description="By what `by` names, one for each price; with several goals or components of one "
        "investment they are not to be added."
    )
    whole: list[shape_of(Total)] = Field(description="Over all, one for each price.")  # type: ignore[valid-type]


def rights_in(request: HttpRequest) -> Rights:
    """Rights of whoever asks."""
    return rights_of(user_of(request))


def cut(request: HttpRequest, rows: Sequence[Any], ask: Listing, count: int) -> dict[str, Any]:
    """One page of rows that are the page already."""
    end = ask.offset + ask.limit
    following = address(request, offset=end) if end < count else None
    return {"items": [plain(one) for one in rows], "count": count, "next": following}
