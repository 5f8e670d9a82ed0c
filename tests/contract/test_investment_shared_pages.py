"""Do the pages of what investments share show what is kept, take what people do, and refuse the rest?"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client

from styrbord.services import memory
from styrbord.services.investments import keeping
from styrbord.store.investments.models import Component, Matter, Requirement, Seat
from tests.contract import investing as make
from tests.contract.investing import CODE
from tests.contract.investing_pages import HOME, LISTS, OWN, act, in_days, newest, page, words
from tests.contract.people import signed_in
from tests.databases import Boards


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Iterator[dict[str, Any]]:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        memory.forget()
        yield found
        memory.forget()


@pytest.mark.requirement("R-195")
def test_a_form_of_conformity_is_scored_with_evidence_and_each_version_kept(users: dict[str, Any]) -> None:
    _required()
    make.decided(users)
    form = f"{OWN}conformity/"
    assert "1 requirement is not met" in words(page(form, users["lead"]))
    page(
        f"{OWN}begin/conformity/",
        users["lead"],
        302,
        **{"answer-sign-in": "met", "evidence-sign-in": "", "key": "c"},
    )
    token = newest("conformity").token
    assert "nothing shows it" in act(users, "lead", token, "submit", 400)
    answers: dict[str, Any] = {"answer-sign-in": "met", "evidence-sign-in": "Report 4"}
    act(users, "lead", token, "change", **answers)
    act(users, "lead", token, "submit")
    assert "With the board of architecture" in words(page(form, users["board"]))
    act(users, "board", token, "approve")
    shown = words(page(form))
    assert "all that is required is met or waived" in shown
    assert "met and approved" in shown
    act(users, "lead", token, "revise")
    assert keeping.row_of(CODE) is not None
    told = [
        step.data["content"]
        for step in Matter.objects.get(token=token).steps.order_by("pk")
        if step.data.get("content")
    ]
    assert [one["answers"]["sign-in"]["evidence"] for one in told] == ["", "Report 4"]
    assert "Sign in" in words(page(f"{HOME}components/"))


@pytest.mark.requirement("R-213")
def test_what_is_not_used_needs_a_waiver_of_the_board_and_the_rate_is_told(users: dict[str, Any]) -> None:
    _required()
    make.decided(users)
    said = {"requirement": "sign-in", "reason": "Later", "risk": "Two sign-ins", "compensation": "",
            "expires": in_days(90), "key": "w"}  # fmt: skip
    page(f"{OWN}begin/waiver/", users["lead"], 302, **said)
    token = newest("waiver").token
    lacking = act(users, "board", token, "grant", 400, reason="Fine", expires=in_days(60))
    assert "names no compensation" in lacking
    act(users, "lead", token, "withdraw")
    page(f"{OWN}begin/waiver/", users["lead"], 302, **{**said, "compensation": "One help desk", "key": "w2"})
    token = newest("waiver").token
    act(users, "lead", token, "grant", 403, reason="Fine", expires=in_days(60))
    act(users, "board", token, "grant", reason="Fine", expires=in_days(60))
    shown = words(page(f"{OWN}conformity/", users["lead"]))
    assert "waived" in shown
    assert "0% of required components are in use" in words(page(f"{HOME}components/", users["lead"]))


def _required() -> None:
    kept = Component.objects.create(code="sign-in", names={"en": "Sign in"}, keeper="top")
    Requirement.objects.create(
        code="sign-in",
        names={"en": "One way to sign in"},
        component=kept,
        weight="required",
        valid_from=make.FIRST,
    )


@pytest.mark.requirement("R-308")
def test_the_matrix_sums_to_its_total_and_names_who_would_lose(users: dict[str, Any]) -> None:
    make.begun(users, joint=True, investment=_joint())
    shown = words(page(f"{OWN}joint/", users["lead"]))
    assert "worth doing together, but not for all (1 would lose)" in shown
    assert "loses; needs" in shown
    for way in ("As planned", "Equal parts", "Shapley value of costs", "Nucleolus"):
        assert way in shown
    table = page(f"{OWN}joint/?format=csv&block=matrix", users["lead"]).splitlines()
    heads = table[next(n for n, line in enumerate(table) if line.startswith("Code"))].split(",")
    rows = [line.split(",") for line in table if line.startswith(("north,", "south,"))]
    net, pays, gains = (heads.index(one) for one in ("Net", "Pays", "Gains"))
    assert len(rows) == 2
    for row in rows:
        assert float(row[net]) == pytest.approx(float(row[gains]) - float(row[pays]), abs=0.005)


def _joint() -> dict[str, Any]:
    own = make.plan(joint=True)["investment"]
    own["options"][1]["benefits"][0]["unit_value"] = "5000"
    return {**own, "methodology": "sweden-transport/2"}


@pytest.mark.requirement("R-306")
def test_a_proposal_goes_from_its_source_to_done_and_the_share_is_told(users: dict[str, Any]) -> None:
    said = {"title": "One register", "source": "Audit 7", "scope": "joint", "body": "north",
            "words": "Join the registers", "due": in_days(90), "key": "p"}  # fmt: skip
    assert "One register" in page(f"{HOME}proposals/", users["lead"], 400, **{**said, "scope": "none"})
    page(f"{HOME}proposals/", users["lead"], 302, **said)
    token = newest("proposal").token
    assert "One register" not in page(f"{HOME}proposals/")
    act(users, "body", token, "accept", reason="Yes", document="P-1")
    assert "0 of 1 accepted ones are done" in words(page(f"{HOME}proposals/"))
    act(users, "lead", token, "finish", words="It stands")
    shown = words(page(f"{HOME}proposals/"))
    assert "1 of 1 accepted ones are done" in shown
    assert "Audit 7" in shown
    assert "joint ones" in shown


@pytest.mark.requirement("R-216")
def test_a_fund_is_granted_applied_to_reserved_and_pays_for_verified_results_alone(
    users: dict[str, Any],
) -> None:
    make.decided(users, joint=True)
    opened = {"code": "joint-1", "name-en": "Joint money", "keeper": "owner-post", "currency": "sek",
              "year": "2025", "prices": "nominal", "key": "f"}  # fmt: skip
    keeper = signed_in("owner-post")
    page(f"{HOME}funds/", users["lead"], 403, **opened)
    page(f"{HOME}funds/", users["body"], 302, **opened)
    fund = f"{HOME}funds/joint-1/"
    page(f"{fund}grant/", users["body"], 302, amount="50000", document="F-1", key="g")
    asked = {"investment": CODE, "amount": "60000", "body-1": "north", "share-1": "60", "body-2": "south",
             "share-2": "39,9", "key": "a"}  # fmt: skip
    assert "99.9" in words(page(f"{fund}apply/", users["lead"], 400, **asked))
    page(f"{fund}apply/", users["lead"], 302, **{**asked, "share-2": "40"})
    take = {"investment": CODE, "document": "F-2"}
    assert "is asked for" in words(page(f"{fund}reserve/", keeper, 400, **take, amount="50001", key="r"))
    page(f"{fund}reserve/", keeper, 302, **take, amount="40000", key="r")
    shown = words(page(fund))
    assert "10,000 SEK free" in shown
    assert "36,000" in shown
    pay = {**take, "result": "B1", "body": "south", "amount": "1"}
    assert "is not verified" in words(page(f"{fund}pay-out/", keeper, 400, **pay, key="o"))
    page(f"{fund}release/", keeper, 302, **take, amount="40000", key="l")
    assert "50,000 SEK free" in words(page(fund))
    page(f"{HOME}funds/none/", status=404)
    page(f"{fund}burn/", users["body"], 400, key="b")


def test_seats_are_given_and_ended_by_who_gives_rights(users: dict[str, Any]) -> None:
    path, said = f"{HOME}seats/", {"seat": "member", "post": "reader", "first": "", "last": "", "key": "s"}
    assert "Give a seat" not in page(path, users["lead"])
    page(f"{path}give/", users["lead"], 403, **said)
    page(f"{path}give/", users["keeper"], 302, **said)
    assert "has this seat already" in words(
        page(f"{path}give/", users["keeper"], 400, **{**said, "key": "t"})
    )
    row = Seat.objects.get(seat="member", post="reader")
    page(f"{path}{row.pk}/end/", users["lead"], 403, key="e")
    page(f"{path}{row.pk}/end/", users["keeper"], 302, key="e")
    assert "Seats before and to come" in words(page(path, users["keeper"]))


def test_nothing_else_begins_on_a_page_and_a_stale_form_is_refused(users: dict[str, Any]) -> None:
    make.begun(users)
    page(f"{OWN}begin/change/", users["lead"], 400, key="z")
    page(f"{OWN}begin/obstacle/", None, 404, words="x", key="z")
    page(f"{OWN}begin/obstacle/", users["lead"], 302, words="Law", key="z")
    token = newest("obstacle").token
    sent = {"to": "n1", "due": in_days(9), "revision": "7", "key": "q"}
    stale = words(page(f"{HOME}matters/{token}/refer/", users["lead"], 400, **sent))
    assert "meanwhile" in stale or "changed" in stale


def test_every_link_of_the_pages_leads_to_a_page(users: dict[str, Any]) -> None:
    make.delivered(users)
    _required()
    make.matter(users, "authority", "stop", ground="duplicate", words="Look")
    make.matter(users, "lead", "obstacle", words="Law")
    browser, seen = Client(), set[str]()
    browser.force_login(users["body"])
    pages = [f"{HOME}{name}/" for name in (*LISTS, "seats")]
    pages += [f"{OWN}{part}/" for part in ("benefits", "joint", "conformity", "opinions")]
    for one in pages:
        answer = browser.get(one)
        assert answer.status_code == 200, one
        seen |= {unescape(link) for link in re.findall(r'href="(/en/[^"#]*)', answer.content.decode())}
    dead = [link for link in sorted(seen) if "format=" not in link and browser.get(link).status_code >= 400]
    assert len(seen) > 30
    assert dead == []
