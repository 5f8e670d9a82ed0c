"""Which cases are open, as data?"""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from styrbord.api.asking import Listing, page_of, reading_of
from styrbord.api.schemas import FigureOut, Listed, Number, PeriodText, Refusal
from styrbord.services import signals

router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}


class SignalsAsk(Listing):
    """Filters of cases."""

    indicator: str = Field("", description="Code of an indicator.")
    subject: str = Field("", description="Code of a subject.")


class SignalOut(Schema):
    """One open case: the newest signal of a series."""

    token: str
    indicator: str
    subject: str
    direction: str = Field(description="adverse, or either where no way is good.")
    owner: str
    period: PeriodText
    since: PeriodText
    value: FigureOut
    expected: FigureOut
    change: FigureOut
    size: float = Field(description="Change in units of the spread that is usual for the series.")
    adjusted: Number = Field(description="p-value among all series tested in the direction.")


@router.get("/signals", response={200: Listed[SignalOut], **WRONG}, tags=["signals"], url_name="signals")
def cases(request: HttpRequest, ask: Query[SignalsAsk]) -> dict[str, Any]:
    """Open cases, largest first: series that have left their usual course for the worse."""
    reading = reading_of(request, ask)
    found = signals.worklist(reading, subject=ask.subject, indicator=ask.indicator).cases
    return page_of(request, found, ask)
