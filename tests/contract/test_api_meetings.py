"""Do programs take part in meetings by the rights of their post, each request once, as pages do?"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services.accounts import tokens
from styrbord.services.rights import Actor
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Circle, Meeting, MeetingItem, Promise
from tests.contract.deviating import opened
from tests.contract.meeting import Table, today
from tests.contract.people import key_of

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """A circle over the north on a Monday."""
    return Table(tmp_path)


def program(user: Any, post: str, *scopes: str) -> dict[str, str]:
    """Headers of a program that acts for a post."""
    secret = tokens.make(post, scopes, days=30, by=Actor(post, key_of(user)))
    return {"Authorization": f"Bearer {secret}"}


def sent(headers: dict[str, str], path: str, said: dict[str, Any], key: str = "k", verb: str = "post") -> Any:
    """Answer to a request that writes."""
    ask = getattr(Client(), verb)
    return ask(
        f"/api/v1/meetings{path}",
        json.dumps(said),
        content_type="application/json",
        headers={**headers, "Idempotency-Key": key},
    )


def test_a_program_founds_a_circle_and_leads_it_through_a_meeting(table: Table) -> None:
    head = program(table.head, "head", "steer:meetings", "read")
    said = {"subject": "north", "names": {"en": "Roads"}, "posts": ["head", "planner"], "chairs": ["head"]}
    made = [sent(head, "", said) for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json() == made[1].json()
    assert Circle.objects.count() == 2
    circle = made[0].json()["token"]
    token = opened("n1", "people")
    agenda = Client().get(f"/api/v1/meetings/{circle}/agenda", headers=head).json()
    assert [(one["kind"], one["token"]) for one in agenda["items"]] == [("new-deviation", token)]
    assert sent(head, f"/{circle}/items", {"words": "Snow"}, "p").status_code == 200
    begun = sent(head, f"/{circle}/start", {}, "s")
    assert [one["words"] for one in begun.json()["items"]] == ["", "Snow"]
    place = f"/{circle}/{today().isoformat()}"
    due = (today() + timedelta(days=3)).isoformat()
    step = {"verb": "promise", "words": "Count anew", "holder": "planner", "due_on": due}
    for _ in range(2):
        assert sent(head, f"{place}/items/1", step, "i").status_code == 200
    assert Promise.objects.count() == 1
    other = sent(head, f"{place}/items/1", {**step, "holder": "head"}, "i")
    assert (other.status_code, other.json()["problems"][0]["code"]) == (409, "request.key-reused")
    taken = sent(head, f"{place}/items/1", {"verb": "deviation", "move": "take-up"}, "t").json()
    assert taken["items"][0]["stands"] == "taken-up"
    assert sent(head, f"{place}/items/1", {"verb": "finish", "revision": 0}, "f").status_code == 409
    assert sent(head, f"{place}/items/1", {"verb": "finish", "revision": 2}, "f").status_code == 200
    ended = sent(head, f"{place}/end", {"present": ["head"]}, "e").json()
    assert (ended["state"], [one["state"] for one in ended["items"]]) == ("ended", ["done", "carried"])
    assert (Meeting.objects.count(), MeetingItem.objects.count()) == (1, 2)
    assert Event.objects.filter(verb="api-token.used").count() == 7
    change = {**said, "names": {"en": "Roads and bridges"}, "revision": 0}
    change.pop("subject")
    assert sent(head, f"/{circle}", change, "c", "put").json()["names"] == {"en": "Roads and bridges"}


def test_a_program_does_and_sees_what_its_post_may_and_no_more(table: Table) -> None:
    opened("n1", "people")
    table.start()
    place = f"/{table.circle}/{today().isoformat()}"
    watcher = program(table.watcher, "watcher", "steer:meetings")
    assert sent(watcher, f"{place}/items/1", {"verb": "finish"}, "f").status_code == 403
    assert Client().get(f"/api/v1/meetings{place}", headers=watcher).json()["items"][0]["may"] == []
    stranger = program(table.stranger, "stranger", "steer:meetings", "read")
    assert Client().get(f"/api/v1/meetings{place}", headers=stranger).status_code == 404
    assert Client().get("/api/v1/meetings", headers=stranger).json()["items"] == []
    reader = program(table.head, "head", "read")
    assert sent(reader, f"{place}/items/1", {"verb": "finish"}, "g").status_code == 403
    assert Client().get("/api/v1/meetings").status_code == 401
    assert Client().get(f"/api/v1/meetings/{table.circle}/2026-99-99", headers=reader).status_code == 400
