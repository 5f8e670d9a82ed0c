"""Does each post get its week by mail once, with what its page shows, and none when nothing waits?"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.services import clock, memory, people, subscriptions, tick, week
from styrbord.services.rights import OPERATOR
from styrbord.services.subscriptions import Target, following
from styrbord.store.ledger.models import Event
from styrbord.store.participation.models import Subscription
from styrbord.store.people.models import Grant, Holding
from tests.contract.test_week import made
from tests.databases import Boards

DAY = 86_400.0
HREF = re.compile(r"^  https?://[^/]+/sv(/\S+)$", re.MULTILINE)


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Iterator[dict[str, Any]]:
    """Users of a board on which something of every kind waits for the planner."""
    with boards.begun(database_kind, made) as (found, _):
        memory.forget()
        following.PACE._seen.clear()
        following.ADDRESS_PACE._seen.clear()
        yield found


def on(weekday: int, weeks: int = 1) -> None:
    """Let the clock run to a weekday of a coming week, noon or later."""
    clock.keep_shift(0)
    now = clock.now()
    day = now.date() + timedelta(days=7 * weeks - now.weekday() + weekday)
    clock.keep_shift(clock.seconds_to(day))


def wanted(user: Any, post: str, **said: Any) -> None:
    """Want the letter of a post, and confirm it."""
    place = {"address": f"{post}@example.org", "language": "sv", "rhythm": "weekly"}
    if subscriptions.follow(user, Target("week", post), **place, **said):
        found = re.search(r"/subscriptions/confirm/([^/\s]+)/", str(mail.outbox[-1].body))
        assert found
        subscriptions.confirm(found[1])
    mail.outbox.clear()


def test_the_letter_holds_what_the_page_holds_and_comes_once_a_week(users: dict[str, Any]) -> None:
    wanted(users["planner"], "planner")
    assert subscriptions.send_weeks() == 0
    on(0)
    tick.tick()
    tick.tick()
    (letter,) = (one for one in mail.outbox if "Veckan för Planner" in one.subject)
    shown = [one.address for one in week.week(users["planner"], "planner").things]
    assert HREF.findall(str(letter.body)) == shown
    assert letter.to == ["planner@example.org"]
    assert "List-Unsubscribe" in letter.extra_headers
    on(3)
    assert subscriptions.send_weeks() == 0
    on(0, weeks=2)
    assert subscriptions.send_weeks() == 1
    told = Event.objects.filter(verb__startswith="week.").order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["week.letter-made", "week.letter-sent"] * 2


def test_it_comes_on_the_chosen_day_and_where_it_was_missed_later_in_the_week(users: dict[str, Any]) -> None:
    wanted(users["planner"], "planner", day=2)
    on(1)
    assert subscriptions.send_weeks() == 0
    on(4)
    assert subscriptions.send_weeks() == 1


def test_where_nothing_waits_no_letter_goes_out_unless_it_is_wanted(users: dict[str, Any]) -> None:
    wanted(users["asker"], "asker")
    on(0)
    assert (subscriptions.send_weeks(), mail.outbox) == (0, [])
    wanted(users["asker"], "asker", is_always=True)
    on(0, weeks=2)
    assert subscriptions.send_weeks() == 1
    assert "Inget väntar" in str(mail.outbox[0].body)


def test_it_ends_with_the_link_with_the_settings_and_with_the_post(users: dict[str, Any]) -> None:
    wanted(users["planner"], "planner")
    on(0)
    assert subscriptions.send_weeks() == 1
    found = re.search(r"/subscriptions/end/([^/\s]+)/", str(mail.outbox[0].body))
    assert found
    Client().post(f"/sv/subscriptions/end/{found[1]}/")
    on(0, weeks=2)
    assert subscriptions.send_weeks() == 0
    wanted(users["planner"], "planner")
    subscriptions.stop(users["planner"], Subscription.objects.get(ended_at=None).pk)
    on(0, weeks=3)
    assert subscriptions.send_weeks() == 0
    wanted(users["planner"], "planner")
    holding = Holding.objects.get(post__code="planner")
    people.end_holding(holding.pk, post="planner", by=OPERATOR)
    on(0, weeks=4)
    assert subscriptions.send_weeks() == 0


def test_nobody_gets_the_week_of_a_post_that_is_not_theirs(users: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        wanted(users["clerk"], "planner")


def test_it_is_written_with_the_rights_of_the_day(users: dict[str, Any]) -> None:
    wanted(users["planner"], "planner")
    for grant in Grant.objects.filter(post__code="planner"):
        people.revoke(grant.pk, post="planner", by=OPERATOR)
    on(0)
    assert subscriptions.send_weeks() == 1
    assert "collect/" not in str(mail.outbox[0].body)
