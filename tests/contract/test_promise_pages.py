"""Do the pages of promises show what stands, take what people do, and tell programs the same?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.strategy.promises.workflow import State, Verb
from styrbord.services import decisions, promises
from styrbord.services.accounts import tokens
from styrbord.services.rights import Actor
from styrbord.store.steering.models import Promise, PromiseStep
from tests.contract.deciding import board as decisions_board
from tests.contract.deciding import owner as decider
from tests.contract.deciding import whole
from tests.contract.deviating import loaded, opened, owner
from tests.contract.people import added, asked, key_of, signed_in
from tests.contract.promising import WHAT, ahead, brought, given, moved, parties, row
from tests.contract.test_signals import passed

pytestmark = pytest.mark.usefixtures("database")
DAY = 86_400


def browser_of(user: Any) -> Client:
    """Browser of somebody who has signed in."""
    found = Client()
    found.force_login(user)
    return found


def text(answer: Any) -> str:
    """What a page says."""
    return str(answer.content.decode())


def typed(**said: str) -> dict[str, str]:
    """The form of a promise, filled in."""
    return {"subject": "north", "holder": "planner", "what": WHAT, "due": ahead(9).isoformat(), **said}


def test_a_promise_is_given_on_the_page_of_a_deviation_and_both_lead_to_each_other(tmp_path: Path) -> None:
    loaded(tmp_path)
    token, browser = opened(), browser_of(owner())
    page = f"/en/deviations/{token}/"
    shown = text(browser.get(page))
    assert "Nobody has promised anything" in shown
    assert f'name="source" value="{token}"' in shown
    answer = browser.post("/en/promises/new/", typed(subject="n1", kind="deviation", source=token, key="k"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{page}#h-promises")
    found = Promise.objects.get()
    shown = text(browser.get(page))
    assert WHAT in shown
    assert f"/en/promises/{found.token}/" in shown
    assert page in text(browser.get(f"/en/promises/{found.token}/"))
    for other in (Client(), browser_of(owner("far", "south"))):
        assert WHAT not in text(other.get(page))
    browser.post("/en/promises/new/", typed(subject="n1", kind="deviation", source=token, key="k"))
    assert Promise.objects.count() == 1


def test_a_promise_is_given_on_the_page_of_a_decision(tmp_path: Path) -> None:
    decisions_board(tmp_path)
    user = decider("planner")
    token = whole(user)
    browser = browser_of(user)
    said = typed(subject="n1", kind="decision", source=token)
    assert browser.post("/en/promises/new/", said).headers["Location"].startswith(f"/en/decisions/{token}/")
    shown = text(browser.get(f"/en/decisions/{token}/"))
    assert WHAT in shown
    assert "Keep the promise on record" in shown
    decisions.move(user, token, "submit", revision=3)
    decisions.move(user, token, "decide", revision=4)
    decisions.publish(user, token)
    assert WHAT not in text(Client().get(f"/en/decisions/{token}/"))


def test_what_is_wrong_stands_above_what_was_typed(tmp_path: Path) -> None:
    loaded(tmp_path)
    browser = browser_of(owner())
    answer = browser.post("/en/promises/new/", typed(what="Paint it <b>", due="", holder="ghost"))
    assert answer.status_code == 400
    assert "Paint it &lt;b&gt;" in text(answer)
    answer = browser.post("/en/promises/new/", typed(due="2001-01-01", holder="ghost"))
    assert "There is no post" in text(answer)
    assert "is not among the days" in text(answer)
    stranger = browser_of(signed_in("stranger"))
    assert stranger.post("/en/promises/new/", typed(holder="stranger")).status_code == 403
    assert Promise.objects.count() == 0


def test_the_page_of_one_offers_what_may_be_done_and_whoever_is_too_late_is_told(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    token = given(who["asker"])
    holder, asker = browser_of(who["holder"]), browser_of(who["asker"])
    place = f"/en/promises/{token}"
    assert ("Promise it" in text(holder.get(f"{place}/")), "Promise it" in text(asker.get(f"{place}/"))) == (
        True,
        False,
    )
    assert holder.post(f"{place}/accept/", {"revision": "1", "key": "a"}).status_code == 302
    late = holder.post(f"{place}/keep/", {"revision": "1"})
    assert late.status_code == 400
    assert "changed this promise" in text(late)
    wish = {"revision": "2", "due": ahead(60).isoformat(), "words": "Nobody applied"}
    assert holder.post(f"{place}/postpone/", wish).status_code == 302
    assert "Agree to the later day" in text(asker.get(f"{place}/"))
    assert asker.post(f"{place}/agree/", {"revision": "3"}).status_code == 302
    assert "postponed 1 time" in text(holder.get("/en/promises/"))
    assert holder.post(f"{place}/release/", {"words": "No"}).status_code == 403
    step = PromiseStep.objects.get(verb="postpone").pk
    assert holder.post(f"{place}/erase/", {"step": str(step)}).status_code == 302
    assert "Nobody applied" not in text(asker.get(f"{place}/"))
    assert asker.post(f"{place}/burn/", {}).status_code == 404
    assert Client().get(f"{place}/").status_code == 404


def test_the_list_puts_broken_ones_first_and_is_shown_in_parts(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner()
    first = given(planner, "planner", 1, what="Broken one")
    for number in range(21):
        given(planner, "planner", 40 + number, what=f"Later {number:02}")
    passed(3 * DAY)
    browser = browser_of(planner)
    shown = text(browser.get("/en/promises/"))
    names = re.findall(r"Broken one|Later \d\d", shown)
    assert (names[0], len(names)) == ("Broken one", 20)
    assert "page 1 of 2" in shown
    assert "2 days late" in shown
    assert "Later 20" in text(browser.get("/en/promises/?page=2"))
    moved(planner, first, Verb.KEEP)
    assert "Kept late" in text(browser.get("/en/promises/?state=broken"))
    assert "Broken one" not in text(browser.get("/en/promises/"))
    other = browser_of(owner("head", ""))
    assert "Later 00" in text(other.get("/en/promises/"))
    assert "Later 00" not in text(other.get("/en/promises/?whose=mine"))
    assert Client().get("/en/promises/").status_code == 403


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_every_state_is_worded_in_every_language(tmp_path: Path, language: str) -> None:
    loaded(tmp_path)
    who = parties()
    found = [brought(who, state) for state in State]
    browser = browser_of(who["holder"])
    for token in found:
        shown = text(browser.get(f"/{language}/promises/{token}/"))
        assert WHAT in shown
        assert not re.search(r">\s*(take-back|hand-over|turn-down|promised|released)\s*<", shown)
    assert text(browser.get(f"/{language}/promises/?state=all")).count(WHAT) == len(found)


def token_of(user: Any, post: str, *scopes: str) -> dict[str, str]:
    """Head of the requests of a program that moves what a post may."""
    made = tokens.make(post, scopes, days=30, by=Actor(post, key_of(user)))
    return {"HTTP_AUTHORIZATION": f"Bearer {made}"}


def sent(place: str, said: dict[str, Any], head: dict[str, str], key: str) -> Any:
    """Answer to a request of a program that writes."""
    more = {**head, "HTTP_IDEMPOTENCY_KEY": key} if key else head
    return Client().post(f"/api/v1/{place}", said, content_type="application/json", **more)


def test_programs_give_and_move_promises_once_each(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner = owner()
    added("worker")
    head = token_of(planner, "planner", "steer:promises")
    said = {"subject": "north", "holder": "planner", "due_on": ahead(9).isoformat(), "what": WHAT}
    first, again = (sent("promises", said, head, "k1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["token"] == again.json()["token"]
    assert Promise.objects.count() == 1
    assert sent("promises", {**said, "what": "Else"}, head, "k1").status_code == 409
    assert sent("promises", said, head, "").status_code == 400
    token = first.json()["token"]
    assert first.json()["moves"] == ["keep", "postpone", "hand-over"]
    kept = sent(f"promises/{token}/steps", {"verb": "keep", "revision": 1}, head, "k2")
    assert (kept.status_code, kept.json()["state"], kept.json()["broken"]) == (200, "kept", False)
    late = sent(f"promises/{token}/steps", {"verb": "keep", "revision": 1}, head, "k3")
    assert (late.status_code, late.json()["problems"][0]["code"]) == (409, "promise.changed")
    number = kept.json()["steps"][0]["number"]
    assert sent(f"promises/{token}/steps/{number}/erase", {}, head, "k4").json()["what"] == ""
    listed = Client().get("/api/v1/promises?state=all", **head).json()
    assert [one["token"] for one in listed["items"]] == [token]
    assert row(token).state == "kept"
    reader = token_of(planner, "planner", "read")
    assert Client().get(f"/api/v1/promises/{token}", **reader).status_code == 200
    assert sent("promises", said, reader, "k5").status_code == 403


def test_programs_are_told_no_more_than_their_post_may_see(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = given(owner(), "planner")
    far = owner("far", "south")
    head = token_of(far, "far", "steer:promises")
    assert Client().get(f"/api/v1/promises/{token}", **head).status_code == 404
    assert Client().get("/api/v1/promises", **head).json()["count"] == 0
    assert Client().get("/api/v1/promises").status_code == 401
    step = sent(f"promises/{token}/steps", {"verb": "keep", "revision": 1}, head, "k")
    assert (step.status_code, row(token).state) == (404, "promised")
    assert promises.listed(far) == []
    expert = token_of(signed_in("expert", asked("expert")), "expert", "read")
    assert Client().get("/api/v1/promises", **expert).json()["count"] == 1
