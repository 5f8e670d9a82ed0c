"""What is due by the clock, and is it done by one process at a time?

Whoever runs this may run it at any time and as often as they like: every step asks what is left to do.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import (
    clock,
    decisions,
    deviations,
    forecasts,
    ledger,
    meetings,
    promises,
    ratings,
    signals,
    subscriptions,
)
from styrbord.services.accounts import sessions
from styrbord.services.collection import deadlines, ownership, settling
from styrbord.services.investments import matching, rating_now, tending
from styrbord.store.ledger.models import Event, Seal

SEAL_AT = 1_000
SEAL_AFTER = timedelta(hours=1)
_LOCK = 0x5354595249  # any number that nobody else asks this server for


@dataclass(frozen=True, slots=True)
class Done:
    """What one step did: its name, how much, and why it was refused."""

    step: str
    count: int = 0
    problems: tuple[Problem, ...] = ()


def tick() -> list[Done] | None:
    """Do everything that is due; None when another process is at it.

    A step that is refused does not keep the others from being done.
    """
    with _alone() as is_alone:
        return [_done(name, do) for name, do in STEPS.items()] if is_alone else None


def _done(name: str, do: Callable[[datetime], int]) -> Done:
    try:
        return Done(name, do(clock.now()))
    except Refused as refused:
        return Done(name, problems=refused.problems)


def _seal(now: datetime) -> int:
    """Seal when there are many new events, or when the oldest new one has waited long."""
    newest = Seal.objects.order_by("-sequence").first()
    new = Event.objects.filter(pk__gt=newest.last if newest else 0).order_by("pk")
    oldest = new.first()
    if oldest is None:
        return 0
    is_long = now.timestamp() * 1000 - oldest.at >= SEAL_AFTER.total_seconds() * 1000
    return ledger.seal().events if is_long or new.count() >= SEAL_AT else 0


def _forget_sessions(_: datetime) -> int:
    """Forget sessions that have run out; they are of no use to anybody."""
    return sessions.sweep()


def _ask_for_signals(_: datetime) -> int:
    """Have all series looked at once there are new editions."""
    return signals.ask()


def _ask_for_forecasts(_: datetime) -> int:
    """Have all series forecast once there are new editions, and daily and weekly ones each day."""
    return forecasts.ask()


STEPS: dict[str, Callable[[datetime], int]] = {
    "releases": settling.settle,
    "reminders": deadlines.remind,
    "owners": ownership.tell_owners,
    "letters": subscriptions.send_due,
    "notices": subscriptions.send_notices,
    "weeks": subscriptions.send_weeks,
    "sessions": _forget_sessions,
    "signals": _ask_for_signals,
    "deviations": deviations.tend,
    "forecasts": _ask_for_forecasts,
    "decisions": decisions.settle,
    "promises": promises.tend,
    "meetings": meetings.tend,
    "ratings": ratings.tend,
    "investments": tending.tend,
    "investment-money": matching.tend,
    "investment-ratings": rating_now.rate_all,
    "seals": _seal,
}
"""Steps in their order; what they tell is sealed last."""


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this process may work; a process that was killed holds nobody up."""
    hold = _on_server if connection.vendor == "postgresql" else _on_file
    with hold() as is_alone:
        yield is_alone


@contextmanager
def _on_server() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def _on_file() -> Iterator[bool]:
    """Hold a file beside the database's, which the system lets go of when the process ends."""
    with Path(f"{connection.settings_dict['NAME']}.tick").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
