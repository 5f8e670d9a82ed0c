"""Is what came held against a forecast without the decision, and told to whom it concerns?"""

from pathlib import Path

import pytest

from styrbord.services import decisions, forecasts
from styrbord.services.reading import visible
from styrbord.store.collection.models import Notice
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


def test_a_review_keeps_lessons_that_are_found() -> None:
    user = owner()
    token = decided(user)
    travel("2025-03-02")
    released(cell(60.0))
    settled()
    settled()
    assert [one.token for one in decisions.overdue(visible(ALL))] == [token]
    revision = page(token).revision
    assert refused(decisions.move, user, token, "review", revision=revision) == ["decision.says-nothing"]
    decisions.move(user, token, "review", revision=revision, words="Ask the bus company first.")
    assert decisions.overdue(visible(ALL)) == ()
    for words in ("bus company", "fjordby jobs"):
        assert [one.token for one in decisions.lessons(visible(ALL), words)] == [token]
    assert decisions.lessons(visible(ALL), "tram") == ()


def test_a_withdrawn_decision_is_not_checked() -> None:
    user = owner()
    token = decided(user)
    assert refused(decisions.move, user, token, "withdraw", revision=5) == ["decision.says-nothing"]
    decisions.move(user, token, "withdraw", revision=5, words="The money is gone")
    travel("2025-03-02")
    settled()
    assert page(token).state == "withdrawn"
