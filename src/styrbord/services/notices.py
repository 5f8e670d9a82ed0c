"""What is a post told, once each: reminders, escalations, returns, questions, failed sources?

A notice belongs to the work that causes it: call `notify` inside it. Kinds are words of this table; their
texts stand in `web/notice_words.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from styrbord.services.rights import rights_of
from styrbord.store.clock import to_ms
from styrbord.store.collection.models import Notice

KINDS = (
    "submission.due",
    "submission.overdue",
    "submission.escalated",
    "submission.returned",
    "submission.to-review",
    "submission.to-release",
    "submission.released",
    "source.failed",
    "owner.silent",
    "owner.missing",
    "question.asked",
    "question.answered",
    "mention.made",
    "publicity.asked",
    "request.changed",
    "deviation.asked",
    "deviation.answered",
    "deviation.to-accept",
    "deviation.overdue",
    "deviation.escalated",
    "signal.found",
    "signal.more",
    "decision.missed",
    "decision.review-due",
    "decision.critique-asked",
    "promise.asked",
    "promise.answered",
    "promise.wished",
    "promise.kept",
    "promise.unanswered",
    "promise.due",
    "promise.broken",
    "promise.escalated",
    "meeting.agenda",
    "investment.stop-proposed",
    "investment.measurement-overdue",
)


def notify(
    key: str,
    post: str,
    kind: str,
    *,
    at: datetime,
    address: str = "",
    params: Mapping[str, object] | None = None,
) -> bool:
    """Tell a post something, unless it was told under this key before; whether it is new.

    Raises
    ------
    ValueError
        If the kind is not in the table.
    """
    if kind not in KINDS:
        raise ValueError(f"notice kind {kind!r} is not one of {', '.join(KINDS)}")
    try:
        with transaction.atomic():
            Notice.objects.create(
                key=key, post=post, kind=kind, params=dict(params or {}), address=address, at=to_ms(at)
            )
    except IntegrityError:
        return False
    return True


def unread(posts: Iterable[str]) -> list[Notice]:
    """Notices that posts have not read, newest first."""
    return list(Notice.objects.filter(post__in=list(posts), read_at=None).order_by("-at", "-pk"))


def posts_of(user: object) -> frozenset[str]:
    """Posts whose notices a user reads: those held, and those acted for."""
    rights = rights_of(user)
    return frozenset({*rights.posts, *rights.acts_for})


def count_unread(user: object) -> int:
    """How many notices to a user's posts nobody has read."""
    posts = posts_of(user)
    return Notice.objects.filter(post__in=posts, read_at=None).count() if posts else 0


def read_before(posts: Iterable[str], *, most: int) -> list[Notice]:
    """Notices that have been read, the newest first."""
    return list(
        Notice.objects.filter(post__in=list(posts), read_at__isnull=False).order_by("-at", "-pk")[:most]
    )


def unmailed(posts: Iterable[str], *, since: int) -> list[Notice]:
    """Unread notices from a moment on, ms, that no letter has told, in order."""
    rows = Notice.objects.filter(post__in=list(posts), read_at=None, mailed_at=None, at__gte=since)
    return list(rows.order_by("at", "pk"))


def claim(number: int, *, at: datetime) -> bool:
    """Mark a notice as mailed; whether nobody had done so."""
    return bool(Notice.objects.filter(pk=number, mailed_at=None).update(mailed_at=to_ms(at)))


def keep_unmailed(numbers: Iterable[int]) -> None:
    """Take the mark back of notices whose letters did not go out."""
    Notice.objects.filter(pk__in=list(numbers)).update(mailed_at=None)


def mark_read(numbers: Iterable[int], posts: Iterable[str], *, at: datetime) -> int:
    """Mark notices of posts as read; how many were."""
    found = Notice.objects.filter(pk__in=list(numbers), post__in=list(posts), read_at=None)
    return found.update(read_at=to_ms(at))
