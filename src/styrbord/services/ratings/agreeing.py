"""Do methods, runs and appeals stand as their events say, and is what was computed still what it was?"""

import hashlib
from collections.abc import Iterator, Mapping

from styrbord.core.base.problems import Problem
from styrbord.core.ratings.method_text import hash_of
from styrbord.services.agreeing import Told, differing, lost, reworded, told, untold
from styrbord.services.ratings.keeping import method_of
from styrbord.services.ratings.writing import PREFIX, Row, name_of
from styrbord.store.steering.models import RatingAppeal, RatingRun, RatingStep, RatingVersion

_TABLES: Mapping[str, type[RatingVersion] | type[RatingRun] | type[RatingAppeal]] = {
    "version": RatingVersion,
    "run": RatingRun,
    "appeal": RatingAppeal,
}


def disagreements() -> list[Problem]:
    """Everything in which rows of ratings differ from the ledger; none when all is well."""
    found: list[Problem] = []
    for kind, table in _TABLES.items():
        events = told(PREFIX[kind])
        rows = {name_of(row): row for row in _all(table)}
        found += lost(PREFIX[kind], rows, events)
        for name, row in rows.items():
            found.extend(_of(kind, name, row, events.get(name, Told())))
    return found


def _all(table: type[RatingVersion] | type[RatingRun] | type[RatingAppeal]) -> Iterator[Row]:
    rows = table._default_manager.order_by("pk")
    yield from rows.select_related("method") if table is RatingVersion else rows


def _of(kind: str, name: str, row: Row, events: Told) -> Iterator[Problem]:
    noun = PREFIX[kind]
    if not events.moves:
        yield untold(noun, name)
        return
    yield from differing(noun, name, {"revision": row.revision, "state": row.state}, events.last)
    yield from differing(noun, name, dict(_content(row)), {**events.moves[0], **events.last})
    steps = list(RatingStep.objects.filter(about_kind=kind, about=row.pk).select_related("words"))
    yield from differing(noun, name, {"steps": len(steps)}, {"steps": len(events.moves)})
    for number, (step, move) in enumerate(zip(sorted(steps, key=_number), events.moves, strict=False), 1):
        yield from differing(noun, name, {"state": step.state}, move)
        words = getattr(step, "words", None)
        if words and hashlib.sha256(words.text.encode()).hexdigest() != move.get("words_sha256"):
            yield reworded(noun, name, number)


def _content(row: Row) -> Iterator[tuple[str, object]]:
    """What the row itself says of what its events told."""
    if isinstance(row, RatingVersion):
        yield "text_hash", row.text_hash
        yield "text_hash", hash_of(method_of(row))
    elif isinstance(row, RatingRun):
        yield "result", row.result_hash
        yield "question", row.question


def _number(step: RatingStep) -> int:
    return int(step.pk)
