"""What does someone see of a submission, and which submissions concern them?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import Text
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.packages import Entry
from styrbord.core.collection.receipts import Receipt
from styrbord.core.collection.workflow import State, Verb
from styrbord.core.people.rights import Right, Rights
from styrbord.core.people.roles import allows
from styrbord.services.collection import acting, packages, receipts
from styrbord.services.collection.correcting import corrects
from styrbord.services.collection.rows import Known, known, moment, register_now, steps_of, with_forms
from styrbord.services.collection.together import editions_of, group
from styrbord.services.rights import rights_of
from styrbord.store.clock import from_ms
from styrbord.store.collection.models import Step, Submission

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class StepNote:
    """One thing that was done: by which post and person, at which level, with which words."""

    verb: Verb
    state: State
    package: int
    level: str
    at: datetime
    by: str
    person: str
    words: str = ""
    cells: Mapping[str, str]
    public: Text


@dataclass(frozen=True, slots=True)
class LevelNote:
    """A level of approval: over which subject, and whether it has approved the newest package."""

    level: str
    subject: str
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionNote:
    """All that a page shows of a submission.

    `state` is as of now. `entries` are those of the newest package, or of the newest one handed in for
    whoever sees no drafts. `together` are the submissions that share its editions.
    """

    token: str
    form: Form
    subject: str
    period: str
    number: int
    state: State
    revision: int
    package: int
    entries: tuple[Entry, ...]
    steps: tuple[StepNote, ...]
    levels: tuple[LevelNote, ...]
    receipt: Receipt | None
    changed_at: datetime
    released_at: datetime | None
    editions: tuple[int, ...]
    corrects: str
    corrected_by: str
    together: tuple[str, ...]
    may: tuple[Verb, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A submission as a list shows it."""

    token: str
    form: str
    names: Text
    subject: str
    period: str
    number: int
    state: State
    revision: int
    changed_at: datetime
    released_at: datetime | None
    may: tuple[Verb, ...]


def note(token: str, *, user: object = None, rights: Rights | None = None) -> SubmissionNote:
    """A submission as a user, or somebody with some rights, may see it.

    Without either it is seen as the program does, and nothing may be done.

    Raises
    ------
    Refused
        `submission.not-found`, in the same words whether it is missing or not for the user.
    """
    one = known(token)
    found = rights_of(user) if user is not None else rights
    if found is not None and not acting.sees(found.rights, one):
        raise Refused(Problem("submission.not-found"))
    is_whole = found is None or acting.sees_drafts(found.rights, one)
    may = acting.possible(one, found.rights, found.person) if found else ()
    return _note(one, is_whole=is_whole, may=may)


def listed(
    user: object,
    *,
    form: str = "",
    period: str = "",
    subject: str = "",
    most: int = MOST,
    rights: Rights | None = None,
) -> list[Listed]:
    """Submissions that a user, or somebody with some rights, may prepare, review, release or see.

    Last changed first.
    """
    found = rights_of(user) if rights is None else rights
    asked = {"form__code": form, "period": period, "subject__code": subject}
    said = {name: one for name, one in asked.items() if one}
    rows = Submission.objects.filter(_within(found.rights), **said)
    newest = rows.select_related("form", "subject").order_by("-changed_at", "-pk")[:most]
    return [_listed(one, found) for one in with_forms(newest) if acting.sees(found.rights, one)]


def _within(rights: Iterable[Right]) -> Q:
    """Submissions of the subjects that some right reaches."""
    register, subjects = register_now(), set[int]()
    for right in rights:
        if any(allows(right.role, action) for action in acting.SEEING):
            if not right.subject:
                return Q()
            subjects |= register.below_in(right.subject, right.hierarchy)
    return Q(subject_id__in=subjects)


def _listed(one: Known, rights: Rights) -> Listed:
    return Listed(
        token=one.row.token,
        form=one.form.code,
        names=one.form.names,
        subject=one.subject,
        period=one.row.period,
        number=one.row.number,
        state=one.state,
        revision=one.row.revision,
        changed_at=from_ms(one.row.changed_at),
        released_at=moment(one.row.released_at),
        may=acting.possible(one, rights.rights, rights.person),
    )


def _note(one: Known, *, is_whole: bool, may: Sequence[Verb]) -> SubmissionNote:
    row = one.row
    kept = None if not is_whole and one.state is State.DRAFT else packages.newest(row, handed_in=not is_whole)
    before = corrects(row)
    return SubmissionNote(
        token=row.token,
        form=one.form,
        subject=one.subject,
        period=row.period,
        number=row.number,
        state=one.state,
        revision=row.revision,
        package=kept.number if kept else 0,
        entries=packages.content(kept, row).entries,
        steps=tuple(_step(step) for step in steps_of(row) if is_whole or step.verb != Verb.SAVE),
        levels=tuple(
            LevelNote(level, one.over(number), number < row.approvals)
            for number, level in enumerate(one.form.levels)
        ),
        receipt=receipts.newest_of(row),
        changed_at=from_ms(row.changed_at),
        released_at=moment(row.released_at),
        editions=tuple(editions_of(row)),
        corrects=before.token if before else "",
        corrected_by=_corrected_by(row),
        together=tuple(token for token in group([row.token])[0] if token != row.token),
        may=tuple(may),
    )


def _corrected_by(row: Submission) -> str:
    """Token of the correction that is on its way or out."""
    same = Submission.objects.filter(form=row.form_id, subject=row.subject_id, period=row.period)
    is_out = row.state in (State.RELEASED, State.SCHEDULED, State.CORRECTED)
    newer = same.filter(number=row.number + 1).first() if is_out else None
    return newer.token if newer else ""


def _step(step: Step) -> StepNote:
    remark = getattr(step, "remark", None)
    return StepNote(
        verb=Verb(step.verb),
        state=State(step.state),
        package=step.package,
        level=step.level,
        at=from_ms(step.at),
        by=step.by,
        person=step.person,
        words=remark.words if remark else "",
        cells=remark.cells if remark else {},
        public=remark.public if remark else {},
    )
