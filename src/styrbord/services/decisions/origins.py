"""Which deviation does a decision come from, and which one does a missed effect of it open?"""

from styrbord.core.base.problems import Refused
from styrbord.core.strategy.decisions.model import Proposal
from styrbord.figures.deviations import DeviationLine
from styrbord.services import deviations
from styrbord.services.decisions.notes import OriginNote
from styrbord.services.reading import Reading
from styrbord.store.steering.models import Decision

DEVIATION = "deviation"


def note(reading: Reading, row: Decision, said: Proposal) -> OriginNote | None:
    """The deviation that a decision comes from, for whoever sees that."""
    line = _line(reading, said.origin) if said.origin_kind == DEVIATION else None
    return OriginNote(said.origin, str(line.state), line.decision == row.token) if line else None


def seen(reading: Reading, token: str) -> str:
    """Token of a deviation that the reader sees, else nothing."""
    return token if token and _line(reading, token) else ""


def corrected(reading: Reading, kind: str, origin: str) -> str:
    """Decision whose missed effect opened the deviation that a proposal comes from; else nothing."""
    line = _line(reading, origin) if kind == DEVIATION else None
    return str(line.signal.evidence.get("decision", "")) if line else ""


def _line(reading: Reading, token: str) -> DeviationLine | None:
    try:
        return deviations.find(reading, token).line
    except Refused:
        return None
