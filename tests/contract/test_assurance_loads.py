"""Is a pack loaded whole or not at all, whichever page of the disk is the last one?"""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from styrbord.cli.main import main
from styrbord.services.loading import load_pack
from tests.contract.asking import EVERYTHING
from tests.contract.packs import Written
from tests.contract.people import county

MANY = range(1900, 2022)
ENOUGH = 100_000


def ask(statement: str) -> Any:
    """What the database answers."""
    with connection.cursor() as cursor:
        return cursor.execute(statement).fetchall()


def everything() -> str:
    """Hash of every row of every table."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    rows = [sorted(map(repr, ask(f'SELECT * FROM "{table}"'))) for table in [*tables, EVERYTHING]]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.usefixtures("sqlite_database")
def test_a_load_is_refused_whole_at_every_page_until_there_is_room(tmp_path: Path, capsys: Any) -> None:
    load_pack(county(tmp_path / "county"))
    pack = Written().described(code="county", vintage="2022")
    for subject in ("top", "north", "n1", "n2"):
        pack.observe("people", subject, {str(year): year for year in MANY})
        pack.observe("jobs", subject, {str(year): year for year in MANY})
    words = ["load", str(pack.write(tmp_path / "newer"))]
    ask("VACUUM")
    before, refused = everything(), 0
    pages = ask("PRAGMA page_count")[0][0]
    for room in range(ENOUGH):
        ask(f"PRAGMA max_page_count={pages + room}")
        if main(words) == 0:
            break
        refused += 1
        assert "The disk of the site is full. Nothing of this was kept." in capsys.readouterr().err
        assert everything() == before
    assert refused > 3
    assert "976 observations" in capsys.readouterr().out
    assert everything() != before


@pytest.mark.usefixtures("sqlite_database")
def test_a_database_that_cannot_write_is_told_in_the_terminal(tmp_path: Path, capsys: Any) -> None:
    pack = str(county(tmp_path / "county"))
    before = everything()
    ask("PRAGMA query_only=ON")
    assert main(["load", pack]) == 1
    assert "The database does not answer or cannot write." in capsys.readouterr().err
    ask("PRAGMA query_only=OFF")
    assert everything() == before
    assert main(["load", pack]) == 0
