"""How do approved submissions become editions at a moment, and how is the moment moved or taken away?"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text, chosen
from styrbord.core.collection.workflow import State, Verb
from styrbord.services import clock, releases
from styrbord.services.collection import packages, settling
from styrbord.services.collection.correcting import corrected_edition, public_reason
from styrbord.services.collection.events import Reason
from styrbord.services.collection.moves import Moving, begin, key_for
from styrbord.services.collection.together import datasets_of, group, in_order
from styrbord.services.once import once
from styrbord.services.releases import ReleaseRow
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.sources.pack.model import PackFile
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import Package, PackageEdition
from styrbord.store.facts import writing
from styrbord.store.spine.models import Edition, Indicator

define(
    "submission.not-together",
    "Submissions of several forms or periods are not released together.",
    "Release those of one form and period at a time.",
)
define("submission.none", "No submission was chosen.", "Choose at least one.")
TAKEN_BACK: Text = {
    "en": "Taken back before its moment.",
    "ru": "Отозвано до назначенного срока.",
    "sv": "Återtaget före sin tidpunkt.",
}
"""All that an edition says which was never shown; why is between those who release."""


def schedule(tokens: Iterable[str], *, at: datetime | None, by: Actor, key: str = "") -> list[int]:
    """Editions of approved submissions of one form and period: shown from a moment on, at once if None.

    Raises
    ------
    Refused
        `submission.none`, `submission.not-together`, or what any move is refused with; nothing is
        released then.
    """
    wanted = _wanted(tokens)

    def work(piece: Work, full: str | None) -> int:
        writing.hold()
        movings = _begun(piece, full, wanted, Verb.SCHEDULE, by, "")
        if len({(one.row.form_id, one.row.period) for one in movings}) > 1:
            raise Refused(Problem("submission.not-together"))
        when = max(at or piece.at, piece.at)
        editions = _recorded(movings, when)
        for moving in movings:
            moving.to(State.SCHEDULED, released_at=to_ms(when))
            moving.step(Verb.SCHEDULE)
            moving.tell(
                "submission.scheduled", moving.token, {"released_at": to_ms(when), "editions": editions}
            )
        _release_if_now(movings, when)
        return int(movings[0].row.pk)

    once(by, key_for("schedule", "+".join(wanted), key), work, realm="submission")
    return group(wanted)[1]


def reschedule(tokens: Iterable[str], *, at: datetime | None, reason: str, by: Actor, key: str = "") -> None:
    """Move the moment of scheduled submissions, and of those in the same editions; now if None."""
    wanted = _wanted(tokens)

    def work(piece: Work, full: str | None) -> int:
        writing.hold()
        all_tokens, editions = group(wanted)
        movings = _begun(piece, full, all_tokens, Verb.RESCHEDULE, by, reason)
        releases.reschedule(piece, editions, at or piece.at)
        when = _moment_of(editions)
        for moving in movings:
            moving.to(State.SCHEDULED, released_at=to_ms(when))
            moving.step(Verb.RESCHEDULE)
            moving.tell("submission.rescheduled", moving.token, {"released_at": to_ms(when)})
        _release_if_now(movings, when)
        return int(movings[0].row.pk)

    once(by, key_for("reschedule", "+".join(wanted), key), work, realm="submission")


def unschedule(tokens: Iterable[str], *, reason: str, by: Actor, key: str = "") -> None:
    """Take the moment away: the submissions are approved again, and their editions never shown."""
    _end(tokens, Verb.UNSCHEDULE, reason, TAKEN_BACK, by, key)


def withdraw(token: str, *, reason: Text, by: Actor, key: str = "") -> None:
    """Withdraw what was released, with all that stands in the same editions; everyone reads why."""
    _end([token], Verb.WITHDRAW, reason, reason, by, key)


def _end(tokens: Iterable[str], verb: Verb, reason: Reason, public: Text, by: Actor, key: str) -> None:
    wanted = _wanted(tokens)

    def work(piece: Work, full: str | None) -> int:
        writing.hold()
        all_tokens, editions = group(wanted)
        movings = _begun(piece, full, all_tokens, verb, by, reason)
        for moving in movings:
            if verb is Verb.WITHDRAW:
                moving.to(State.WITHDRAWN)
                moving.step(verb)
                moving.tell("submission.withdrawn", moving.token, {"editions": editions})
            else:
                moving.to(State.APPROVED, released_at=None)
                moving.step(verb)
                moving.tell("submission.unscheduled", moving.token, {"editions": editions})
        releases.withdraw(piece, editions, public)
        return int(movings[0].row.pk)

    once(by, key_for(verb, "+".join(wanted), key), work, realm="submission")


def _wanted(tokens: Iterable[str]) -> list[str]:
    """Tokens in order, once what has come is written."""
    wanted = in_order(tokens)
    if not wanted:
        raise Refused(Problem("submission.none"))
    for token in wanted:
        settling.settle_one(token)
    return wanted


def _begun(
    piece: Work, key: str | None, tokens: Sequence[str], verb: Verb, by: Actor, reason: Reason
) -> list[Moving]:
    """All of the moves, the first with the request's key."""
    return [
        begin(piece, None if number else key, token, verb, by=by, reason=reason)
        for number, token in enumerate(tokens)
    ]


def _moment_of(editions: Sequence[int]) -> datetime:
    return from_ms(Edition.objects.get(pk=editions[0]).released_at)


def _release_if_now(movings: Iterable[Moving], when: datetime) -> None:
    for moving in movings:
        if when <= clock.now():
            settling.release(moving.piece, moving.row, moving.telling.by)


def _recorded(movings: Sequence[Moving], when: datetime) -> list[int]:
    """Editions of all packages; corrections of different editions become editions of their own."""
    groups: dict[int | None, list[Moving]] = {}
    for moving in movings:
        groups.setdefault(corrected_edition(moving.row), []).append(moving)
    return [edition for corrects, ones in groups.items() for edition in _record(ones, when, corrects)]


def _record(movings: Sequence[Moving], when: datetime, corrects: int | None) -> list[int]:
    form, period = movings[0].one.form, movings[0].row.period
    kept = [(moving, package) for moving in movings if (package := packages.newest(moving.row))]
    hashes = "".join(sorted(package.sha256 for _, package in kept))
    made = releases.record(
        movings[0].piece,
        [row for moving, package in kept for row in _rows(moving, package)],
        at=when,
        source=chosen(form.names, "en") or form.code,
        file=PackFile(f"{form.code} {period}", hashlib.sha256(hashes.encode()).hexdigest()),
        corrects=corrects,
        reason=public_reason(movings[0].row) if corrects is not None else {},
    )
    for _, package in kept:
        _link(package, made)
    return made


def _rows(moving: Moving, package: Package) -> list[ReleaseRow]:
    """What is released of a package: everything but blank cells; notes stay inside."""
    content = packages.content(package, moving.row)
    decimals = {item.key: item.decimals for item in moving.one.form.items}
    return [
        ReleaseRow(
            subject=content.subject,
            indicator=entry.indicator,
            period=content.period,
            breakdown=entry.breakdown,
            value=entry.value,
            status=entry.status or "A",
            decimals=decimals.get(entry.key),
            place=entry.place,
        )
        for entry in content.entries
        if not entry.is_blank
    ]


def _link(package: Package, editions: Sequence[int]) -> None:
    """Say which editions hold numbers of a package: those of its indicators' datasets."""
    codes = {entry["indicator"] for entry in package.content["entries"]}
    own = set(Indicator.objects.filter(code__in=codes).values_list("dataset_id", flat=True))
    PackageEdition.objects.bulk_create(
        PackageEdition(package=package, edition_id=edition)
        for edition, dataset in datasets_of(editions).items()
        if dataset in own
    )
