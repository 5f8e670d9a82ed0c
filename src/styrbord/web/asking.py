"""For whom and as of when does a request ask?"""

from datetime import UTC, date, datetime, time

from django.http import HttpRequest, QueryDict

from styrbord.core.base.periods import Period
from styrbord.services import reading, releases, signing
from styrbord.services.reading import Reading


def reading_of(request: HttpRequest) -> Reading:
    """Everything that the reader may see as of the day and vintage asked for."""
    as_of, vintage = request.GET.get("as-of", "").strip(), request.GET.get("vintage", "").strip()
    found = reading.visible(
        signing.principal_of(getattr(request, "user", None)),
        as_of=_end_of(as_of),
        vintage=_end_of(vintage),
        as_of_text=as_of,
        vintage_text=vintage,
    )
    return releases.noted(found)


def period_of(request: HttpRequest, name: str = "period") -> Period | None:
    """Period asked for in the query."""
    text = request.GET.get(name, "").strip()
    return Period.parse(text) if text else None


def codes_of(request: HttpRequest, name: str, said: QueryDict | None = None) -> tuple[str, ...]:
    """Codes asked for in the query (or said in a form), each once, in order."""
    source = request.GET if said is None else said
    return tuple(dict.fromkeys(code for code in source.getlist(name) if code))


def _end_of(text: str) -> datetime | None:
    if not text:
        return None
    day: date = Period.parse(text).last_day
    return datetime.combine(day, time.max, UTC)
