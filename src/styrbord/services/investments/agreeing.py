"""Do investments, their plans and everything beside them stand as their events say?"""

import hashlib
from collections.abc import Iterable, Iterator

from styrbord.core.base.problems import Problem
from styrbord.services.agreeing import Told, differing, lost, reworded, told, untold
from styrbord.services.investments import stepping
from styrbord.services.investments.matters import HANDLINGS
from styrbord.services.investments.writing import REALM, fingerprint
from styrbord.store.investments.models import Investment, Matter, PlanVersion, Step

MOVES = frozenset({"revision", "state", "version"})
"""What an event of a step of an investment tells; other events of it tell less."""


def disagreements() -> list[Problem]:
    """Everything in which rows of investments differ from the ledger; none when all is well."""
    events = told(REALM, named=MOVES)
    rows = {row.code: row for row in Investment.objects.order_by("pk")}
    found = lost(REALM, rows, {code for code, one in events.items() if one.moves})
    for code, row in rows.items():
        found.extend(_of_row(row, events.get(code, Told())))
    for noun in HANDLINGS:
        found.extend(_of_noun(noun))
    return found


def _of_row(row: Investment, events: Told) -> Iterator[Problem]:
    if not events.moves:
        yield untold(REALM, row.code)
        return
    kept = {"revision": row.revision, "state": row.stage, "version": row.version}
    yield from differing(REALM, row.code, kept, events.last)
    steps = Step.objects.filter(investment=row, matter=None).select_related("words")
    yield from _of_steps(REALM, row.code, steps, events)
    hashes = {move["version"]: move["text_hash"] for move in events.moves if "text_hash" in move}
    for version in PlanVersion.objects.filter(investment=row).order_by("number"):
        text = hashlib.sha256(version.text.encode()).hexdigest()
        said = {"plan": hashes.get(version.number, "")}
        yield from differing(REALM, row.code, {"plan": text}, said)
        yield from differing(REALM, row.code, {"plan": version.text_hash}, said)


def _of_noun(noun: str) -> Iterator[Problem]:
    name = f"{REALM}-{noun}"
    events = told(name)
    rows = {row.token: row for row in Matter.objects.filter(noun=noun).order_by("pk")}
    yield from lost(name, rows, events)
    for token, row in rows.items():
        yield from _of_matter(name, row, events.get(token, Told()))


def _of_matter(name: str, row: Matter, events: Told) -> Iterator[Problem]:
    if not events.moves:
        yield untold(name, row.token)
        return
    kept = {"revision": row.revision, "state": row.state}
    yield from differing(name, row.token, kept, events.last)
    told_of = [move["sha256"] for move in events.moves if "sha256" in move]
    content = fingerprint(stepping.content_of(HANDLINGS[row.noun], row))
    yield from differing(name, row.token, {"content": content}, {"content": told_of[-1]} if told_of else {})
    steps = Step.objects.filter(matter=row).select_related("words")
    yield from _of_steps(name, row.token, steps, events)


def _of_steps(name: str, code: str, steps: Iterable[Step], events: Told) -> Iterator[Problem]:
    kept = sorted(steps, key=lambda one: int(one.pk))
    yield from differing(name, code, {"steps": len(kept)}, {"steps": len(events.moves)})
    for number, (step, move) in enumerate(zip(kept, events.moves, strict=False), 1):
        yield from differing(name, code, {"state": step.state}, move)
        words = getattr(step, "words", None)
        if words and hashlib.sha256(words.text.encode()).hexdigest() != move.get("words_sha256"):
            yield reworded(name, code, number)
