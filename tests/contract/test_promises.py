"""Are promises given and moved by the rules, once each, before the right eyes, and is none ever lost?"""

import csv
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.people.roles import Role
from styrbord.core.strategy.promises.workflow import MOVES, Standing, State, Verb
from styrbord.services import clock, people, promises
from styrbord.services.people import Span
from styrbord.services.promises import Promised
from styrbord.services.promises.moving import PAST
from styrbord.services.rights import OPERATOR, Actor, rights_of
from styrbord.services.work import work
from styrbord.store.collection.models import Notice
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Promise, PromiseStep, PromiseWords
from tests.contract.deviating import loaded, opened, owner
from tests.contract.people import BASIS, FIRST, added, asked, signed_in
from tests.contract.promising import WHAT, ahead, brought, given, moved, parties, row, torn
from tests.contract.test_signals import passed
from tests.contract.test_submissions_at_once import MANY, at_once

pytestmark = pytest.mark.usefixtures("database")
TABLE = Path(__file__).with_name("promise_moves.csv")
DAY = 86_400
OTHERS = {"holder", "asker", "asked"}


def table() -> dict[tuple[State, Verb], dict[str, str]]:
    """Who may, by state, verb and role."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(State(row.pop("state")), Verb(row.pop("verb"))): row for row in rows}


def code_of(do: Any, *parts: Any, **more: Any) -> str:
    """Done, or the code of the first refusal."""
    try:
        do(*parts, **more)
    except Refused as refused:
        return refused.problems[0].code
    return "done"


def tried(user: Any, token: str, verb: Verb) -> str:
    """Done, or the code of the refusal; everything is undone."""
    with transaction.atomic():
        found = code_of(moved, user, token, verb)
        transaction.set_rollback(True)
    return found


def test_the_table_names_every_state_verb_and_role() -> None:
    found = table()
    assert set(found) == set(product(State, Verb))
    assert all(set(row) == {*Role, *OTHERS} for row in found.values())
    assert all(set(row.values()) <= {"yes", "no"} for row in found.values())


def test_the_rule_in_the_core_is_the_table() -> None:
    columns = {Standing.HOLDER: "holder", Standing.ASKER: "asker", Standing.ASKED: "asked"}
    for (state, verb), line in table().items():
        move = MOVES.get((state, verb))
        meant = {columns[move.who]} if move and move.who in columns else set()
        meant |= {"owner"} if "asker" in meant else set()
        assert {role for role, may in line.items() if may == "yes"} == meant, (state, verb)


def test_every_event_of_a_move_stands_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/events.md").read_text(encoding="utf-8")
    assert set(PAST) == set(Verb)
    assert [past for past in PAST.values() if f"`promise.{past}`" not in page] == []


def test_every_role_may_do_what_the_table_says_and_nothing_else(tmp_path: Path) -> None:
    loaded(tmp_path)
    who, wrong = parties(), []
    named = [("holder", who["holder"]), ("asker", who["asker"]), ("asked", who["taker"])]
    for role, place in product(Role, ("north", "south")):
        subject = "" if role is Role.ADMINISTRATOR else place
        named.append((f"{role} {place}", signed_in(f"{role}-{place}", asked(role, subject=subject))))
    for state in State:
        token = brought(who, state)
        for at, (verb, (name, user)) in enumerate(product(Verb, named)):
            if (state, verb) not in MOVES and at % 19:
                continue
            line, (role, _, place) = table()[state, verb], name.partition(" ")
            may = line[role] == "yes" and place != "south"
            got = tried(user, token, verb)
            if (got == "done") is not may or (not may and got not in refusals(state, verb, name)):
                wrong.append((state, verb, name, got))
    assert wrong == []


def refusals(state: State, verb: Verb, name: str) -> set[str]:
    """With what somebody is refused who may not."""
    is_stranger = name.endswith(" south") or name.startswith("administrator")
    if is_stranger or (name == "asked" and state is not State.PROMISED):
        return {"promise.not-found"}
    if (state, verb) not in MOVES:
        return {"promise.not-possible"}
    is_own = name == "holder" and MOVES[state, verb].who is Standing.ASKER
    return {"promise.own"} if is_own else {"rights.missing"}


def test_a_post_promises_for_itself_at_once_and_another_one_is_asked(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner()
    added("worker")
    own, other = given(planner, "planner"), given(planner, "worker")
    assert [promises.one(planner, token).note.state for token in (own, other)] == ["promised", "asked"]
    found = promises.one(planner, other)
    note = found.note
    assert (note.what, note.holder, note.asked_by, note.due_on) == (WHAT, "worker", "planner", ahead(30))
    assert (note.broken, note.postponed, note.moves) == (False, 0, ("release",))
    assert [(step.verb, step.post, step.words) for step in found.steps] == [("give", "planner", WHAT)]
    assert list(Notice.objects.values_list("kind", "post", "address")) == [
        ("promise.asked", "worker", f"/promises/{other}/")
    ]


def test_everything_that_is_wrong_with_a_promise_is_told_at_once(tmp_path: Path) -> None:
    loaded(tmp_path)
    with pytest.raises(Refused) as error:
        promises.give(owner(), Promised("north", "nobody", ahead(-1), " ", "case", "x"))
    codes = {one.code for one in error.value.problems}
    assert codes == {
        "promise.needs-what",
        "promise.no-such-post",
        "promise.wrong-day",
        "promise.no-such-source",
    }
    assert Promise.objects.count() == 0


def test_who_has_no_right_there_neither_promises_nor_asks(tmp_path: Path) -> None:
    loaded(tmp_path)
    south, preparer = owner("south", "south"), signed_in("clerk", asked("preparer", subject="north"))
    assert code_of(given, None, "south") == "sign-in.needed"
    assert code_of(given, south, "south") == "rights.missing"
    assert code_of(given, preparer, "south") == "rights.missing"
    assert code_of(given, preparer, "clerk") == "done"


def test_it_comes_from_what_its_giver_sees(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = opened(indicator="debts", value=7002.0)
    sees, blind = owner(), signed_in("expert", asked("expert", subject="north"))
    source = {"source_kind": "deviation", "source": token}
    assert code_of(given, blind, "expert", **source) == "promise.no-such-source"
    promise = given(sees, "planner", **source)
    assert [one.token for one in promises.listed(sees, source=("deviation", token))] == [promise]
    assert [one.token for one in promises.of_sources(sees, "deviation", [token])[token]] == [promise]
    assert promises.listed(blind) == []
    assert code_of(promises.one, blind, promise) == "promise.not-found"


def test_who_sees_what_is_internal_about_its_subject_sees_it_and_its_parties_do(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    near = signed_in("near", asked("auditor", subject="north"))
    far, nobody = owner("far", "south"), signed_in("nobody")
    token = given(who["asker"])
    seen = [bool(promises.listed(user)) for user in (near, who["holder"], who["asker"], far, nobody, None)]
    assert seen == [True, True, True, False, False, False]
    assert code_of(promises.one, nobody, token) == code_of(promises.one, None, token) == "promise.not-found"


def test_a_promise_whose_day_passes_unkept_is_broken_for_ever_and_kept_late_stays_so(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner()
    kept, late = given(planner, "planner", 3), given(planner, "planner", 3)
    passed(3 * DAY)
    moved(planner, kept, Verb.KEEP)
    passed(DAY)
    note = promises.one(planner, late).note
    assert (note.broken, note.broken_on, note.days_late, note.state) == (True, ahead(0), 1, "promised")
    assert row(late).broken_on is None
    note = moved(planner, late, Verb.KEEP)
    assert (note.broken, note.kept_on, note.days_late, note.state) == (True, ahead(0), 0, "kept")
    assert [one.token for one in promises.listed(planner, state="broken")] == [late]
    assert promises.one(planner, kept).note.broken is False


def test_the_database_itself_keeps_a_promise_and_that_it_was_broken(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = given(owner(), "planner", 1)
    passed(2 * DAY)
    assert promises.tend(clock.now()) > 0
    number = row(token).pk
    for sql in (
        "DELETE FROM steering_promise",
        "UPDATE steering_promise SET first_due_on = '2040-01-01'",
        "UPDATE steering_promise SET broken_on = NULL",
        "UPDATE steering_promise SET broken_on = '2040-01-01'",
        "DELETE FROM steering_promisestep",
        "UPDATE steering_promisestep SET verb = 'keep'",
    ):
        with (
            pytest.raises(DatabaseError, match="promise"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert (row(token).pk, torn([token])) == (number, [])


def test_a_later_day_is_agreed_before_the_day_by_another_post_and_counted(tmp_path: Path) -> None:
    loaded(tmp_path)
    who, head = parties(), owner("head", "")
    token = given(who["asker"], days=5)
    moved(who["holder"], token, Verb.ACCEPT)
    first = row(token).due_on
    for count in (1, 2):
        due = row(token).due_on
        note = moved(who["holder"], token, Verb.POSTPONE)
        assert (note.due_on, note.postponed) == (due, count - 1)
        note = moved(who["asker"] if count == 1 else head, token, Verb.AGREE)
        assert (note.first_due_on, note.postponed, note.broken) == (first, count, False)
    assert note.due_on == ahead(25)
    own = given(head, "head", 5)
    moved(head, own, Verb.POSTPONE)
    assert tried(head, own, Verb.AGREE) == tried(head, own, Verb.RELEASE) == "promise.own"


def test_after_its_day_nobody_postpones_or_accepts(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    silent, wished, plain = (given(who["asker"], days=2) for _ in range(3))
    for token in (wished, plain):
        moved(who["holder"], token, Verb.ACCEPT)
    moved(who["holder"], wished, Verb.POSTPONE)
    passed(3 * DAY)
    assert tried(who["holder"], silent, Verb.ACCEPT) == "promise.past"
    assert tried(who["holder"], plain, Verb.POSTPONE) == "promise.past"
    assert tried(who["asker"], wished, Verb.AGREE) == "promise.past"
    assert promises.one(who["asker"], silent).note.broken is False


def test_what_was_called_kept_and_comes_back_after_its_day_is_broken(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    token = given(who["asker"], days=2)
    moved(who["holder"], token, Verb.ACCEPT)
    moved(who["holder"], token, Verb.KEEP)
    assert moved(who["asker"], token, Verb.REOPEN).broken is False
    moved(who["holder"], token, Verb.KEEP)
    passed(5 * DAY)
    note = moved(who["asker"], token, Verb.REOPEN)
    assert (note.broken, note.state, note.kept_on) == (True, "promised", None)
    assert torn([token]) == []


def test_it_is_handed_over_with_consent_and_stays_broken(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    token = given(who["asker"], days=1)
    moved(who["holder"], token, Verb.ACCEPT)
    passed(3 * DAY)
    moved(who["holder"], token, Verb.HAND_OVER)
    note = moved(who["taker"], token, Verb.TAKE_OVER)
    assert (note.holder, note.broken, note.asked) == ("taker", True, "")
    assert code_of(moved, who["taker"], token, Verb.HAND_OVER, to="taker") == "promise.needs-to"
    assert code_of(moved, who["taker"], token, Verb.HAND_OVER, to="ghost") == "promise.no-such-post"


def test_one_of_many_wins_and_the_others_are_told(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    token = given(who["asker"])
    found = at_once(lambda _: moved(who["holder"], token, Verb.ACCEPT, revision=1).revision)
    assert Counter(found) == {2: 1, "promise.changed": MANY - 1}
    assert torn([token]) == []


def test_with_one_key_it_is_given_and_moved_once(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner()
    asked_for = Promised("north", "planner", ahead(9), WHAT)
    tokens = at_once(lambda _: promises.give(planner, asked_for, key="k"))
    assert (len(tokens), len(set(tokens)), Promise.objects.count()) == (MANY, 1, 1)
    token = str(tokens[0])
    states = at_once(lambda _: promises.move(planner, token, "keep", key="k").state)
    assert (set(states), PromiseStep.objects.filter(verb="keep").count()) == ({"kept"}, 1)


def test_words_lie_apart_and_are_erased_by_whoever_wrote_them(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    token = given(who["asker"])
    told = Event.objects.get(verb="promise.given").data
    assert "teachers" not in str(told)
    assert len(told["words_sha256"]) == 64
    number = PromiseStep.objects.get().pk
    assert code_of(promises.erase, who["holder"], token, number) == "promise.not-own"
    promises.erase(who["asker"], token, number)
    assert (PromiseWords.objects.count(), promises.one(who["holder"], token).note.what) == (0, "")


def test_a_deputy_acts_for_the_holder(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    token, deputy = given(who["asker"]), signed_in("deputy")
    people.name_deputy("holder", "deputy", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    moved(deputy, token, Verb.ACCEPT)
    step = PromiseStep.objects.get(verb="accept")
    assert (step.post, step.by) == ("holder", "deputy")


def test_a_promise_is_given_within_another_piece_of_work_or_not_at_all(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner()
    added("worker")
    by = Actor("planner", rights_of(planner).person)
    with work("planner", clock.now()) as piece:
        token = promises.given(piece, Promised("north", "worker", ahead(7), WHAT, "meeting", "m-1"), by=by)
    assert [one.token for one in promises.of_sources(planner, "meeting", ["m-1"])["m-1"]] == [token]
    with pytest.raises(ZeroDivisionError):
        fail_after_giving(by)
    assert Promise.objects.count() == 1


def fail_after_giving(by: Actor) -> None:
    """Give a promise and fail on the way."""
    with work("planner", clock.now()) as piece:
        promises.given(piece, Promised("north", "worker", ahead(7), WHAT), by=by)
        raise ZeroDivisionError
