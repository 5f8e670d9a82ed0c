"""What do readers get to know of versions of a plan, and of requests to change it?"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class VersionNote:
    """A version of the plan; `change` is the token of the request that made it, "" = none."""

    number: int
    at: datetime
    by: str
    change: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class DeltaNote:
    """One number that a change request moves: `what` is line, result or date."""

    what: str
    code: str
    before: str
    after: str
    change: str


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """A change request over one or several plans, with numbers before and after."""

    token: str
    state: str
    revision: int
    plans: tuple[str, ...]
    deltas: tuple[DeltaNote, ...]
    reason: str
    begun_on: date
    begun_by: str
    decided_on: date | None
    document: str
    verbs: tuple[str, ...] = ()
