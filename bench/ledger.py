"""How long do sealing, verifying, backing up and restoring a large ledger take, and how much memory?

Run as `STYRBORD_DATABASE=... python -m bench.ledger EVENTS`; the database must be new.
"""

import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from bench.site import migrate, vendor
from styrbord.services import backups, ledger
from styrbord.store.ledger.models import Event

Answer = TypeVar("Answer")
BLOCK = 5_000


def told(count: int) -> Iterator[Event]:
    """Events as a busy installation tells them."""
    for number in range(1, count + 1):
        yield Event(
            at=1_700_000_000_000 + number,
            actor=f"post-{number % 300}",
            verb="submission.approved",
            about=f"form-{number % 900}",
            data={
                "edition": number,
                "level": number % 3,
                "sha256": f"{number:064x}",
                "person": "p-0123456789ab",
            },
            idempotency_key=f"{number:040x}",
        )


def timed(what: str, doing: Callable[[], Answer]) -> Answer:
    """Do it, and say how long it took and what memory the process has needed so far."""
    start = perf_counter()
    answer = doing()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{vendor():11} {what:22} {perf_counter() - start:7.2f} s, peak {peak:.0f} MB", flush=True)
    return answer


def main(count: int) -> None:
    """Fill, then measure each."""
    migrate()
    events = told(count)
    for _ in range(0, count, BLOCK):
        Event.objects.bulk_create(next(events) for _ in range(BLOCK))
    with tempfile.TemporaryDirectory() as name:
        heads = Path(name) / "heads"
        timed(f"seal {count:,}", lambda: ledger.seal(heads=heads))
        timed("seal nothing new", lambda: ledger.seal(heads=heads))
        verified = timed("verify", lambda: ledger.verify(heads=heads))
        assert verified.problem is None, verified.problem
        timed("proof", lambda: ledger.prove(count // 2))
        timed("backup", lambda: backups.backup(Path(name) / "backup"))
        size = (Path(name) / "backup").stat().st_size
        print(f"{vendor():11} {len(heads.read_text().splitlines())} heads; backup of {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]))
