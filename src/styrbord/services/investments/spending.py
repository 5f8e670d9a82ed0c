"""How is the money of the portfolio planned, committed and spent, by body, system, kind and programme?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.money import Money
from styrbord.core.investments.portfolio.money_facts import Fact
from styrbord.core.investments.portfolio.results import Coverage, coverage
from styrbord.core.people.rights import Rights
from styrbord.figures.spending import METHOD, PlannedLine, Spending, spending_rows, total_rows
from styrbord.services.investments import planned, seeing
from styrbord.services.investments.matching import is_finance
from styrbord.store.investments.models import Investment, MoneyFact, PlanLine

By = Literal["body", "system", "kind", "programme"]
WAYS: tuple[By, ...] = ("body", "system", "kind", "programme")
define("spending.by", "'{by}' is nothing to sum by.", "Choose one of {known}.")


@dataclass(frozen=True, slots=True)
class SpendingNote:
    """The table of what somebody may see: rows, their sums by price, how many lines of money have a result.

    `loose` is how many facts belong to no investment; they are in the rows under their own body, system and
    kind for those who keep the money, and in nobody else's table. `label` is the rule of the figures.
    """

    by: By
    rows: tuple[Spending, ...]
    totals: tuple[Spending, ...]
    covered: Coverage
    loose: int
    label: str = METHOD


def table(rights: Rights, by: str = "body") -> SpendingNote:
    """Spending of the investments that somebody sees inside, by what is asked for.

    Raises
    ------
    Refused
        `spending.by`.
    """
    way = next((one for one in WAYS if one == by), None)
    if way is None:
        raise Refused(Problem("spending.by", "by", {"by": by[:40], "known": ", ".join(WAYS)}))
    rows = {one.pk: one for one in seeing.seen(rights).filter(seeing.inside(rights))}
    lines = list(_lines(rows))
    by_place = {(one.investment_id, one.code): one for one in lines}
    told = list(_facts(rows, with_loose=is_finance(rights)))
    found = spending_rows(
        [_planned(way, one, rows) for one in lines],
        [(_key(way, one, by_place.get((one.investment_id, one.line)), rows), fact) for one, fact in told],
    )
    plans = planned.plans_of(row.code for row in rows.values())
    return SpendingNote(
        way,
        found,
        total_rows(found),
        coverage(plans.lines.values(), (code for one in plans.lines.values() for code in one.results)),
        sum(one.investment_id is None for one, _ in told),
    )


def _lines(rows: Mapping[int, Investment]) -> "QuerySet[PlanLine]":
    return PlanLine.objects.filter(investment__in=list(rows), side="cost", is_preferred=True).order_by("pk")


def _facts(rows: Mapping[int, Investment], *, with_loose: bool) -> Iterator[tuple[MoneyFact, Fact]]:
    told = MoneyFact.objects.filter(kind__in=planned.KINDS).select_related("investment").order_by("pk")
    for one in told:
        if one.investment_id in rows or (with_loose and one.investment_id is None):
            yield one, planned.fact_of(one)


def _planned(by: By, line: PlanLine, rows: Mapping[int, Investment]) -> PlannedLine:
    price = planned.price_of(line)
    money = None if line.likely is None else Money(line.likely, price)
    return PlannedLine(_of_line(by, line, rows), price, money)


def _key(by: By, fact: MoneyFact, line: PlanLine | None, rows: Mapping[int, Investment]) -> str:
    """Under what a fact stands: its line where it has one, so that plan and cash are beside each other."""
    if line is not None:
        return _of_line(by, line, rows)
    if by == "programme":
        row = rows.get(fact.investment_id or 0)
        return row.programme if row else ""
    return {"body": fact.body, "system": fact.system, "kind": fact.cost_kind}[by]


def _of_line(by: By, line: PlanLine, rows: Mapping[int, Investment]) -> str:
    if by == "programme":
        return str(rows[line.investment_id].programme)
    return str({"body": line.bearer, "system": line.system, "kind": line.kind}[by])
