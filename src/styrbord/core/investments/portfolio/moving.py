"""May this person do this as things stand, and what is missing?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio.money import Money
from styrbord.core.investments.portfolio.workflow import Move, Noun, Standing, move_of

define(
    "portfolio.not-possible",
    "What is '{state}' cannot be moved by '{verb}'.",
    "Load the page again to see what is possible now.",
)
define(
    "portfolio.own",
    "You asked for this yourself; another person decides it.",
    "Ask another person who may.",
)
define("portfolio.needs-reason", "The reason is missing.", "Write in a sentence or two why.")
define("portfolio.needs-words", "The words are missing.", "Write what was said or done.")
define(
    "portfolio.needs-document",
    "The registered document of the decision is missing.",
    "Enter its number in the register, or attach it.",
)
define(
    "portfolio.needs-residual", "The residual value is missing.", "Say what is left of use, 0 if nothing is."
)
define("portfolio.needs-successor", "It is not said what takes its place.", "Name the benefit that does.")
define("portfolio.needs-expires", "The last day is missing.", "Choose the day on which it ends.")
define("portfolio.needs-to", "It is not said who is asked.", "Choose a body.")
define("portfolio.needs-due", "The day is missing.", "Say by when an answer is due.")
NEEDS = ("reason", "words", "document", "residual", "successor", "expires", "to", "due")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody: what they are to the investment, and the person."""

    standings: frozenset[Standing] = frozenset()
    person: str = ""


PROGRAM = Who(frozenset({Standing.PROGRAM}))


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a move; "" and None = nothing. A residual value of 0 is something."""

    reason: str = ""
    words: str = ""
    document: str = ""
    residual: Money | None = None
    successor: str = ""
    expires: date | None = None
    to: str = ""
    due: date | None = None

    def has(self, name: str) -> bool:
        """Whether something is said under a name; blanks are nothing.

        Returns
        -------
        bool

        Examples
        --------
        >>> Said(reason="  ").has("reason"), Said(to="court").has("to")
        (False, True)
        """
        told = getattr(self, name)
        return bool(told.strip()) if isinstance(told, str) else told is not None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where something stands: noun, state, and the persons who asked for what is decided next."""

    noun: Noun
    state: str
    asked_by: frozenset[str] = field(default_factory=frozenset)


Found = Mapping[str, Sequence[Problem]]
"""What each guard of a move found, by its name; none may be left out."""


def refusals(
    standpoint: Standpoint, verb: str, who: Who, *, said: Said | None = None, found: Found
) -> list[Problem]:
    """Why somebody may not do something; everything that is missing at once.

    Parameters
    ----------
    said : what is said with it; None = not judged, for asking what might be done next.
    found : problems by guard, of every guard of the move.

    Returns
    -------
    list of Problem
        Only `portfolio.not-possible`, `rights.missing` or `portfolio.own` when one of them holds; else what
        is not said (`portfolio.needs-...`) and what the guards found.

    Raises
    ------
    KeyError
        If a guard of the move was not looked at: none is ever skipped.
    """
    line = move_of(standpoint.noun, standpoint.state, verb)
    if line is None:
        told = {"state": str(standpoint.state), "verb": verb}
        return [Problem("portfolio.not-possible", "", told)]
    if not line.who & who.standings:
        return [Problem("rights.missing")]
    if line.is_other and (not who.person or who.person in standpoint.asked_by):
        return [Problem("portfolio.own")]
    return [*_unsaid(line, said), *(one for name in line.guards for one in found[name] if one.is_error)]


Checks = Mapping[str, Callable[[], Iterable[Problem]]]
"""What each guard of a noun looks at, by its name; only the guards of the move are asked."""


def judged(
    standpoint: Standpoint, verb: str, who: Who, *, said: Said | None = None, checks: Checks
) -> list[Problem]:
    """Why somebody may not do something, each guard of the move asked once.

    Returns
    -------
    list of Problem
        As of `refusals`.

    Raises
    ------
    KeyError
        If the move has a guard that is not among the checks.
    """
    line = move_of(standpoint.noun, standpoint.state, verb)
    found = {name: list(checks[name]()) for name in (line.guards if line else ())}
    return refusals(standpoint, verb, who, said=said, found=found)


def _unsaid(line: Move, said: Said | None) -> Iterable[Problem]:
    if said is not None:
        for name in NEEDS:
            if name in line.needs and not said.has(name):
                yield Problem(f"portfolio.needs-{name}", name)


def may(standpoint: Standpoint, verb: str, who: Who) -> bool:
    """Whether table, rights and the second pair of eyes allow it, whatever guards may say.

    Returns
    -------
    bool
    """
    line = move_of(standpoint.noun, standpoint.state, verb)
    found: Found = dict.fromkeys(line.guards, ()) if line else {}
    return not refusals(standpoint, verb, who, found=found)
