"""How far does a right over a form reach, and which posts are nearest to a subject?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from styrbord.core.collection.forms.model import Form
from styrbord.core.people.rights import Grant, Right
from styrbord.core.people.roles import Action, allows
from styrbord.services.collection.rows import register_now
from styrbord.services.rights import grant_from, live
from styrbord.store.people import models as people

Spread = frozenset[str] | None
"""Subjects that a grant reaches; None is the whole board."""


def covers(one: Right | Grant, form: Form) -> bool:
    """Whether a right or grant is for every indicator of a form; one that is not there is in no rubric."""
    if not one.rubrics:
        return True
    indicators = register_now().indicators()
    return all(
        code in indicators and not one.rubrics.isdisjoint(indicators[code].rubrics)
        for code in form.indicators
    )


@dataclass
class Reach:
    """Subtrees and rubrics as they are known now, each looked up once."""

    _below: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def subjects(self, one: Right | Grant) -> Spread:
        """Subjects of a right or grant; None is the whole board."""
        if not one.subject:
            return None
        key = (one.subject, one.hierarchy)
        if key not in self._below:
            register = register_now()
            numbers = register.below_in(*key)
            self._below[key] = frozenset(
                code for code, pk in register.codes.subjects.items() if pk in numbers
            )
        return self._below[key]

    def of(self, rights: Iterable[Right], action: Action, form: Form) -> Spread:
        """Subjects for which some right allows an action over a form."""
        spreads = [self.subjects(one) for one in rights if allows(one.role, action) and covers(one, form)]
        if None in spreads:
            return None
        return frozenset().union(*(spread for spread in spreads if spread is not None))


@dataclass(frozen=True)
class Posts:
    """Grants that live on a day, for asking who is nearest to a subject."""

    grants: tuple[Grant, ...]
    holders: Mapping[str, frozenset[str]]
    reach: Reach

    @staticmethod
    def on(day: date) -> "Posts":
        """Grants of a day, and who holds each post or acts for it."""
        rows = live(people.Grant, day).select_related("post", "subject").order_by("pk")
        return Posts(tuple(map(grant_from, rows)), holders_on(day), Reach())

    def nearest(
        self, action: Action, subject: str, form: Form, *, without: frozenset[str] = frozenset()
    ) -> list[str]:
        """Posts whose grants reach a subject most narrowly; with them the nearest that someone holds.

        `without` are keys of persons who may not act here, as if they held nothing.
        """
        sizes = self._sizes(action, subject, form)
        held = {post: size for post, size in sizes.items() if self.holders.get(post, without) - without}
        closest = [post for post, size in sizes.items() if size == min(sizes.values())]
        if held.keys().isdisjoint(closest):
            closest += [post for post, size in held.items() if size == min(held.values())]
        return closest

    def _sizes(self, action: Action, subject: str, form: Form) -> Mapping[str, float]:
        """How many subjects each post reaches, through the narrowest of its grants that holds this one."""
        found: dict[str, float] = {}
        for one in self.grants:
            if not allows(one.role, action) or not covers(one, form):
                continue
            spread = self.reach.subjects(one)
            if spread is None or subject in spread:
                size = float("inf") if spread is None else len(spread)
                found[one.post] = min(size, found.get(one.post, size))
        return found


def held_on(day: date) -> frozenset[str]:
    """Posts that someone holds on a day, or for which the holder of another post acts."""
    return frozenset(holders_on(day))


def holders_on(day: date) -> Mapping[str, frozenset[str]]:
    """Keys of the persons who hold each post on a day, or who act for it; vacant posts left out."""
    held: dict[str, frozenset[str]] = {}
    for post, person in live(people.Holding, day).values_list("post__code", "person__key"):
        held[post] = held.get(post, frozenset()) | {str(person)}
    found = dict(held)
    for post, deputy in live(people.Deputy, day).values_list("post__code", "deputy__code"):
        if deputy in held:
            found[post] = found.get(post, frozenset()) | held[deputy]
    return found


def reached(spread: Spread, subjects: Iterable[str]) -> list[str]:
    """Those of some subjects that a right reaches."""
    return [code for code in subjects if spread is None or code in spread]
