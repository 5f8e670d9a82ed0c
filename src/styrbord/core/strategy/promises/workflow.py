"""Through which states does a promise go, who may move it, and what may never happen?

The table is the rule: a line that is not there is refused. `RULES` is written into every event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RULES = "promise/1"


class State(StrEnum):
    """Where a promise stands.

    `asked`: another post was asked for it and has not answered; `promised`: it stands, whether its day has
    passed or not; `kept`; `refused`: whoever was asked said no; `released`: it is owed no longer.
    """

    ASKED = "asked"
    PROMISED = "promised"
    KEPT = "kept"
    REFUSED = "refused"
    RELEASED = "released"


class Verb(StrEnum):
    """What someone does with a promise."""

    ACCEPT = "accept"
    DECLINE = "decline"
    KEEP = "keep"
    REOPEN = "reopen"
    POSTPONE = "postpone"
    AGREE = "agree"
    REFUSE = "refuse"
    RELEASE = "release"
    HAND_OVER = "hand-over"
    TAKE_OVER = "take-over"
    TURN_DOWN = "turn-down"
    TAKE_BACK = "take-back"
    BREAK = "break"


class Standing(StrEnum):
    """Who somebody is to a promise.

    `holder`: has promised, or is asked to; `asker`: asked for it, or owns indicators there, and does not
    hold it; `asked`: is to take it over; `program`: nobody.
    """

    HOLDER = "holder"
    ASKER = "asker"
    ASKED = "asked"
    PROGRAM = "program"


class Source(StrEnum):
    """What a promise came from; "" = nothing."""

    NOTHING = ""
    DECISION = "decision"
    DEVIATION = "deviation"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition: who may, where it leads, and what has to be said.

    `needs` are names among words, due (a day), to (a post).
    """

    state: State
    verb: Verb
    who: Standing
    leads_to: State
    needs: frozenset[str]


_TABLE = """
state     verb       who      leads-to  needs
asked     accept     holder   promised  .
asked     decline    holder   refused   words
asked     release    asker    released  words
promised  keep       holder   kept      .
promised  postpone   holder   promised  due,words
promised  agree      asker    promised  .
promised  refuse     asker    promised  words
promised  release    asker    released  words
promised  hand-over  holder   promised  to
promised  take-over  asked    promised  .
promised  turn-down  asked    promised  words
promised  take-back  holder   promised  .
promised  break      program  promised  .
kept      reopen     asker    promised  words
"""


def _read(table: str) -> Mapping[tuple[State, Verb], Move]:
    _, *lines = (line.split() for line in table.strip().splitlines())
    moves = [
        Move(State(state), Verb(verb), Standing(who), State(to), frozenset(needs.split(",")) - {"."})
        for state, verb, who, to, needs in lines
    ]
    return {(move.state, move.verb): move for move in moves}


MOVES: Mapping[tuple[State, Verb], Move] = _read(_TABLE)
OPEN = (State.ASKED, State.PROMISED)
"""States in which somebody still has something to do."""
ANSWERING = frozenset({Verb.AGREE, Verb.REFUSE})
"""Verbs that answer the wish for a later day, and need one."""
PENDING = frozenset({Verb.TAKE_OVER, Verb.TURN_DOWN, Verb.TAKE_BACK})
"""Verbs that answer a handing over, and need one."""


def move(state: State, verb: Verb) -> Move | None:
    """The legal transition of a verb in a state; None when there is none.

    Returns
    -------
    Move or None

    Examples
    --------
    >>> move(State.ASKED, Verb.ACCEPT).leads_to, move(State.KEPT, Verb.KEEP)
    (<State.PROMISED: 'promised'>, None)
    """
    return MOVES.get((state, verb))
