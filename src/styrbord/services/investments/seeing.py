"""Which investments, and what of them, does somebody see?

Everyone sees the public view of what is open and decided. What is restricted is for those who act for a
party or a bearer, own it, sit in its steering or see restricted records of its lead; experts see what is
flagged alone.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from styrbord.core.investments.portfolio.plan import Access
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action, Role, allows
from styrbord.services import clock
from styrbord.services.investments import seats
from styrbord.services.investments.keeping import EARLY, not_found
from styrbord.services.investments.standing import acts_for, posts_of
from styrbord.services.rights import contains
from styrbord.store.investments.models import Investment, Matter, PlanLine, PlanParty
from styrbord.store.spine.models import Subject

ALL_SEEING = frozenset(
    {seats.Kind.BODY, seats.Kind.CONTROLLER, seats.Kind.BOARD, seats.Kind.AUTHORITY, seats.Kind.CHAIR}
)
PUBLIC = Q(access=Access.OPEN, decided_on__isnull=False) & ~Q(stage__in=EARLY)
"""What everyone sees; what it says of drafts, persons and words is left out for them."""


def seen(rights: Rights) -> QuerySet[Investment]:
    """Investments that somebody sees at least the public view of."""
    return Investment.objects.filter(PUBLIC | inside(rights)).select_related("lead")


def seen_row(rights: Rights, code: str) -> Investment:
    """An investment that somebody sees.

    Raises
    ------
    Refused
        `investment.not-found`, whether it is there or not.
    """
    row = Investment.objects.filter(code=code[:64]).select_related("lead").first()
    if row is None or not (is_public(row) or is_inside(rights, row)):
        raise not_found(code)
    return row


def is_public(row: Investment) -> bool:
    """Whether everyone sees its public view."""
    return row.access == Access.OPEN and row.decided_on is not None and row.stage not in EARLY


def is_inside(rights: Rights, row: Investment) -> bool:
    """Whether somebody sees more of it than the public view."""
    return Investment.objects.filter(inside(rights), pk=row.pk).exists()


def inside(rights: Rights) -> Q:
    """Investments of which somebody sees more than the public view."""
    posts = posts_of(rights)
    if not posts:
        return Q(pk__in=())
    sitting = seats.seats_of(posts, clock.now().date())
    if ALL_SEEING.intersection(sitting):
        return Q(pk__gt=0)
    plain = ~Q(access=Access.RESTRICTED)
    found = _own(rights, posts) | plain & _asked(rights, posts)
    found |= plain & Q(lead__in=_leads(rights, Action.SEE_INTERNAL))
    found |= Q(lead__in=_leads(rights, Action.SEE_RESTRICTED))
    if seats.Kind.MEMBER in sitting:
        found |= plain
    if seats.Kind.EXPERT in sitting or any(one.role is Role.EXPERT for one in rights.rights):
        found |= plain & Q(is_strategic=True)
    return found


def _own(rights: Rights, posts: Iterable[str]) -> Q:
    """What somebody owns, takes part in, or has to confirm lines of."""
    bodies = acts_for(rights)
    if not bodies:
        return Q(owner__in=posts)
    taking = PlanParty.objects.filter(investment=OuterRef("pk"), body__code__in=bodies)
    bearing = PlanLine.objects.filter(investment=OuterRef("pk"), bearer__in=bodies)
    return Q(owner__in=posts) | Exists(taking) | Exists(bearing)


def _asked(rights: Rights, posts: Iterable[str]) -> Q:
    """What somebody is asked about, or owns a part of."""
    named = Q(body__in=acts_for(rights), noun__in=(Noun.OPINION, Noun.OBSTACLE, Noun.MEASUREMENT))
    owned = Q(post__in=posts)
    return Q(Exists(Matter.objects.filter(named | owned, investment=OuterRef("pk"))))


def _leads(rights: Rights, action: Action) -> list[int]:
    """Rows of the lead bodies over which somebody has a right, other than as an expert."""
    giving = [one for one in rights.rights if one.role is not Role.EXPERT and allows(one.role, action)]
    if not giving:
        return []
    leads = Subject.objects.filter(pk__in=Investment.objects.values("lead")).values_list("code", "pk")
    return [number for code, number in leads if any(one.covers(code, (), contains) for one in giving)]
