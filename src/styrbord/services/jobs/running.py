"""How does a worker do one job, so that everybody sees how far it is and anyone who may can stop it?

The body computes outside any transaction. Progress is written at once; what came of it in one short work.
A worker that was killed leaves a job without a sign of life; `revive` puts it into the queue again.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from threading import Event as Signal
from threading import Thread
from typing import Any

from django.db import connection
from django.db.models import F

from styrbord.core.base.catalogue import module_in
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.jobs.models import Job

BODIES = "styrbord.services.jobs.bodies"
BEAT = 5.0
LOST = 60_000
"""Milliseconds without a sign of life after which a worker counts as gone."""
MOST_TURNS = 3
GAP = 400
"""Milliseconds between two notes of progress."""
define(
    "job.failed",
    "The work broke off: {reason}.",
    "Ask for it again; if it breaks off again, tell who runs this installation.",
)
define(
    "job.lost",
    "The worker that did it was gone {turns} times.",
    "See the worker's log for memory or time, then ask for it again.",
)


class StoppedError(Exception):
    """The job was cancelled, or another worker has taken it."""


def run(token: str) -> None:
    """Do a job that waits; nothing when another worker has it or it was cancelled."""
    at = to_ms(clock.now())
    mine = Job.objects.filter(token=token, state="waiting")
    if mine.update(state="running", begun_at=at, beat_at=at, turn=F("turn") + 1):
        _Turn(Job.objects.get(token=token)).whole()


def revive() -> list[str]:
    """Tokens of jobs whose worker is gone: they wait again, or have failed after three turns."""
    limit = to_ms(clock.now()) - LOST
    lost = Job.objects.filter(state="running", beat_at__lt=limit)
    found = []
    for job in lost:
        if job.turn >= MOST_TURNS:
            _end(job, "failed", problems=[_plain(Problem("job.lost", "", {"turns": job.turn}))])
        elif Job.objects.filter(pk=job.pk, state="running", beat_at__lt=limit).update(state="waiting"):
            found.append(job.token)
    return found


class _Turn:
    """One worker's turn at one job."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._mine = Job.objects.filter(pk=job.pk, state="running", turn=job.turn)
        self._ended = Signal()
        self._noted = 0

    def whole(self) -> None:
        """Compute and keep what came of it; whatever happens is told."""
        beat = Thread(target=self._beat, daemon=True)
        beat.start()
        try:
            body: Callable[..., Mapping[str, Any]] = module_in(BODIES, self._job.name).run
            result = body(self._job.arguments, self.progress)
            _end(self._job, "done", result=dict(result))
        except StoppedError:
            _end(self._job, "cancelled")
        except Refused as refusal:
            _end(self._job, "failed", problems=[_plain(one) for one in refusal.problems])
        except Exception as error:
            logging.getLogger(__name__).exception("job %s (%s)", self._job.token, self._job.name)
            reason = Problem("job.failed", "", {"reason": type(error).__name__})
            _end(self._job, "failed", problems=[_plain(reason)])
        finally:
            self._ended.set()
            beat.join()

    def progress(self, done: int, total: int, stage: str) -> None:
        """Note how far it is; raises when the job is to stop."""
        now = to_ms(clock.now())
        if now - self._noted < GAP and done != total:
            return
        self._noted = now
        noted = self._mine.filter(is_to_stop=False).update(
            done=done, total=total, stage=stage[:40], beat_at=now
        )
        if not noted:
            raise StoppedError

    def _beat(self) -> None:
        """Say that the work lives, until it has ended."""
        with suppress(Exception):
            while not self._ended.wait(BEAT):
                self._mine.update(beat_at=to_ms(clock.now()))
        connection.close()


def _end(job: Job, state: str, **kept: object) -> None:
    now: datetime = clock.now()
    with work("worker", now) as piece:
        mine = Job.objects.filter(pk=job.pk, state="running", turn=job.turn)
        if mine.update(state=state, ended_at=to_ms(now), **kept):
            piece.tell("job.finished", job.token, {"name": job.name, "state": state, "turn": job.turn})
        else:
            piece.tell("job.left", job.token, {"name": job.name, "turn": job.turn})


def _plain(problem: Problem) -> dict[str, object]:
    words = {name: str(word) for name, word in problem.params.items()}
    return {"code": problem.code, "place": problem.place, "params": words}
