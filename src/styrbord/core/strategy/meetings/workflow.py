"""Through which states do a meeting and its items go, and who may move them?

The tables are the rule: a line that is not there is refused. `RULES` is written into every event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.base.problems import Problem, define

RULES = "meeting/1"

define(
    "meeting.not-possible",
    "In a meeting that is '{meeting}', an item that is '{item}' cannot be moved by '{verb}'.",
    "Load the page again to see what is possible now.",
)
define("meeting.needs-words", "The words are missing.", "Write in a sentence what was said.")
define("meeting.needs-holder", "It is not said who promises.", "Choose a post.")
define("meeting.needs-day", "The day is missing.", "Say by when.")


class State(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    ENDED = "ended"


class Item(StrEnum):
    """Where an item of the agenda stands."""

    NONE = "none"
    OPEN = "open"
    DONE = "done"
    CARRIED = "carried"


class Verb(StrEnum):
    """What somebody does in a meeting."""

    START = "start"
    PUT = "put"
    NOTE = "note"
    PROMISE = "promise"
    DEVIATION = "deviation"
    DECISION = "decision"
    FINISH = "finish"
    CARRY = "carry"
    REOPEN = "reopen"
    END = "end"


class Standing(StrEnum):
    """Who somebody is to a circle."""

    MEMBER = "member"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class Move:
    """One legal step; `item` is none where the whole meeting moves, or an item is new.

    `needs` are names among words, holder and day.
    """

    state: State
    item: Item
    verb: Verb
    who: Standing
    leads_to: State
    item_leads_to: Item
    needs: frozenset[str]


_TABLE = """
meeting    item     verb       who     meeting-then  item-then  needs
planned    none     put        member  planned       open       words
planned    none     start      chair   under-way     none       .
under-way  none     put        member  under-way     open       words
under-way  none     end        chair   ended         none       .
under-way  open     note       member  under-way     open       words
under-way  done     note       member  under-way     done       words
under-way  carried  note       member  under-way     carried    words
under-way  open     promise    member  under-way     open       words,holder,day
under-way  open     deviation  member  under-way     open       .
under-way  open     decision   member  under-way     open       words
under-way  open     finish     member  under-way     done       .
under-way  open     carry      member  under-way     carried    .
under-way  done     reopen     member  under-way     open       .
under-way  carried  reopen     member  under-way     open       .
"""
_NEEDS = ("words", "holder", "day")


def _read(table: str) -> Mapping[tuple[State, Item, Verb], Move]:
    _, *lines = (line.split() for line in table.strip().splitlines())
    moves = [
        Move(
            State(state), Item(item), Verb(verb), Standing(who), State(to), Item(item_to),
            frozenset(needs.split(",")) - {"."},
        )
        for state, item, verb, who, to, item_to, needs in lines
    ]  # fmt: skip
    return {(one.state, one.item, one.verb): one for one in moves}


MOVES: Mapping[tuple[State, Item, Verb], Move] = _read(_TABLE)


@dataclass(frozen=True, slots=True)
class Who:
    """Whether somebody sits in the circle, and leads it."""

    is_member: bool = False
    is_chair: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a step, as far as the rules ask for it; "" = nothing."""

    words: str = ""
    holder: str = ""
    day: str = ""


def refusal(state: State, item: Item, verb: Verb, who: Who, said: Said | None = None) -> Problem | None:
    """Why somebody may not do something in a meeting; None when they may.

    Parameters
    ----------
    said : what is said with it; None = not judged, for asking what might be done next

    Returns
    -------
    Problem or None
        First of `meeting.not-possible`, `rights.missing`, `meeting.needs-...`.

    Examples
    --------
    >>> refusal(State.ENDED, Item.OPEN, Verb.NOTE, Who(is_member=True)).code
    'meeting.not-possible'
    """
    line = MOVES.get((state, item, verb))
    if line is None:
        return Problem("meeting.not-possible", "", {"meeting": state, "item": item, "verb": verb})
    if not (who.is_chair if line.who is Standing.CHAIR else who.is_member):
        return Problem("rights.missing")
    missing = next((name for name in _NEEDS if said and name in line.needs and not getattr(said, name)), "")
    return Problem(f"meeting.needs-{missing}", missing) if missing else None


def may(state: State, item: Item, who: Who) -> tuple[Verb, ...]:
    """What somebody may do next with an item, or with a meeting where the item is none.

    Returns
    -------
    tuple of Verb
    """
    return tuple(verb for verb in Verb if refusal(state, item, verb, who) is None)
