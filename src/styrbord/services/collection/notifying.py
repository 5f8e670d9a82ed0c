"""Whom does a move concern: who prepares, who reviews next, who releases?"""

from collections.abc import Iterable
from datetime import datetime

from styrbord.core.collection.workflow import Verb
from styrbord.core.people.roles import Action
from styrbord.services.collection.reach import Posts
from styrbord.services.collection.rows import Known, eyes_of
from styrbord.services.notices import notify
from styrbord.store.collection.models import Submission

ADDRESS = "/collect/{token}/"


def to_review(one: Known, at: datetime) -> None:
    """Tell the nearest posts whose approval comes next, and that others hold than have seen it."""
    over = one.over(one.row.approvals)
    posts = Posts.on(at.date()).nearest(Action.REVIEW, over, one.form, without=eyes_of(one.row))
    _tell(posts, "submission.to-review", one.row, at)


def to_release(one: Known, at: datetime) -> None:
    """Tell the nearest posts that may release."""
    posts = Posts.on(at.date()).nearest(Action.RELEASE, one.subject, one.form)
    _tell(posts, "submission.to-release", one.row, at)


def returned(row: Submission, at: datetime) -> None:
    """Tell the post that handed in."""
    _tell(_senders(row), "submission.returned", row, at)


def released(row: Submission, at: datetime) -> None:
    """Tell the post that handed in."""
    _tell(_senders(row), "submission.released", row, at)


def _senders(row: Submission) -> list[str]:
    last = row.steps.filter(verb=Verb.SUBMIT).order_by("-pk").first()
    return [last.by] if last else []


def _tell(posts: Iterable[str], kind: str, row: Submission, at: datetime) -> None:
    params = {"form": row.form.code, "subject": row.subject.code, "period": row.period}
    for post in posts:
        notify(
            f"{kind}:{row.token}:{row.revision}:{post}",
            post,
            kind,
            at=at,
            address=ADDRESS.format(token=row.token),
            params=params,
        )
