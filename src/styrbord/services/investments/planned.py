"""Which lines of money and which results do plans hold now, and what did the budget give them?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from styrbord.core.investments.portfolio.money import Money, Price, Prices
from styrbord.core.investments.portfolio.money_facts import (
    Fact,
    FactKind,
    Reason,
    Unmatched,
    money_without_result,
)
from styrbord.core.investments.portfolio.plan import line_code
from styrbord.core.investments.portfolio.plans import Line, Plans, Result
from styrbord.store.investments.fields import Priced
from styrbord.store.investments.models import Investment, MoneyFact, PlanLine, PlanResult

KINDS = frozenset(FactKind)


def price_of(row: Priced) -> Price:
    """Price in which the amounts of a row are told."""
    return Price(row.currency, row.price_year, Prices(row.prices))


def plans_of(codes: Iterable[str]) -> Plans:
    """Lines, results and versions of some investments, with what their budgets give more than is planned.

    A result that small investments say in words alone is none that a request could change: money tied to it
    moves by a signed statement.
    """
    rows = {row.pk: row for row in Investment.objects.filter(code__in=list(codes))}
    results = {one.code: one for one in _results(rows)}
    lines = {one.code: one for one in _lines(rows)}
    known = Plans(lines, results, {row.code: row.version for row in rows.values()})
    given: dict[str, Money] = {}
    for one in unmatched(known, facts_of(rows)):
        if one.kind is FactKind.ADOPTED and one.reason is Reason.OTHER_THAN_PLANNED:
            envelope = lines[one.line].envelope
            same = given.get(envelope, Money(Decimal(0), one.money.price))
            given[envelope] = same + one.money if same.price == one.money.price else same
    return Plans(lines, results, known.versions, given)


def facts_of(rows: Iterable[int]) -> list[Fact]:
    """What happened to the money of investments, by their numbers, in the order in which it was told."""
    told = MoneyFact.objects.filter(investment__in=list(rows), kind__in=KINDS).order_by("pk")
    return [fact_of(one) for one in told.select_related("investment")]


def fact_of(row: MoneyFact) -> Fact:
    """A fact as the rules see it; without a known line it stands for the body and what the row named."""
    line = place_of(row.investment.code if row.investment else "", row.line, row.body)
    money = Money(row.money, price_of(row))
    return Fact(FactKind(row.kind), line, money, row.on, row.classification, row.reference)


def place_of(investment: str, line: str, body: str) -> str:
    """What a fact stands for among all: a line of an investment, or money of a body that has none."""
    if investment and line:
        return line_code(investment, line)
    return f"{investment}//{body}/{line}"


def unmatched(plans: Plans, facts: Sequence[Fact]) -> tuple[Unmatched, ...]:
    """Money that no planned result stands behind, what comes to nothing left out."""
    return tuple(one for one in money_without_result(plans, facts) if one.money)


def _results(rows: dict[int, Investment]) -> Iterable[Result]:
    for one in PlanResult.objects.filter(investment__in=list(rows)).order_by("pk"):
        if one.base is not None and one.target is not None:
            code = rows[one.investment_id].code
            yield Result(line_code(code, one.code), code, one.base, one.target, one.more_is_better)


def _lines(rows: dict[int, Investment]) -> Iterable[Line]:
    """Lines with the result that each is tied to, where the plan has it, measurable or not."""
    known = PlanResult.objects.filter(investment__in=list(rows)).values_list("investment", "code")
    results = set(known)
    told = PlanLine.objects.filter(investment__in=list(rows), side="cost", is_preferred=True)
    for one in told.exclude(likely=None).order_by("pk"):
        code = rows[one.investment_id].code
        tied = (line_code(code, one.result),) if (one.investment_id, one.result) in results else ()
        money = Money(one.likely, price_of(one))
        yield Line(line_code(code, one.code), code, money, one.envelope or code, tied)


def series_of(rows: Iterable[int]) -> dict[str, tuple[str, str]]:
    """Indicator and subject of each planned result that names both, by its code among all."""
    found = PlanResult.objects.filter(investment__in=list(rows)).select_related("investment").order_by("pk")
    return {
        line_code(one.investment.code, one.code): (one.indicator, one.subject)
        for one in found
        if one.indicator and one.subject
    }


def by_investment(told: Iterable[Unmatched]) -> dict[str, list[Unmatched]]:
    """Money without result by the code of its investment; "" = nobody knows of which."""
    found: dict[str, list[Unmatched]] = defaultdict(list)
    for one in told:
        found[one.line.partition("/")[0]].append(one)
    return found
