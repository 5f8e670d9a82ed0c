"""Who proposes that more readers see a page or indicator, and who says yes to it?"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.board.figure_lists import count_of
from styrbord.core.board.pages import PageDefinition, Publicity
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.spine.indicators import Access
from styrbord.services import clock, pages, rights
from styrbord.services.editing.drafts import is_overview, note_of, reading_of
from styrbord.services.editing.weighing import (
    PAGE,
    Turn,
    Weighed,
    indicator_of,
    indicator_turn,
    page_turn,
    weighed,
)
from styrbord.services.once import once
from styrbord.services.rights import Actor, Program
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import PublicityChange

define(
    "publicity.own-proposal",
    "You have proposed this yourself.",
    "Ask another editor or an administrator to look at the list and confirm it.",
)
define(
    "publicity.list-changed",
    "The list of figures has changed since it was looked at.",
    "Look at it as it is now, and propose the change again.",
)
define("publicity.none-open", "No such change waits for a decision.", "Propose it first.")
define("publicity.no-change", "'{code}' is seen by '{becomes}' already.", "Choose another circle of readers.")
define(
    "publicity.wider",
    "'{code}' would be seen by more readers than now.",
    "Propose it; a second person confirms.",
)
define(
    "publicity.coming",
    "A version of the page '{code}' waits for its moment.",
    "Take it back or wait until it is shown.",
)
define("publicity.no-reason", "Nothing says why.", "Write the reason in a few words.")
REALM, LONGEST = "publicity", 1000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that waits for a second person."""

    number: int
    kind: str
    code: str
    was: str
    becomes: str
    hash: str
    reason: str
    by: str
    at: datetime
    is_own: bool


def weigh(user: object, kind: str, code: str, becomes: str) -> Weighed:
    """What a change of who sees a page or indicator would do.

    Raises
    ------
    Refused
        If it is not theirs to look at, or with what forbids the change.
    """
    _require(user, kind, code, is_second=True)
    return weighed(_turn(kind, code, becomes))


def propose(
    user: object, kind: str, code: str, becomes: str, *, seen: str, reason: str, key: str = ""
) -> int:
    """Propose that more readers see it; number of the proposal. `seen` is the hash of the list shown.

    A proposal that waits already for the same page or indicator is dropped for it.

    Raises
    ------
    Refused
        With what forbids it; `publicity.list-changed` if the list is another one by now.
    """
    by = _require(user, kind, code)
    said = reason.strip()[:LONGEST]
    found = weighed(_turn(kind, code, becomes))
    problems = [] if said else [Problem("publicity.no-reason", "reason")]
    problems += [Problem("publicity.list-changed", code)] if found.hash != seen else []

    def do(piece: Work, full: str | None) -> int:
        PublicityChange.objects.filter(kind=kind, code=code, state="proposed").update(
            state="dropped", decided_by=by.code, decided_person=by.person, decided_at=to_ms(piece.at)
        )
        row = PublicityChange.objects.create(
            kind=kind,
            code=code,
            was=found.was,
            becomes=becomes,
            list_hash=found.hash,
            reason=said,
            proposed_by=by.code,
            proposed_person=by.person,
            proposed_at=to_ms(piece.at),
        )
        told = {**_told(found, by), "row": row.pk, "reason_sha256": _sha(said)}
        piece.tell("publicity.proposed", code, told, key=full)
        return int(row.pk)

    return once(by, key, do, problems, realm=REALM)


def confirm(user: object, kind: str, code: str, *, seen: str, key: str = "") -> int:
    """Do what another person proposed, if the list is still the one that it was proposed for.

    Raises
    ------
    Refused
        `publicity.own-proposal` for whoever proposed it, `publicity.list-changed` if it must be proposed
        again.
    """
    by = _require(user, kind, code, is_second=True)

    def do(piece: Work, full: str | None) -> int:
        row = _open(kind, code)
        if row.proposed_person == by.person:
            raise Refused(Problem("publicity.own-proposal", code))
        turn = _turn(kind, code, row.becomes)
        if turn.problems:
            raise Refused(turn.problems)
        found = turn.done(piece)
        if found.hash != row.list_hash or seen != row.list_hash:
            raise Refused(Problem("publicity.list-changed", code))
        _decide(row, "confirmed", by, piece)
        piece.tell("publicity.confirmed", code, {**_told(found, by), "row": row.pk}, key=full)
        return int(row.pk)

    return once(by, key, do, realm=REALM)


def drop(user: object, kind: str, code: str, *, key: str = "") -> int:
    """Let a proposal go; nothing changes. Whoever proposed it may, and whoever could confirm it."""
    by = _require(user, kind, code, is_second=True)

    def do(piece: Work, full: str | None) -> int:
        row = _open(kind, code)
        _decide(row, "dropped", by, piece)
        piece.tell("publicity.dropped", code, {"row": row.pk, "by_person": by.person}, key=full)
        return int(row.pk)

    return once(by, key, do, realm=REALM)


def narrow(user: object, kind: str, code: str, becomes: str, *, reason: str, key: str = "") -> int:
    """Let fewer readers see it, at once and by one person; how many figures they lose.

    Raises
    ------
    Refused
        `publicity.wider` if more would see it.
    """
    by, said = _require(user, kind, code), reason.strip()[:LONGEST]
    turn = _turn(kind, code, becomes)
    problems = [
        *turn.problems,
        *([Problem("publicity.wider", code, {"code": code})] if turn.is_wider else []),
    ]
    problems += [] if said else [Problem("publicity.no-reason", "reason")]

    def do(piece: Work, full: str | None) -> int:
        PublicityChange.objects.filter(kind=kind, code=code, state="proposed").update(
            state="dropped", decided_by=by.code, decided_person=by.person, decided_at=to_ms(piece.at)
        )
        found = turn.done(piece)
        told = {**_told(found, by), "reason_sha256": _sha(said)}
        piece.tell("publicity.narrowed", code, told, key=full)
        return count_of(found.lines)

    return once(by, key, do, problems, realm=REALM, answer="figures")


def proposal(user: object, kind: str, code: str) -> Proposal | None:
    """The change of one page or indicator that waits for a second person."""
    return next((one for one in proposals(user) if (one.kind, one.code) == (kind, code)), None)


def proposals(user: object) -> list[Proposal]:
    """Changes that wait and that the user may see, the oldest first."""
    found, own = [], rights.rights_of(user).person
    for row in PublicityChange.objects.filter(state="proposed").order_by("pk"):
        try:
            _require(user, row.kind, row.code, is_second=True)
        except Refused:
            continue
        found.append(
            Proposal(
                row.pk,
                row.kind,
                row.code,
                row.was,
                row.becomes,
                row.list_hash,
                row.reason,
                row.proposed_by,
                from_ms(row.proposed_at),
                row.proposed_person == own,
            )
        )
    return found


def waiting(found: Rights) -> list[Proposal]:
    """Changes that somebody with some rights may confirm, proposed by another person; the oldest first."""
    if not any(map(found.may_anywhere, (Action.EDIT, Action.OWN, Action.GIVE_RIGHTS))):
        return []
    others = (
        "SELECT 1 FROM steering_publicitychange WHERE state = 'proposed' AND proposed_person <> %s LIMIT 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(others, [found.person])
        is_any = cursor.fetchone() is not None
    return [one for one in proposals(Program(found)) if not one.is_own] if is_any else []


def present(user: object, kind: str, code: str) -> tuple[str, Sequence[str]]:
    """Who sees it now, and the other circles of readers that it may get."""
    _require(user, kind, code, is_second=True)
    if kind == PAGE:
        was: str = _page(code).publicity
        return str(was), [str(one) for one in Publicity if one != was]
    known = indicator_of(code)
    was = str(known.access) if known else ""
    return was, [str(one) for one in Access if one != was]


def may_decide(user: object, kind: str, code: str) -> bool:
    """Whether a user may look at who sees a page or indicator, to propose or confirm a change."""
    try:
        _require(user, kind, code, is_second=True)
    except Refused:
        return False
    return True


def _require(user: object, kind: str, code: str, *, is_second: bool = False) -> Actor:
    """As whom a user proposes, or with `is_second` decides; administrators may only decide."""
    second = (Action.GIVE_RIGHTS,) if is_second else ()
    if kind == PAGE:
        by = rights.require(user, Action.EDIT, *second, rubrics=(code,))
        if not rights.may(user, Action.GIVE_RIGHTS):
            note_of(reading_of(user), code)
        return by
    known = indicator_of(code)
    rubrics = known.rubrics if known else ()
    by = rights.require(user, Action.EDIT, Action.OWN, *second, rubrics=rubrics)
    is_seen = code in reading_of(user).register.indicators()
    if known is None or not (is_seen or rights.may(user, Action.GIVE_RIGHTS)):
        raise pages.not_found(code)
    return by


def _turn(kind: str, code: str, becomes: str) -> Turn:
    page = _page(code) if kind == PAGE else None
    known = indicator_of(code) if kind != PAGE else None
    was = str(page.publicity if page else known.access if known else "")
    if becomes == was or becomes not in (set(Publicity) if page else set(Access)):
        raise Refused(Problem("publicity.no-change", code, {"code": code, "becomes": becomes}))
    if page:
        return page_turn(page, Publicity(becomes))
    if known is None:
        raise pages.not_found(code)
    return indicator_turn(known, Access(becomes))


def _page(code: str) -> PageDefinition:
    """Page as it is published now; one that a version waits for, or the overview, cannot be turned."""
    now = to_ms(clock.now())
    found = next((one for one in pages.definitions(now) if one.code == code and not is_overview(one)), None)
    if found is None:
        raise Refused(Problem("page.not-published", code, {"code": code}))
    if pages.is_coming(code, now):
        raise Refused(Problem("publicity.coming", code, {"code": code}))
    return found


def _open(kind: str, code: str) -> PublicityChange:
    rows = PublicityChange.objects.select_for_update()
    row = rows.filter(kind=kind, code=code, state="proposed").first()
    if row is None:
        raise Refused(Problem("publicity.none-open", code))
    return row


def _decide(row: PublicityChange, state: str, by: Actor, piece: Work) -> None:
    decided = {"decided_by": by.code, "decided_person": by.person, "decided_at": to_ms(piece.at)}
    PublicityChange.objects.filter(pk=row.pk).update(state=state, **decided)


def _told(found: Weighed, by: Actor) -> dict[str, object]:
    return {
        "kind": found.kind,
        "was": found.was,
        "becomes": found.becomes,
        "list_sha256": found.hash,
        "figures": count_of(found.lines),
        "by_person": by.person,
    }


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
