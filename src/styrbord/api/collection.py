"""How do programs hand numbers in, and read what waits for them and what became of it?"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Header, Path, Query, Router, Status

from styrbord.api import caller
from styrbord.api.asking import Listing, page_of
from styrbord.api.caller import Caller
from styrbord.api.collection_schemas import (
    CellIn,
    DutyOut,
    EntriesIn,
    FormOut,
    HandIn,
    ListedOut,
    ObservationIn,
    RevisionIn,
    SubmissionOut,
)
from styrbord.api.refusals import told
from styrbord.api.schemas import Listed, Refusal
from styrbord.core.collection.checks import Found
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.packages import Entry, Package
from styrbord.core.collection.workflow import Verb
from styrbord.services.accounts import tokens
from styrbord.services.collection import checking, duties, forms, observing, posting, seeing
from styrbord.services.collection.reach import Reach
from styrbord.services.collection.seeing import SubmissionNote
from styrbord.services.reading import principal_for, visible
from styrbord.services.releases import ReleaseRow

router = Router()
REFUSED = {400: Refusal, 401: Refusal, 403: Refusal, 429: Refusal, 503: Refusal}
MISSING = {**REFUSED, 404: Refusal}
WRITING = {**MISSING, 409: Refusal, 413: Refusal}
BY_TOKEN: dict[str, Any] = {"security": [{"token": []}]}
BY_ALL: dict[str, Any] = {"security": [{"token": []}, {"session": []}]}
EDITABLE = frozenset({Verb.SAVE, Verb.SUBMIT})
KEY = Header(..., alias="Idempotency-Key", min_length=1, max_length=caller.LONGEST_KEY)
TOKEN = Path(..., max_length=64)


class SubmissionsAsk(Listing):
    """Filters of submissions."""

    form: str = ""
    subject: str = ""
    period: str = ""


@router.get(
    "/forms",
    response={200: Listed[FormOut], **REFUSED},
    tags=["collection"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
)
def asked_forms(request: HttpRequest, ask: Query[Listing]) -> dict[str, object]:
    """Forms that the caller may see somewhere, with the periods that are open."""
    one = caller.asking(request)
    reach = Reach()
    seen = [
        form
        for form in forms.known()
        if one.may_read(form.code)
        and any(reach.of(one.rights.rights, action, form) != frozenset() for action in forms.SEEING)
    ]
    return {**page_of(request, seen, ask), "items": [_form(form) for form in _cut(seen, ask)]}


@router.get(
    "/duties",
    response={200: Listed[DutyOut], **REFUSED},
    tags=["collection"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
)
def waiting(request: HttpRequest, ask: Query[Listing]) -> dict[str, object]:
    """What waits for the caller: to prepare, approve or release; what is overdue first."""
    one = caller.asking(request)
    found = [
        {**duty._asdict(), "submission": duty.token}
        for duty in duties.duties_by(one.rights)
        if one.may_read(duty.form)
    ]
    return page_of(request, found, ask)


@router.get(
    "/submissions",
    response={200: Listed[ListedOut], **REFUSED},
    tags=["collection"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
)
def submissions(request: HttpRequest, ask: Query[SubmissionsAsk]) -> dict[str, object]:
    """Submissions that the caller may see, last changed first."""
    one = caller.asking(request)
    found = seeing.listed(None, form=ask.form, period=ask.period, subject=ask.subject, rights=one.rights)
    return page_of(request, [each for each in found if one.may_read(each.form)], ask)


@router.post(
    "/submissions",
    response={201: SubmissionOut, **WRITING},
    tags=["collection"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="submissions",
)
def hand_in(request: HttpRequest, said: HandIn, key: str = KEY) -> Status[dict[str, object]]:
    """Open the submission of a subject for a form and period, save its cells, and hand it in if wanted.

    All of it is done, or nothing.
    """
    writing = caller.writing(request, "submit", said.form, key)
    token = posting.hand_in(
        said.form,
        said.subject,
        said.period,
        _entries(said.entries),
        is_submitted=said.submit,
        request=writing,
    )
    return Status(201, _whole(caller.asking(request), token))


@router.get(
    "/submissions/{token}",
    response={200: SubmissionOut, **MISSING},
    tags=["collection"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
)
def submission(request: HttpRequest, token: str = TOKEN) -> dict[str, object]:
    """One submission with its cells, steps, remarks and receipt; of a draft also what the checks find."""
    return _whole(caller.asking(request), token)


@router.put(
    "/submissions/{token}/entries",
    response={200: SubmissionOut, **WRITING},
    tags=["collection"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
)
def entries(request: HttpRequest, said: EntriesIn, token: str = TOKEN, key: str = KEY) -> dict[str, object]:
    """Save cells of a draft; refused when somebody changed it since it was read."""
    writing = caller.writing(request, "submit", _form_of(request, token), key)
    posting.put(token, _entries(said.entries), revision=said.revision, request=writing)
    return _whole(caller.asking(request), token)


@router.post(
    "/submissions/{token}/submit",
    response={200: SubmissionOut, **WRITING},
    tags=["collection"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
)
def submit(request: HttpRequest, said: RevisionIn, token: str = TOKEN, key: str = KEY) -> dict[str, object]:
    """Hand a draft in; everything that stops it is told at once."""
    writing = caller.writing(request, "submit", _form_of(request, token), key)
    posting.submit_draft(token, revision=said.revision, request=writing)
    return _whole(caller.asking(request), token)


def receive(request: HttpRequest, said: ObservationIn, key: str = KEY) -> Status[dict[str, object]]:
    """One number of a dataset that is released on acceptance: it becomes an edition at once."""
    one, writing = caller.asking(request), caller.writing(request, "observe", said.dataset, key)
    row = ReleaseRow(
        subject=said.subject,
        indicator=said.indicator,
        period=said.period,
        breakdown=said.breakdown,
        value=said.value,
        status=said.status,
        note=said.note,
    )
    edition = observing.receive(said.dataset, row, rights=one.rights, request=writing)
    return Status(201, {"edition": edition, "dataset": said.dataset, "token": one.token})


def _cut(found: list[Form], ask: Listing) -> list[Form]:
    return found[ask.offset : ask.offset + ask.limit]


def _form(form: Form) -> dict[str, object]:
    days = [
        {"period": str(period), "due": forms.due_day(form, period)} for period in forms.open_periods(form)
    ]
    return {**asdict(form), "open": days}


def _entries(said: Iterable[CellIn]) -> list[Entry]:
    """Cells as they are kept; what was sent stands in them word for word."""
    return [
        Entry(
            indicator=one.indicator,
            breakdown=one.breakdown,
            value=one.value,
            status=one.status,
            note=one.note,
            text="" if one.value is None else repr(one.value),
        )
        for one in said
    ]


def _form_of(request: HttpRequest, token: str) -> str:
    """Code of the form of a submission that the caller may see."""
    return seeing.note(token, rights=caller.asking(request).rights).form.code


def _whole(one: Caller, token: str) -> dict[str, object]:
    note = seeing.note(token, rights=one.rights)
    if not one.may_read(note.form.code):
        tokens.demand(one.scopes or frozenset(), "submit", note.form.code)
    said = {name: getattr(note, name) for name in SubmissionOut.model_fields if name != "problems"}
    return {**said, "form": note.form.code, "problems": [_problem(each) for each in _found(one, note)]}


def _found(one: Caller, note: SubmissionNote) -> list[Found]:
    """What still stops a draft, as the caller may see it."""
    if not EDITABLE.intersection(note.may):
        return []
    package = Package(note.form.code, note.subject, note.period, note.entries)
    found = checking.check(package, note.form, reading=visible(principal_for(one.rights)))
    return checking.open_problems(found, package)


def _problem(found: Found) -> dict[str, Any]:
    return {
        **told(found.problem),
        "indicator": found.indicator,
        "breakdown": found.breakdown,
        "weight": found.weight,
    }


__all__ = ["receive", "router"]
