"""May this person do this with a deviation as it stands, and what becomes of it?

Ours, after R-060: beyond its tolerance a deviation is closed with a cause and an action, or with an
explanation that another post has accepted; by nothing else, and never by the program.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from styrbord.core.base.problems import Problem, define
from styrbord.core.strategy.deviations.workflow import (
    OUTCOMES,
    PENDING,
    Move,
    Standing,
    State,
    Verb,
    move,
)

define(
    "deviation.not-possible",
    "A deviation that is '{state}' cannot be moved by '{verb}'.",
    "Load the page again to see what is possible now.",
)
define(
    "deviation.own",
    "You explained this deviation; another post accepts or rejects the explanation.",
    "Ask another post that owns indicators there.",
)
define(
    "deviation.unanswered",
    "It is beyond its tolerance and has neither a cause and an action, nor an accepted explanation.",
    "State a cause and an action, or have an explanation accepted.",
)
define("deviation.nothing-asked", "Nobody has been asked to take this over.", "Load the page again.")
define("deviation.needs-words", "The words are missing.", "Write in a sentence or two what others must know.")
define("deviation.needs-cause", "The cause is missing.", "Choose the cause that fits best.")
define("deviation.needs-action", "The day of the action is missing.", "Say by when it is done.")
define("deviation.needs-to", "It is not said who is to take it over.", "Choose a post.")
define("deviation.needs-outcome", "It is not said what came of it.", "Choose what it was found to be.")
_NEEDS = ("cause", "action", "to", "outcome", "words")


@dataclass(frozen=True, slots=True)
class Case:
    """A deviation as the rules see it.

    Attributes
    ----------
    holder : post that answers for it
    asked : post that is asked to take it over; "" = none
    is_beyond : whether it was beyond its tolerance at any time
    cause : code; "" = not said
    action_on : day by which the action is done; None = no action
    explained_by, explainer : post and person of the explanation that stands; "" = none
    is_accepted : whether that explanation was accepted
    """

    state: State = State.NEW
    holder: str = ""
    asked: str = ""
    is_beyond: bool = True
    cause: str = ""
    action_on: date | None = None
    explained_by: str = ""
    explainer: str = ""
    is_accepted: bool = False

    @property
    def may_close(self) -> bool:
        """Whether what R-060 asks for is there."""
        return not self.is_beyond or (bool(self.cause) and self.action_on is not None) or self.is_accepted


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody: the posts held or acted for, the person, and whether they own indicators there."""

    posts: frozenset[str] = field(default_factory=frozenset)
    person: str = ""
    owns: bool = False
    is_program: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a move; "" and None = nothing."""

    words: str = ""
    cause: str = ""
    action: date | None = None
    to: str = ""
    outcome: str = ""
    decision: str = ""


def refusal(case: Case, verb: Verb, who: Who, said: Said | None = None) -> Problem | None:
    """Why somebody may not do something with a deviation; None when they may.

    Parameters
    ----------
    said : what is said with it; None = not judged, for asking what might be done next

    Returns
    -------
    Problem or None
        First of `deviation.not-possible`, `rights.missing`, `deviation.own`, `deviation.nothing-asked`,
        `deviation.needs-...`, `deviation.unanswered`.
    """
    line = move(case.state, verb)
    if line is None:
        return Problem("deviation.not-possible", "", {"state": case.state, "verb": verb})
    if not _stands(case, line.who, who):
        return Problem("rights.missing")
    if line.who is Standing.OTHER and (case.explained_by in who.posts or _is_same(case, who)):
        return Problem("deviation.own")
    if verb in PENDING and not case.asked:
        return Problem("deviation.nothing-asked")
    if said is not None and (missing := _missing(line, said)):
        return Problem(f"deviation.needs-{missing}", missing)
    if line.leads_to is State.CLOSED and not case.may_close:
        return Problem("deviation.unanswered")
    return None


def _stands(case: Case, needed: Standing, who: Who) -> bool:
    if needed is Standing.PROGRAM or who.is_program:
        return needed is Standing.PROGRAM and who.is_program
    holds = bool(case.holder) and case.holder in who.posts
    return {
        Standing.HOLDER: holds,
        Standing.OWN: holds or who.owns,
        Standing.OTHER: who.owns,
        Standing.ASKED: not case.asked or case.asked in who.posts,
    }[needed]


def _is_same(case: Case, who: Who) -> bool:
    return bool(who.person) and who.person == case.explainer


def _missing(line: Move, said: Said) -> str:
    """First thing that has to be said and is not, or is none of what there is to choose from."""
    if "outcome" in line.needs and said.outcome not in OUTCOMES[line.state]:
        return "outcome"
    told = {
        "cause": said.cause, "action": said.action, "to": said.to, "outcome": said.outcome,
        "words": said.words.strip(),
    }  # fmt: skip
    return next((name for name in _NEEDS if name in line.needs and not told[name]), "")


def after(case: Case, verb: Verb, said: Said, *, post: str, person: str = "") -> Case:
    """The deviation after a move that is not refused.

    Parameters
    ----------
    post, person : who does it, the post being the one that is acted for

    Returns
    -------
    Case
        What is closed has nobody asked; what comes back has no action and no explanation any more.
    """
    line = move(case.state, verb)
    state = line.leads_to if line else case.state
    found = replace(case, state=state, cause=said.cause or case.cause)
    if verb is Verb.TAKE_UP:
        return replace(found, holder=post)
    if verb is Verb.EXPLAIN:
        return replace(found, explained_by=post, explainer=person, is_accepted=False)
    if verb is Verb.ACCEPT:
        return replace(found, is_accepted=True)
    if verb is Verb.DECIDE:
        return replace(found, action_on=said.action)
    if verb is Verb.HAND_OVER:
        return replace(found, asked=said.to)
    if verb is Verb.CONSENT:
        return replace(found, holder=case.asked, asked="")
    if verb in {Verb.DECLINE, Verb.TAKE_BACK, Verb.CLOSE, Verb.SETTLE}:
        return replace(found, asked="")
    if verb in {Verb.REJECT, Verb.GO_BACK, Verb.RECUR}:
        return replace(found, action_on=None, explained_by="", explainer="", is_accepted=False)
    return found
