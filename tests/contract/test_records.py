"""Does every figure follow from what was handed in, and are the records whole when they are taken away?"""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.core.collection.packages import Entry
from styrbord.core.people.roles import Role
from styrbord.services import memory, records
from styrbord.services.collection import submissions
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import OPERATOR, rights_of
from styrbord.store.collection.models import Package, Submission
from styrbord.store.ledger.models import Event
from tests.contract.asking import counts
from tests.contract.people import asked, signed_in
from tests.contract.submitting import REASON, Office, office, revision

MONTHS = ("2026-01", "2026-02", "2026-03")
SUBJECTS = ("n1", "n2", "north", "top")


@pytest.fixture
def staff(database: str, tmp_path: Path) -> Office:
    memory.forget()
    found = office(tmp_path)
    found.users["north-helper"] = signed_in("north-helper", asked("reviewer", subject="north"))
    return found


@pytest.fixture
def auditor(database: str) -> Any:
    return signed_in("auditor", asked(Role.AUDITOR))


def handed_in(staff: Office, chance: Random, subject: str, period: str) -> None:
    """A random package that is approved and released; some are corrected, some withdrawn."""
    by = staff.by(f"{subject}-preparer")
    token = submissions.open_for("labour", subject, period, by=by)
    _fill(staff, token, chance, subject)
    if chance.random() < 0.4:
        token = submissions.correct(token, reason=REASON, by=by)
        _fill(staff, token, chance, subject)
    if chance.random() < 0.2:
        submissions.withdraw(token, reason=REASON, by=staff.by("releaser"))


def _fill(staff: Office, token: str, chance: Random, subject: str) -> None:
    jobs = float(chance.randrange(100, 110))
    cells = [
        Entry("jobs", value=jobs, note="sure"),
        Entry("vacancies", value=chance.randrange(50), note="sure"),
    ]
    by = staff.by(f"{subject}-preparer")
    submissions.save(token, cells, revision=revision(token), channel="page", by=by)
    staff.submit(token, subject)
    staff.approve(token, "n1-reviewer" if subject == "n1" else "north-helper")
    staff.approve(token, "north-reviewer")
    submissions.schedule([token], at=None, by=staff.by("releaser"))


def reading_of(user: Any) -> Any:
    return visible(principal_for(rights_of(user)))


@pytest.mark.requirement("R-289")
def test_every_figure_follows_from_what_was_handed_in(staff: Office, auditor: Any) -> None:
    chance = Random(289)
    for period in MONTHS:
        handed_in(staff, chance, "n1", period)
        handed_in(staff, chance, "n2", period)
    found = reading_of(auditor)
    figures = [
        (code, subject, month) for code in ("jobs", "vacancies") for subject in SUBJECTS for month in MONTHS
    ]
    rebuilt = [records.rebuild(found, *figure) for figure in (*figures, ("jobs", "n1", "2026"))]
    assert [one for one in rebuilt if not one.is_same] == []
    assert sum(one.rebuilt == one.rebuilt for one in rebuilt) > len(rebuilt) / 2
    assert all(one.sources for one in rebuilt if one.rebuilt == one.rebuilt)


@pytest.mark.requirement("R-289")
def test_a_number_that_was_changed_past_the_program_does_not_follow(staff: Office, auditor: Any) -> None:
    staff.released()
    with connection.cursor() as cursor:
        place = " ON observation" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER observation_fixed{place}")
        cursor.execute("UPDATE observation SET value = 101 WHERE value = 100")
    memory.forget()
    one = records.rebuild(reading_of(auditor), "jobs", "n1", "2026-01")
    assert (one.shown, one.rebuilt, one.is_same) == (101, 100, False)


def test_what_was_loaded_stands_as_it_was_loaded_and_unknown_figures_are_refused(
    staff: Office, auditor: Any
) -> None:
    found = reading_of(auditor)
    one = records.rebuild(found, "jobs", "n1", "2026-01")
    assert (one.is_same, one.sources) == (True, ())
    with pytest.raises(Refused, match="nothing"):
        records.rebuild(found, "nothing", "n1", "2026")


def test_the_records_are_taken_away_whole(staff: Office, auditor: Any) -> None:
    token = staff.released()
    out = io.BytesIO()
    taken = records.export(out, by=OPERATOR)
    with zipfile.ZipFile(out) as archive:
        text = archive.read("manifest.json")
        manifest = json.loads(text)
        for name, said in manifest["files"].items():
            content = archive.read(name)
            assert hashlib.sha256(content).hexdigest() == said["sha256"]
            assert content.count(b"\n") == said["rows"]
        packages = [json.loads(line) for line in archive.read("packages.jsonl").splitlines()]
        events = [json.loads(line) for line in archive.read("events.jsonl").splitlines()]
    assert {one["submission"] for one in packages} == {token}
    assert len(packages) == Package.objects.count()
    assert Submission.objects.count() == manifest["files"]["submissions.jsonl"]["rows"]
    told = Event.objects.get(verb="records.exported")
    assert told.data["sha256"] == taken.sha256 == hashlib.sha256(text).hexdigest()
    assert len(events) == Event.objects.count() - 1


@pytest.mark.requirement("R-289")
def test_an_auditor_reads_everything_and_writes_nothing(staff: Office, auditor: Any) -> None:
    token = staff.released()
    browser = Client(raise_request_exception=False)
    browser.force_login(auditor)
    read = [
        "people/",
        "people/log/",
        "people/records/",
        "people/records/?indicator=jobs&subject=n1&period=2026-01",
        "imports/",
        "forms/",
        "editions/",
    ]
    assert {path: browser.get(f"/en/{path}").status_code for path in read} == dict.fromkeys(read, 200)
    shown = browser.get(f"/api/v1/submissions/{token}").json()
    assert [one["verb"] for one in shown["steps"]][-1] == "release"
    assert shown["may"] == []
    archive = browser.get("/en/people/records/records.zip")
    assert b"".join(archive.streaming_content)[:2] == b"PK"
    before = counts()
    for path in ("imports/", "people/", "people/records/", "forms/text/", "forms/labour/edit/"):
        assert browser.post(f"/en/{path}", {"file": "x"}).status_code in (403, 405), path
    assert counts() == before
