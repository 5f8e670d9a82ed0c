"""Is too much at once refused by name, unread: too large a body, too large a file, too many files?"""

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services.imports import files
from styrbord.store.collection.models import Submission, Upload
from styrbord.web.accounts.bodies import MOST_BYTES
from tests.contract.people import asked, signed_in
from tests.contract.submitting import Office, office
from tests.contract.test_page_building import browser, words


@pytest.fixture
def people(database: str, tmp_path: Path) -> Office:
    """A small board with its form, and a signed-in person on each post."""
    return office(tmp_path)


class Unread(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read")


def sent(client: Client, path: str, size: int) -> Any:
    said = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    return client.generic("POST", path, b"", "multipart/form-data; boundary=x", **said)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("path", ["/en/imports/", "/en/collect/", "/ru/sign-in/", "/api/v1/subjects"])
def test_a_body_beyond_all_limits_is_refused_unread_whoever_sends_it(path: str) -> None:
    for client in (Client(), browser(signed_in("office", asked("editor")))):
        answer = sent(client, path, MOST_BYTES + 1)
        assert answer.status_code == 413
        assert f"{MOST_BYTES + 1:,}" in words(answer)


@pytest.mark.usefixtures("people")
def test_a_file_that_is_too_large_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)
    file = io.BytesIO(b"x" * 101)
    file.name = "large.csv"
    answer = browser(signed_in("office", asked("editor"))).post("/en/imports/", {"file": file})
    assert answer.status_code in {200, 400}
    assert "101" in words(answer)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_of_too_many_files_none_is_taken(people: Office, settings: Any, language: str) -> None:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    several = [io.BytesIO(b"PK\x03\x04") for _ in range(most + 1)]
    client = browser(people.user("n1-preparer"))
    answer = client.post(f"/{language}/collect/", {"file": several})
    assert answer.status_code == 413
    assert str(most) in words(answer)
    assert not Submission.objects.exists()
    fewer = [io.BytesIO(b"PK\x03\x04") for _ in range(3)]
    assert len(client.post(f"/{language}/collect/", {"file": fewer}).context["taken"]) == 3
