"""Can a program hand in, read and send single numbers with its token, and nothing else?"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services import memory, people
from styrbord.services.accounts import tokens
from styrbord.services.collection import submissions
from styrbord.services.rights import OPERATOR
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Holding
from styrbord.store.spine.models import Dataset, Edition
from tests.contract.asking import counts, kept, reading, values
from tests.contract.people import asked, signed_in
from tests.contract.submitting import PERIOD, Office, office, state

CELLS = [{"indicator": "jobs", "value": 100}, {"indicator": "vacancies", "value": 5}]
WHOLE = {"form": "labour", "subject": "n1", "period": PERIOD, "entries": CELLS, "submit": True}
NUMBER = {"dataset": "county", "indicator": "people", "subject": "n1", "period": "2020", "value": 12}


@pytest.fixture
def staff(database: str, tmp_path: Path) -> Office:
    memory.forget()
    found = office(tmp_path)
    found.users["sensor"] = signed_in("sensor", asked("editor", subject="north"))
    return found


class Program:
    """A program with a token of a post."""

    def __init__(self, staff: Office, post: str, *scopes: str) -> None:
        self.secret = tokens.make(post, scopes, days=9, by=staff.by(post))
        self.client = Client(raise_request_exception=False)

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {self.secret}"})

    def send(self, path: str, said: Any, key: str = "k1", method: str = "POST") -> Any:
        text = said if isinstance(said, str) else json.dumps(said)
        headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": key}
        return self.client.generic(
            method, f"/api/v1/{path}", text, content_type="application/json", headers=headers
        )


def codes(answer: Any) -> list[tuple[str, str]]:
    return [(one["place"], one["code"]) for one in answer.json()["problems"]]


@pytest.fixture
def preparer(staff: Office) -> Program:
    return Program(staff, "n1-preparer", "submit:labour")


def test_a_whole_package_is_handed_in_by_one_request(preparer: Program) -> None:
    answer = preparer.send("submissions", WHOLE)
    assert answer.status_code == 201, answer.content
    said = answer.json()
    assert (said["state"], said["problems"], said["receipt"]["post"]) == ("submitted", [], "n1-preparer")
    assert submissions.note(said["token"]).receipt is not None
    assert {one["indicator"]: one["value"] for one in said["entries"]} == {"jobs": 100, "vacancies": 5}
    assert preparer.get(f"submissions/{said['token']}").json() == said


def test_a_repeated_request_is_the_same_submission_and_writes_nothing(preparer: Program) -> None:
    first, before = preparer.send("submissions", WHOLE).json(), counts()
    again = preparer.send("submissions", WHOLE)
    assert (again.status_code, again.json()) == (201, first)
    assert counts() == before


def test_a_key_is_not_used_for_another_request(preparer: Program) -> None:
    preparer.send("submissions", {**WHOLE, "submit": False})
    before = counts()
    answer = preparer.send("submissions", WHOLE)
    assert (answer.status_code, codes(answer)) == (409, [("Idempotency-Key", "request.key-reused")])
    assert counts() == before


def test_everything_wrong_is_told_with_its_cell_and_nothing_is_kept(preparer: Program) -> None:
    before = counts()
    answer = preparer.send("submissions", {**WHOLE, "entries": [{"indicator": "jobs", "value": -1}]})
    assert answer.status_code == 400
    assert [code for _, code in codes(answer)] == ["check.too-low", "check.blank"]
    assert counts() == before


def test_a_draft_is_filled_step_by_step_and_shows_what_is_open(preparer: Program) -> None:
    draft = preparer.send("submissions", {**WHOLE, "entries": CELLS[:1], "submit": False}).json()
    assert draft["state"] == "draft"
    assert [(one["indicator"], one["weight"]) for one in draft["problems"]] == [("vacancies", "hard")]
    path = f"submissions/{draft['token']}"
    said = {"revision": draft["revision"], "entries": CELLS[1:]}
    filled = preparer.send(f"{path}/entries", said, "k2", "PUT").json()
    assert filled["problems"] == []
    late = preparer.send(f"{path}/entries", said, "k3", "PUT")
    assert (late.status_code, codes(late)) == (409, [("", "submission.changed")])
    done = preparer.send(f"{path}/submit", {"revision": filled["revision"]}, "k4")
    assert (done.status_code, done.json()["state"]) == (200, "submitted")
    after = preparer.send(f"{path}/submit", {"revision": done.json()["revision"]}, "k5")
    assert (after.status_code, codes(after)) == (409, [("", "submission.not-possible")])


def test_a_token_reaches_no_further_than_its_scopes_and_its_post(staff: Office, preparer: Program) -> None:
    other, before = staff.draft("n2"), kept()
    answers = [
        preparer.send("submissions", {**WHOLE, "subject": "n2"}),
        preparer.send(f"submissions/{other}/submit", {"revision": 1}),
        preparer.send("observations", NUMBER),
        preparer.get("observations"),
        preparer.get(f"submissions/{other}"),
    ]
    assert [one.status_code for one in answers] == [403, 404, 403, 403, 404]
    assert preparer.get("submissions").json()["items"] == []
    assert kept() == before


def test_without_a_token_nothing_is_written_even_in_a_session(staff: Office) -> None:
    browser = Client()
    browser.force_login(staff.user("n1-preparer"))
    before = counts()
    answer = browser.post("/api/v1/submissions", json.dumps(WHOLE), content_type="application/json")
    assert (answer.status_code, codes(answer)) == (401, [("", "token.needed")])
    assert answer["WWW-Authenticate"] == "Bearer"
    wrong = Client().get("/api/v1/forms", headers={"Authorization": "Bearer sty_wrong"})
    assert (wrong.status_code, codes(wrong)) == (401, [("", "token.refused")])
    assert browser.get("/api/v1/duties").json()["items"]
    assert counts() == before


def test_a_removed_right_works_at_the_next_request(staff: Office, preparer: Program) -> None:
    assert preparer.get("duties").json()["items"]
    (row,) = Holding.objects.filter(post__code="n1-preparer")
    people.end_holding(row.pk, post="n1-preparer", by=OPERATOR)
    assert preparer.get("duties").status_code == 401


def test_forms_and_duties_say_what_to_send(preparer: Program) -> None:
    (form,) = preparer.get("forms").json()["items"]
    assert [item["indicator"] for item in form["items"]] == ["jobs", "vacancies"]
    assert PERIOD in [one["period"] for one in form["open"]]
    duties = preparer.get("duties?limit=1000").json()["items"]
    assert {one["subject"] for one in duties} == {"n1"}
    assert {one["action"] for one in duties} == {"prepare"}


@pytest.mark.parametrize(
    ("said", "status", "told"),
    [
        ("{", 400, [("", "request.not-json")]),
        ({**WHOLE, "colour": "red"}, 400, [("colour", "request.wrong-field")]),
        ({**WHOLE, "entries": [{"indicator": "jobs", "value": "many"}]}, 400, None),
        ({**WHOLE, "period": "2026-13"}, 400, None),
        ({**WHOLE, "form": "nothing"}, 403, [("", "token.scope")]),
        ("[" + "1," * 2_000_000 + "1]", 413, [("", "request.too-large")]),
    ],
)
def test_what_cannot_be_read_is_refused(preparer: Program, said: Any, status: int, told: Any) -> None:
    before = counts()
    answer = preparer.send("submissions", said)
    assert answer.status_code == status, answer.content
    assert told is None or codes(answer) == told
    assert counts() == before


@pytest.mark.requirement("R-020")
def test_a_single_observation_updates_the_series_and_the_ledger_names_the_token(staff: Office) -> None:
    sensor = Program(staff, "sensor", "observe:county")
    first = sensor.send("observations", NUMBER)
    assert first.status_code == 201, first.content
    second = sensor.send("observations", {**NUMBER, "value": 13}, "k2")
    assert values(reading(), "people", "n1") == {"2020": 13}
    found = Edition.objects.filter(pk__in=[first.json()["edition"], second.json()["edition"]])
    assert len({one.vintage for one in found}) == 2
    event = Event.objects.filter(verb="observation.received").order_by("pk").first()
    assert event is not None
    assert (event.actor, event.about, event.data["token"]) == ("sensor", "county", first.json()["token"])
    assert event.data["edition"] == first.json()["edition"]
    assert sensor.secret not in json.dumps(event.data)


def test_an_observation_that_is_sent_twice_is_one_edition(staff: Office) -> None:
    sensor = Program(staff, "sensor", "observe:county")
    first, before = sensor.send("observations", NUMBER).json(), counts()
    assert sensor.send("observations", NUMBER).json() == first
    assert counts() == before


def test_observations_do_not_go_round_approval_and_set_days(staff: Office) -> None:
    sensor = Program(staff, "sensor", "observe:county")
    people.grant("n1-preparer", asked("analyst", subject="n1"), by=OPERATOR)
    preparer = Program(staff, "n1-preparer", "observe:county")
    before = kept()
    answers = [
        sensor.send("observations", {**NUMBER, "indicator": "jobs", "period": PERIOD}),
        sensor.send("observations", {**NUMBER, "subject": "s1"}),
        sensor.send("observations", {**NUMBER, "indicator": "nothing"}),
        preparer.send("observations", NUMBER),
    ]
    assert [codes(one)[0][1] for one in answers] == [
        "observation.collected",
        "rights.missing",
        "observation.not-in-dataset",
        "rights.missing",
    ]
    Dataset.objects.filter(code="county").update(mode="scheduled")
    assert codes(sensor.send("observations", NUMBER)) == [("dataset", "observation.scheduled")]
    assert kept() == before


def test_a_token_to_read_shows_what_its_post_may_see(staff: Office) -> None:
    staff.users["looker"] = signed_in("looker", asked("analyst"))
    looker = Program(staff, "looker", "read")
    public = {one["code"] for one in Client().get("/api/v1/indicators").json()["items"]}
    shown = {one["code"] for one in looker.get("indicators").json()["items"]}
    assert "layoffs" in shown - public


def test_a_submission_of_a_program_is_approved_like_any_other(staff: Office, preparer: Program) -> None:
    token = preparer.send("submissions", WHOLE).json()["token"]
    staff.approve(token, "n1-reviewer")
    staff.approve(token, "north-reviewer")
    assert state(token) == "approved"
    used = Event.objects.get(verb="api-token.used")
    assert used.about == token
    assert used.data["token"] > 0
