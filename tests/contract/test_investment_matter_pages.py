"""Do the pages beside an investment show what is kept, take what people do, and refuse the rest?"""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from styrbord.services import clock, memory
from styrbord.services.investments import keeping, seats
from styrbord.store.investments.models import Component, Matter, Requirement, Seat
from tests.contract import investing as make
from tests.contract.deciding import travel
from tests.contract.investing import CODE
from tests.contract.people import signed_in
from tests.databases import Boards

HOME = "/en/investments/"
OWN = f"{HOME}{CODE}/"


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Iterator[dict[str, Any]]:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        memory.forget()
        yield found
        memory.forget()


def page(path: str, user: Any = None, status: int = 200, **sent: Any) -> str:
    """Page at an address, or what it answers to what is sent; forms are sent as the page made them."""
    browser = Client()
    if user is not None:
        browser.force_login(user)
    answer = browser.post(path, sent) if sent else browser.get(path)
    assert answer.status_code == status, words(answer.content.decode())[:800]
    return str(answer.content.decode())


def words(markup: str) -> str:
    """What a reader reads."""
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", " ", markup, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def newest(noun: str) -> Matter:
    """The matter of a noun that was begun last."""
    return Matter.objects.filter(noun=noun).order_by("-pk")[0]


def act(users: dict[str, Any], who: str, token: str, verb: str, status: int = 302, **said: Any) -> str:
    """Send the form of a step as its page shows it now."""
    revision = Matter.objects.values_list("revision", flat=True).get(token=token)
    path = f"{HOME}matters/{token}/{verb}/"
    return words(page(path, users[who], status, revision=revision, key=f"{who}-{verb}", **said))


def in_days(days: int) -> str:
    """Day from today, as a form sends it."""
    return (clock.now().date() + timedelta(days=days)).isoformat()


LISTS = ("benefits", "committee", "stops", "components", "experts", "proposals", "funds")


def test_every_page_opens_for_everyone_and_seats_for_those_who_sign_in(users: dict[str, Any]) -> None:
    make.decided(users, joint=True)
    for name in LISTS:
        assert "<h1>" in page(f"{HOME}{name}/")
        assert "<h1>" in page(f"{HOME}{name}/", users["lead"])
    for part in ("benefits", "joint", "conformity", "opinions"):
        for user in (None, users["lead"], users["body"]):
            assert "<h1>" in page(f"{OWN}{part}/", user)
        assert "There is no investment" in words(page(f"{HOME}nobody/{part}/", status=404))
    page(f"{HOME}seats/", status=403)
    assert "Who decides on investments" in page(f"{HOME}seats/", users["reader"])


@pytest.mark.requirement("R-223")
def test_experts_see_flagged_ones_alone_and_unanswered_advice_is_listed(users: dict[str, Any]) -> None:
    make.begun(users, access="internal")
    make.begun(
        users, "P-2", access="internal", investment={**make.plan("P-2")["investment"], "is_strategic": True}
    )
    page(f"{OWN}opinions/", users["expert"], 404)
    shown = words(page(f"{HOME}P-2/opinions/", users["expert"]))
    assert "the group of experts has not advised yet" in shown
    listed = words(page(f"{HOME}experts/", users["expert"]))
    assert "Waits for advice One desk P-2" in listed
    page(f"{HOME}P-2/begin/advice/", users["lead"], 403, words="Do", key="a")
    page(f"{HOME}P-2/begin/advice/", users["expert"], 302, words="Share the register", key="a")
    page(f"{HOME}P-2/begin/advice/", users["expert"], 302, words="Share the register", key="a")
    assert Matter.objects.filter(noun="advice").count() == 1
    token = newest("advice").token
    assert "1 piece of advice without an answer" in words(page(f"{HOME}experts/", users["expert"]))
    assert "The words are missing" in act(users, "lead", token, "answer", 400)
    act(users, "lead", token, "answer", words="It is in the plan now")
    act(users, "expert", token, "follow", reason="Seen in version 2")
    told = words(page(f"{HOME}matters/{token}/", users["lead"]))
    assert "Followed" in told
    assert "Share the register" in told
    assert "It is in the plan now" in told
    assert "without an answer" not in words(page(f"{HOME}experts/", users["expert"]))
    page(f"{HOME}matters/{token}/", status=404)


@pytest.mark.requirement("R-215")
def test_an_obstacle_is_referred_answered_and_removed_with_its_days(users: dict[str, Any]) -> None:
    make.begun(users)
    page(
        f"{OWN}begin/obstacle/",
        users["lead"],
        302,
        law="Archives act",
        words="Copies may not be kept",
        key="o",
    )
    token = newest("obstacle").token
    assert "Choose a body" in act(users, "lead", token, "refer", 400)
    act(users, "lead", token, "refer", to="n1", due=in_days(20))
    listed = words(page(f"{OWN}opinions/", users["lead"]))
    assert "Referred" in listed
    page(f"{HOME}matters/{token}/answer/", users["other"], 404, revision="2", words="No")
    act(users, "stranger", token, "answer", words="Allowed since May")
    act(users, "body", token, "remove", reason="The law allows it")
    told = words(page(f"{HOME}matters/{token}/", users["lead"]))
    for part in ("Removed", "Archives act", "Copies may not be kept", "Allowed since May"):
        assert part in told


@pytest.mark.requirement("R-197")
def test_opinions_are_asked_for_given_and_answered_on_pages(users: dict[str, Any]) -> None:
    make.begun(users)
    make.step(users, "lead", "propose")
    wrong = words(page(f"{OWN}begin/opinion/", users["lead"], 400, body="n1", due="soon", words="?", key="x"))
    assert "'soon' is not a day" in wrong
    page(
        f"{OWN}begin/opinion/",
        users["lead"],
        302,
        body="n1",
        due=in_days(10),
        words="What do you need?",
        key="x",
    )
    token = newest("opinion").token
    act(users, "stranger", token, "give", words="Mind the north")
    act(users, "lead", token, "answer", words="Taken in")
    assert "Answered" in words(page(f"{OWN}opinions/", users["lead"]))
    make.step(users, "body", "approve", document="D-1")
    assert "Mind the north" not in page(f"{OWN}opinions/")
    page(f"{HOME}matters/{token}/", status=404)


@pytest.mark.requirement("R-219")
def test_a_benefit_is_measured_late_and_the_page_holds_it_against_the_claim(users: dict[str, Any]) -> None:
    benefit = make.delivered(users)
    travel(in_days(400))
    shown = words(page(f"{OWN}benefits/", users["lead"]))
    assert "overdue" in shown
    assert "after 24 months" in shown
    assert "Claimed, confirmed and realised" in shown
    said = {"benefit": "B1", "by": "north", "measured_on": in_days(0), "period": "2026", "value": "60",
            "method": "count", "counterfactual": "20"}  # fmt: skip
    assert "'many' is not an amount" in words(
        page(f"{OWN}begin/measurement/", users["lead"], 400, **{**said, "value": "many"}, key="m")
    )
    page(f"{OWN}begin/measurement/", users["lead"], 302, **said, key="m")
    token = newest("measurement").token
    assert "60" not in page(f"{OWN}benefits/").split("h-measured")[-1]
    act(users, "lead", token, "submit")
    assert "Another person than the one who asked" in words(
        page(f"{HOME}matters/{token}/", users["controller"])
    )
    act(users, "lead", token, "verify", 403)
    act(users, "controller", token, "verify")
    shown = page(f"{OWN}benefits/", users["lead"])
    assert ">60<" in shown
    assert "after 12 months" in words(shown)
    assert "Verified" in words(shown)
    assert ">60<" not in page(f"{OWN}benefits/")
    make.go(users, "owner", benefit, "start")
    act(users, "controller", benefit, "realise")
    assert "Realised" in words(page(f"{HOME}benefits/?state=realised"))
    assert "No benefit that you may see fits" in words(page(f"{HOME}benefits/?state=lost"))
    make.step(users, "body", "close", document="D-9")
    assert "Closed" in words(page(f"{OWN}benefits/"))
    table = page(f"{OWN}benefits/?format=csv&block=benefits")
    assert "B1" in table


def test_the_start_of_a_benefit_is_approved_or_waived_on_its_page(users: dict[str, Any]) -> None:
    make.decided(users)
    token = newest("benefit").token
    act(users, "owner", token, "specify")
    missing = act(users, "controller", token, "baseline", 400, waived_until=in_days(30))
    assert "The reason is missing" in missing
    act(
        users,
        "controller",
        token,
        "baseline",
        value="10,5",
        period="2025",
        method="count",
        measured_by="lead",
    )
    shown = words(page(f"{HOME}matters/{token}/", users["owner"]))
    assert "At the start: value 10.5" in shown
    assert "Start measured" in shown


@pytest.mark.requirement("R-292")
def test_the_subcommittee_sits_concludes_with_quorum_and_gives_minutes(users: dict[str, Any]) -> None:
    make.begun(users, investment=_large())
    make.step(users, "lead", "propose")
    assert "1 large investment waits" in words(page(f"{HOME}committee/", users["chair"]))
    day = in_days(0)
    page(f"{HOME}committee/put/", users["lead"], 403, investment=CODE, sitting=day, questions="Why?", key="p")
    page(
        f"{HOME}committee/put/", users["chair"], 302, investment=CODE, sitting=day, questions="Why?", key="p"
    )
    token, sitting = newest("item").token, f"{HOME}committee/{day}/"
    shown = words(page(sitting, users["chair"]))
    assert "Quorum: 2 of 2 members." in shown
    assert "Why?" in shown
    page(f"{sitting}?format=pdf", users["chair"], 404)
    said: dict[str, Any] = {
        "outcome": "supported-with-conditions",
        "reason": "It pays",
        "document": "S-1",
        "condition-1": "Report in spring",
        "condition-owner-1": "lead",
        "condition-due-1": in_days(60),
    }
    alone = act(
        users, "chair", token, "conclude", 400, present="chair-post", **{"vote-chair-post": "for"}, **said
    )
    assert "1 of 2 members are present" in alone
    assert "Report in spring" in page_after(users, token, said)
    votes: dict[str, Any] = {"vote-chair-post": "for", "vote-member-post": "for"}
    act(users, "chair", token, "conclude", present=["chair-post", "member-post"], **votes, **said)
    told = words(page(sitting, users["chair"]))
    for part in ("supported with conditions", "Report in spring", "S-1", "Minutes as PDF"):
        assert part in told
    assert "Report in spring" in words(page(f"{HOME}committee/", users["chair"]))
    for form in ("pdf", "docx"):
        browser = Client()
        browser.force_login(users["chair"])
        answer = browser.get(f"{sitting}?format={form}")
        assert answer.status_code == 200
        assert f"subcommittee-{day}.{form}" in answer["Content-Disposition"]
    paper = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    assert "supported with conditions" in paper + str(answer.content)
    page(f"{HOME}committee/never/", status=404)


def page_after(users: dict[str, Any], token: str, said: dict[str, str]) -> str:
    """What a refused conclusion shows: nothing that was typed is lost."""
    revision = Matter.objects.values_list("revision", flat=True).get(token=token)
    path = f"{HOME}matters/{token}/conclude/"
    return page(path, users["chair"], 400, revision=revision, **{**said, "key": "again"})


def _large() -> dict[str, Any]:
    own = make.plan()["investment"]
    for cost in own["options"][1]["costs"]:
        cost["spread"] = {"low": "40000000", "likely": "50000000", "high": "60000000"}
    return {**own, "is_strategic": True}


@pytest.mark.requirement("R-196")
def test_a_stop_order_is_heard_put_in_force_overridden_appealed_and_lifted(users: dict[str, Any]) -> None:
    make.decided(users)
    assert "No stop order is open" in words(page(f"{HOME}stops/"))
    said = {"investment": CODE, "ground": "duplicate", "words": "There is one already", "key": "s"}
    page(f"{HOME}stops/propose/", users["lead"], 403, **said)
    page(f"{HOME}stops/propose/", users["authority"], 302, **said)
    token = newest("stop").token
    order = f"{HOME}stops/{token}/"
    page(order, status=404)
    assert "may answer until" in act(
        users, "authority", token, "put-in-force", 400, reason="So", document="O-1"
    )
    act(users, "lead", token, "hear", reason="Ours does more")
    act(users, "authority", token, "put-in-force", reason="It does not", document="O-1")
    assert "blocks every step and every new commitment today" in words(page(order))
    assert "Ours does more" not in page(order)
    assert "makes what is there already" in words(page(f"{HOME}stops/"))
    second = users["second"] = signed_in("second")
    seats.give(users["keeper"], "authority", "second")
    path = f"{HOME}stops/{token}/override/"
    revision = Matter.objects.get(token=token).revision
    bad = {"reason": "School year", "expires": "", "revision": revision, "key": "v"}
    assert "names no expires" in words(page(path, second, 400, **bad))
    page(path, second, 302, **{**bad, "expires": in_days(30)})
    assert "blocks nothing today" in words(page(order))
    assert "SECOND" in words(page(f"{HOME}stops/")).upper()
    assert "School year" in page(order, users["lead"])
    act(users, "lead", token, "appeal", reason="We object")
    act(users, "second", token, "lift", reason="Granted", document="O-2")
    assert "Lifted" in words(page(order))


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
