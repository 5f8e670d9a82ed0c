"""Is it found when rows of deviations and decisions were changed past the program?"""

from pathlib import Path

import pytest

from styrbord.core.base.problems import Problem
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import State, Verb
from styrbord.services import decisions, deviations
from styrbord.store.steering.models import (
    Decision,
    DecisionWords,
    Deviation,
    DeviationStep,
    DeviationWords,
)
from tests.contract import deciding
from tests.contract.deviating import brought, loaded, opened, owner
from tests.contract.people import administrator

pytestmark = pytest.mark.usefixtures("database")


def found(problems: list[Problem]) -> list[tuple[str, object]]:
    """Codes of the problems, and of what each is."""
    return [(one.code, one.params.get("what", "")) for one in problems]


def test_deviations_that_stand_as_their_events_say_are_no_problem(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, head = owner(), owner("head", "")
    for place, state in zip(("n1", "n2", "s1", "north", "south", "top"), State, strict=True):
        brought(opened(place), state, head)
    token = opened("n1", "debts")
    brought(token, State.EXPLAINED, planner)
    deviations.move(head, token, Verb.ACCEPT, Said())
    deviations.move(planner, token, Verb.HAND_OVER, Said(to="head"))
    deviations.move(head, token, Verb.CONSENT, Said())
    deviations.erase(planner, token, DeviationStep.objects.filter(verb="explain").order_by("-pk")[0].pk)
    assert deviations.disagreements() == []


def test_a_deviation_changed_past_the_program_is_found(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, token = owner(), opened()
    brought(token, State.EXPLAINED, planner)
    rows = Deviation.objects.filter(token=token)
    changes: list[tuple[dict[str, object], list[tuple[str, object]]]] = [
        ({"state": "closed"}, [("record.disagrees", "state")]),
        ({"revision": 3}, [("record.disagrees", "revision")]),
        ({"holder": "head"}, [("record.disagrees", "holder")]),
        ({"cause": "money"}, [("record.disagrees", "cause")]),
        ({"accepted_at": 7}, [("record.disagrees", "accepted")]),
        ({"token": "other"}, [("record.lost", ""), ("record.untold", "")]),
    ]
    for change, meant in changes:
        before = rows.values(*change).get()
        number = rows.get().pk
        Deviation.objects.filter(pk=number).update(**change)
        assert found(deviations.disagreements()) == meant, change
        Deviation.objects.filter(pk=number).update(**before)
    DeviationWords.objects.update(text="All is well.")
    assert found(deviations.disagreements()) == [("record.words-changed", "")]


def test_a_decision_changed_past_the_program_is_found(tmp_path: Path) -> None:
    deciding.board(tmp_path)
    user = deciding.owner()
    token = deciding.decided(user)
    other = deciding.whole(user)
    decisions.erase(administrator()[0], other, "title")
    assert decisions.disagreements() == []
    rows = Decision.objects.filter(token=token)
    changes: list[tuple[dict[str, object], list[tuple[str, object]]]] = [
        ({"state": "kept"}, [("record.disagrees", "state")]),
        ({"revision": 9}, [("record.disagrees", "revision")]),
        ({"published_at": 7}, [("record.disagrees", "public")]),
        ({"token": "other"}, [("record.lost", ""), ("record.untold", "")]),
    ]
    for change, meant in changes:
        before, number = rows.values(*change).get(), rows.get().pk
        Decision.objects.filter(pk=number).update(**change)
        assert found(decisions.disagreements()) == meant, change
        Decision.objects.filter(pk=number).update(**before)
    DecisionWords.objects.filter(version__decision=rows.get(), version__revision=2).update(
        words={"title": "No"}
    )
    assert found(decisions.disagreements()) == [("record.words-changed", "")]
