"""Can numbers be handed in, sent back, approved and released on the pages, each by those who may?"""

import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from styrbord.core.collection.workflow import State
from styrbord.services import memory
from styrbord.services.collection import submissions
from styrbord.store.collection.models import Notice, Package, Submission
from tests.contract.asking import reading, values
from tests.contract.submitting import PERIOD, Office, office, revision, state

pytestmark = pytest.mark.usefixtures("database")
BEGIN = f"/en/collect/labour/n1/{PERIOD}/"
GOOD = {"value jobs|_T": "100", "value vacancies|_T": "5"}


@pytest.fixture
def small(database: str, tmp_path: Path) -> Office:
    """A board with one form and a person on each post."""
    memory._found.clear()
    return office(tmp_path / "county")


def browser(small: Office, post: str) -> Client:
    found = Client(raise_request_exception=False)
    found.force_login(small.user(post))
    return found


def fields(page: Any) -> dict[str, str]:
    """Key and revision that a page hands on."""
    text = page.content.decode()
    found = {}
    for name in ("key", "revision"):
        match = re.search(rf'name="{name}" value="([^"]*)"', text)
        if match:
            found[name] = match[1]
    return found


def begun(preparer: Client) -> str:
    """Token of a draft that was opened on its page."""
    answer = preparer.post(BEGIN, {"key": "begin"})
    assert answer.status_code == 302
    return str(answer["Location"].rstrip("/").rpartition("/")[2])


def sent(client: Client, token: str, verb: str, **said: str) -> Any:
    """A form of a submission's page, with the key and revision that stand there."""
    page = client.get(f"/en/collect/{token}/")
    return client.post(f"/en/collect/{token}/{verb}/", {**fields(page), **said})


def filled(client: Client, token: str, do: str = "submit", **said: str) -> Any:
    return sent(client, token, "save", do=do, **{**GOOD, **said})


def test_a_number_goes_from_the_page_to_the_board(small: Office) -> None:
    preparer, municipality, county, releaser = (
        browser(small, post) for post in ("n1-preparer", "n1-reviewer", "north-reviewer", "releaser")
    )
    assert b"Fill it in here" in preparer.get(BEGIN).content
    token = begun(preparer)
    assert filled(preparer, token).status_code == 302
    assert state(token) is State.SUBMITTED
    said = {"reason": "Look again", "cell jobs|_T": "Too many"}
    assert sent(municipality, token, "return", **said).status_code == 302
    page = preparer.get(f"/en/collect/{token}/").content.decode()
    assert "Look again" in page
    assert "Too many" in page
    assert filled(preparer, token, **{"value jobs|_T": "90"}).status_code == 302
    for reviewer in (municipality, county):
        assert sent(reviewer, token, "approve").status_code == 302
    assert values(reading(), "jobs", "n1", "M") == {}
    look = releaser.get("/en/collect/release/", {"token": token})
    assert b"2 figures become visible" in look.content
    assert releaser.post("/en/collect/release/", {"token": token, **fields(look)}).status_code == 302
    assert values(reading(), "jobs", "n1", "M") == {PERIOD: 90.0}
