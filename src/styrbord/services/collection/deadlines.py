"""Who is reminded of what is due, and who is told when nothing comes?

Each step is taken once. A reminder goes to the posts that prepare for the subject, an escalation to those
that review on the next level of the tree; deputies are reached through the post.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from styrbord.core.base.periods import Period
from styrbord.core.collection.forms.due import Step, StepKind, come
from styrbord.core.collection.forms.model import Form
from styrbord.core.people.roles import Action
from styrbord.services import clock
from styrbord.services.collection import duties, forms
from styrbord.services.collection.reach import Posts
from styrbord.services.collection.rows import over
from styrbord.services.notices import notify
from styrbord.services.work import Work, work
from styrbord.store.collection.models import Notice

ACTOR = "deadlines"
KIND = {
    StepKind.REMIND: "submission.due",
    StepKind.OVERDUE: "submission.overdue",
    StepKind.ESCALATE: "submission.escalated",
}
_MANY = 400


@dataclass(frozen=True, slots=True)
class Telling:
    """One post to be told of one step."""

    form: Form
    subject: str
    period: Period
    due: date
    step: Step
    post: str
    token: str

    @property
    def key(self) -> str:
        """Text that is the same whenever this post is told of this step."""
        said = "\x00".join((self.form.code, self.subject, str(self.period), self.post))
        return f"{self.step.code}:{self.period}:{hashlib.sha256(said.encode()).hexdigest()[:40]}"

    @property
    def address(self) -> str:
        """Where the post finds it on the site: what was begun, else where it is begun, else what waits."""
        if self.token:
            return f"/collect/{self.token}/"
        if self.step.kind is StepKind.ESCALATE:
            return "/collect/"
        return f"/collect/{self.form.code}/{self.subject}/{self.period}/"


def remind(now: datetime | None = None) -> int:
    """Tell every step that has come and was not told yet; how many posts were told.

    It may run at any time and twice at once: each step is told once. Of reminders that were missed only
    the newest is sent.
    """
    now = now or clock.now()
    posts = Posts.on(now.date())
    return sum(_remind(form, posts, now) for form in forms.known())


def _remind(form: Form, posts: Posts, now: datetime) -> int:
    wanted = {one.key: one for one in _steps(form, posts, now.date())}
    known = _told(list(wanted))
    new = [one for key, one in wanted.items() if key not in known]
    if not new:
        return 0
    with work(ACTOR, now) as piece:
        sent = [one for one in new if _tell(piece, one)]
        told = [[one.subject, str(one.period), one.step.code, one.post] for one in sent]
        piece.tell("form.reminded", form.code, {"told": told})
    return len(sent)


def _steps(form: Form, posts: Posts, today: date) -> Iterator[Telling]:
    begun = duties.begun_of(form)
    for period, due, subjects in duties.asked(form, today):
        steps = come(form.due, due, today)
        for subject in subjects if steps else ():
            row = begun.get((subject, str(period)))
            if row is None or row.state in duties.UNFINISHED:
                for step in steps:
                    for post in _whom(form, subject, period, step, posts):
                        token = str(row.token) if row else ""
                        yield Telling(form, subject, period, due, step, post, token)


def _whom(form: Form, subject: str, period: Period, step: Step, posts: Posts) -> list[str]:
    if step.kind is not StepKind.ESCALATE:
        return posts.nearest(Action.PREPARE, subject, form)
    level = form.levels[min(step.level, len(form.levels) - 1)]
    above = over(subject, level, period.first_day)
    return posts.nearest(Action.REVIEW, above or subject, form)


def _told(keys: list[str]) -> frozenset[str]:
    found: set[str] = set()
    for start in range(0, len(keys), _MANY):
        rows = Notice.objects.filter(key__in=keys[start : start + _MANY])
        found.update(rows.values_list("key", flat=True))
    return frozenset(found)


def _tell(piece: Work, one: Telling) -> bool:
    params = {
        "form": one.form.code,
        "subject": one.subject,
        "period": str(one.period),
        "due": one.due.isoformat(),
        "days": one.step.days,
    }
    return notify(one.key, one.post, KIND[one.step.kind], at=piece.at, address=one.address, params=params)
