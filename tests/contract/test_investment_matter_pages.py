"""Do the pages beside an investment show what is kept, take what people do, and refuse the rest?"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from styrbord.services import memory
from styrbord.services.investments import seats
from styrbord.store.investments.models import Matter
from tests.contract import investing as make
from tests.contract.deciding import travel
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
    minutes(users["chair"], sitting, day)
    page(f"{HOME}committee/never/", status=404)


def minutes(user: Any, sitting: str, day: str) -> None:
    """The minutes come as PDF and DOCX and tell the outcome."""
    browser = Client()
    browser.force_login(user)
    for form in ("pdf", "docx"):
        answer = browser.get(f"{sitting}?format={form}")
        assert answer.status_code == 200
        assert f"subcommittee-{day}.{form}" in answer["Content-Disposition"]
    paper = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    assert "supported with conditions" in paper + str(answer.content)


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
