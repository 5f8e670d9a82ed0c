"""What has a person to do: which numbers to hand in, which to approve, which to release?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from styrbord.core.base.periods import Period
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.workflow import Mark, State, Verb, eyes_on
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action, allows
from styrbord.services import clock, installation
from styrbord.services.collection import forms
from styrbord.services.collection.reach import Posts, Reach, Spread, covers, reached
from styrbord.services.collection.rows import Known, eyes, register_now
from styrbord.services.rights import rights_of
from styrbord.store.collection.models import Step, Submission
from styrbord.store.spine.register import changes_asked_once

UNFINISHED = (State.DRAFT, State.RETURNED)
DONE = (State.RELEASED, State.CORRECTED, State.WITHDRAWN)
DECIDING = (Action.REVIEW, Action.RELEASE)
_MANY = 1000
_ROWS = (
    "SELECT s.id, f.code, t.code, s.period, s.number, s.state, s.token FROM collection_submission s"
    " JOIN collection_form f ON f.id = s.form_id JOIN spine_subject t ON t.id = s.subject_id"
    " WHERE f.code IN ({0}){1} ORDER BY s.subject_id, s.period, s.number"
)


class Begun(NamedTuple):
    """A submission as the lists of duties need it."""

    pk: int
    form: str
    subject: str
    period: str
    number: int
    state: str
    token: str


class Duty(NamedTuple):
    """One thing to do: `action` says which; `state` and `token` are empty while nothing was begun.

    `post` is the post of theirs that it waits for.
    """

    form: str
    subject: str
    period: str
    due: date
    state: str = ""
    token: str = ""
    days_late: int = 0
    action: Action = Action.PREPARE
    level: str = ""
    post: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the due date has passed."""
        return self.days_late > 0


def duties_of(user: object) -> list[Duty]:
    """Everything that waits for a user today: what is overdue first, then by due date."""
    return duties_by(rights_of(user))


def duties_by(rights: Rights) -> list[Duty]:
    """Everything that waits for somebody with some rights today, in the same order.

    It asks the database as often for one duty as for a thousand.
    """
    return sorted(
        duties_in(rights, forms.shown() if rights.rights else {}),
        key=lambda one: (-one.days_late, one.due, one.form, one.period, one.subject),
    )


def duties_in(rights: Rights, shown: Mapping[str, tuple[Form, date]]) -> list[Duty]:
    """The same in no order, of some forms, each with the day on which it was first published."""
    if not rights.rights:
        return []
    with installation.read_once(frozenset({clock.SHIFT})), changes_asked_once():
        today, known = clock.now().date(), {code: form for code, (form, _) in shown.items()}
        return [*_to_prepare(rights, shown, today), *_to_decide(rights, known, today)]


def _to_prepare(rights: Rights, shown: Mapping[str, tuple[Form, date]], today: date) -> Iterator[Duty]:
    reach = Reach()
    given = {code: _given(reach, rights, form) for code, (form, _) in shown.items()}
    given = {code: spreads for code, spreads in given.items() if any(s is None or s for _, s in spreads)}
    if not given:
        return
    begun = _grouped(_rows(given, _numbers(given.values())))
    for code, spreads in given.items():
        form, since = shown[code]
        yield from _of_form(form, spreads, begun.get(code, ()), since, today)


def _given(reach: Reach, rights: Rights, form: Form) -> list[tuple[str, Spread]]:
    """Posts that prepare a form, each with the subjects for which it does."""
    able = [one for one in rights.rights if allows(one.role, Action.PREPARE) and covers(one, form)]
    return [(one.post, reach.subjects(one)) for one in able]


def _numbers(given: Iterable[Sequence[tuple[str, Spread]]]) -> list[int] | None:
    """Rows of the subjects that are reached; None where they are too many to be named."""
    spreads = [spread for one in given for _, spread in one]
    if None in spreads:
        return None
    codes = frozenset().union(*(spread for spread in spreads if spread is not None))
    known = register_now().codes.subjects
    return [known[code] for code in codes if code in known] if len(codes) <= _MANY else None


def _of_form(
    form: Form, spreads: Sequence[tuple[str, Spread]], rows: Sequence[Begun], since: date, today: date
) -> Iterator[Duty]:
    begun, code = _answers(rows), form.code
    for period in forms.open_periods(form, today, since=since):
        due, text = forms.due_day(form, period), str(period)
        late = max((today - due).days, 0)
        for subject in forms.obliged(form, period):
            row = begun.get((subject, text))
            if (row is None or row.state in UNFINISHED) and (post := _post(spreads, subject)) is not None:
                state, token = (row.state, row.token) if row else ("", "")
                yield Duty(code, subject, text, due, state, token, late, Action.PREPARE, "", post)
    yield from _corrections(form, spreads, rows, begun)


def _post(spreads: Iterable[tuple[str, Spread]], subject: str) -> str | None:
    """Post that prepares for a subject; None when none does."""
    for post, spread in spreads:
        if spread is None or subject in spread:
            return post
    return None


def asked(form: Form, today: date) -> Iterator[tuple[Period, date, Sequence[str]]]:
    """Open periods of a form, each with its due date and the subjects that are obliged."""
    for period in forms.open_periods(form, today):
        yield period, forms.due_day(form, period), forms.obliged(form, period)


def begun_of(form: Form) -> Mapping[tuple[str, str], Begun]:
    """What answers a form by subject and period: the newest that is no correction still on its way.

    What was withdrawn answers nothing: its numbers are due again.
    """
    return _answers(_rows([form.code], None))


def _answers(rows: Iterable[Begun]) -> Mapping[tuple[str, str], Begun]:
    found: dict[tuple[str, str], Begun] = {}
    for row in rows:
        key = (row.subject, row.period)
        if key not in found or found[key].state == State.WITHDRAWN or row.state in DONE:
            found[key] = row
    return {key: row for key, row in found.items() if row.state != State.WITHDRAWN}


def _rows(codes: Iterable[str], subjects: Sequence[int] | None) -> list[Begun]:
    """Submissions of some forms, perhaps of some subjects only, in the order in which they were begun."""
    named = list(codes)
    bound = "" if subjects is None else f" AND s.subject_id IN ({', '.join(map(str, subjects)) or 'NULL'})"
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(", ".join(["%s"] * len(named)) or "NULL", bound), named)
        return [Begun(*row) for row in cursor.fetchall()]


def _grouped(rows: Iterable[Begun]) -> Mapping[str, Sequence[Begun]]:
    found: dict[str, list[Begun]] = defaultdict(list)
    for row in rows:
        found[row.form].append(row)
    return found


def _corrections(
    form: Form,
    spreads: Sequence[tuple[str, Spread]],
    rows: Iterable[Begun],
    begun: Mapping[tuple[str, str], Begun],
) -> Iterator[Duty]:
    """Corrections that were begun; they have no due date of their own."""
    told = {one.pk for one in begun.values()}
    own = [row for row in rows if row.number and row.state in UNFINISHED and row.pk not in told]
    for row in sorted(own):
        if (post := _post(spreads, row.subject)) is not None:
            due = forms.due_day(form, row.period)
            yield Duty(form.code, row.subject, row.period, due, row.state, row.token, post=post)


def _to_decide(rights: Rights, known: Mapping[str, Form], today: date) -> Iterator[Duty]:
    if not any(allows(one.role, action) for one in rights.rights for action in DECIDING):
        return
    rows = Submission.objects.filter(state__in=(State.SUBMITTED, State.APPROVED))
    waiting = [
        Known(row, known[row.form.code], State(row.state))
        for row in rows.select_related("form", "subject").order_by("pk")
    ]
    had, old = _eyes([one.row for one in waiting]), _correcting([one.row for one in waiting])
    posts = Posts.on(today)
    for one in waiting:
        action, over = _waits_for(one)
        eyes = had.get(one.row.pk, frozenset()) if action is Action.REVIEW else frozenset()
        if over and (post := _theirs(one, action, over, rights, posts, eyes)):
            due = forms.due_day(one.form, one.row.period)
            level = one.form.levels[one.row.approvals] if action is Action.REVIEW else ""
            late = 0 if one.row.pk in old else max((today - due).days, 0)
            yield Duty(
                *(one.form.code, one.subject, one.row.period, due, str(one.state), str(one.row.token), late),
                action=action,
                level=level,
                post=post,
            )


def _eyes(rows: Sequence[Submission]) -> Mapping[int, frozenset[str]]:
    """Whose eyes the newest package of each of some submissions has had."""
    packages = {row.pk: row.package for row in rows if row.state == State.SUBMITTED}
    marks: dict[int, list[Mark]] = defaultdict(list)
    for step in Step.objects.filter(submission_id__in=list(packages)).order_by("pk"):
        marks[step.submission_id].append(Mark(Verb(step.verb), step.package, eyes(step)))
    return {pk: eyes_on(marks[pk], package) for pk, package in packages.items()}


def _correcting(rows: Sequence[Submission]) -> frozenset[int]:
    """Those of some submissions that correct a released one."""
    own = {(row.form_id, row.subject_id, row.period, row.number - 1): row.pk for row in rows if row.number}
    if not own:
        return frozenset()
    before = Submission.objects.filter(
        form_id__in={key[0] for key in own},
        subject_id__in={key[1] for key in own},
        state__in=(State.RELEASED, State.CORRECTED),
    )
    named = before.values_list("form_id", "subject_id", "period", "number")
    return frozenset(own[key] for key in named if key in own)


def _waits_for(one: Known) -> tuple[Action, str]:
    """Right that the next move needs, and the subject over which; none when no level is left."""
    if one.state is State.SUBMITTED and one.row.approvals < len(one.form.levels):
        return Action.REVIEW, one.over(one.row.approvals)
    return Action.RELEASE, one.subject if one.state is State.APPROVED else ""


def _theirs(one: Known, action: Action, over: str, rights: Rights, posts: Posts, had: frozenset[str]) -> str:
    """Post of theirs for which it waits: the nearest that has a say, held by eyes that it has not had."""
    mine = [right for right in rights.rights if allows(right.role, action)]
    if not mine or rights.person in had or not reached(posts.reach.of(mine, action, one.form), [over]):
        return ""
    nearest = posts.nearest(action, over, one.form, without=had)
    return next((right.post for right in mine if right.post in nearest), "")


def late(duties: Iterable[Duty]) -> int:
    """How many of some duties are overdue."""
    return sum(one.is_late for one in duties)
