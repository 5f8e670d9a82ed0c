"""Who asks for long work, and who stops it? The same question is the same job."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django_tasks import task

from styrbord.core.base.catalogue import names_in
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.jobs import running
from styrbord.services.once import once, told_before
from styrbord.services.rights import Actor
from styrbord.services.work import Work, work
from styrbord.store.clock import to_ms
from styrbord.store.jobs.models import Job

define("job.unknown", "There is no long work '{name}'.", "It is one of: {known}.")
define("job.not-found", "There is no job '{name}'.", "It may have been asked for on another board.")
define("job.ended", "The job has ended already.", "Ask for it again if it is still wanted.")
AGAIN = ("failed", "cancelled")
REALM = "job"


@task()
def run_job(token: str) -> None:
    """The one task that a worker takes from the queue."""
    running.run(token)


def ask(name: str, arguments: Mapping[str, Any], *, by: Actor) -> str:
    """Token of the job: the one that was asked before for the same, or a new one in the queue.

    Arguments are plain data and name the editions that the answer rests on. A job that failed or was
    cancelled begins anew.

    Raises
    ------
    Refused
        `job.unknown`.
    """
    known = names_in(running.BODIES)
    if name not in known:
        raise Refused(Problem("job.unknown", "", {"name": name, "known": ", ".join(known) or "none"}))
    question = question_of(name, arguments)
    before = Job.objects.filter(question=question).exclude(state__in=AGAIN).first()
    if before is not None:
        return str(before.token)
    with work(by.code, clock.now()) as piece:
        job, is_new = Job.objects.get_or_create(
            question=question,
            defaults={
                "token": secrets.token_urlsafe(12),
                "name": name,
                "arguments": dict(arguments),
                "asked_by": by.code,
                "asked_at": to_ms(piece.at),
            },
        )
        if is_new or _is_begun_anew(job):
            run_job.enqueue(job.token)
        _tell(piece, "job.asked", job, by)
    return job.token


def is_asked(name: str, arguments: Mapping[str, Any]) -> bool:
    """Whether a job was asked for before, whatever came of it."""
    return Job.objects.filter(question=question_of(name, arguments)).exists()


def cancel(token: str, *, by: Actor, key: str = "", program: int = 0) -> None:
    """Ask a job to stop: at once when it waits, at its next step when it runs.

    With a key that was used before nothing is done again. The event names the number of a program's token.

    Raises
    ------
    Refused
        `job.not-found`, `job.ended`, or `request.key-reused` for a key that was used for other work.
    """
    before = told_before(by, key, REALM)
    if before and before["row"] != found(token).pk:
        raise Refused(Problem("request.key-reused", "Idempotency-Key", {"key": key}))

    def do(piece: Work, full: str | None) -> int:
        job = found(token)
        at = to_ms(piece.at)
        waiting = Job.objects.filter(pk=job.pk, state="waiting").update(state="cancelled", ended_at=at)
        if not waiting and not Job.objects.filter(pk=job.pk, state="running").update(is_to_stop=True):
            raise Refused(Problem("job.ended"))
        _tell(piece, "job.cancelled", job, by, full, **({"token": program} if program else {}))
        return int(job.pk)

    once(by, key, do, realm=REALM)


def found(token: str) -> Job:
    """Row of a job.

    Raises
    ------
    Refused
        `job.not-found`.
    """
    job = Job.objects.filter(token=token).first()
    if job is None:
        raise Refused(Problem("job.not-found", "", {"name": token[:40]}))
    return job


def token_of(number: int) -> str:
    """Token of the job of a number."""
    return str(Job.objects.values_list("token", flat=True).get(pk=number))


def question_of(name: str, arguments: Mapping[str, Any]) -> str:
    """Hash that is equal for equal questions."""
    text = json.dumps([name, arguments], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _is_begun_anew(job: Job) -> bool:
    fresh = {"state": "waiting", "is_to_stop": False, "done": 0, "total": 0, "stage": "", "problems": []}
    return bool(Job.objects.filter(pk=job.pk, state__in=AGAIN).update(**fresh, ended_at=None))


def _tell(piece: Work, verb: str, job: Job, by: Actor, key: str | None = None, **more: int) -> None:
    told = {"row": job.pk, "name": job.name, "question": job.question, "by_person": by.person, **more}
    piece.tell(verb, job.token, told, key=key)
