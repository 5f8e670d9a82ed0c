"""Through which states do methods, runs and appeals of ratings go, and who may move them?

The tables are the rule: a line that is not there is refused. `RULES` is written into every event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.people.roles import Action

RULES = "rating/1"


class VersionState(StrEnum):
    """Where a version of a method stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class RunState(StrEnum):
    """Where a computed rating stands."""

    MADE = "made"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUCCEEDED = "succeeded"
    WITHDRAWN = "withdrawn"


class AppealState(StrEnum):
    """Where an appeal against a grade stands."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition: the rights that allow it (none: the program itself), and where it leads.

    `is_other` asks for another person than those who drafted or asked, `needs_reason` for words.
    """

    state: str
    verb: str
    actions: tuple[Action, ...]
    leads_to: str
    told: str
    is_other: bool
    needs_reason: bool


_TABLES = {
    "version": """
state      verb      actions      leads-to   told       other reason
draft      change    analyse      draft      changed    .     .
draft      approve   own          approved   approved   x     .
draft      withdraw  analyse,own  withdrawn  withdrawn  .     x
approved   withdraw  own          withdrawn  withdrawn  .     x
""",
    "run": """
state      verb      actions      leads-to   told       other reason
made       approve   own          approved   approved   x     .
made       withdraw  analyse,own  withdrawn  withdrawn  .     x
approved   publish   release      published  published  x     .
approved   withdraw  own,release  withdrawn  withdrawn  .     x
published  succeed   -            succeeded  succeeded  .     .
published  withdraw  release      withdrawn  withdrawn  .     x
""",
    "appeal": """
state      verb      actions      leads-to   told       other reason
open       uphold    own,release  upheld     upheld     x     x
open       reject    own,release  rejected   rejected   x     x
""",
}


def _read(table: str) -> tuple[Move, ...]:
    return tuple(_move(*line.split()) for line in table.strip().splitlines()[1:])


def _move(state: str, verb: str, actions: str, leads_to: str, told: str, other: str, reason: str) -> Move:
    allowed = () if actions == "-" else tuple(Action(one) for one in actions.split(","))
    return Move(state, verb, allowed, leads_to, told, other == "x", reason == "x")


MOVES: Mapping[str, tuple[Move, ...]] = {kind: _read(table) for kind, table in _TABLES.items()}


def move_of(kind: str, state: str, verb: str) -> Move | None:
    """The line of a table; None where there is none.

    Parameters
    ----------
    kind : version, run or appeal
    state, verb : as in the table

    Returns
    -------
    Move or None

    Examples
    --------
    >>> move_of("run", "approved", "publish").leads_to
    'published'
    >>> move_of("run", "made", "publish") is None
    True
    """
    return next((one for one in MOVES[kind] if (one.state, one.verb) == (state, verb)), None)
