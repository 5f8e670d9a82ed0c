"""May this person do this with a promise as it stands, and what becomes of it?

Ours: a promise whose day passes unkept is broken for ever, whenever somebody notices; kept late it stays so
marked. A later day is agreed before the day, by somebody else than who holds it, and is counted.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from styrbord.core.base.problems import Problem, define
from styrbord.core.strategy.promises.workflow import (
    ANSWERING,
    PENDING,
    Move,
    Standing,
    State,
    Verb,
    move,
)

define(
    "promise.not-possible",
    "A promise that is '{state}' cannot be moved by '{verb}'.",
    "Load the page again to see what is possible now.",
)
define(
    "promise.own",
    "You hold this promise; another post says so.",
    "Ask the post that asked for it, or another one that owns indicators there.",
)
define(
    "promise.past",
    "Its day, {day}, has passed.",
    "Keep it late, or ask the post that asked for it to let it go.",
)
define("promise.nothing-wished", "Nobody has asked for a later day.", "Load the page again.")
define("promise.nothing-asked", "Nobody has been asked to take this over.", "Load the page again.")
define("promise.not-later", "{day} is not later than the day that was promised.", "Name a later day.")
define("promise.needs-words", "The words are missing.", "Write in a sentence or two what others must know.")
define("promise.needs-due", "The day is missing.", "Say by when it will be done.")
define("promise.needs-to", "It is not said who is to take it over.", "Choose another post.")
_NEEDS = ("due", "to", "words")
_NOT_AFTER_ITS_DAY = frozenset({Verb.ACCEPT, Verb.POSTPONE, Verb.AGREE})


@dataclass(frozen=True, slots=True)
class Case:
    """A promise as the rules see it.

    Attributes
    ----------
    holder, asker : post that promised or is asked to; post that asked, the same where nobody did
    asked : post that is asked to take it over; "" = none
    due_on, first_due_on : day by which it is to be done, now and as first said
    wished_on : later day that is asked for; None = none
    postponed : how many times a later day was agreed
    broken_on : first day on which it was broken; None = it never was. Stays, whatever comes
    kept_on : day on which it was kept; None = it is not
    """

    due_on: date
    first_due_on: date
    state: State = State.PROMISED
    holder: str = ""
    asker: str = ""
    asked: str = ""
    wished_on: date | None = None
    postponed: int = 0
    broken_on: date | None = None
    kept_on: date | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody: the posts held or acted for, and whether they own indicators there."""

    posts: frozenset[str] = field(default_factory=frozenset)
    owns: bool = False
    is_program: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a move; "" and None = nothing."""

    words: str = ""
    due: date | None = None
    to: str = ""


def aged(case: Case, today: date) -> Case:
    """The promise as it stands on a day: broken from the day after its own, whoever has noticed.

    Returns
    -------
    Case
        `broken_on` is set once and never changed; a wish for a later day ends with the day itself.

    Examples
    --------
    >>> day = date(2026, 3, 1)
    >>> aged(Case(day, day), day).broken_on, aged(Case(day, day), date(2026, 3, 9)).broken_on
    (None, datetime.date(2026, 3, 2))
    """
    if case.state is not State.PROMISED or today <= case.due_on:
        return case
    return replace(case, broken_on=case.broken_on or case.due_on + timedelta(days=1), wished_on=None)


def refusal(case: Case, verb: Verb, who: Who, today: date, said: Said | None = None) -> Problem | None:
    """Why somebody may not do something with a promise on a day; None when they may.

    Parameters
    ----------
    case : as it stands on that day, see `aged`; for `break` as it was kept
    said : what is said with it; None = not judged, for asking what might be done next

    Returns
    -------
    Problem or None
        First of `promise.not-possible`, `promise.own`, `rights.missing`, `promise.past`,
        `promise.nothing-...`, `promise.needs-...`, `promise.not-later`.
    """
    line = move(case.state, verb)
    if line is None:
        return Problem("promise.not-possible", "", {"state": case.state, "verb": verb})
    if problem := _standing(case, line.who, who):
        return problem
    if verb is Verb.BREAK:
        is_due = today > case.due_on and case.broken_on is None
        return None if is_due else Problem("promise.not-possible", "", {"state": case.state, "verb": verb})
    if verb in _NOT_AFTER_ITS_DAY and today > case.due_on:
        return Problem("promise.past", "", {"day": case.due_on})
    if verb in ANSWERING and case.wished_on is None:
        return Problem("promise.nothing-wished")
    if verb in PENDING and not case.asked:
        return Problem("promise.nothing-asked")
    return _unsaid(case, line, said) if said is not None else None


def _standing(case: Case, needed: Standing, who: Who) -> Problem | None:
    if needed is Standing.PROGRAM or who.is_program:
        is_it = needed is Standing.PROGRAM and who.is_program
        return None if is_it else Problem("rights.missing")
    if needed is Standing.ASKER and case.holder in who.posts:
        return Problem("promise.own")
    stands = {
        Standing.HOLDER: case.holder in who.posts,
        Standing.ASKER: case.asker in who.posts or who.owns,
        Standing.ASKED: not case.asked or case.asked in who.posts,
    }[needed]
    return None if stands else Problem("rights.missing")


def _unsaid(case: Case, line: Move, said: Said) -> Problem | None:
    """First thing that has to be said and is not."""
    to = said.to if said.to != case.holder else ""
    told = {"due": said.due, "to": to, "words": said.words.strip()}
    missing = next((name for name in _NEEDS if name in line.needs and not told[name]), "")
    if missing:
        return Problem(f"promise.needs-{missing}", missing)
    if line.verb is Verb.POSTPONE and said.due is not None and said.due <= case.due_on:
        return Problem("promise.not-later", "due", {"day": said.due})
    return None


def after(case: Case, verb: Verb, said: Said, today: date) -> Case:
    """The promise after a move that is not refused, on the day of the move.

    Returns
    -------
    Case
        What is kept, refused or released has nothing pending; a wish for a later day ends with whoever had
        it. What comes back after its day is broken.
    """
    case = aged(case, today)
    line = move(case.state, verb)
    found = replace(case, state=line.leads_to if line else case.state)
    if found.state not in {State.ASKED, State.PROMISED}:
        kept_on = today if found.state is State.KEPT else None
        return replace(found, asked="", wished_on=None, kept_on=kept_on)
    if verb is Verb.POSTPONE:
        return replace(found, wished_on=said.due)
    if verb is Verb.AGREE and case.wished_on:
        return replace(found, due_on=case.wished_on, wished_on=None, postponed=case.postponed + 1)
    if verb is Verb.REFUSE:
        return replace(found, wished_on=None)
    if verb is Verb.HAND_OVER:
        return replace(found, asked=said.to)
    if verb is Verb.TAKE_OVER:
        return replace(found, holder=case.asked, asked="", wished_on=None)
    if verb in {Verb.TURN_DOWN, Verb.TAKE_BACK}:
        return replace(found, asked="")
    return aged(replace(found, kept_on=None), today)
