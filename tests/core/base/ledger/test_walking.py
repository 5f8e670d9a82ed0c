"""Is the first thing found that is not as it was sealed?"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from styrbord.core.base.ledger import chain
from styrbord.core.base.ledger.seals import Content, Head, Seal, read_heads, seal
from styrbord.core.base.ledger.walking import Fault, Walked, walk

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
START = chain.genesis("here")
NUMBERS = (1, 2, 3, 5, 6, 7, 10, 11, 12)  # what was rolled back leaves gaps


@dataclass
class Kept:
    """Nine events in three sealed batches, with their published heads, all to be tampered with."""

    rows: dict[int, bytes] = field(default_factory=lambda: {number: b"row %d" % number for number in NUMBERS})
    seals: list[Seal] = field(default_factory=list)
    heads: dict[int, Head] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Seal and publish."""
        self.reseal(1)
        self.heads = {one.head.sequence: one.head for one in self.seals}

    def reseal(self, first: int) -> None:
        """Seal anew from a batch on, as somebody would who has the database in hand."""
        self.seals = self.seals[: first - 1]
        for sequence in range(first, 4):
            numbers = NUMBERS[3 * sequence - 3 : 3 * sequence]
            rows = [(number, self.rows[number]) for number in numbers if number in self.rows]
            before = bytes.fromhex(self.seals[-1].head.digest) if self.seals else START
            if rows:
                self.seals.append(seal(sequence, NOON, before, rows))

    def events(self, after: int, upto: int) -> Iterator[Content]:
        """Events in order."""
        yield from sorted((number, row) for number, row in self.rows.items() if after < number <= upto)

    def walked(self, *, with_heads: bool = True) -> Walked:
        """The walk over what is there now."""
        return walk(START, self.seals, self.events, heads=self.heads if with_heads else {})

    def found(self, *, with_heads: bool = True) -> tuple[Fault, int, int] | None:
        """Fault and the events among which the first bad one is."""
        finding = self.walked(with_heads=with_heads).finding
        return finding and (finding.fault, finding.first, finding.last)


def test_what_is_as_it_was_sealed_has_no_finding() -> None:
    walked = Kept().walked()
    assert (walked.finding, walked.seals, walked.events, walked.last, walked.compared) == (None, 3, 9, 12, 3)


def test_every_batch_is_told() -> None:
    told: list[int] = []
    kept = Kept()
    walk(START, kept.seals, kept.events, step=lambda walked: told.append(walked.events))
    assert told == [3, 6, 9]


def test_events_after_the_last_seal_are_no_finding() -> None:
    kept = Kept()
    kept.rows[13] = b"new"
    assert kept.found() is None


@pytest.mark.parametrize("number", NUMBERS)
def test_a_change_names_its_row(number: int) -> None:
    kept = Kept()
    kept.rows[number] = b"other"
    assert kept.found(with_heads=False) == (Fault.CHANGED, number, number)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_deletion_names_its_row(number: int) -> None:
    kept = Kept()
    del kept.rows[number]
    assert kept.found(with_heads=False) == (Fault.MISSING, number, number)


@pytest.mark.parametrize("number", [-1, 0, 4, 8, 9])
def test_an_insertion_names_its_row(number: int) -> None:
    kept = Kept()
    kept.rows[number] = b"new"
    assert kept.found(with_heads=False) == (Fault.ADDED, number, number)


def test_a_swap_names_the_first_of_both() -> None:
    kept = Kept()
    kept.rows[2], kept.rows[11] = kept.rows[11], kept.rows[2]
    assert kept.found(with_heads=False) == (Fault.CHANGED, 2, 2)


def test_a_rewriting_to_the_end_is_seen_by_published_heads_only() -> None:
    kept = Kept()
    kept.rows[6] = b"other"
    kept.reseal(2)
    assert kept.found(with_heads=False) is None
    assert kept.found() == (Fault.REWRITTEN, 4, 7)


def test_a_cut_end_is_seen_by_published_heads_only() -> None:
    kept = Kept()
    kept.rows = {number: row for number, row in kept.rows.items() if number < 6}
    kept.reseal(2)
    kept.seals.pop() if len(kept.seals) > 2 else None
    assert kept.found(with_heads=False) is None
    assert kept.found() == (Fault.REWRITTEN, 4, 7)


@pytest.mark.parametrize("left", [0, 1, 2])
def test_seals_that_were_cut_off_with_their_events_are_missed(left: int) -> None:
    kept = Kept()
    kept.seals = kept.seals[:left]
    kept.rows = {number: row for number, row in kept.rows.items() if number in NUMBERS[: 3 * left + 1]}
    assert kept.found(with_heads=False) is None
    assert kept.found() == (Fault.CUT, ([0, *NUMBERS][3 * left]) + 1, NUMBERS[3 * left + 2])


def test_seals_that_were_cut_off_alone_are_told_apart() -> None:
    kept = Kept()
    kept.seals.pop()
    assert kept.found() == (Fault.UNSEALED, 8, 12)


@pytest.mark.parametrize(
    "change",
    [
        {"first": 6},
        {"links": b""},
        {"head": {"sequence": 7}},
        {"head": {"last": 6}},
        {"head": {"digest": "00" * 32}},
        {"head": {"previous": "00" * 32}},
        {"head": {"root": "00" * 32}},
    ],
)
def test_a_changed_seal_is_found_in_its_batch(change: dict[str, Any]) -> None:
    kept = Kept()
    sealed = kept.seals[1]
    head = replace(sealed.head, **change.pop("head", {}))
    kept.seals[1] = replace(sealed, head=head, **change)
    finding = kept.walked(with_heads=False).finding
    assert finding is not None
    assert (finding.fault, finding.sequence) in {(Fault.SEAL, 2), (Fault.SEAL, 7)}
    assert finding.first >= 4


def test_a_seal_that_was_taken_out_is_found() -> None:
    kept = Kept()
    del kept.seals[0]
    assert kept.found(with_heads=False) == (Fault.SEAL, 1, 7)


def test_a_moment_of_sealing_is_held_by_published_heads() -> None:
    kept = Kept()
    head = replace(kept.seals[2].head, at=datetime(2020, 1, 1, tzinfo=UTC))
    kept.seals[2] = replace(kept.seals[2], head=head)
    assert kept.found() == (Fault.SEAL, 8, 12)


def test_heads_survive_their_lines() -> None:
    heads = Kept().heads
    lines = [head.line() + "\n" for head in heads.values()]
    assert read_heads(lines) == (heads, 0)
    assert read_heads(lines[1:]) == ({2: heads[2], 3: heads[3]}, 0)
    for broken in ([lines[0], lines[2]], [lines[0], lines[1].replace(" ", "", 1)], [lines[0], lines[0]]):
        assert read_heads(broken)[1] == 2
