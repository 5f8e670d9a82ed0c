"""Has every body that was asked for an opinion got its time, and every opinion its answer?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio.moving import Said, Standpoint, Who, judged
from styrbord.core.investments.portfolio.workflow import Noun

define(
    "opinion.waiting",
    "'{body}' may give its opinion on the terms of reference until {due}.",
    "Wait for it, or for that day: silence is then recorded.",
)
define(
    "opinion.unanswered",
    "The opinion of '{body}' on the terms of reference has no answer.",
    "Answer it: taken in, or not and why.",
)
define(
    "opinion.not-past",
    "'{body}' may still answer until {due}.",
    "Silence is recorded from the day after.",
)


class State(StrEnum):
    """Where an opinion stands."""

    ASKED = "asked"
    SILENT = "silent"
    GIVEN = "given"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Opinion:
    """That a neighbouring body was asked for its opinion on a version of the terms of reference."""

    body: str
    due: date
    state: State = State.ASKED
    version: int = 1


def unsettled(opinions: Iterable[Opinion], version: int) -> list[Problem]:
    """Opinions that keep terms of reference from being approved.

    Parameters
    ----------
    version : of the terms; opinions on an older one do not keep a newer from being approved, but for those
        that nobody has answered.

    Returns
    -------
    list of Problem
        `opinion.waiting`, `opinion.unanswered`. That a day has passed is no silence until it is recorded.
    """
    found = []
    for one in opinions:
        told = {"body": one.body, "due": one.due.isoformat()}
        if one.state is State.GIVEN:
            found.append(Problem("opinion.unanswered", one.body, told))
        elif one.state is State.ASKED and one.version >= version:
            found.append(Problem("opinion.waiting", one.body, told))
    return found


def past_due(opinion: Opinion, today: date) -> list[Problem]:
    """Whether silence may be recorded: only after the day.

    Returns
    -------
    list of Problem
    """
    told = {"body": opinion.body, "due": opinion.due.isoformat()}
    return [] if today > opinion.due else [Problem("opinion.not-past", opinion.body, told)]


def why_not(opinion: Opinion, verb: str, who: Who, today: date, *, said: Said) -> list[Problem]:
    """Why somebody may not move an opinion.

    Returns
    -------
    list of Problem
    """
    checks = {"past-due": partial(past_due, opinion, today)}
    return judged(Standpoint(Noun.OPINION, opinion.state), verb, who, said=said, checks=checks)
