"""Do numbers of a database from before embargoes and corrections stay what they were?"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from styrbord.services import clock, releases
from styrbord.services.work import work
from tests.contract.asking import reading, values
from tests.contract.releasing import board, released, row

pytestmark = pytest.mark.usefixtures("database")


def migrate(name: str) -> None:
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.leaf_nodes()
    executor.migrate([("spine", name)] if name != "newest" else nodes)


def numbers() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM observation ORDER BY indicator, subject, period, breakdown, vintage_from"
        )
        return list(cursor.fetchall())


def test_no_number_changes_and_old_editions_can_be_corrected_and_withdrawn(tmp_path: Path) -> None:
    board(tmp_path)
    before, shown = numbers(), values(reading(), "people", "n1")
    [edition] = reading().editions
    migrate("0002_places")
    migrate("newest")
    assert numbers() == before
    assert values(reading(), "people", "n1") == shown
    note = reading().editions[edition]
    assert (note.corrects, note.reason, note.is_withdrawn) == (None, {}, False)
    released(row(12), corrects=edition, reason={"en": "Typing error"})
    assert values(reading(), "people", "n1")["2020"] == 12
    with work("releaser", clock.now() + timedelta(seconds=1)) as piece:
        releases.withdraw(piece, [edition], {"en": "Wrong file"})
    assert values(reading(), "people", "n1") == {"2020": 12}
