"""Which letters of the week are due, and how does each post get one a week?

A row is written before its letter goes out and marked after. If the program ends between the two, the letter
is sent once more and not again. Where nothing waits no letter goes out, unless somebody wants that too.
"""

import logging
from datetime import datetime, timedelta

from django.db import IntegrityError

from styrbord.core.strategy.week import is_letter_day, week_code
from styrbord.services import clock
from styrbord.services.rights import rights_of_person
from styrbord.services.subscriptions import letters
from styrbord.services.subscriptions.sending import HOUR, MOST_TRIES, NOT_TAKEN, WAIT
from styrbord.services.subscriptions.targets import WEEK
from styrbord.services.week import Week, week_by
from styrbord.services.work import work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.participation.models import FollowerAddress, Subscription, WeekLetter

_ACTOR = "letters"


def send_weeks(now: datetime | None = None) -> int:
    """Make and send every letter of the week that is due; how many went out."""
    moment = now or clock.now()
    wishes = Subscription.objects.filter(
        kind=WEEK, ended_at=None, follower__confirmed_at__isnull=False, follower__ended_at=None
    )
    for wish in wishes.select_related("follower").order_by("pk"):
        if is_due(wish, moment) and (found := _week_of(wish)) is not None:
            _make(wish, found, moment)
    return sum(_send(row, moment) for row in _waiting(moment))


def is_due(wish: Subscription, now: datetime) -> bool:
    """Whether the hour of the chosen day has come this week, and the letter was wanted before."""
    if not is_letter_day(wish.day, now.date()):
        return False
    day = now - timedelta(days=now.weekday() - wish.day)
    slot = day.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    began = max(wish.begun_at, wish.follower.confirmed_at or 0)
    return slot <= now and began < to_ms(slot)


def _week_of(wish: Subscription) -> Week | None:
    """What waits for the post with the rights of this moment; None when it is no longer theirs."""
    rights = rights_of_person(wish.follower.person)
    return week_by(rights, wish.code) if wish.code in (*rights.posts, *rights.acts_for) else None


def _make(wish: Subscription, found: Week, now: datetime) -> None:
    """Write the row of this week, once; nothing is left to send where nothing waits."""
    code, things = week_code(now.date()), len(found.things)
    if WeekLetter.objects.filter(subscription=wish, week=code).exists():
        return
    done = None if things or wish.is_always else to_ms(now)
    try:
        with work(_ACTOR, now) as piece:
            row = WeekLetter.objects.create(subscription=wish, week=code, things=things, sent_at=done)
            told = {"row": row.pk, "week": code, "things": things}
            piece.tell("week.letter-made", wish.follower.token, told)
    except IntegrityError:  # another process has just made it
        return


def _waiting(now: datetime) -> list[WeekLetter]:
    rows = WeekLetter.objects.filter(
        sent_at=None, tries__lt=MOST_TRIES, week=week_code(now.date()), subscription__ended_at=None
    )
    fresh = rows.select_related("subscription__follower").order_by("pk")
    return [row for row in fresh if row.tried_at is None or from_ms(row.tried_at) <= now - WAIT]


def _send(row: WeekLetter, now: datetime) -> bool:
    """Send one letter with what waits at this moment; whether it went out."""
    mine = WeekLetter.objects.filter(pk=row.pk, sent_at=None, tries=row.tries)
    if not mine.update(tries=row.tries + 1, tried_at=to_ms(now)):
        return False
    wish = row.subscription
    address = FollowerAddress.objects.filter(follower=wish.follower).values_list("address", flat=True).first()
    found = _week_of(wish)
    if address is None or found is None:
        return False
    is_sent = bool(found.things) or wish.is_always
    try:
        if is_sent:
            letters.send_week(wish, row.week, address, found)
    except NOT_TAKEN:
        logging.getLogger(__name__).warning("a letter could not be handed to the mail server", exc_info=True)
        WeekLetter.objects.filter(pk=row.pk).update(tries=row.tries)
        return False
    with work(_ACTOR, now) as piece:
        WeekLetter.objects.filter(pk=row.pk).update(sent_at=to_ms(now), things=len(found.things))
        told = {"row": row.pk, "week": row.week, "things": len(found.things)}
        piece.tell("week.letter-sent", wish.follower.token, told)
    return is_sent
