"""How is the n-th call of the system let fail, in this process, once its start is over?

libfiu stands before the calls: `under_fiu` begins the bench anew with it. A call fails by a number of an
error that is chosen, once or from then on, so that every place where it may fail is tried in turn.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

CALLS = ("posix/io/sync/fdatasync", "posix/io/rw/pwrite")
"""What SQLite calls through Python; `fsync` and `pwrite64` never come."""
ERRORS = (errno.EIO, errno.ENOSPC)
PRELOADED = "fiu_posix_preload"
Asked = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


@dataclass
class Fault:
    """One call that fails: the n-th, and all later ones where it lasts; it counts as they come."""

    call: str
    at: int
    error: int
    is_lasting: bool
    seen: int = 0
    fired: int = 0

    def asked(self, *_: object) -> int:
        """Whether this call fails."""
        self.seen += 1
        does_fail = self.seen >= self.at if self.is_lasting else self.seen == self.at
        self.fired += does_fail
        return int(does_fail)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Let it happen meanwhile."""
        fiu, name = ctypes.CDLL("libfiu.so.0"), self.call.encode()
        fiu.fiu_enable_external.argtypes = [
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_uint,
            Asked,
        ]
        asked = Asked(self.asked)
        if fiu.fiu_enable_external(name, 1, self.error, 0, asked):
            raise RuntimeError(f"libfiu does not know {self.call}")
        try:
            yield
        finally:
            fiu.fiu_disable(name)


class Sweep:
    """Which call fails in the next trial: the first, the second, until all is done untouched; then others."""

    def __init__(self, kinds: Sequence[tuple[str, int, bool]] = ()) -> None:
        """Begin with the first call of the first kind."""
        self.kinds = tuple(kinds) or tuple(
            (call, error, is_lasting) for call in CALLS for error in ERRORS for is_lasting in (False, True)
        )
        self.at, self.number, self.ends = 1, 0, 0

    def fault(self) -> Fault:
        """What fails now."""
        call, error, is_lasting = self.kinds[self.number % len(self.kinds)]
        return Fault(call, self.at, error, is_lasting)

    def next(self, *, is_untouched: bool) -> None:
        """Go on to the next call, or to the first of the next kind when nothing failed any more."""
        self.at = 1 if is_untouched else self.at + 1
        self.number += is_untouched
        self.ends += is_untouched


def under_fiu(module: str) -> None:
    """Begin this bench anew with libfiu before the calls of the system, unless it is there."""
    if PRELOADED in os.environ.get("LD_PRELOAD", ""):
        return
    if not shutil.which("fiu-run"):
        raise SystemExit("fiu-run is missing.\nInstall it as root: apt install fiu-utils")
    words = ["fiu-run", "-x", "-f", "", sys.executable, "-W", "ignore", "-m", module, *sys.argv[1:]]
    os.execvp(words[0], words)
