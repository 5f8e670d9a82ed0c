"""How far is long work that was asked for, as data, and how does a program stop it?"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from styrbord.api import caller
from styrbord.api.asking import Listing, page_of
from styrbord.api.collection import BY_ALL, BY_TOKEN, KEY, MISSING, REFUSED, WRITING
from styrbord.api.refusals import told
from styrbord.api.schemas import Listed, ProblemOut
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.rights import Rights
from styrbord.services import jobs
from styrbord.services.jobs import SeenJob

router = Router()
TOKEN = Path(..., max_length=64)


class JobOut(Schema):
    """One piece of long work."""

    token: str
    name: str
    state: str = Field(description="waiting, running, done, failed or cancelled.")
    stage: str
    done: int
    total: int = Field(description="0 until it is known.")
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    problems: list[ProblemOut]


@router.get(
    "/jobs",
    response={200: Listed[JobOut], **REFUSED},
    tags=["jobs"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="jobs",
)
def listed(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Long work of the caller's posts, newest first; all of it for those who keep the board."""
    return page_of(request, [_out(one) for one in jobs.seen(_rights(request))], ask)


@router.get(
    "/jobs/{token}",
    response={200: JobOut, **MISSING},
    tags=["jobs"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="job",
)
def one(request: HttpRequest, token: str = TOKEN) -> dict[str, Any]:
    """How far one piece of work is, and why it was refused."""
    return _out(jobs.seen_one(_rights(request), token))


@router.post(
    "/jobs/{token}/cancel",
    response={200: JobOut, **WRITING},
    tags=["jobs"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="job-cancel",
)
def cancel(request: HttpRequest, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Stop a piece of work: at once when it waits, at its next step when it runs."""
    writing, rights = caller.writing(request, "stop", "", key), caller.asking(request).rights
    jobs.stop(rights, token, key=writing.key, program=writing.token)
    return _out(jobs.seen_one(rights, token))


def _rights(request: HttpRequest) -> Rights:
    found = caller.asking(request)
    if found.scopes is not None and "read" not in found.scopes:
        raise Refused(Problem("token.scope", "", {"scope": "read"}))
    return found.rights


def _out(seen: SeenJob) -> dict[str, Any]:
    note = seen.note
    said = {name: getattr(note, name) for name in JobOut.model_fields if name != "problems"}
    return {**said, "problems": [told(problem) for problem in note.problems]}
