"""Is what is restored the same, and is everything refused that is not whole?"""

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from styrbord.core.base.problems import Refused
from styrbord.services import backups, ledger, signing
from styrbord.services.backups import archive
from styrbord.services.database import bring_up_to_date
from styrbord.services.loading import load_pack
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Post
from tests.contract import ledgers
from tests.contract.asking import counts, moment, reading, values
from tests.contract.packs import Written
from tests.databases import named, using

Rows = dict[str, list[tuple[Any, ...]]]


@contextmanager
def empty(address: str, folder: Path) -> Iterator[str]:
    """Address of a database of the same kind with nothing in it, which the default connection leads to."""
    if not address.startswith("postgresql"):
        with using(str(folder / f"{uuid4().hex}.sqlite3")) as made:
            yield made
        return
    name = f"empty_{uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            with using(named(address, name)) as made:
                yield made
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def everything() -> Rows:
    """All rows of all tables, by a way of our own."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(plain, cursor.fetchall()), key=repr)
    return found


def plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row whose bytes can be compared."""
    return tuple(bytes(part) if isinstance(part, memoryview) else part for part in row)


@pytest.fixture
def heads(tmp_path: Path) -> Path:
    """File of published heads."""
    return tmp_path / "heads"


@pytest.fixture
def filled(database: str, tmp_path: Path, heads: Path) -> str:
    """A database with numbers, posts, texts that are hard to copy, and a sealed ledger."""
    pack = Written().observe("people", "n1", {"2020": 10, "2021": 0.1}).observe("jobs", "n2", {"2020": 1e-7})
    load_pack(pack.write(tmp_path / "pack"))
    signing.make_link("planner", is_editor=True)
    with work("operator", moment("2026-01-01")) as piece:
        Post.objects.create(code="hard", names={"en": 'a\tb\\n"c"\n\\.', "ru": "Ёлка 🌲", "sv": ""})
        piece.tell("post.made", "hard", {"names": ["\\N", "å"]})
    ledger.seal(heads=heads)
    return database


def refusals(doing: Callable[[], object]) -> list[str]:
    """Codes of what stands against it."""
    with pytest.raises(Refused) as refusal:
        doing()
    return [problem.code for problem in refusal.value.problems]


def test_what_is_restored_is_the_same_and_goes_on(filled: str, tmp_path: Path, heads: Path) -> None:
    before, file = everything(), tmp_path / "all.backup"
    made = backups.backup(file)
    assert (file.stat().st_mode & 0o777, made.size) == (0o600, file.stat().st_size)
    assert made.manifest.head == heads.read_text(encoding="utf-8").splitlines()[-1]
    assert everything() == before
    with empty(filled, tmp_path):
        done = backups.restore(file)
        assert done.problem is None
        assert everything() == before
        rows = {name: table.rows for name, table in done.manifest.tables.items()}
        assert rows == {**rows, **counts()}
        assert values(reading(), "people", "n1") == {"2020": 10, "2021": 0.1}
        again = backups.backup(tmp_path / "again.backup")
        assert again.manifest.tables == made.manifest.tables
        assert again.manifest.sequences == made.manifest.sequences
        found = ledger.verify(heads=heads)
        assert (found.problem, found.newer) == (None, 0)
        last = max(Event.objects.values_list("pk", flat=True))
        signing.make_link("planner", is_editor=True)
        assert min(Event.objects.filter(pk__gt=last).values_list("pk", flat=True)) == last + 1
        assert ledger.seal(heads=heads).published == 1
        with pytest.raises(DatabaseError, match="append-only"):
            ledgers.run("DELETE FROM ledger_event")


def test_a_backup_is_of_one_moment(filled: str, tmp_path: Path) -> None:
    before, told = Event.objects.count(), 0

    def meanwhile(done: int, total: int, stage: str) -> None:
        nonlocal told
        if told == 0 and connection.vendor == "postgresql":
            with psycopg.connect(filled) as other:
                other.execute(
                    "INSERT INTO ledger_event (at, actor, verb, about, data, rules_version)"
                    " VALUES (1, 'x', 'x.x', 'x', '{}', '1')"
                )
        elif told == 0:
            signing.make_link("somebody", is_editor=False)
        told += 1

    made = backups.backup(tmp_path / "all.backup", progress=meanwhile)
    assert told > 1
    assert made.manifest.tables["ledger_event"].rows == before < Event.objects.count()
    with empty(filled, tmp_path):
        assert backups.restore(tmp_path / "all.backup").problem is None
        assert Event.objects.count() == before


def make_older() -> None:
    """Make the tables of an installation that lacks the last migration of one app."""
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    leaves = [leaf for leaf in executor.loader.graph.leaf_nodes() if not nodes[leaf].children]
    newest = next(leaf for leaf in leaves if any(parent.key[0] == leaf[0] for parent in nodes[leaf].parents))
    executor.migrate([one for one in executor.loader.graph.leaf_nodes() if one != newest])
    older = [parent.key for parent in nodes[newest].parents if parent.key[0] == newest[0]]
    executor.loader.build_graph()
    if set(older) - set(executor.loader.applied_migrations):
        executor.migrate(older)


def test_an_older_backup_gets_its_own_tables_and_is_brought_up_to_date(database: str, tmp_path: Path) -> None:
    file = tmp_path / "older.backup"
    with empty(database, tmp_path):
        make_older()
        older = everything()
        backups.backup(file)
    with empty(database, tmp_path):
        backups.restore(file)
        assert everything() == older
        bring_up_to_date()
        assert len(everything()["django_migrations"]) == len(older["django_migrations"]) + 1


def test_a_backup_replaces_no_file(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    file.write_text("dear", encoding="utf-8")
    assert refusals(lambda: backups.backup(file)) == ["backup.exists"]
    assert refusals(lambda: backups.backup(tmp_path / "none" / "all.backup")) == ["backup.unwritable"]
    assert file.read_text(encoding="utf-8") == "dear"


def test_a_restore_replaces_no_database(filled: str, tmp_path: Path) -> None:
    before = everything()
    backups.backup(tmp_path / "all.backup")
    assert refusals(lambda: backups.restore(tmp_path / "all.backup")) == ["restore.not-empty"]
    assert everything() == before


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Another backup whose parts were changed by somebody who knows its form."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    made = file.with_name(f"{uuid4().hex}.backup")
    with zipfile.ZipFile(made, "x") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return made


def with_manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, bytes]], None]:
    """A change of the manifest."""

    def changed(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts[archive.MANIFEST])
        change(manifest)
        parts[archive.MANIFEST] = json.dumps(manifest).encode()

    return changed


def without_part(parts: dict[str, bytes]) -> None:
    """Take the first part out."""
    del parts[next(iter(parts))]


def without_manifest(parts: dict[str, bytes]) -> None:
    """Take the manifest out."""
    del parts[archive.MANIFEST]


CHANGES: list[tuple[Callable[[dict[str, bytes]], None], str]] = [
    (without_part, "backup.damaged"),
    (without_manifest, "backup.unreadable"),
    (with_manifest(lambda said: said.update(form="styrbord-backup/9")), "backup.unreadable"),
    (with_manifest(lambda said: said.pop("kind")), "backup.unreadable"),
    (with_manifest(lambda said: said["tables"].update(x=3)), "backup.unreadable"),
    (with_manifest(lambda said: said.update(kind="oracle")), "restore.other-kind"),
    (with_manifest(lambda said: said["migrations"].append(["ledger", "9999_later"])), "restore.newer"),
    (with_manifest(lambda said: said["tables"]["ledger_event"].update(rows=1)), "backup.damaged"),
    (with_manifest(lambda said: said["tables"]["ledger_event"].update(sha256="0")), "backup.damaged"),
]


def test_what_lies_beside_no_file_is_not_taken_into_a_new_one(sqlite_database: str, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    backups.backup(file)
    with empty(sqlite_database, tmp_path) as address:
        Path(f"{address}-wal").write_bytes(b"of another one")
        assert refusals(lambda: backups.restore(file)) == ["restore.not-empty"]


def test_whatever_does_not_fit_together_is_refused_and_leaves_nothing(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    backups.backup(file)
    with empty(filled, tmp_path):
        for change, code in CHANGES:
            other = rewritten(file, change)
            assert refusals(partial(backups.restore, other)) == [code]
            other.unlink()
        assert everything() == {}
        assert backups.restore(file).problem is None
    assert [path.name for path in tmp_path.glob(".styrbord*")] == []


def test_files_that_are_cut_or_no_backup_are_refused(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    backups.backup(file)
    whole, part = file.read_bytes(), tmp_path / "part.backup"
    with empty(filled, tmp_path):
        for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
            part.write_bytes(whole[:length])
            assert refusals(lambda: backups.restore(part)) == ["backup.unreadable"]
        assert refusals(lambda: backups.restore(tmp_path / "none.backup")) == ["backup.unreadable"]
        assert refusals(lambda: backups.restore(tmp_path)) == ["backup.unreadable"]
        assert everything() == {}


def outcome(file: Path) -> set[str]:
    """Codes of what stands against a restore; none when it was done."""
    try:
        backups.restore(file)
    except Refused as refusal:
        return {problem.code for problem in refusal.problems}
    return set()


@pytest.mark.parametrize("size", [1, 64])
def test_damaged_files_are_refused_or_make_no_difference(filled: str, tmp_path: Path, size: int) -> None:
    file, part = tmp_path / "all.backup", tmp_path / "part.backup"
    before = everything()
    backups.backup(file)
    whole, chance = file.read_bytes(), Random(size)
    anywhere = [
        chance.randrange(len(whole) - size) for _ in range(30 if connection.vendor == "sqlite" else 3)
    ]
    inside = within_content(file)
    for place in (inside, *anywhere):
        damaged = bytes(byte ^ 0xFF for byte in whole[place : place + size])
        part.write_bytes(whole[:place] + damaged + whole[place + size :])
        with empty(filled, tmp_path):
            codes = outcome(part)
            assert codes <= {"backup.unreadable", "backup.damaged"}
            assert codes or place != inside
            assert everything() == ({} if codes else before)


def within_content(file: Path) -> int:
    """A place in the middle of the longest packed member, where damage cannot go unnoticed."""
    with zipfile.ZipFile(file) as archive:
        longest = max(archive.infolist(), key=lambda one: one.compress_size)
    return longest.header_offset + 30 + len(longest.filename.encode()) + longest.compress_size // 2


def test_a_ledger_that_was_changed_is_restored_only_when_told(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    ledgers.tamper_for_good("UPDATE ledger_event SET actor = 'nobody' WHERE verb = 'pack.loaded'")
    backups.backup(file)
    with empty(filled, tmp_path):
        assert refusals(lambda: backups.restore(file)) == ["restore.ledger", "ledger.changed"]
        done = backups.restore(file, despite_ledger=True)
        assert done.problem is not None
        assert done.problem.code == "ledger.changed"
