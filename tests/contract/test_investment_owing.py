"""Does everybody find in their week what of investments waits for them, and nobody what waits for others?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from styrbord.services import clock, week
from styrbord.services.investments import owing
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.store.investments.models import Investment, Matter
from tests.contract import investing as make
from tests.contract.deciding import travel
from tests.contract.people import asked, signed_in
from tests.databases import Boards


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        yield found


def owed(user: object) -> list[str]:
    """What waits for somebody: kind and investment."""
    rights = rights_of(user)
    return [f"{one.kind} {one.code}" for one in owing.waiting(visible(principal_for(rights)), rights)]


def test_a_decision_waits_for_another_person_in_the_deciding_body(users: Any) -> None:
    make.begun(users)
    assert owed(users["lead"]) == owed(users["body"]) == []
    make.step(users, "lead", "propose")
    assert owed(users["body"]) == ["investment-appraising P-1"]
    assert owed(users["lead"]) == owed(users["reader"]) == []
    assert owed(users["owner"]) == ["benefit-identified P-1"]
    found = [one for one in week.week(users["body"]).things if one.why == "investment-appraising"]
    assert [(one.address, one.post) for one in found] == [("/investments/P-1/", "body-post")]


def test_an_opinion_waits_for_the_body_that_is_asked_then_for_the_lead(users: Any) -> None:
    make.begun(users)
    make.step(users, "lead", "propose")
    day = clock.now().date()
    token = make.matter(users, "lead", "opinion", body="south", due=day.isoformat())
    assert owed(users["other"]) == ["opinion-asked P-1"]
    (own,) = [one for one in week.week(users["other"]).things if one.why == "opinion-asked"]
    assert (own.due_on, own.token) == (day, token)
    make.go(users, "other", token, "give", words="We do that already")
    assert owed(users["other"]) == []
    assert owed(users["lead"]) == ["opinion-given P-1"]


def test_a_measurement_is_owed_from_a_week_before_its_day_until_it_is_begun(users: Any) -> None:
    make.delivered(users)
    assert "follow-up-owed P-1" not in owed(users["lead"])
    travel("2036-12-01")
    rights = rights_of(users["lead"])
    dues = [
        one for one in owing.waiting(visible(principal_for(rights)), rights) if one.kind == "follow-up-owed"
    ]
    assert dues
    assert dues[0].post == "lead"
    assert "follow-up-owed P-1" not in owed(users["other"])
    said = {
        "benefit": "B1", "by": "north", "measured_on": clock.now().date().isoformat(), "period": "2026",
        "value": "40", "method": "count", "counterfactual": "20",
    }  # fmt: skip
    token = make.matter(users, "lead", "measurement", **said)
    assert "follow-up-owed P-1" not in owed(users["lead"])
    assert "measurement-draft P-1" in owed(users["lead"])
    make.go(users, "lead", token, "submit")
    assert "measurement-submitted P-1" in owed(users["controller"])


def test_the_owner_reports_a_month_after_the_decision(users: Any) -> None:
    make.baselined(users, make.decided(users))
    make.step(users, "body", "start", document="D-2")
    assert "report-owed P-1" not in owed(users["lead"])
    travel("2036-12-01")
    assert "report-owed P-1" in owed(users["lead"])
    assert "report-owed P-1" not in owed(users["other"])


def test_the_number_of_questions_does_not_grow_with_what_waits(users: Any) -> None:
    make.begun(users, "P-1")
    make.step(users, "lead", "propose", code="P-1")
    with CaptureQueriesContext(connection) as few:
        owed(users["body"])
    for number in range(2, 8):
        make.begun(users, f"P-{number}", share="0.1")
        make.step(users, "lead", "propose", code=f"P-{number}")
    with CaptureQueriesContext(connection) as many:
        found = owed(users["body"])
    assert len(found) == Matter.objects.filter(noun="benefit").count() == 7
    assert len(many) == len(few)


def test_what_is_asked_of_the_lead_waits_for_the_owner_and_not_for_all_of_its_posts(users: Any) -> None:
    second = signed_in("second", asked("owner", subject="north", hierarchy="administrative"))
    make.begun(users)
    make.step(users, "lead", "propose")
    token = make.matter(users, "lead", "opinion", body="south", due=clock.now().date().isoformat())
    make.go(users, "other", token, "give", words="We do that already")
    assert owed(users["lead"]) == ["opinion-given P-1"]
    assert owed(second) == []
    Investment.objects.update(owner="nobody")
    assert owed(second) == ["opinion-given P-1"]
