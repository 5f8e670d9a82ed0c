"""What begins and moves beside an investment: benefits, measurements, opinions, orders, forms and so on?

One engine for all nouns: rows are locked, everything is judged by the core, and written in one work.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.moving import Said, Standpoint, may
from styrbord.core.investments.portfolio.workflow import Noun, Standing, move_of, verbs_in
from styrbord.core.people.rights import Rights
from styrbord.services.investments import keeping, standing, stepping
from styrbord.services.investments.cleaning import cleaned
from styrbord.services.investments.nouns import (
    advice,
    benefit,
    change,
    conformity,
    item,
    measurement,
    obstacle,
    opinion,
    proposal,
    stop,
    waiver,
)
from styrbord.services.investments.seeing import PUBLIC, inside, is_inside, is_public, seen_row
from styrbord.services.investments.stepping import Case, Handling
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.rights import rights_of
from styrbord.services.work import Work
from styrbord.store.investments.models import Investment, Matter

define("matter.unknown-noun", "'{noun}' is nothing that begins here.", "Choose one of {known}.")
_ROOMS = (
    advice, benefit, change, conformity, item, measurement, obstacle, opinion, proposal, stop, waiver,
)  # fmt: skip
HANDLINGS: Mapping[str, Handling] = {one.HANDLING.noun: one.HANDLING for one in _ROOMS}
OPEN_TO_ALL: Mapping[str, frozenset[str]] = {
    Noun.BENEFIT: frozenset({"identified", "specified", "baselined", "planned", "realising", "realised"})
    | {"partly", "lost", "replaced"},
    Noun.MEASUREMENT: frozenset({"verified"}),
    Noun.CHANGE: frozenset({"applied"}),
    Noun.STOP: frozenset({"in-force", "appealed", "final", "lifted"}),
    Noun.WAIVER: frozenset({"granted"}),
    Noun.CONFORMITY: frozenset({"approved"}),
    Noun.ITEM: frozenset({"concluded"}),
}
"""What everyone sees beside an investment that is open to all: what is decided, no drafts and no words."""


def begin(user: object, noun: str, data: Mapping[str, Any], *, investment: str = "", key: str = "") -> str:
    """Begin a matter; its token. `words` among the data are kept as words of the first step.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `investment.not-found`, `matter.unknown-noun`, or what its noun
        cannot read or keep.
    """
    handling = handling_of(noun)
    row = seen_row(rights_of(user), investment) if investment else None
    if handling.of_investment and row is None:
        raise keeping.not_found(investment)
    by, _, rights = standing.actor(user, row, wanted=handling.beginners)
    said = cleaned(data or {})

    def judge(matter: Matter) -> bool:
        return bool(standing.who(rights, matter.investment, matter=matter).standings & handling.beginners)

    def do(piece: Work, full: str | None) -> int:
        own = keeping.locked(investment) if investment else None
        matter = stepping.begun(piece, own, handling, said, by=by, may=judge, rights=rights, key=full)
        return int(matter.pk)

    number = once(by, f"begin:{noun}:{investment}:{key}" if key else "", do, realm=REALM)
    return str(Matter.objects.values_list("token", flat=True).get(pk=number))


def move(
    user: object,
    token: str,
    verb: str,
    said: Said,
    *,
    data: Mapping[str, Any] | None = None,
    revision: int,
    key: str = "",
) -> int:
    """Take a matter through one line of its table; the revision after it.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `matter.not-found`, `investment.moved-on`, or everything that the
        table, the four eyes and the guards find.
    """
    seen = matter_row(rights_of(user), token)
    line = move_of(Noun(seen.noun), seen.state, verb)
    by, _, rights = standing.actor(user, seen.investment, seen, wanted=line.who if line else frozenset())
    told = cleaned(data or {})

    def do(piece: Work, full: str | None) -> int:
        matter, rows = stepping.locked(token)
        stepping.demand_revision(matter, revision)
        row = rows.get(matter.investment.code) if matter.investment else None
        case = Case(matter, row, by, piece.at.date(), rights)
        who = standing.who(rights, row, matter=matter)
        stepping.taken(piece, case, handling_of(matter.noun), verb, who=who, said=said, data=told, key=full)
        return int(matter.revision)

    name = f"{verb}:{token}:{key}" if key else ""
    return once(by, name, do, realm=REALM, answer="revision")


def handling_of(noun: str) -> Handling:
    """What a noun needs.

    Raises
    ------
    Refused
        `matter.unknown-noun`.
    """
    if noun not in HANDLINGS:
        told = {"noun": noun[:16], "known": ", ".join(sorted(HANDLINGS))}
        raise Refused(Problem("matter.unknown-noun", "noun", told))
    return HANDLINGS[noun]


def verbs_for(rights: Rights, row: Matter) -> tuple[str, ...]:
    """What somebody may do next with a matter, whatever its guards may say."""
    who = standing.who(rights, row.investment, matter=row)
    point = Standpoint(Noun(row.noun), row.state, frozenset(row.asked_by))
    return tuple(verb for verb in verbs_in(Noun(row.noun), row.state) if may(point, verb, who))


def may_begin(rights: Rights, noun: str, row: Investment | None = None) -> bool:
    """Whether somebody has a standing to begin a matter of an investment, or of none."""
    handling = HANDLINGS.get(noun)
    if handling is None:
        return False
    if handling.of_investment:
        return row is not None and bool(standing.who(rights, row).standings & handling.beginners)
    return Standing.LEAD in handling.beginners and bool(standing.acts_for(rights))


def matter_row(rights: Rights, token: str) -> Matter:
    """A matter that somebody sees.

    Raises
    ------
    Refused
        `matter.not-found`, whether it is there or not.
    """
    asked = Matter.objects.filter(token=token[:24]).select_related("investment", "investment__lead")
    found = asked.first()
    if found is None or not _is_seen(rights, found):
        raise Refused(Problem("matter.not-found"))
    return found


def _is_seen(rights: Rights, matter: Matter) -> bool:
    """Whether somebody sees one matter: as `_seen` says of many, asked in the cheapest order."""
    row = matter.investment
    if row is None:
        return _seen(rights, Matter.objects.filter(pk=matter.pk)).exists()
    if is_public(row) and matter.state in OPEN_TO_ALL.get(matter.noun, ()):
        return True
    is_own = matter.post in standing.posts_of(rights) or matter.body in standing.acts_for(rights)
    return is_own or is_inside(rights, row)


def rows(
    rights: Rights,
    noun: str,
    *,
    investment: Investment | None = None,
    states: Iterable[str] | None = None,
) -> QuerySet[Matter]:
    """Matters of a noun that somebody sees, in order of time."""
    found = _seen(rights, Matter.objects.filter(noun=noun)).order_by("pk")
    if investment is not None:
        found = found.filter(investment=investment)
    return found if states is None else found.filter(state__in=list(states))


def _seen(rights: Rights, asked: QuerySet[Matter]) -> QuerySet[Matter]:
    """What is decided of what everyone sees; all that is seen inside, what is one's own, and proposals."""
    public = Investment.objects.filter(PUBLIC).values("pk")
    told = Q(pk__in=())
    for noun, states in OPEN_TO_ALL.items():
        told |= Q(noun=noun, state__in=states)
    found = told & Q(investment__in=public)
    found |= Q(noun=Noun.PROPOSAL, state__in=("accepted", "done"))
    posts = standing.posts_of(rights)
    if posts:
        whole = Investment.objects.filter(inside(rights)).values("pk")
        found |= Q(investment__in=whole) | Q(post__in=posts) | Q(body__in=standing.acts_for(rights))
        found |= Q(investment=None, noun=Noun.PROPOSAL)
        found |= _of_changes(rights, asked)
    return asked.filter(found).select_related("investment", "investment__lead")


def _of_changes(rights: Rights, asked: QuerySet[Matter]) -> Q:
    """Change requests over plans of which one is led by somebody's body, or all are seen inside."""
    told = list(asked.filter(noun=Noun.CHANGE).values_list("pk", "data"))
    if not told:
        return Q(pk__in=())
    plans = {number: frozenset(data.get("plans", ())) for number, data in told}
    named = Investment.objects.filter(code__in=frozenset().union(*plans.values()))
    own = set(named.filter(lead__code__in=standing.acts_for(rights)).values_list("code", flat=True))
    whole = set(named.filter(inside(rights)).values_list("code", flat=True))
    return Q(pk__in=[number for number, codes in plans.items() if codes and (codes & own or codes <= whole)])
