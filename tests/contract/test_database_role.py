"""Does the board run as a role of PostgreSQL that owns nothing, and can that role not change the ledger?"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from styrbord.services import backups, database, ledger, memory
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, visible
from styrbord.store.ledger.models import Event
from tests.contract.asking import values
from tests.contract.packs import Written
from tests.contract.people import asked, county, signed_in
from tests.contract.test_page_building import browser
from tests.databases import using

pytestmark = pytest.mark.postgresql
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "run-on-a-server.md"
FORBIDDEN = (
    "UPDATE ledger_event SET actor = 'x'",
    "DELETE FROM ledger_event",
    "TRUNCATE ledger_event",
    "UPDATE ledger_seal SET digest = root",
    "DELETE FROM ledger_seal",
    "TRUNCATE ledger_seal",
    "DELETE FROM observation",
    "TRUNCATE observation",
    "TRUNCATE people_person CASCADE",
    "ALTER TABLE ledger_event DISABLE TRIGGER ALL",
    "DROP TRIGGER event_whole ON ledger_event",
    "DROP TABLE ledger_seal",
    "CREATE TABLE more (x integer)",
    "CREATE OR REPLACE FUNCTION styrbord_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RETURN NULL; END $$",
    "DELETE FROM django_migrations",
    "SET session_replication_role = replica",
)


@pytest.fixture
def as_board(postgresql_database: str) -> Iterator[str]:
    """The address of an empty database for a role that has what the guide gives it, and nothing more."""
    role = f"board_{uuid4().hex}"
    made, given = re.findall(r"```sql\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert "CREATE ROLE board LOGIN" in made
    with psycopg.connect(postgresql_database, autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {role} LOGIN")
        owner.execute(re.sub(r"\bboard\b", role, given))
        parts = urlsplit(postgresql_database)
        rest = parts.netloc.rpartition("@")[2]
        with using(urlunsplit(parts._replace(netloc=f"{role}@{rest}"))) as address:
            memory.answers._found.clear()
            yield address
        owner.execute(f"DROP OWNED BY {role}")
        owner.execute(f"DROP ROLE {role}")


@pytest.mark.usefixtures("as_board")
def test_the_board_works_as_a_role_that_owns_nothing(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
    database.bring_up_to_date()
    load_pack(county(tmp_path / "county"))
    more = Written().described(code="more", vintage="2022").observe("people", "n1", {"2020": 8000})
    load_pack(more.write(tmp_path / "more"))
    assert values(visible(PUBLIC), "people", "n1") == {"2020": 8000}
    office = browser(signed_in("office", asked("auditor")))
    assert office.get("/en/indicators/debts/").status_code == 200
    assert ledger.seal(heads=tmp_path / "heads").events == Event.objects.count()
    assert ledger.verify(heads=tmp_path / "heads").problem is None
    backups.backup(tmp_path / "kept.backup")


@pytest.mark.usefixtures("as_board")
def test_that_role_cannot_change_the_ledger_or_what_guards_it(tmp_path: Path) -> None:
    load_pack(county(tmp_path / "county"))
    ledger.seal(heads=tmp_path / "heads")
    for sql in FORBIDDEN:
        refusal = r"permission denied|must be owner"
        with pytest.raises(DatabaseError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert ledger.verify(heads=tmp_path / "heads").problem is None
