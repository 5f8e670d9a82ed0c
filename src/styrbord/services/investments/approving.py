"""What begins when an investment is proposed, and what is fixed when it is decided?"""

import secrets
from datetime import date

from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.services.investments import borders, keeping, stepping, writing
from styrbord.services.investments.nouns import benefit
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Baseline, Investment, Matter, PlanVersion


def benefits_begun(piece: Work, row: Investment, *, by: Actor) -> None:
    """Begin a benefit for each line of the preferred option that has none yet."""
    own = keeping.plan_of_row(row).investment
    known = set(Matter.objects.filter(investment=row, noun=Noun.BENEFIT).values_list("code", flat=True))
    for line in own.benefits:
        if line.code not in known:
            matter = Matter.objects.create(
                token=secrets.token_urlsafe(9),
                noun=Noun.BENEFIT,
                investment=row,
                code=line.code,
                state="identified",
                body=line.bearer,
                post=keeping.owner_of(own, line),
                asked_by=[by.person] if by.person else [],
                begun_at=to_ms(piece.at),
                begun_by=by.code,
            )
            content = stepping.content_of(benefit.HANDLING, matter)
            writing.matter_stepped(piece, matter, "begin", "begun", by=by, content=content)


def fixed(piece: Work, row: Investment, decision: str, *, by: Actor) -> Baseline:
    """Fix the plan that was decided as the first baseline."""
    plan = keeping.plan_of_row(row)
    version = PlanVersion.objects.get(investment=row, number=row.version)
    return Baseline.objects.create(
        investment=row,
        number=row.baselines.count() + 1,
        version=row.version,
        on=piece.at.date(),
        cost=borders.cost_of(plan.investment) or 0,
        ends_on=ends_on(plan),
        decision=decision,
        reason="approved",
        author=version.person,
        approver=by.person,
        targets=targets_of(plan),
        at=to_ms(piece.at),
        by=by.code,
    )


def ends_on(plan: Plan) -> date:
    """Planned day of delivery; where none is planned, the last day of the last year that money is for."""
    last = max((one.year for one in plan.investment.costs), default=date.max.year)
    return plan.ends_on or date(min(max(last, 1), date.max.year), 12, 31)


def targets_of(plan: Plan) -> list[dict[str, str]]:
    """Targets of all benefits, as a baseline keeps them."""
    return [
        {"benefit": one.benefit, "period": str(target.period), "value": str(target.value)}
        for one in plan.investment.profiles
        for target in one.targets
    ]
