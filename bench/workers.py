"""What does a process of the program acknowledge before it dies or is stopped?

Each worker is forked from a process that has read the program already, so that a trial takes no longer than
its work does. No connection is carried over; nor may the forking process have computed with polars, whose
threads a fork leaves behind: what a bench prepares is done by a worker of its own (`apart`).
"""

import io
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from typing import TextIO

import xarray
from django.db import DatabaseError, connections

from styrbord.services.trouble import trouble_of

POLL = 0.005
TOLD, NOT_TOLD = 3, 4
"""How a worker ends that met a trouble which the program knows, or an error which it does not."""
Line = tuple[int, str, object]


class Worker:
    """A forked process that writes a line of JSON for each move that was acknowledged."""

    def __init__(self, work: Callable[[TextIO], object]) -> None:
        """Begin the work; whatever stops it is its last word."""
        connections.close_all()
        self._out = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  (closed by ended)
        sys.stdout.flush()
        self.pid = os.fork()
        if not self.pid:
            os._exit(_ended(work, self._out))
        self._code: int | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether the process still runs."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code is None

    def begin(self) -> None:
        """Wait for the first acknowledgement."""
        while self.is_at_work and not os.fstat(self._out.fileno()).st_size:
            time.sleep(POLL)

    def kill(self) -> bool:
        """End it by kill -9; whether it was still at work then."""
        if self.is_at_work:
            os.kill(self.pid, signal.SIGKILL)
        return self.wait() == -signal.SIGKILL

    def wait(self, most: float = 120.0) -> int:
        """How it ended; one that does not end by itself is killed."""
        until = time.monotonic() + most
        while self.is_at_work:
            time.sleep(POLL)
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
        return self._code or 0

    def ended(self) -> tuple[list[Line], str]:
        """What was acknowledged, and the last word, which may be empty; a torn last line is left out."""
        self.wait()
        self._out.seek(0)
        lines = [line for line in self._out.read().splitlines(keepends=True) if line.endswith("\n")]
        self._out.close()
        said = [json.loads(line) for line in lines]
        word = said.pop() if said and isinstance(said[-1], str) else ""
        return [(int(month), str(name), answer) for month, name, answer in said], str(word)


def apart(work: Callable[[], object]) -> None:
    """Do something in a process of its own, and end with its words when it fails."""
    xarray.Dataset({"read": ("now", [0.0])})  # it looks for much at the first use; no worker need do it again
    worker = Worker(lambda _: work())
    code, (_, word) = worker.wait(600), worker.ended()
    if code:
        raise SystemExit(word)


def _ended(work: Callable[[TextIO], object], out: TextIO) -> int:
    try:
        work(out)
    except (DatabaseError, OSError) as error:
        trouble = trouble_of(error)
        said = io.StringIO()
        traceback.print_exc(file=said)
        print(json.dumps(f"told as {trouble.value}" if trouble else said.getvalue()), file=out, flush=True)
        return TOLD if trouble else NOT_TOLD
    except BaseException:  # noqa: BLE001  (whatever it is, it is the last word of this process)
        print(json.dumps(traceback.format_exc()), file=out, flush=True)
        return NOT_TOLD
    return 0
