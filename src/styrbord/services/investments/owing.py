"""Which steps of investments, and of what belongs to them, wait for somebody?

As many questions for one as for a thousand. Guards are not asked: what waits may turn out to lack something,
and its page says what.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import F, Max, Q

from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio.moving import Standpoint, Who, may
from styrbord.core.investments.portfolio.profile import months_after, owed
from styrbord.core.investments.portfolio.rating import METHODOLOGY
from styrbord.core.investments.portfolio.workflow import Noun, Stage, Standing, move_of
from styrbord.core.people.rights import Rights
from styrbord.services import clock
from styrbord.services.investments import seats, standing, told
from styrbord.services.investments.keeping import plan_of_text
from styrbord.services.investments.matching import unmatched
from styrbord.services.reading import Reading
from styrbord.services.rights import live
from styrbord.store.clock import from_ms
from styrbord.store.investments.models import Investment, Matter, PlanVersion, Report, Step
from styrbord.store.people.models import Grant, Holding

MONEY = "/investments/spending/"
AHEAD = timedelta(days=7)
"""Days before its day from which something that comes round is listed."""
WAITS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    Noun.BENEFIT: {
        "identified": ("specify",),
        "specified": ("baseline",),
        "baselined": ("plan",),
        "planned": ("start",),
    },
    Noun.MEASUREMENT: {"draft": ("submit",), "submitted": ("verify", "return")},
    Noun.CHANGE: {"computed": ("agree",), "agreed": ("approve", "reject")},
    Noun.STOP: {
        "proposed": ("hear", "drop"),
        "heard": ("put-in-force", "drop"),
        "appealed": ("uphold", "lift"),
    },
    Noun.WAIVER: {"asked": ("grant", "refuse")},
    Noun.CONFORMITY: {"in-review": ("approve", "reject"), "rejected": ("revise",)},
    Noun.OPINION: {"asked": ("give",), "given": ("answer",)},
    Noun.ADVICE: {"given": ("answer",), "answered": ("follow", "pass-by")},
    Noun.OBSTACLE: {"open": ("refer",), "referred": ("answer",), "answered": ("remove", "stand")},
    Noun.ITEM: {"on-agenda": ("conclude",), "postponed": ("put",)},
    Noun.PROPOSAL: {"proposed": ("accept", "reject"), "accepted": ("finish",)},
}
"""What waits for a step of somebody, by noun and state; what one has begun oneself is not among it."""
STAGES: Mapping[str, str] = {"appraising": "approve", "executing": "deliver", "delivered": "realise"}
REPORTED = (Stage.PROCURING, Stage.EXECUTING)
"""Stages in which the owner reports once a month."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that waits for a post.

    Attributes
    ----------
    kind : noun and state, `follow-up-owed` or `report-owed`.
    code : of the investment; "" where it belongs to none.
    token : of the matter; "" for the investment itself.
    verbs : what may be done with it.
    address : page on which that is done, without the language.
    """

    kind: str
    code: str
    names: Text
    token: str
    verbs: tuple[str, ...]
    since: date
    due_on: date | None
    post: str
    address: str


def waiting(reading: Reading, rights: Rights) -> list[Owed]:
    """What waits for somebody, the oldest first; nothing for those without a post."""
    posts = standing.posts_of(rights)
    if not posts:
        return []
    sitting = seats.seats_of(posts, clock.now().date())
    matters, rows = _matters(rights, sitting), _investments(rights, sitting, reading.today)
    found = [
        *_of_both(rights, rows, matters),
        *_of_follow_ups(reading, rights),
        *_of_reports(reading, rights),
        *_of_money(rights, sitting.get(seats.Kind.BODY, "")),
    ]
    return sorted(found, key=lambda one: (one.since, one.kind, one.code, one.token))


def _of_both(rights: Rights, rows: list[Investment], matters: list[Matter]) -> Iterator[Owed]:
    if rows or matters:
        known = standing.known_of(rights, rows, matters)
        told_to = _answering([*rows, *(one.investment for one in matters if one.investment)])
        yield from _of_investments(rights, rows, known, told_to)
        yield from _of_matters(rights, matters, known, told_to)


def _answering(rows: Iterable[Investment]) -> frozenset[tuple[str, str]]:
    """Owners of investments, with the lead for which they act: what is asked of the lead is asked of them.

    Where the owner acts for another body, or nobody holds the post, all who act for the lead are asked.
    """
    pairs = {(one.owner, one.lead.code) for one in rows}
    owners = {owner for owner, _ in pairs}
    day = clock.now().date()
    held = set(live(Holding, day).filter(post__code__in=owners).values_list("post__code", flat=True))
    given = live(Grant, day).filter(post__code__in=held, role__in=list(standing.ACTING))
    return frozenset(pairs.intersection(given.values_list("post__code", "subject__code")))


def _spared(rights: Rights, row: Investment | None, who: Who, told_to: frozenset[tuple[str, str]]) -> Who:
    """Somebody without the standing of the lead, where the owner is asked and they are not the owner."""
    is_other = row is not None and (row.owner, row.lead.code) in told_to
    if row is None or not is_other or row.owner in standing.posts_of(rights):
        return who
    return replace(who, standings=who.standings - {Standing.LEAD})


def _near(rights: Rights, sitting: Mapping[str, str], path: str) -> Q:
    """Investments of bodies that somebody acts for; all for who has a seat."""
    bodies = standing.acts_for(rights)
    if sitting:
        return Q(pk__gt=0)
    return Q(**{f"{path}lead__code__in": bodies}) | Q(**{f"{path}parties__body__code__in": bodies})


def _matters(rights: Rights, sitting: Mapping[str, str]) -> list[Matter]:
    asked = Q(pk__in=())
    for noun, states in WAITS.items():
        asked |= Q(noun=noun, state__in=tuple(states))
    own = Q(body__in=standing.acts_for(rights)) | Q(post__in=standing.posts_of(rights)) | Q(noun="change")
    rows = Matter.objects.filter(asked).filter(own | _near(rights, sitting, "investment__"))
    return list(rows.select_related("investment", "investment__lead").order_by("pk").distinct())


def _investments(rights: Rights, sitting: Mapping[str, str], today: date) -> list[Investment]:
    late = Q(stage="executing", ends_on__lte=today)
    rows = Investment.objects.filter(late | Q(stage__in=("appraising", "delivered")))
    return list(rows.filter(_near(rights, sitting, "")).select_related("lead").order_by("code").distinct())


def _of_investments(
    rights: Rights,
    rows: Iterable[Investment],
    known: standing.Known,
    told_to: frozenset[tuple[str, str]],
) -> Iterator[Owed]:
    for row in rows:
        verb = STAGES[row.stage]
        posts = standing.posts_by(rights, row, None, known)
        point = Standpoint(Noun.INVESTMENT, row.stage, frozenset(row.asked_by))
        if not may(point, verb, _spared(rights, row, standing.who(rights, row, known=known), told_to)):
            continue
        days = {"appraising": row.proposed_on, "executing": row.ends_on, "delivered": row.delivered_on}
        since = days[row.stage]
        if since is not None:
            due = row.ends_on if row.stage == "executing" else None
            yield Owed(
                f"investment-{row.stage}", row.code, row.names, "", (verb,), since, due,
                _post(posts, Noun.INVESTMENT, row.stage, verb), f"/investments/{row.code}/",
            )  # fmt: skip


def _of_matters(
    rights: Rights, rows: list[Matter], known: standing.Known, told_to: frozenset[tuple[str, str]]
) -> Iterator[Owed]:
    told_of = []
    for row in rows:
        who = _asked(row, standing.who(rights, row.investment, matter=row, known=known))
        who = _spared(rights, row.investment, who, told_to)
        point = Standpoint(Noun(row.noun), row.state, frozenset(row.asked_by))
        verbs = tuple(verb for verb in WAITS[row.noun][row.state] if may(point, verb, who))
        if verbs and _is_due(row):
            told_of.append((row, verbs))
    lasts = Step.objects.filter(matter__in=[row.pk for row, _ in told_of]).values("matter")
    since = dict(lasts.annotate(last=Max("at")).values_list("matter", "last"))
    for row, verbs in told_of:
        posts = standing.posts_by(rights, row.investment, row, known)
        yield Owed(
            f"{row.noun}-{row.state}",
            row.investment.code if row.investment else "",
            row.investment.names if row.investment else _named(row),
            row.token,
            verbs,
            from_ms(since.get(row.pk, row.begun_at)).date(),
            row.due_on if row.noun in _DATED else None,
            _post(posts, Noun(row.noun), row.state, verbs[0]),
            f"/investments/matters/{row.token}/",
        )


def _named(row: Matter) -> Text:
    """What belongs to no one investment, by the codes of its plans or its own title."""
    told = ", ".join(row.data.get("plans", ())) or str(row.data.get("title", ""))
    return {"en": told} if told else {}


def _asked(row: Matter, who: Who) -> Who:
    """Whom a step waits for: of a benefit that has an owner not the lead, though it may."""
    is_owned = row.noun == Noun.BENEFIT and bool(row.post)
    return replace(who, standings=who.standings - {Standing.LEAD}) if is_owned else who


_DATED = frozenset({Noun.OPINION, Noun.OBSTACLE, Noun.STOP, Noun.ITEM})
"""Nouns whose day is the one by which a step is asked for."""


def _is_due(row: Matter) -> bool:
    """Whether the time of a step has come: benefits begin after the delivery."""
    is_early = row.noun == Noun.BENEFIT and row.state == "planned"
    return not is_early or (row.investment is not None and row.investment.delivered_on is not None)


def _post(posts: Mapping[Standing, str], noun: Noun, state: str, verb: str) -> str:
    """Post by which somebody takes a step; "" where that is nobody's."""
    line = move_of(noun, state, verb)
    return next((post for one, post in posts.items() if line and one in line.who), "")


def _of_follow_ups(reading: Reading, rights: Rights) -> Iterator[Owed]:
    """Measurements that a body owes after the end, from a week before their day until one is begun."""
    bodies = standing.acting(rights)
    if not bodies:
        return
    taking = Q(parties__body__code__in=list(bodies)) | Q(lead__code__in=list(bodies))
    found = Investment.objects.exclude(delivered_on=None).filter(taking).select_related("lead").distinct()
    rows = {one.pk: one for one in found}
    if not rows:
        return
    told_to, own = _answering(rows.values()), standing.posts_of(rights)
    begun: dict[int, list[Matter]] = defaultdict(list)
    for one in Matter.objects.filter(investment__in=rows, noun=Noun.MEASUREMENT).order_by("pk"):
        begun[one.investment_id or 0].append(one)
    for number, text in _newest_texts(rows):
        row = rows[number]
        is_spared = (row.owner, row.lead.code) in told_to and row.owner not in own
        asked = {body: post for body, post in bodies.items() if not (is_spared and body == row.lead.code)}
        yield from _of_plan(reading, row, text, begun[number], asked)


def _newest_texts(rows: Mapping[int, Investment]) -> Iterator[tuple[int, str]]:
    texts = PlanVersion.objects.filter(investment__in=rows, number=F("investment__version"))
    yield from texts.order_by("investment__code").values_list("investment", "text")


def _of_plan(
    reading: Reading, row: Investment, text: str, begun: list[Matter], bodies: Mapping[str, str]
) -> Iterator[Owed]:
    open_ones = {one.code for one in begun if one.state != "verified"}
    measured = [told.measurement_of(one) for one in begun]
    assert row.delivered_on is not None
    for profile in plan_of_text(text).investment.profiles:
        if profile.benefit in open_ones:
            continue
        for due in owed(profile, measured, row.delivered_on):
            if due.done is None and due.actor in bodies and due.due_on <= reading.today + AHEAD:
                yield Owed(
                    "follow-up-owed", row.code, row.names, f"{profile.benefit}-{due.months}", ("begin",),
                    due.due_on - AHEAD, due.due_on, bodies[due.actor], f"/investments/{row.code}/benefits/",
                )  # fmt: skip


def _of_reports(reading: Reading, rights: Rights) -> Iterator[Owed]:
    """The owner's report, a month after the last one or after the decision."""
    rows = Investment.objects.filter(owner__in=standing.posts_of(rights), stage__in=REPORTED)
    found = {one.pk: one for one in rows.order_by("code")}
    if not found:
        return
    last = dict(
        Report.objects.filter(investment__in=found)
        .values("investment")
        .annotate(on=Max("on"))
        .values_list("investment", "on")
    )
    months = int(METHODOLOGY.params["rhythm_months"])
    for number, row in found.items():
        before = last.get(number) or row.decided_on
        if before is None:
            continue
        due = months_after(before, months)
        if due <= reading.today + AHEAD:
            yield Owed(
                "report-owed", row.code, row.names, "", ("report",), due - AHEAD, due, row.owner,
                f"/investments/{row.code}/",
            )  # fmt: skip


def _of_money(rights: Rights, post: str) -> Iterator[Owed]:
    """Money without result that no case stands for: one thing for the body that decides."""
    found = [one for one in unmatched(rights) if one.series is None] if post else []
    if found:
        first = min(one.since for one in found)
        yield Owed("money-unmatched", "", {}, str(len(found)), ("assign",), first, None, post, MONEY)
