"""May exactly those move a decision whom the table of states, verbs and roles names?"""

import csv
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from styrbord.core.base.problems import Refused
from styrbord.core.people.roles import Role, allows
from styrbord.core.strategy.decisions.workflow import MOVES, State, Verb
from styrbord.services import decisions
from styrbord.store.steering.models import Decision
from tests.contract.deciding import CHOICES, board, owner, whole
from tests.contract.people import asked, signed_in
from tests.contract.rights_board import is_asked

TABLE = Path(__file__).with_name("decision_moves.csv")
BY_THE_PROGRAM = {Verb.START, Verb.KEEP, Verb.MISS, Verb.LEAVE_OPEN}
Table = dict[tuple[State, Verb], dict[str, str]]


def table() -> Table:
    """Who may, by state, verb and role."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(State(row.pop("state")), Verb(row.pop("verb"))): row for row in rows}


def test_the_table_names_every_state_verb_and_role() -> None:
    found = table()
    assert set(found) == set(product(State, Verb))
    assert all(set(row) == set(Role) for row in found.values())
    assert all(set(row.values()) <= {"yes", "no"} for row in found.values())
    assert all(set(row.values()) == {"no"} for (_, verb), row in found.items() if verb in BY_THE_PROGRAM)


def test_the_rule_in_the_core_is_the_table() -> None:
    for (state, verb), row in table().items():
        move = MOVES.get((state, verb))
        actions = move.actions if move else ()
        for role, said in row.items():
            assert (said == "yes") is any(allows(Role(role), action) for action in actions), (
                state,
                verb,
                role,
            )


def outcome(user: Any, token: str, verb: Verb) -> str:
    """Done, or the code of the refusal; everything is undone."""
    revision = Decision.objects.get(token=token).revision
    with transaction.atomic():
        try:
            if verb is Verb.CHANGE:
                decisions.change(user, token, CHOICES, revision=revision)
            else:
                decisions.move(user, token, verb, revision=revision, words="So it is")
        except Refused as refused:
            return refused.problems[0].code
        finally:
            transaction.set_rollback(True)
    return "done"


@pytest.mark.usefixtures("database")
def test_every_role_moves_a_decision_as_the_table_says(tmp_path: Path) -> None:
    """A quarter of what states, verbs and roles make together on each database, all of it where asked."""
    board(tmp_path)
    token, wrong = whole(owner("chief")), []
    users = {role: signed_in(f"{role}-post", asked(role)) for role in Role}
    for at, state in enumerate(State):
        Decision.objects.filter(token=token).update(state=state)
        for (verb_at, verb), (role_at, role) in product(enumerate(Verb), enumerate(Role)):
            if is_asked(at, verb_at, role_at, every=4):
                is_done = outcome(users[role], token, verb) == "done"
                if is_done is not (table_of()[state, verb][role] == "yes"):
                    wrong.append((state, verb, role, is_done))
    assert wrong == []


_KEPT: Table = {}


def table_of() -> Table:
    """The table, read once."""
    if not _KEPT:
        _KEPT.update(table())
    return _KEPT
