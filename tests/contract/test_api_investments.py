"""Do programs read the portfolio as their posts may, and plan, decide, measure and pay once for each key?"""

import base64
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services.accounts import tokens
from styrbord.services.rights import Actor
from styrbord.store.investments.models import Investment, Matter, MoneyFact
from tests.contract import investing
from tests.contract.fuzzing import fuzz
from tests.contract.people import key_of
from tests.contract.test_api_decisions import Sender

CODE = investing.CODE
READ = ("read", "steer:investments")


@pytest.fixture
def users(database: object, tmp_path: Path) -> dict[str, Any]:
    """A small county with posts that lead, take part, own and sit."""
    return investing.board(tmp_path)


def program(users: dict[str, Any], name: str) -> Sender:
    """A program of a post of the board."""
    post = {"lead": "lead", "other": "other", "owner": "benefit-owner"}.get(name, f"{name}-post")
    return Sender(users[name], post, *READ)


def head(users: dict[str, Any], name: str, post: str = "") -> dict[str, Any]:
    made = tokens.make(post or name, ("read",), days=9, by=Actor(post or name, key_of(users[name])))
    return {"HTTP_AUTHORIZATION": f"Bearer {made}"}


def codes(answer: Any) -> list[str]:
    return [one["code"] for one in answer.json()["problems"]]


def read(place: str, status: int = 200, **headers: Any) -> Any:
    answer = Client().get(f"/api/v1/{place}", **headers)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_program_begins_changes_and_decides_an_investment_once_for_each_key(users: dict[str, Any]) -> None:
    lead, body = program(users, "lead"), program(users, "body")
    first, again = (lead("post", "investments", {"plan": investing.plan()}, "once") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.json()
    assert Investment.objects.count() == 1
    assert (first.json()["stage"], first.json()["revision"]) == ("idea", 1)
    plan = read(f"investments/{CODE}/plan", **head(users, "lead"))
    plan["plan"]["names"]["en"] = "Another desk"
    said = {"plan": plan["plan"], "revision": plan["revision"]}
    assert lead("put", f"investments/{CODE}/plan", said).json()["version"] == 2
    late = lead("put", f"investments/{CODE}/plan", said)
    assert (late.status_code, codes(late)) == (409, ["investment.moved-on"])
    assert (
        lead("post", f"investments/{CODE}/steps", {"verb": "propose", "revision": 2}).json()["stage"]
        == "appraising"
    )
    own = lead("post", f"investments/{CODE}/steps", {"verb": "approve", "revision": 3, "document": "D-1"})
    assert own.status_code == 403, own.json()
    step = {"verb": "approve", "revision": 3}
    lacking = body("post", f"investments/{CODE}/steps", step)
    assert codes(lacking) == ["portfolio.needs-document"]
    done = body("post", f"investments/{CODE}/steps", {**step, "document": "D-1"})
    assert (done.status_code, done.json()["stage"]) == (200, "decided"), done.json()
    assert read("investments")["count"] == 1
    assert read(f"investments/{CODE}")["is_inside"] is False


def test_money_of_a_decided_investment_does_not_move_by_its_plan(users: dict[str, Any]) -> None:
    investing.decided(users)
    plan = read(f"investments/{CODE}/plan", **head(users, "lead"))
    plan["plan"]["investment"]["options"][1]["costs"][0]["spread"]["likely"] = "110000"
    answer = program(users, "lead")(
        "put", f"investments/{CODE}/plan", {"plan": plan["plan"], "revision": plan["revision"]}
    )
    assert (answer.status_code, codes(answer)) == (409, ["investment.locked"])
    assert Investment.objects.get().version == plan["version"]


def test_what_is_unknown_and_what_may_not_be_seen_are_told_alike(users: dict[str, Any]) -> None:
    investing.begun(users)
    investing.begun(users, "P-2", access="restricted")
    stranger = head(users, "stranger")
    for place in ("", "/plan", "/benefits", "/matrix", "/partners", "/conformity"):
        for code in (CODE, "P-2", "nothing"):
            told = read(f"investments/{code}{place}", 404, **stranger)
            assert [one["code"] for one in told["problems"]] == ["investment.not-found"], (place, code)
    assert read("investments", **stranger)["count"] == 0
    assert {one["code"] for one in read("investments", **head(users, "lead"))["items"]} == {CODE, "P-2"}
    assert Client().get(f"/api/v1/investments/{CODE}/plan").status_code == 401


def test_a_page_of_the_portfolio_with_its_totals(users: dict[str, Any]) -> None:
    for code in ("P-1", "P-2", "P-3"):
        investing.begun(users, code)
    told = read("investments?limit=2&by=stage", **head(users, "lead"))
    assert ([one["code"] for one in told["items"]], told["count"]) == (["P-1", "P-2"], 3)
    assert told["whole"][0]["cost"] == "600000"
    assert [one["what"]["code"] for one in told["totals"]] == ["idea"]
    rest = Client().get(told["next"], **head(users, "lead")).json()
    assert ([one["code"] for one in rest["items"]], rest["next"]) == (["P-3"], None)
    assert codes(Client().get("/api/v1/investments?limit=2&offset=1")) == ["request.page-start"]
    assert read("investments?limit=2&offset=8", **head(users, "lead"))["items"] == []


def test_matters_are_begun_moved_and_read(users: dict[str, Any]) -> None:
    investing.begun(users, joint=True)
    lead, other = program(users, "lead"), program(users, "other")
    said = {"noun": "opinion", "investment": CODE, "data": {"body": "south", "due": "2037-03-01"}}
    first, again = (lead("post", "investment-matters", said, "once") for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json()), first.json()
    token, state = first.json()["token"], first.json()["state"]
    assert Matter.objects.filter(noun="opinion").count() == 1
    assert read(f"investment-matters?noun=opinion&investment={CODE}", **head(users, "other"))["count"] == 1
    assert read("investment-matters?noun=opinion")["count"] == 0
    assert read(f"investment-matters/{token}", 404)["problems"][0]["code"] == "matter.not-found"
    place = f"investment-matters/{token}"
    seen = read(place, **head(users, "other"))
    assert (seen["state"], seen["token"]) == (state, token)
    step = {"verb": seen["verbs"][0], "revision": seen["revision"], "words": "Yes"}
    done = other("post", f"{place}/steps", step)
    assert done.status_code == 200, done.json()
    assert done.json()["revision"] == seen["revision"] + 1
    assert codes(other("post", f"{place}/steps", step)) == ["investment.moved-on"]


def test_a_light_investment_takes_ten_answers(users: dict[str, Any]) -> None:
    lead = program(users, "lead")
    lacking = lead("post", "investment-light", {"answers": {"code": "L-1"}})
    assert lacking.status_code == 400
    assert set(codes(lacking)) == {"investment.missing"}


def test_facts_are_recorded_and_told_as_unmatched(users: dict[str, Any]) -> None:
    investing.decided(users)
    fact = {
        "kind": "paid", "amount": "1200.50", "currency": "SEK", "price_year": 2025, "on": "2024-01-05",
        "investment": CODE, "line": "C9", "classification": "01 02", "body": "north",
    }  # fmt: skip
    send = program(users, "controller")
    first, again = (send("post", "investment-facts", {"facts": [fact]}, "once") for _ in range(2))
    assert (first.status_code, again.json()) == (201, {"count": 1}), first.json()
    assert MoneyFact.objects.count() == 1
    told = read("investment-facts/unmatched", **head(users, "controller", "controller-post"))
    assert [(one["investment"], one["money"]["amount"]) for one in told["items"]] == [(CODE, "1200.5")]
    wrong = send("post", "investment-facts", {"facts": [{**fact, "amount": "1.00001"}]})
    assert codes(wrong) == ["plan.unreadable"]
    spent = read("investment-spending?by=body", **head(users, "controller", "controller-post"))
    assert spent["label"]
    assert Client().get("/api/v1/investment-spending").status_code == 401


def test_a_fund_is_opened_granted_and_never_below_zero(users: dict[str, Any]) -> None:
    body = program(users, "body")
    said = {
        "code": "joint",
        "names": {"en": "Joint"},
        "keeper": "controller-post",
        "currency": "SEK",
        "price_year": 2025,
    }
    assert body("post", "investment-funds", said).status_code == 201
    move = {"kind": "grant", "amount": "1000", "document": "B-1"}
    told = [body("post", "investment-funds/joint/movements", move, "once").json() for _ in range(2)]
    assert told[0] == told[1]
    assert len(told[0]["movements"]) == 1
    assert codes(body("post", "investment-funds/nothing/movements", move)) == ["fund.not-found"]
    keeper = program(users, "controller")
    out = {"kind": "reserve", "amount": "5000", "investment": CODE, "document": "B-2"}
    assert keeper("post", "investment-funds/joint/movements", out).status_code in {400, 404}
    assert read("investment-funds/joint", **head(users, "body", "body-post"))["balance"]


REQUEST = {
    "money": [{"line": f"{CODE}/C1", "amount": "10000"}, {"line": f"{CODE}/C2", "amount": "-10000"}],
    "versions": {CODE: 1},
}


def test_money_without_its_result_is_refused_and_with_it_drafted_once(users: dict[str, Any]) -> None:
    investing.decided(users)
    lead = program(users, "lead")
    told = lead("post", "investment-changes/impact", REQUEST).json()
    assert {one["code"] for one in told["problems"]} == {"lock.uncovered"}
    results = [{"result": f"{CODE}/R1", "change": "1"}, {"result": f"{CODE}/R2", "change": "-1"}]
    whole = {**REQUEST, "results": results}
    assert lead("post", "investment-changes/impact", whole).json()["problems"] == []
    assert not Matter.objects.filter(noun="change").exists()
    said = {**whole, "words": "Wages rose"}
    first, again = (lead("post", "investment-changes", said, "once") for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json()), first.json()
    token = first.json()["token"]
    assert read(f"investment-changes/{token}/impact", **head(users, "lead"))["deltas"]
    assert read(f"investment-changes/{token}/impact", 404, **head(users, "stranger"))
    bare = lead("post", "investment-changes", {**REQUEST, "words": "So"}).json()
    step = {"verb": "preview", "revision": bare["revision"]}
    refused = lead("post", f"investment-matters/{bare['token']}/steps", step)
    assert set(codes(refused)) == {"lock.uncovered"}


def test_a_workbook_goes_out_and_comes_in(users: dict[str, Any]) -> None:
    investing.begun(users)
    answer = Client().get("/api/v1/investment-book", **head(users, "lead"))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    said = {"content": base64.b64encode(answer.content).decode()}
    send = program(users, "lead")
    assert send("post", "investment-book", {**said, "trial": True}).json()["same"] == [CODE]
    first, again = (send("post", "investment-book", said, "once") for _ in range(2))
    assert (first.status_code, again.json()) == (200, first.json()), first.json()
    assert first.json()["same"] == [CODE]
    assert codes(send("post", "investment-book", {"content": "%"})) == ["request.not-base64"]
    assert codes(send("post", "investment-book", {"content": "AAAA"})) == ["form-book.not-xlsx"]
    assert Client().get("/api/v1/investment-book").status_code == 401


def test_what_writes_needs_the_scope_and_a_key(users: dict[str, Any]) -> None:
    narrow = Sender(users["lead"], "lead", "read", "steer:ratings")
    answer = narrow("post", "investments", {"plan": investing.plan()})
    assert (answer.status_code, codes(answer)) == (403, ["token.scope"])
    client = Client()
    client.force_login(users["lead"])
    answer = client.post("/api/v1/investments", {"plan": investing.plan()}, content_type="application/json")
    assert answer.status_code == 401


@pytest.mark.filterwarnings("ignore")
def test_whatever_is_sent_is_answered_as_described(sqlite_database: str, tmp_path: Path) -> None:
    users = investing.board(tmp_path)
    investing.decided(users)
    token = str(Matter.objects.get().token)
    known = {"token": (token, "0" * 20), "code": (CODE, "nothing"), "investment": (CODE, "")}
    wrong = fuzz({}, known, examples=1, start=1, only="invest").wrong
    for number, post in enumerate(("lead", "body-post", "controller-post")):
        user = users[post.removesuffix("-post")]
        made = tokens.make(post, READ, days=9, by=Actor(post, key_of(user)))
        headers = {"Authorization": f"Bearer {made}"}
        wrong += fuzz(headers, known, examples=2, start=number, only="invest").wrong
    assert wrong == []
