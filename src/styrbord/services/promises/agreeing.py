"""Do promises stand as their events and their steps say?"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.strategy.promises.guards import Case, Said, after
from styrbord.core.strategy.promises.workflow import State, Verb
from styrbord.services.agreeing import Told, differing, lost, reworded, told, untold
from styrbord.services.promises.standing import CHANGING
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import Promise, PromiseStep

NOUN = "promise"
NO_MOVE = frozenset({"promise.reminded"})
SAID = ("due", "to")


def disagreements() -> list[Problem]:
    """Everything in which rows and steps of promises differ from the ledger; none when all is well."""
    events = told(NOUN, without=NO_MOVE)
    rows = {row.token: row for row in Promise.objects.select_related("subject").order_by("pk").iterator()}
    found = lost(NOUN, rows, events)
    for token, row in rows.items():
        found.extend(_of(row, events.get(token, Told())))
    return found


def _of(row: Promise, events: Told) -> Iterator[Problem]:
    if not events.moves:
        yield untold(NOUN, row.token)
        return
    kept = {"revision": row.revision, "state": row.state, "subject": row.subject.code, "asker": row.asker}
    yield from differing(NOUN, row.token, kept, events.last)
    steps = list(row.steps.select_related("words").order_by("revision"))
    yield from differing(NOUN, row.token, {"steps": len(steps)}, {"steps": len(events.moves)})
    for step, move in zip(steps, events.moves, strict=False):
        yield from _of_step(row, step, move)
        if _is_reworded(step, move):
            yield reworded(NOUN, row.token, step.revision)
    if len(steps) == len(events.moves):
        yield from _of_columns(row, steps, events.moves)


def _of_step(row: Promise, step: PromiseStep, move: Mapping[str, Any]) -> Iterator[Problem]:
    kept = {"revision": step.revision, "state": step.state, "post": step.post, "by_person": step.person}
    said = {name: move[name] for name in SAID if name in move}
    yield from differing(NOUN, row.token, {**kept, "said": step.said}, {**move, "said": said})


def _of_columns(
    row: Promise, steps: Sequence[PromiseStep], moves: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    """Columns for lists and filters, against what was told, one move after the other."""
    first, due = moves[0], date.fromisoformat(moves[0]["due_on"])
    case = Case(due, due, State(first["state"]), holder=first["holder"], asker=first["asker"])
    for step, move in zip(steps[1:], moves[1:], strict=True):
        said = Said(due=date.fromisoformat(move["due"]) if "due" in move else None, to=move.get("to", ""))
        case = after(case, Verb(step.verb), said, from_ms(step.at).date())
    names = (*CHANGING, "first_due_on")
    kept, meant = ({name: getattr(one, name) for name in names} for one in (row, case))
    yield from differing(NOUN, row.token, kept, meant)


def _is_reworded(step: PromiseStep, move: Mapping[str, Any]) -> bool:
    """Whether there are words and they are others than those that were told; erased ones are none."""
    words = getattr(step, "words", None)
    if words is None:
        return False
    return hashlib.sha256(words.text.encode()).hexdigest() != move.get("words_sha256")
