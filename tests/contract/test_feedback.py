"""Can a reader whom nobody knows say whether a page helped, and do only its keepers see it?"""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services import clock, feedback, memory
from styrbord.services.feedback import giving
from styrbord.services.loading import load_pack
from styrbord.store.ledger.models import Event
from styrbord.store.participation.models import Verdict, VerdictWords
from tests.contract.asking import counts
from tests.contract.people import asked, signed_in
from tests.contract.test_discussion import pack

pytestmark = pytest.mark.usefixtures("board")
PAGES = ("", "subjects/", "subjects/n1/", "indicators/", "indicators/people/", "pages/open/", "method/")


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree, and nobody has answered anything yet."""
    memory.forget()
    giving.PACE._seen.clear()
    load_pack(pack().write(tmp_path / "pack"))


def browser(user: Any = None) -> Client:
    found = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if user:
        found.force_login(user)
    return found


def token(page: str, language: str = "en") -> str:
    """What the form on a page sends back."""
    text = Client().get(f"/{language}/{page}").content.decode()
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found, page
    return found[1]


def give(page: str, answer: str = "no", words: str = "", **said: str) -> Any:
    return browser().post(
        "/en/feedback/give/", {"token": token(page), "answer": answer, "words": words, **said}
    )


@pytest.mark.requirement("R-264")
@pytest.mark.parametrize("page", PAGES)
def test_every_public_page_asks_without_a_cookie_and_its_keeper_sees_the_answer(page: str) -> None:
    reader = browser()
    shown = reader.get(f"/en/{page}")
    assert not shown.cookies
    assert "Did this page help you?" in shown.content.decode()
    answer = give(page, "no", "Where is 2019?")
    assert answer.status_code == 302
    assert not answer.cookies
    assert "Thank you" in reader.get(answer["Location"]).content.decode()
    text = browser(signed_in("editor", asked("editor"))).get("/en/feedback/").content.decode()
    assert "Where is 2019?" in text
    assert f"<code>/{page}</code>" in text
    assert "Where is 2019?" not in reader.get(f"/en/{page}").content.decode()


def test_nothing_is_kept_of_who_answered() -> None:
    browser().post(
        "/en/feedback/give/",
        {"token": token(""), "answer": "yes", "words": "Good"},
        REMOTE_ADDR="198.51.100.77",
        HTTP_USER_AGENT="Secret browser",
    )
    kept = [*Verdict.objects.values(), *VerdictWords.objects.values()]
    kept += [{**event.data, "by": event.actor} for event in Event.objects.filter(verb="feedback.given")]
    assert len(kept) == 3
    assert "198.51" not in str(kept)
    assert "Secret" not in str(kept)
    assert "Good" not in str([event.data for event in Event.objects.all()])


@pytest.mark.parametrize(
    "wrong",
    [{"token": "x"}, {"token": "2026-01-01|:x"}, {"answer": "perhaps"}, {"answer": ""}, {"words": "x" * 501}],
)
def test_a_wrong_answer_is_refused_and_nothing_is_kept(wrong: dict[str, str]) -> None:
    said = {"token": token(""), "answer": "yes", "words": "", **wrong}
    before = counts()
    assert browser().post("/en/feedback/give/", said).status_code == 400
    assert counts() == before


def test_a_form_is_good_for_two_days() -> None:
    kept = token("")
    clock.keep_shift(86_400.0)
    assert feedback.page_of(kept) == ""
    clock.keep_shift(2 * 86_400.0)
    assert browser().post("/en/feedback/give/", {"token": kept, "answer": "yes"}).status_code == 400


def test_what_fills_the_trap_is_thanked_and_not_kept() -> None:
    assert give("", "yes", website="https://spam.example").status_code == 302
    assert not Verdict.objects.exists()


def test_one_caller_answers_so_often_and_no_more() -> None:
    said = {"token": token(""), "answer": "yes"}
    found = [browser().post("/en/feedback/give/", said).status_code for _ in range(25)]
    assert found == [302] * 20 + [400] * 5
    other = browser().post("/en/feedback/give/", said, REMOTE_ADDR="198.51.100.78")
    assert other.status_code == 302
    assert giving.PACE.allows("127.0.0.1", clock.now() + timedelta(hours=2))


def test_an_owner_sees_the_pages_of_the_own_indicators_only_and_nobody_those_that_are_closed() -> None:
    for page in ("indicators/people/", "indicators/debts/", "indicators/wages/", "subjects/"):
        feedback.give(feedback.token_for(page), answer="yes", words="", language="en", caller=page)
    planner = signed_in("planner", asked("owner", rubrics=("people",)))
    other = signed_in("other", asked("owner", rubrics=("money",)))
    editor = signed_in("editor", asked("editor"))
    seen = {user: {one.page for one in feedback.results(user)} for user in (planner, other, editor)}
    assert seen[planner] == {"indicators/people/"}
    assert seen[other] == {"indicators/debts/"}
    assert seen[editor] == {"indicators/people/", "indicators/wages/", "subjects/"}
