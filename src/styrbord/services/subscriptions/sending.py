"""Which letters are due, and how is each sent once?

A digest row is written before its letter goes out and marked after. If the program ends between the two,
the letter is sent once more and not again; its identity stays the same, so that a mail program can tell.
"""

import logging
from collections import defaultdict
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.db import transaction

from styrbord.services import clock
from styrbord.services.subscriptions import letters
from styrbord.services.subscriptions.changes import Change, changes
from styrbord.services.subscriptions.following import reading_for, targets_of
from styrbord.services.subscriptions.targets import Target
from styrbord.services.work import work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.participation.models import Digest, Follower, FollowerAddress

HOUR = 5  # UTC
MOST_TRIES = 2
WAIT = timedelta(minutes=10)
GIVEN_UP = timedelta(days=3)
NOT_TAKEN = (OSError, SMTPException)
"""Errors of a mail server that does not take a letter."""
_ACTOR = "letters"


def send_due(now: datetime | None = None) -> int:
    """Make and send every digest that is due; how many letters went out."""
    moment = now or clock.now()
    for follower in Follower.objects.filter(confirmed_at__isnull=False, ended_at=None).order_by("pk"):
        if is_due(follower.rhythm, from_ms(follower.seen_to), moment):
            _make(follower.pk, moment)
    return sum(_send(digest, moment) for digest in _waiting(moment))


def is_due(rhythm: str, seen_to: datetime, now: datetime) -> bool:
    """Whether an hour of letters has come since the last: five in the morning, of Mondays when weekly."""
    slot = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    slot -= timedelta(days=slot.weekday() if rhythm == "weekly" else 0)
    if slot > now:
        slot -= timedelta(days=7 if rhythm == "weekly" else 1)
    return seen_to < slot


def _make(number: int, now: datetime) -> None:
    """Write the digest of a span that ends now, if anything changed; the next span begins there."""
    with transaction.atomic():
        follower = Follower.objects.select_for_update().get(pk=number)
        if follower.ended_at is not None or not is_due(follower.rhythm, from_ms(follower.seen_to), now):
            return
        found = _found(follower, follower.seen_to, to_ms(now))
        if found:
            _record(follower, now, len(found))
        Follower.objects.filter(pk=number).update(seen_to=to_ms(now))


def _record(follower: Follower, now: datetime, count: int) -> None:
    with work(_ACTOR, now) as piece:
        row = Digest.objects.create(
            follower=follower, span_from=follower.seen_to, span_to=to_ms(now), changes=count
        )
        told = {"row": row.pk, "first": row.span_from, "last": row.span_to, "changes": count}
        piece.tell("digest.made", follower.token, told)


def _waiting(now: datetime) -> list[Digest]:
    rows = Digest.objects.filter(sent_at=None, tries__lt=MOST_TRIES, follower__ended_at=None)
    fresh = rows.filter(span_to__gte=to_ms(now - GIVEN_UP)).select_related("follower").order_by("pk")
    return [row for row in fresh if row.tried_at is None or from_ms(row.tried_at) <= now - WAIT]


def _send(digest: Digest, now: datetime) -> bool:
    """Send one digest with the rights of this moment; whether a letter went out."""
    mine = Digest.objects.filter(pk=digest.pk, sent_at=None, tries=digest.tries)
    if not mine.update(tries=digest.tries + 1, tried_at=to_ms(now)):
        return False
    follower = digest.follower
    address = FollowerAddress.objects.filter(follower=follower).values_list("address", flat=True).first()
    found = _found(follower, digest.span_from, digest.span_to)
    if address is None:
        return False
    try:
        if found:
            letters.send_digest(follower, digest, address, found, reading_for(follower))
    except NOT_TAKEN:
        logging.getLogger(__name__).warning("a letter could not be handed to the mail server", exc_info=True)
        Digest.objects.filter(pk=digest.pk).update(tries=digest.tries)
        return False
    with work(_ACTOR, now) as piece:
        Digest.objects.filter(pk=digest.pk).update(sent_at=to_ms(now), changes=len(found))
        piece.tell("digest.sent", follower.token, {"row": digest.pk, "changes": len(found)})
    return bool(found)


def _found(follower: Follower, first: int, last: int) -> list[Change]:
    """Changes of a span; what was followed later counts from then on."""
    groups: dict[int, list[Target]] = defaultdict(list)
    for target, begun in targets_of(follower):
        if begun < last:
            groups[max(first, begun)].append(target)
    now = reading_for(follower)
    found = [one for start, targets in sorted(groups.items()) for one in changes(now, targets, start, last)]
    return list({one.key: one for one in found}.values())
