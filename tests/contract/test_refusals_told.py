"""Does the ledger remember who tried what only another may do, and too many wrong tries, without a flood?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.limits import Limit
from styrbord.core.base.problems import Refused
from styrbord.core.collection.workflow import Verb
from styrbord.services import editing, refusals
from styrbord.services.collection.submissions import actor_for
from styrbord.services.editing import PAGE
from styrbord.store.ledger.models import Event
from tests.contract.accounts import PASSWORD, browser, by_link, named, set_up, user_in
from tests.contract.people import key_of
from tests.contract.submitting import Office, office
from tests.contract.test_page_building import editor, page

WRONG = "wrong words here"


@pytest.fixture(autouse=True)
def begins_anew() -> Iterator[None]:
    """Nothing has been told of anybody within the hour."""
    refusals.TOLD.forget()
    yield
    refusals.TOLD.forget()


@pytest.fixture
def people(database: str, tmp_path: Path) -> Office:
    """A small board with its form, and a signed-in person on each post."""
    return office(tmp_path)


@pytest.fixture
def strict(database: str, settings: Any) -> None:
    """Wrong tries are counted."""
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 4


def told(verb: str) -> list[Event]:
    return list(Event.objects.filter(verb=verb).order_by("pk"))


def wrong(name: str, address: str = "10.0.0.1", times: int = 6) -> list[int]:
    found = browser(REMOTE_ADDR=address)
    said = {"login": name, "password": WRONG}
    return [found.post("/en/account/sign-in/", said).status_code for _ in range(times)]


def test_an_approval_of_ones_own_package_is_told_once_and_changes_nothing(people: Office) -> None:
    token = people.submitted()
    people.approve(token, "n1-reviewer")
    before = Event.objects.count()
    for _ in range(3):
        with pytest.raises(Refused):
            people.approve(token, "n1-reviewer")
    [event] = told("refusal.told")
    assert event.about == "submission"
    assert event.actor == "n1-reviewer"
    assert event.data["by_person"] == key_of(people.user("n1-reviewer"))
    assert event.data["codes"]
    assert Event.objects.count() == before + 1
    people.approve(token, "north-reviewer")


def test_who_tries_to_approve_without_the_right_is_told(people: Office) -> None:
    token = people.submitted()
    with pytest.raises(Refused):
        actor_for(people.user("n1-preparer"), Verb.APPROVE, token)
    [event] = told("refusal.told")
    assert (event.data["codes"], event.data["by_person"]) == (
        ["rights.missing"],
        key_of(people.user("n1-preparer")),
    )


@pytest.mark.usefixtures("people")
def test_who_confirms_their_own_proposal_is_told_and_plain_mistakes_are_not() -> None:
    one = editor("one")
    editing.start(one, page("youth", "jobs"))
    editing.publish(one, "youth", revision=1)
    seen = editing.weigh(one, PAGE, "youth", "public").hash
    with pytest.raises(Refused):
        editing.propose(one, PAGE, "youth", "public", seen="another", reason="Order 7")
    assert told("refusal.told") == []
    editing.propose(one, PAGE, "youth", "public", seen=seen, reason="Order 7")
    with pytest.raises(Refused):
        editing.confirm(one, PAGE, "youth", seen=seen)
    [event] = told("refusal.told")
    assert (event.about, event.data["codes"]) == ("publicity", ["publicity.own-proposal"])


@pytest.mark.usefixtures("strict")
def test_a_lock_out_is_told_of_the_person_and_holds_neither_name_nor_address() -> None:
    first = by_link("office")
    set_up(first)
    named(first, "anna@example.org")
    assert wrong("anna@example.org")[-1] == 429
    [event] = told("sign-in.locked")
    assert event.about == key_of(user_in(first))
    said = f"{event.about} {event.data} {event.actor}"
    assert all(word not in said for word in ("anna", "10.0.0.1", WRONG))
    assert wrong("anna@example.org", times=9)[-1] == 429
    assert len(told("sign-in.locked")) == 1
    right = {"login": "anna@example.org", "password": PASSWORD}
    assert browser(REMOTE_ADDR="10.9.9.9").post("/en/account/sign-in/", right).status_code == 429


@pytest.mark.usefixtures("strict")
def test_a_lock_out_of_a_name_that_nobody_has_is_told_as_one_of_somebody() -> None:
    assert wrong("nobody@example.org")[-1] == 429
    assert [event.about for event in told("sign-in.locked")] == ["unknown"]


@pytest.mark.usefixtures("strict")
def test_wrong_links_are_told() -> None:
    found = Client(REMOTE_ADDR="10.0.0.3")
    assert [found.post("/en/sign-in/", {"key": "guess"}).status_code for _ in range(6)][-1] == 429
    assert len(told("sign-in.locked")) == 1


@pytest.mark.usefixtures("strict")
def test_nobody_floods_the_ledger_by_being_locked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "OF_ONE", Limit(3, 3600))
    monkeypatch.setattr(refusals, "OF_ALL", Limit(4, 3600))
    for number in range(9):
        wrong(f"person-{number}@example.org")
    assert len(told("sign-in.locked")) == 3
    for number in range(3):
        wrong(f"person-{number}@example.org", address=f"10.0.1.{number}")
    assert len(told("sign-in.locked")) == 4
