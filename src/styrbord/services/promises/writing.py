"""How is one step of a promise kept: its row, its words, its event?"""

import hashlib
from collections.abc import Mapping

from styrbord.core.strategy.promises.workflow import RULES
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import Promise, PromiseStep, PromiseWords


def write_step(
    piece: Work, row: Promise, verb: str, told: Mapping[str, str], words: str, *, by: Actor, post: str
) -> dict[str, object]:
    """Write a step of a promise that stands as after it; what its event says of it, without the words."""
    step = PromiseStep.objects.create(
        promise=row, revision=row.revision, verb=verb, state=row.state, at=to_ms(piece.at), by=by.code,
        post=post, person=by.person, said=dict(told),
    )  # fmt: skip
    data: dict[str, object] = {
        "row": row.pk, "revision": row.revision, "state": str(row.state), "post": post,
        "by_person": by.person, "subject": row.subject.code, "holder": row.holder, "asker": row.asker,
        "due_on": row.due_on.isoformat(), **told,
    }  # fmt: skip
    if row.broken_on:
        data["broken_on"] = row.broken_on.isoformat()
    if words:
        PromiseWords.objects.create(step=step, text=words)
        data["words_sha256"] = hashlib.sha256(words.encode()).hexdigest()
    return data


def tell_step(piece: Work, row: Promise, past: str, data: Mapping[str, object], *, key: str | None) -> None:
    """Tell that it was done."""
    piece.tell(f"promise.{past}", row.token, data, key=key, rules=RULES)
