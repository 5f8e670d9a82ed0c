"""Do the pages of decisions propose, take, show and publish one without a script?"""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.store.steering.models import Decision
from tests.contract.deciding import board, decided, owner, travel
from tests.contract.people import asked, signed_in

pytestmark = pytest.mark.usefixtures("database")
START = {
    "title": "Build a school",
    "subject": "n1",
    "in-force-on": "2024-02-01",
    "novelty": "tried-here",
    "origin-kind": "deviation",
    "origin": "case-7",
    "effect-indicator": ["jobs", ""],
    "effect-subject": ["n1", "n1"],
    "change": ["5", ""],
    "by": ["2024", ""],
    "check-on": ["2025-03-01", ""],
    "evidence-indicator": ["jobs", "debts"],
    "evidence-subject": ["n1", "n1"],
    "evidence-period": ["2023", "2023"],
}
OPTIONS = {
    "chosen": "a",
    "a-title": "A new school",
    "a-social": "Shorter ways <b>",
    "a-group": ["Pupils", ""],
    "a-side": ["gains", "gains"],
    "a-loss": ["", ""],
    "nothing-trust": "Nobody believes in the plan",
}
REASONS = {
    "why_this": "It is the nearest.",
    "why_order": "The road is there.",
    "why_now": "The lease ends.",
    "summary-en": "We build a school. It is near.",
    "who": ["Parents"],
    "stand": ["for"],
    "words": ["At last"],
    "source": ["Hearing"],
}


@pytest.fixture(autouse=True)
def begun(database: object, tmp_path: Path) -> None:
    """Eighteen years of three towns."""
    board(tmp_path)


@pytest.fixture
def browser() -> Client:
    """A browser of somebody who answers for the board."""
    found = Client()
    found.force_login(owner())
    return found


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def after(browser: Client, path: str, said: dict[str, Any]) -> str:
    """Address to which a form leads, its revision taken from the page."""
    revision = re.search(r'name="revision" value="(\d+)"', browser.get(path).content.decode())
    answer = browser.post(path, {**said, "revision": revision[1] if revision else ""})
    assert answer.status_code == 302, text(answer)
    return str(answer["Location"])


def test_three_steps_without_a_script_make_a_proposal_and_two_more_take_it(browser: Client) -> None:
    second = after(browser, "/en/decisions/new/?kind=deviation&origin=case-7&subject=n1", START)
    third = after(browser, second, OPTIONS)
    page = after(browser, third, REASONS)
    assert (second.split("/")[-2], third.split("/")[-2]) == ("options", "reasons")
    shown = text(browser.get(page))
    for words in (
        "Build a school",
        "Shorter ways <b>",
        "Nobody believes",
        "case-7",
        "not assessed",
        "Parents",
    ):
        assert words in shown
    assert "Shorter ways &lt;b&gt;" in browser.get(page).content.decode()
    after(browser, page, {"verb": "submit"})
    after(browser, page, {"verb": "decide", "chosen": "a"})
    assert Decision.objects.get().state == "decided"
    assert "Build a school" in text(browser.get("/en/decisions/?state=decided&pilot=&q=school"))
    assert "Build a school" not in text(browser.get("/en/decisions/?state=missed"))


def test_a_refused_step_keeps_what_was_typed(browser: Client) -> None:
    answer = browser.post("/en/decisions/new/", {**START, "change": ["five", ""]})
    assert answer.status_code == 400
    assert "'five' is no number." in text(answer)
    assert 'value="five"' in text(answer)
    assert not Decision.objects.exists()


def test_what_is_missing_stands_on_the_page_of_the_proposal(browser: Client) -> None:
    second = after(browser, "/en/decisions/new/", START)
    page = second.replace("say/options/", "")
    answer = browser.post(page, {"verb": "submit", "revision": "1"})
    assert answer.status_code == 400
    assert "No option is chosen." in text(answer)
    assert browser.get(second.replace("options", "nowhere")).status_code == 404


@pytest.mark.requirement("R-070")
@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_one_click_makes_the_public_version_and_says_what_is_left_out(language: str) -> None:
    user = owner()
    token = decided(user)
    path = f"/{language}/decisions/{token}/"
    assert Client().get(path).status_code == 404
    inside = Client()
    inside.force_login(user)
    before = text(inside.get(f"{path}public/"))
    inside.post(path, {"verb": "publish"})
    shown = text(Client().get(path))
    told = {
        "en": "1 figure of the evidence is left out",
        "ru": "1 показатель обоснования",
        "sv": "1 siffra i underlaget",
    }[language]
    for page in (before, shown):
        assert told in page
        assert "Debts" not in page
    assert "Debts" in text(inside.get(path))


@pytest.mark.requirement("R-073")
def test_a_summary_that_is_not_translated_is_flagged() -> None:
    user = owner()
    token = decided(user)
    browser = Client()
    browser.force_login(user)
    shown = text(browser.get(f"/ru/decisions/{token}/"))
    assert "We build a school." in shown
    assert "LIX" in shown
    assert "Русский: нет" in re.sub(r"<[^>]+>", "", shown)


def test_only_those_who_may_open_the_form(browser: Client) -> None:
    reader = Client()
    reader.force_login(signed_in("reader", asked("auditor")))
    assert reader.get("/en/decisions/new/").status_code == 403
    assert Client().get("/en/decisions/new/").status_code in {401, 403}
    assert browser.get("/en/decisions/new/").status_code == 200


@pytest.mark.requirement("R-074")
def test_the_interface_tells_the_same_and_the_chain_with_its_links(browser: Client) -> None:
    chief = owner("chief")
    earlier = decided(chief, is_pilot=False)
    token = decided(chief, predecessors=(earlier,))
    travel("2024-02-02")
    found = browser.get(f"/api/v1/decisions/{token}").json()
    assert (found["state"], found["left_out"], found["chain"]) == ("decided", 0, [earlier, token])
    assert found["links"] == [{"earlier": earlier, "later": token}]
    assert all(found[why] for why in ("why_this", "why_order", "why_now"))
    assert [one["code"] for one in found["options"]] == ["a", "nothing"]
    assert found["effects"][0]["expected"]["value"] == 5.0
    assert found["evidence"][0]["moved"] == 0
    listed = browser.get("/api/v1/decisions?pilot=true&q=jobs").json()
    assert [one["token"] for one in listed["items"]] == [token]
    assert Client().get(f"/api/v1/decisions/{token}").status_code == 404


def test_decisions_are_marked_on_the_chart_of_their_series_for_those_who_see_them() -> None:
    user = owner()
    decided(user, in_force_on="2023-02-01")
    inside = Client()
    inside.force_login(user)
    shown = text(inside.get("/en/indicators/jobs/?subject=n1"))
    assert '<li value="1">' in shown
    assert "Build a school in Fjordby" in shown
    assert "Build a school" not in text(inside.get("/en/indicators/jobs/?subject=n2"))
    assert "Build a school" not in text(Client().get("/en/indicators/jobs/?subject=n1"))


def test_the_search_finds_decisions_by_their_words_for_those_who_see_them() -> None:
    user = owner()
    token = decided(user)
    inside = Client()
    inside.force_login(user)
    assert f"/en/decisions/{token}/" in text(inside.get("/en/search/?q=build+fjordby"))
    assert token not in text(inside.get("/en/search/?q=tram"))
    assert token not in text(Client().get("/en/search/?q=build+fjordby"))
