"""Does the list that is gathered fast hold what a plain and slow one holds, whatever happens on the board?"""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.core.participation.talks import About
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.core.strategy.promises.workflow import Verb as Promising
from styrbord.services import clock, deviations, discussion, editing, memory, people, promises, week
from styrbord.services.collection import requests, submissions
from styrbord.services.decisions import critiques
from styrbord.services.people import Asked
from styrbord.services.promises import Promised
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import OPERATOR, Actor, rights_of
from styrbord.store.collection.models import DataRequest
from styrbord.store.participation.models import Talk
from styrbord.store.steering.models import Decision, Deviation, Promise
from tests.contract.deviating import opened, said
from tests.contract.people import asked, key_of
from tests.contract.submitting import revision
from tests.contract.week_board import county, filled
from tests.contract.week_plain import plain, told_of
from tests.databases import Boards

STEPS = 50
WHERE = ("n1", "n2", "s1", "north")
WHICH = ("people", "homes", "lamps")
WORDS = (
    "Wanted numbers that nobody looks for",
    "Нужные цифры, которые никто не ищет",
    "Önskade siffror som ingen letar efter",
)
MORE: dict[str, tuple[Asked, ...]] = {"other": (asked("editor"),), "asker": (asked("editor"),)}
"""Further rights, so that two persons may decide who sees something."""


class Played:
    """A board on which people do something of every kind by chance, as a seed wants it."""

    def __init__(self, users: dict[str, Any], tokens: dict[str, str], seed: int) -> None:
        """Begin with users and tokens of what waits."""
        self.users, self.tokens, self.pick = users, tokens, random.Random(seed)

    def step(self) -> None:
        """One thing that somebody does, perhaps in vain."""
        do: Callable[[Any], None] = self.pick.choice(
            (
                self.promise,
                self.question,
                self.deviation,
                self.hand_in,
                self.critique,
                self.request,
                self.publish,
            )
        )
        with suppress(Refused):
            do(self.users[self.pick.choice(sorted(self.users))])

    def promise(self, user: Any) -> None:
        """Give one, or move one."""
        day = clock.now().date() + timedelta(days=self.pick.randrange(20))
        rows = list(Promise.objects.order_by("pk"))
        if self.pick.random() < 0.4 or not rows:
            holder = self.pick.choice(("planner", "other", "asker"))
            what = self.pick.choice(("Count anew", "Ask the school"))
            promises.give(user, Promised(self.pick.choice(WHERE), holder=holder, due_on=day, what=what))
            return
        verb = self.pick.choice([str(one) for one in Promising if one is not Promising.BREAK])
        later, to = day + timedelta(days=30), self.pick.choice(("planner", "other"))
        promises.move(user, self.pick.choice(rows).token, verb, words="So it is", due_on=later, to=to)

    def question(self, user: Any) -> None:
        """Ask one, answer one, hide or erase its words."""
        rows = list(Talk.objects.order_by("pk"))
        chance = self.pick.random()
        if chance < 0.5 or not rows:
            year = self.pick.choice(("2022", "2023", "2025"))
            place = self.pick.choice(WHICH), self.pick.choice(WHERE)
            about = About(indicator=place[0], subject=place[1], period=year)
            discussion.begin(user, about, said="question", words=f"Why in {year}?")
        elif chance < 0.7:
            discussion.reply(user, self.pick.choice(rows).token, words="Because.")
        elif chance < 0.85:
            discussion.hide(user, self.pick.choice(rows).token, 1, reason="It names a child.")
        else:
            discussion.erase(user, self.pick.choice(rows).token, 1)

    def deviation(self, user: Any) -> None:
        """Find one, whose number stands or has moved, or move one."""
        if self.pick.random() < 0.4:
            value = self.pick.choice((7000.0, 7001.0, 4.0))
            track = self.pick.choice(("plan", "residual", "health"))
            with suppress(Exception):
                opened(self.pick.choice(WHERE), self.pick.choice(WHICH), value=value, track=track)
            memory.forget()  # a run tells what it has found; here nobody does
            return
        row = self.pick.choice(list(Deviation.objects.order_by("pk")))
        verb = self.pick.choice(list(Verb))
        deviations.move(user, row.token, verb, said(verb))

    def hand_in(self, user: Any) -> None:
        """Begin, send back or approve."""
        token, by = self.tokens["to-review"], Actor("planner", key_of(self.users["planner"]))
        if self.pick.random() < 0.5:
            clerk = Actor("clerk", key_of(self.users["clerk"]))
            submissions.open_for("people", "n2", "2025", by=clerk)
        elif self.pick.random() < 0.5:
            submissions.send_back(token, reason="Look again", revision=revision(token), by=by)
        else:
            clerk = Actor("clerk", key_of(self.users["clerk"]))
            submissions.submit(token, revision=revision(token), by=clerk)

    def critique(self, user: Any) -> None:
        """Ask what speaks against a proposal, say it, rank it."""
        token = self.pick.choice(list(Decision.objects.order_by("pk"))).token
        chance = self.pick.random()
        if chance < 0.4:
            critiques.ask(self.users["planner"], token, ["planner", "other"], days=3)
        elif chance < 0.6:
            critiques.raise_concern(user, token, "It costs too much")
        elif chance < 0.9:
            critiques.rank(user, token, dict.fromkeys(range(1, 1 + self.pick.randrange(1, 4)), 2))
        else:
            critiques.end(user, token)

    def request(self, user: Any) -> None:
        """Want numbers, or look for them."""
        rows = list(DataRequest.objects.order_by("pk"))
        if self.pick.random() < 0.4 or not rows:
            requests.want("Noise by town", by=requests.wanting(user))
            return
        row = self.pick.choice(rows)
        move(user, row.token, self.pick.choice(("take", "find", "map", "drop", "reopen")), row.revision)

    def publish(self, user: Any) -> None:
        """Propose that more see the restricted indicator, or let it be."""
        if self.pick.random() < 0.7:
            seen = editing.weigh(user, editing.INDICATOR, "homes", "internal")
            editing.propose(user, editing.INDICATOR, "homes", "internal", seen=seen.hash, reason="Order 7")
        else:
            editing.drop(user, editing.INDICATOR, "homes")


@pytest.fixture
def played(boards: Boards, database_kind: str) -> Iterator[Callable[[int], Played]]:
    """Begin to play with a seed."""
    with boards.begun(database_kind, made) as (users, tokens):
        memory.forget()
        yield lambda seed: Played(users, tokens, seed)


def made(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Users, and tokens of what waits."""
    users = county(folder)
    for post, roles in MORE.items():
        for role in roles:
            people.grant(post, role, by=OPERATOR)
    return users, filled(users)


def test_the_fast_list_is_the_plain_one_after_every_step(played: Callable[[int], Played]) -> None:
    game, why = played(1), set[str]()
    for number in range(STEPS):
        game.step()
        for post in ("planner", "other") if number % 5 else game.users:
            user = game.users[post]
            fast = week.week(user)
            slow = plain(user)
            assert told_of(user, fast.things) == slow, (number, post)
            why |= {one.why for one in fast.things}
    common = {"question", "promised", "promise-asked", "deviation-new", "to-review", "critique"}
    assert common | {"request-open", "not-begun", "meeting"} <= why


def test_a_case_of_a_series_with_a_hidden_number_waits_for_nobody(played: Callable[[int], Played]) -> None:
    user = played(1).users["planner"]
    hidden, shown, moved = (
        opened("n1", "lamps"),
        opened("n2", "lamps"),
        opened("n2", "lamps", value=4, track="plan2"),
    )
    tokens = {one.token for one in week.week(user).things}
    assert {shown, moved} <= tokens
    assert hidden not in tokens


def test_who_was_asked_for_a_critique_finds_it_until_all_is_ranked(played: Callable[[int], Played]) -> None:
    game = played(1)
    token, user = game.tokens["decision-under-review"], game.users["other"]
    people.grant("other", asked("auditor"), by=OPERATOR)
    assert "critique" not in waits(user)
    critiques.ask(game.users["planner"], token, ["other"], days=3)
    (one,) = (one for one in week.week(user).things if one.why == "critique")
    assert (one.due_on, one.by, one.part) == (clock.now().date() + timedelta(days=3), "planner", "asked")
    critiques.raise_concern(user, token, "It costs too much")
    assert "critique" in waits(user)
    critiques.rank(user, token, {1: 3})
    assert "critique" not in waits(user)
    assert told_of(user, week.week(user).things) == plain(user)


def test_a_second_person_finds_what_shall_be_seen_by_more(played: Callable[[int], Played]) -> None:
    first, second = (played(1).users[post] for post in ("other", "asker"))
    for user in (first, second):
        people.grant(rights_of(user).posts[0], asked("auditor"), by=OPERATOR)
    seen = editing.weigh(first, editing.INDICATOR, "homes", "internal")
    editing.propose(first, editing.INDICATOR, "homes", "internal", seen=seen.hash, reason="Order 7")
    assert "publicity-indicator" not in waits(first)
    (one,) = (one for one in week.week(second).things if one.why == "publicity-indicator")
    assert (one.words, one.by, one.address) == ("Order 7", "other", "/indicators/homes/readers/")
    assert told_of(second, week.week(second).things) == plain(second)
    editing.drop(first, editing.INDICATOR, "homes")
    assert "publicity-indicator" not in waits(second)


def test_a_request_waits_for_all_who_look_until_one_does(played: Callable[[int], Played]) -> None:
    users = played(1).users
    token = requests.want("Noise by town", by=requests.wanting(users["asker"]))
    assert all("request-open" in waits(users[post]) for post in ("planner", "other"))
    assert "request-open" not in waits(users["clerk"])
    for number, (verb, why) in enumerate((("take", "wanted"), ("find", "found"), ("map", "mapped"))):
        move(users["other"], token, verb, number)
        assert f"request-{why}" in waits(users["other"])
        assert waits(users["planner"]).isdisjoint({"request-open", f"request-{why}"})
        assert told_of(users["other"], week.week(users["other"]).things) == plain(users["other"])
    move(users["other"], token, "drop", 3)
    assert waits(users["other"]).isdisjoint({"request-open", "request-mapped"})


def test_a_later_day_of_review_comes_back_into_the_list(played: Callable[[int], Played]) -> None:
    game = played(1)
    row, today = Decision.objects.get(token=game.tokens["decision-under-review"]), clock.now().date()
    row.reviews.create(number=0, due_on=today - timedelta(days=400), done_at=1)
    later = row.reviews.create(number=1, due_on=today + timedelta(days=30))
    Decision.objects.filter(pk=row.pk).update(state="reviewed")
    memory.forget()
    assert "decision-reviewed" not in waits(game.users["planner"])
    row.reviews.filter(pk=later.pk).update(due_on=today)
    memory.forget()
    (one,) = (one for one in week.week(game.users["planner"]).things if one.why == "decision-reviewed")
    assert (one.due_on, one.part) == (today, "checking")
    assert told_of(game.users["planner"], week.week(game.users["planner"]).things) == plain(
        game.users["planner"]
    )


@pytest.mark.parametrize("said", [*zip(("en", "ru", "sv"), WORDS, strict=True)])
def test_what_is_wanted_has_a_word_in_each_language(
    played: Callable[[int], Played], said: tuple[str, str]
) -> None:
    language, words = said
    user = played(1).users["other"]
    requests.want("Noise by town", by=requests.wanting(user))
    client = Client()
    client.force_login(user)
    assert words in client.get(f"/{language}/week/").content.decode()


def waits(user: Any) -> set[str]:
    """Why things wait for a user."""
    return {one.why for one in week.week(user).things}


def move(user: Any, token: str, verb: str, revision: int) -> None:
    """Do one step with a request."""
    told = {"found": "In the report", "indicator": "people", "why": "No more"}
    reading = visible(principal_for(rights_of(user)))
    requests.move(token, verb, told, revision=revision, reading=reading, by=requests.moving(user))
