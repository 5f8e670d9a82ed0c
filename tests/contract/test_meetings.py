"""Does a circle meet by the rules: its agenda made by itself, each step once, before the right eyes?"""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.strategy.deviations.workflow import Verb as DeviationVerb
from styrbord.core.strategy.meetings.workflow import MOVES, Item, Standing, State, Verb
from styrbord.services import decisions, meetings, promises, tick
from styrbord.services.meetings import ItemSaid
from styrbord.services.meetings.holding import PAST
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.store.collection.models import Notice
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Deviation, Meeting, MeetingItem, MeetingStep, Promise
from tests.contract.deciding import refused
from tests.contract.deviating import opened
from tests.contract.meeting import MONDAY, SAID, WEEK, Table, later, promised, today
from tests.contract.test_submissions_at_once import MANY, at_once

pytestmark = pytest.mark.usefixtures("database")
PROMISE = {"words": "Hire two teachers", "holder": "planner"}


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """A circle over the north on a Monday."""
    return Table(tmp_path)


def promise(days: int = 3, **said: Any) -> ItemSaid:
    """A promise that is asked for on the spot."""
    return ItemSaid(**{**PROMISE, "due_on": today() + timedelta(days=days), **said})


def things(found: meetings.Agenda) -> list[tuple[str, str]]:
    """Kind and name of each item, or its words."""
    return [(str(one.kind), one.token or one.words) for one in found.items]


def queried(table: Table, until: date) -> list[tuple[str, str]]:
    """The agenda by SQL alone, for somebody who sees everything of the north."""
    near = "(SELECT id FROM spine_subject WHERE code IN ('north', 'n1', 'n2'))"
    promised = f"""SELECT token, due_on FROM steering_promise WHERE {{}} AND (subject_id IN {near}
        AND holder IN (SELECT post FROM steering_circlemember WHERE to_at IS NULL) OR source IN
        (SELECT token FROM steering_meeting)) ORDER BY due_on, token"""
    last = "(SELECT MAX(started_at) FROM steering_meeting WHERE state = 'ended')"
    asks = {
        "broken-promise": promised.format("state = 'promised' AND due_on < %s"),
        "new-deviation": f"""SELECT token, opened_at FROM steering_deviation WHERE state <> 'closed'
            AND subject_id IN {near} AND explained_by_id IS NULL AND
            (({last} IS NULL AND state = 'new') OR opened_at >= {last}) AND %s <> ''
            ORDER BY opened_at, token""",
        "due-promise": promised.format("state IN ('promised', 'asked') AND due_on >= %s AND due_on <= %s"),
    }
    found = []
    for kind, sql in asks.items():
        days = [today().isoformat(), until.isoformat()][: sql.count("%s")]
        with connection.cursor() as cursor:
            cursor.execute(sql, days)
            found += [(kind, row[0]) for row in cursor.fetchall()]
    return found


@pytest.mark.requirement("R-191")
def test_the_agenda_made_by_itself_is_what_a_query_of_the_tables_finds(table: Table) -> None:
    promised(table.head, "head", 1)
    promised(table.head, "planner", 3)
    promised(table.head, "head", 30)
    promised(table.head, "watcher", 3)
    promised(table.stranger, "stranger", 1, subject="south")
    opened("n1", "people", days_ago=30)
    opened("s1", "people")
    assert things(table.agenda()) == queried(table, MONDAY + WEEK)
    assert [kind for kind, _ in things(table.agenda())] == ["new-deviation", "due-promise", "due-promise"]
    table.start()
    meetings.act(table.head, table.circle, today(), 2, Verb.PROMISE, promise())
    table.end()
    later(6)
    opened("n2", "people")
    later(1)
    new = opened("n1", "wages")
    found = things(table.agenda())
    put_off = [one for one in found if one in queried(table, today() + WEEK)]
    assert put_off == queried(table, today() + WEEK)
    assert ("new-deviation", new) in found
    assert found[0][0] == "broken-promise"


@pytest.mark.requirement("R-191")
def test_promises_that_were_not_kept_lead_the_next_agenda_the_oldest_first(table: Table) -> None:
    deviation = opened("n1", "people")
    table.start()
    for days in (5, 2, 4):
        said = promise(days, holder="head", words=f"In {days} days")
        meetings.act(table.head, table.circle, today(), 1, Verb.PROMISE, said)
    kept = Promise.objects.get(first_due_on=today() + timedelta(days=4))
    promises.move(table.head, kept.token, "keep")
    table.end()
    later(7)
    found = table.agenda()
    assert [(one.kind, one.words) for one in found.items[:2]] == [
        ("broken-promise", "In 2 days"),
        ("broken-promise", "In 5 days"),
    ]
    assert found.items[2].token == deviation
    assert found.items[2].is_carried
    table.start()
    table.end()
    later(7)
    assert [one.words for one in table.agenda().items[:2]] == ["In 2 days", "In 5 days"]


def test_every_step_stands_in_the_table_and_its_event_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/events.md").read_text(encoding="utf-8")
    assert set(PAST) == set(Verb)
    assert [past for past in PAST.values() if f"`meeting.{past}`" not in page] == []


def tried(table: Table, user: Any, verb: Verb, state: State) -> str:
    """Done, or the code of the refusal; each tries at a table as it stands."""
    said = {
        Verb.NOTE: ItemSaid(words="A word"),
        Verb.PROMISE: promise(holder="planner"),
        Verb.DEVIATION: ItemSaid(deviation=DeviationVerb.TAKE_UP),
        Verb.DECISION: ItemSaid(words="Build a school"),
    }
    try:
        if verb is Verb.START:
            meetings.start(user, table.circle)
        elif verb is Verb.PUT:
            meetings.put(user, table.circle, "A word")
        elif verb is Verb.END:
            meetings.end(user, table.circle, MONDAY)
        else:
            meetings.act(user, table.circle, MONDAY, 1, verb, said.get(verb))
    except Refused as refusal:
        return refusal.problems[0].code
    return "done"


@pytest.mark.parametrize("who", ["head", "planner", "guest", "watcher", "stranger"])
def test_each_may_do_what_the_table_says_and_nothing_else(table: Table, who: str) -> None:
    opened("n1", "people")
    wrong = []
    for state in State:
        if state is State.UNDER_WAY:
            table.start()
        if state is State.ENDED:
            table.end()
        for verb in Verb:
            with transaction.atomic():
                got = tried(table, getattr(table, who), verb, state)
                transaction.set_rollback(True)
            if got not in meant(state, verb, who):
                wrong.append((state, verb, got, meant(state, verb, who)))
    assert wrong == []


def meant(state: State, verb: Verb, who: str) -> set[str]:
    """What trying may lead to, by the table; the item tried is open, or put off once the meeting ended."""
    if who == "stranger":
        return {"circle.not-found"}
    item = Item.NONE if verb in {Verb.START, Verb.PUT, Verb.END} else Item.OPEN
    line = MOVES.get((state, item, verb))
    if verb is Verb.START:  # of a day that has begun it is the same meeting
        return {"done"} if who == "head" else {"rights.missing"}
    if verb is Verb.PUT and state is State.ENDED:  # goes to the next meeting, which is planned by it
        line = MOVES[State.PLANNED, item, verb]
    if state is State.PLANNED and verb is not Verb.PUT:
        return {"meeting.not-found"}
    if line is None:
        return {"meeting.not-possible"}
    is_member, is_chair = who in SAID.posts, who == "head"
    if not (is_chair if line.who is Standing.CHAIR else is_member):
        return {"rights.missing", "meeting.not-possible"}
    if who == "guest" and verb in {Verb.PROMISE, Verb.DEVIATION, Verb.DECISION}:
        return {"rights.missing", "meeting.item-not-found", "deviation.not-found"}
    return {"done"}


def test_begun_twice_it_is_the_same_meeting_and_the_next_waits_for_its_end(table: Table) -> None:
    first = table.start()
    assert table.start() == first
    assert Event.objects.filter(verb="meeting.started").count() == 1
    later(7)
    assert refused(table.start) == ["meeting.still-open"]
    table.end(MONDAY)
    assert table.start() != first
    assert refused(table.start, today() + WEEK) == ["meeting.not-yet"]
    table.end()
    assert refused(table.start, MONDAY + timedelta(days=3)) == ["meeting.earlier"]


def test_what_is_put_there_by_hand_comes_last_and_what_is_not_dealt_with_comes_again(table: Table) -> None:
    meetings.put(table.guest, table.circle, "Roof of the school")
    opened("n1", "people")
    assert [one.words for one in table.agenda().items][-1] == "Roof of the school"
    table.start()
    assert [one.number for one in table.agenda().items] == [1, 2]
    meetings.put(table.planner, table.circle, "Snow")
    meetings.act(table.planner, table.circle, today(), 3, Verb.FINISH)
    table.end()
    later(7)
    assert [(one.words, one.is_carried) for one in table.agenda().items if one.kind == "by-hand"] == [
        ("Roof of the school", True)
    ]
    table.start()
    table.end()
    later(7)
    assert [one.words for one in table.agenda().items if one.kind == "by-hand"] == ["Roof of the school"]


def test_on_the_spot_a_promise_a_move_and_a_proposal_are_made_with_their_step_or_not_at_all(
    table: Table,
) -> None:
    deviation = opened("n1", "people")
    token = table.start()
    here = (table.head, table.circle, today(), 1)
    meetings.act(*here, Verb.PROMISE, promise())
    meetings.act(*here, Verb.DEVIATION, ItemSaid(deviation=DeviationVerb.TAKE_UP))
    meetings.act(*here, Verb.DECISION, ItemSaid(words="Build a school"))
    given = promises.of_sources(table.head, "meeting", [token])[token]
    assert [(one.holder, one.state, one.subject) for one in given] == [("planner", "asked", "n1")]
    assert Deviation.objects.get(token=deviation).state == "taken-up"
    step = MeetingStep.objects.get(verb="decision")
    found = decisions.one(table.head, reading_for(table.head), step.said["decision"])
    assert (found.said.origin_kind, found.said.origin) == ("deviation", deviation)
    before = (Promise.objects.count(), MeetingStep.objects.count())
    wrong = promise(holder="nobody-there")
    assert refused(meetings.act, *here, Verb.PROMISE, wrong) == ["promise.no-such-post"]
    assert refused(meetings.act, *here, Verb.NOTE, ItemSaid()) == ["meeting.needs-words"]
    assert (Promise.objects.count(), MeetingStep.objects.count()) == before


def reading_for(user: Any) -> Any:
    """All that somebody sees now."""
    return visible(principal_for(rights_of(user)))


def test_a_request_that_is_repeated_is_done_once(table: Table) -> None:
    opened("n1", "people")
    assert table.start(key="a") == table.start(key="a")
    for _ in range(2):
        meetings.act(table.head, table.circle, today(), 1, Verb.PROMISE, promise(), key="p")
        meetings.put(table.head, table.circle, "Snow", key="q")
    assert Promise.objects.count() == 1
    assert MeetingItem.objects.filter(kind="by-hand").count() == 1


def test_no_item_shows_a_series_that_its_reader_does_not_see(table: Table) -> None:
    people_case, debts = opened("n1", "people"), opened("n2", "debts")
    assert {one.token for one in table.agenda().items} == {people_case, debts}
    assert {one.token for one in table.agenda(table.guest).items} == {people_case}
    token = table.start()
    mine = meetings.meeting(table.guest, table.circle, today())
    assert ({one.token for one in mine.items}, mine.unseen) == ({people_case}, 1)
    number = next(one.number for one in table.agenda().items if one.token == debts)
    code = refused(meetings.act, table.guest, table.circle, today(), number, Verb.FINISH)
    assert code == ["meeting.item-not-found"]
    table.end()
    paper = meetings.minutes(table.head, token)
    assert ({one.token for one in paper.agenda.items}, paper.agenda.unseen) == ({people_case}, 1)
    assert refused(meetings.minutes, table.stranger, token) == ["circle.not-found"]


def test_minutes_hold_promises_that_every_member_may_see(table: Table) -> None:
    opened("n1", "people")
    token = table.start()
    meetings.act(table.head, table.circle, today(), 1, Verb.PROMISE, promise(holder="head"))
    table.end()
    assert meetings.minutes(table.head, token).agenda.given == {}

    said = SAID.__class__(SAID.names, ("head", "planner"), ("head",))
    meetings.change(table.head, table.circle, said, revision=0)
    paper = meetings.minutes(table.head, token)
    assert [one.what for one in paper.agenda.given.values()] == ["Hire two teachers"]
    assert (paper.present, paper.absent) == (("head", "planner"), ())


def test_whoever_is_told_of_the_next_agenda_is_told_once_the_day_before(table: Table) -> None:
    table.start()
    table.end()
    later(5)
    tick.tick()
    assert Notice.objects.filter(kind="meeting.agenda").count() == 0
    later(1)
    for _ in range(2):
        tick.tick()
    found = Notice.objects.filter(kind="meeting.agenda")
    assert sorted(found.values_list("post", flat=True)) == ["guest", "head", "planner"]
    assert {one.params["period"] for one in found} == {(MONDAY + WEEK).isoformat()}


def test_of_many_who_begin_or_end_at_once_one_does_and_all_have_the_same_meeting(table: Table) -> None:
    opened("n1", "people")
    found = at_once(lambda _: table.start())
    assert (len(set(found)), len(found)) == (1, MANY)
    assert Meeting.objects.count() == 1
    on = today()
    notes = at_once(
        lambda n: meetings.act(table.planner, table.circle, on, 1, Verb.NOTE, ItemSaid(words=f"{n}"))
    )
    assert sorted(map(int, notes)) == list(range(1, MANY + 1))
    assert MeetingStep.objects.filter(verb="note").count() == MANY
    ended = at_once(lambda _: table.end(on))
    assert Counter(ended) == {None: 1, "meeting.not-possible": MANY - 1}


def test_random_steps_skip_no_guard_and_lose_no_item(table: Table) -> None:
    random, done = Random(191), Counter[str]()
    for subject in ("n1", "n2"):
        opened(subject, "people")
    promised(table.head, "head", 2)
    for _ in range(120):
        user = random.choice([table.head, table.planner, table.guest, table.watcher])
        verb = random.choice([*Verb, Verb.NOTE, Verb.FINISH, Verb.CARRY, Verb.REOPEN])
        before = {item.pk: item.state for item in MeetingItem.objects.all()}
        meeting = Meeting.objects.filter(state="under-way").first()
        got = step(table, user, verb, random, meeting.day if meeting else today())
        done[got] += 1
        after = {item.pk: item.state for item in MeetingItem.objects.all()}
        assert before.keys() <= after.keys()
        for pk, was in before.items():
            is_legal = was == after[pk] or (meeting and (was, after[pk]) in LEGAL)
            assert is_legal, (verb, was, after[pk], got)
        if random.random() < 0.1:
            later(1)
    assert done["done"] > 20
    ended = Meeting.objects.filter(state="ended")
    assert not MeetingItem.objects.filter(meeting__in=ended, state="open").exists()
    told = Event.objects.filter(verb__startswith="meeting.").exclude(verb="meeting.announced").count()
    assert told == MeetingStep.objects.count()


LEGAL = {("open", "done"), ("open", "carried"), ("done", "open"), ("carried", "open")}


def step(table: Table, user: Any, verb: Verb, random: Random, on: date) -> str:
    """One step of somebody, or the code of the refusal."""
    number, said = random.randint(1, 4), ItemSaid(words="A word")
    if verb is Verb.PROMISE:
        said = promise(random.randint(1, 9), holder=random.choice(["head", "planner"]))
    try:
        if verb is Verb.START:
            meetings.start(user, table.circle)
        elif verb is Verb.PUT:
            meetings.put(user, table.circle, "A word")
        elif verb is Verb.END:
            meetings.end(user, table.circle, on)
        else:
            meetings.act(user, table.circle, on, number, verb, said)
    except Refused as refusal:
        return refusal.problems[0].code
    return "done"


def test_words_are_erased_by_whoever_wrote_them_and_the_step_stays(table: Table) -> None:
    opened("n1", "people")
    table.start()
    meetings.act(table.planner, table.circle, today(), 1, Verb.NOTE, ItemSaid(words="Mr N is ill"))
    step = MeetingStep.objects.get(verb="note")
    assert refused(meetings.erase, table.guest, table.circle, step.pk) == ["meeting.not-own"]
    meetings.erase(table.planner, table.circle, step.pk)
    [kept] = meetings.meeting(table.head, table.circle, today()).items[0].steps
    assert (kept.verb, kept.words) == (Verb.NOTE, None)
    assert "Mr N" not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_circle_is_founded_and_changed_by_whoever_owns_the_subject_or_leads_it(table: Table) -> None:
    said = SAID.__class__({"sv": "Chefer"}, ("planner",), ("planner",), weekday=3, weeks=2, hour="09:30")
    assert refused(meetings.found, table.watcher, "north", said) == ["rights.missing"]
    assert refused(meetings.found, table.stranger, "north", said) == ["rights.missing"]
    assert refused(meetings.change, table.guest, table.circle, said, revision=0) == ["rights.missing"]
    assert meetings.change(table.planner, table.circle, said, revision=0) == 1
    assert refused(meetings.change, table.planner, table.circle, said, revision=0) == ["circle.changed"]
    found = meetings.circle(table.planner, table.circle)
    assert (found.posts, found.next_on, found.hour) == (("planner",), date(2026, 3, 4), "09:30")
    assert meetings.circles(table.stranger) == []
    wrong = SAID.__class__({}, ("no-post",), (), weekday=9, hour="25:00")
    assert refused(meetings.found, table.head, "north", wrong) == [
        "circle.no-name",
        "circle.no-such-post",
        "circle.no-chair",
        "circle.no-such-day",
        "circle.no-such-hour",
    ]
