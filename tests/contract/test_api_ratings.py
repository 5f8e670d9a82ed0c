"""Do programs read ratings, and draft, ask, move, assess and appeal once for each key as their posts may?"""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services import jobs
from styrbord.store.steering.models import RatingAppeal, RatingRun, RatingVersion
from tests.contract import rating as begin
from tests.contract.fuzzing import fuzz
from tests.contract.people import asked, signed_in
from tests.contract.test_api_decisions import Sender

CODE = begin.CODE
DRAFT = {"code": CODE, "text": begin.text(), "scope": {"level": "municipality"}}


@pytest.fixture
def board(database: object, tmp_path: Path) -> None:
    """Twelve municipalities of two types, rated by five indicators."""
    begin.board(tmp_path)


def program(user: Any, post: str) -> Sender:
    """A program of a post that may rate."""
    return Sender(user, post, "read", "steer:ratings")


def codes(answer: Any) -> list[str]:
    return [one["code"] for one in answer.json()["problems"]]


def read(place: str, status: int = 200) -> Any:
    answer = Client().get(f"/api/v1/{place}")
    assert answer.status_code == status, answer.content
    return answer


@pytest.mark.usefixtures("board")
def test_programs_draft_ask_and_approve_and_people_publish() -> None:
    analyst, owner = program(begin.analyst(), "analyst-post"), program(begin.owner(), "owner-post")
    first, again = (analyst("post", "rating-methods", DRAFT, "once") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.json()
    assert RatingVersion.objects.count() == 1
    assert (first.json()["state"], first.json()["missing"]) == ("draft", [])
    step = {"verb": "approve", "revision": 1}
    assert codes(analyst("post", f"rating-methods/{CODE}/steps", step)) == ["rights.missing"]
    assert owner("post", f"rating-methods/{CODE}/steps", step).json()["state"] == "approved"
    asked_for = {"code": CODE, "period": "2025", "replicates": 16}
    told = [analyst("post", "rating-runs", asked_for, "run").json() for _ in range(2)]
    assert told[0] == told[1]
    assert told[0]["kind"] == "job"
    jobs.run(told[0]["token"])
    run = analyst("post", "rating-runs", asked_for).json()
    assert run["kind"] == "run"
    place = f"rating-runs/{run['token']}/steps"
    assert owner("post", place, step).json()["state"] == "approved"
    late = owner("post", place, step)
    assert (late.status_code, codes(late)) == (409, ["rating.no-such-step"])
    releaser = program(begin.releaser(), "releaser-post")
    by_program = releaser("post", place, {"verb": "publish", "revision": 2})
    assert (by_program.status_code, codes(by_program)) == (400, ["request.wrong-field"])
    changed = analyst(
        "put", f"rating-methods/{CODE}", {"text": begin.text(weights={"roads": 2}), "revision": 2}
    )
    assert (changed.json()["number"], changed.json()["state"]) == (2, "draft")
    assert (
        analyst("post", f"ratings/{CODE}/days", {"period": "2026", "due_on": "2031-01-31"}).status_code == 403
    )
    day = owner("post", f"ratings/{CODE}/days", {"period": "2026", "due_on": "2031-01-31"}).json()
    assert [(one["period"], one["due_on"]) for one in day] == [("2026", "2031-01-31")]


@pytest.mark.usefixtures("board")
def test_everybody_reads_what_is_published() -> None:
    begin.approved(officer="index")
    assert codes(read(f"ratings/{CODE}", 404)) == ["rating.none-yet"]
    token = begin.published()
    (note,) = read("ratings").json()["items"]
    assert (note["code"], note["period"], note["subjects"]) == (CODE, "2025", 12)
    whole = read(f"ratings/{CODE}?group=town").json()
    assert {one["group"] for one in whole["places"]} == {"town"}
    assert len(read(f"ratings/{CODE}?format=csv").content.decode().splitlines()) == 13
    card = read(f"ratings/{CODE}/cards/t04").json()
    assert sum(one["points"] for one in card["parts"]) == pytest.approx(card["place"]["scores"]["index"])
    assert len(read(f"ratings/{CODE}/method").json()["criteria"]) == 8
    assert read(f"rating-runs/{token}").json()["manifest"]["periods"] == ["2024", "2025"]
    assert read("rating-runs").json()["count"] == 1
    assert read("rating-methods").json()["count"] == 1
    assert {one["rise"] for one in read(f"ratings/{CODE}/compared?other={CODE}/1").json()["moved"]} == {0}
    tried = read(f"ratings/{CODE}/what-if?subject=t10&edit=staff:99,schools:99").json()
    assert tried["own"]["rise"] >= 0
    assert codes(read(f"ratings/{CODE}/what-if?subject=t10&edit=staff", 400)) == ["rating.wrong-edit"]
    assert read(f"ratings/{CODE}/reach?subject=t10&indicator=staff&place=5").json()["code"] == "staff"
    assert codes(read(f"ratings/{CODE}/cards/top", 404)) == ["rating.not-rated"]
    assert codes(read("rating-appeals", 401)) == ["token.needed"]
    assert codes(read(f"ratings/{CODE}/officers/t10", 401)) == ["token.needed"]


@pytest.mark.usefixtures("board")
def test_programs_assess_and_contest() -> None:
    begin.approved()
    run = begin.published()
    town = program(signed_in("town-post", asked("owner", subject="t05")), "town-post")
    marks = {"subject": "t05", "period": "2025", "marks": {"people": 70}}
    made = town("post", f"ratings/{CODE}/assessments", marks)
    assert (made.status_code, made.json()["gaps"][0]["own"]) == (201, 70)
    said = {"subject": "t05", "words": "Our fires were counted twice"}
    first, again = (town("post", f"rating-runs/{run}/appeals", said, "once") for _ in range(2))
    assert first.json()["token"] == again.json()["token"]
    assert RatingAppeal.objects.count() == 1
    (place,) = (one for one in read(f"ratings/{CODE}").json()["places"] if one["subject"] == "t05")
    assert (place["is_withheld"], place["rank"]) == (True, None)
    steps = f"rating-appeals/{first.json()['token']}/steps"
    refused = town("post", steps, {"verb": "reject", "revision": 1, "words": "No"})
    assert (refused.status_code, codes(refused)) == (403, ["rights.missing"])
    owner = program(begin.owner(), "owner-post")
    answered = owner("post", steps, {"verb": "uphold", "revision": 1, "words": "They were"})
    assert (answered.json()["state"], answered.json()["answer"]) == ("upheld", "They were")


@pytest.mark.filterwarnings("ignore")
def test_addresses_of_ratings_answer_anything_as_they_say(sqlite_database: str, tmp_path: Path) -> None:
    begin.board(tmp_path)
    begin.approved()
    run = begin.published()
    sender = program(signed_in("all-post", asked("analyst"), asked("owner")), "all-post")
    known = {
        "code": (CODE,), "subject": ("t01", "top"), "token": (run,), "period": ("2025", "2024", "2025-Q1"),
        "indicator": ("staff", "roads"), "other": (CODE, f"{CODE}/1"), "edit": ("staff:1",),
    }  # fmt: skip
    headers = {"Authorization": sender._head["HTTP_AUTHORIZATION"]}
    tried = fuzz(headers, known, examples=5, start=3, only="rating")
    assert tried.wrong == []
    assert RatingRun.objects.get(token=run).state == "published"
