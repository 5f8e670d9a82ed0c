"""Are old words erased when their time has come, never sooner, and does the ledger still verify?"""

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.collection.packages import Entry
from styrbord.core.records.retention import RULES
from styrbord.services import clock, ledger, memory, people, records
from styrbord.services.collection import submissions
from styrbord.services.rights import OPERATOR
from styrbord.store.collection.models import Notice, Package, Remark
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Holding, Person, PersonName
from tests.contract.asking import counts
from tests.contract.people import asked, key_of, signed_in
from tests.contract.submitting import GOOD, REASON, Office, office, revision

WORDS = "Petrova counted it twice"


@pytest.fixture
def staff(database: str, tmp_path: Path) -> Office:
    memory.forget()
    return office(tmp_path / "pack")


def released(staff: Office) -> str:
    """A released submission with a note, typed text, and a remark of a reviewer."""
    by = staff.by("n1-preparer")
    token = submissions.open_for("labour", "n1", "2026-01", by=by)
    cells = [Entry(one.indicator, value=one.value, note=WORDS, text=WORDS) for one in GOOD]
    submissions.save(token, cells, revision=revision(token), channel="page", by=by)
    staff.submit(token)
    by = staff.by("n1-reviewer")
    submissions.approve(token, revision=revision(token), by=by, reason=WORDS)
    staff.approve(token, "north-reviewer")
    submissions.schedule([token], at=None, by=staff.by("releaser"))
    return token


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let so many days pass."""
    then = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: then)


def verifies(folder: Path) -> None:
    """The ledger, sealed and published, holds, and no row differs from it."""
    heads = folder / "heads.txt"
    ledger.seal(heads=heads)
    assert ledger.verify(heads=heads).problem is None
    assert submissions.disagreements() == []


def archived(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.requirement("R-245")
def test_records_are_archived_then_erased_and_the_ledger_still_verifies(
    staff: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = released(staff)
    verifies(tmp_path)
    before = submissions.note(token)
    receipt = submissions.receipt(token)
    later(monkeypatch, RULES["remarks"].days + 2)
    for name in ("remarks", "package-texts", "drafts"):
        path = tmp_path / f"{name}.jsonl"
        done = records.retire(name, path, by=OPERATOR)
        assert done.count == len(archived(path)) - 1 > 0
        assert done.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert WORDS in path.read_text(encoding="utf-8")
        told = Event.objects.filter(verb="records.retired", about=name).get()
        assert (told.data["count"], told.data["sha256"]) == (done.count, done.sha256)
    after = submissions.note(token)
    assert WORDS not in str(after)
    assert WORDS not in json.dumps(list(Package.objects.values_list("content", flat=True)))
    assert [(one.key, one.value) for one in after.entries] == [(one.key, one.value) for one in before.entries]
    assert submissions.receipt(token) == receipt
    verifies(tmp_path)


@pytest.mark.requirement("R-245")
@pytest.mark.parametrize("name", sorted(RULES))
def test_nothing_is_erased_before_its_time(name: str, staff: Office, tmp_path: Path) -> None:
    released(staff)
    before, path = counts(), tmp_path / "archive"
    assert records.retire(name, path, by=OPERATOR).count == 0
    with pytest.raises(Refused) as told:
        records.retire(name, path, before=clock.now().date(), by=OPERATOR)
    assert [one.code for one in told.value.problems] == ["records.too-early"]
    assert counts() == before
    assert not path.exists()


def test_nothing_is_erased_without_its_archive(
    staff: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = released(staff)
    later(monkeypatch, 4_000)
    there = tmp_path / "there"
    there.write_text("mine", encoding="utf-8")
    before = counts()
    for path in (there, tmp_path / "no" / "folder"):
        with pytest.raises(Refused, match=r"already|written"):
            records.retire("remarks", path, by=OPERATOR)
    assert (counts(), there.read_text(encoding="utf-8")) == (before, "mine")
    assert WORDS in str(submissions.note(token))


def test_words_of_work_that_is_not_finished_stay(
    staff: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = staff.by("n1-preparer")
    token = submissions.open_for("labour", "n1", "2026-01", by=by)
    submissions.save(token, [Entry("jobs", value=1.0, text=WORDS)], revision=0, channel="page", by=by)
    later(monkeypatch, 4_000)
    assert records.retire("drafts", tmp_path / "a", by=OPERATOR).count == 0
    assert submissions.note(token).entries[0].text == WORDS


def test_public_reasons_stay(staff: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = released(staff)
    submissions.withdraw(token, reason=REASON, by=staff.by("releaser"))
    later(monkeypatch, 4_000)
    records.retire("remarks", tmp_path / "a", by=OPERATOR)
    assert [one.public for one in Remark.objects.all()] == [REASON]


def test_the_database_lets_words_of_a_package_be_erased_once_and_nothing_else_be_changed(
    staff: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(staff)
    changes = (
        "content = '{}'",
        "sha256 = 'x', bare_sha256 = 'x'",
        "number = 9",
        "content = '{}', bare_sha256 = NULL",
    )

    def refused() -> list[str]:
        found = []
        for change in changes:
            with transaction.atomic(), connection.cursor() as cursor:
                try:
                    with transaction.atomic():
                        cursor.execute(f"UPDATE collection_package SET {change}")
                except DatabaseError:
                    found.append(change)
        return found

    assert refused() == list(changes)
    later(monkeypatch, 4_000)
    records.retire("package-texts", tmp_path / "a", by=OPERATOR)
    assert refused() == list(changes)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE collection_package SET content = '{}', bare_sha256 = 'y' WHERE is_handed_in")


def test_an_erased_package_that_is_changed_past_the_program_is_found(
    staff: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(staff)
    place = " ON collection_package" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER package_bare{place}")
    Package.objects.filter(is_handed_in=True).update(bare_sha256="0" * 64)
    assert [one.code for one in submissions.disagreements()] == ["submission.package-changed"]


def test_names_go_when_nobody_holds_a_post_any_more(
    staff: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = key_of(signed_in("gone", asked("analyst")))
    person = Person.objects.get(key=key)
    PersonName.objects.update_or_create(person=person, defaults={"name": "Anna Petrova"})
    (row,) = Holding.objects.filter(post__code="gone")
    people.end_holding(row.pk, post="gone", by=OPERATOR)
    later(monkeypatch, RULES["names"].days + 2)
    done = records.retire("names", tmp_path / "a", by=OPERATOR)
    assert (done.count, archived(tmp_path / "a")[1]["name"]) == (1, "Anna Petrova")
    assert not PersonName.objects.filter(person__key=key).exists()
    assert "Petrova" not in json.dumps(list(Event.objects.values_list("data", flat=True)))


def test_a_person_is_forgotten_at_once(staff: Office, tmp_path: Path) -> None:
    token = released(staff)
    key = key_of(staff.user("n1-preparer"))
    done = records.erase_person(key, by=OPERATOR)
    assert done["packages"] > 0
    assert all(one.note == one.text == "" for one in submissions.note(token).entries)
    records.erase_person(key_of(staff.user("n1-reviewer")), by=OPERATOR)
    assert WORDS not in str(submissions.note(token))
    verifies(tmp_path)
    with pytest.raises(Refused, match="nobody"):
        records.erase_person("nobody", by=OPERATOR)


def test_notices_go(staff: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staff.submitted()
    assert Notice.objects.exists()
    later(monkeypatch, RULES["notices"].days + 2)
    records.retire("notices", tmp_path / "a", by=OPERATOR)
    assert not Notice.objects.exists()
