"""Through which states does a submission go, who may move it, and what may never happen?

The table is the rule: a line that is not there is refused. `RULES` is written into every event.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.people.roles import Action

RULES = "submission/1"


class State(StrEnum):
    """Where a submission stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    RELEASED = "released"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What someone does with a submission."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take-back"
    RETURN = "return"
    APPROVE = "approve"
    UNLOCK = "unlock"
    SCHEDULE = "schedule"
    RESCHEDULE = "reschedule"
    UNSCHEDULE = "unschedule"
    RELEASE = "release"
    CORRECT = "correct"
    SUCCEED = "succeed"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Move:
    """One legal transition: the right that it needs, where it leads, and whether a reason is asked for.

    `action` None: only the program itself, when the moment has come. An APPROVE below the last level stays
    in `submitted`. `needs_other`: not by a person who handed this package in or approved it before.
    """

    state: State
    verb: Verb
    action: Action | None
    leads_to: State
    needs_reason: bool = False
    needs_other: bool = False


_TABLE = """
state      verb        action   leads-to    reason other
draft      save        prepare  draft       .      .
draft      submit      prepare  submitted   .      .
returned   save        prepare  returned    .      .
returned   submit      prepare  submitted   .      .
submitted  take-back   prepare  draft       .      .
submitted  return      review   returned    x      x
submitted  approve     review   approved    .      x
approved   unlock      review   submitted   x      .
approved   return      release  returned    x      x
approved   schedule    release  scheduled   .      .
scheduled  reschedule  release  scheduled   x      .
scheduled  unschedule  release  approved    x      .
scheduled  release     -        released    .      .
released   correct     prepare  released    x      .
released   succeed     -        corrected   .      .
released   withdraw    release  withdrawn   x      .
corrected  withdraw    release  withdrawn   x      .
"""


def _read(table: str) -> Mapping[tuple[State, Verb], Move]:
    _, *lines = (line.split() for line in table.strip().splitlines())
    moves = [
        Move(
            State(state),
            Verb(verb),
            None if action == "-" else Action(action),
            State(to),
            why == "x",
            other == "x",
        )
        for state, verb, action, to, why, other in lines
    ]
    return {(move.state, move.verb): move for move in moves}


MOVES: Mapping[tuple[State, Verb], Move] = _read(_TABLE)


def move(state: State, verb: Verb) -> Move | None:
    """The legal transition of a verb in a state; None when there is none.

    Returns
    -------
    Move or None

    Examples
    --------
    >>> move(State.DRAFT, Verb.SUBMIT).leads_to, move(State.RELEASED, Verb.SAVE)
    (<State.SUBMITTED: 'submitted'>, None)
    """
    return MOVES.get((state, verb))


@dataclass(frozen=True, slots=True)
class Mark:
    """What someone did with one package: the verb, and whose eyes it were."""

    verb: Verb
    package: int
    eyes: str


def eyes_on(marks: Iterable[Mark], package: int) -> frozenset[str]:
    """Whose eyes a package has had: who handed it in, and whose approvals still stand.

    Parameters
    ----------
    marks : in the order in which they were made; those of other packages are left out.
    package : number of the package in question.

    Returns
    -------
    frozenset of str
        An unlocked approval no longer counts: whoever took it back by mistake may approve again.

    Examples
    --------
    >>> done = [Mark(Verb.SUBMIT, 2, "a"), Mark(Verb.APPROVE, 2, "b"), Mark(Verb.APPROVE, 2, "c")]
    >>> sorted(eyes_on(done, 2)), sorted(eyes_on([*done, Mark(Verb.UNLOCK, 2, "c")], 2))
    (['a', 'b', 'c'], ['a', 'b'])
    """
    handed_in: set[str] = set()
    approved: list[str] = []
    for mark in marks:
        if mark.package != package:
            continue
        if mark.verb is Verb.SUBMIT:
            handed_in.add(mark.eyes)
        elif mark.verb is Verb.APPROVE:
            approved.append(mark.eyes)
        elif mark.verb is Verb.UNLOCK and approved:
            approved.pop()
    return frozenset(handed_in | set(approved))


def actions_of(verb: Verb) -> tuple[Action, ...]:
    """Rights that a verb needs in some state, each once; none for what the program alone does.

    Returns
    -------
    tuple of Action
    """
    return tuple(dict.fromkeys(one.action for one in MOVES.values() if one.verb is verb and one.action))


def verbs_in(state: State) -> tuple[Verb, ...]:
    """What someone may do in a state, in the order of the table.

    Returns
    -------
    tuple of Verb
        Without what the program alone does.
    """
    return tuple(one.verb for one in MOVES.values() if one.state is state and one.action)
