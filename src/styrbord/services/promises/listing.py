"""Which promises does this reader see, how do they stand, and what may be done with one?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from styrbord.core.people.rights import Rights
from styrbord.core.strategy.promises.guards import Case, Who, refusal
from styrbord.core.strategy.promises.patience import late
from styrbord.core.strategy.promises.workflow import MOVES, OPEN, State, Verb
from styrbord.services import clock
from styrbord.services.promises import seeing
from styrbord.services.promises.notes import PromiseNote, PromisePage, StepNote
from styrbord.services.promises.standing import CHANGING, case_of, who_for
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import Promise, PromiseStep, PromiseWords

ALL, BROKEN = "all", "broken"
_MANY = 400


def listed(
    user: object,
    *,
    state: str | None = None,
    holder: str | None = None,
    asker: str | None = None,
    subject: str | None = None,
    source: tuple[str, str] | None = None,
) -> list[PromiseNote]:
    """Promises that a user sees, broken ones that are owed first, then by day.

    Parameters
    ----------
    state : a state, "broken" (also of what was kept late), "all"; None = what is still open
    holder, asker, subject : codes of posts, of a subject
    source : kind and token
    """
    rows = Promise.objects.filter(_asked(state, clock.now().date()))
    named = {"holder": holder, "asker": asker, "subject__code": subject}
    rows = rows.filter(**{name: code for name, code in named.items() if code})
    if source:
        rows = rows.filter(source_kind=source[0], source=source[1])
    return sorted(_notes(user, rows.select_related("subject")), key=_place)


def of_sources(user: object, kind: str, tokens: Iterable[str]) -> Mapping[str, list[PromiseNote]]:
    """All promises that a user sees which came from some decisions, deviations or meetings, by token."""
    found: dict[str, list[PromiseNote]] = {token: [] for token in tokens}
    rows = Promise.objects.filter(source_kind=kind, source__in=list(found)).select_related("subject")
    for note in sorted(_notes(user, rows), key=_place):
        found[note.source].append(note)
    return found


def one(user: object, token: str) -> PromisePage:
    """One promise with its history.

    Raises
    ------
    Refused
        `promise.not-found`, whether it is missing or not for this user.
    """
    rights = rights_of(user)
    reading = visible(principal_for(rights))
    row = seeing.one(reading, rights, token)
    sees = bool(row.source) and row.source in seeing.seen_sources(reading, row.source_kind, [row.source])
    steps = row.steps.select_related("words").order_by("revision")
    return PromisePage(
        note_of(row, rights, clock.now().date()),
        tuple(_step(step, rights) for step in steps),
        sees,
    )


def note_of(row: Promise, rights: Rights, today: date) -> PromiseNote:
    """A promise as somebody with some rights sees it on a day."""
    return _note(row, case_of(row, today), who_for(rights)(row.subject.code), today, _whats([row]))


def _asked(state: str | None, today: date) -> Q:
    if state == ALL:
        return Q()
    if state == BROKEN:
        return Q(broken_on__isnull=False) | Q(state=State.PROMISED, due_on__lt=today)
    return Q(state=state) if state else Q(state__in=OPEN)


def _notes(user: object, rows: Iterable[Promise]) -> list[PromiseNote]:
    rights = rights_of(user)
    if not rights.posts:
        return []
    shown = seeing.seen(visible(principal_for(rights)), rights, rows)
    today, who, whats = clock.now().date(), who_for(rights), _whats(shown)
    return [_note(row, case_of(row, today), who(row.subject.code), today, whats) for row in shown]


def _whats(rows: Sequence[Promise]) -> Mapping[int, str]:
    """What was promised, by row; those whose words were erased are not there."""
    found: dict[int, str] = {}
    numbers = [row.pk for row in rows]
    for start in range(0, len(numbers), _MANY):
        words = PromiseWords.objects.filter(
            step__promise__in=numbers[start : start + _MANY], step__revision=1
        )
        found.update(words.values_list("step__promise", "text"))
    return found


def _place(note: PromiseNote) -> tuple[object, ...]:
    is_owed = note.state in OPEN
    return not (is_owed and note.broken), not is_owed, note.due_on, note.token


def _note(row: Promise, case: Case, who: Who, today: date, whats: Mapping[int, str]) -> PromiseNote:
    waiting = late(case.due_on, today) if case.state is State.PROMISED else None
    same: dict[str, Any] = {name: getattr(case, name) for name in (*CHANGING, "first_due_on")}
    return PromiseNote(
        token=row.token,
        what=whats.get(row.pk, ""),
        subject=row.subject.code,
        asked_by=row.asker,
        state=str(case.state),
        state_at=from_ms(row.state_at),
        given_at=from_ms(row.given_at),
        broken=case.broken_on is not None,
        days_late=waiting.days if waiting else 0,
        source_kind=row.source_kind,
        source=row.source,
        revision=row.revision,
        moves=_moves(case, who, today),
        **same,
    )


def _moves(case: Case, who: Who, today: date) -> tuple[str, ...]:
    """What somebody may do next."""
    mine = [verb for state, verb in MOVES if state is case.state]
    return tuple(str(verb) for verb in mine if refusal(case, verb, who, today) is None)


def _step(step: PromiseStep, rights: Rights) -> StepNote:
    words = getattr(step, "words", None)
    due = step.said.get("due")
    return StepNote(
        number=step.pk,
        verb=step.verb if step.verb == "give" else str(Verb(step.verb)),
        state=step.state,
        at=from_ms(step.at),
        post=step.post,
        through=step.by if step.by != step.post else "",
        words=words.text if words is not None else None,
        due=date.fromisoformat(due) if due else None,
        to=step.said.get("to", ""),
        is_own=bool(step.person) and step.person == rights.person,
    )
