"""Do deviations stand as their events and their steps say?"""

import hashlib
from collections.abc import Iterator, Sequence

from styrbord.core.base.problems import Problem
from styrbord.core.strategy.deviations.guards import Case, after
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services.agreeing import Told, differing, lost, reworded, told, untold
from styrbord.services.deviations.standing import SAID, said_of, steps_of
from styrbord.store.steering.models import Deviation, DeviationStep

NOUN = "deviation"
NO_MOVE = frozenset({"deviation.reminded"})


def disagreements() -> list[Problem]:
    """Everything in which rows and steps of deviations differ from the ledger; none when all is well."""
    events = told(NOUN, without=NO_MOVE)
    rows = {row.token: row for row in Deviation.objects.order_by("pk").iterator()}
    found = lost(NOUN, rows, events)
    for token, row in rows.items():
        found.extend(_of(row, events.get(token, Told())))
    return found


def _of(row: Deviation, events: Told) -> Iterator[Problem]:
    """A case that nobody has moved has no event: its run tells of it."""
    steps = steps_of(row)
    if row.revision and not events.moves:
        yield untold(NOUN, row.token)
        return
    last = events.last or {"revision": 0, "state": "new"}
    yield from differing(NOUN, row.token, {"revision": row.revision, "state": row.state}, last)
    yield from differing(NOUN, row.token, {"steps": len(steps)}, {"steps": len(events.moves)})
    for step, said in zip(steps, events.moves, strict=False):
        kept = {"state": step.state, "post": step.post, "by_person": step.person, "signal": step.signal_id}
        codes = {name: said[name] for name in SAID if name in said}
        yield from differing(NOUN, row.token, {**kept, "said": step.said}, {**said, "said": codes})
        yield from _of_words(row, step, str(said.get("words_sha256", "")))
    yield from _of_columns(row, steps)


def _of_columns(row: Deviation, steps: Sequence[DeviationStep]) -> Iterator[Problem]:
    """Columns for lists and filters, against the steps one after the other."""
    case = Case()
    for step in steps:
        case = after(case, Verb(step.verb), said_of(step), post=step.post, person=step.person)
    kept = {
        "asked": row.asked,
        "cause": row.cause,
        "action_on": row.action_on,
        "accepted": row.accepted_at is not None,
    }
    said = {
        "asked": case.asked,
        "cause": case.cause,
        "action_on": case.action_on,
        "accepted": case.is_accepted,
    }
    held = {"holder": row.holder} if any(step.verb in {Verb.TAKE_UP, Verb.CONSENT} for step in steps) else {}
    yield from differing(NOUN, row.token, {**kept, **held}, {**said, "holder": case.holder})


def _of_words(row: Deviation, step: DeviationStep, fingerprint: str) -> Iterator[Problem]:
    words = getattr(step, "words", None)
    if words is not None and hashlib.sha256(words.text.encode()).hexdigest() != fingerprint:
        yield reworded(NOUN, row.token, step.pk)
