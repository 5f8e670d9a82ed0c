"""How does one worker take jobs from the queue, until it is told to stop?"""

import logging
import os
from threading import Event, Thread

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from styrbord.services import jobs
from styrbord.services.jobs.asking import run_job

EVERY = 2.0
LOOKING = 30.0


def serve(*, is_once: bool = False) -> None:
    """Take jobs one after the other: all that wait, or also those to come, until a signal."""
    stop = Event()
    wake()
    if not is_once:
        Thread(target=_keep_waking, args=(stop,), daemon=True).start()
    worker = Worker(
        queue_names=["default"],
        interval=EVERY,
        batch=is_once,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.uname().nodename[:40]}-{os.getpid()}",
        excluded_queue_names=[],
    )
    if not is_once:
        worker.configure_signals()
    try:
        worker.run()
    finally:
        stop.set()


def wake() -> None:
    """Put jobs whose worker is gone into the queue again."""
    for token in jobs.revive():
        run_job.enqueue(token)


def _keep_waking(stop: Event) -> None:
    while not stop.wait(LOOKING):
        try:
            wake()
        except Exception:  # the next look comes
            logging.getLogger(__name__).exception("looking for lost jobs")
        close_old_connections()
