"""How is one event shown to be in the ledger, to somebody who does not have the database?"""

from pathlib import Path

from styrbord.core.base.ledger import proofs
from styrbord.core.base.ledger.proofs import Proof
from styrbord.core.base.ledger.seals import Head
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services.ledger import heads_file
from styrbord.store.ledger.sealing import Ledger

define(
    "ledger.no-seal",
    "There is no sealed event {event}.",
    "Look up its number; a new one is first sealed with `styrbord ledger seal`.",
)
define(
    "ledger.not-provable",
    "Event {event} is not among those that were sealed as seal {sequence}.",
    "Run `styrbord ledger verify`, which names the first event that was changed.",
)
define(
    "proof.unreadable", "This is no proof.", "Give the file that `styrbord ledger proof` wrote, unchanged."
)
define(
    "proof.wrong",
    "The proof does not lead to the published head {sequence}.",
    "The event or the proof was changed, or the heads are those of another installation.",
)
define(
    "proof.no-head",
    "Head {sequence} is not in this file of heads.",
    "Get the file of heads as it is today.",
)


def prove(event: int) -> str:
    """Text that shows that an event is in the ledger; a thousand events need ten hashes.

    Raises
    ------
    Refused
        `ledger.no-seal` or `ledger.not-provable`.
    """
    ledger = Ledger()
    seal = ledger.seal_of(event)
    if seal is None:
        raise Refused(Problem("ledger.no-seal", "", {"event": event}))
    rows = [(number, content or b"") for number, content in ledger.events(seal.first - 1, seal.head.last)]
    if event not in {number for number, _ in rows}:
        raise Refused(Problem("ledger.no-seal", "", {"event": event}))
    made = proofs.proof(event, rows, seal.head.sequence)
    if made.root() != seal.head.root:
        raise Refused(Problem("ledger.not-provable", "", {"event": event, "sequence": seal.head.sequence}))
    return made.text()


def check(text: str, *, heads: Path) -> tuple[Proof, Head]:
    """The proof and the published head that it leads to; no database is asked.

    Raises
    ------
    Refused
        `proof.unreadable`, `proof.no-head` or `proof.wrong`.
    """
    proof = proofs.read_proof(text)
    if proof is None:
        raise Refused(Problem("proof.unreadable"))
    published = heads_file.heads_in(heads)
    if proof.sequence not in published:
        raise Refused(Problem("proof.no-head", str(heads), {"sequence": proof.sequence}))
    if not proofs.holds(proof, published):
        raise Refused(Problem("proof.wrong", "", {"sequence": proof.sequence}))
    return proof, published[proof.sequence]
