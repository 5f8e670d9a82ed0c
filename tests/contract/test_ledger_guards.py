"""Does each database by its own means keep the ledger and its seals, and hide nothing from the sealing?"""

from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, transaction

from styrbord.core.base.problems import Refused
from styrbord.services import ledger
from styrbord.store.ledger import sealing
from tests.contract import ledgers

CHANGES = ("UPDATE ledger_seal SET digest = root", "DELETE FROM ledger_seal", "DELETE FROM ledger_event")
EMPTYINGS = ("TRUNCATE ledger_event", "TRUNCATE ledger_seal")
REPLACING = "INSERT OR REPLACE INTO ledger_event (at, actor, verb, about, data, rules_version, {column})"
REPLACEMENTS = (
    f"{REPLACING.format(column='id')} VALUES (1, 'x', 'x.x', 'x', '{{}}', '1', 2)",
    f"{REPLACING.format(column='idempotency_key')} VALUES (1, 'x', 'x.x', 'x', '{{}}', '1', 'key-6')",
    "INSERT OR REPLACE INTO ledger_seal SELECT sequence, at, first, last, links, digest, digest, previous"
    " FROM ledger_seal",
)
FRESH = (
    "INSERT INTO ledger_event (at, actor, verb, about, data, rules_version)"
    " VALUES (1, 'x', 'x.x', 'x', {}, '1')"
)


def is_kept(sql: str, heads: Path) -> bool:
    """Whether the database refuses, and nothing was changed."""
    ledgers.sealed(heads, batches=1, size=4)
    with pytest.raises(DatabaseError, match=r"append-only"), transaction.atomic():
        ledgers.run(sql)
    return ledger.verify(heads=heads).problem is None


@pytest.mark.usefixtures("sqlite_database")
@pytest.mark.parametrize("sql", CHANGES + REPLACEMENTS)
def test_sqlite_keeps_ledger_and_seals(sql: str, tmp_path: Path) -> None:
    assert is_kept(sql, tmp_path / "heads")


@pytest.mark.postgresql
@pytest.mark.usefixtures("postgresql_database")
@pytest.mark.parametrize("sql", CHANGES + EMPTYINGS)
def test_postgresql_keeps_ledger_and_seals(sql: str, tmp_path: Path) -> None:
    assert is_kept(sql, tmp_path / "heads")


@pytest.mark.postgresql
def test_a_number_given_out_but_not_yet_committed_is_waited_for(
    postgresql_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "_WAIT", "200ms")
    with psycopg.connect(postgresql_database) as other:
        other.execute(FRESH.format("'{}'"))
        with pytest.raises(Refused) as refusal:
            ledger.seal(heads=tmp_path / "heads")
        assert refusal.value.problems[0].code == "ledger.busy"
        other.commit()
    assert ledger.seal(heads=tmp_path / "heads").events == 1


@pytest.mark.usefixtures("sqlite_database")
def test_what_could_be_read_in_two_ways_is_not_sealed(tmp_path: Path) -> None:
    """PostgreSQL keeps but one of two equal names by itself."""
    ledgers.run(FRESH.format("%s"), '{"new": 1, "new": 2}')
    with pytest.raises(Refused) as refusal:
        ledger.seal(heads=tmp_path / "heads")
    assert refusal.value.problems[0].code == "ledger.unreadable"
