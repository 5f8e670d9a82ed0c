"""How does long work end that a person stops?"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

STOPPED = 130


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C end the work with a sentence; what the work had begun to write it takes away itself.

    Yields
    ------
    None

    Raises
    ------
    SystemExit
        With 130, as terminals expect it.
    """
    try:
        yield
    except KeyboardInterrupt:
        print("Stopped. Nothing was written.", file=sys.stderr)
        raise SystemExit(STOPPED) from None
