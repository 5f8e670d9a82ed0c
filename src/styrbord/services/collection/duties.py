"""What has a person to do: which numbers to hand in, which to approve, which to release?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from styrbord.core.base.periods import Period
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.workflow import State
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action, allows
from styrbord.services import clock
from styrbord.services.collection import forms
from styrbord.services.collection.correcting import corrects
from styrbord.services.collection.reach import Posts, Reach, Spread, reached
from styrbord.services.collection.rows import Known, eyes_of, with_forms
from styrbord.services.rights import rights_of
from styrbord.store.collection.models import Submission

UNFINISHED = (State.DRAFT, State.RETURNED)
DONE = (State.RELEASED, State.CORRECTED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do: `action` says which; `state` and `token` are empty while nothing was begun."""

    form: str
    subject: str
    period: str
    due: date
    state: str = ""
    token: str = ""
    days_late: int = 0
    action: Action = Action.PREPARE
    level: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the due date has passed."""
        return self.days_late > 0


def duties_of(user: object) -> list[Duty]:
    """Everything that waits for a user today: what is overdue first, then by due date."""
    return duties_by(rights_of(user))


def duties_by(rights: Rights) -> list[Duty]:
    """Everything that waits for somebody with some rights today, in the same order."""
    if not rights.rights:
        return []
    today = clock.now().date()
    found = [*_to_prepare(rights, today), *_to_decide(rights, today)]
    return sorted(found, key=lambda one: (-one.days_late, one.due, one.form, one.period, one.subject))


def _to_prepare(rights: Rights, today: date) -> Iterator[Duty]:
    reach = Reach()
    for form in forms.known():
        spread = reach.of(rights.rights, Action.PREPARE, form)
        if spread is None or spread:
            yield from _of_form(form, spread, today)


def _of_form(form: Form, spread: Spread, today: date) -> Iterator[Duty]:
    begun = begun_of(form)
    for period, due, subjects in asked(form, today):
        for subject in reached(spread, subjects):
            row = begun.get((subject, str(period)))
            if row is None or row.state in UNFINISHED:
                state, token = (str(row.state), str(row.token)) if row else ("", "")
                late = max((today - due).days, 0)
                yield Duty(form.code, subject, str(period), due, state, token, late)
    yield from _corrections(form, spread, begun.values())


def asked(form: Form, today: date) -> Iterator[tuple[Period, date, Sequence[str]]]:
    """Open periods of a form, each with its due date and the subjects that are obliged."""
    for period in forms.open_periods(form, today):
        yield period, forms.due_day(form, period), forms.obliged(form, period)


def begun_of(form: Form) -> dict[tuple[str, str], Submission]:
    """What answers a form by subject and period: the newest that is no correction still on its way.

    What was withdrawn answers nothing: its numbers are due again.
    """
    found: dict[tuple[str, str], Submission] = {}
    for row in _rows_of(form):
        key = (row.subject.code, row.period)
        if key not in found or found[key].state == State.WITHDRAWN or row.state in DONE:
            found[key] = row
    return {key: row for key, row in found.items() if row.state != State.WITHDRAWN}


def _rows_of(form: Form) -> QuerySet[Submission]:
    rows = Submission.objects.filter(form__code=form.code)
    return rows.select_related("subject").order_by("subject", "period", "number")


def _corrections(form: Form, spread: Spread, begun: Iterable[Submission]) -> Iterator[Duty]:
    """Corrections that were begun; they have no due date of their own."""
    rows = _rows_of(form).filter(number__gt=0, state__in=UNFINISHED)
    for row in rows.exclude(pk__in=[one.pk for one in begun if one.number]).order_by("pk"):
        if reached(spread, [row.subject.code]):
            due = forms.due_day(form, row.period)
            yield Duty(form.code, row.subject.code, row.period, due, str(row.state), str(row.token))


def _to_decide(rights: Rights, today: date) -> Iterator[Duty]:
    rows = Submission.objects.filter(state__in=(State.SUBMITTED, State.APPROVED))
    posts = Posts.on(today)
    for one in with_forms(rows.select_related("form", "subject").order_by("pk")):
        action, over = _waits_for(one)
        if over and _is_theirs(one, action, over, rights, posts):
            due = forms.due_day(one.form, one.row.period)
            level = one.form.levels[one.row.approvals] if action is Action.REVIEW else ""
            yield Duty(
                one.form.code,
                one.subject,
                one.row.period,
                due,
                str(one.state),
                str(one.row.token),
                max((today - due).days, 0) if corrects(one.row) is None else 0,
                action,
                level,
            )


def _waits_for(one: Known) -> tuple[Action, str]:
    """Right that the next move needs, and the subject over which; none when no level is left."""
    if one.state is State.SUBMITTED and one.row.approvals < len(one.form.levels):
        return Action.REVIEW, one.over(one.row.approvals)
    return Action.RELEASE, one.subject if one.state is State.APPROVED else ""


def _is_theirs(one: Known, action: Action, over: str, rights: Rights, posts: Posts) -> bool:
    """Whether it waits for them: the nearest post that has a say, held by eyes that it has not had."""
    mine = [right for right in rights.rights if allows(right.role, action)]
    if not mine or not reached(posts.reach.of(mine, action, one.form), [over]):
        return False
    eyes = eyes_of(one.row) if action is Action.REVIEW else frozenset()
    if rights.person in eyes:
        return False
    return not {right.post for right in mine}.isdisjoint(posts.nearest(action, over, one.form, without=eyes))


def late(duties: Iterable[Duty]) -> int:
    """How many of some duties are overdue."""
    return sum(one.is_late for one in duties)
