"""Does the database itself refuse to change or delete what was done with deviations and decisions?"""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from styrbord.core.strategy.deviations.workflow import State
from styrbord.services import deviations
from styrbord.store.steering.models import DecisionVersion, DeviationStep
from tests.contract import deciding
from tests.contract.deviating import brought, loaded, opened, owner

pytestmark = pytest.mark.usefixtures("database")
STEPS = "steering_deviationstep"


def refused(*statements: str) -> list[str]:
    """Statements that the database does not refuse."""
    taken = []
    for statement in statements:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError as error:
            assert "is never changed or deleted" in str(error), statement  # noqa: PT017
        else:
            taken.append(statement)
    return taken


def test_steps_of_deviations_stay_as_they_were_and_their_words_can_be_erased(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    brought(token, State.EXPLAINED, planner)
    step = DeviationStep.objects.get(verb="explain")
    columns = "id, verb, state, at, by, post, person, said, deviation_id, signal_id"
    same = f"SELECT id, verb, 'closed', at, by, post, person, said, deviation_id, signal_id FROM {STEPS}"
    replaced = f"REPLACE INTO {STEPS} ({columns}) {same}"
    wrong = refused(
        f"UPDATE {STEPS} SET state = 'closed'",
        f"DELETE FROM {STEPS} WHERE id = {step.pk}",
        f"TRUNCATE {STEPS} CASCADE" if connection.vendor == "postgresql" else replaced,
    )
    assert wrong == []
    deviations.erase(planner, token, step.pk)
    assert DeviationStep.objects.count() == 2


def test_versions_of_decisions_stay_as_they_were(tmp_path: Path) -> None:
    deciding.board(tmp_path)
    deciding.decided(deciding.owner())
    table = "steering_decisionversion"
    number = DecisionVersion.objects.order_by("pk")[0].pk
    columns = "id, revision, at, by, verb, state, content, decision_id"
    same = f"SELECT id + 1000, revision, at, by, verb, 'kept', content, decision_id FROM {table}"
    replaced = f"REPLACE INTO {table} ({columns}) {same} WHERE id = {number}"
    wrong = refused(
        f"UPDATE {table} SET state = 'kept' WHERE id = {number}",
        f"DELETE FROM {table} WHERE id = {number}",
        f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else replaced,
    )
    assert wrong == []
