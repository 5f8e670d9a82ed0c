"""What does the program do with investments by the clock: silence, proposals of stops, reminders?

Everything is done once, however often this runs. What is refused to the program is left for people.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.components import Requirement as Required
from styrbord.core.investments.portfolio.model import Investment as Economics
from styrbord.core.investments.portfolio.profile import Due, Measurement, owed
from styrbord.core.investments.portfolio.stopping import Ground, proposal
from styrbord.core.investments.portfolio.workflow import RULES, Noun, Stage
from styrbord.services.investments import keeping, standing, stepping, told
from styrbord.services.investments.nouns import opinion, stop
from styrbord.services.investments.stepping import PROGRAM_ACTOR, Case
from styrbord.services.notices import notify
from styrbord.services.rights import live
from styrbord.services.work import work
from styrbord.store.clock import from_ms
from styrbord.store.collection.models import Notice
from styrbord.store.investments.models import Investment, Matter, PlanVersion, Requirement
from styrbord.store.people.models import Grant

AT_A_GATE = (Stage.DECIDED, Stage.PROCURING, Stage.EXECUTING)
"""Stages in which work goes on, or waits to, that is to use the shared components."""
AGAIN = timedelta(days=90)
"""How long the program does not propose again what people dropped or lifted: a house rule."""
ANSWERED = (Stage.DELIVERED, Stage.REALISING, Stage.CLOSED)
_MANY = 400
_LOG = logging.getLogger(__name__)


def tend(now: datetime) -> int:
    """How many opinions are silent, stops were proposed, and posts told of a measurement, by now."""
    return _silent(now) + _proposed(now) + _told(now)


def _silent(now: datetime) -> int:
    rows = Matter.objects.filter(noun=Noun.OPINION, state="asked", due_on__lt=now.date())
    return sum(_lapsed(token, now) for token in rows.order_by("pk").values_list("token", flat=True))


def _lapsed(token: str, now: datetime) -> bool:
    try:
        with work(PROGRAM_ACTOR.code, now) as piece:
            matter, rows = stepping.locked(token)
            row = rows.get(matter.investment.code) if matter.investment else None
            stepping.taken_by_program(
                piece, Case(matter, row, PROGRAM_ACTOR, now.date()), opinion.HANDLING, "lapse"
            )
    except Refused as refused:
        _LOG.info("opinion %s stays as it is for now: %s", token, refused)
        return False
    return True


def _proposed(now: datetime) -> int:
    if not Requirement.objects.exists():
        return 0
    return sum(_stop_proposed(code, now) for code in _lacking(now.date()))


def _lacking(on: date) -> list[str]:
    """Investments at a gate that lack something required, asked for all at once; judged again when locked."""
    rows = Investment.objects.filter(stage__in=AT_A_GATE).order_by("code")
    beside: dict[int, list[Matter]] = defaultdict(list)
    nouns = (Noun.CONFORMITY, Noun.WAIVER, Noun.STOP)
    for one in Matter.objects.filter(investment__in=rows, noun__in=nouns).order_by("pk"):
        beside[one.investment_id].append(one)
    asked: dict[str, tuple[Required, ...]] = {}
    found = []
    for row in rows:
        if row.kind not in asked:
            asked[row.kind] = keeping.requirements_for(row, on)
        if asked[row.kind] and _missing(asked[row.kind], beside[row.pk], on):
            found.append(row.code)
    return found


def _stop_proposed(code: str, now: datetime) -> bool:
    """Whether a stop was proposed for what an investment does not meet; not while a form or waiver waits."""
    try:
        with work(PROGRAM_ACTOR.code, now) as piece:
            row = keeping.locked(code)
            beside = list(Matter.objects.filter(investment=row).order_by("pk"))
            missing = _missing(keeping.requirements_for(row, now.date()), beside, now.date())
            if not missing:
                raise Refused(())
            matter = stepping.begun(
                piece, row, stop.HANDLING, {"ground": Ground.NON_CONFORMITY, "missing": missing},
                by=PROGRAM_ACTOR, may=lambda _: True,
            )  # fmt: skip
            key = f"investment.stop-proposed:{matter.token}:{row.owner}"[:200]
            notify(key, row.owner, "investment.stop-proposed", at=now, address=address_of(code))
    except Refused:
        return False
    return True


def _missing(asked: tuple[Required, ...], matters: list[Matter], on: date) -> list[str]:
    waiting = {(Noun.CONFORMITY, "in-review"), (Noun.WAIVER, "asked")}
    if any((one.noun, one.state) in waiting for one in matters):
        return []
    orders = [one for one in matters if one.noun == Noun.STOP]
    answered = keeping.answered(asked, matters)
    done = {code for one in orders if _is_recent(one, on) for code in told.order_of(one).missing}
    found = proposal(answered, [told.order_of(one) for one in orders], on)
    return [code for code in found if code not in done]


def _is_recent(order: Matter, on: date) -> bool:
    return order.state in {"dropped", "lifted"} and from_ms(order.begun_at).date() + AGAIN > on


@dataclass(frozen=True, slots=True)
class Telling:
    """A post that is told of a measurement that is owed."""

    code: str
    due: Due
    post: str

    @property
    def key(self) -> str:
        """The same for the same measurement that is owed by the same post."""
        day = self.due.due_on.isoformat()
        return f"investment.measurement-overdue:{self.code}:{self.due.benefit}:{day}:{self.post}"[:200]


def _told(now: datetime) -> int:
    wanted = {one.key: one for one in _owing(now.date())}
    keys = list(wanted)
    known: set[str] = set()
    for start in range(0, len(keys), _MANY):
        same = Notice.objects.filter(key__in=keys[start : start + _MANY])
        known.update(same.values_list("key", flat=True))
    new = [one for key, one in wanted.items() if key not in known]
    if not new:
        return 0
    with work(PROGRAM_ACTOR.code, now) as piece:
        for one in new:
            kind, address = "investment.measurement-overdue", address_of(one.code)
            said = {"due_on": one.due.due_on.isoformat()}
            notify(one.key, one.post, kind, at=now, address=address, params=said)
        said_of = [[one.code, one.due.benefit, one.due.due_on.isoformat(), one.post] for one in new]
        piece.tell("investment.reminded", "investments", {"told": said_of}, rules=RULES)
    return len(new)


def _owing(on: date) -> Iterator[Telling]:
    """Posts of the named bodies whose measurement is overdue."""
    rows = Investment.objects.filter(stage__in=ANSWERED, delivered_on__isnull=False).order_by("code")
    newest = PlanVersion.objects.filter(investment__in=rows, number=F("investment__version"))
    plans = dict(newest.values_list("investment_id", "text"))
    made: dict[int, list[Measurement]] = defaultdict(list)
    verified = Matter.objects.filter(investment__in=rows, noun=Noun.MEASUREMENT, state="verified")
    for one in verified.order_by("pk"):
        made[one.investment_id].append(told.measurement_of(one))
    for row in rows:
        own = keeping.plan_of_text(plans[row.pk]).investment
        for due in _overdue(row, own, made[row.pk], on):
            yield from (Telling(row.code, due, post) for post in posts_for(due.actor, on))


def overdue(row: Investment, own: Economics, on: date) -> list[Due]:
    """Measurements of an investment that are owed and whose day has passed."""
    matters = Matter.objects.filter(investment=row, noun=Noun.MEASUREMENT, state="verified").order_by("pk")
    return _overdue(row, own, [told.measurement_of(one) for one in matters], on)


def _overdue(row: Investment, own: Economics, made: list[Measurement], on: date) -> list[Due]:
    if row.delivered_on is None:
        return []
    found = (due for profile in own.profiles for due in owed(profile, made, row.delivered_on))
    return [due for due in found if due.is_overdue(on)]


def posts_for(body: str, on: date) -> tuple[str, ...]:
    """Posts that act for a body on a day."""
    rows = live(Grant, on).filter(subject__code=body, role__in=standing.ACTING)
    return tuple(sorted(set(rows.values_list("post__code", flat=True))))


def address_of(code: str) -> str:
    """Where an investment stands on the site."""
    return f"/investments/{code}/"
