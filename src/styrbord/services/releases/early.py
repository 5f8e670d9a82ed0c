"""Which posts see an edition before its moment, on whose word and why, and when did they look?"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from styrbord.core.base.problems import Problem, define
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.reading import Reading
from styrbord.services.releases.moving import moment_text
from styrbord.services.rights import Actor
from styrbord.services.work import Work, work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Post
from styrbord.store.spine.models import Edition, PreRelease

define(
    "release.no-post",
    "There is no post '{code}'.",
    "Choose a post from the list.",
)
define(
    "release.early-no-reason",
    "Nothing says why the post needs the numbers early.",
    "Write the reason; it stands in the list for as long as the record is kept.",
)
define(
    "release.early-ended",
    "The early access has ended already.",
    "Look at the list again.",
)
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Early:
    """A post that may see an edition early; `seen_on` are the days on which somebody of it looked."""

    number: int
    post: str
    reason: str
    given_at: datetime
    by: str
    ended_at: datetime | None
    seen_on: tuple[str, ...] = ()


def give_early(edition: int, post: str, reason: str, *, by: Actor, key: str = "") -> int:
    """Let whoever holds a post see an edition before its moment; number of the entry in the list.

    Raises
    ------
    Refused
        `edition.not-found`, `release.withdrawn`, `release.shown`, `release.no-post` or
        `release.early-no-reason`, all at once.
    """
    row = Edition.objects.select_related("dataset").filter(pk=edition).first()
    reason = reason.strip()[:LONGEST]
    problems = _problems_of(edition, row)
    if not Post.objects.filter(code=post).exists():
        problems.append(Problem("release.no-post", "post", {"code": post}))
    if not reason:
        problems.append(Problem("release.early-no-reason", "reason"))
    before = PreRelease.objects.filter(edition_id=edition, post=post, ended_at=None).first()
    if before is not None and not problems:
        return int(before.pk)

    def do(piece: Work, full: str | None) -> int:
        made = PreRelease.objects.create(
            edition_id=edition, post=post, reason=reason, given_at=to_ms(piece.at), by=by.code
        )
        data = {
            "row": made.pk,
            "edition": edition,
            "post": post,
            "reason_sha256": hashlib.sha256(reason.encode()).hexdigest(),
        }
        piece.tell("edition.opened-early", row.dataset.code if row else "", data, key=full)
        return int(made.pk)

    return once(by, key, do, problems, realm="release")


def end_early(number: int, *, by: Actor, key: str = "") -> int:
    """End an early access; it works at the next request.

    Raises
    ------
    Refused
        `release.early-ended` if there is no such entry, or it has ended.
    """
    row = PreRelease.objects.select_related("edition__dataset").filter(pk=number, ended_at=None).first()

    def do(piece: Work, full: str | None) -> int:
        PreRelease.objects.filter(pk=number).update(ended_at=to_ms(piece.at))
        data = {"row": number, "edition": row.edition_id if row else 0, "post": row.post if row else ""}
        piece.tell("edition.closed-early", row.edition.dataset.code if row else "", data, key=full)
        return number

    return once(by, key, do, [] if row else [Problem("release.early-ended")], realm="release")


def early_list(edition: int) -> tuple[Early, ...]:
    """Everyone who could or can see an edition early, in the order in which it was given."""
    rows = PreRelease.objects.filter(edition_id=edition).order_by("pk")
    return tuple(
        Early(
            row.pk,
            row.post,
            row.reason,
            from_ms(row.given_at),
            row.by,
            from_ms(row.ended_at) if row.ended_at is not None else None,
            _days(edition, row.post),
        )
        for row in rows
    )


def noted(reading: Reading) -> Reading:
    """The same reading, once it is kept that numbers were open to it before their moment."""
    if reading.early:
        told_seen(reading.early, reading.principal.posts)
    return reading


def told_seen(editions: Iterable[int], posts: Iterable[str]) -> None:
    """Keep that posts looked at numbers before their moment: once for each edition, post and day."""
    now = clock.now()
    given = PreRelease.objects.filter(edition_id__in=list(editions), post__in=list(posts), ended_at=None)
    wanted = {
        _key(edition, post, now): (edition, post, code)
        for edition, post, code in given.values_list("edition_id", "post", "edition__dataset__code")
    }
    known = Event.objects.filter(idempotency_key__in=list(wanted))
    kept = set(known.values_list("idempotency_key", flat=True))
    for key in sorted(set(wanted) - kept):
        _tell_seen(key, *wanted[key], now)


def _tell_seen(key: str, edition: int, post: str, dataset: str, now: datetime) -> None:
    try:
        with work(post, now) as piece:
            piece.tell("edition.seen-early", dataset, {"edition": edition, "post": post}, key=key)
    except IntegrityError:
        if not Event.objects.filter(idempotency_key=key).exists():
            raise


def _key(edition: int, post: str, now: datetime) -> str:
    return f"seen-early:{edition}:{post}:{now.date().isoformat()}"


def _days(edition: int, post: str) -> tuple[str, ...]:
    start = f"seen-early:{edition}:{post}:"
    found = Event.objects.filter(verb="edition.seen-early", idempotency_key__startswith=start)
    return tuple(str(one.idempotency_key).removeprefix(start) for one in found.order_by("pk"))


def _problems_of(number: int, row: Edition | None) -> list[Problem]:
    if row is None:
        return [Problem("edition.not-found", "", {"number": number})]
    said = {"number": row.pk, "moment": moment_text(row.released_at)}
    if row.withdrawn_at is not None:
        return [Problem("release.withdrawn", "", said)]
    if row.released_at <= to_ms(clock.now()):
        return [Problem("release.shown", "", said)]
    return []
