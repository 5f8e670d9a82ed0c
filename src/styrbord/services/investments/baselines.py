"""Which plans were approved, one after the other, and how far is an investment from each?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from styrbord.core.base.periods import Period
from styrbord.core.investments.portfolio import baselines as core
from styrbord.core.investments.portfolio.baselines import Baseline, Forecast, LateCut, Variances
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.profile import Target
from styrbord.services.investments import approving, borders, keeping
from styrbord.services.investments.told import measurement_of
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Baseline as Row
from styrbord.store.investments.models import Investment, Matter, Report


def history(row: Investment) -> tuple[Baseline, ...]:
    """Baselines of an investment in their order; none before it is decided."""
    return tuple(_baseline(one) for one in Row.objects.filter(investment=row).order_by("number"))


def rebased(
    piece: Work,
    row: Investment,
    plan: Plan,
    *,
    decision: str,
    reason: str,
    author: str,
    approver: str,
    by: Actor,
) -> Baseline:
    """Fix the newest plan as one baseline more, within the work that changes it.

    Raises
    ------
    Refused
        What keeps it from following on the last one.
    """
    before = history(row)
    new = Baseline(
        len(before) + 1,
        piece.at.date(),
        borders.cost_of(plan.investment) or Decimal(0),
        approving.ends_on(plan),
        decision,
        reason,
        author,
        approver,
        tuple((one.benefit, target) for one in plan.investment.profiles for target in one.targets),
    )
    core.appended(before, new)
    Row.objects.create(
        investment=row, number=new.number, version=row.version, on=new.on, cost=new.cost, ends_on=new.ends_on,
        decision=decision[:120], reason=reason, author=author, approver=approver,
        targets=approving.targets_of(plan), at=to_ms(piece.at), by=by.code,
    )  # fmt: skip
    return new


def forecasts(row: Investment) -> tuple[Forecast, ...]:
    """What the owner has said of cost and end, in order of time; a report that says neither is left out."""
    told = Report.objects.filter(investment=row).order_by("on", "pk")
    return tuple(
        Forecast(one.on, one.cost, one.ends_on)
        for one in told
        if one.cost is not None or one.ends_on is not None
    )


def variances_of(row: Investment, on: date) -> Variances:
    """How far the newest report lies from the original, from the current plan, and from six months before."""
    return core.variances(history(row), forecasts(row), on)


def late_cuts(row: Investment) -> tuple[LateCut, ...]:
    """Targets of benefits that were made easier when their period had begun, and whether that saved them."""
    told = history(row)
    own = keeping.plan_of_row(row).investment
    more = {one.benefit: one.more_is_better for one in own.profiles}
    return core.late_cuts(told, more, _verified(row))


def _verified(row: Investment) -> dict[tuple[str, Period], Decimal]:
    matters = Matter.objects.filter(investment=row, noun="measurement", state="verified").order_by("pk")
    found = [measurement_of(one) for one in matters]
    return {(one.benefit, one.period): one.value for one in found}


def _baseline(row: Row) -> Baseline:
    return Baseline(
        row.number,
        row.on,
        row.cost,
        row.ends_on,
        row.decision,
        row.reason,
        row.author,
        row.approver,
        _targets(row.targets),
    )


def _targets(told: Sequence[dict[str, str]]) -> tuple[tuple[str, Target], ...]:
    return tuple((one["benefit"], Target(Period.parse(one["period"]), Decimal(one["value"]))) for one in told)
