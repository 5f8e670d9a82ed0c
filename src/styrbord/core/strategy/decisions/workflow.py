"""Through which states does a decision go, who may move it, and what may never happen?

The table is the rule: a line that is not there is refused. `RULES` is written into every event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.people.roles import Action

RULES = "decision/2"


class State(StrEnum):
    """Where a decision stands; the three after `in-force` are what its check found."""

    PROPOSED = "proposed"
    UNDER_REVIEW = "under-review"
    DECIDED = "decided"
    IN_FORCE = "in-force"
    KEPT = "kept"
    MISSED = "missed"
    UNDECIDABLE = "undecidable"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What someone does with a decision."""

    CHANGE = "change"
    SUBMIT = "submit"
    RETURN = "return"
    DECIDE = "decide"
    START = "start"
    KEEP = "keep"
    MISS = "miss"
    LEAVE_OPEN = "leave-open"
    REVIEW = "review"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition: the rights that allow it (none: the program itself), and where it leads.

    `told` is the past tense of its event; `is_whole` asks that nothing is missing in the decision,
    `needs_reason` that words are given with it.
    """

    state: State
    verb: Verb
    actions: tuple[Action, ...]
    leads_to: State
    told: str
    is_whole: bool = False
    needs_reason: bool = False


_TABLE = """
state         verb        actions      leads-to      told         whole reason
proposed      change      own,analyse  proposed      changed      .     .
proposed      submit      own,analyse  under-review  submitted    x     .
proposed      withdraw    own,analyse  withdrawn     withdrawn    .     x
under-review  return      own          proposed      returned     .     x
under-review  decide      own          decided       decided      x     .
under-review  withdraw    own          withdrawn     withdrawn    .     x
decided       start       -            in-force      started      .     .
decided       withdraw    own          withdrawn     withdrawn    .     x
in-force      keep        -            kept          checked      .     .
in-force      miss        -            missed        checked      .     .
in-force      leave-open  -            undecidable   checked      .     .
in-force      withdraw    own          withdrawn     withdrawn    .     x
undecidable   keep        -            kept          checked      .     .
undecidable   miss        -            missed        checked      .     .
undecidable   review      own          reviewed      reviewed     .     x
kept          review      own          reviewed      reviewed     .     x
missed        review      own          reviewed      reviewed     .     x
reviewed      review      own          reviewed      reviewed     .     x
"""


def _read(table: str) -> Mapping[tuple[State, Verb], Move]:
    _, *lines = (line.split() for line in table.strip().splitlines())
    moves = [
        Move(State(state), Verb(verb), _actions(names), State(to), told, whole == "x", reason == "x")
        for state, verb, names, to, told, whole, reason in lines
    ]
    return {(one.state, one.verb): one for one in moves}


def _actions(names: str) -> tuple[Action, ...]:
    return () if names == "-" else tuple(map(Action, names.split(",")))


MOVES: Mapping[tuple[State, Verb], Move] = _read(_TABLE)
OPEN = (State.PROPOSED, State.UNDER_REVIEW)
"""States in which nothing is decided yet."""
CHECKABLE = (State.IN_FORCE, State.UNDECIDABLE)
"""States in which the check may say something."""


def verbs_in(state: State) -> tuple[Verb, ...]:
    """What somebody may do in a state, in the order of the table.

    Returns
    -------
    tuple of Verb
        Without what the program alone does.

    Examples
    --------
    >>> [str(verb) for verb in verbs_in(State.UNDER_REVIEW)], verbs_in(State.WITHDRAWN)
    (['return', 'decide', 'withdraw'], ())
    """
    return tuple(one.verb for one in MOVES.values() if one.state is state and one.actions)
