"""Does a submission go from draft to release as it should, told, receipted and seen by the right ones?"""

from datetime import timedelta
from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.packages import Entry
from styrbord.services import clock
from styrbord.services.collection import submissions
from tests.contract.asking import reading, values
from tests.contract.submitting import GOOD, PERIOD, REASON, Office, State, office, revision, state

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def small(database: str, tmp_path: Path) -> Office:
    """A board with one form and a person on each post."""
    return office(tmp_path / "county")


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_numbers_are_seen_when_they_are_released_and_not_before(small: Office) -> None:
    token = small.draft()
    assert values(reading(), "jobs", "n1", "M") == {}
    small.submit(token)
    small.approve(token, "n1-reviewer")
    assert state(token) is State.SUBMITTED
    small.approve(token, "north-reviewer")
    assert state(token) is State.APPROVED
    assert values(reading(), "jobs", "n1", "M") == {}
    submissions.schedule([token], at=None, by=small.by("releaser"))
    assert state(token) is State.RELEASED
    assert values(reading(), "jobs", "n1", "M") == {PERIOD: 100.0}
