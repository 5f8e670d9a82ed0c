"""How is one event shown to be in the ledger, to somebody who has no database?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrbord.core.base.ledger import merkle
from styrbord.core.base.ledger.seals import Head

FORM = "styrbord-proof/1"


@dataclass(frozen=True, slots=True)
class Proof:
    """An event's canonical text, its place in a sealed batch, and the path to the batch's root."""

    event: str
    sequence: int
    index: int
    size: int
    path: tuple[str, ...]

    def root(self) -> str:
        """Root that the proof leads to, hexadecimal; empty when the path fits no tree of that size.

        Returns
        -------
        str
        """
        digest = merkle.leaf(self.event.encode("utf-8", "surrogatepass"))
        found = merkle.root_from(digest, self.index, self.size, [bytes.fromhex(one) for one in self.path])
        return found.hex() if found else ""

    def text(self) -> str:
        """The proof as it is handed over.

        Returns
        -------
        str
            JSON.
        """
        said = {
            "form": FORM,
            "event": self.event,
            "sequence": self.sequence,
            "index": self.index,
            "size": self.size,
            "path": self.path,
            "root": self.root(),
        }
        return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def proof(number: int, rows: Sequence[tuple[int, bytes]], sequence: int) -> Proof:
    """Proof for an event of a batch.

    Parameters
    ----------
    number : int
        The event's; it is in the batch.
    rows : sequence of (int, bytes)
        Number and canonical bytes of the whole batch, in order.
    sequence : int
        Of the batch's seal.

    Returns
    -------
    Proof

    Examples
    --------
    >>> rows = [(number, b"{}%d" % number) for number in range(1, 6)]
    >>> made = proof(3, rows, 1)
    >>> made.root() == merkle.root([merkle.leaf(content) for _, content in rows]).hex()
    True
    >>> read_proof(made.text()) == made
    True
    """
    leaves = [merkle.leaf(content) for _, content in rows]
    index = [one for one, _ in rows].index(number)
    event = rows[index][1].decode("utf-8", "surrogatepass")
    path = tuple(digest.hex() for digest in merkle.path(index, leaves))
    return Proof(event, sequence, index, len(rows), path)


def read_proof(text: str) -> Proof | None:
    """Proof of a text; None when it is none.

    Parameters
    ----------
    text : str

    Returns
    -------
    Proof or None

    Examples
    --------
    >>> read_proof("[]") is None
    True
    """
    try:
        said = json.loads(text)
        if said["form"] != FORM:
            return None
        event, sequence, index, size = (said[name] for name in ("event", "sequence", "index", "size"))
        path = tuple(bytes.fromhex(one).hex() for one in said["path"])
        if type(event) is not str or {type(one) for one in (sequence, index, size)} != {int}:
            return None
        return Proof(event, sequence, index, size, path)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def holds(given: Proof, heads: Mapping[int, Head]) -> bool:
    """Whether a published head has the root that the proof leads to.

    Parameters
    ----------
    given : Proof
    heads : mapping of int to Head
        Published heads by sequence.

    Returns
    -------
    bool

    Examples
    --------
    >>> holds(proof(1, [(1, b"{}")], 1), {})
    False
    """
    head = heads.get(given.sequence)
    return head is not None and bool(given.root()) and head.root == given.root()
