"""Do people answer deviations by the rules, once each, before the right eyes, and is everybody told?"""

import csv
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.people.roles import Role
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import State, Verb
from styrbord.services import clock, deviations, people, signing
from styrbord.services.deviations.moving import PAST
from styrbord.services.people import Span
from styrbord.services.reading import PUBLIC, principal_for, visible
from styrbord.services.releases import ReleaseRow
from styrbord.services.rights import OPERATOR, Actor, rights_of
from styrbord.services.work import work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import Notice
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Deviation, DeviationStep, DeviationWords
from tests.contract.deviating import ACTION, brought, loaded, opened, owner, row, said
from tests.contract.people import BASIS, FIRST, added, asked, signed_in
from tests.contract.releasing import released
from tests.contract.test_signals import passed
from tests.contract.test_submissions_at_once import MANY, at_once

pytestmark = pytest.mark.usefixtures("database")
TABLE = Path(__file__).with_name("deviation_moves.csv")
PROGRAM = {Verb.SETTLE, Verb.RECUR}


def table() -> dict[tuple[State, Verb], dict[str, str]]:
    """Who may, by state, verb and role: yes, no, or other: whoever did not explain it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(State(row.pop("state")), Verb(row.pop("verb"))): row for row in rows}


def test_the_table_names_every_state_verb_and_role() -> None:
    found = table()
    assert set(found) == {(state, verb) for state in State for verb in Verb}
    assert all(set(row) == {*Role, "holder", "asked"} for row in found.values())
    assert all(set(row.values()) == {"no"} for (_, verb), row in found.items() if verb in PROGRAM)


def test_every_event_of_a_move_stands_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/events.md").read_text(encoding="utf-8")
    assert set(PAST) == set(Verb)
    assert [past for past in PAST.values() if f"`deviation.{past}`" not in page] == []


def code_of(user: object, token: str, verb: Verb) -> str:
    """Done, or the code of the refusal; everything is undone."""
    state = State(row(token).state)
    with transaction.atomic():
        try:
            deviations.move(user, token, verb, said(verb, state))
        except Refused as refused:
            return refused.problems[0].code
        finally:
            transaction.set_rollback(True)
    return "done"


def expected(line: dict[str, str], verb: Verb, who: str, *, is_near: bool = True) -> set[str]:
    if set(line.values()) == {"no"}:
        return {"deviation.not-possible", "rights.missing"} if verb in PROGRAM else {"deviation.not-possible"}
    may = line[who] if is_near else "no"
    return {"done"} if may in {"yes", "other"} else {"rights.missing"}


Held = tuple[object, str, bool]


def tried(
    who: dict[tuple[Role, str], object], at: int, state: State, verb: Verb, others: list[Held]
) -> list[Held]:
    """Who tries a verb in a state: owners near and far, holder and asked, and of the other roles a part.

    What is not possible for anybody, one tries; `tests/core` tries it for all.
    """
    found = [(who[role, place], str(role), place == "north") for role, place in who]
    others = [] if state is State.NEW else others
    if set(table()[state, verb].values()) == {"no"}:
        return [*found, *others][at % len(found) :][:1]
    each = 5 if connection.vendor == "sqlite" else 10
    owners = [one for one in found if one[1] == Role.OWNER]
    return [*owners, *others, *[one for one in found if one not in owners][at % each :: each]]


@pytest.mark.requirement("R-060")
def test_every_role_may_do_what_the_table_says_and_nothing_else(tmp_path: Path) -> None:
    loaded(tmp_path)
    roles = [(role, place) for role in Role for place in ("north", "south")]
    who = {
        (role, place): signed_in(
            f"{role}-{place}", asked(role, subject="" if role is Role.ADMINISTRATOR else place)
        )
        for role, place in roles
    }
    holder, taker = signed_in("holder"), signed_in("taker")
    first, wrong = owner("first"), []
    others: list[Held] = [(holder, "holder", True), (taker, "asked", True)]
    for at, state in enumerate(State):
        token = opened()
        handed_over(token, state, first, holder)
        for number, verb in enumerate(Verb):
            for user, name, is_near in tried(who, at + number, state, verb, others):
                got = code_of(user, token, verb)
                meant = expected(table()[state, verb], verb, name, is_near=is_near)
                if got not in meant and not is_only_unanswered(state, verb, got):
                    wrong.append((state, verb, name, is_near, got, meant))
        Deviation.objects.filter(token=token).update(closed_at=1)
    assert wrong == []


def handed_over(token: str, state: State, first: object, holder: object) -> None:
    """Bring a case into a state, held by one post that is no owner, another one being asked for it."""
    if state is State.NEW:
        return
    deviations.move(first, token, Verb.TAKE_UP, Said())
    deviations.move(first, token, Verb.HAND_OVER, Said(to="holder"))
    deviations.move(holder, token, Verb.CONSENT, Said())
    explained = (Verb.EXPLAIN, Verb.ACCEPT, Verb.DECIDE)
    ways = {
        State.TAKEN_UP: (),
        State.EXPLAINED: (Verb.EXPLAIN,),
        State.DECIDED: explained,
        State.VERIFYING: (*explained, Verb.VERIFY),
        State.CLOSED: (*explained, Verb.VERIFY, Verb.CLOSE),
    }
    for verb in ways[state]:
        deviations.move(first if verb is Verb.ACCEPT else holder, token, verb, said(verb))
    if state is not State.CLOSED:
        deviations.move(holder, token, Verb.HAND_OVER, Said(to="taker"))


def is_only_unanswered(state: State, verb: Verb, got: str) -> bool:
    """Whether somebody may close it, but for the answer that R-060 asks for first."""
    return verb is Verb.CLOSE and state in {State.TAKEN_UP, State.EXPLAINED} and got == "deviation.unanswered"


def refused_code(do: object) -> str:
    try:
        do()  # type: ignore[operator]
    except Refused as refused:
        return refused.problems[0].code
    return "done"


@pytest.mark.requirement("R-060")
def test_beyond_tolerance_it_is_closed_with_cause_and_action_or_an_accepted_explanation(
    tmp_path: Path,
) -> None:
    loaded(tmp_path)
    planner, head = owner(), owner("head", "")
    token = opened()
    brought(token, State.EXPLAINED, planner)
    close = lambda: deviations.move(planner, token, Verb.CLOSE, Said(outcome="accepted"))  # noqa: E731
    assert refused_code(close) == "deviation.unanswered"
    own = lambda: deviations.move(planner, token, Verb.ACCEPT, Said())  # noqa: E731
    assert refused_code(own) == "deviation.own"
    deviations.move(head, token, Verb.ACCEPT, Said())
    assert refused_code(close) == "done"
    assert (row(token).finding, row(token).closed_at is not None) == ("accepted", True)
    other = opened("n2")
    deviations.move(planner, other, Verb.TAKE_UP, Said())
    deviations.move(planner, other, Verb.DECIDE, Said(action=ACTION))
    deviations.move(planner, other, Verb.VERIFY, Said())
    end = lambda: deviations.move(planner, other, Verb.CLOSE, Said(outcome="effective"))  # noqa: E731
    assert refused_code(end) == "deviation.unanswered"
    deviations.move(planner, other, Verb.NAME_CAUSE, Said(cause="money"))
    assert refused_code(end) == "done"


def test_what_was_within_its_tolerance_is_settled_once_it_has_ended_by_itself(tmp_path: Path) -> None:
    loaded(tmp_path)
    small, large = opened(expected=7001.0), opened("n2")
    Deviation.objects.update(closed_at=to_ms(clock.now()))
    deviations.tend(clock.now())
    assert (row(small).state, row(large).state) == ("closed", "new")


def test_of_many_ticks_at_once_one_settles_a_case_and_none_breaks_off(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = opened(expected=7001.0)
    Deviation.objects.update(closed_at=to_ms(clock.now()))
    found = at_once(lambda _: deviations.tend(clock.now()))
    assert Counter(found) == {1: 1, 0: MANY - 1}
    assert row(token).state == "closed"
    assert Event.objects.filter(verb="deviation.settled").count() == 1


def test_one_of_many_wins_and_the_others_are_told(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    found = at_once(lambda _: deviations.move(planner, token, Verb.TAKE_UP, Said(), revision=0))
    assert Counter(found) == {1: 1, "deviation.changed": MANY - 1}
    assert DeviationStep.objects.count() == Event.objects.filter(verb="deviation.taken-up").count() == 1


def test_with_one_key_it_is_done_once(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    found = at_once(lambda _: deviations.move(planner, token, Verb.TAKE_UP, Said(), revision=0, key="k"))
    assert (set(found), DeviationStep.objects.count()) == ({1}, 1)


def test_a_case_on_a_number_that_one_may_not_see_does_not_exist(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = opened(indicator="debts", value=7002.0)
    everywhere, elsewhere = owner("head", ""), owner("south", "south")
    assert deviations.find(visible(principal_for(rights_of(everywhere))), token).line.token == token
    for principal in (PUBLIC, principal_for(rights_of(elsewhere))):
        assert refused_code(lambda who=principal: deviations.find(visible(who), token)) == (
            "deviation.not-found"
        )
        assert deviations.listed(visible(principal)) == []
    move = lambda: deviations.move(elsewhere, token, Verb.TAKE_UP, Said())  # noqa: E731
    assert refused_code(move) == "deviation.not-found"
    blind = lambda: deviations.move(everywhere, token, Verb.HAND_OVER, Said(to="south"))  # noqa: E731
    deviations.move(everywhere, token, Verb.TAKE_UP, Said())
    assert refused_code(blind) == "deviation.cannot-see"


def test_after_a_revision_it_stays_without_the_numbers_of_then(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = opened()
    assert deviations.find(visible(), token).line.signal.value.value == 7000
    released(ReleaseRow(indicator="people", subject="n1", period="2020", value=8000.0, status="A"))
    line = deviations.find(visible(), token).line
    assert (line.is_moved, line.signal.value.value) == (True, None)


def test_words_are_for_those_who_signed_in_and_can_be_erased(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    brought(token, State.EXPLAINED, planner)
    own = visible(principal_for(rights_of(planner)))
    shown = [deviations.find(reading, token).steps[-1].words for reading in (own, visible())]
    assert shown == ["Two teachers are ill.", None]
    told = Event.objects.get(verb="deviation.explained").data
    assert "ill" not in str(told)
    assert len(told["words_sha256"]) == 64
    number = DeviationStep.objects.get(verb="explain").pk
    other = lambda: deviations.erase(owner("head", ""), token, number)  # noqa: E731
    assert refused_code(other) == "deviation.not-own"
    deviations.erase(planner, token, number)
    assert (DeviationWords.objects.count(), DeviationStep.objects.count()) == (0, 2)


def test_a_decision_moves_the_case_within_its_own_work(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    brought(token, State.TAKEN_UP, planner)
    by = Actor("planner", rights_of(planner).person)
    with work("planner", clock.now()) as piece:
        assert deviations.decided(piece, token, "d-1", by=by, action_on=ACTION) == 2
    assert (row(token).state, row(token).decision) == ("decided", "d-1")
    with work("nobody", clock.now()) as piece:
        stranger = lambda: deviations.decided(piece, token, "d-2")  # noqa: E731
        assert refused_code(stranger) == "rights.missing"
        piece.tell("nothing.done", "", {})


@pytest.mark.requirement("R-071")
def test_inaction_is_listed_and_told_to_the_holder_then_up_the_tree_once_each(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner("planner", "n1")
    owner("north", "north")
    owner("head", "")
    token = opened()
    deviations.move(planner, token, Verb.TAKE_UP, Said())
    told = lambda: list(Notice.objects.order_by("pk").values_list("kind", "post"))  # noqa: E731
    assert deviations.tend(clock.now()) == 0
    passed(61 * 86_400)
    assert (deviations.tend(clock.now()), deviations.tend(clock.now())) == (1, 0)
    assert told() == [("deviation.overdue", "planner")]
    listed = [(one.token, one.holder, one.days_late) for one in deviations.listed(visible())]
    assert listed == [(token, "planner", 1)]
    for posts in (["north"], ["head"], []):
        passed(60 * 86_400)
        before = len(told())
        deviations.tend(clock.now())
        assert told()[before:] == [("deviation.escalated", post) for post in posts]


YEARLY = {"new": 30, "taken-up": 60, "explained": 14, "decided": 14, "verifying": 760}
"""Days of a yearly series, as the manual has them."""


@pytest.mark.requirement("R-071")
def test_the_list_by_age_equals_what_plain_sql_and_the_manual_say(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner("planner", "")
    places = ("n1", "n2", "s1", "north", "south", "top")
    for days, place in zip((200, 95, 61, 31, 20, 3), places, strict=True):
        for state, track in ((State.NEW, "plan"), (State.EXPLAINED, "residual")):
            token = opened(place, track=track, days_ago=days)
            brought(token, state, planner)
            since = to_ms(clock.now() - timedelta(days=days - 2))
            Deviation.objects.filter(token=token).exclude(state_at=None).update(state_at=since)
    brought(opened("n1", "debts", value=7002.0), State.CLOSED, planner)
    sql = (
        "SELECT token, state, holder, COALESCE(state_at, opened_at) FROM steering_deviation"
        " WHERE state <> 'closed' AND track <> 'health' AND explained_by_id IS NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall()
    today, day = clock.now().date(), timedelta(days=1)
    meant = {}
    for token, state, holder, since in rows:
        due = from_ms(since).date() + YEARLY[state] * day
        meant[token] = (holder, max(0, (today - due) // day))
    found = {one.token: (one.holder, one.days_late) for one in deviations.listed(visible())}
    assert found == meant
    late = {token for token, (_, days) in meant.items() if days >= 31}
    narrowed = deviations.narrowed(deviations.listed(visible()), late=31)
    assert {one.token for one in narrowed} == late
    assert {"planner", ""} == {holder for holder, _ in meant.values()}
    assert 3 < len(late) < len(meant) == 12


def test_who_must_answer_is_told(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, head = owner("planner", "n1"), owner("head", "")
    added("taker")
    taker = signing.use_link(signing.make_link("taker"))
    token = opened()
    brought(token, State.EXPLAINED, planner)
    deviations.move(head, token, Verb.ACCEPT, Said())
    deviations.move(planner, token, Verb.HAND_OVER, Said(to="taker"))
    deviations.move(taker, token, Verb.CONSENT, Said())
    assert row(token).holder == "taker"
    assert list(Notice.objects.order_by("pk").values_list("kind", "post")) == [
        ("deviation.to-accept", "head"),
        ("deviation.answered", "planner"),
        ("deviation.asked", "taker"),
        ("deviation.answered", "planner"),
    ]


def test_a_deputy_acts_for_the_holder(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    deviations.move(planner, token, Verb.TAKE_UP, Said())
    deputy = signed_in("deputy")
    people.name_deputy("planner", "deputy", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    deviations.move(deputy, token, Verb.EXPLAIN, said(Verb.EXPLAIN))
    step = DeviationStep.objects.get(verb="explain")
    assert (step.post, step.by) == ("planner", "deputy")


def test_it_is_told_as_it_stood_on_a_day(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    passed(86_400)
    before = clock.now()
    passed(86_400)
    brought(token, State.DECIDED, planner)
    then = visible(as_of=before)
    assert deviations.find(then, token).line.state == deviations.listed(then)[0].state == State.NEW
    assert [line.state for line in deviations.listed(visible())] == [State.DECIDED]
    assert clock.now() - before >= timedelta(days=1)


@pytest.mark.requirement("R-293")
def test_reaction_times_are_told_by_owner_rubric_and_quarter_with_those_that_wait(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner()
    quick, _ = opened(), opened("n2")
    passed(2 * 86_400)
    brought(quick, State.DECIDED, planner)
    passed(8 * 86_400)
    found = {(one.kind, one.code): one for one in deviations.reactions(visible())}
    everything = found["all", ""]
    assert (everything.cases, everything.taken_up.reached, everything.taken_up.waiting) == (2, 1, 1)
    assert everything.taken_up.median == pytest.approx(2, abs=0.01)
    assert found["owner", "planner"].answered.median == pytest.approx(2, abs=0.01)
    assert found["owner", ""].answered.median is None
    assert {kind for kind, _ in found} == {"all", "owner", "rubric", "quarter"}
