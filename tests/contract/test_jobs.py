"""Is long work done once for the same question, seen while it runs, stopped when asked, and never lost?"""

from collections.abc import Mapping
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress
from styrbord.services import clock, jobs
from styrbord.services.jobs import asking, running
from styrbord.services.rights import OPERATOR
from styrbord.store.clock import to_ms
from styrbord.store.jobs.models import Job
from styrbord.store.ledger.models import Event
from styrbord.worker import serving

pytestmark = pytest.mark.usefixtures("database")
define("test-job.no-numbers", "There are no numbers.", "Give some.")


@pytest.fixture(autouse=True)
def bodies(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """One body, `adding`, which adds numbers, and how often it was begun."""
    turns = {"adding": 0}

    def adding(arguments: Mapping[str, Any], progress: Progress) -> dict[str, int]:
        turns["adding"] += 1
        numbers = arguments["numbers"]
        if not numbers:
            raise Refused(Problem("test-job.no-numbers", "numbers"))
        for place, number in enumerate(numbers, 1):
            if number == "stop":
                jobs.cancel(Job.objects.get().token, by=OPERATOR)
            if number == "break":
                raise MemoryError
            progress(place, len(numbers), "adding")
        return {"sum": sum(numbers)}

    body = ModuleType("adding")
    body.run = adding  # type: ignore[attr-defined]
    monkeypatch.setattr(asking, "names_in", lambda _: ("adding",))
    monkeypatch.setattr(running, "module_in", lambda *_: body)
    monkeypatch.setattr(running, "GAP", 0)
    return turns


def asked(*numbers: object) -> str:
    return jobs.ask("adding", {"numbers": list(numbers)}, by=OPERATOR)


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="job.").order_by("id").values_list("verb", flat=True))


def test_a_job_waits_runs_and_tells_what_came_of_it() -> None:
    token = asked(1, 2, 3)
    assert jobs.note(token).state == "waiting"
    serving.serve(is_once=True)
    note = jobs.note(token)
    assert (note.state, note.done, note.total, note.stage, note.result) == (
        "done",
        3,
        3,
        "adding",
        {"sum": 6},
    )
    assert note.has_ended
    assert [one.token for one in jobs.listed("adding")] == [token]
    assert verbs() == ["job.asked", "job.finished"]


def test_the_same_question_is_the_same_job_and_computed_once(bodies: dict[str, int]) -> None:
    token = asked(1, 2)
    assert asked(1, 2) == token
    serving.serve(is_once=True)
    assert asked(1, 2) == token
    serving.serve(is_once=True)
    assert bodies["adding"] == 1
    assert asked(2, 1) != token


def test_a_job_that_waits_is_cancelled_at_once_and_may_be_asked_for_again(bodies: dict[str, int]) -> None:
    token = asked(1)
    jobs.cancel(token, by=OPERATOR)
    serving.serve(is_once=True)
    assert (jobs.note(token).state, bodies["adding"]) == ("cancelled", 0)
    with pytest.raises(Refused) as refused:
        jobs.cancel(token, by=OPERATOR)
    assert [one.code for one in refused.value.problems] == ["job.ended"]
    assert asked(1) == token
    serving.serve(is_once=True)
    assert jobs.note(token).state == "done"


def test_a_job_that_runs_stops_at_its_next_step() -> None:
    token = asked(1, "stop", 3)
    serving.serve(is_once=True)
    assert (jobs.note(token).state, jobs.note(token).done) == ("cancelled", 1)


def test_a_refusal_and_a_break_are_told_in_words() -> None:
    refused, broken = asked(), asked(1, "break")
    serving.serve(is_once=True)
    assert [(one.code, one.place) for one in jobs.note(refused).problems] == [
        ("test-job.no-numbers", "numbers")
    ]
    assert [one.code for one in jobs.note(broken).problems] == ["job.failed"]
    assert {jobs.note(token).state for token in (refused, broken)} == {"failed"}


def test_a_job_whose_worker_is_gone_is_done_by_the_next_and_given_up_after_three_turns() -> None:
    token = asked(1)
    DBTaskResult.objects.all().delete()
    for turn in (1, 2):
        _lost(turn)
        serving.serve(is_once=True)
        assert jobs.note(token).state == "done"
    _lost(3)
    serving.serve(is_once=True)
    assert jobs.note(token).state == "failed"
    assert [one.code for one in jobs.note(token).problems] == ["job.lost"]


def _lost(turn: int) -> None:
    long_ago = to_ms(clock.now() - timedelta(minutes=5))
    Job.objects.update(state="running", beat_at=long_ago, turn=turn, ended_at=None)


def test_a_worker_that_lives_keeps_its_job() -> None:
    asked(1)
    Job.objects.update(state="running", beat_at=to_ms(clock.now()), turn=1)
    assert jobs.revive() == []


def test_two_workers_do_a_job_once(bodies: dict[str, int]) -> None:
    token = asked(5)
    jobs.run(token)
    jobs.run(token)
    serving.serve(is_once=True)
    assert bodies["adding"] == 1


def test_unknown_work_and_unknown_jobs_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        jobs.ask("dreaming", {}, by=OPERATOR)
    assert [one.code for one in refused.value.problems] == ["job.unknown"]
    with pytest.raises(Refused) as refused:
        jobs.note("nothing")
    assert [one.code for one in refused.value.problems] == ["job.not-found"]
