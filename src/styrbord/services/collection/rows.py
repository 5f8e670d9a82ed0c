"""Which submission is meant, what does its form ask, and how does it stand at a moment?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.workflow import Mark, State, Verb, eyes_on
from styrbord.services import clock
from styrbord.services.collection import forms
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import Step, Submission
from styrbord.store.spine.register import StoredRegister, register_at

define(
    "submission.not-found",
    "There is no such submission for you to see.",
    "Choose one from your list of submissions.",
)
define(
    "submission.no-level",
    "{subject} belongs to no subject of the level '{level}', whose reviewers approve the form {form}.",
    "Ask whoever keeps the form to mend its levels, or the tree.",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A submission with its form; `state` is as of now, also before the program has written it."""

    row: Submission
    form: Form
    state: State

    @property
    def subject(self) -> str:
        """Code of the subject."""
        return str(self.row.subject.code)

    @property
    def first_day(self) -> date:
        """First day of the period: the tree of that day says who approves."""
        return Period.parse(self.row.period).first_day

    def over(self, number: int) -> str:
        """Subject over this one whose reviewers approve as number so many, from 0; empty when none is."""
        level = self.form.levels[min(number, len(self.form.levels) - 1)] if self.form.levels else ""
        return over(self.subject, level, self.first_day)


def over(subject: str, level: str, on: date) -> str:
    """Subject of a level that a subject belongs to on a day, perhaps itself; empty when there is none."""
    register = register_now()
    known = register.subjects()
    path = (*register.tree().path(subject, on), subject)
    return next((code for code in path if code in known and known[code].level == level), "")


def register_now() -> StoredRegister:
    """Names and memberships as they are known now."""
    return register_at(to_ms(clock.now()))


def known(token: str) -> Known:
    """The submission that a token names.

    Raises
    ------
    Refused
        `submission.not-found`.
    """
    row = Submission.objects.select_related("form", "subject").filter(token=token).first()
    if row is None:
        raise Refused(Problem("submission.not-found"))
    return with_forms([row])[0]


def with_forms(rows: Iterable[Submission]) -> list[Known]:
    """Submissions with their forms and their states as of now."""
    rows = list(rows)
    found = {code: forms.form(code) for code in {row.form.code for row in rows}}
    states = states_at(rows, clock.now())
    return [Known(row, found[row.form.code], states[row.pk]) for row in rows]


def states_at(rows: Iterable[Submission], now: datetime) -> Mapping[int, State]:
    """State of each row at a moment.

    One whose moment has come reads as released, and what it corrects as corrected.
    """
    rows = list(rows)
    come = Submission.objects.filter(state=State.SCHEDULED, released_at__lte=to_ms(now))
    newer = {
        (one.form_id, one.subject_id, one.period): one.number
        for one in come.filter(form_id__in={row.form_id for row in rows}).order_by("number")
    }
    return {
        row.pk: _state(row, now, newer.get((row.form_id, row.subject_id, row.period), -1)) for row in rows
    }


def _state(row: Submission, now: datetime, newest_come: int) -> State:
    state = State(row.state)
    if is_due(row, now):
        state = State.RELEASED
    return State.CORRECTED if state is State.RELEASED and row.number < newest_come else state


def is_due(row: Submission, now: datetime) -> bool:
    """Whether a scheduled submission's moment has come."""
    return row.state == State.SCHEDULED and row.released_at is not None and row.released_at <= to_ms(now)


def steps_of(row: Submission) -> list[Step]:
    """Everything that was done with a submission, in order, with the remarks."""
    return list(row.steps.select_related("remark").order_by("pk"))


def eyes_of(row: Submission) -> frozenset[str]:
    """Whose eyes the newest package has had."""
    return eyes_on((Mark(Verb(one.verb), one.package, eyes(one)) for one in steps_of(row)), row.package)


def eyes(one: Step) -> str:
    """Pseudonymous key of whoever made a step; where no person did, the post."""
    return one.person or f"post:{one.by}"


def moment(milliseconds: int | None) -> datetime | None:
    """Moment of a column that may be empty."""
    return None if milliseconds is None else from_ms(milliseconds)
