"""Which rows do lists and totals read out of a plan?"""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from styrbord.core.investments.portfolio.model import BenefitLine, Option, OptionKind
from styrbord.core.investments.portfolio.model import Investment as Economics
from styrbord.core.investments.portfolio.money import DECIMALS, LARGEST
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.services.investments.marks import lines_of
from styrbord.store.investments.models import Investment, PlanLine, PlanParty, PlanResult, PlanTag
from styrbord.store.spine.models import Subject

_UNIT = Decimal(1).scaleb(-DECIMALS)


def rewritten(row: Investment, plan: Plan, overlaid: Economics) -> None:
    """Write the lines, parties, results and tags of a plan anew; who confirmed what is in `overlaid`."""
    for table in (PlanLine, PlanParty, PlanResult, PlanTag):
        table.objects.filter(investment=row).delete()
    PlanLine.objects.bulk_create(_lines(row, plan, overlaid))
    PlanParty.objects.bulk_create(_parties(row, plan))
    PlanResult.objects.bulk_create(_results(row, plan))
    PlanTag.objects.bulk_create(_tags(row, plan))


def confirmed(row: Investment, overlaid: Economics) -> None:
    """Write anew which lines their bearers stand by."""
    for line in lines_of(overlaid):
        PlanLine.objects.filter(investment=row, code=line.code).update(is_confirmed=line.is_confirmed)


def worth_of(line: BenefitLine) -> Decimal | None:
    """Likely worth of a benefit line over all years, to four decimals; None when not priced or not known."""
    amounts = [line.amount_in(year) for year in line.ramp]
    known = [one for one in amounts if one is not None]
    if not known or len(known) < len(amounts):
        return None
    found = sum(known, Decimal(0))
    return found.quantize(_UNIT, ROUND_HALF_EVEN) if abs(found) < LARGEST else None


def _lines(row: Investment, plan: Plan, overlaid: Economics) -> Iterator[PlanLine]:
    for option in overlaid.options:
        yield from _costs(row, plan, option)
        for line in option.benefits:
            yield PlanLine(
                investment=row,
                option=option.code,
                is_preferred=option.kind is OptionKind.PREFERRED,
                side="benefit",
                code=line.code,
                bearer=line.bearer,
                likely=worth_of(line),
                kind=line.kind,
                is_confirmed=line.is_confirmed,
                currency=line.price.currency,
                price_year=line.price.year,
                prices=line.price.prices,
            )


def _costs(row: Investment, plan: Plan, option: Option) -> Iterator[PlanLine]:
    for line in option.costs:
        yield PlanLine(
            investment=row,
            option=option.code,
            is_preferred=option.kind is OptionKind.PREFERRED,
            side="cost",
            code=line.code,
            bearer=line.bearer,
            year=line.year,
            likely=line.likely.amount if line.likely else None,
            kind=line.kind,
            result=line.result,
            envelope=plan.envelope_of(line.code),
            pool=line.pool,
            tower=line.tower,
            system=plan.systems.get(line.code, ""),
            is_confirmed=line.is_confirmed,
            currency=line.price.currency,
            price_year=line.price.year,
            prices=line.price.prices,
        )


def _parties(row: Investment, plan: Plan) -> Iterator[PlanParty]:
    bodies = {one.body for one in plan.investment.parties}
    known = dict(Subject.objects.filter(code__in=bodies).values_list("code", "pk"))
    for party in plan.investment.parties:
        for role in sorted(party.roles) or ("",):
            yield PlanParty(investment=row, body_id=known[party.body], role=role)


def _results(row: Investment, plan: Plan) -> Iterator[PlanResult]:
    for one in plan.results:
        yield PlanResult(
            investment=row,
            code=one.code,
            indicator=one.indicator,
            subject=one.subject,
            unit=one.unit,
            base=one.base,
            target=one.target,
            due=one.due,
            more_is_better=one.more_is_better,
        )


def _tags(row: Investment, plan: Plan) -> Iterator[PlanTag]:
    named = (("goal", plan.goals), ("component", plan.components), ("need", plan.investment.needs))
    for kind, codes in named:
        for code in sorted(set(codes)):
            yield PlanTag(investment=row, kind=kind, code=code)
