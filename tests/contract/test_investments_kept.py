"""Do rows of investments agree with their events, are words erased, and does the database keep the rest?"""

import hashlib
import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from styrbord.core.base.problems import Refused
from styrbord.services import records
from styrbord.services.investments import agreeing, assenting, erasing
from styrbord.services.rights import OPERATOR
from styrbord.store.investments.models import Investment, Matter, PlanVersion, Seat, Step, StepWords
from tests.contract import investing as make
from tests.contract.investing import CODE, go
from tests.contract.people import key_of
from tests.databases import Boards


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        yield found


def lived(users: dict[str, Any]) -> str:
    """Token of an obstacle beside an investment with a life: assents, a benefit, an order, words."""
    make.delivered(users)
    assenting.assent(users["lead"], CODE, "agreement", body="north", document="A-1")
    go(
        users,
        "lead",
        make.matter(users, "board", "stop", ground="duplicate", words="Alike"),
        "hear",
        reason="No",
    )
    token = make.matter(users, "lead", "obstacle", words="Anna forbids it", law="2 kap.")
    go(users, "lead", token, "refer", to="n1", due=make.DAY)
    go(users, "stranger", token, "answer", words="She does not")
    return token


def codes() -> list[tuple[str, object]]:
    """What disagrees, and in what."""
    return [(one.code, one.params.get("what", "")) for one in agreeing.disagreements()]


def test_what_went_through_the_program_agrees_with_its_events(users: Any) -> None:
    lived(users)
    assert codes() == []


def test_what_was_changed_past_the_program_is_found(users: Any) -> None:
    token = lived(users)
    row = Investment.objects.get()
    changes: list[tuple[Any, dict[str, Any], list[tuple[str, object]]]] = [
        (Investment.objects.filter(pk=row.pk), {"stage": "closed"}, [("record.disagrees", "state")]),
        (Investment.objects.filter(pk=row.pk), {"revision": 99}, [("record.disagrees", "revision")]),
        (Matter.objects.filter(token=token), {"state": "removed"}, [("record.disagrees", "state")]),
        (Matter.objects.filter(token=token), {"body": "top"}, [("record.disagrees", "content")]),
        (Matter.objects.filter(token=token), {"data": {"law": "x"}}, [("record.disagrees", "content")]),
        (
            StepWords.objects.filter(step__matter__token=token, step__verb="begin"),
            {"text": "Nobody forbids it"},
            [("record.words-changed", "")],
        ),
    ]
    for rows, change, meant in changes:
        before = rows.values(*change).get()
        number = rows.get().pk
        rows.model.objects.filter(pk=number).update(**change)
        assert codes() == meant
        rows.model.objects.filter(pk=number).update(**before)
        assert codes() == []


def test_the_database_itself_refuses_to_change_plans_steps_assents_and_seats(users: Any) -> None:
    lived(users)
    for table, change in (
        (PlanVersion, {"text": "{}"}),
        (Step, {"state": "closed"}),
        (Seat, {"post": "lead"}),
        (Investment, {"code": "X"}),
        (Matter, {"noun": "stop"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.all()._raw_delete(table.objects.db)
    assert codes() == []


def test_words_are_erased_by_who_wrote_them_or_gives_rights_and_the_step_stays(users: Any) -> None:
    token = lived(users)
    steps = {one.verb: one.pk for one in Step.objects.filter(matter__token=token)}
    with pytest.raises(Refused) as error:
        erasing.erase(users["stranger"], steps["begin"])
    assert [one.code for one in error.value.problems] == ["investment.not-own-words"]
    erasing.erase(users["lead"], steps["begin"])
    erasing.erase(users["keeper"], steps["answer"])
    assert not StepWords.objects.filter(step__matter__token=token).exists()
    assert Step.objects.filter(matter__token=token).count() == 3
    assert codes() == []


def test_words_of_a_waiver_go_with_its_first_step_and_it_still_holds(users: Any) -> None:
    make.begun(users)
    matter = Matter.objects.create(
        token="w", noun="waiver", investment=Investment.objects.get(), code="x", state="granted",
        due_on=make.DAY, data={"reason": "Anna", "risk": "r", "compensation": "c"}, begun_at=1,
        begun_by="lead",
    )  # fmt: skip
    step = Step.objects.create(
        investment=matter.investment,
        matter=matter,
        noun="waiver",
        verb="begin",
        state="asked",
        at=1,
        by="lead",
    )
    erasing.erase(users["keeper"], step.pk)
    matter.refresh_from_db()
    assert (matter.data, matter.state) == ({}, "granted")


def test_words_of_an_erased_person_go_but_those_of_documented_decisions(users: Any) -> None:
    lived(users)
    from_lead = StepWords.objects.filter(step__person=key_of(users["lead"]), step__document="")
    assert from_lead.exists()
    counts = records.erase_person(key_of(users["lead"]), by=OPERATOR)
    assert counts["investments"] > 0
    assert not from_lead.exists()
    assert codes() == []


@pytest.mark.requirement("R-288")
def test_the_archive_of_records_holds_plans_steps_and_money(users: Any) -> None:
    lived(users)
    out = BytesIO()
    records.export(out, by=OPERATOR)
    with zipfile.ZipFile(out) as archive:
        plans = [json.loads(line) for line in archive.read("investment-plans.jsonl").splitlines()]
        steps = [json.loads(line) for line in archive.read("investment-steps.jsonl").splitlines()]
        names = {name for name in archive.namelist() if name.startswith("investment")}
    gates = [one for one in steps if one["noun"] == "investment" and one["verb"] in {"approve", "start"}]
    assert [one["document"] for one in gates] == ["D-1", "D-2"]
    assert plans[0]["investment"] == CODE
    assert hashlib.sha256(plans[0]["text"].encode()).hexdigest() == plans[0]["text_hash"]
    assert {"investments.jsonl", "investment-steps.jsonl", "investment-seats.jsonl"} <= names
