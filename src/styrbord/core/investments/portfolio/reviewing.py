"""Is a conclusion of the subcommittee valid: who was there, who voted, and how?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio.moving import Said, Standpoint, Who, judged
from styrbord.core.investments.portfolio.workflow import Noun

define(
    "review.no-quorum",
    "{present} of {members} members are present for '{item}', {quorum} are needed.",
    "Postpone it: a conclusion without quorum is invalid.",
)
define("review.no-votes", "Nobody has voted on '{item}'.", "Enter the votes.")
define("review.stranger", "'{member}' voted on '{item}' and is no member.", "Remove the vote.")
define(
    "review.absent",
    "'{member}' voted on '{item}' and is not among those present.",
    "Correct the list or the vote.",
)
define("review.recused", "'{member}' voted on '{item}' and takes part in it.", "Remove the vote.")
define("review.twice", "'{member}' voted on '{item}' more than once.", "Keep one vote.")
define(
    "review.not-carried",
    "'{item}' got {votes_for} votes for and {votes_against} against.",
    "More votes for than against are needed.",
)
define("review.no-duty", "The condition '{condition}' of '{item}' has no owner or no day.", "Name both.")


class Vote(StrEnum):
    """How a member votes."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What the subcommittee concludes on effectiveness and feasibility."""

    SUPPORTED = "supported"
    SUPPORTED_WITH_CONDITIONS = "supported-with-conditions"
    RETURNED = "returned"
    REJECTED = "rejected"


CARRYING = frozenset({Outcome.SUPPORTED, Outcome.SUPPORTED_WITH_CONDITIONS})


@dataclass(frozen=True, slots=True)
class Subcommittee:
    """Who sits in it, and how many must be there."""

    members: frozenset[str]
    quorum: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a conclusion, which becomes a duty."""

    words: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What was concluded on one item of an agenda.

    Attributes
    ----------
    item : code of the investment.
    present : who was there while it was voted on.
    recused : members that act for one of its parties, and do not vote.
    votes : member and vote, as they were given.
    document : registered document; "" = none yet.
    """

    item: str
    outcome: Outcome
    present: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()
    votes: tuple[tuple[str, Vote], ...] = ()
    conditions: tuple[Condition, ...] = ()
    document: str = ""

    def count(self, vote: Vote) -> int:
        """Number of votes of a kind."""
        return sum(one is vote for _, one in self.votes)

    @property
    def carries(self) -> bool:
        """Whether it lets the investment pass the gate, once it is valid."""
        return self.outcome in CARRYING


def invalid(committee: Subcommittee, conclusion: Conclusion) -> list[Problem]:
    """Everything that makes a conclusion invalid; empty when it is valid.

    Parameters
    ----------
    committee : as it is made up on the day of the sitting.

    Returns
    -------
    list of Problem
        Only members who are present and take no part count for the quorum.
    """
    return [*quorum_problems(committee, conclusion), *vote_problems(committee, conclusion)]


def quorum_problems(committee: Subcommittee, conclusion: Conclusion) -> list[Problem]:
    """Whether enough members were there.

    Returns
    -------
    list of Problem
    """
    present = (conclusion.present & committee.members) - conclusion.recused
    if len(present) >= max(1, committee.quorum):
        return []
    told = {"present": len(present), "members": len(committee.members), "quorum": max(1, committee.quorum)}
    return [Problem("review.no-quorum", conclusion.item, {**told, "item": conclusion.item})]


def vote_problems(committee: Subcommittee, conclusion: Conclusion) -> list[Problem]:
    """Whether those who may have voted, once each, and carry it; conditions are duties of somebody.

    Returns
    -------
    list of Problem
    """
    return [*_of_votes(committee, conclusion), *_of_result(conclusion), *_of_conditions(conclusion)]


def _of_votes(committee: Subcommittee, conclusion: Conclusion) -> Iterator[Problem]:
    for member, times in Counter(name for name, _ in conclusion.votes).items():
        told = {"member": member, "item": conclusion.item}
        if member not in committee.members:
            yield Problem("review.stranger", member, told)
        elif member in conclusion.recused:
            yield Problem("review.recused", member, told)
        elif member not in conclusion.present:
            yield Problem("review.absent", member, told)
        if times > 1:
            yield Problem("review.twice", member, told)


def _of_result(conclusion: Conclusion) -> Iterator[Problem]:
    ayes, noes = conclusion.count(Vote.FOR), conclusion.count(Vote.AGAINST)
    if not conclusion.votes:
        yield Problem("review.no-votes", conclusion.item, {"item": conclusion.item})
    elif ayes <= noes:
        told = {"item": conclusion.item, "votes_for": ayes, "votes_against": noes}
        yield Problem("review.not-carried", conclusion.item, told)


def _of_conditions(conclusion: Conclusion) -> Iterator[Problem]:
    for one in conclusion.conditions:
        if not one.owner or one.due is None:
            yield Problem(
                "review.no-duty", conclusion.item, {"condition": one.words, "item": conclusion.item}
            )


def why_not(
    committee: Subcommittee, conclusion: Conclusion, state: str, verb: str, who: Who, *, said: Said
) -> list[Problem]:
    """Why somebody may not move an item of the agenda.

    Parameters
    ----------
    state : of the table of items.

    Returns
    -------
    list of Problem
    """
    checks = {
        "quorum": partial(quorum_problems, committee, conclusion),
        "votes": partial(vote_problems, committee, conclusion),
    }
    return judged(Standpoint(Noun.ITEM, state), verb, who, said=said, checks=checks)
