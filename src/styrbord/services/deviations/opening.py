"""How does a decision that missed its effect open a case, for the post that took it?

It is a signal of a track of its own: one number that was judged, what was expected of it, and the decision.
So it is seen, answered, counted and escalated as every other; only its first holder is who decided.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from styrbord.core.base.periods import Period
from styrbord.core.strategy.deviations.patience import due_on
from styrbord.core.strategy.deviations.workflow import RULES, State
from styrbord.services.signals.finding import ADVERSE, BY_PLAN, DECISION
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Indicator, Subject
from styrbord.store.steering.models import Deviation, Signal, SignalRun


@dataclass(frozen=True, slots=True)
class Missed:
    """An effect that did not come: what came, what was expected with the decision, and the change in that.

    `number` is the place of the effect in the decision; `edition` is 0 where the value is computed;
    `interval` is that of 80 % of the effect, all in the indicator's unit.
    """

    decision: str
    number: int
    owner: str
    indicator: str
    subject: str
    period: Period
    value: float
    expected: float
    change: float
    edition: int = 0
    interval: tuple[float, float] = field(default=(0.0, 0.0))


def missed(piece: Work, one: Missed) -> str:
    """Token of the case that is opened, inside the work that finds the miss."""
    signal = _signal(piece, one)
    due = due_on(State.NEW, signal.frequency, piece.at.date())
    row = Deviation.objects.create(
        token=secrets.token_urlsafe(9),
        indicator_id=signal.indicator_id,
        subject_id=signal.subject_id,
        track=DECISION,
        direction=ADVERSE,
        opened_at=to_ms(piece.at),
        opened_by=signal,
        last=signal,
        severity=signal.size,
        peak=signal.size,
        holder=one.owner,
        due_at=to_ms(datetime.combine(due, time.max, UTC)) if due else None,
    )
    told = {
        "row": row.pk, "post": one.owner, "decision": one.decision,
        "indicator": one.indicator, "subject": one.subject, "signal": signal.pk, "edition": one.edition,
    }  # fmt: skip
    piece.tell("deviation.opened", row.token, told, rules=RULES)
    return row.token


def _signal(piece: Work, one: Missed) -> Signal:
    run = SignalRun.objects.create(
        question=f"{DECISION}:{one.decision}:{one.number}",
        at=to_ms(piece.at),
        rules=DECISION,
        share=0,
        tested=1,
    )
    low, high = one.interval
    return Signal.objects.create(
        run=run,
        indicator=Indicator.objects.get(code=one.indicator),
        subject=Subject.objects.get(code=one.subject),
        track=DECISION,
        direction=ADVERSE,
        frequency=one.period.frequency.value,
        period=one.period.ordinal,
        since=one.period.ordinal,
        value=one.value,
        expected=one.expected,
        size=abs(one.value - one.expected) / abs(one.change),
        unit=BY_PLAN,
        rank=1,
        edition=one.edition,
        evidence={
            "editions": [one.edition] if one.edition else [],
            "decision": one.decision,
            "holder": one.owner,
            "change": one.change,
            "low": low,
            "high": high,
        },
    )
