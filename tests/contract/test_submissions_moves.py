"""May exactly those move a submission whom the table of states, verbs and roles names?"""

import csv
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.collection.workflow import State, Verb
from styrbord.core.people.roles import Role
from styrbord.services import clock, people, signing
from styrbord.services.collection import submissions
from styrbord.services.rights import OPERATOR, Actor
from styrbord.store.collection.models import Step, Submission
from tests.contract.people import added, asked, key_of
from tests.contract.submitting import GOOD, REASON, Office, office, revision

TABLE = Path(__file__).with_name("moves.csv")
BY_THE_PROGRAM = {Verb.RELEASE, Verb.SUCCEED}
MAY_SEE = {"preparer", "reviewer", "releaser", "auditor"}
DO: dict[Verb, Callable[[str, int, Actor], object]] = {
    Verb.SAVE: lambda token, at, by: submissions.save(token, GOOD, revision=at, channel="page", by=by),
    Verb.SUBMIT: lambda token, at, by: submissions.submit(token, revision=at, by=by),
    Verb.TAKE_BACK: lambda token, at, by: submissions.take_back(token, revision=at, by=by),
    Verb.RETURN: lambda token, at, by: submissions.send_back(token, reason="Why", revision=at, by=by),
    Verb.APPROVE: lambda token, at, by: submissions.approve(token, revision=at, by=by),
    Verb.UNLOCK: lambda token, at, by: submissions.unlock(token, reason="Why", revision=at, by=by),
    Verb.SCHEDULE: lambda token, _, by: submissions.schedule([token], at=None, by=by),
    Verb.RESCHEDULE: lambda token, _, by: submissions.reschedule([token], at=None, reason="Why", by=by),
    Verb.UNSCHEDULE: lambda token, _, by: submissions.unschedule([token], reason="Why", by=by),
    Verb.CORRECT: lambda token, _, by: submissions.correct(token, reason=REASON, by=by),
    Verb.WITHDRAW: lambda token, _, by: submissions.withdraw(token, reason=REASON, by=by),
}
Table = dict[tuple[State, Verb], dict[str, str]]


def table() -> Table:
    """Who may, by state, verb and role: yes, no, or other: whoever neither handed in nor approved."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(State(row.pop("state")), Verb(row.pop("verb"))): row for row in rows}


def test_the_table_names_every_state_verb_and_role() -> None:
    found = table()
    assert set(found) == {(state, verb) for state in State for verb in Verb}
    assert all(set(row) == set(Role) for row in found.values())
    assert all(set(row.values()) <= {"yes", "no", "other"} for row in found.values())
    assert all(set(row.values()) == {"no"} for (_, verb), row in found.items() if verb in BY_THE_PROGRAM)


def in_state(small: Office, state: State, period: str) -> str:
    """Token of a submission in a state."""
    if state is State.DRAFT:
        return small.draft(period=period)
    if state in (State.SUBMITTED, State.RETURNED):
        token = small.submitted(period=period)
        if state is State.RETURNED:
            DO[Verb.RETURN](token, revision(token), small.by("n1-reviewer"))
        return token
    token = small.approved(period=period)
    if state is State.APPROVED:
        return token
    tomorrow = clock.now() + timedelta(days=1)
    submissions.schedule([token], at=tomorrow if state is State.SCHEDULED else None, by=small.by("releaser"))
    if state is State.WITHDRAWN:
        DO[Verb.WITHDRAW](token, 0, small.by("releaser"))
    if state is State.CORRECTED:
        newer = submissions.correct(token, reason=REASON, by=small.by("n1-preparer"))
        small.submit(newer)
        small.approve(newer, "n1-reviewer")
        small.approve(newer, "north-reviewer")
        submissions.schedule([newer], at=None, by=small.by("releaser"))
    return token


def stranger(role: Role, subject: str) -> Actor:
    """Someone else with a role there."""
    post = f"{role}-{subject}"
    added(post)
    user: Any = signing.use_link(signing.make_link(post))
    people.grant(post, asked(role, subject="" if role is Role.ADMINISTRATOR else subject), by=OPERATOR)
    return Actor(post, key_of(user))


def outcome(token: str, verb: Verb, by: Actor, *, is_own: bool) -> str:
    """Done, or the code of the refusal; everything is undone."""
    with transaction.atomic():
        row = Submission.objects.get(token=token)
        if is_own:
            Step.objects.create(
                submission=row,
                package=row.package,
                verb=Verb.SUBMIT,
                state=State.SUBMITTED,
                at=0,
                by=by.code,
                person=by.person,
            )
        try:
            DO[verb](token, row.revision, by)
        except Refused as refused:
            return refused.problems[0].code
        finally:
            transaction.set_rollback(True)
    return "done"


def expected(row: dict[str, str], role: str, *, is_near: bool, is_own: bool) -> str:
    """What the table says."""
    if not is_near or role not in MAY_SEE:
        return "submission.not-found"
    if set(row.values()) == {"no"}:
        return "submission.not-possible"
    said = row[role]
    if said == "other":
        return "submission.own" if is_own else "done"
    return "done" if said == "yes" else "rights.missing"


def tried(*, is_whole: bool) -> Iterator[tuple[State, Verb, Role, str, bool]]:
    """Which state, verb, role, part of the tree, and whether it is the own package, are tried.

    Whoever sees something tries everything; on the second database every fourth of it. Whoever sees nothing
    tries every third, so that each pair of state, verb and stranger is among them, on one database.
    """
    found = table()
    strangers = list(enumerate(product(Role, ("north", "south"))))
    for (at, state), (number, (role, subject)) in product(enumerate(State), strangers):
        is_seeing = role in MAY_SEE and subject == "north"
        each = 1 if is_whole and is_seeing else 3 if is_whole else 4
        for turn, verb in enumerate(DO, at + number):
            if (is_seeing or is_whole) and turn % each == 0:
                is_possible = set(found[state, verb].values()) != {"no"}
                for is_own in (False, True) if is_seeing and is_possible else (False,):
                    yield state, verb, role, subject, is_own


@pytest.mark.requirement("R-013")
@pytest.mark.usefixtures("database")
def test_every_role_may_do_what_the_table_says_and_nothing_else(tmp_path: Path) -> None:
    small = office(tmp_path / "county")
    tokens = {state: in_state(small, state, f"2026-{month:02}") for month, state in enumerate(State, 1)}
    who = {one: stranger(*one) for one in product(Role, ("north", "south"))}
    found, wrong = table(), []
    for state, verb, role, subject, is_own in tried(is_whole=connection.vendor == "sqlite"):
        said = outcome(tokens[state], verb, who[role, subject], is_own=is_own)
        meant = expected(found[state, verb], role, is_near=subject == "north", is_own=is_own)
        if said != meant:
            wrong.append((state, verb, role, subject, is_own, said, meant))
    assert wrong == []
