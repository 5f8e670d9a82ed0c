"""Is what came held against a forecast without the decision, and told to whom it concerns?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb as CaseVerb
from styrbord.services import decisions, deviations, forecasts, signals
from styrbord.services.reading import visible
from styrbord.store.collection.models import Notice
from styrbord.store.steering.models import Deviation
from tests.contract.deciding import (
    ALL,
    board,
    cell,
    decided,
    owner,
    page,
    refused,
    settled,
    travel,
    whole,
)
from tests.contract.releasing import released

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def begun(database: object, tmp_path: Path) -> None:
    """Eighteen years of three towns."""
    board(tmp_path)


@pytest.mark.requirement("R-067", "R-079")
@pytest.mark.parametrize(("came", "state"), [(-4.0, "missed"), (9.0, "kept")])
def test_the_check_holds_what_came_against_a_forecast_without_the_decision(came: float, state: str) -> None:
    forecasts.evaluate()
    travel("2024-01-15")
    token = decided(owner())
    settled()
    effect = page(token).effects[0]
    assert effect.is_stored
    assert effect.forecast is not None
    travel("2024-02-02")
    settled()
    assert page(token).state == "in-force"
    travel("2025-03-02")
    released(cell((effect.forecast.value or 0) + came))
    settled()
    found = page(token)
    assert found.state == state
    (effect,) = found.effects
    assert effect.estimate is not None
    assert effect.low is not None
    assert effect.high is not None
    assert effect.estimate.value == pytest.approx(came)
    assert (effect.low.value or 0) < came < (effect.high.value or 0)
    assert effect.verdict == state
    assert Notice.objects.filter(kind="decision.missed", post="owner").count() == (state == "missed")


@pytest.mark.requirement("R-066")
def test_a_miss_reaches_the_post_that_decided_and_a_correction_follows_it() -> None:
    user = owner()
    token = decided(user, effects=[("jobs", "n1", "-5", "2024", "2025-03-01")])
    settled()
    forecast = page(token).effects[0].forecast
    assert forecast is not None
    travel("2025-03-01")
    released(cell((forecast.value or 0) + 1))
    assert not Notice.objects.filter(kind="decision.missed").exists()
    settled()
    settled()
    assert page(token).state == "missed"
    assert [one.post for one in Notice.objects.filter(kind="decision.missed")] == ["owner"]
    after = whole(
        user,
        title="Another way",
        predecessors=(token,),
        in_force_on="2025-06-01",
        effects=[("jobs", "n1", "-5", "2026", "2027-03-01")],
    )
    assert page(token).links == ((token, after),)


def missed_by(user: Any, **said: Any) -> str:
    """Token of a decision whose effect was found to be missed."""
    token = decided(user, effects=[("jobs", "n1", "-5", "2024", "2025-03-01")], **said)
    settled()
    forecast = page(token).effects[0].forecast
    assert forecast is not None
    travel("2025-03-01")
    released(cell((forecast.value or 0) + 1))
    settled()
    return token


@pytest.mark.requirement("R-066")
def test_a_miss_opens_a_deviation_that_the_post_that_decided_holds() -> None:
    user = owner()
    token = missed_by(user)
    (case,) = Deviation.objects.filter(track="decision")
    assert (case.holder, case.state, case.indicator.code, case.subject.code) == ("owner", "new", "jobs", "n1")
    assert page(token).effects[0].deviation == case.token
    found = deviations.find(visible(ALL), case.token, user)
    assert found.line.holder == "owner"
    change = found.line.signal.change.value
    assert change == pytest.approx(6.0)
    assert [one.token for one in decisions.of_deviation(visible(ALL), case.token, token)] == [token]
    settled()
    assert Deviation.objects.filter(track="decision").count() == 1
    deviations.move(user, case.token, CaseVerb.TAKE_UP, Said())
    assert deviations.find(visible(ALL), case.token).line.holder == "owner"


@pytest.mark.requirement("R-066")
def test_a_correction_from_the_deviation_follows_the_decision_and_moves_the_case() -> None:
    user = owner()
    token = missed_by(user)
    case = Deviation.objects.get(track="decision").token
    deviations.move(user, case, CaseVerb.TAKE_UP, Said())
    deviations.move(user, case, CaseVerb.NAME_CAUSE, Said(cause="staff"))
    after = decided(
        user,
        title="Another way",
        origin_kind="deviation",
        origin=case,
        in_force_on="2025-06-01",
        effects=[("jobs", "n1", "-5", "2026", "2027-03-01")],
    )
    assert page(after).said.predecessors == (token,)
    assert page(token).links == ((token, after),)
    assert page(after).origin == decisions.OriginNote(case, "decided", is_moved=True)
    shown = {one.token for one in decisions.of_deviation(visible(ALL), case, token)}
    assert shown == {token, after}


def test_the_page_says_that_a_decision_did_not_move_its_deviation() -> None:
    user = owner()
    missed_by(user)
    case = Deviation.objects.get(track="decision").token
    after = decided(
        user,
        origin_kind="deviation",
        origin=case,
        in_force_on="2025-06-01",
        effects=[("jobs", "n1", "-5", "2026", "2027-03-01")],
    )
    assert page(after).origin == decisions.OriginNote(case, "new", is_moved=False)
    browser = Client()
    browser.force_login(user)
    shown = browser.get(f"/en/decisions/{after}/").content.decode()
    assert "The deviation was not moved by this decision" in shown
    assert f"/en/deviations/{case}/" in shown
    assert f"/en/decisions/{after}/" in browser.get(f"/en/deviations/{case}/").content.decode()


def test_two_decisions_that_miss_the_same_series_open_a_deviation_each() -> None:
    user = owner()
    other = decided(owner("other"), effects=[("jobs", "n1", "-4", "2024", "2025-03-01")])
    token = missed_by(user)
    cases = Deviation.objects.filter(track="decision")
    held = {one.opened_by.evidence["decision"]: one.holder for one in cases}
    assert held == {token: "owner", other: "other"}
    assert len(signals.worklist(visible(ALL), track="decision", is_all=True).cases) == 2


def test_without_a_number_it_is_too_early_and_the_next_release_decides() -> None:
    token = decided(owner())
    travel("2025-03-02")
    settled()
    settled()
    assert page(token).state == "undecidable"
    assert not page(token).effects[0].is_stored
    assert page(token).effects[0].forecast is not None
    released(cell(60.0))
    settled()
    assert page(token).state == "missed"


def reviewed(user: Any, token: str, words: str) -> None:
    """Keep the lessons of a decision."""
    decisions.move(user, token, "review", revision=page(token).revision, words=words)


def tokens(found: Any) -> list[str]:
    return [one.token for one in found]


@pytest.mark.requirement("R-078")
def test_a_review_keeps_lessons_that_are_found() -> None:
    user = owner()
    token = decided(user)
    travel("2025-03-02")
    released(cell(60.0))
    settled()
    settled()
    assert tokens(decisions.to_review(visible(ALL))) == [token]
    revision = page(token).revision
    assert refused(decisions.move, user, token, "review", revision=revision) == ["decision.says-nothing"]
    reviewed(user, token, "Ask the bus company first.")
    assert decisions.to_review(visible(ALL)) == ()
    for words in ("bus company", "fjordby jobs"):
        assert tokens(decisions.lessons(visible(ALL), words)) == [token]
    assert tokens(decisions.lessons(visible(ALL), "jobs n1")) == [token]
    assert decisions.lessons(visible(ALL), "tram") == ()
    assert tokens(decisions.listed(visible(ALL), indicator="jobs", subject="n1")) == [token]
    assert decisions.listed(visible(ALL), indicator="wages", subject="n1") == ()


@pytest.mark.requirement("R-078")
def test_a_decision_gets_days_of_review_by_itself_and_those_that_passed_are_listed_and_told() -> None:
    user = owner()
    waiting = whole(user)
    assert page(waiting).reviews == ()
    token = decided(user)
    assert [str(one.due_on) for one in page(token).reviews] == ["2025-03-31", "2026-03-31"]
    travel("2025-03-02")
    released(cell(60.0))
    settled()
    settled()
    assert decisions.overdue(visible(ALL)) == ()
    assert not Notice.objects.filter(kind="decision.review-due").exists()
    travel("2025-04-01")
    settled()
    settled()
    assert tokens(decisions.overdue(visible(ALL))) == [token]
    assert [one.post for one in Notice.objects.filter(kind="decision.review-due")] == ["owner"]
    reviewed(user, token, "Ask the bus company first.")
    assert decisions.overdue(visible(ALL)) == ()
    assert [one.done_at is not None for one in page(token).reviews] == [True, False]
    travel("2026-04-01")
    assert tokens(decisions.overdue(visible(ALL))) == [token]
    reviewed(user, token, "What was won had gone a year later.")
    assert decisions.overdue(visible(ALL)) == ()
    assert page(token).state == "reviewed"
    (listed,) = (one for one in decisions.listed(visible(ALL)) if one.token == token)
    assert (listed.state, listed.verdict) == ("reviewed", "missed")
    browser = Client()
    browser.force_login(user)
    cells = " ".join(re.sub("<[^>]+>", " ", browser.get("/en/decisions/").content.decode()).split())
    assert "Reviewed Checked: effect missed" in cells
    assert tokens(decisions.lessons(visible(ALL), "a year later")) == [token]


def test_a_withdrawn_decision_is_not_checked() -> None:
    user = owner()
    token = decided(user)
    assert refused(decisions.move, user, token, "withdraw", revision=5) == ["decision.says-nothing"]
    decisions.move(user, token, "withdraw", revision=5, words="The money is gone")
    travel("2025-03-02")
    settled()
    assert page(token).state == "withdrawn"
    travel("2026-06-01")
    settled()
    assert decisions.overdue(visible(ALL)) == ()
    assert not Notice.objects.filter(kind="decision.review-due").exists()
