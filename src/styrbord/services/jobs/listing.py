"""How far is a job, and what came of it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from styrbord.core.base.problems import KINDS, Problem
from styrbord.services.jobs.asking import found
from styrbord.store.clock import from_ms
from styrbord.store.jobs.models import Job

MOST = 200


@dataclass(frozen=True, slots=True)
class JobNote:
    """A job as told to whoever watches it; `total` is 0 until it is known."""

    token: str
    name: str
    state: str
    done: int
    total: int
    stage: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    result: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"done", "failed", "cancelled"}


def note(token: str) -> JobNote:
    """One job.

    Raises
    ------
    Refused
        `job.not-found`.
    """
    return _note(found(token))


def listed(name: str = "", *, posts: Sequence[str] | None = None) -> list[JobNote]:
    """Jobs, newest first, 200 at most; those of one kind, or asked for by some posts, when they are named."""
    rows = Job.objects.order_by("-pk")
    if posts is not None:
        rows = rows.filter(asked_by__in=posts)
    return [_note(row) for row in (rows.filter(name=name) if name else rows)[:MOST]]


def _note(row: Job) -> JobNote:
    problems = (_problem(one["code"], one["place"], one["params"]) for one in row.problems)
    ended = from_ms(row.ended_at) if row.ended_at else None
    return JobNote(
        row.token, row.name, row.state, row.done, row.total, row.stage, row.asked_by,
        from_ms(row.asked_at), ended, row.result, tuple(problems),
    )  # fmt: skip


def _problem(code: str, place: str, params: Mapping[str, Any]) -> Problem:
    """Problem as the worker kept it; one whose words this process has not is named by its code."""
    if code in KINDS:
        return Problem(code, place, params)
    return Problem("job.failed", "", {"reason": code})
