"""What may the group of experts see, and what became of its advice?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.investments.portfolio.model import Investment


class State(StrEnum):
    """Where advice stands."""

    GIVEN = "given"
    ANSWERED = "answered"
    FOLLOWED = "followed"
    NOT_FOLLOWED = "not-followed"


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice of the group of experts to a flagged investment."""

    code: str
    investment: str
    state: State = State.GIVEN


def seen(investments: Iterable[Investment]) -> tuple[str, ...]:
    """Codes of the investments that the group of experts may see: the flagged ones alone (R-223).

    Returns
    -------
    tuple of str
    """
    return tuple(one.code for one in investments if one.is_strategic)


def assignments_due(investments: Iterable[Investment], assigned: Iterable[str]) -> tuple[str, ...]:
    """Flagged investments for which the group has no assignment yet (R-222).

    Returns
    -------
    tuple of str
    """
    known = frozenset(assigned)
    return tuple(code for code in seen(investments) if code not in known)


def unanswered(advice: Iterable[Advice]) -> tuple[Advice, ...]:
    """Advice that nobody has answered, in the order given.

    Returns
    -------
    tuple of Advice
    """
    return tuple(one for one in advice if one.state is State.GIVEN)


def outcomes(advice: Iterable[Advice]) -> Mapping[State, int]:
    """How often advice stands where, states without any at 0.

    Returns
    -------
    mapping of State to int
    """
    told = [one.state for one in advice]
    return {state: told.count(state) for state in State}
