"""In which contexts does this board assess consequences, what are they called, and who sets them?

The five of the program are there from the beginning. A board adds others, names any in its own words, and
retires what it does not ask for; decisions keep the contexts that they were assessed in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrbord.core.base.problems import Problem, define
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.roles import Action
from styrbord.core.strategy.decisions.model import CONTEXTS, RESERVED, Proposal
from styrbord.services import rights
from styrbord.services.decisions.seeing import seen_row
from styrbord.services.once import once
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import DecisionContext

define(
    "decision.context-code",
    "'{code}' cannot name a context.",
    "Take small Latin letters, digits and hyphens, beginning with a letter, such as public-health.",
)
define(
    "decision.context-name",
    "The context has no name in {languages}.",
    "Name it in each language of the board.",
)
define("decision.context-long", "These are {count} letters; {most} are the most.", "Name it shorter.")
define("decision.last-context", "This is the last context.", "Add another before you retire it.")
define("decision.no-such-context", "There is no context '{code}'.", "Choose one from the list.")
_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")
LONGEST = 60
REALM = "decision"


@dataclass(frozen=True, slots=True)
class ContextNote:
    """One context; `names` are empty where the board left it as the program calls it."""

    code: str
    names: Text
    is_retired: bool


def contexts(at: int | None = None) -> tuple[ContextNote, ...]:
    """All contexts as they stand, or stood at a moment, ms; the program's first, then the board's."""
    found = {code: ContextNote(code, {}, is_retired=False) for code in CONTEXTS}
    rows = DecisionContext.objects.order_by("at", "pk")
    for row in rows if at is None else rows.filter(at__lte=at):
        found[row.code] = ContextNote(row.code, row.names, row.is_retired)
    return tuple(found.values())


def offered(before: Proposal | None = None) -> tuple[str, ...]:
    """Codes of the contexts that a proposal is assessed in: those in use, and what it was assessed in."""
    used = set().union(*(one.assessed for one in before.options)) if before else set()
    return tuple(one.code for one in contexts() if not one.is_retired or one.code in used)


def offered_to(user: object, token: str) -> tuple[str, ...]:
    """Contexts that the form of a proposal asks for; without a proposal those in use."""
    if not token:
        return offered()
    _, _, said = seen_row(visible(principal_for(rights_of(user))), token)
    return offered(said)


def keep(user: object, code: str, names: Mapping[str, str], *, key: str = "") -> None:
    """Add a context, or name one anew, in every language; by who gives rights.

    Raises
    ------
    Refused
        `rights.missing`, or everything that is wrong.
    """
    by = rights.require(user, Action.GIVE_RIGHTS)
    said = {language: " ".join(plain(names.get(language, "")).split()) for language in LANGUAGES}
    standing = {one.code: one for one in contexts()}

    def do(piece: Work, full: str | None) -> int:
        is_retired = code in standing and standing[code].is_retired
        return _row(piece, code, said, is_retired=is_retired, by=by, key=full)

    once(by, key, do, _wrong(code, said), realm=REALM)


def retire(user: object, code: str, *, is_retired: bool = True, key: str = "") -> None:
    """Ask for a context no longer, or again; by who gives rights.

    Raises
    ------
    Refused
        `rights.missing`, `decision.no-such-context`, `decision.last-context`.
    """
    by = rights.require(user, Action.GIVE_RIGHTS)
    known = {one.code: one for one in contexts()}
    problems = [] if code in known else [Problem("decision.no-such-context", "code", {"code": code[:40]})]
    if is_retired and not any(not one.is_retired for one in known.values() if one.code != code):
        problems.append(Problem("decision.last-context", "code"))

    def do(piece: Work, full: str | None) -> int:
        return _row(piece, code, known[code].names, is_retired=is_retired, by=by, key=full)

    once(by, key, do, problems, realm=REALM)


def _row(
    piece: Work, code: str, names: Mapping[str, str], *, is_retired: bool, by: rights.Actor, key: str | None
) -> int:
    row = DecisionContext.objects.create(
        code=code, names=dict(names), is_retired=is_retired, at=to_ms(piece.at), by=by.code
    )
    told = {"row": row.pk, "names": dict(names), "is_retired": is_retired, "by_person": by.person}
    piece.tell("context.kept", code, told, key=key)
    return int(row.pk)


def _wrong(code: str, names: Mapping[str, str]) -> Sequence[Problem]:
    problems = []
    if not _CODE.fullmatch(code) or code in RESERVED:
        problems.append(Problem("decision.context-code", "code", {"code": code[:40]}))
    bare = [language for language in LANGUAGES if not names[language]]
    if bare:
        problems.append(Problem("decision.context-name", "names", {"languages": ", ".join(bare)}))
    longest = max(map(len, names.values()))
    if longest > LONGEST:
        problems.append(Problem("decision.context-long", "names", {"count": longest, "most": LONGEST}))
    return problems
