"""Does an uploaded file find its way from bytes to released numbers, step by step?"""

import time
from datetime import timedelta
from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services import clock
from styrbord.services.imports import files
from styrbord.store.clock import to_ms
from styrbord.store.collection.models import Result, Upload, UploadedFile
from tests.services.imports.files_of_office import json_stat, load_tree
from tests.services.imports.waiting import read, told

pytestmark = pytest.mark.usefixtures("sqlite_database")


@pytest.fixture
def known(sqlite_database: str, tmp_path: Path) -> None:
    """A tree of subjects, loaded before."""
    load_tree(tmp_path / "small")


@pytest.mark.usefixtures("known")
def test_a_file_that_cannot_be_read_says_why() -> None:
    token = files.upload("note.txt", b"\x00\x01\x02 nothing of the kind", editor="planner")
    state = read(token)
    assert state.listed.status == "refused"
    [problem] = state.problems
    assert problem.is_error
    assert problem.message
    assert told(token) == ["import.uploaded", "import.refused"]
    with pytest.raises(Refused, match="it can be loaded once it has been read"):
        files.load(token, editor="planner")


@pytest.mark.usefixtures("known")
def test_names_without_a_code_stand_against_the_load() -> None:
    token = files.upload("town-jobs.json", json_stat("x1", "Elsewhere"), editor="planner")
    read(token)
    with pytest.raises(Refused, match=r"There is no subject 'x1'|is no territory that is known here"):
        files.load(token, editor="planner")
    assert files.progress(token).status == "read"


@pytest.mark.usefixtures("known")
def test_a_corrected_layout_is_read_by() -> None:
    token = files.upload("town-jobs.json", json_stat(), editor="planner")
    read(token)
    files.set_layout(token, 'version = 1\n[territories]\n"Fjordby" = "s1"\n', editor="planner")
    assert '"Fjordby" = "s1"' in read(token).layout
    files.set_layout(token, "version = ", editor="planner")
    assert read(token).listed.status == "refused"
    assert told(token) == [
        "import.uploaded",
        "import.read",
        "import.layout-corrected",
        "import.read",
        "import.layout-corrected",
        "import.refused",
    ]


def test_a_reading_whose_server_died_can_be_started_again() -> None:
    token = files.upload("town-jobs.json", json_stat(), editor="planner")
    read(token)
    long_ago = to_ms(clock.now() - timedelta(minutes=5))
    Upload.objects.filter(token=token).update(status="reading", beat_at=long_ago)
    assert files.progress(token).status == "stopped"
    files.start(token)
    assert read(token).listed.status == "read"


def test_a_reading_that_was_cancelled_says_no_more() -> None:
    token = files.upload("town-jobs.json", json_stat(), editor="planner")
    files.cancel(token, editor="planner")
    time.sleep(2)
    assert files.progress(token).status in ("cancelled", "read")
    files.start(token)
    assert read(token).listed.status == "read"


def test_a_file_that_is_being_read_keeps_its_layout() -> None:
    token = files.upload("town-jobs.json", json_stat(), editor="planner")
    read(token)
    Upload.objects.filter(token=token).update(status="reading", beat_at=to_ms(clock.now()))
    with pytest.raises(Refused, match="is being read"):
        files.set_layout(token, "", editor="planner")


@pytest.mark.parametrize(("content", "code"), [(b"", "import.no-file"), (b"x" * 11, "import.too-large")])
def test_no_file_and_too_much_of_it_are_refused(
    content: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(Refused) as refusal:
        files.upload("town-jobs.json", content, editor="planner")
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_files_never_loaded_are_forgotten_after_30_days() -> None:
    tokens = [files.upload("town-jobs.json", json_stat(), editor="planner") for _ in range(2)]
    for token in tokens:
        read(token)
    old = to_ms(clock.now() - timedelta(days=31))
    Upload.objects.filter(token=tokens[0]).update(uploaded_at=old)
    assert [one.token for one in files.recent()] == tokens[1:]
    assert (UploadedFile.objects.count(), Result.objects.count()) == (1, 1)
    assert told(tokens[0])[-1] == "import.forgotten"


def test_a_deleted_import_is_gone_with_its_bytes() -> None:
    token = files.upload("town-jobs.json", json_stat(), editor="planner")
    read(token)
    files.delete(token, editor="planner")
    assert (Upload.objects.count(), UploadedFile.objects.count(), Result.objects.count()) == (0, 0, 0)
    with pytest.raises(Refused, match="no such import"):
        files.state(token)


def test_a_file_of_the_result_is_handed_out() -> None:
    token = files.upload("town-jobs.json", json_stat(), editor="planner")
    read(token)
    assert files.result(token, "observations.csv").startswith(b"territory_code,")
    with pytest.raises(Refused):
        files.result(token, "../secret")
