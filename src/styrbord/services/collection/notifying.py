"""Whom does a move concern: who prepares, who reviews next, who releases?"""

from collections.abc import Iterable
from datetime import datetime

from styrbord.core.collection.workflow import Verb
from styrbord.core.people.rights import Right
from styrbord.core.people.roles import Action
from styrbord.services import clock
from styrbord.services.collection import acting
from styrbord.services.collection.rows import Known
from styrbord.services.notices import notify
from styrbord.services.rights import grant_from, live
from styrbord.store.collection.models import Submission
from styrbord.store.people.models import Grant

ADDRESS = "/collect/{token}/"


def to_review(one: Known, at: datetime) -> None:
    """Tell the posts whose approval comes next."""
    place = (Action.REVIEW, one.over(one.row.approvals))
    _tell(posts_at(place, one), "submission.to-review", one.row, at)


def to_release(one: Known, at: datetime) -> None:
    """Tell the posts that may release."""
    _tell(posts_at((Action.RELEASE, one.subject), one), "submission.to-release", one.row, at)


def returned(row: Submission, at: datetime) -> None:
    """Tell the post that handed in."""
    _tell(_senders(row), "submission.returned", row, at)


def released(row: Submission, at: datetime) -> None:
    """Tell the post that handed in."""
    _tell(_senders(row), "submission.released", row, at)


def posts_at(place: acting.Place, one: Known) -> list[str]:
    """Posts whose own live grants reach a place for all indicators of the form."""
    found: dict[str, list[Right]] = {}
    for row in live(Grant, clock.now().date()).select_related("post", "subject").order_by("pk"):
        said = grant_from(row)
        right = Right(said.role, said.subject, said.hierarchy, said.rubrics, said.post, said.post)
        found.setdefault(said.post, []).append(right)
    return [post for post, rights in found.items() if acting.at(place, rights, one.form)]


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
