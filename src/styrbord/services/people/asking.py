"""What is asked when rights are given, and what is wrong with it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.codes import is_code, nearest
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.core.board.pages import PageKind
from styrbord.core.people.roles import WHOLE_ONLY, Role
from styrbord.services import clock, pages
from styrbord.services.rights import Actor, rights_of_person
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Person, Post
from styrbord.store.spine.register import register_at

_NEAR = "Choose one that is known.{hint}"
define("people.unknown-post", "There is no post '{code}'.", "Add it first, or mend its code.{hint}")
define("people.unknown-role", "'{code}' is not a role.", "Choose one of {allowed}.")
define("people.unknown-subject", "There is no subject '{code}' to give rights for.", _NEAR)
define("people.unknown-hierarchy", "There is no hierarchy '{code}'.", _NEAR)
define("people.unknown-rubric", "There is no rubric '{code}' to give rights for.", _NEAR)
define(
    "people.unknown-person", "There is no person '{code}'.", "Choose one from the list, or name a new one."
)
define("people.no-basis", "The basis is missing.", "Name the document that gives this power.")
define("people.no-name", "The name is missing.", "Write what the person or post is called.")
define("people.no-end", "The last day is missing.", "A guest is invited up to a day; name it.")
define("people.backwards", "The last day {last} comes before the first, {first}.", "Mend one of the days.")
define("people.no-day", "'{text}' is not a day.", "Write it as 2026-01-31.")
define("people.past", "The last day {last} has passed.", "Name a day from {today} on.")
define(
    "people.whole-only",
    "The role {role} is given for the whole board.",
    "Leave subject and rubrics empty.",
)
define(
    "people.own",
    "Nobody gives rights to themselves.",
    "Ask another administrator, or the operator of the server.",
)
define("people.same-post", "A post cannot be its own deputy.", "Choose another post.")
define("people.post-taken", "There is a post '{code}' already.", "Choose another code.")
define(
    "people.row-not-found", "There is no such entry.", "It may belong to another post; load the page again."
)
define("people.ended", "This was ended before.", "Load the page again to see how it stands.")
define(
    "people.last-administrator",
    "Nobody would be left who gives rights.",
    "Let someone else become an administrator first.",
)
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days between which something holds, both included, and the document it rests on."""

    first: date
    last: date | None = None
    basis: str = ""

    def problems(self, *, needs_basis: bool = True) -> list[Problem]:
        """What is wrong with the days and the basis."""
        found = []
        today = clock.now().date()
        if self.last and self.last < self.first:
            found.append(Problem("people.backwards", "last", {"first": self.first, "last": self.last}))
        elif self.last and self.last < today:
            found.append(Problem("people.past", "last", {"last": self.last, "today": today}))
        if needs_basis and not self.basis.strip():
            found.append(Problem("people.no-basis", "basis"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Span):
    """A role for a post, within a subtree and rubrics."""

    role: str
    subject: str = ""
    hierarchy: str = "administrative"
    rubrics: tuple[str, ...] = ()

    def problems(self, *, needs_basis: bool = True) -> list[Problem]:
        """Everything that is wrong, in the order of the form."""
        return [*self._of_role(), *_unknown_limits(self), *Span.problems(self, needs_basis=needs_basis)]

    def _of_role(self) -> list[Problem]:
        roles = [str(role) for role in Role]
        if self.role not in roles:
            return [Problem("people.unknown-role", "role", {"code": self.role, "allowed": ", ".join(roles)})]
        if Role(self.role) in WHOLE_ONLY and (self.subject or self.rubrics):
            return [Problem("people.whole-only", "role", {"role": self.role})]
        return []


def _unknown_limits(asked: Asked) -> list[Problem]:
    register = register_at(to_ms(clock.now()))
    found = []
    if asked.subject:
        found += unknown("subject", [asked.subject], register.subjects())
        found += unknown("hierarchy", [asked.hierarchy], register.hierarchies())
    shared = [code for code, _ in known_pages()] if asked.role == Role.EXPERT else []
    return found + unknown("rubric", asked.rubrics, [*known_rubrics(), *shared])


def known_rubrics() -> list[str]:
    """Codes of the rubrics that have a page or an indicator, in order."""
    now = to_ms(clock.now())
    own = [page.code for page in pages.definitions(now, [PageKind.RUBRIC])]
    named = {code for one in register_at(now).indicators().values() for code in one.rubrics}
    return list(dict.fromkeys([*own, *sorted(named)]))


def known_pages() -> list[tuple[str, Text]]:
    """Pages that a guest can be given, codes and titles, in order."""
    found = pages.definitions(to_ms(clock.now()), [PageKind.PAGE])
    return [(page.code, page.titles) for page in found]


def unknown(kind: str, codes: Iterable[str], known: Iterable[str]) -> list[Problem]:
    """A problem for every code that is not known, with what was probably meant."""
    known = list(known)
    found = []
    for code in codes:
        if code not in known:
            near = nearest(code, known)
            hint = f" Did you mean '{near}'?" if near else ""
            found.append(Problem(f"people.unknown-{kind}", kind, {"code": code, "hint": hint}))
    return found


def post_of(code: str, place: str = "post") -> Post:
    """Post of a code.

    Raises
    ------
    Refused
        `people.unknown-post`.
    """
    row = Post.objects.filter(code=code).first()
    if row is None:
        raise Refused(_problem_of_post(code, place))
    return row


def _problem_of_post(code: str, place: str) -> Problem:
    near = nearest(code, Post.objects.values_list("code", flat=True)) if is_code(code) else ""
    return Problem(
        "people.unknown-post", place, {"code": code, "hint": f" Did you mean '{near}'?" if near else ""}
    )


def person_of(key: str) -> Person:
    """Person of a key.

    Raises
    ------
    Refused
        `people.unknown-person`.
    """
    row = Person.objects.filter(key=key).first()
    if row is None:
        raise Refused(Problem("people.unknown-person", "person", {"code": key}))
    return row


def own(by: Actor, *posts: str) -> list[Problem]:
    """Whether rights of these posts would come to the one who gives them."""
    if not by.person:
        return []
    rights = rights_of_person(by.person)
    return [Problem("people.own")] if {*rights.posts, *rights.acts_for} & set(posts) else []


def refuse(problems: Iterable[Problem]) -> None:
    """Refuse if anything is wrong.

    Raises
    ------
    Refused
        With all of it.
    """
    found = list(problems)
    if found:
        raise Refused(found)
