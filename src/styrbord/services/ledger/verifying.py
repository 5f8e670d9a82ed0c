"""Is the ledger as it was sealed and published, and what is newer than its last seal?"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from styrbord.core.base.ledger import chain
from styrbord.core.base.ledger.seals import Head
from styrbord.core.base.ledger.walking import Fault, Finding, Walked, walk
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.services.ledger import heads_file
from styrbord.store.ledger.sealing import Ledger

_HOLDS = "All before holds. Keep the database as it is, and compare with a backup of before."
_WORDS = {
    Fault.CHANGED: "Event {first} is not the one that was sealed.",
    Fault.MISSING: "Event {first} was sealed and is gone.",
    Fault.ADDED: "Event {first} was added among sealed ones.",
    Fault.SEAL: "Seal {sequence}, of events {first} to {last}, is not the one that was made.",
    Fault.UNSEALED: "Seal {sequence} is gone; its events {first} to {last} are there and as they were.",
    Fault.REWRITTEN: "Among events {first} to {last} something was changed, and all hashes after it were made"
    " anew: seal {sequence} is not the one that was published.",
    Fault.CUT: "Events up to {last} were sealed and published. Among {first} to {last} some are gone or"
    " changed; the last that is there is {newest}.",
}
for _fault, _said in _WORDS.items():
    define(f"ledger.{_fault}", _said, _HOLDS)


@dataclass(frozen=True, slots=True)
class Verified:
    """How far the ledger holds, what is newer than the last seal, and the first thing that is wrong."""

    walked: Walked
    newer: int
    heads: int
    file: Path | None
    problem: Problem | None


def verify(*, heads: Path | None = None, chain_alone: bool = False, progress: Progress = silent) -> Verified:
    """Walk all seals and events and compare them with the published heads.

    The chain alone misses an end that was cut off or rewritten as a whole.

    Raises
    ------
    Refused
        If there is no file of heads, or it is broken.
    """
    file = None if chain_alone else heads_file.place(heads)
    published = _published(file) if file else {}
    ledger = Ledger()
    total = ledger.count()
    start = chain.genesis(ledger.identity())
    walked = walk(
        start,
        ledger.seals(),
        ledger.events,
        heads=published,
        step=lambda so_far: progress(so_far.events, total, "verify"),
    )
    newer = ledger.count(walked.last)
    return Verified(walked, newer, len(published), file, _problem(walked.finding, ledger))


def _published(file: Path) -> Mapping[int, Head]:
    """Heads of the file; none are asked for before the first seal."""
    try:
        return heads_file.heads_in(file)
    except Refused as refusal:
        if refusal.problems[0].code == "ledger.heads-missing" and not Ledger().newest_seal():
            return {}
        raise


def _problem(finding: Finding | None, ledger: Ledger) -> Problem | None:
    if finding is None:
        return None
    said = {"first": finding.first, "last": finding.last, "sequence": finding.sequence}
    return Problem(f"ledger.{finding.fault}", "", {**said, "newest": ledger.newest(finding.last)})
