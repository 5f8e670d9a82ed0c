"""Are words about deviations and decisions erased when their time has come, and does all else stay?"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.records.retention import RULES
from styrbord.core.strategy.deviations.workflow import State
from styrbord.services import clock, decisions, deviations, ledger, records
from styrbord.services.rights import OPERATOR
from styrbord.store.steering.models import (
    Decision,
    DecisionVersion,
    DecisionWords,
    Deviation,
    DeviationStep,
    DeviationWords,
)
from tests.contract import deciding
from tests.contract.deviating import brought, loaded, opened, owner
from tests.contract.people import key_of

pytestmark = pytest.mark.usefixtures("database")


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let so many days pass."""
    then = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: then)


def retired(name: str, folder: Path) -> list[Any]:
    """What the archive of a class holds once its words are erased."""
    path = folder / f"{name}-{len(list(folder.iterdir()))}.jsonl"
    done = records.retire(name, path, by=OPERATOR)
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][1:] if done.count else []
    )


def verifies(folder: Path) -> None:
    """The ledger holds, and nothing stands otherwise than it says."""
    heads = folder / "heads.txt"
    ledger.seal(heads=heads)
    assert ledger.verify(heads=heads).problem is None
    assert [*deviations.disagreements(), *decisions.disagreements()] == []


def test_words_of_closed_deviations_are_archived_then_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(tmp_path)
    planner, folder = owner(), tmp_path / "archives"
    folder.mkdir()
    for place, state in (("n1", State.CLOSED), ("n2", State.EXPLAINED)):
        brought(opened(place), state, planner)
    steps = list(DeviationStep.objects.order_by("pk").values())
    assert retired("deviation-words", folder) == []
    later(monkeypatch, RULES["deviation-words"].days + 2)
    (kept,) = retired("deviation-words", folder)
    closed = Deviation.objects.get(state="closed")
    assert (kept["text"], kept["verb"], kept["deviation_id"]) == ("Hire two.", "decide", closed.pk)
    assert [one.text for one in DeviationWords.objects.all()] == ["Two teachers are ill."]
    assert list(DeviationStep.objects.order_by("pk").values()) == steps
    assert deviations.find(deciding.visible(), closed.token).steps[1].words is None
    verifies(tmp_path)


def test_words_of_decisions_that_are_done_are_archived_then_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deciding.board(tmp_path)
    user, folder = deciding.owner(), tmp_path / "archives"
    folder.mkdir()
    done, open_one = deciding.decided(user), deciding.decided(user)
    decisions.move(user, done, "withdraw", revision=5, words="The lease goes on.")
    versions = list(DecisionVersion.objects.order_by("pk").values())
    later(monkeypatch, RULES["decision-words"].days + 2)
    kept = retired("decision-words", folder)
    assert [one["revision"] for one in kept] == [1, 2, 3, 4, 5, 6]
    assert kept[-1]["words"]["reason"] == "The lease goes on."
    rows = DecisionWords.objects.values_list("version__decision__token", flat=True)
    assert set(rows) == {open_one}
    assert list(DecisionVersion.objects.order_by("pk").values()) == versions
    page = deciding.page(done)
    assert (page.title, page.state) == ("", "withdrawn")
    assert Decision.objects.count() == 2
    verifies(tmp_path)


def test_a_person_who_is_forgotten_leaves_no_words_about_deviations(tmp_path: Path) -> None:
    loaded(tmp_path)
    planner, head, token = owner(), owner("head", ""), opened()
    brought(token, State.EXPLAINED, planner)
    brought(opened("n2"), State.EXPLAINED, head)
    assert records.erase_person(key_of(planner), by=OPERATOR)["deviations"] == 1
    assert [one.step.by for one in DeviationWords.objects.select_related("step")] == ["head"]
    verifies(tmp_path)
