"""What is a post told, once each: reminders, escalations, returns, questions, failed sources?

A notice belongs to the work that causes it: call `notify` inside it. Kinds are words of this table; their
texts stand in `web/notice_words.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

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


def mark_read(numbers: Iterable[int], posts: Iterable[str], *, at: datetime) -> int:
    """Mark notices of posts as read; how many were."""
    found = Notice.objects.filter(pk__in=list(numbers), post__in=list(posts), read_at=None)
    return found.update(read_at=to_ms(at))
