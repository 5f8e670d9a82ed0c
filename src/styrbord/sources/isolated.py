"""How is a foreign file read in a process of its own?

A process is run as `python -m styrbord.sources.child ASKED.json ANSWER.json`, or by another module that calls
`main` with its reader: the first file holds the request and the limits, the second gets whether the file was
read, and the problems when it was not. Lines of progress go to the standard output; whatever an operator
should know goes to the standard error.
"""

import gc
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress
from styrbord.core.collection.account_json import problem_words
from styrbord.sources.asking import Request
from styrbord.sources.limits import limit, peak_memory, stay_alone

GAP = 0.1
Reader = Callable[[Request, Progress], object]
define(
    "reading.failed",
    "The file could not be read, and the reason is not known.",
    "Save it anew in a spreadsheet program, or as CSV; if it still fails, tell who runs this installation.",
)
define(
    "reading.too-much-memory",
    "Reading the file takes more than {most} MB of memory.",
    "Split it, or give the sheet that you need.",
)


def main(read: Reader) -> None:
    """Read what is asked for, within limits, and write the answer."""
    lines = _own_output()
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    gc.disable()  # millions of cells in no circle: looking for circles took half of the time
    limit(asked["memory"], asked["seconds"])
    stay_alone()
    answer = answer_to(asked, read, _Lines(lines))
    Path(sys.argv[2]).write_text(json.dumps(answer), encoding="utf-8")


def answer_to(asked: Mapping[str, Any], read: Reader, progress: Progress) -> dict[str, Any]:
    """Read, and say how it went; whatever happens inside becomes an answer."""
    try:
        read(Request.from_json(asked["request"]), progress)
    except Refused as refusal:
        return _refused(*refusal.problems)
    except BaseException as error:  # a panic of a library is no Exception
        logging.exception("reading failed")
        if _is_of_memory(error):
            return _refused(Problem("reading.too-much-memory", params={"most": asked["memory"] >> 20}))
        return _refused(Problem("reading.failed"))
    return {"is_read": True, "problems": [], "peak": peak_memory()}


def _refused(*problems: Problem) -> dict[str, Any]:
    return {
        "is_read": False,
        "problems": [problem_words(one) for one in problems[:1000]],
        "peak": peak_memory(),
    }


def _is_of_memory(error: BaseException | None) -> bool:
    """Whether an error, or what it came from, is that there was no more memory."""
    while error is not None:
        words = str(error).lower()
        if isinstance(error, MemoryError) or "allocate memory" in words or "failed to map" in words:
            return True
        error = error.__cause__ or error.__context__
    return False


def _own_output() -> TextIO:
    """The standard output for progress alone; what libraries print goes to the standard error."""
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    return lines


class _Lines:
    """Writes progress as lines, not more than some a second."""

    def __init__(self, lines: TextIO) -> None:
        self._lines = lines
        self._last = 0.0
        self._stage = ""

    def __call__(self, done: int, total: int, stage: str) -> None:
        now = time.monotonic()
        if stage != self._stage or now - self._last >= GAP:
            self._last, self._stage = now, stage
            self._lines.write(f"{done} {total} {stage}\n")
