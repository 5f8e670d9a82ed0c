"""Does long work show itself to those who may see it, and stop for those who may stop it?"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from styrbord.services import clock, jobs, memory
from styrbord.services.accounts import tokens
from styrbord.services.jobs import asking
from styrbord.services.loading import load_pack
from styrbord.services.rights import Actor
from styrbord.store.clock import to_ms
from styrbord.store.jobs.models import Job
from styrbord.store.ledger.models import Event
from tests.contract.people import administrator, asked, county, key_of, signed_in

pytestmark = pytest.mark.usefixtures("database")
REFUSED = [{"code": "as-of.future", "place": "", "params": {"text": "debts", "now": ""}}]


@pytest.fixture(autouse=True)
def board(database: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "names_in", lambda _: ("scenarios",))
    memory.forget()
    load_pack(county(tmp_path))


def browser(user: object) -> Client:
    found = Client()
    found.force_login(user)
    return found


def asked_for(post: str, **state: object) -> str:
    """A job that a post asked for, on its way."""
    token = jobs.ask("scenarios", {"number": Job.objects.count()}, by=Actor(post))
    Job.objects.filter(token=token).update(**state)
    return token


def running(post: str) -> str:
    return asked_for(post, state="running", done=3, total=40, stage="fitting", beat_at=to_ms(clock.now()))


def test_work_is_seen_by_its_post_and_by_those_who_keep_the_board() -> None:
    token = running("analyst")
    mine, other = browser(signed_in("analyst", asked())), browser(signed_in("editor", asked("editor")))
    keeper, auditor = browser(administrator()[0]), browser(signed_in("auditor", asked("auditor")))
    found = [one.get("/en/jobs/").content.decode() for one in (mine, other, keeper, auditor)]
    assert [token in text for text in found] == [True, False, True, True]
    assert [one.get(f"/en/jobs/{token}/").status_code for one in (mine, other, keeper, auditor)] == [
        200, 404, 200, 200,
    ]  # fmt: skip
    assert Client().get("/en/jobs/").status_code == 403
    text = mine.get(f"/en/jobs/{token}/").content.decode()
    assert "fitting the series" in text
    assert "3 of 40" in text
    assert '<progress aria-label="How far the work is" max="40" value="3">' in text
    assert "3 из 40" in mine.get("/ru/jobs/").content.decode()


def test_its_post_and_an_administrator_stop_it_and_nobody_else_does() -> None:
    mine, auditor = browser(signed_in("analyst", asked())), browser(signed_in("auditor", asked("auditor")))
    keeper = browser(administrator()[0])
    first, second = running("analyst"), asked_for("tick")
    assert auditor.post(f"/en/jobs/{first}/cancel/").status_code == 403
    assert mine.post(f"/en/jobs/{second}/cancel/").status_code == 404
    assert "Cancel</button>" not in auditor.get(f"/en/jobs/{first}/").content.decode()
    assert "Cancel</button>" in mine.get(f"/en/jobs/{first}/").content.decode()
    for _ in range(2):
        assert mine.post(f"/en/jobs/{first}/cancel/", {"key": "k"}).status_code == 302
    assert Job.objects.get(token=first).is_to_stop
    assert Event.objects.filter(verb="job.cancelled").count() == 1
    assert keeper.post(f"/en/jobs/{second}/cancel/", {"key": "k"}).status_code == 302
    assert jobs.note(second).state == "cancelled"
    assert keeper.post(f"/en/jobs/{second}/cancel/", {"key": "other"}).status_code == 302


def test_why_it_was_refused_is_told_to_those_who_may_know_what_it_was_about() -> None:
    token = asked_for("analyst", state="failed", problems=REFUSED, ended_at=to_ms(clock.now()))
    mine, keeper = browser(signed_in("analyst", asked())), browser(administrator()[0])
    auditor = browser(signed_in("auditor", asked("auditor")))
    told = ["debts" in one.get(f"/en/jobs/{token}/").content.decode() for one in (mine, keeper, auditor)]
    assert told == [True, False, True]
    assert (
        "Why it was refused is told to who asked for it" in keeper.get(f"/en/jobs/{token}/").content.decode()
    )


def test_a_page_that_waits_is_loaded_anew_when_the_work_has_ended() -> None:
    token, mine = running("analyst"), browser(signed_in("analyst", asked()))
    address = f"/en/jobs/{token}/progress/"
    assert "HX-Refresh" not in mine.get(address)
    assert "<noscript><meta http-equiv" in mine.get(f"/en/jobs/{token}/").content.decode()
    Job.objects.update(state="done", ended_at=to_ms(clock.now() + timedelta(seconds=2)), result={})
    assert mine.get(address)["HX-Refresh"] == "true"
    text = mine.get(f"/en/jobs/{token}/").content.decode()
    assert "<noscript><meta" not in text


def test_programs_see_how_far_work_is() -> None:
    token, mine = running("analyst"), browser(signed_in("analyst", asked()))
    found = mine.get("/api/v1/jobs").json()
    assert [(one["token"], one["state"], one["done"], one["total"]) for one in found["items"]] == [
        (token, "running", 3, 40)
    ]
    assert mine.get(f"/api/v1/jobs/{token}").json()["stage"] == "fitting"
    other = browser(signed_in("editor", asked("editor")))
    assert other.get("/api/v1/jobs").json()["items"] == []
    assert other.get(f"/api/v1/jobs/{token}").status_code == 404
    assert Client().get("/api/v1/jobs").status_code == 401


def program(post: str, user: object, *scopes: str) -> Client:
    secret = tokens.make(post, scopes, days=9, by=Actor(post, key_of(user)))
    return Client(headers={"Authorization": f"Bearer {secret}"})


def stopped(by: Client, token: str, key: str) -> tuple[int, str]:
    """Status, and the state of the job or why it was refused."""
    answer = by.post(f"/api/v1/jobs/{token}/cancel", headers={"Idempotency-Key": key})
    said = answer.json()
    return answer.status_code, said["state"] if "state" in said else said["problems"][0]["code"]


def test_a_program_stops_work_of_its_post_and_that_of_an_administrator_any() -> None:
    user = signed_in("analyst", asked())
    mine, reader = program("analyst", user, "stop"), program("analyst", user, "read")
    keeper = program("keeper", signed_in("keeper", asked("administrator")), "stop")
    first, second, third = running("analyst"), asked_for("analyst"), asked_for("tick")
    assert stopped(reader, first, "a") == (403, "token.scope")
    assert stopped(browser(user), first, "a") == (401, "token.needed")
    assert [stopped(mine, first, "a") for _ in range(2)] == [(200, "running")] * 2
    assert Job.objects.get(token=first).is_to_stop
    assert Event.objects.get(verb="job.cancelled").data["token"] > 0
    assert stopped(mine, second, "a") == (409, "request.key-reused")
    assert stopped(mine, second, "b") == (200, "cancelled")
    assert stopped(mine, second, "c") == (409, "job.ended")
    assert stopped(mine, third, "d") == (404, "job.not-found")
    assert stopped(keeper, third, "d") == (200, "cancelled")
