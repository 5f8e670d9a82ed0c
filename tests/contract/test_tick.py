"""Does one command do everything that is due, once, and alone?"""

from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pytest
from django.db import connections

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import clock, ledger, tick
from styrbord.services.collection import forms, ownership
from styrbord.services.reading import visible
from styrbord.store.collection.models import Notice
from styrbord.store.ledger.models import Event, Seal
from tests.contract.forms import board, published
from tests.contract.people import signed_in

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def small(database: str, tmp_path: Path, settings: object) -> None:
    """A board with a form that is long overdue."""
    settings.LEDGER_HEADS = tmp_path / "heads"  # type: ignore[attr-defined]
    board(tmp_path / "county")
    published()


def counts() -> dict[str, int]:
    done = tick.tick()
    assert done is not None
    return {one.step: one.count for one in done if one.count}


def test_a_second_tick_finds_nothing_left_to_do() -> None:
    first = counts()
    assert first["reminders"] > 0
    assert first["owners"] > 0
    notices = Notice.objects.count()
    assert counts() == {}
    assert Notice.objects.count() == notices


def test_while_one_tick_runs_another_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, leave, found = Flag(), Flag(), []

    def wait(_: object) -> int:
        inside.set()
        leave.wait(30)
        return 0

    def other() -> None:
        try:
            found.append(tick.tick())
        finally:
            connections.close_all()

    monkeypatch.setitem(tick.STEPS, "releases", wait)
    thread = Thread(target=lambda: (inside.wait(30), other(), leave.set()))
    thread.start()
    assert tick.tick() is not None
    thread.join()
    assert found == [None]


def test_a_step_that_is_refused_keeps_no_other_from_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> int:
        raise Refused(Problem("ledger.busy"))

    monkeypatch.setitem(tick.STEPS, "releases", refuse)
    done = {one.step: one for one in tick.tick() or []}
    assert [problem.code for problem in done["releases"].problems] == ["ledger.busy"]
    assert done["reminders"].count > 0


def test_new_events_are_sealed_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    counts()
    assert not Seal.objects.exists()
    monkeypatch.setattr(tick, "SEAL_AT", 1)
    assert counts() == {"seals": Event.objects.count()}
    assert ledger.verify().problem is None


def test_an_indicator_without_a_holder_of_its_owner_post_says_so() -> None:
    found = ownership.ownership(visible(ownership.WHOLE))["jobs"]
    assert (found.owner, found.is_held, str(found.state)) == ("", False, "no-owner")
    signed_in("editor")
    counts()
    assert Notice.objects.filter(kind="owner.missing", post="editor").count() == 1


def test_what_is_due_is_asked_of_the_clock_of_the_board() -> None:
    today = clock.now().date()
    assert forms.open_periods(forms.form("labour"))[-1].last_day < today
