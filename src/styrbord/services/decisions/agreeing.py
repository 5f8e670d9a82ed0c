"""Do decisions stand as their events and their versions say?"""

from collections.abc import Iterator

from styrbord.core.base.problems import Problem
from styrbord.services.agreeing import Told, differing, lost, reworded, told, untold
from styrbord.services.decisions.writing import fingerprint
from styrbord.store.steering.models import Decision, DecisionVersion

NOUN = "decision"
PUBLIC = {"decision.published": True, "decision.unpublished": False}
ERASED = "decision.erased"


def disagreements() -> list[Problem]:
    """Everything in which rows and versions of decisions differ from the ledger; none when all is well."""
    events = told(NOUN)
    rows = {row.token: row for row in Decision.objects.order_by("pk").iterator()}
    found = lost(NOUN, rows, events)
    for token, row in rows.items():
        found.extend(_of(row, events.get(token, Told())))
    return found


def _of(row: Decision, events: Told) -> Iterator[Problem]:
    if not events.moves:
        yield untold(NOUN, row.token)
        return
    yield from differing(NOUN, row.token, {"revision": row.revision, "state": row.state}, events.last)
    public = [PUBLIC[verb] for verb, _ in events.other if verb in PUBLIC]
    said = {"public": bool(public) and public[-1]}
    yield from differing(NOUN, row.token, {"public": row.published_at is not None}, said)
    versions = list(row.versions.select_related("words").order_by("revision"))
    yield from differing(NOUN, row.token, {"versions": len(versions)}, {"versions": len(events.moves)})
    is_erased = any(verb == ERASED for verb, _ in events.other)
    for version, move in zip(versions, events.moves, strict=False):
        kept = {"revision": version.revision, "state": version.state}
        yield from differing(NOUN, row.token, kept, move)
        if not is_erased and _is_reworded(version, str(move.get("sha256", ""))):
            yield reworded(NOUN, row.token, version.revision)


def _is_reworded(version: DecisionVersion, told_hash: str) -> bool:
    """Whether there are words and they are others than those that were told; erased ones are none."""
    words = getattr(version, "words", None)
    return words is not None and bool(words.words) and fingerprint(words.words) != told_hash
