"""How are many foreign files read one after another in one process with limits?

Run as a program it reads requests, one a line, and answers each with a line; `Worker` is its other end.
"""

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from styrbord.core.base.progress import silent
from styrbord.sources.asking import Request
from styrbord.sources.form_book import reading as form_book
from styrbord.sources.isolated import answer_to
from styrbord.sources.limits import MEMORY, limit, peak_memory, stay_alone
from styrbord.sources.reading import read
from styrbord.sources.recognising import formats

ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """A process that reads files; it is started again when it has died."""

    def __init__(self, log: Path, *, keep: bool = False) -> None:
        """Start it; what it says to an operator goes to `log`; `keep` leaves what it wrote."""
        self._log, self._keep = log, keep
        self.deaths: list[int] = []
        self._start()

    def _start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.sources.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )

    def ask(self, path: Path, out: Path, seconds: float = 30, **words: str) -> dict[str, Any]:
        """Answer of the process; one of its death or its silence when it does not answer."""
        request = Request(path, out, **words).as_json()
        asked = {"request": request, "memory": MEMORY, "seconds": 3600}
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        start = time.monotonic()
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.flush()
        line = b""
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            if waiting.select(seconds):
                line = process.stdout.readline()
        if not self._keep:
            shutil.rmtree(out, ignore_errors=True)
        answer = json.loads(line) if line else self._died()
        return {**answer, "time": time.monotonic() - start}

    def _died(self) -> dict[str, Any]:
        """Put a new process in the place of one that is dead or silent."""
        self.close()
        self.deaths.append(self._process.returncode)
        self._start()
        return {"is_read": False, "problems": [], "peak": 0, "died": self.deaths[-1]}

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def main() -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    formats()
    limit(MEMORY, 3600)
    stay_alone()
    for line in sys.stdin:
        asked = json.loads(line)
        reader = form_book.read if asked["request"].get("kind") == form_book.KIND else read
        answer = answer_to(asked, reader, silent)
        answers.write(json.dumps({**answer, "peak": peak_memory()}) + "\n")


if __name__ == "__main__":
    main()
