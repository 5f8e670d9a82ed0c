"""How does a program hand in what one request holds, all of it or nothing?

A request names its key: repeated with the same key and content, it is the same request.
"""

from collections.abc import Callable, Sequence

from styrbord.core.collection.packages import Entry
from styrbord.services import programs
from styrbord.services.collection import seeing
from styrbord.services.collection.drafts import open_for, save
from styrbord.services.collection.handing_in import submit
from styrbord.services.collection.rows import known
from styrbord.services.programs import Request
from styrbord.store.collection.models import Submission

CHANNEL = "api"


def hand_in(
    form: str, subject: str, period: str, entries: Sequence[Entry], *, is_submitted: bool, request: Request
) -> str:
    """Token of the submission, once its cells are saved and, if wanted, handed in.

    Raises
    ------
    Refused
        `request.key-reused`, or what opening, saving and handing in are refused with; nothing is kept then.
    """

    def do() -> str:
        token = open_for(form, subject, period, by=request.by)
        revision = _revision(token)
        if entries:
            revision = save(token, entries, revision=revision, channel=CHANNEL, by=request.by)
        if is_submitted:
            submit(token, revision=revision, by=request.by)
        return token

    return done(request, do)


def put(token: str, entries: Sequence[Entry], *, revision: int, request: Request) -> str:
    """Save cells of a draft; refused as `hand_in`."""

    def do() -> str:
        save(token, entries, revision=revision, channel=CHANNEL, by=request.by)
        return token

    return done(request, do)


def submit_draft(token: str, *, revision: int, request: Request) -> str:
    """Hand a draft in; refused as `hand_in`."""

    def do() -> str:
        submit(token, revision=revision, by=request.by)
        return token

    return done(request, do)


def done(request: Request, do: Callable[[], str]) -> str:
    """Token of the submission that a request is about, done once; the event names the program's token."""

    def found() -> tuple[str, int]:
        token = do()
        return token, int(known(token).row.pk)

    number = programs.done(request, found)
    return str(Submission.objects.values_list("token", flat=True).get(pk=number))


def _revision(token: str) -> int:
    return seeing.note(token).revision
