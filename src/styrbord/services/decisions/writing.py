"""How is one step of a decision kept: its version, its words, its links, its effects, its event?"""

import hashlib
import json
import secrets
from collections.abc import Mapping

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.strategy.decisions.chain import closes_circle
from styrbord.core.strategy.decisions.keeping import content_of, words_of
from styrbord.core.strategy.decisions.model import Proposal
from styrbord.core.strategy.decisions.workflow import RULES, Move, State
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Indicator, Subject
from styrbord.store.steering.models import (
    Decision,
    DecisionEffect,
    DecisionLink,
    DecisionVersion,
    DecisionWords,
)

define(
    "decision.moved-on",
    "Somebody else has changed this decision meanwhile.",
    "Load the page again; what you wrote has not been kept.",
)
define(
    "decision.circle",
    "The decision would go before itself: one that it is to follow comes after it.",
    "Take that one out of those that it follows.",
)


def begun(piece: Work, said: Proposal, *, by: Actor, key: str | None) -> Decision:
    """A new decision in its first version."""
    row = Decision.objects.create(
        token=secrets.token_urlsafe(9),
        subject=Subject.objects.get(code=said.subject),
        state=State.PROPOSED,
        owner=by.code,
        proposed_at=to_ms(piece.at),
        in_force_on=said.in_force_on,
    )
    _version(piece, row, "propose", said, by=by)
    _parts(row, said)
    _tell(piece, row, "proposed", said, by=by, key=key)
    return row


def stepped(
    piece: Work,
    row: Decision,
    move: Move,
    said: Proposal,
    *,
    by: Actor,
    revision: int,
    key: str | None = None,
    **columns: object,
) -> int:
    """Number of the version that a step makes.

    Raises
    ------
    Refused
        `decision.moved-on` if it no longer stands as it was shown, `decision.circle`.
    """
    here = Decision.objects.filter(pk=row.pk, revision=revision, state=move.state)
    kept: Mapping[str, object] = {"in_force_on": said.in_force_on, **columns}
    if not here.update(revision=revision + 1, state=move.leads_to, **kept):
        raise Refused(Problem("decision.moved-on"))
    row.refresh_from_db()
    if move.state is State.PROPOSED:
        Decision.objects.filter(pk=row.pk).update(subject=Subject.objects.get(code=said.subject))
        _parts(row, said)
    _version(piece, row, move.verb, said, by=by)
    _tell(piece, row, move.told, said, by=by, key=key)
    return int(row.revision)


def fingerprint(words: Mapping[str, str]) -> str:
    """What an event keeps of all words of a version."""
    text = json.dumps(words, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _version(piece: Work, row: Decision, verb: str, said: Proposal, *, by: Actor) -> None:
    version = DecisionVersion.objects.create(
        decision=row,
        revision=row.revision,
        at=to_ms(piece.at),
        by=by.code,
        verb=verb,
        state=row.state,
        content=content_of(said),
    )
    DecisionWords.objects.create(version=version, words=words_of(said))


def _tell(piece: Work, row: Decision, told: str, said: Proposal, *, by: Actor, key: str | None) -> None:
    about = {
        "row": row.pk,
        "revision": row.revision,
        "state": str(row.state),
        "subject": said.subject,
        "by_person": by.person,
        "sha256": fingerprint(words_of(said)),
    }
    piece.tell(f"decision.{told}", row.token, about, key=key, rules=RULES)


def _parts(row: Decision, said: Proposal) -> None:
    """Links and effects as they are said now; while it is proposed nothing rests on the ones before."""
    _links(row, said)
    row.effects.all().delete()
    codes = dict(
        Indicator.objects.filter(code__in=[one.indicator for one in said.expectations]).values_list(
            "code", "pk"
        )
    )
    subjects = dict(
        Subject.objects.filter(code__in=[one.subject for one in said.expectations]).values_list("code", "pk")
    )
    DecisionEffect.objects.bulk_create(
        DecisionEffect(
            decision=row,
            number=number,
            indicator_id=codes[one.indicator],
            subject_id=subjects[one.subject],
            frequency=one.by.frequency.value,
            by=one.by.ordinal,
            change=one.change,
            check_on=one.check_on,
        )
        for number, one in enumerate(said.expectations)
    )


def _links(row: Decision, said: Proposal) -> None:
    """Links to what it follows; all decisions are held meanwhile, so that no two links close a circle."""
    old = set(DecisionLink.objects.filter(later=row).values_list("earlier__token", flat=True))
    if old == set(said.predecessors):
        return
    list(Decision.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    others = DecisionLink.objects.exclude(later=row).values_list("earlier__token", "later__token")
    if closes_circle(list(others), row.token, said.predecessors):
        raise Refused(Problem("decision.circle", "predecessors"))
    DecisionLink.objects.filter(later=row).delete()
    earlier = Decision.objects.filter(token__in=said.predecessors)
    DecisionLink.objects.bulk_create(DecisionLink(earlier=one, later=row) for one in earlier)
