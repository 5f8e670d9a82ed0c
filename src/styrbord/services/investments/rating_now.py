"""How do the owner and the program rate an investment today, and whose ratings contradict each other?

The one never overwrites the other: what the owner said stands in reports, what is computed is computed anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from styrbord.core.investments.lights import Light
from styrbord.core.investments.portfolio import rating
from styrbord.core.investments.portfolio.baselines import Variance, Variances
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.rating import Computed, Inputs, Owned, Pair
from styrbord.core.investments.portfolio.workflow import RULES, Stage
from styrbord.core.people.rights import Rights
from styrbord.services import clock
from styrbord.services.investments import baselines, keeping, planned, seeing
from styrbord.services.investments.benefits import sums_of
from styrbord.services.investments.gaining import benefit_notes, held
from styrbord.services.reading import Principal, visible
from styrbord.services.rights import NOBODY
from styrbord.services.work import work
from styrbord.store.investments.models import Investment, MoneyFact, Report, Step, StepWords

PROGRAM = Principal("investments", is_signed_in=True)
ACTOR = "investments"
LABEL = rating.METHODOLOGY.label
ENDED = (Stage.CLOSED, Stage.STOPPED)
_BENEFITS = (Stage.DELIVERED, Stage.REALISING, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class ContradictionNote:
    """An investment whose owner rates it better than is computed."""

    code: str
    names: Mapping[str, str]
    owner: str
    pair: Pair
    is_frozen: bool


def inputs_of(row: Investment, on: date) -> Inputs:
    """What the computed rating is made of on a day; what is not known rates nothing.

    Cost and time are the worse of the distances to the original and to the current plan, so that a new
    baseline hides nothing; what was paid beyond the expected cost counts as expected.
    """
    plan = keeping.plan_of_row(row)
    found = _with_paid(row, baselines.variances_of(row, on), on)
    return Inputs(
        cost_share=_worse(found.to_original.cost_share, found.to_current.cost_share),
        schedule_share=_schedule(row, found),
        slip_days=_slip(plan, on),
        at_risk_share=_at_risk(row),
        reported_on=_reported_on(row, on),
    )


def computed_of(row: Investment, on: date) -> Computed:
    """The computed rating of a day."""
    return rating.computed(inputs_of(row, on), on)


def owned_of(row: Investment, on: date) -> Owned | None:
    """What the owner said last up to a day, with the words as far as they were not erased."""
    told = Report.objects.filter(investment=row, on__lte=on).order_by("-on", "-pk").first()
    return Owned(told.on, Light(told.light), _words(told)) if told else None


def pair_of(row: Investment, on: date) -> Pair:
    """Both ratings side by side on a day."""
    return rating.side_by_side(owned_of(row, on), computed_of(row, on), on)


def is_frozen(row: Investment) -> bool:
    """Whether the owner said the same in the last six reports while what is computed from moved."""
    count = int(rating.METHODOLOGY.params["frozen_reports"])
    told = list(Report.objects.filter(investment=row).order_by("-on", "-pk")[:count])
    return rating.is_frozen([(Light(one.light), _inputs(one.computed)) for one in reversed(told)])


def contradictions(rights: Rights) -> tuple[ContradictionNote, ...]:
    """Investments that somebody sees inside whose owner rates better than is computed, the widest first."""
    today = clock.now().date()
    rows = seeing.seen(rights).filter(seeing.inside(rights), decided_on__isnull=False)
    found = {}
    for row in rows.exclude(stage__in=ENDED).exclude(owner_light="").order_by("code"):
        pair = pair_of(row, today)
        if pair.is_contradiction:
            found[row.code] = ContradictionNote(row.code, row.names, row.owner, pair, is_frozen(row))
    order = rating.contradictions((code, one.pair) for code, one in found.items())
    return tuple(found[code] for code in order)


def rate_all(now: datetime) -> int:
    """Rate every investment that is under way once a day; how many ratings changed. For the clock."""
    today = now.date()
    rows = Investment.objects.filter(decided_on__isnull=False).exclude(stage__in=ENDED)
    waiting = list(rows.filter(~Q(computed_on=today) | Q(computed_on=None)).order_by("code"))
    if not waiting:
        return 0
    changed = []
    with work(ACTOR, now) as piece:
        for row in waiting:
            light = computed_of(row, today).light or ""
            if light != row.computed_light:
                changed.append([row.code, str(light)])
            Investment.objects.filter(pk=row.pk).update(computed_light=light, computed_on=today)
        told = {"count": len(waiting), "changed": changed, "label": LABEL}
        piece.tell("investment-ratings.computed", "investments", told, rules=RULES)
    return len(changed)


def as_data(found: Inputs, on: date) -> dict[str, Any]:
    """The computed rating of a day with what it was made of, as a report keeps it."""
    made = rating.computed(found, on)
    return {
        "light": str(made.light or ""),
        "parts": {name: str(light) for name, light in made.parts.items()},
        "inputs": {
            "cost_share": _text(found.cost_share),
            "schedule_share": _text(found.schedule_share),
            "slip_days": found.slip_days,
            "at_risk_share": _text(found.at_risk_share),
        },
        "label": LABEL,
    }


def _inputs(data: Mapping[str, Any]) -> Inputs:
    told = data.get("inputs", {})
    return Inputs(
        _number(told.get("cost_share")),
        _number(told.get("schedule_share")),
        told.get("slip_days"),
        _number(told.get("at_risk_share")),
    )


def _text(share: Decimal | None) -> str:
    return "" if share is None else str(share)


def _number(text: object) -> Decimal | None:
    return Decimal(str(text)) if text not in (None, "") else None


def _words(told: Report) -> str:
    steps = Step.objects.filter(investment=told.investment_id, matter=None, verb="report", at=told.at)
    rows = StepWords.objects.filter(step__in=steps.filter(data__report=told.pk))
    return str(rows.values_list("text", flat=True).first() or "")


def _worse(*shares: Decimal | None) -> Decimal | None:
    return max((one for one in shares if one is not None), default=None)


def _with_paid(row: Investment, found: Variances, on: date) -> Variances:
    """Variances of cost that are at least those of what was paid."""
    told = baselines.history(row)
    if not told:
        return found
    price = planned.price_of(row)
    facts = MoneyFact.objects.filter(investment=row, kind="paid", on__lte=on, prices=price.prices)
    same = facts.filter(currency=price.currency, price_year=price.year)
    paid = sum(same.values_list("money", flat=True), Decimal(0))
    return Variances(
        _at_least(found.to_original, paid - told[0].cost, told[0].cost),
        _at_least(found.to_current, paid - told[-1].cost, told[-1].cost),
        found.recent,
        found.rebaselined,
    )


def _at_least(one: Variance, more: Decimal, whole: Decimal) -> Variance:
    if more <= 0 or not whole or (one.cost is not None and one.cost >= more):
        return one
    return Variance(more, more / whole, one.days)


def _schedule(row: Investment, found: Variances) -> Decimal | None:
    """Days late as a share of the time that was planned from the decision to the delivery."""
    told = baselines.history(row)
    if not told or row.decided_on is None:
        return None
    shares = []
    for one, plan in ((found.to_original, told[0]), (found.to_current, told[-1])):
        length = (plan.ends_on - row.decided_on).days
        if one.days is not None and length > 0:
            shares.append(Decimal(one.days) / Decimal(length))
    return _worse(*shares)


def _slip(plan: Plan, on: date) -> int | None:
    """Days by which the latest milestone that is not done is overdue; None without milestones."""
    if not plan.milestones:
        return None
    late = [(on - one.due).days for one in plan.milestones if one.done_on is None]
    return max(0, *late) if late else 0


def _at_risk(row: Investment) -> Decimal | None:
    """Share of the planned worth of benefits at risk; asked once there is something to measure."""
    if row.stage not in _BENEFITS:
        return None
    reading, found = visible(PROGRAM), held(row)
    return sums_of(reading, found, benefit_notes(reading, NOBODY, found, is_inside=True)).at_risk_share


def _reported_on(row: Investment, on: date) -> date | None:
    told = Report.objects.filter(investment=row, on__lte=on).order_by("-on").values_list("on", flat=True)
    return told.first()
