"""How is a foreign file read without the reader's process ever touching its bytes?"""

import json
import logging
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from styrbord.core.base.problems import KINDS, Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.collection.account_json import problem_of
from styrbord.services.imports.scanning import scan
from styrbord.sources import budget_child, child
from styrbord.sources.asking import Request
from styrbord.sources.budget_table import KIND as BUDGET
from styrbord.sources.form_book import child as book_child
from styrbord.sources.form_book.reading import KIND
from styrbord.sources.formats._problems import too_large
from styrbord.sources.limits import MB, MEMORY, SECONDS
from styrbord.sources.portfolio_book import child as portfolio_child
from styrbord.sources.portfolio_book.reading import KIND as PORTFOLIO
from styrbord.sources.recognising import formats
from styrbord.sources.said import ACCOUNT

MOST_BYTES = 100 * MB
BEAT = 0.2
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT")
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS")
_LOG = logging.getLogger("styrbord.imports")
CHILDREN = {
    "": child.__name__,
    KIND: book_child.__name__,
    PORTFOLIO: portfolio_child.__name__,
    BUDGET: budget_child.__name__,
}
"""Module that is run to read each kind of request."""

define(
    "reading.too-long",
    "Reading the file takes more than {most} seconds.",
    "Split it, or give the sheet that you need.",
)
define(
    "reading.out-taken",
    "'{path}' is there already and was not made by a reading.",
    "Give a folder that does not exist yet.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file that was read: the directory of its parts, its account, and the memory that it took."""

    directory: Path
    account: Mapping[str, Any]
    peak: int = 0


def read_in_child(
    request: Request, *, progress: Progress = silent, seconds: float = SECONDS, memory: int = MEMORY
) -> Outcome:
    """Read a file in a process with limits; `request.out` appears whole or not at all.

    An earlier reading in `request.out` is replaced. `progress` may raise, which ends the reading.
    Raises `Refused` with what the reader said, or `reading.too-long`, `reading.too-much-memory`,
    `reading.failed`, `reading.out-taken`, `file.missing`, `file.too-large`, `file.infected` and
    `file.not-scanned`.
    """
    _check(request)
    formats()  # their problems have words from now on
    request.out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{request.out.name}-", dir=request.out.parent))
    try:
        answer = _answer(request, work, progress, seconds, memory)
        if not answer["is_read"]:
            raise Refused([problem_of(words) for words in answer["problems"]])
        _move(work / "out", request.out, work / "before")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    account = json.loads((request.out / ACCOUNT).read_text(encoding="utf-8"))
    return Outcome(request.out, account, answer["peak"])


def _check(request: Request) -> None:
    for path in filter(None, (request.path, request.structure)):
        if not path.is_file():
            raise Refused(Problem("file.missing", params={"path": path}))
        if (size := path.stat().st_size) > MOST_BYTES:
            raise too_large(size, MOST_BYTES, "bytes", path.name)
        scan(path)
    out = request.out
    if out.exists() and not (out.is_dir() and ((out / ACCOUNT).is_file() or not any(out.iterdir()))):
        raise Refused(Problem("reading.out-taken", params={"path": out}))


def _move(made: Path, out: Path, before: Path) -> None:
    if out.exists():
        out.rename(before)
    made.rename(out)


def _answer(
    request: Request, work: Path, progress: Progress, seconds: float, memory: int
) -> Mapping[str, Any]:
    """What the child answers; a child that dies is answered for."""
    asked, answer, log = work / "asked.json", work / "answer.json", work / "log.txt"
    inside = replace(request, path=_under_its_name(request, work), out=work / "out")
    words = {"request": inside.as_json(), "memory": memory, "seconds": int(seconds) + 1}
    asked.write_text(json.dumps(words), encoding="utf-8")
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", CHILDREN[request.kind], asked, answer],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
            start_new_session=True,
        )
        try:
            _follow(process, progress, seconds)
        finally:
            _end(process)
    return _judged(process.returncode, answer, _told(log), seconds, memory)


def _under_its_name(request: Request, work: Path) -> Path:
    """The file under the name by which people know it, for a reader may show it."""
    path = request.path.resolve()
    name = Path(request.name).name
    if not name or name == path.name:
        return path
    (work / "file").mkdir()
    known = work / "file" / name
    known.symlink_to(path)
    return known


def _environment() -> dict[str, str]:
    """Environment of the child: no secret of this process, one thread."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **dict.fromkeys(_ONE_THREAD, "1"), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _follow(process: subprocess.Popen[bytes], progress: Progress, seconds: float) -> None:
    """Hand on the child's progress until it ends or its time is over."""
    if process.stdout is None:
        return
    end = time.monotonic() + seconds
    last, rest = (0, 0, "opening"), b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while True:
            if (left := end - time.monotonic()) <= 0:
                raise Refused(Problem("reading.too-long", params={"most": round(seconds)}))
            if waiting.select(min(BEAT, left)):
                piece = os.read(process.stdout.fileno(), 1 << 16)
                if not piece:
                    break
                *lines, rest = (rest + piece).split(b"\n")
                last = _step(lines, last)
            progress(*last)
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(end - time.monotonic(), BEAT))


def _step(lines: list[bytes], last: tuple[int, int, str]) -> tuple[int, int, str]:
    """The newest step that the lines tell."""
    for line in reversed(lines):
        parts = line.decode("utf-8", "replace").split(" ", 2)
        if len(parts) == 3 and parts[0].isdigit() and parts[1].isdigit():
            return int(parts[0]), int(parts[1]), parts[2][:40]
    return last


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing of the child outlives the reading."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


def _told(log: Path) -> str:
    """The end of what the child said to an operator."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 8000))
        return file.read().decode("utf-8", "replace")


def _judged(code: int, answer: Path, log: str, seconds: float, memory: int) -> Mapping[str, Any]:
    if log:
        _LOG.info("the reader said: %s", log)
    if code == 0 and answer.is_file():
        return _known(json.loads(answer.read_text(encoding="utf-8")))
    if code == -signal.SIGXCPU:
        raise Refused(Problem("reading.too-long", params={"most": round(seconds)}))
    if code == -signal.SIGKILL or "memory allocation" in log or "MemoryError" in log:
        raise Refused(Problem("reading.too-much-memory", params={"most": memory >> 20}))
    raise Refused(Problem("reading.failed"))


def _known(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer, with no problem in it that this process has no words for."""
    for words in answer["problems"]:
        if words["code"] not in KINDS:
            words.update(code="reading.failed", params={})
    return answer
