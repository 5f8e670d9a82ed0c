"""Do programs propose, change, move and publish decisions, once for each key and as their posts may?"""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.strategy.decisions.exporting import chain_from_csv, chain_from_json
from styrbord.services.accounts import tokens
from styrbord.services.decisions import chains
from styrbord.services.reading import visible
from styrbord.services.rights import Actor
from styrbord.store.steering.models import Decision, Stakeholder
from tests.contract.deciding import ALL, board, decided, owner, travel, whole
from tests.contract.people import asked, key_of, signed_in

pytestmark = pytest.mark.usefixtures("database")
PROPOSAL = {
    "title": "Build a school in Fjordby",
    "subject": "n1",
    "effects": [{"indicator": "jobs", "subject": "n1", "change": 5, "by": "2024", "check_on": "2025-03-01"}],
    "evidence": [{"indicator": "jobs", "subject": "n1", "period": "2023"}],
    "in_force_on": "2024-02-01",
}
OPTIONS = {
    "options": [
        {
            "code": "a",
            "title": "A new school",
            "consequences": {"social": "Shorter ways"},
            "groups": [{"group": "Pupils", "side": "gains"}],
        },
        {"code": "nothing", "consequences": {"trust": "Nobody believes in the plan"}},
    ],
    "chosen": "a",
}
REASONS = {
    "why_this": "It is the nearest.",
    "why_order": "The road is there.",
    "why_now": "The lease ends.",
    "summary": {"en": "We build a school."},
}


@pytest.fixture(autouse=True)
def begun(database: object, tmp_path: Path) -> None:
    """Eighteen years of three towns."""
    board(tmp_path)


class Sender:
    """A program of a post, with a new key for each request unless one is given."""

    def __init__(self, user: Any, post: str, *scopes: str) -> None:
        made = tokens.make(post, scopes or ("steer:decisions",), days=30, by=Actor(post, key_of(user)))
        self._head, self._count = {"HTTP_AUTHORIZATION": f"Bearer {made}"}, 0

    def __call__(self, method: str, place: str, said: dict[str, Any], key: str = "") -> Any:
        self._count += 1
        head = {**self._head, "HTTP_IDEMPOTENCY_KEY": key or f"k{self._count}"}
        send = getattr(Client(), method)
        return send(f"/api/v1/{place}", said, content_type="application/json", **head)


def test_a_program_takes_a_decision_from_proposal_to_publication() -> None:
    send = Sender(owner(), "owner")
    first, again = (send("post", "decisions", PROPOSAL, "once") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.json()
    token = first.json()["token"]
    assert (again.json()["token"], Decision.objects.count()) == (token, 1)
    assert send("post", "decisions", {**PROPOSAL, "title": "Else"}, "once").status_code == 409
    place = f"decisions/{token}"
    assert send("put", f"{place}/options", {**OPTIONS, "revision": 1}).json()["revision"] == 2
    late = send("put", f"{place}/reasons", {**REASONS, "revision": 1})
    assert (late.status_code, late.json()["problems"][0]["code"]) == (409, "decision.moved-on")
    assert send("put", f"{place}/reasons", {**REASONS, "revision": 2}).json()["verbs"] == [
        "change",
        "submit",
        "withdraw",
    ]
    assert send("post", f"{place}/steps", {"verb": "submit", "revision": 3}).json()["state"] == "under-review"
    early = send("post", f"{place}/steps", {"verb": "review", "revision": 4, "words": "Learnt"})
    assert (early.status_code, early.json()["problems"][0]["code"]) == (409, "decision.no-such-step")
    found = send("post", f"{place}/steps", {"verb": "decide", "revision": 4}).json()
    assert (found["state"], found["owner"]) == ("decided", "owner")
    assert [one["due_on"] for one in found["reviews"]] == ["2025-03-31", "2026-03-31"]
    assert send("put", f"{place}/publicity", {"is_public": True}).json()["is_public"]
    travel("2024-01-12")
    assert Client().get(f"/api/v1/{place}").json()["title"] == PROPOSAL["title"]


def test_a_program_is_told_what_is_wrong_and_may_no_more_than_its_post() -> None:
    user = owner()
    token = whole(user)
    send = Sender(user, "owner")
    wrong = send("post", "decisions", {**PROPOSAL, "in_force_on": "soon"})
    assert (wrong.status_code, wrong.json()["problems"][0]["code"]) == (400, "request.wrong-field")
    bare = send("post", "decisions", {"title": "", "subject": "nowhere"})
    assert (bare.status_code, len(bare.json()["problems"])) == (400, 2)
    reader = Sender(user, "owner", "read")
    assert reader("post", "decisions", PROPOSAL).status_code == 403
    far = Sender(owner("far", subject="south"), "far")
    assert far("post", f"decisions/{token}/steps", {"verb": "submit", "revision": 3}).status_code == 404
    assert Client().post("/api/v1/decisions", PROPOSAL, content_type="application/json").status_code == 401
    assert Decision.objects.get().state == "proposed"


def test_programs_criticise_answer_and_record_positions() -> None:
    user = owner()
    token = whole(user)
    send, critic = Sender(user, "owner"), Sender(signed_in("ann", asked("auditor")), "ann")
    place = f"decisions/{token}"
    assert send("post", f"{place}/critique", {"posts": ["ann"], "days": 2}).status_code == 200
    assert send("post", f"{place}/critique", {"posts": ["ann"]}).status_code == 409
    assert critic("post", f"{place}/concerns", {"words": "It costs"}).status_code == 200
    said = {"severities": [{"number": 1, "severity": 4}]}
    found = critic("put", f"{place}/severities", said).json()["critique"]
    assert (found["unanswered"], found["concerns"][0]["scores"]) == ([1], {"ann": 4})
    send("post", f"{place}/steps", {"verb": "submit", "revision": 3})
    early = send("post", f"{place}/steps", {"verb": "decide", "revision": 4})
    assert (early.status_code, early.json()["problems"][0]["code"]) == (409, "decision.concern-unanswered")
    answer = {"answer": "accepted", "words": "We ask for less."}
    assert send("put", f"{place}/concerns/1/answer", answer).status_code == 200
    who = {"subject": "n1", "name": "Parents", "kind": "residents"}
    first, again = (send("post", "stakeholders", who, "parents") for _ in range(2))
    assert first.json()["token"] == again.json()["token"]
    assert Stakeholder.objects.count() == 1
    position = {
        "stakeholder": first.json()["token"], "stand": "against", "said_on": "2024-01-05", "source": "Letter",
    }  # fmt: skip
    found = send("post", f"{place}/positions", position).json()
    assert [(one["name"], one["stand"]) for one in found["recorded"]] == [("Parents", "against")]
    assert send("post", f"{place}/steps", {"verb": "decide", "revision": 4}).json()["state"] == "decided"


@pytest.mark.requirement("R-074")
def test_a_chain_that_is_carried_away_is_built_again_as_it_is_and_has_no_orphan() -> None:
    user = owner()
    first = decided(user, title='=First; with "marks"')
    hidden = decided(user, predecessors=(first,), effects=[("debts", "n1", "-5", "2024", "2025-03-01")])
    last = decided(user, title="Third,\nin two lines", predecessors=(hidden,))
    browser = Client()
    browser.force_login(user)
    found = chains.chain(visible(ALL), last)
    assert [one.token for one in found.decisions] == [first, hidden, last]
    assert found.orphans == ()
    for path in (f"/api/v1/decisions/{last}/chain", f"/en/decisions/{last}/chain.json"):
        assert chain_from_json(browser.get(path).content.decode()) == found
    said = browser.get(f"/en/decisions/{last}/chain.csv").content.decode()
    assert chain_from_csv(said) == found
    told = browser.get(f"/api/v1/decisions/{last}/chain?format=csv").content.decode()
    assert chain_from_csv(told) == found
    page = browser.get(f"/en/decisions/{last}/chain/").content.decode()
    assert page.count('class="bar') == 3
    for token in (first, hidden):
        assert f"/en/decisions/{token}/" in page


@pytest.mark.requirement("R-074")
def test_nobody_stands_alone_in_a_chain_because_what_lies_between_is_hidden() -> None:
    user = owner()
    first = decided(user)
    hidden = decided(user, predecessors=(first,), effects=[("debts", "n1", "-5", "2024", "2025-03-01")])
    last = decided(user, predecessors=(hidden,))
    inside = signed_in("expert", asked("expert"))
    browser = Client()
    browser.force_login(inside)
    found = chain_from_csv(browser.get(f"/en/decisions/{last}/chain.csv").content.decode())
    assert [one.token for one in found.decisions] == [first, last]
    assert (found.links, found.gaps, found.left_out, found.orphans) == ((), ((first, last),), 1, ())
    page = browser.get(f"/en/decisions/{last}/chain/").content.decode()
    assert "follows, through decisions that are not shown:" in page
    assert hidden not in page
