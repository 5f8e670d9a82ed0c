"""Does an investment use the shared components that are required, or has a waiver said otherwise?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio.moving import Said, Standpoint, Who, judged
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.core.investments.ratios import ratio

define(
    "component.unanswered",
    "It is not said whether '{requirement}' is met.",
    "Answer met, not met or not applicable.",
)
define(
    "component.no-evidence",
    "'{requirement}' is said to be met and nothing shows it.",
    "Attach what shows it.",
)
define(
    "component.no-compensation",
    "The waiver of '{requirement}' names no {what}.",
    "Say what the risk is and what is done about it.",
)
define(
    "component.expired-at-once",
    "The waiver of '{requirement}' ends on {day}, which has passed.",
    "Choose a later day.",
)


class Weight(StrEnum):
    """How binding a requirement is."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class Answer(StrEnum):
    """What is said of a requirement; nothing said is no answer."""

    UNANSWERED = ""
    NOT_APPLICABLE = "not-applicable"
    MET = "met"
    NOT_MET = "not-met"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a component or a framework asks for; `component` is "" where a framework asks."""

    code: str
    weight: Weight = Weight.REQUIRED
    component: str = ""


@dataclass(frozen=True, slots=True)
class Conformity:
    """Answer of an investment to a requirement; `is_approved` once the board of architecture agreed."""

    requirement: str
    answer: Answer = Answer.UNANSWERED
    evidence: str = ""
    is_approved: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """That a requirement need not be met until a day; granted by the board of architecture alone."""

    requirement: str
    reason: str
    risk: str = ""
    compensation: str = ""
    expires: date | None = None
    is_granted: bool = False

    def holds(self, on: date) -> bool:
        """Whether it counts on a day, its last one included; without a last day it never does.

        Returns
        -------
        bool
        """
        return self.is_granted and self.expires is not None and on <= self.expires


class State(StrEnum):
    """Where an investment stands with a requirement."""

    MET = "met"
    WAIVED = "waived"
    NOT_APPLICABLE = "not-applicable"
    NOT_MET = "not-met"


@dataclass(frozen=True, slots=True)
class Standing:
    """Answers and waivers of one investment, over the requirements that hold for it."""

    requirements: tuple[Requirement, ...] = ()
    conformities: tuple[Conformity, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def answer_to(self, requirement: str) -> Conformity:
        """Newest answer to a requirement.

        Returns
        -------
        Conformity
            Unanswered when there is none.
        """
        told = [one for one in self.conformities if one.requirement == requirement]
        return told[-1] if told else Conformity(requirement)

    def state_of(self, requirement: str, on: date) -> State:
        """Where it stands with a requirement on a day.

        Returns
        -------
        State
            An answer counts once it is approved; a waiver that has ended is not met.
        """
        told = self.answer_to(requirement)
        if told.is_approved and told.answer is Answer.MET:
            return State.MET
        if told.is_approved and told.answer is Answer.NOT_APPLICABLE:
            return State.NOT_APPLICABLE
        if any(one.requirement == requirement and one.holds(on) for one in self.waivers):
            return State.WAIVED
        return State.NOT_MET

    def unmet(self, on: date) -> list[str]:
        """Required ones that are neither met nor waived on a day, in the order of the requirements.

        Returns
        -------
        list of str
        """
        asked = [one.code for one in self.requirements if one.weight is Weight.REQUIRED]
        return [code for code in asked if self.state_of(code, on) is State.NOT_MET]


def form_problems(standing: Standing) -> list[Problem]:
    """What keeps a form of conformity from being handed in.

    Returns
    -------
    list of Problem
        `component.unanswered` of what is required, `component.no-evidence` of whatever is said to be met.
    """
    found = []
    for one in standing.requirements:
        told = standing.answer_to(one.code)
        if one.weight is Weight.REQUIRED and told.answer is Answer.UNANSWERED:
            found.append(Problem("component.unanswered", one.code, {"requirement": one.code}))
        if told.answer is Answer.MET and not told.evidence:
            found.append(Problem("component.no-evidence", one.code, {"requirement": one.code}))
    return found


def waiver_problems(waiver: Waiver, today: date) -> list[Problem]:
    """What keeps a waiver from being granted.

    Returns
    -------
    list of Problem
    """
    code = waiver.requirement
    found = [
        Problem("component.no-compensation", code, {"requirement": code, "what": what})
        for what in ("reason", "risk", "compensation")
        if not getattr(waiver, what).strip()
    ]
    if waiver.expires is not None and waiver.expires < today:
        told = {"requirement": code, "day": waiver.expires.isoformat()}
        found.append(Problem("component.expired-at-once", code, told))
    return found


def reuse_rate(standings: Iterable[Standing], on: date) -> Decimal | None:
    """Connected required components / applicable required ones, over investments.

    Parameters
    ----------
    on : day as of which waivers are looked at; a waived component is applicable and not connected.

    Returns
    -------
    Decimal or None
        None where none is applicable.
    """
    states = [
        one.state_of(requirement.code, on)
        for one in standings
        for requirement in one.requirements
        if requirement.weight is Weight.REQUIRED and requirement.component
    ]
    applicable = [one for one in states if one is not State.NOT_APPLICABLE]
    return ratio(Decimal(applicable.count(State.MET)), Decimal(len(applicable)))


def why_not_waived(
    waiver: Waiver, state: str, verb: str, who: Who, today: date, *, asked_by: frozenset[str], said: Said
) -> list[Problem]:
    """Why somebody may not move a waiver.

    Parameters
    ----------
    state : of the table of waivers.
    asked_by : persons who asked for it.

    Returns
    -------
    list of Problem
    """
    asked = replace(waiver, expires=said.expires or waiver.expires)
    checks = {"compensated": partial(waiver_problems, asked, today)}
    return judged(Standpoint(Noun.WAIVER, state, asked_by), verb, who, said=said, checks=checks)


def why_not_conform(
    standing: Standing, state: str, verb: str, who: Who, *, asked_by: frozenset[str], said: Said
) -> list[Problem]:
    """Why somebody may not move a form of conformity.

    Parameters
    ----------
    state : of the table of conformity.
    asked_by : persons who filled it in.

    Returns
    -------
    list of Problem
    """
    checks = {"answered": partial(form_problems, standing)}
    return judged(Standpoint(Noun.CONFORMITY, state, asked_by), verb, who, said=said, checks=checks)
