"""Who is told, the day before, what a circle will talk about?

Each member once for each meeting. The notice names the circle and the day and no item: what stands on the
agenda is made anew for whoever opens it.
"""

from datetime import datetime, timedelta

from styrbord.core.strategy.meetings.workflow import RULES, State
from styrbord.services.meetings.seeing import next_day, seats_of
from styrbord.services.notices import notify
from styrbord.services.work import work
from styrbord.store.collection.models import Notice
from styrbord.store.steering.models import Circle

ACTOR = "meetings"
KIND = "meeting.agenda"
AHEAD = timedelta(days=1)


def tend(now: datetime) -> int:
    """How many members were told of a meeting of tomorrow, or of today where nobody was told before."""
    found = 0
    for row in Circle.objects.select_related("subject").order_by("pk"):
        day = next_day(row)
        is_near = now.date() <= day <= now.date() + AHEAD
        if is_near and not row.meetings.exclude(state=State.PLANNED).filter(day=day).exists():
            found += _told(row, day.isoformat(), now)
    return found


def _told(row: Circle, day: str, now: datetime) -> int:
    keys = {f"{KIND}:{row.token}:{day}:{seat.post}"[:200]: seat.post for seat in seats_of(row)}
    known = set(Notice.objects.filter(key__in=list(keys)).values_list("key", flat=True))
    new = {key: post for key, post in keys.items() if key not in known}
    if not new:
        return 0
    with work(ACTOR, now) as piece:
        for key, post in new.items():
            said = {"subject": row.subject.code, "period": day}
            notify(key, post, KIND, at=now, address=f"/meetings/{row.token}/agenda/", params=said)
        piece.tell("meeting.announced", row.token, {"day": day, "posts": sorted(new.values())}, rules=RULES)
    return len(new)
