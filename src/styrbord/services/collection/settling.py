"""How is it written that a scheduled submission's moment has come?

Readers need not wait for it: such a submission reads as released from its moment on.
"""

from datetime import datetime

from styrbord.core.collection.workflow import State, Verb
from styrbord.services import clock
from styrbord.services.collection import notifying
from styrbord.services.collection.events import Telling
from styrbord.services.collection.rows import Known, is_due
from styrbord.services.rights import Actor
from styrbord.services.work import SilentWork, Work, work
from styrbord.store.clock import to_ms
from styrbord.store.collection.models import Step, Submission

CLOCK = Actor("release-clock")


def settle(now: datetime | None = None) -> int:
    """Write every release whose moment has come; how many were written.

    It may run at any time and twice at once: each is written once.
    """
    at = now or clock.now()
    due = Submission.objects.filter(state=State.SCHEDULED, released_at__lte=to_ms(at))
    numbers = list(due.order_by("released_at", "number", "pk").values_list("pk", flat=True))
    return sum(_settled(number, at) for number in numbers)


def settle_one(token: str) -> None:
    """Write what has come for one submission and its corrections, before anybody moves it."""
    row = Submission.objects.filter(token=token).first()
    if row is None:
        return
    at = clock.now()
    due = Submission.objects.filter(
        form=row.form_id,
        subject=row.subject_id,
        period=row.period,
        state=State.SCHEDULED,
        released_at__lte=to_ms(at),
    )
    for number in due.order_by("number").values_list("pk", flat=True):
        _settled(number, at)


def is_behind(one: Known) -> bool:
    """Whether a row does not yet say what it reads as."""
    return one.row.state != one.state


def release(piece: Work, row: Submission, by: Actor) -> bool:
    """Write a release inside a piece of work, and that it corrects an earlier one; whether it was new."""
    if not _written(piece, row, by, State.RELEASED, Verb.RELEASE):
        return False
    Telling(piece, row, by).tell("submission.released", row.token, {"released_at": row.released_at})
    for earlier in corrected_by(row):
        if _written(piece, earlier, by, State.CORRECTED, Verb.SUCCEED):
            Telling(piece, earlier, by).tell("submission.corrected", earlier.token, {"by": row.token})
    notifying.released(row, piece.at)
    return True


def corrected_by(row: Submission) -> list[Submission]:
    """Released submissions that a newer one of the same form, subject and period corrects."""
    same = Submission.objects.filter(form=row.form_id, subject=row.subject_id, period=row.period)
    earlier = same.filter(number__lt=row.number, state=State.RELEASED)
    return list(earlier.select_related("form", "subject").order_by("number"))


def _settled(number: int, at: datetime) -> bool:
    row = Submission.objects.select_related("form", "subject").get(pk=number)
    if not is_due(row, at):
        return False
    try:
        with work(CLOCK.code, at) as piece:
            release(piece, row, CLOCK)
    except SilentWork:
        return False
    return True


def _written(piece: Work, row: Submission, by: Actor, state: State, verb: Verb) -> bool:
    """Write a state that the program alone writes; the revision stays, for readers see no change."""
    same = Submission.objects.filter(pk=row.pk, revision=row.revision, state=row.state)
    if same.update(state=state) != 1:
        return False
    row.state = state
    Step.objects.create(
        submission=row,
        package=row.package,
        verb=verb,
        state=state,
        at=to_ms(piece.at),
        by=by.code,
        person=by.person,
    )
    return True
