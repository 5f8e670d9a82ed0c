"""Who is somebody to an investment: for whom do they act, what do they own, where do they sit?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.model import PartyRole
from styrbord.core.investments.portfolio.moving import Who
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Role
from styrbord.services import clock
from styrbord.services.investments import seats
from styrbord.services.rights import Actor, rights_of
from styrbord.store.investments.models import Investment, Matter, PlanParty

ACTING = frozenset({Role.OWNER, Role.PREPARER, Role.EDITOR})
"""Roles by which somebody acts for the body that their grant names; those of the whole board name none."""
_SEATED = {
    seats.Kind.BODY: Standing.BODY,
    seats.Kind.CONTROLLER: Standing.CONTROLLER,
    seats.Kind.BOARD: Standing.BOARD,
    seats.Kind.AUTHORITY: Standing.AUTHORITY,
    seats.Kind.CHAIR: Standing.CHAIR,
    seats.Kind.EXPERT: Standing.EXPERT,
}


def acts_for(rights: Rights) -> frozenset[str]:
    """Bodies for which somebody acts."""
    return frozenset(acting(rights))


def posts_of(rights: Rights) -> tuple[str, ...]:
    """Posts that somebody holds, then those that they act for."""
    return (*rights.posts, *rights.acts_for)


@dataclass(frozen=True, slots=True)
class Known:
    """What standings rest on beside rights, asked once for many investments and matters.

    `seats` are those of somebody with the post that has each, `parties` roles and bodies by row number of the
    investment, `leads` the lead body by code of a plan that is changed.
    """

    seats: Mapping[str, str]
    parties: Mapping[int, Sequence[tuple[str, str]]]
    leads: Mapping[str, str]


def known_of(rights: Rights, rows: Iterable[Investment], matters: Iterable[Matter] = ()) -> Known:
    """What standings rest on, for some investments and matters, in three questions."""
    of, told = list(rows), list(matters)
    numbers = {one.pk for one in of} | {one.investment_id for one in told if one.investment_id}
    parties: dict[int, list[tuple[str, str]]] = {number: [] for number in numbers}
    taking = PlanParty.objects.filter(investment__in=numbers).order_by("pk")
    for number, role, body in taking.values_list("investment", "role", "body__code"):
        parties[number].append((role, body))
    plans = {code for one in told if one.noun == Noun.CHANGE for code in one.data.get("plans", ())}
    leads = Investment.objects.filter(code__in=plans).values_list("code", "lead__code") if plans else ()
    return Known(seats.seats_of(posts_of(rights), clock.now().date()), parties, dict(leads))


def who(
    rights: Rights,
    row: Investment | None = None,
    *,
    matter: Matter | None = None,
    known: Known | None = None,
) -> Who:
    """What somebody is to an investment, or to a matter of it, today."""
    return Who(frozenset(posts_by(rights, row, matter, known)), rights.person)


def actor(
    user: object,
    row: Investment | None = None,
    matter: Matter | None = None,
    *,
    wanted: frozenset[Standing] = frozenset(),
) -> tuple[Actor, Who, Rights]:
    """Post that acts, what it is to the investment, and its rights; `wanted` standings come first.

    Raises
    ------
    Refused
        `sign-in.needed`, or `rights.missing` for somebody without any post.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    told = posts_by(rights, row, matter)
    chosen = [post for one, post in told.items() if one in wanted]
    known = [*chosen, *told.values(), *posts_of(rights)]
    if not known:
        raise Refused(Problem("rights.missing"))
    return Actor(known[0], rights.person), Who(frozenset(told), rights.person), rights


def posts_by(
    rights: Rights,
    row: Investment | None = None,
    matter: Matter | None = None,
    known: Known | None = None,
) -> dict[Standing, str]:
    """Standings of somebody, each with the post by which they have it."""
    if not rights.person and not rights.posts:
        return {}
    of = row or (matter.investment if matter else None)
    told = known or known_of(rights, [of] if of else [], [matter] if matter else [])
    found = {_SEATED[seats.Kind(seat)]: post for seat, post in told.seats.items() if seat in _SEATED}
    bodies = acting(rights)
    for standing, code in _bodies(of, matter, told):
        if code in bodies:
            found.setdefault(standing, bodies[code])
    if owner := _owner(rights, matter):
        found[Standing.OWNER] = owner
    return found


def acting(rights: Rights) -> dict[str, str]:
    """Bodies for which somebody acts, each with the post that does."""
    found: dict[str, str] = {}
    for one in rights.rights:
        if one.role in ACTING and one.subject:
            found.setdefault(one.subject, one.through)
    return found


def _bodies(row: Investment | None, matter: Matter | None, known: Known) -> Iterator[tuple[Standing, str]]:
    """Standings that bodies have, whoever acts for them."""
    if row is not None:
        yield from _of_row(row, known.parties.get(row.pk, ()))
    if matter is None:
        return
    if row is None:
        yield Standing.LEAD, matter.body
    if matter.noun == Noun.CHANGE:
        for code in matter.data.get("plans", ()):
            if code in known.leads:
                yield Standing.PARTY, known.leads[code]
    if matter.noun == Noun.MEASUREMENT:
        yield Standing.FOLLOW_UP, matter.body
    yield Standing.NEIGHBOUR, matter.body


def _of_row(row: Investment, parties: Sequence[tuple[str, str]]) -> Iterator[tuple[Standing, str]]:
    lead = row.lead.code
    yield Standing.LEAD, lead
    operators = [body for role, body in parties if role == PartyRole.OPERATOR]
    for body in operators or [lead]:
        yield Standing.OPERATOR, body
    for role, body in parties:
        if role == PartyRole.FOLLOW_UP:
            yield Standing.FOLLOW_UP, body
        if body != lead:
            yield Standing.PARTY, body


def _owner(rights: Rights, matter: Matter | None) -> str:
    if matter is None or not matter.post:
        return ""
    return next((post for post in posts_of(rights) if post == matter.post), "")
