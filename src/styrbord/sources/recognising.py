"""Which format does a file have, and what does it hold?"""

from functools import cache
from pathlib import Path

from styrbord.core.base.catalogue import modules_in
from styrbord.core.base.problems import Problem, Refused
from styrbord.sources.formats._format import Content, Format, Wanted
from styrbord.sources.formats._likely import problem_of
from styrbord.sources.formats._problems import damaged, too_large

FORMATS = "styrbord.sources.formats"
START = 1 << 16
MOST_BYTES = 128 << 20


@cache
def formats() -> tuple[Format, ...]:
    """All formats, the most particular first."""
    found = [module.FORMAT for module in modules_in(FORMATS).values()]
    return tuple(sorted(found, key=lambda format_: (format_.order, format_.code)))


def recognised(path: Path) -> Format:
    """The format of a file, known by its content."""
    start = _start(path)
    for format_ in formats():
        if format_.recognises(start, path):
            return format_
    raise Refused(problem_of(start, path))


def read_content(path: Path, wanted: Wanted) -> Content:
    """What a file holds, whatever its format."""
    return recognised(path).read(path, wanted)


def _start(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(START)
    except FileNotFoundError as cause:
        raise Refused(Problem("file.missing", params={"path": path})) from cause
    except OSError as cause:
        raise damaged(cause.strerror) from cause
    if not start.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise Refused(Problem("file.empty"))
    if size > MOST_BYTES:
        raise too_large(size, MOST_BYTES, "bytes")
    return start
