"""What is kept of a sealed batch of events, inside the database and outside of it?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from styrbord.core.base.ledger import chain, merkle

BATCH = 1024
BEFORE_ALL = -(2**63)
Content = tuple[int, bytes | None]


@dataclass(frozen=True, slots=True)
class Head:
    """One line that is published: after which event the chain had which hash; hashes are hexadecimal."""

    sequence: int
    at: datetime
    last: int
    digest: str
    previous: str
    root: str

    def line(self) -> str:
        """The head as it is published.

        Returns
        -------
        str

        Examples
        --------
        >>> Head(1, datetime(2026, 1, 1, tzinfo=UTC), 9, "ab", "cd", "ef").line()
        '1 2026-01-01T00:00:00.000Z 9 ab cd ef'
        """
        moment = self.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return f"{self.sequence} {moment} {self.last} {self.digest} {self.previous} {self.root}"


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed batch: its head, the number of its first event, and the hash of each row (see `packed`)."""

    head: Head
    first: int
    links: bytes


def read_head(line: str) -> Head | None:
    """Head of a published line; None when it is none.

    Parameters
    ----------
    line : str

    Returns
    -------
    Head or None

    Examples
    --------
    >>> read_head("1 2026-01-01T00:00:00.000Z 9 ab cd ef").last
    9
    >>> read_head("1 yesterday 9 ab cd ef") is None
    True
    """
    try:
        sequence, at, last, digest, previous, root = line.split(" ")
        moment = datetime.fromisoformat(at)
        return Head(int(sequence), moment.astimezone(UTC), int(last), digest, previous, root)
    except ValueError:
        return None


def read_heads(lines: Iterable[str]) -> tuple[Mapping[int, Head], int]:
    """Heads of a file by sequence, and the number of the first line that does not fit (0 = none).

    Lines follow each other: sequences without a gap, each hash the next line's previous one. A file may begin
    later than the chain.

    Parameters
    ----------
    lines : iterable of str

    Returns
    -------
    tuple of mapping and int

    Examples
    --------
    >>> heads, bad = read_heads(["4 2026-01-01T00:00:00.000Z 9 ab cd ef", "6 x"])
    >>> list(heads), bad
    ([4], 2)
    """
    heads: dict[int, Head] = {}
    before: Head | None = None
    for number, line in enumerate(lines, 1):
        head = read_head(line.rstrip("\n"))
        if head is None or (before and not _follows(before, head)):
            return heads, number
        heads[head.sequence] = before = head
    return heads, 0


def _follows(before: Head, head: Head) -> bool:
    return (head.sequence, head.previous) == (before.sequence + 1, before.digest) and head.last > before.last


def seal(sequence: int, at: datetime, previous: bytes, rows: Sequence[tuple[int, bytes]]) -> Seal:
    """Seal of a batch of rows.

    Parameters
    ----------
    sequence : int
        1 for the first batch.
    at : datetime
        Moment of the sealing.
    previous : bytes
        Hash of the row before the first, or the genesis.
    rows : sequence of (int, bytes)
        Number and canonical bytes of each row, in order; at least one.

    Returns
    -------
    Seal

    Examples
    --------
    >>> made = seal(1, datetime(2026, 1, 1, tzinfo=UTC), chain.genesis("here"), [(3, b"{}"), (4, b"{}")])
    >>> made.first, made.head.last, len(made.links)
    (3, 4, 80)
    """
    links: dict[int, bytes] = {}
    digest = previous
    for number, content in rows:
        links[number] = digest = chain.link(digest, content)
    root = merkle.root([merkle.leaf(content) for _, content in rows])
    head = Head(sequence, at, rows[-1][0], digest.hex(), previous.hex(), root.hex())
    return Seal(head, rows[0][0], chain.packed(links))
