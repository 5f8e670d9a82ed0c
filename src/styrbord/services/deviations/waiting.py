"""Which deviations wait for some posts: held, offered to them, or with an explanation to be judged?

As many queries for one as for a thousand. Those that have the same cause as another wait with that one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from styrbord.core.base.periods import Period
from styrbord.core.strategy.deviations.patience import due_on
from styrbord.core.strategy.deviations.workflow import State
from styrbord.services.deviations.seeing import Seen, seen
from styrbord.services.reading import Reading
from styrbord.services.signals.listing import RELATED
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import Notice
from styrbord.store.steering.models import Deviation

TO_ACCEPT = "deviation.to-accept"


class Why(StrEnum):
    """Why a deviation waits for a post."""

    HELD = "held"
    OFFERED = "offered"
    TO_ACCEPT = "to-accept"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One deviation that waits: for which post, why, since when, and by when the next thing is to be done."""

    token: str
    why: Why
    post: str
    state: State
    indicator: str
    subject: str
    period: Period
    since: date
    due_on: date | None
    revision: int


def waiting(reading: Reading, posts: Iterable[str]) -> list[Waiting]:
    """Deviations that wait for some posts and that the reader sees, in no order."""
    own = tuple(dict.fromkeys(posts))
    if not own:
        return []
    judged = _to_judge(own)
    shown = seen(reading, _rows(reading, own, judged))
    return [one for each in shown if (one := _of(reading, each, own, judged)) is not None]


def _rows(reading: Reading, posts: tuple[str, ...], judged: dict[str, str]) -> QuerySet[Deviation]:
    known = reading.register.indicators().values()
    owned = [one.code for one in known if one.owner in posts]
    held = Q(holder__in=posts) | Q(holder="", indicator__code__in=owned)
    wanted = held | Q(asked__in=posts) | Q(token__in=list(judged), state=State.EXPLAINED, accepted_at=None)
    rows = Deviation.objects.filter(wanted, opened_at__lte=to_ms(reading.as_of), explained_by=None)
    return rows.exclude(state=State.CLOSED).select_related(*RELATED)


def _to_judge(posts: tuple[str, ...]) -> dict[str, str]:
    """Deviations of which posts were told that an explanation waits for them, with the post."""
    rows = Notice.objects.filter(kind=TO_ACCEPT, post__in=posts).order_by("-pk")
    return {
        address.strip("/").rpartition("/")[2]: post for address, post in rows.values_list("address", "post")
    }


def _of(reading: Reading, each: Seen, posts: tuple[str, ...], judged: dict[str, str]) -> Waiting | None:
    row, state = each.row, State(each.row.state)
    holder = row.holder or reading.register.indicators()[row.indicator.code].owner
    why, post = Why.HELD, holder
    if row.asked in posts:
        why, post = Why.OFFERED, row.asked
    elif row.token in judged and state is State.EXPLAINED and holder not in posts:
        why, post = Why.TO_ACCEPT, judged[row.token]
    elif holder not in posts:
        return None
    since = from_ms(row.opened_at if row.state_at is None else row.state_at).date()
    return Waiting(
        token=row.token,
        why=why,
        post=post,
        state=state,
        indicator=row.indicator.code,
        subject=row.subject.code,
        period=each.signal.period,
        since=since,
        due_on=due_on(state, row.last.frequency, since, row.action_on),
        revision=row.revision,
    )
