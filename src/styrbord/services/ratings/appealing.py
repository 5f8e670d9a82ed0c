"""How does a subject contest its grade, which keeps the grade back until it is answered?"""

import secrets
from collections.abc import Iterable

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.ratings.workflow import MOVES, AppealState, RunState
from styrbord.services.once import once
from styrbord.services.ratings.keeping import method_of, not_found, run_row, steps_of
from styrbord.services.ratings.notes import AppealNote
from styrbord.services.ratings.seeing import is_working, rubrics_of, seen_runs
from styrbord.services.ratings.writing import (
    REALM,
    demand_other,
    demand_said,
    demand_short,
    legal,
    stepped,
    written,
)
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import Actor, contains, require, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.spine.models import Subject
from styrbord.store.steering.models import RatingAppeal, RatingRun

APPEALING = (Action.PREPARE, Action.OWN)
"""What whoever appeals for a subject may do with it."""
CONTESTED = (RunState.APPROVED, RunState.PUBLISHED)
define(
    "rating.appeal-open",
    "An appeal against this grade is open already.",
    "Wait for its answer, or add to it by telling who answers it.",
)
define(
    "rating.not-contestable",
    "A rating that is {state} is not contested.",
    "Appeal once it is approved, and while it stands.",
)


def appeal(user: object, run: str, subject: str, words: str, *, key: str = "") -> str:
    """Contest the grade of a subject; token of the appeal. The grade is kept back from now on.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.not-rated`, `rating.not-contestable`, `rating.appeal-open`,
        `rating.needs-reason`, `sign-in.needed` or `rights.missing`.
    """
    row = run_row(run)
    rubrics = rubrics_of(method_of(row.version))
    by = require(user, *APPEALING, subject=subject, rubrics=rubrics)
    if not seen_runs(visible(principal_for(rights_of(user))), [row]):
        raise not_found(run)
    said = plain(words)

    def do(piece: Work, full: str | None) -> int:
        return int(_made(piece, run_row(run), subject, said, by=by, key=full).pk)

    number = once(by, f"appeal:{run}:{subject}:{key}" if key else "", do, realm=REALM)
    return str(RatingAppeal.objects.values_list("token", flat=True).get(pk=number))


def answer(user: object, token: str, verb: str, *, revision: int, words: str, key: str = "") -> int:
    """Uphold or reject an appeal with reasons, by another person than who made it; number of its row.

    A grade whose appeal was upheld stays back until a correction is published.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.no-such-step`, `rating.same-person`, `rating.needs-reason`,
        `rating.moved-on`, `sign-in.needed` or `rights.missing`.
    """
    row = _row(token)
    move = legal(row, verb)
    by = require(user, *move.actions, rubrics=rubrics_of(method_of(row.run.version)))
    said = plain(words)

    def do(piece: Work, full: str | None) -> int:
        found = _row(token)
        demand_other(move, by, found.person)
        demand_said(move, said)
        at = {"answered_at": to_ms(piece.at)}
        told = {"run": found.run.token, "subject": found.subject.code}
        stepped(
            piece, found, legal(found, verb), by=by, revision=revision, words=said, key=full, columns=at,
            told=told,
        )  # fmt: skip
        return int(found.pk)

    return once(by, f"{verb}:{token}:{key}" if key else "", do, realm=REALM)


def appeals(reading: Reading, user: object, *, code: str = "", state: str = "") -> tuple[AppealNote, ...]:
    """Appeals that somebody may read, newest first: all for those who work with ratings, else their own."""
    rows = RatingAppeal.objects.select_related("run__version__method", "subject").order_by("-pk")
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(run__version__method__code=code[:64]) if code else rows
    return tuple(_notes(reading, user, rows))


def appeal_of(reading: Reading, user: object, token: str) -> AppealNote:
    """One appeal.

    Raises
    ------
    Refused
        `rating.not-found`.
    """
    for note in _notes(reading, user, [_row(token)]):
        return note
    raise not_found(token)


def appeal_number(token: str) -> int:
    """Number of an appeal, under which a repeated request finds it again."""
    return int(RatingAppeal.objects.values_list("pk", flat=True).get(token=token))


def appeal_token(number: int) -> str:
    """Token of the appeal of a number."""
    return str(RatingAppeal.objects.values_list("token", flat=True).get(pk=number))


def appeals_of(user: object, row: RatingRun, subject: str) -> tuple[AppealNote, ...]:
    """Appeals of a subject against a run, for those who may read them."""
    rights = rights_of(user)
    rows = row.appeals.filter(subject__code=subject).select_related("run__version__method", "subject")
    return tuple(_note(one, rights) for one in rows.order_by("-pk") if _reads(rights, one))


def may_appeal(user: object, row: RatingRun, subject: str) -> bool:
    """Whether somebody may contest the grade of a subject now."""
    rights = rights_of(user)
    is_open = row.appeals.filter(subject__code=subject, state=AppealState.OPEN).exists()
    return row.state in CONTESTED and not is_open and _is_own(rights, row, subject)


def _made(
    piece: Work, run: RatingRun, subject: str, words: str, *, by: Actor, key: str | None
) -> RatingAppeal:
    if run.state not in CONTESTED:
        raise Refused(Problem("rating.not-contestable", "", {"state": run.state}))
    if not run.places.filter(subject__code=subject, period=run.period).exists():
        raise Refused(Problem("rating.not-rated", "subject", {"subject": subject[:64]}))
    if run.appeals.filter(subject__code=subject, state=AppealState.OPEN).exists():
        raise Refused(Problem("rating.appeal-open"))
    if not words:
        raise Refused(Problem("rating.needs-reason", "words"))
    demand_short(words)
    row = RatingAppeal.objects.create(
        token=secrets.token_urlsafe(9),
        run=run,
        subject=Subject.objects.get(code=subject),
        made_at=to_ms(piece.at),
        by=by.code,
        person=by.person,
    )
    told = {"run": run.token, "subject": subject}
    written(piece, row, "appeal", "made", by=by, words=words, key=key, told=told)
    return row


def _row(token: str) -> RatingAppeal:
    rows = RatingAppeal.objects.select_related("run__version__method", "subject")
    row = rows.filter(token=token[:24]).first()
    if row is None:
        raise not_found(token)
    return row


def _notes(reading: Reading, user: object, rows: Iterable[RatingAppeal]) -> Iterable[AppealNote]:
    rights = rights_of(user)
    found = [row for row in rows if _reads(rights, row)]
    shown = {row.pk for row in seen_runs(reading, {row.run_id: row.run for row in found}.values())}
    return [_note(row, rights) for row in found if row.run_id in shown]


def _reads(rights: Rights, row: RatingAppeal) -> bool:
    return is_working(rights) or _is_own(rights, row.run, row.subject.code)


def _is_own(rights: Rights, row: RatingRun, subject: str) -> bool:
    rubrics = rubrics_of(method_of(row.version))
    return any(
        rights.may(action, subject=subject, rubrics=rubrics, contains=contains) for action in APPEALING
    )


def _note(row: RatingAppeal, rights: Rights) -> AppealNote:
    steps = steps_of("appeal", row.pk)
    correction = row.run.corrections.filter(published_at__isnull=False).first()
    is_upheld = row.state == AppealState.UPHELD
    return AppealNote(
        row.token,
        row.run.token,
        row.run.version.method.code,
        row.run.period,
        row.subject.code,
        row.state,
        row.revision,
        from_ms(row.made_at),
        row.by,
        steps[0].words if steps else "",
        from_ms(row.answered_at) if row.answered_at else None,
        steps[-1].words if len(steps) > 1 else "",
        correction.token if correction and is_upheld else "",
        _verbs(row, rights),
    )


def _verbs(row: RatingAppeal, rights: Rights) -> tuple[str, ...]:
    rubrics = rubrics_of(method_of(row.run.version))
    return tuple(
        move.verb
        for move in MOVES["appeal"]
        if move.state == row.state
        and row.person != rights.person
        and any(rights.may(action, rubrics=rubrics, contains=contains) for action in move.actions)
    )
