"""Does a wish for numbers go from wanted to live, and end at an indicator that is there?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.services.collection import requests
from styrbord.services.loading import load_pack
from styrbord.services.rights import Actor
from styrbord.store.collection.models import DataRequest
from styrbord.store.ledger.models import Event
from tests.contract.asking import counts, reading
from tests.contract.packs import small
from tests.contract.people import asked, signed_in

pytestmark = pytest.mark.usefixtures("database")
BY = Actor("analyst", "p1")


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect a refusal with a problem of this code."""
    with pytest.raises(Refused) as refusal:
        yield
    assert code in [problem.code for problem in refusal.value.problems]


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A board with the indicators people and jobs."""
    load_pack(small().write(tmp_path))
    return tmp_path


def moved(token: str, verb: str, revision: int, key: str = "", **said: str) -> int:
    """One step by the analyst."""
    return requests.move(token, verb, said, revision=revision, reading=reading(), by=BY, key=key)


@pytest.mark.requirement("R-016")
def test_a_request_goes_from_wanted_to_live_and_ends_at_its_indicator(board: Path) -> None:
    token = requests.want("Jobs by town", "For the work rubric", by=Actor("clerk"))
    assert moved(token, "take", 0) == 1
    assert moved(token, "find", 1, found="The labour office's yearly table") == 2
    assert moved(token, "map", 2, indicator="jobs") == 3
    assert moved(token, "go-live", 3, indicator="jobs") == 4
    note = requests.note(token)
    assert (note.state, note.indicator, note.seeker, note.verbs) == ("live", "jobs", "analyst", ())
    assert note.indicator in reading().register.indicators()
    assert [step.told for step in note.steps] == ["went-live", "mapped", "found", "taken", "wanted"]


def test_it_does_not_go_live_with_an_indicator_that_is_not_there(board: Path) -> None:
    token = requests.want("Lamps", by=BY)
    moved(token, "find", 0, found="Office")
    moved(token, "map", 1, indicator="lamps")
    before = counts()
    with refused("data-request.no-indicator"):
        moved(token, "go-live", 2, indicator="lamps")
    with refused("data-request.other-indicator"):
        moved(token, "go-live", 2, indicator="jobs")
    assert counts() == before


@pytest.mark.parametrize(
    ("verb", "said", "code"),
    [
        ("map", {"indicator": "jobs"}, "data-request.no-such-step"),
        ("dance", {}, "data-request.no-such-step"),
        ("find", {"found": " "}, "data-request.says-nothing"),
        ("drop", {}, "data-request.says-nothing"),
    ],
)
def test_what_is_not_in_the_table_is_refused(verb: str, said: dict[str, str], code: str, board: Path) -> None:
    token = requests.want("Lamps", by=BY)
    with refused(code):
        moved(token, verb, 0, **said)
    assert requests.note(token).state == "wanted"


def test_a_dropped_request_can_be_wanted_again(board: Path) -> None:
    token = requests.want("Lamps", by=BY)
    moved(token, "drop", 0, why="Nobody counts them")
    assert requests.note(token).verbs == ("reopen",)
    moved(token, "reopen", 1)
    assert requests.note(token).state == "wanted"


def test_the_same_key_is_the_same_request_and_the_same_step(board: Path) -> None:
    token = requests.want("Lamps", by=BY, key="k")
    assert requests.want("Lamps", by=BY, key="k") == token
    assert moved(token, "take", 0, key="t") == moved(token, "take", 0, key="t") == 1
    assert DataRequest.objects.count() == 1


def test_a_step_on_an_older_revision_is_refused(board: Path) -> None:
    token = requests.want("Lamps", by=BY)
    moved(token, "take", 0)
    with refused("data-request.moved-on"):
        moved(token, "find", 0, found="Office")
    assert requests.note(token).state == "wanted"


def test_events_hold_hashes_of_words_and_no_words(board: Path) -> None:
    token = requests.want("Secret lamps", "Because of Eva", by=BY)
    moved(token, "find", 0, found="Ask Eva")
    said = str(list(Event.objects.filter(about=token).values_list("data", flat=True)))
    assert "Eva" not in said
    assert "lamps" not in said


def test_who_may_want_and_who_may_move(board: Path) -> None:
    preparer = signed_in("clerk", asked("preparer", subject="n1"))
    editor = signed_in("writer", asked("editor", subject="north"))
    auditor = signed_in("auditor", asked("auditor"))
    assert requests.wanting(preparer).code == "clerk"
    assert requests.moving(editor).code == "writer"
    for user, who in ((preparer, requests.moving), (auditor, requests.wanting), (auditor, requests.moving)):
        with refused("rights.missing"):
            who(user)
    with pytest.raises(Refused):
        requests.wanting(None)


def client_of(user: Any) -> Client:
    """A browser that is signed in."""
    client = Client()
    client.force_login(user)
    return client


def test_the_pages_show_the_list_and_move_a_request(board: Path) -> None:
    client = client_of(signed_in("writer", asked("editor")))
    answer = client.post("/en/requests/", {"title": "Lamps", "why": "Light", "key": "k"})
    token = DataRequest.objects.get().token
    assert answer.headers["Location"].endswith(f"/en/requests/{token}/")
    assert "Lamps" in client.get("/en/requests/").content.decode()
    said = {"verb": "find", "found": "The office <b>", "revision": "0", "key": "f"}
    assert client.post(f"/en/requests/{token}/", said).status_code == 302
    page = client.get(f"/en/requests/{token}/").content.decode()
    assert "The office &lt;b&gt;" in page
    wrong = client.post(f"/en/requests/{token}/", {"verb": "map", "indicator": "", "revision": "1"})
    assert wrong.status_code == 400
    assert client.get("/en/requests/nothing/").status_code == 404


def test_nobody_reads_requests_without_a_post(board: Path) -> None:
    token = requests.want("Lamps", by=BY)
    for path in ("/en/requests/", f"/en/requests/{token}/"):
        assert Client().get(path).status_code == 403
        assert Client().post(path, {"title": "x"}).status_code == 403
    preparer = client_of(signed_in("clerk", asked("preparer")))
    assert preparer.get(f"/en/requests/{token}/").status_code == 200
    assert preparer.post(f"/en/requests/{token}/", {"verb": "take", "revision": "0"}).status_code == 403
