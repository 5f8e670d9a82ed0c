"""Is it found when rows of promises, circles and meetings were changed past the program?"""

from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import Problem
from styrbord.core.strategy.meetings.workflow import Verb as Meeting
from styrbord.core.strategy.promises.workflow import State, Verb
from styrbord.services import clock, meetings, promises
from styrbord.services.meetings import ItemSaid
from styrbord.store.steering import models as tables
from tests.contract.deviating import loaded
from tests.contract.meeting import MONDAY, SAID, Table, later, promised, today
from tests.contract.promising import brought, given, moved, parties

pytestmark = pytest.mark.usefixtures("database")
Meant = list[tuple[str, object]]


def found(problems: list[Problem]) -> Meant:
    """Codes of the problems, and of what each is."""
    return [(one.code, one.params.get("what", "")) for one in problems]


def changed(noun: Any, rows: Any, changes: list[tuple[dict[str, object], Meant]]) -> None:
    """Change a row in each way, see what is found, and put it back."""
    for change, meant in changes:
        before, number = rows.values(*change).get(), rows.get().pk
        table = rows.model.objects.filter(pk=number)
        table.update(**change)
        assert found(noun.disagreements()) == meant, change
        table.update(**before)
    assert noun.disagreements() == []


def test_promises_that_stand_as_their_events_say_are_no_problem(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    for state in State:
        brought(who, state)
    token = given(who["asker"], days=2)
    moved(who["holder"], token, Verb.ACCEPT)
    moved(who["holder"], token, Verb.POSTPONE)
    moved(who["asker"], token, Verb.AGREE)
    moved(who["holder"], token, Verb.HAND_OVER)
    moved(who["taker"], token, Verb.TAKE_OVER)
    later(40)
    promises.tend(clock.now())
    moved(who["taker"], token, Verb.KEEP)
    moved(who["asker"], token, Verb.REOPEN)
    step = tables.PromiseStep.objects.get(promise__token=token, verb="give")
    promises.erase(who["asker"], token, step.pk)
    assert promises.disagreements() == []


def test_a_promise_changed_past_the_program_is_found(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = brought(parties(), State.PROMISED)
    rows = tables.Promise.objects.filter(token=token)
    changed(
        promises,
        rows,
        [
            ({"state": "kept"}, [("record.disagrees", "state")]),
            ({"revision": 9}, [("record.disagrees", "revision")]),
            ({"holder": "taker"}, [("record.disagrees", "holder")]),
            ({"asked": ""}, [("record.disagrees", "asked")]),
            ({"due_on": MONDAY}, [("record.disagrees", "due_on")]),
            ({"wished_on": None}, [("record.disagrees", "wished_on")]),
            ({"postponed": 3}, [("record.disagrees", "postponed")]),
        ],
    )
    tables.PromiseWords.objects.filter(step__promise__token=token, step__verb="give").update(text="Hire none")
    assert found(promises.disagreements()) == [("record.words-changed", "")]


def held(folder: Path) -> Table:
    """A meeting with a promise, a note and an item that is put off, and the next one with its agenda."""
    table = Table(folder)
    promised(table.head, "planner", 3)
    later(7)
    meetings.put(table.planner, table.circle, "The roof leaks")
    table.start()
    first, *_ = table.agenda().items
    number = first.number
    meetings.act(table.head, table.circle, today(), number, Meeting.NOTE, ItemSaid(words="Still nobody"))
    said = ItemSaid(words="Write to them", holder="planner", due_on=today())
    meetings.act(table.head, table.circle, today(), number, Meeting.PROMISE, said)
    meetings.act(table.head, table.circle, today(), number, Meeting.FINISH)
    table.end()
    meetings.put(table.planner, table.circle, "The roof again")
    return table


def test_a_meeting_changed_past_the_program_is_found(tmp_path: Path) -> None:
    table = held(tmp_path)
    assert meetings.disagreements() == []
    rows = tables.Meeting.objects.filter(state="ended")
    changed(
        meetings,
        rows,
        [
            ({"state": "under-way"}, [("record.disagrees", "state")]),
            ({"revision": 1}, [("record.disagrees", "revision")]),
            ({"day": MONDAY}, [("record.disagrees", "day")]),
            ({"present": ["guest"]}, [("record.disagrees", "present")]),
            ({"token": "other"}, [("record.lost", ""), ("record.untold", "")]),
        ],
    )
    items = tables.MeetingItem.objects.filter(meeting__state="ended", state="done")
    number = items.get().number
    changed(
        meetings,
        items,
        [
            ({"state": "carried"}, [("record.disagrees", f"item {number}: state")]),
            ({"revision": 7}, [("record.disagrees", f"item {number}: revision")]),
        ],
    )
    circles = tables.Circle.objects.filter(token=table.circle)
    changed(
        meetings,
        circles,
        [
            ({"weekday": 5}, [("record.disagrees", "weekday")]),
            ({"hour": "07:00"}, [("record.disagrees", "hour")]),
        ],
    )
    tables.CircleMember.objects.filter(post="guest").update(is_chair=True)
    assert found(meetings.disagreements()) == [("record.disagrees", "chairs")]
    tables.CircleMember.objects.filter(post="guest").update(is_chair=False)
    tables.MeetingWords.objects.filter(step__verb="note").update(text="They came")
    assert found(meetings.disagreements()) == [("record.words-changed", "")]


def test_a_circle_that_was_changed_and_erased_words_are_no_problem(tmp_path: Path) -> None:
    table = held(tmp_path)
    said = meetings.CircleSaid(SAID.names, ("head", "planner"), ("planner",), weekday=3)
    meetings.change(table.head, table.circle, said, revision=0)
    step = tables.MeetingStep.objects.get(verb="note")
    meetings.erase(table.head, table.circle, step.pk)
    assert meetings.disagreements() == []
