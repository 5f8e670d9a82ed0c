"""How does each of some submissions stand: since when, by whom, with which words, how far filled?

As many queries for one as for a thousand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from styrbord.core.collection.workflow import State, Verb
from styrbord.store.clock import from_ms
from styrbord.store.collection.models import Package, Step, Submission


@dataclass(frozen=True, slots=True)
class Standing:
    """How a submission stands: its last step that says something, and cells in which something stands.

    `words` are those of a return, `cells` those about single cells by `indicator|breakdown`, while it is
    with the sender.
    """

    at: datetime
    by: str = ""
    words: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    filled: int = 0
    revision: int = 0


def standings(tokens: Iterable[str]) -> Mapping[str, Standing]:
    """How some submissions stand, by token; whoever asks has seen to it that they may be seen."""
    wanted = [one for one in tokens if one]
    if not wanted:
        return {}
    named = ("token", "state", "changed_at", "revision")
    rows = Submission.objects.filter(token__in=wanted).values_list(*named)
    back, filled = _returns(wanted), _filled(wanted)
    found = {}
    for token, state, at, revision in rows:
        step = back.get(token) if state == State.RETURNED else None
        remark = getattr(step, "remark", None)
        found[token] = Standing(
            from_ms(step.at if step else at),
            step.by if step else "",
            remark.words if remark else "",
            remark.cells if remark else {},
            filled.get(token, 0),
            revision,
        )
    return found


def _returns(tokens: list[str]) -> Mapping[str, Step]:
    """Last return of each."""
    steps = Step.objects.filter(submission__token__in=tokens, verb=Verb.RETURN).order_by("pk")
    return {step.submission.token: step for step in steps.select_related("remark", "submission")}


def _filled(tokens: list[str]) -> Mapping[str, int]:
    rows = Package.objects.filter(submission__token__in=tokens, number=F("submission__package"))
    return {
        token: sum(entry["value"] is not None or bool(entry["status"]) for entry in content["entries"])
        for token, content in rows.values_list("submission__token", "content")
    }
