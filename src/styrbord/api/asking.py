"""What can be asked of each address, for whom and as of when?"""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import BeforeValidator
from pydantic.config import JsonDict

from styrbord.api.caller import with_token
from styrbord.core.base.codes import nearest
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.services import reading as gateway
from styrbord.services import releases, signing
from styrbord.services.reading import Principal, Reading

START = "/api/v1/"
MOST_LISTED = 1_000
MOST_ROWS = 50_000
LAST_OFFSET = 1_000_000
Found = TypeVar("Found")
Item = TypeVar("Item")

_DAY = "Day, month or year: 2026-01-20, 2026-01 or 2026."
_FORMS: JsonDict = {"pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-[ASQMW][0-9]{1,2}|-01/P[0-9]{1,2}M)?)?$"}


def _parts(given: object) -> list[str]:
    """Codes from repeated parameters and from lists with commas, each once."""
    texts = given if isinstance(given, list) else [given]
    parts = [part.strip() for text in texts for part in str(text).split(",")]
    return list(dict.fromkeys(part for part in parts if part))


Codes = Annotated[list[str], BeforeValidator(_parts)]


class Moment(Schema):
    """The two clocks that every address knows."""

    as_of: str = Field(
        "",
        alias="as-of",
        description=f"What was released here by the end of it. {_DAY}",
        json_schema_extra=_FORMS,
    )
    vintage: str = Field(
        "", description=f"What the source had said by the end of it. {_DAY}", json_schema_extra=_FORMS
    )


class Listing(Moment):
    """A list that is given page by page."""

    offset: int = Field(0, ge=0, le=LAST_OFFSET, description="Entries to leave out.")
    limit: int = Field(100, ge=1, le=MOST_LISTED, description="Entries on a page.")


class SubjectsAsk(Listing):
    """Filters of subjects."""

    level: str = Field("", description="Level in the tree, such as municipality.")
    type: str = Field("", description="Type that comparisons stay within, as of the day.")
    parent: str = Field("", description="Code of the subject that they belong to directly, as of the day.")
    q: str = Field("", description="Words in code or name.")


class IndicatorsAsk(Listing):
    """Filters of indicators."""

    rubric: str = Field("", description="Code of a rubric.")
    q: str = Field("", description="Words in code, name or definition.")


class EditionsAsk(Listing):
    """Filters of editions."""

    dataset: str = Field("", description="Code of a dataset.")


class PagesAsk(Listing):
    """Filters of pages."""

    kind: Literal["", "rubric", "page"] = Field("", description="Rubrics or free pages; both when left out.")


class FiguresAsk(Moment):
    """Pairs of indicators and subjects."""

    indicator: Codes = Field(
        default_factory=list, description="Codes, repeated or with commas; at least one."
    )
    subject: Codes = Field(
        default_factory=list, description="Codes; the board's first subject when left out."
    )


class ObservationsAsk(Moment):
    """Filters of observations."""

    indicator: Codes = Field(
        default_factory=list, description="Codes, repeated or with commas; all when left out."
    )
    subject: Codes = Field(
        default_factory=list, description="Codes, repeated or with commas; all when left out."
    )
    first: str = Field(
        "", alias="from", description="First period, such as 2019 or 2019-03.", json_schema_extra=_FORMS
    )
    to: str = Field("", description="Last period.", json_schema_extra=_FORMS)
    frequency: Literal["", "A", "S", "Q", "M", "W", "D", "T"] = Field(
        "", description="Length of period; T is year to date."
    )
    scenario: Literal["actual", "target", "plan", "forecast", "optimistic", "medium", "pessimistic"] = (
        "actual"
    )
    breakdown: str = Field(
        "", description="DIMENSION for all its codes, DIMENSION=code for one; else the totals."
    )
    computed: bool = Field(False, description="Also what formulas, roll-ups and mergers give, with coverage.")
    format: Literal["", "json", "csv", "json-stat"] = Field("", description="Else by the header Accept.")
    limit: int = Field(1_000, ge=1, le=MOST_ROWS, description="Rows on a page.")
    cursor: str = Field("", description="Where to go on: taken from 'next' of the answer before.")


def bounds(name: str, path: str) -> tuple[int, int]:
    """Lowest and highest whole number that a parameter of an address takes."""
    if name == "offset":
        return 0, LAST_OFFSET
    return 1, MOST_ROWS if path.endswith("/observations") else MOST_LISTED


def reading_of(request: HttpRequest, ask: Moment) -> Reading:
    """Everything that the reader may see as of the moment asked for.

    Raises
    ------
    Refused
        For parameters that the address does not know, unreadable moments and such as have not come.
    """
    wrong = Several()
    known = [field.alias or name for name, field in type(ask).model_fields.items()]
    for name in request.GET:
        if name not in known:
            near = nearest(name, known)
            hint = f" Did you mean '{near}'?" if near else ""
            params = {"name": name, "hint": hint, "allowed": ", ".join(known)}
            wrong.add(Problem("request.unknown-parameter", name, params))
    as_of = wrong.get(lambda: gateway.end_of(ask.as_of) if ask.as_of else None, "as-of")
    vintage = wrong.get(lambda: gateway.end_of(ask.vintage) if ask.vintage else None, "vintage")
    wrong.refuse()
    found = gateway.visible(
        _principal(request),
        as_of=as_of,
        vintage=vintage,
        as_of_text=ask.as_of,
        vintage_text=ask.vintage,
    )
    return releases.noted(found)


def _principal(request: HttpRequest) -> Principal:
    """Who reads: the post of a token with the scope to read, or whoever has signed in, or everyone."""
    program = with_token(request)
    if program is None:
        return signing.principal_of(getattr(request, "user", None))
    if "read" not in (program.scopes or ()):
        raise Refused(Problem("token.scope", "", {"scope": "read"}))
    return gateway.principal_for(program.rights)


def period(text: str) -> Period | None:
    """Period that a text names; None when it is empty."""
    return Period.parse(text) if text else None


class Several:
    """Gathers what is wrong with several parts of a request, to tell it at once."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self._problems: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """One more thing that is wrong."""
        self._problems.append(problem)

    def get(self, find: Callable[[], Found], place: str = "") -> Found | None:
        """What is found, or None when that is refused."""
        try:
            return find()
        except Refused as refusal:
            self._problems += [Problem(one.code, one.place or place, one.params) for one in refusal.problems]
        return None

    def each(self, codes: Iterable[str], find: Callable[[str], Found]) -> list[Found]:
        """What is found for each code; the refused are left out and kept as problems."""
        found = [self.get(lambda code=code: find(code)) for code in codes]  # type: ignore[misc]
        return [one for one in found if one is not None]

    def refuse(self) -> None:
        """Refuse if anything was wrong."""
        if self._problems:
            raise Refused(self._problems)


def page_of(request: HttpRequest, items: Sequence[Item], ask: Listing) -> dict[str, object]:
    """One page of a list, how many there are in all, and the address of the next page."""
    end = ask.offset + ask.limit
    following = address(request, offset=end) if end < len(items) else None
    return {"items": items[ask.offset : end], "count": len(items), "next": following}


def address(request: HttpRequest, **changed: object) -> str:
    """The same address with some parameters changed."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return f"{request.path}?{urlencode([(name, one) for name, many in query.lists() for one in many])}"
