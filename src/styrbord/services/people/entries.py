"""How does one row of the rights read: who or what, from when to when, ended by whom?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model

from styrbord.core.people.roles import ALLOWED, Action, Role
from styrbord.services import clock
from styrbord.store.clock import from_ms
from styrbord.store.people.models import Deputy, Given, Grant, Holding, PersonName, SignInLink

NOW, COMING, ENDED = "now", "coming", "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One holder, role or deputy of a post, with its days; `state` is now, coming or ended."""

    number: int
    state: str
    first: date
    last: date | None
    ended_at: datetime | None
    by: str
    ended_by: str
    basis: str = ""
    person: str = ""
    name: str = ""
    has_signed_in: bool = False
    is_closed: bool = False
    role: str = ""
    subject: str = ""
    hierarchy: str = ""
    rubrics: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    post: str = ""


Entries = dict[int, tuple[Entry, ...]]


def holders(*, post: int | None = None) -> Entries:
    """Everyone who ever held a post, by the post's row."""
    rows = _rows(Holding, "post_id", post).select_related("person")
    names = dict(PersonName.objects.values_list("person_id", "name"))
    closed = set(get_user_model().objects.filter(is_active=False).values_list("pk", flat=True))
    known = set(SignInLink.objects.filter(used_at__isnull=False).values_list("user_id", flat=True))
    known |= set(get_user_model().objects.filter(last_login__isnull=False).values_list("pk", flat=True))
    return _grouped(
        (
            row.post_id,
            Entry(
                **_days(row),
                person=row.person.key,
                name=names.get(row.person_id, ""),
                has_signed_in=row.person.user_id in known,
                is_closed=row.person.user_id in closed,
            ),
        )
        for row in rows
    )


def grants(*, post: int | None = None) -> Entries:
    """Every role that a post ever had, by the post's row."""
    rows = _rows(Grant, "post_id", post).select_related("subject")
    return _grouped(
        (
            row.post_id,
            Entry(
                **_days(row),
                basis=row.basis,
                role=row.role,
                subject=row.subject.code if row.subject else "",
                hierarchy=row.hierarchy,
                rubrics=tuple(row.rubrics),
                actions=tuple(str(action) for action in Action if action in ALLOWED[Role(row.role)]),
            ),
        )
        for row in rows
    )


def deputies(*, post: int | None = None) -> Entries:
    """Posts that ever acted for a post, by that post's row."""
    rows = _rows(Deputy, "post_id", post).select_related("deputy")
    return _grouped((row.post_id, Entry(**_days(row), basis=row.basis, post=row.deputy.code)) for row in rows)


def acts_for(*, post: int | None = None) -> Entries:
    """Posts that a post ever acted for, by its own row."""
    rows = _rows(Deputy, "deputy_id", post).select_related("post")
    return _grouped((row.deputy_id, Entry(**_days(row), basis=row.basis, post=row.post.code)) for row in rows)


def _rows(table: type[Given], key: str, number: int | None) -> Any:
    found = table._default_manager.order_by("pk")
    return found if number is None else found.filter(**{key: number})


def _days(row: Given) -> dict[str, Any]:
    return {
        "number": row.pk,
        "state": _state(row, clock.now().date()),
        "first": row.valid_from,
        "last": row.valid_to,
        "ended_at": from_ms(row.ended_at) if row.ended_at else None,
        "by": row.by,
        "ended_by": row.ended_by,
    }


def _state(row: Given, today: date) -> str:
    if row.ended_at or (row.valid_to and row.valid_to < today):
        return ENDED
    return NOW if row.valid_from <= today else COMING


def _grouped(found: Any) -> Entries:
    groups: dict[int, list[Entry]] = defaultdict(list)
    for post, entry in found:
        groups[post].append(entry)
    return {post: tuple(sorted(many, key=lambda one: one.state == ENDED)) for post, many in groups.items()}
