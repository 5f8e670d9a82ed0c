"""Which days of review does a decision get by itself, which have passed, and who is told?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from styrbord.core.strategy.decisions.model import Proposal
from styrbord.core.strategy.decisions.reviewing import review_days
from styrbord.core.strategy.decisions.workflow import State
from styrbord.services.notices import notify
from styrbord.services.work import work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import Notice
from styrbord.store.steering.models import Decision, DecisionReview

REVIEWABLE = (State.KEPT, State.MISSED, State.UNDECIDABLE, State.REVIEWED)
"""States in which somebody may look back; before its check there is nothing to look at."""


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """A day on which a decision is looked back at, and when that was done."""

    due_on: date
    done_at: datetime | None

    def is_late(self, today: date) -> bool:
        """Whether its day has passed without it."""
        return self.done_at is None and self.due_on < today


def plan(row: Decision, said: Proposal) -> None:
    """Set the days of review of a decision that is taken, inside the work that takes it."""
    if said.check_on is not None:
        DecisionReview.objects.bulk_create(
            DecisionReview(decision=row, number=number, due_on=day)
            for number, day in enumerate(review_days(said.check_on))
        )


def done(row: Decision, at: datetime) -> None:
    """Mark the earliest review that waits as done, inside the work that keeps its lessons."""
    first = row.reviews.filter(done_at=None).order_by("number").first()
    if first is not None:
        DecisionReview.objects.filter(pk=first.pk).update(done_at=to_ms(at))


def notes(row: Decision, at: int) -> tuple[ReviewNote, ...]:
    """Reviews of a decision as they stood at a moment, ms; none before it was taken."""
    if row.decided_at is None or row.decided_at > at:
        return ()
    return tuple(_note(one, at) for one in row.reviews.order_by("number"))


def next_days(numbers: Iterable[int]) -> Mapping[int, date]:
    """Day of the earliest review that waits, of each decision that has one."""
    waiting = DecisionReview.objects.filter(decision__in=list(numbers), done_at=None).order_by("-number")
    return dict(waiting.values_list("decision", "due_on"))


def remind(now: datetime) -> int:
    """Tell each post that answers for a decision, once, that its day of review has come; how many."""
    due = DecisionReview.objects.filter(
        done_at=None, due_on__lte=now.date(), decision__state__in=REVIEWABLE
    ).select_related("decision")
    wanted = {f"decision:{one.decision.token}:review:{one.number}": one.decision for one in due}
    known = set(Notice.objects.filter(key__in=list(wanted)).values_list("key", flat=True))
    new = {key: row for key, row in wanted.items() if key not in known}
    if not new:
        return 0
    with work("decisions", now) as piece:
        for key, row in new.items():
            notify(key, row.owner, "decision.review-due", at=now, address=f"/decisions/{row.token}/")
        piece.tell(
            "reviews.reminded", "decisions", {"told": [[one.token, one.owner] for one in new.values()]}
        )
    return len(new)


def _note(one: DecisionReview, at: int) -> ReviewNote:
    is_done = one.done_at is not None and one.done_at <= at
    return ReviewNote(one.due_on, from_ms(one.done_at) if is_done and one.done_at is not None else None)
