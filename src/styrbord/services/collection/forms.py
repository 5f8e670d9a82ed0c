"""Which forms are there, who publishes them, and what do they ask of whom by when?"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import QuerySet

from styrbord.core.base.codes import nearest
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.forms import due as dues
from styrbord.core.collection.forms.model import Form, Obliged
from styrbord.core.collection.forms.names import Known, asked_twice, unknown
from styrbord.core.collection.forms.text import read_forms, write_forms
from styrbord.core.collection.forms.who import obliged_on
from styrbord.core.people.roles import Action
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import FOREVER, from_ms, to_ms
from styrbord.store.collection import models as tables
from styrbord.store.people.models import Post
from styrbord.store.spine import models as spine
from styrbord.store.spine.register import StoredRegister, register_at

if TYPE_CHECKING:  # reading loads xarray, which loading a pack with its forms does not need
    from styrbord.services.reading import Reading

_obliged: "WeakKeyDictionary[StoredRegister, dict[tuple[Obliged, date], list[str]]]" = WeakKeyDictionary()
"""Who is obliged on a day, as long as a register is kept."""
_SHOWN = (
    "SELECT f.code, v.text, (SELECT MIN(w.shown_from) FROM collection_formversion w WHERE w.form_id = f.id)"
    " FROM collection_formversion v JOIN collection_form f ON f.id = v.form_id"
    " WHERE v.shown_from <= %s AND v.shown_to > %s ORDER BY f.code"
)
SEEING = (Action.PREPARE, Action.REVIEW, Action.RELEASE, Action.EDIT, Action.READ_RECORDS)
define(
    "form.changed",
    "Somebody has published this form meanwhile.",
    "Look at the form as it is now, then change it again.",
)
define("form.not-found", "There is no form '{code}'.{hint}", "Look it up in the list of forms.")


@dataclass(frozen=True, slots=True)
class Version:
    """A form as it was published: number, moment, post and text."""

    number: int
    at: datetime
    by: str
    text: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What an editor may choose from: levels from below, posts and hierarchies by code."""

    levels: tuple[str, ...]
    posts: tuple[str, ...]
    hierarchies: tuple[str, ...]


def publish(
    text: str,
    *,
    by: Actor,
    key: str = "",
    reading: "Reading | None" = None,
    number: int | None = None,
) -> str:
    """Publish the forms of a text, all of them or none; code of the first.

    Forms that are published as they stand get no new version. With a reading, other indicators than those
    that its reader may see do not exist. `number` is that of the version that was changed, 0 for a new form.

    Raises
    ------
    Refused
        With everything that is wrong with the text.
    """
    forms, problems = checked(text, seen=reading)
    if number is not None and forms and not problems:
        problems = _changed(forms[0].code, number)

    def do(piece: Work, full: str | None) -> int:
        changed = publish_within(piece, forms)
        row = changed[0].pk if changed else 0
        codes = [one.code for one in forms]
        piece.tell(
            "forms.published", "forms", {"row": row, "forms": codes, "changed": len(changed)}, key=full
        )
        return row

    said = f"{key}:{_hash(text)}" if key else ""
    once(by, said, do, problems, realm="forms")
    return forms[0].code if forms else ""


def checked(
    text: str, extra: Known | None = None, *, seen: "Reading | None" = None
) -> tuple[list[Form], list[Problem]]:
    """Forms of a text and everything that is wrong with them, names and double questions included.

    `extra` are names that are about to be entered; `seen` keeps to the indicators of a reader, and to those
    that the forms ask for already.
    """
    forms, problems = read_forms(text)
    names = _joined(_known_names(), extra or Known())
    if seen:
        names = _narrowed(names, set(seen.register.indicators()), forms)
    found = [*problems, *(problem for form in forms for problem in unknown(form, names))]
    return forms, found or _doubles(forms)


def publish_within(piece: Work, forms: Iterable[Form]) -> list[tables.FormVersion]:
    """New versions of the checked forms that differ from the shown ones, within a work."""
    changed = [version for form in forms if (version := _publish_one(form, piece))]
    for version in changed:
        told = {
            "row": version.pk,
            "number": version.number,
            "sha256": _hash(version.text),
        }
        piece.tell("form.published", version.form.code, told)
    return changed


def known(at: datetime | None = None) -> list[Form]:
    """Forms as they are published, now or at a moment, by code."""
    return [_read(text) for text in _shown(at).order_by("form__code").values_list("text", flat=True)]


def shown() -> Mapping[str, tuple[Form, date]]:
    """Forms as they are published now, each with the day on which it first was, by code."""
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN, [to_ms(clock.now())] * 2)
        return {code: (_read(text), from_ms(first).date()) for code, text, first in cursor.fetchall()}


def form(code: str, at: datetime | None = None) -> Form:
    """One form as it is published.

    Raises
    ------
    Refused
        `form.not-found`
    """
    text = _shown(at).filter(form__code=code).values_list("text", flat=True).first()
    if text is None:
        raise Refused(_unknown(code))
    return _read(text)


def versions(code: str) -> Sequence[Version]:
    """Every version of a form, newest first.

    Raises
    ------
    Refused
        `form.not-found`
    """
    rows = tables.FormVersion.objects.filter(form__code=code).order_by("-number")
    found = [
        Version(row.number, from_ms(row.shown_from), row.by, row.text, row.shown_to == FOREVER)
        for row in rows
    ]
    if not found:
        raise Refused(_unknown(code))
    return found


def require_sight(user: object) -> None:
    """See to it that somebody has to do with forms somewhere: prepares, reviews, releases, edits or audits.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    if not has_sight(user):
        raise Refused(Problem("rights.missing"))


def has_sight(user: object) -> bool:
    """Whether somebody has to do with forms somewhere."""
    return any(map(rights_of(user).may_anywhere, SEEING))


def choices() -> Choices:
    """What a form can be made of, as it is known now."""
    register = register_at(to_ms(clock.now()))
    names = _known_names()
    today, tree = clock.now().date(), register.tree()
    depths: dict[str, int] = {}
    for code, one in register.subjects().items():
        depths[one.level] = max(depths.get(one.level, 0), len(tree.path(code, today)))
    return Choices(
        levels=tuple(sorted(names.levels - {""}, key=lambda level: (-depths[level], level))),
        posts=tuple(sorted(names.posts)),
        hierarchies=tuple(register.hierarchies()),
    )


def export(codes: Iterable[str] = ()) -> str:
    """Text of all forms, or of some; publishing it changes nothing."""
    return write_forms([form(code) for code in codes] or known())


def obliged(asked: Form, period: str | Period) -> Sequence[str]:
    """Subjects that must hand in a form for a period: those of the period's first day."""
    first = _period(period).first_day
    register = register_at(to_ms(clock.now()))
    told = _obliged.setdefault(register, {})
    if (asked.obliged, first) not in told:
        tree = register.tree(asked.obliged.hierarchy)
        told[asked.obliged, first] = obliged_on(asked.obliged, register.levels(first), tree, first)
    return told[asked.obliged, first]


def due_day(asked: Form, period: str | Period) -> date:
    """Last day on which a period's numbers are handed in on time."""
    return dues.due_day(asked.due, _period(period))


def open_periods(asked: Form, today: date | None = None, *, since: date | None = None) -> list[Period]:
    """Periods that can be handed in, oldest first: ended, and of the form's span.

    `since` is the day on which the form was first published, for whoever has asked for many at once.
    """
    today = today or clock.now().date()
    if since is None:
        first = tables.FormVersion.objects.filter(form__code=asked.code).order_by("number").first()
        since = from_ms(first.shown_from).date() if first else today
    return dues.open_periods(asked, since, today)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=512)
def _read(text: str) -> Form:
    (found,), _ = read_forms(text)
    return found


def _shown(at: datetime | None) -> "QuerySet[tables.FormVersion]":
    moment = to_ms(at or clock.now())
    return tables.FormVersion.objects.filter(shown_from__lte=moment, shown_to__gt=moment)


def _unknown(code: str) -> Problem:
    near = nearest(code, tables.Form.objects.values_list("code", flat=True))
    hint = f" Did you mean '{near}'?" if near else ""
    return Problem("form.not-found", "", {"code": code, "hint": hint})


def _publish_one(asked: Form, piece: Work) -> tables.FormVersion | None:
    tables.Form.objects.get_or_create(code=asked.code)
    identity = tables.Form.objects.select_for_update().get(code=asked.code)
    text, at = write_forms([asked]), to_ms(piece.at)
    shown = tables.FormVersion.objects.filter(form=identity, shown_to=FOREVER).first()
    if shown and shown.text == text:
        return None
    if shown:
        at = max(at, shown.shown_from + 1)
        tables.FormVersion.objects.filter(pk=shown.pk).update(shown_to=at)
    number = shown.number + 1 if shown else 1
    return tables.FormVersion.objects.create(
        form=identity, number=number, text=text, by=piece.actor, shown_from=at
    )


def _changed(code: str, number: int) -> list[Problem]:
    newest = tables.FormVersion.objects.filter(form__code=code).order_by("-number").first()
    return [] if (newest.number if newest else 0) == number else [Problem("form.changed", code)]


def _doubles(forms: Sequence[Form]) -> list[Problem]:
    new = {one.code for one in forms}
    all_forms = [*(one for one in known() if one.code not in new), *forms]
    return [
        problem
        for number, one in enumerate(all_forms)
        if one.code in new
        for problem in asked_twice(one, all_forms[:number], _ever)
    ]


def _ever(asked: Form) -> frozenset[str]:
    """Subjects that a form obliges in any period."""
    register = register_at(to_ms(clock.now()))
    tree = register.tree(asked.obliged.hierarchy)
    return frozenset(obliged_on(asked.obliged, register.levels(None), tree, None))


def _known_names() -> Known:
    stored = register_at(to_ms(clock.now()))
    dimensions: dict[str, set[str]] = {}
    for dimension, code in spine.CodeItem.objects.values_list("dimension", "code"):
        dimensions.setdefault(dimension, set()).add(code)
    return Known(
        indicators={code: one.frequency for code, one in stored.indicators().items()},
        dimensions={dimension: frozenset(codes) for dimension, codes in dimensions.items()},
        subjects=frozenset(stored.subjects()),
        levels=frozenset(one.level for one in stored.subjects().values()),
        hierarchies=frozenset(stored.hierarchies()),
        posts=frozenset(Post.objects.values_list("code", flat=True)),
    )


def _narrowed(names: Known, seen: set[str], forms: Iterable[Form]) -> Known:
    """Names without the indicators that are not seen, but for those that the same form asks for already."""
    codes = {one.code for one in forms}
    shown = seen.union(*(one.indicators for one in known() if one.code in codes))
    return replace(
        names, indicators={code: frequency for code, frequency in names.indicators.items() if code in shown}
    )


def _joined(one: Known, other: Known) -> Known:
    return Known(
        indicators={**one.indicators, **other.indicators},
        dimensions={
            code: one.dimensions.get(code, frozenset()) | other.dimensions.get(code, frozenset())
            for code in {*one.dimensions, *other.dimensions}
        },
        subjects=one.subjects | other.subjects,
        levels=one.levels | other.levels,
        hierarchies=one.hierarchies | other.hierarchies,
        posts=one.posts | other.posts,
    )


def _period(period: str | Period) -> Period:
    return period if isinstance(period, Period) else Period.parse(period)
