"""Is the ledger as it was sealed and published, and what is newer than its last seal?"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from styrbord.core.base.ledger import chain
from styrbord.core.base.ledger.findings import problem_of
from styrbord.core.base.ledger.seals import Head
from styrbord.core.base.ledger.walking import Walked, walk
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.progress import Progress, silent
from styrbord.services.ledger import heads_file
from styrbord.store.ledger.sealing import Ledger


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
    found = walked.finding
    problem = problem_of(found, ledger.newest(found.last)) if found else None
    return Verified(walked, ledger.count(walked.last), len(published), file, problem)


def _published(file: Path) -> Mapping[int, Head]:
    """Heads of the file; none are asked for before the first seal."""
    try:
        return heads_file.heads_in(file)
    except Refused as refusal:
        if refusal.problems[0].code == "ledger.heads-missing" and not Ledger().newest_seal():
            return {}
        raise
