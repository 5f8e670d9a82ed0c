"""How do programs say as owners how an investment stands?"""

from typing import Any

from django.http import HttpRequest
from ninja import Status

from styrbord.api import caller
from styrbord.api.collection import KEY, WRITING
from styrbord.api.investment_asking import CODE
from styrbord.api.investment_books import router
from styrbord.api.investment_sent import ReportIn, kept
from styrbord.api.investment_shapes import StandOut
from styrbord.api.investment_writing import WRITES, done, stand_of
from styrbord.services.investments import reporting


@router.post(
    "/investments/{code}/reports",
    response={201: StandOut, **WRITING},
    **WRITES,
    url_name="investment-reports",
)
def report(request: HttpRequest, said: ReportIn, code: str = CODE, key: str = KEY) -> Status[Any]:
    """Say as the owner how an investment stands; the computed rating stands beside it."""
    user, found, words = caller.asking(request).user, kept(code), kept(said.words)

    def do() -> int:
        return int(reporting.report(user, found, said.light, words, said.cost, said.ends_on))

    done(request, found, do, key)
    return Status(201, stand_of(request, found))


__all__ = ["router"]
