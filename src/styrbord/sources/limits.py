"""What may a process take that reads foreign bytes, and what is it never allowed to do?"""

import resource
import sys
from pathlib import Path
from typing import Any

MB = 1 << 20
MEMORY = 512 * MB
SECONDS = 120
FILE_SIZE = 4096 * MB
OPEN_FILES = 64
_STATUS = Path("/proc/self/status")
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.kill",
    "ctypes.",
    "webbrowser.",
    "urllib.",
    "ftplib.",
    "smtplib.",
)


def limit(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Bound this process for the rest of its life: memory, processor time, files.

    What the system does not know is left out, as macOS does not bound memory.
    """
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
    ):
        _lower(kind, most)


def _lower(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (bound, bound))
    except (ValueError, OSError) as cause:
        print(f"limit {kind} of {most} cannot be set: {cause}", file=sys.stderr)  # noqa: T201


def stay_alone() -> None:
    """Refuse from now on whatever reaches out of this process: network, other programs, libraries."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a file that is read asked for {event}")


def peak_memory() -> int:
    """Bytes of memory that this process held at most.

    Linux counts a process from before it began its own program in `ru_maxrss`, so its own line is read.
    """
    try:
        lines = _STATUS.read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:")), 0)
