"""How is something released corrected: a new draft with the old numbers, and the reason for everyone?"""

from django.db import IntegrityError

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.core.collection.workflow import State, Verb
from styrbord.services.collection import packages, settling
from styrbord.services.collection.drafts import new_row
from styrbord.services.collection.events import Telling
from styrbord.services.collection.moves import Moving, begin, key_for
from styrbord.services.collection.together import editions_of
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.collection.models import Submission

define(
    "submission.being-corrected",
    "A correction of this is on its way already.",
    "Open that one from the list of submissions.",
)


def correct(token: str, *, reason: Text, by: Actor, key: str = "") -> str:
    """Token of a new draft that corrects what was released, prefilled with its numbers.

    Raises
    ------
    Refused
        `submission.being-corrected`, or what any move is refused with.
    """
    settling.settle_one(token)

    def work(piece: Work, full: str | None) -> int:
        moving = begin(piece, full, token, Verb.CORRECT, by=by, reason=reason)
        made = _draft(moving)
        moving.to(State.RELEASED)
        moving.step(Verb.CORRECT)
        moving.tell("submission.correction-opened", token, {"correction": made.token, "made": made.pk})
        Telling(piece, made, by).tell("submission.opened", made.token, {"corrects": token})
        return int(made.pk)

    try:
        made = once(by, key_for("correct", token, key), work, realm="submission", answer="made")
    except IntegrityError as error:
        raise Refused(Problem("submission.being-corrected")) from error
    return str(Submission.objects.get(pk=made).token)


def corrects(row: Submission) -> Submission | None:
    """The released submission that this one corrects or has corrected; None when it is no correction."""
    if not row.number:
        return None
    same = Submission.objects.filter(form=row.form_id, subject=row.subject_id, period=row.period)
    before = same.filter(number=row.number - 1, state__in=(State.RELEASED, State.CORRECTED)).first()
    return before


def corrected_edition(row: Submission) -> int | None:
    """One of the editions that a submission corrects; its sisters are found by the release."""
    before = corrects(row)
    editions = editions_of(before) if before else []
    return editions[0] if editions else None


def public_reason(row: Submission) -> Text:
    """Why a correction was opened, as everyone may read it."""
    before = corrects(row)
    if before is None:
        return {}
    last = before.steps.filter(verb=Verb.CORRECT, remark__isnull=False).order_by("-pk").first()
    return dict(last.remark.public) if last else {}


def _draft(moving: Moving) -> Submission:
    row = moving.row
    same = Submission.objects.filter(form=row.form_id, subject=row.subject_id, period=row.period)
    if same.filter(number__gt=row.number).exists():
        raise Refused(Problem("submission.being-corrected"))
    made = new_row(moving.piece, row.form_id, row.subject_id, row.period, row.number + 1)
    before = packages.newest(row)
    packages.add(
        made,
        packages.content(before, row),
        number=1,
        channel=before.channel if before else "page",
        at=to_ms(moving.piece.at),
        by=moving.telling.by,
    )
    Submission.objects.filter(pk=made.pk).update(package=1)
    made.package = 1
    return made
