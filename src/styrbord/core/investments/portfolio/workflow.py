"""Through which states do investments and what belongs to them go, and who may move them?

The tables are the rule: a line that is not there is refused. `RULES` is written into every event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.investments.portfolio.move_tables import TABLES

RULES = "investment/1"


class Stage(StrEnum):
    """Where an investment stands. Delivered is one gate, closed the last."""

    IDEA = "idea"
    APPRAISING = "appraising"
    DECIDED = "decided"
    PROCURING = "procuring"
    EXECUTING = "executing"
    DELIVERED = "delivered"
    REALISING = "realising"
    CLOSED = "closed"
    PAUSED = "paused"
    STOPPED = "stopped"


class Noun(StrEnum):
    """What has a table of its own."""

    INVESTMENT = "investment"
    BENEFIT = "benefit"
    MEASUREMENT = "measurement"
    CHANGE = "change"
    STOP = "stop"
    WAIVER = "waiver"
    CONFORMITY = "conformity"
    OPINION = "opinion"
    ADVICE = "advice"
    OBSTACLE = "obstacle"
    ITEM = "item"
    PROPOSAL = "proposal"


class Standing(StrEnum):
    """Who somebody is to an investment.

    `lead`: acts for the lead body; `owner`: owns the benefit; `operator`: acts for the body that runs what is
    delivered; `party`: acts for another body that takes part, or a plan that is changed; `follow-up`: acts
    for the body named to follow up; `controller`: verifies numbers; `body`: decides gates; `chair`: leads
    the subcommittee; `board`: the board of architecture; `authority`: puts stop orders in force;
    `neighbour`: acts for a body that was asked; `expert`: sits in the group of experts; `program`: nobody.
    """

    LEAD = "lead"
    OWNER = "owner"
    OPERATOR = "operator"
    PARTY = "party"
    FOLLOW_UP = "follow-up"
    CONTROLLER = "controller"
    BODY = "body"
    CHAIR = "chair"
    BOARD = "board"
    AUTHORITY = "authority"
    NEIGHBOUR = "neighbour"
    EXPERT = "expert"
    PROGRAM = "program"


BEFORE = "<before>"
"""Where a pause leads back to."""


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition.

    Attributes
    ----------
    who : any of these may.
    leads_to : state after it; `BEFORE` = the one before the pause.
    told : past tense of its event.
    is_other : whether it takes another person than those who asked for it.
    needs : what has to be said with it.
    guards : names of what has to be so, each a function of its noun.
    """

    noun: Noun
    state: str
    verb: str
    who: frozenset[Standing]
    leads_to: str
    told: str
    is_other: bool
    needs: frozenset[str]
    guards: tuple[str, ...]


def _read(noun: Noun, table: str) -> Mapping[tuple[str, str], Move]:
    _, *lines = (line.split() for line in table.strip().splitlines())
    return {(line[0], line[1]): _move(noun, *line) for line in lines}


def _move(
    noun: Noun, state: str, verb: str, who: str, leads_to: str, told: str, other: str, needs: str, guards: str
) -> Move:
    allowed = frozenset(map(Standing, who.split(",")))
    return Move(
        noun, state, verb, allowed, leads_to, told, other == "x", frozenset(_names(needs)), _names(guards)
    )


def _names(cell: str) -> tuple[str, ...]:
    return () if cell == "." else tuple(cell.split(","))


MOVES: Mapping[Noun, Mapping[tuple[str, str], Move]] = {noun: _read(noun, TABLES[noun]) for noun in Noun}


def move_of(noun: Noun, state: str, verb: str) -> Move | None:
    """The line of a table; None where there is none.

    Returns
    -------
    Move or None

    Examples
    --------
    >>> move_of(Noun.INVESTMENT, Stage.EXECUTING, "deliver").leads_to
    'delivered'
    >>> move_of(Noun.INVESTMENT, Stage.DELIVERED, "close") is None
    True
    """
    return MOVES[noun].get((state, verb))


def verbs_in(noun: Noun, state: str) -> tuple[str, ...]:
    """What somebody may do in a state, in the order of the table, without what the program alone does.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> verbs_in(Noun.INVESTMENT, Stage.PAUSED)
    ('resume', 'stop')
    """
    return tuple(
        one.verb
        for one in MOVES[noun].values()
        if one.state == state and one.who != frozenset({Standing.PROGRAM})
    )


def states_of(noun: Noun) -> frozenset[str]:
    """States that occur in a table, those that nothing leaves too.

    Returns
    -------
    frozenset of str
    """
    moves = MOVES[noun].values()
    return frozenset({one.state for one in moves} | {one.leads_to for one in moves}) - {BEFORE}
