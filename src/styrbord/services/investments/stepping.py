"""How does anything with states of its own begin and take one step: judged, written, told?

Each noun says in `nouns/` what it needs; nothing here knows a noun. A step within a work of others, as by the
program after a last consent, is `taken` once more.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.moving import PROGRAM, Said, Standpoint, Who, refusals
from styrbord.core.investments.portfolio.workflow import Noun, Standing, move_of
from styrbord.core.people.rights import Rights
from styrbord.services.investments import keeping, writing
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Investment, Matter

define("matter.not-found", "There is no such thing here for you to see.", "See the list that it stood in.")
define(
    "matter.says-nothing",
    "Nothing more is said with '{verb}'.",
    "Leave the data out, or change it in a step of its own.",
)
define("matter.twice", "There is one already: '{code}'.", "Go on with that one.")
define(
    "matter.missing",
    "The field '{field}' is empty or not readable: '{text}'.",
    "Fill it in: {what}.",
)
define("matter.ended", "'{code}' is {stage}: nothing of this kind begins any more.", "See what stands.")
PROGRAM_ACTOR = Actor("program")
FIXED = frozenset({"id", "token", "noun", "investment", "begun_at", "begun_by"})


@dataclass(slots=True)
class Case:
    """A matter that is looked at, with the investment it belongs to; both are locked where it moves."""

    matter: Matter
    row: Investment | None
    by: Actor
    on: date
    rights: Rights | None = None

    @property
    def code(self) -> str:
        """Code of the investment; "" where it belongs to none."""
        return self.row.code if self.row else ""

    @property
    def asked_by(self) -> frozenset[str]:
        """Persons who asked for what is decided next."""
        return frozenset(self.matter.asked_by)


Says = Callable[[Case, Said, Mapping[str, Any]], None]
"""What a step writes into the matter before it is judged; refuses what cannot be read."""
WhyNot = Callable[[Case, str, Who, Said], list[Problem]]
Follows = Callable[[Work, Case, str, Said], None]


def nothing(_: Work, __: Case, ___: str, ____: Said) -> None:
    """Nothing follows a step."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What a noun needs.

    Attributes
    ----------
    first : state in which it begins.
    beginners : standings, any of which may begin it; `PROGRAM` alone = nobody by hand.
    read : fills code, body, post, day and data of a new matter from what is said, or refuses it.
    why_not : why a step is not taken, by the table and the guards of the core.
    says : by verb, what a step writes into the matter; other steps say nothing but `Said`.
    follows : what happens after a step, in the same work; `begin` is a step too.
    asking : steps after which the person has asked for what is decided next.
    words : fields of data that are words of somebody: kept in no step, and erased with words.
    of_investment : whether it belongs to an investment.
    """

    noun: Noun
    first: str
    beginners: frozenset[Standing]
    read: Says
    why_not: WhyNot
    says: Mapping[str, Says] = field(default_factory=dict)
    follows: Follows = nothing
    asking: frozenset[str] = frozenset({"begin"})
    words: frozenset[str] = frozenset()
    of_investment: bool = True


def content_of(handling: Handling, matter: Matter) -> dict[str, object]:
    """What a matter says, but for words of somebody; the bearer of a benefit stands in the plan."""
    own = {name: one for name, one in matter.data.items() if name not in handling.words}
    due = matter.due_on.isoformat() if matter.due_on else ""
    body = "" if handling.noun is Noun.BENEFIT else matter.body
    return {**own, "due_on": due, "body": body, "code": matter.code}


def begun(
    piece: Work,
    row: Investment | None,
    handling: Handling,
    data: Mapping[str, Any],
    *,
    by: Actor,
    may: Callable[[Matter], bool],
    rights: Rights | None = None,
    key: str | None = None,
) -> Matter:
    """Begin a matter within a work; `may` judges it once it says to whom it belongs."""
    words = str(data.get("words", ""))
    told = {name: one for name, one in data.items() if name != "words"}
    matter = Matter(
        token=secrets.token_urlsafe(9), noun=handling.noun, investment=row, state=handling.first, data={},
        begun_at=to_ms(piece.at), begun_by=by.code,
    )  # fmt: skip
    case = Case(matter, row, by, piece.at.date(), rights)
    handling.read(case, Said(words=words), told)
    if not may(matter):
        raise Refused(Problem("rights.missing"))
    said = Said(words=words)
    if problems := writing.said_problems(said):
        raise Refused(problems)
    matter.asked_by = [by.person] if "begin" in handling.asking and by.person else []
    matter.save(force_insert=True)
    content = content_of(handling, matter)
    writing.matter_stepped(piece, matter, "begin", "begun", by=by, said=said, content=content, key=key)
    handling.follows(piece, case, "begin", said)
    return matter


def taken(
    piece: Work,
    case: Case,
    handling: Handling,
    verb: str,
    *,
    who: Who,
    said: Said | None = None,
    data: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> None:
    """Take one step of a matter within a work, its rows locked.

    Raises
    ------
    Refused
        Everything that the table, the four eyes, the guards and what is said lack.
    """
    words, matter, before = said or Said(), case.matter, case.matter.state
    _demand_possible(case, verb, who)
    if data and verb not in handling.says:
        raise Refused(Problem("matter.says-nothing", "", {"verb": verb}))
    if verb in handling.says:
        handling.says[verb](case, words, data or {})
    problems = [*handling.why_not(case, verb, who, words), *writing.said_problems(words)]
    if problems:
        raise Refused(problems)
    line = move_of(handling.noun, before, verb)
    assert line is not None
    matter.state, matter.revision = line.leads_to, matter.revision + 1
    if verb in handling.asking and who.person:
        matter.asked_by = sorted({*matter.asked_by, who.person})
    saved(matter)
    content = content_of(handling, matter) if verb in handling.says else None
    writing.matter_stepped(
        piece, matter, verb, line.told, by=case.by, before=before, said=words, content=content, key=key
    )
    handling.follows(piece, case, verb, words)


def taken_by_program(piece: Work, case: Case, handling: Handling, verb: str) -> None:
    """Take a step that the program alone takes, in the name of nobody."""
    own = Case(case.matter, case.row, PROGRAM_ACTOR, case.on)
    taken(piece, own, handling, verb, who=PROGRAM)


def saved(matter: Matter) -> None:
    """Save a matter; what it is and when it began is never written again."""
    matter.save(update_fields=[one.name for one in matter._meta.concrete_fields if one.name not in FIXED])


def locked(token: str) -> tuple[Matter, dict[str, Investment]]:
    """A matter and the investments it touches, which nobody else moves until the work is done.

    Investments are locked before the matter, in the order of their codes.

    Raises
    ------
    Refused
        `matter.not-found`.
    """
    found = Matter.objects.select_related("investment").filter(token=token[:24]).first()
    if found is None:
        raise Refused(Problem("matter.not-found"))
    named = {found.investment.code} if found.investment else set()
    rows = {code: keeping.locked(code) for code in sorted(named | set(found.data.get("plans", ())))}
    matter = Matter.objects.select_for_update(of=("self",)).select_related("investment").get(pk=found.pk)
    if set(matter.data.get("plans", ())) - set(rows):
        raise Refused(Problem("investment.moved-on"))
    return matter, rows


def demand_revision(matter: Matter, revision: int) -> None:
    """Refuse whoever read another state of it: `investment.moved-on`."""
    if matter.revision != revision:
        raise Refused(Problem("investment.moved-on"))


def _demand_possible(case: Case, verb: str, who: Who) -> None:
    """Refuse what the table, rights and four eyes do not allow before anything that is said is read."""
    matter = case.matter
    point = Standpoint(Noun(matter.noun), matter.state, case.asked_by)
    line = move_of(point.noun, point.state, verb)
    found = refusals(point, verb, who, found=dict.fromkeys(line.guards if line else (), ()))
    if found:
        raise Refused(found)
