"""Which row of the ledger is the first that is not as it was sealed?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from styrbord.core.base.ledger import chain, merkle
from styrbord.core.base.ledger.seals import BEFORE_ALL, Content, Head, Seal

Events = Callable[[int, int], Iterator[Content]]
_NO_HEADS: Mapping[int, Head] = {}


class Fault(StrEnum):
    """What is wrong at the first place that is not as it was sealed."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    SEAL = "seal"
    UNSEALED = "unsealed"
    REWRITTEN = "rewritten"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Finding:
    """The fault, the events among which the first bad one is, and the number of their seal."""

    fault: Fault
    first: int
    last: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Walked:
    """How far the chain holds: seals, events, number and hash of the last one; and what comes then."""

    digest: bytes
    seals: int = 0
    events: int = 0
    last: int = BEFORE_ALL
    head: Head | None = None
    compared: int = 0
    finding: Finding | None = None


def silent(walked: Walked) -> None:
    """Tell nobody how far the walk has come."""


def walk(
    start: bytes,
    seals: Iterable[Seal],
    events: Events,
    *,
    heads: Mapping[int, Head] = _NO_HEADS,
    step: Callable[[Walked], None] = silent,
) -> Walked:
    """Walk all that is sealed, in order, up to the first fault.

    Memory holds one batch at a time. A change, an insertion, a deletion or a swap leads to its row.
    Whoever rewrites all hashes up to the end, or cuts the end off, is seen by published heads only, and
    these tell the batch.

    Parameters
    ----------
    start : bytes
        The genesis.
    seals : iterable of Seal
        In order of sequence.
    events : callable
        Number and canonical bytes (None = unreadable) of the events after one number up to another, in order.
    heads : mapping of int to Head
        Published heads by sequence.
    step : callable
        Told after every batch.

    Returns
    -------
    Walked
        Its `finding` is None when everything is as it was sealed.

    Source: ours, docs/decisions/0014.
    """
    walked = Walked(start)
    for seal in seals:
        head = heads.get(seal.head.sequence)
        finding = (
            _seal_fault(walked, seal)
            or _first_bad(walked, seal, events(walked.last, seal.head.last))
            or _rewritten(walked, seal, head)
        )
        if finding:
            return replace(walked, finding=finding)
        walked = _after(walked, seal, is_compared=head is not None)
        step(walked)
    return replace(walked, finding=_cut(walked, events, heads))


def _after(walked: Walked, seal: Seal, *, is_compared: bool) -> Walked:
    head = seal.head
    return Walked(
        bytes.fromhex(head.digest),
        head.sequence,
        walked.events + sum(1 for _ in chain.unpacked(seal.links)),
        head.last,
        head,
        walked.compared + is_compared,
    )


def _seal_fault(walked: Walked, seal: Seal) -> Finding | None:
    """The seal itself does not follow from the one before, or its parts disagree."""
    numbers = [number for number, _ in chain.unpacked(seal.links)]
    is_sound = (
        seal.head.sequence == walked.seals + 1
        and seal.head.previous == walked.digest.hex()
        and bool(numbers)
        and numbers == sorted(set(numbers))
        and walked.last < seal.first == numbers[0]
        and numbers[-1] == seal.head.last
    )
    last = max(seal.head.last, _next(walked))
    return None if is_sound else Finding(Fault.SEAL, _next(walked), last, walked.seals + 1)


def _first_bad(walked: Walked, seal: Seal, found: Iterator[Content]) -> Finding | None:
    """First event of a batch that is not the one that was sealed."""
    digest, leaves = walked.digest, []
    for number, sealed in chain.unpacked(seal.links):
        there, content = next(found, (number + 1, None))
        if there != number:
            fault = Fault.ADDED if there < number else Fault.MISSING
            return _at(fault, min(there, number), seal)
        digest = chain.link(digest, content or b"")
        if digest != sealed:
            return _at(Fault.CHANGED, number, seal)
        leaves.append(merkle.leaf(content or b""))
    for number, _ in found:
        return _at(Fault.ADDED, number, seal)
    if (digest.hex(), merkle.root(leaves).hex()) != (seal.head.digest, seal.head.root):
        return Finding(Fault.SEAL, seal.first, seal.head.last, seal.head.sequence)
    return None


def _at(fault: Fault, number: int, seal: Seal) -> Finding:
    return Finding(fault, number, number, seal.head.sequence)


def _rewritten(walked: Walked, seal: Seal, head: Head | None) -> Finding | None:
    """The batch agrees with itself, but not with what was published of it."""
    if head is None or head == seal.head:
        return None
    is_chain = (head.digest, head.last) != (seal.head.digest, seal.head.last)
    fault = Fault.REWRITTEN if is_chain else Fault.SEAL
    return Finding(fault, _next(walked), max(head.last, seal.head.last), head.sequence)


def _cut(walked: Walked, events: Events, heads: Mapping[int, Head]) -> Finding | None:
    """Something was published that has no seal here: is at least the chain still there?"""
    head = heads.get(walked.seals + 1) or next(
        (heads[one] for one in sorted(heads) if one > walked.seals), None
    )
    if head is None:
        return None
    digest = walked.digest
    for _, content in events(walked.last, head.last):
        digest = chain.link(digest, content or b"")
    fault = Fault.UNSEALED if digest.hex() == head.digest else Fault.CUT
    return Finding(fault, _next(walked), head.last, head.sequence)


def _next(walked: Walked) -> int:
    return max(walked.last + 1, 1)
