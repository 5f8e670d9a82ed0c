"""Through which states does a deviation go, who may move it, and what may never happen?

The table is the rule: a line that is not there is refused. `RULES` is written into every event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RULES = "deviation/1"


class State(StrEnum):
    """Where a deviation stands."""

    NEW = "new"
    TAKEN_UP = "taken-up"
    EXPLAINED = "explained"
    DECIDED = "decided"
    VERIFYING = "verifying"
    CLOSED = "closed"


class Verb(StrEnum):
    """What someone does with a deviation."""

    TAKE_UP = "take-up"
    NAME_CAUSE = "name-cause"
    EXPLAIN = "explain"
    ACCEPT = "accept"
    REJECT = "reject"
    DECIDE = "decide"
    VERIFY = "verify"
    GO_BACK = "go-back"
    HAND_OVER = "hand-over"
    CONSENT = "consent"
    DECLINE = "decline"
    TAKE_BACK = "take-back"
    CLOSE = "close"
    SETTLE = "settle"
    RECUR = "recur"


class Standing(StrEnum):
    """Who somebody is to a deviation.

    `own`: holds it, or owns indicators there; `other`: owns indicators there, is another post and another
    person than who explained; `asked`: the post that is to take it over; `program`: nobody.
    """

    HOLDER = "holder"
    OWN = "own"
    OTHER = "other"
    ASKED = "asked"
    PROGRAM = "program"


class Cause(StrEnum):
    """Why a series deviates, as codes that can be counted."""

    DEMAND = "demand"
    SUPPLY = "supply"
    MONEY = "money"
    STAFF = "staff"
    CONTRACTOR = "contractor"
    LAW = "law"
    WEATHER = "weather"
    PLAN = "plan"
    NUMBERS = "numbers"
    OTHER = "other"


class Outcome(StrEnum):
    """What a deviation was found to be (methods 4.8)."""

    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not_effective"
    ACCEPTED = "accepted"
    FALSE_ALARM = "false_alarm"
    DATA_ERROR = "data_error"


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition: who may, where it leads, and what has to be said.

    `needs` are names among words, cause, action (a day), to (a post), outcome.
    """

    state: State
    verb: Verb
    who: Standing
    leads_to: State
    needs: frozenset[str]


_TABLE = """
state      verb        who      leads-to   needs
new        take-up     own      taken-up   .
taken-up   name-cause  holder   taken-up   cause
explained  name-cause  holder   explained  cause
decided    name-cause  holder   decided    cause
verifying  name-cause  holder   verifying  cause
taken-up   explain     holder   explained  cause,words
explained  explain     holder   explained  cause,words
explained  accept      other    explained  .
explained  reject      other    taken-up   words
taken-up   decide      own      decided    action
explained  decide      own      decided    action
decided    decide      own      decided    action
decided    verify      holder   verifying  .
verifying  go-back     own      taken-up   words
taken-up   hand-over   own      taken-up   to
explained  hand-over   own      explained  to
decided    hand-over   own      decided    to
verifying  hand-over   own      verifying  to
taken-up   consent     asked    taken-up   .
explained  consent     asked    explained  .
decided    consent     asked    decided    .
verifying  consent     asked    verifying  .
taken-up   decline     asked    taken-up   words
explained  decline     asked    explained  words
decided    decline     asked    decided    words
verifying  decline     asked    verifying  words
taken-up   take-back   own      taken-up   .
explained  take-back   own      explained  .
decided    take-back   own      decided    .
verifying  take-back   own      verifying  .
taken-up   close       holder   closed     outcome
explained  close       own      closed     outcome
verifying  close       own      closed     outcome
new        settle      program  closed     .
taken-up   settle      program  closed     .
verifying  recur       program  taken-up   .
"""


def _read(table: str) -> Mapping[tuple[State, Verb], Move]:
    _, *lines = (line.split() for line in table.strip().splitlines())
    moves = [
        Move(State(state), Verb(verb), Standing(who), State(to), frozenset(needs.split(",")) - {"."})
        for state, verb, who, to, needs in lines
    ]
    return {(move.state, move.verb): move for move in moves}


MOVES: Mapping[tuple[State, Verb], Move] = _read(_TABLE)
OUTCOMES: Mapping[State, tuple[Outcome, ...]] = {
    State.TAKEN_UP: (Outcome.FALSE_ALARM, Outcome.DATA_ERROR, Outcome.ACCEPTED),
    State.EXPLAINED: (Outcome.ACCEPTED, Outcome.FALSE_ALARM, Outcome.DATA_ERROR),
    State.VERIFYING: (Outcome.EFFECTIVE, Outcome.NOT_EFFECTIVE),
}
"""What a deviation may be found to be when it is closed in a state."""
PENDING = frozenset({Verb.CONSENT, Verb.DECLINE, Verb.TAKE_BACK})
"""Verbs that answer a handing over, and need one."""


def move(state: State, verb: Verb) -> Move | None:
    """The legal transition of a verb in a state; None when there is none.

    Returns
    -------
    Move or None

    Examples
    --------
    >>> move(State.NEW, Verb.TAKE_UP).leads_to, move(State.NEW, Verb.CLOSE)
    (<State.TAKEN_UP: 'taken-up'>, None)
    """
    return MOVES.get((state, verb))
