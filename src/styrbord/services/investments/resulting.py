"""How far has each planned result come, by the series of the spine that it names?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from styrbord.core.base.periods import Period
from styrbord.core.investments.portfolio.model import CostLine
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.results import PlannedResult
from styrbord.core.investments.ratios import total
from styrbord.figures.investments import Way, promised_on, way_of
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import Point, ResultNote
from styrbord.services.investments.series import UNSEEN, Place, Series
from styrbord.services.reading import Reading

NO_WAY = Way(None, None, "not_computable", None)


def begins_on(plan: Plan, decided_on: date | None) -> date | None:
    """Day from which results are promised: that of the decision, else the first day that money is planned."""
    first = min((one.year for one in plan.investment.costs), default=None)
    return decided_on or (date(first, 1, 1) if first else None)


def places_of(plan: Plan) -> list[Place]:
    """Series of the results of a plan."""
    return [(one.indicator, one.subject) for one in plan.results if one.indicator and one.subject]


def result_notes(
    reading: Reading,
    plan: Plan,
    series: Mapping[Place, Series],
    *,
    begins: date | None,
    paid: Mapping[str, Decimal],
) -> tuple[ResultNote, ...]:
    """Planned results, that with the most money first.

    `begins` is the day from which they are promised, `paid` what was paid by cost line.
    """
    names = Names(reading)
    found = [
        _note(names, one, plan, series.get((one.indicator, one.subject), UNSEEN), begins, paid, reading.today)
        for one in plan.results
    ]
    return tuple(sorted(found, key=lambda one: (-(one.cost or Decimal(-1)), one.code)))


def _note(
    names: Names,
    planned: PlannedResult,
    plan: Plan,
    series: Series,
    begins: date | None,
    paid: Mapping[str, Decimal],
    today: date,
) -> ResultNote:
    lines = [one for one in plan.investment.costs if one.result == planned.code]
    is_seen = series.is_seen
    newest = series.by(today)
    told = [paid[one.code] for one in lines if one.code in paid]
    return ResultNote(
        planned.code,
        names.indicator(planned.indicator),
        names.body(planned.subject),
        (planned.unit or series.unit) if is_seen else "",
        planned.base if is_seen else None,
        planned.target if is_seen else None,
        planned.due,
        planned.source if is_seen else "",
        planned.more_is_better,
        is_seen,
        series.points,
        _promised(planned, begins, series) if is_seen else (),
        _way(planned, begins, newest) if is_seen else NO_WAY,
        tuple(one.code for one in lines),
        _cost(lines),
        sum(told, Decimal(0)) if told else None,
    )


def _cost(lines: list[CostLine]) -> Decimal | None:
    return total(one.likely.amount if one.likely else None for one in lines) if lines else None


def _way(planned: PlannedResult, begins: date | None, newest: Point | None) -> Way:
    if newest is None:
        return way_of(base=planned.base, target=planned.target, now=None, promised=None)
    promised = promised_on(planned.base, planned.target, begins, planned.due, newest.period.last_day)
    now = Decimal(repr(newest.value))
    return way_of(base=planned.base, target=planned.target, now=now, promised=promised)


def _promised(planned: PlannedResult, begins: date | None, series: Series) -> tuple[Point, ...]:
    """The promise at the periods of the series from the start to the target, in its own rhythm."""
    if planned.base is None or planned.target is None or begins is None or planned.due is None:
        return ()
    if not series.points or planned.due <= begins:
        return ()
    frequency = series.points[-1].period.frequency
    first, last = Period.of(frequency, begins), Period.of(frequency, planned.due)
    count = min(max(last.ordinal - first.ordinal, 0), 400) + 1
    found = []
    for at in (first.shift(step) for step in range(count)):
        value = promised_on(planned.base, planned.target, begins, planned.due, min(at.last_day, planned.due))
        if value is not None:
            found.append(Point(at, float(value)))
    return tuple(found)
