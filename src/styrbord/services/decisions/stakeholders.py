"""Who has a stake in what is done about a subject, and what do they say to a decision?

The register is for those who see what is internal about a subject. A position that is recorded on a decision
is shown to whoever sees that decision, with name, day and source. Names and words can be erased.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.roles import Action
from styrbord.core.strategy.decisions.model import Stand
from styrbord.core.strategy.decisions.stakeholders import About, Level, StakeholderKind
from styrbord.services import rights
from styrbord.services.decisions.seeing import is_inside, moment, seen_row
from styrbord.services.once import once
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Subject
from styrbord.store.steering.models import (
    Stakeholder,
    StakeholderName,
    StakeholderPosition,
    StakeholderWords,
)

define("stakeholder.not-found", "There is no stakeholder '{name}' for you to see.", "See the register.")
define("stakeholder.no-name", "The stakeholder has no name.", "Name the group or body, not a person.")
define("stakeholder.unknown-choice", "'{text}' is not one of the choices.", "Choose one of {known}.")
define("stakeholder.too-long", "These are {count} letters; {most} are the most.", "Say it shorter.")
define("stakeholder.no-day", "'{text}' is no day until today.", "Write the day on which it was said.")
define("stakeholder.no-source", "It is not said where the position is written.", "Name the source.")
define(
    "stakeholder.moved-on",
    "Somebody else has changed this stakeholder meanwhile.",
    "Load the page again; what you wrote has not been kept.",
)
define("stakeholder.about", "Positions are not kept on '{kind}'.", "Record them on a decision.")
KEEPING = (Action.OWN, Action.ANALYSE)
REALM = "stakeholder"
LONGEST, LONGEST_NAME = 4_000, 200


@dataclass(frozen=True, slots=True)
class StakeholderNote:
    """One stakeholder; the name is empty where it was erased."""

    token: str
    name: str
    subject: str
    kind: str
    interest: str
    influence: str
    is_retired: bool
    revision: int


@dataclass(frozen=True, slots=True)
class PositionNote:
    """What a stakeholder last said to something, as it is recorded; `number` names it to whoever erases."""

    number: int
    stakeholder: str
    name: str
    kind: str
    stand: str
    said_on: date
    words: str
    source: str
    earlier: int


@dataclass(frozen=True, slots=True)
class Who:
    """A stakeholder as it was typed."""

    name: str
    kind: str = StakeholderKind.OTHER
    interest: str = Level.MEDIUM
    influence: str = Level.MEDIUM
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Says:
    """A position as it was typed: stand, day, words and where they are written."""

    stand: str
    said_on: str
    words: str = ""
    source: str = ""


def registered(reading: Reading, *, subject: str = "", is_all: bool = False) -> tuple[StakeholderNote, ...]:
    """Stakeholders of the subjects whose inside the reader sees, of one or all, by subject and name."""
    rows = Stakeholder.objects.filter(added_at__lte=moment(reading)).select_related("subject", "name")
    if subject:
        rows = rows.filter(subject__code=subject)
    if not is_all:
        rows = rows.filter(retired_at=None)
    sees = {code: is_inside(reading, code, ()) for code in {row.subject.code for row in rows}}
    found = [_note(row) for row in rows if sees[row.subject.code]]
    return tuple(sorted(found, key=lambda one: (one.subject, one.name.casefold(), one.token)))


def register(user: object, subject: str, said: Who, *, key: str = "") -> str:
    """Put a stakeholder of a subject into the register; token of it.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, or everything that is wrong.
    """
    if not may_keep_somewhere(user):
        rights.require(user, *KEEPING)
    name, problems = _read(said)
    number = Subject.objects.filter(code=subject).values_list("pk", flat=True).first()
    if number is None:
        problems.append(Problem("decision.no-such-subject", "subject", {"code": subject[:64]}))
        raise Refused(problems)
    by = rights.require(user, *KEEPING, subject=subject)

    def do(piece: Work, full: str | None) -> int:
        row = Stakeholder.objects.create(
            token=secrets.token_urlsafe(9), subject_id=number, added_at=to_ms(piece.at), **_columns(said)
        )
        StakeholderName.objects.create(stakeholder=row, name=name)
        _tell(piece, "added", row, by=by, key=full)
        return int(row.pk)

    return str(Stakeholder.objects.get(pk=once(by, key, do, problems, realm=REALM)).token)


def number_of(token: str) -> int:
    """Number of a stakeholder, under which a repeated request finds it again."""
    return int(Stakeholder.objects.values_list("pk", flat=True).get(token=token))


def token_of(number: int) -> str:
    """Token of the stakeholder of a number."""
    return str(Stakeholder.objects.values_list("token", flat=True).get(pk=number))


def change(user: object, token: str, said: Who, *, revision: int, key: str = "") -> int:
    """Say anew who a stakeholder is, or that nobody asks them any longer; number of the version.

    Raises
    ------
    Refused
        `stakeholder.not-found`, `rights.missing`, `stakeholder.moved-on`, or everything that is wrong.
    """
    row = _row(user, token)
    by = rights.require(user, *KEEPING, subject=row.subject.code)
    name, problems = _read(said)

    def do(piece: Work, full: str | None) -> int:
        retired_at = (row.retired_at or to_ms(piece.at)) if said.is_retired else None
        here = Stakeholder.objects.filter(pk=row.pk, revision=revision)
        if not here.update(revision=revision + 1, retired_at=retired_at, **_columns(said)):
            raise Refused(Problem("stakeholder.moved-on"))
        StakeholderName.objects.update_or_create(stakeholder=row, defaults={"name": name})
        row.refresh_from_db()
        _tell(piece, "changed", row, by=by, key=full)
        return int(row.revision)

    return once(by, key, do, problems, realm=REALM, answer="revision")


def say(user: object, token: str, kind: str, about: str, said: Says, *, key: str = "") -> int:
    """Record what a stakeholder says to a decision; an earlier position of theirs stays in the record.

    Raises
    ------
    Refused
        `stakeholder.not-found`, `stakeholder.about`, `decision.not-found`, `rights.missing`, or everything
        that is wrong.
    """
    row = _row(user, token)
    if kind not in set(About):
        raise Refused(Problem("stakeholder.about", "kind", {"kind": kind[:20]}))
    decision, _, proposal = seen_row(visible(principal_for(rights_of(user))), about)
    by = rights.require(user, *KEEPING, subject=proposal.subject)
    day, words, source, problems = _said(said)

    def do(piece: Work, full: str | None) -> int:
        position = StakeholderPosition.objects.create(
            stakeholder=row, about_kind=kind, about=decision.token, stand=said.stand, said_on=day,
            at=to_ms(piece.at), by=by.code,
        )  # fmt: skip
        StakeholderWords.objects.create(position=position, words=words, source=source)
        told = {
            "row": position.pk, "stakeholder": row.token, "stand": said.stand,
            "said_on": said.said_on.strip(), "about_kind": kind, "by_person": by.person,
        }  # fmt: skip
        piece.tell("decision.position-kept", decision.token, told, key=full)
        return int(position.pk)

    return once(by, key, do, problems, realm=REALM)


def positions(kind: str, about: str, at: int) -> tuple[PositionNote, ...]:
    """Newest position of each stakeholder on something by a moment, ms; for whoever sees that thing."""
    rows = StakeholderPosition.objects.filter(about_kind=kind, about=about, at__lte=at)
    newest: dict[int, StakeholderPosition] = {}
    counts: dict[int, int] = {}
    for row in rows.select_related("stakeholder__name", "said").order_by("at", "pk"):
        newest[row.stakeholder_id] = row
        counts[row.stakeholder_id] = counts.get(row.stakeholder_id, 0) + 1
    order = list(Stand)
    found = [_position(row, counts[row.stakeholder_id] - 1) for row in newest.values()]
    return tuple(sorted(found, key=lambda one: (order.index(Stand(one.stand)), one.name.casefold())))


def stakeholder(user: object, token: str) -> StakeholderNote:
    """One stakeholder.

    Raises
    ------
    Refused
        `stakeholder.not-found`.
    """
    return _note(_row(user, token))


def positions_of(reading: Reading, token: str) -> tuple[tuple[PositionNote, str, str], ...]:
    """What a stakeholder said to decisions that the reader sees, newest first: position, token and title."""
    rows = StakeholderPosition.objects.filter(
        stakeholder__token=token, about_kind=About.DECISION, at__lte=moment(reading)
    ).select_related("stakeholder__name", "said")
    found = []
    for row in rows.order_by("-said_on", "-pk"):
        try:
            _, _, said = seen_row(reading, row.about)
        except Refused:
            continue
        found.append((_position(row, 0), row.about, said.title))
    return tuple(found)


def require_seeing(user: object) -> None:
    """Refuse whoever sees nothing internal anywhere: `sign-in.needed` or `rights.missing`."""
    if not rights_of(user).may_anywhere(Action.SEE_INTERNAL):
        rights.require(user, Action.SEE_INTERNAL)


def may_keep_somewhere(user: object) -> bool:
    """Whether somebody may keep the register of some subject."""
    found = rights_of(user)
    return any(found.may_anywhere(action) for action in KEEPING)


def erase(user: object, token: str, number: int | None = None, *, key: str = "") -> None:
    """Erase the name of a stakeholder, or the words of a position; by who gives rights.

    Raises
    ------
    Refused
        `stakeholder.not-found` or `rights.missing`.
    """
    by = rights.require(user, Action.GIVE_RIGHTS)
    row = Stakeholder.objects.filter(token=token).first()
    if row is None:
        raise _not_found(token)

    def do(piece: Work, full: str | None) -> int:
        if number is None:
            StakeholderName.objects.filter(stakeholder=row).delete()
        else:
            StakeholderWords.objects.filter(position=number, position__stakeholder=row).delete()
        told = {"row": row.pk, "position": number or 0, "by_person": by.person}
        piece.tell("stakeholder.erased", row.token, told, key=full)
        return int(row.pk)

    once(by, key, do, realm=REALM)


def may_keep(user: object, subject: str) -> bool:
    """Whether somebody may keep the register of a subject."""
    return any(rights.may(user, action, subject=subject) for action in KEEPING)


def _row(user: object, token: str) -> Stakeholder:
    """A stakeholder that a user may see."""
    row = Stakeholder.objects.filter(token=token).select_related("subject", "name").first()
    reading = visible(principal_for(rights_of(user)))
    if row is None or not is_inside(reading, row.subject.code, ()):
        raise _not_found(token)
    return row


def _not_found(token: str) -> Refused:
    return Refused(Problem("stakeholder.not-found", "", {"name": token[:40]}))


def _columns(said: Who) -> Mapping[str, str]:
    return {"kind": said.kind, "interest": said.interest, "influence": said.influence}


def _read(said: Who) -> tuple[str, list[Problem]]:
    """The name as it is kept, and what is wrong."""
    name = " ".join(plain(said.name).split())
    problems = [] if name else [Problem("stakeholder.no-name", "name")]
    if len(name) > LONGEST_NAME:
        told = {"count": len(name), "most": LONGEST_NAME}
        problems.append(Problem("stakeholder.too-long", "name", told))
    for place, text, known in (
        ("kind", said.kind, tuple(StakeholderKind)),
        ("interest", said.interest, tuple(Level)),
        ("influence", said.influence, tuple(Level)),
    ):
        problems += _choice(place, text, known)
    return name, problems


def _said(said: Says) -> tuple[date | None, str, str, list[Problem]]:
    """Day, words and source of a position, and what is wrong."""
    words, source = plain(said.words), " ".join(plain(said.source).split())
    problems = _choice("stand", said.stand, tuple(Stand))
    try:
        day = date.fromisoformat(said.said_on.strip())
    except ValueError:
        day = None
    if day is None or day > visible().today:
        problems.append(Problem("stakeholder.no-day", "said_on", {"text": said.said_on.strip()[:20]}))
    if not source:
        problems.append(Problem("stakeholder.no-source", "source"))
    for place, text, most in (("words", words, LONGEST), ("source", source, LONGEST_NAME)):
        if len(text) > most:
            problems.append(Problem("stakeholder.too-long", place, {"count": len(text), "most": most}))
    return day, words, source, problems


def _choice(place: str, text: str, known: Sequence[str]) -> list[Problem]:
    told = {"text": text[:20], "known": ", ".join(known)}
    return [] if text in known else [Problem("stakeholder.unknown-choice", place, told)]


def _tell(piece: Work, told: str, row: Stakeholder, *, by: Actor, key: str | None) -> None:
    data = {
        "row": row.pk, "revision": row.revision, "subject": Subject.objects.get(pk=row.subject_id).code,
        "kind": row.kind, "interest": row.interest, "influence": row.influence,
        "is_retired": row.retired_at is not None, "by_person": by.person,
    }  # fmt: skip
    piece.tell(f"stakeholder.{told}", row.token, data, key=key)


def _name(row: Stakeholder) -> str:
    return str(row.name.name) if hasattr(row, "name") else ""


def _note(row: Stakeholder) -> StakeholderNote:
    return StakeholderNote(
        row.token, _name(row), row.subject.code, row.kind, row.interest, row.influence,
        row.retired_at is not None, row.revision,
    )  # fmt: skip


def _position(row: StakeholderPosition, earlier: int) -> PositionNote:
    said = getattr(row, "said", None)
    words, source = (said.words, said.source) if said is not None else ("", "")
    who = row.stakeholder
    return PositionNote(
        row.pk, who.token, _name(who), who.kind, row.stand, row.said_on, words, source, earlier
    )
