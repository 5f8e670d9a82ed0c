"""Is a rating drafted, made, approved and published by different people, and the same when made again?"""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.workflow import MOVES
from styrbord.services import clock, ratings
from styrbord.services.reading import visible
from styrbord.services.ratings import ScopeNote, Wanted
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import RatingPlace, RatingRun, RatingVersion
from tests.contract import rating as begin
from tests.contract.people import asked, signed_in
from tests.contract.releasing import released, row

pytestmark = pytest.mark.usefixtures("database")
CODE = begin.CODE


@pytest.fixture(autouse=True)
def board(database: object, tmp_path: Path) -> None:
    """Twelve municipalities of two types, rated by five indicators."""
    begin.board(tmp_path)


def codes(error: Any) -> list[str]:
    return [one.code for one in error.value.problems]


def test_a_rating_of_ministries_computes_is_versioned_and_explained_to_one_cell() -> None:
    begin.approved()
    begin.published("2025")
    found = ratings.seen(visible(), CODE)
    assert (found.period, found.version, len(found.places)) == ("2025", "1", 12)
    told = ratings.card(visible(), CODE, "t03")
    score = told.place.scores["index"]
    assert sum(one.points for one in told.parts) == pytest.approx(score, abs=1e-9)
    assert {one.indicator for one in told.facts} == set(begin.FACTS)
    assert all(one.edition for one in told.facts)
    assert told.change is not None
    assert sum(one.points for one in told.change.by_indicator) == pytest.approx(told.change.change, abs=1e-9)
    assert sum(one.points for one in told.change.by_cause) == pytest.approx(told.change.change, abs=1e-9)
