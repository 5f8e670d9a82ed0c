"""Who may move or withdraw an edition on its own page, and what do they see that others do not?

Editions of a submission are moved where the submission is, so that its state says the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.core.people.roles import Action
from styrbord.core.spine.facts import EditionNote
from styrbord.services import clock, rights
from styrbord.services.once import once
from styrbord.services.releases.early import Early, early_list
from styrbord.services.releases.moving import reschedule, withdraw
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.collection.models import PackageEdition
from styrbord.store.facts.changes import reached
from styrbord.store.facts.reading import edition_note
from styrbord.store.people.models import Post
from styrbord.store.spine.models import Edition, Indicator, Subject
from styrbord.store.spine.register import register_at

define(
    "release.of-submission",
    "Edition {number} holds the numbers of a submission.",
    "Move or withdraw it on the page of the submission, so that its state says so too.",
)
define(
    "release.no-moment",
    "'{text}' is not a day and time.",
    "Write it as 2026-01-31T08:00; the time is UTC.",
)
MOST = 200
"""More pairs of indicator and subject than this need the right to release on the whole board."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands on an edition's page for those who release or audit."""

    note: EditionNote
    is_held: bool
    may_release: bool
    submission: str
    early: tuple[Early, ...]
    posts: dict[str, Text]


def desk(user: object, number: int) -> Desk | None:
    """The desk of an edition; None for whoever neither releases it nor reads the records."""
    row = _row(number)
    if row is None:
        return None
    may_release = _may_release(user, row)
    if not may_release and not rights.may(user, Action.READ_RECORDS):
        return None
    is_held = row.withdrawn_at is None and row.released_at > to_ms(clock.now())
    posts = dict(Post.objects.values_list("code", "names"))
    return Desk(edition_note(row), is_held, may_release, _submission(number), early_list(number), posts)


def coming(user: object) -> tuple[EditionNote, ...]:
    """Editions whose moment has not come, for whoever reads the records or releases them; earliest first."""
    if not rights.rights_of(user).posts:
        return ()
    later = Edition.objects.filter(released_at__gt=to_ms(clock.now()), withdrawn_at=None)
    rows = later.select_related("dataset").order_by("released_at", "pk")
    reads = rights.may(user, Action.READ_RECORDS)
    return tuple(edition_note(row) for row in rows if reads or _may_release(user, row))


def releaser_of(user: object, number: int) -> Actor:
    """Post that releases an edition.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`; also where there is no such edition.
    """
    row = _row(number)
    if row is None or not _may_release(user, row):
        rights.require(user)
        raise Refused(Problem("rights.missing"))
    pairs = _pairs(row)
    subject, rubrics = pairs[0] if len(pairs) <= MOST and pairs else ("", ())
    return rights.require(user, Action.RELEASE, subject=subject, rubrics=rubrics)


def move_by_hand(number: int, at: datetime, *, by: Actor, key: str = "") -> int:
    """Move an edition that belongs to no submission.

    Raises
    ------
    Refused
        `release.of-submission`, or as `reschedule`.
    """
    return _once(number, lambda piece: reschedule(piece, [number], at), by, key)


def withdraw_by_hand(number: int, reason: Text, *, by: Actor, key: str = "") -> int:
    """Withdraw an edition that belongs to no submission.

    Raises
    ------
    Refused
        `release.of-submission`, or as `withdraw`.
    """
    return _once(number, lambda piece: withdraw(piece, [number], reason), by, key)


def _once(number: int, change: Callable[[Work], None], by: Actor, key: str) -> int:
    problems = [Problem("release.of-submission", "", {"number": number})] if _submission(number) else []

    def do(piece: Work, full: str | None) -> int:
        change(piece)
        piece.tell("edition.handled", str(number), {"row": number}, key=full)
        return number

    return once(by, key, do, problems, realm="release")


def _row(number: int) -> Edition | None:
    return Edition.objects.select_related("dataset").filter(pk=number).first() if number < 2**31 else None


def _submission(number: int) -> str:
    found = PackageEdition.objects.filter(edition_id=number).values_list(
        "package__submission__token", flat=True
    )
    return str(found.first() or "")


def _may_release(user: object, row: Edition) -> bool:
    """Whether a user may release everything that stands in an edition."""
    if not rights.rights_of(user).may_anywhere(Action.RELEASE):
        return False
    if rights.may(user, Action.RELEASE):
        return True
    pairs = _pairs(row)
    return 0 < len(pairs) <= MOST and all(
        rights.may(user, Action.RELEASE, subject=subject, rubrics=rubrics) for subject, rubrics in pairs
    )


def _pairs(row: Edition) -> list[tuple[str, tuple[str, ...]]]:
    """Subjects and rubrics that an edition reaches, each pair once; more than MOST are not all read."""
    indicators = dict(Indicator.objects.filter(dataset_id=row.dataset_id).values_list("pk", "code"))
    found = reached(row.pk, list(indicators), MOST + 1)
    subjects = dict(Subject.objects.filter(pk__in={pk for _, pk in found}).values_list("pk", "code"))
    known = register_at(to_ms(clock.now())).indicators()
    rubrics = {pk: tuple(known[code].rubrics) if code in known else () for pk, code in indicators.items()}
    return sorted({(subjects[subject], rubrics[indicator]) for indicator, subject in found})
