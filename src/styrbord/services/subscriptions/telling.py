"""Which notices go out by letter, to those who hold the post and want them?

A notice is claimed before its letter goes out, and given back when the mail server takes no letter at all:
each is mailed once, and stands on the page of notices whatever becomes of its letter.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException

from styrbord.services import clock, notices
from styrbord.services.rights import rights_of_person
from styrbord.services.subscriptions import letters
from styrbord.services.subscriptions.following import reading_for
from styrbord.services.subscriptions.targets import NOTICES
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.collection.models import Notice
from styrbord.store.participation.models import Follower, FollowerAddress, Subscription

GIVEN_UP = timedelta(days=3)
_ACTOR = "letters"
Wanted = Mapping[Subscription, Sequence[Notice]]


def send_notices(now: datetime | None = None) -> int:
    """Send every new notice to the holders of its post who want letters; how many letters went out."""
    now = now or clock.now()
    wanted = _wanted(to_ms(now - GIVEN_UP))
    claimed = {row.pk for row in _claimed(wanted, now)}
    if not claimed:
        return 0
    sent: set[int] = set()
    count = 0
    for wish, rows in wanted.items():
        mine = [row for row in rows if row.pk in claimed]
        if mine and _send(wish.follower, mine):
            sent.update(row.pk for row in mine)
            count += 1
    notices.keep_unmailed(claimed - sent)
    if sent:
        with work(_ACTOR, now) as piece:
            piece.tell("notices.mailed", "notices", {"letters": count, "rows": sorted(sent)})
    return count


def _wanted(first: int) -> Wanted:
    """Notices by the wish for them; of a post that somebody acts for too."""
    wishes = Subscription.objects.filter(
        kind=NOTICES, ended_at=None, follower__confirmed_at__isnull=False, follower__ended_at=None
    ).select_related("follower")
    found = {}
    for wish in wishes.order_by("pk"):
        rights = rights_of_person(wish.follower.person)
        posts = {*rights.posts, *rights.acts_for}
        found[wish] = notices.unmailed(posts, since=max(first, wish.begun_at)) if posts else []
    return found


def _claimed(wanted: Wanted, now: datetime) -> list[Notice]:
    rows = {row.pk: row for found in wanted.values() for row in found}
    return [row for row in rows.values() if notices.claim(row.pk, at=now)]


def _send(follower: Follower, rows: Sequence[Notice]) -> bool:
    address = FollowerAddress.objects.filter(follower=follower).values_list("address", flat=True).first()
    if address is None:
        return False
    try:
        letters.send_notices(follower, address, rows, reading_for(follower))
    except (OSError, SMTPException):
        logging.getLogger(__name__).warning("a letter could not be handed to the mail server", exc_info=True)
        return False
    return True
