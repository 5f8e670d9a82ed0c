"""What does a change request do up the tree of goals, how likely is each target then, and who must agree?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem
from styrbord.core.base.text import Text
from styrbord.core.forecasting.chances import marginal
from styrbord.core.investments.lock import Default
from styrbord.core.investments.portfolio import change_gates
from styrbord.core.investments.portfolio.impact import Contribution, defaults, effects_up, unlike_proposed
from styrbord.core.investments.portfolio.lock import lock_problems
from styrbord.core.investments.portfolio.plan import line_code
from styrbord.core.investments.portfolio.plans import METHODOLOGY, Policy
from styrbord.core.spine.indicators import OverSubjects
from styrbord.core.spine.inputs import inputs_of
from styrbord.figures.forecasts import Ahead
from styrbord.services import forecasts
from styrbord.services.investments.change_notes import DeltaNote
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import Named
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Investment, PlanLine, PlanResult
from styrbord.store.steering.models import Goal

GOAL, SERIES = "goal", "series"


@dataclass(frozen=True, slots=True)
class EffectNote:
    """What a request does to one node of the tree, from the results that it changes up to goals.

    `kind` is result, series or goal; `change` is in `unit`, None where it is not known how much of the one
    makes the other. `names` of a series are those of its indicator, `subject` the place.
    """

    kind: str
    code: str
    names: Text
    subject: Named | None
    change: Decimal | None
    unit: str
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyNote:
    """A plan that changes: who leads it, and by which post it has agreed; "" = it has not."""

    plan: str
    names: Text
    lead: Named
    version: int
    agreed_by: str
    bearers: tuple[Named, ...]
    """Other bodies that pay lines which change; they confirm those anew."""


@dataclass(frozen=True, slots=True)
class ProposedNote:
    """What would go with the money by the plan, for a line and its result; None without planned money."""

    line: str
    result: str
    change: Decimal | None
    target: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChanceNote:
    """How likely a target is reached by its day, before and after; None with the reason why it is not known.

    `reason` is no-series, no-forecast, beyond (the forecast ends before) or "".
    """

    result: str
    period: str
    before: float | None
    after: float | None
    reason: str


@dataclass(frozen=True)
class ImpactNote:
    """Everything that a request does before it is saved or decided.

    `problems` are why it is refused as it is, `warnings` what deserves a reason; `labels` are the rules.
    """

    plans: tuple[PartyNote, ...]
    deltas: tuple[DeltaNote, ...]
    effects: tuple[EffectNote, ...]
    proposed: tuple[ProposedNote, ...]
    chances: tuple[ChanceNote, ...]
    signers: tuple[Named, ...]
    policy: Policy
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    labels: tuple[str, ...]


def impact(reading: Reading, case: change_gates.Case, agreed: Mapping[str, str]) -> ImpactNote:
    """What a request does, as a reader may see it.

    Parameters
    ----------
    agreed : post by which each plan has agreed.
    """
    names = Names(reading)
    request, plans = case.request, case.plans
    problems = lock_problems(request, plans, policy=case.policy, above=case.above)
    is_known = not any(one.code.startswith("lock.unknown") or one.code == "money.mixed" for one in problems)
    series = _series(plans.results)
    return ImpactNote(
        tuple(_parties(names, case, agreed)) if is_known else (),
        tuple(_deltas(case)) if is_known else (),
        tuple(_effects(reading, names, case, series)) if is_known else (),
        tuple(_proposed(defaults(request, plans))) if is_known else (),
        tuple(_chances(reading, case, series)) if is_known else (),
        tuple(names.post(post) for post in case.above.values()),
        case.policy,
        tuple(problems),
        tuple(unlike_proposed(request, plans)) if is_known else (),
        (METHODOLOGY.label, case.policy.methodology.label),
    )


def _series(results: Iterable[str]) -> dict[str, PlanResult]:
    known = set(results)
    rows = PlanResult.objects.filter(investment__code__in={code.partition("/")[0] for code in known})
    found = {line_code(one.investment.code, one.code): one for one in rows.select_related("investment")}
    return {code: one for code, one in found.items() if code in known}


def _parties(names: Names, case: change_gates.Case, agreed: Mapping[str, str]) -> Iterator[PartyNote]:
    rows = Investment.objects.filter(code__in=case.parties).select_related("lead").order_by("code")
    changed = case.request.by_line()
    for row in rows:
        own = {code.partition("/")[2] for code in changed if code.partition("/")[0] == row.code}
        lines = PlanLine.objects.filter(investment=row, code__in=own).exclude(bearer=row.lead.code)
        bearers = sorted(set(lines.values_list("bearer", flat=True)))
        yield PartyNote(
            row.code,
            row.names,
            names.body(row.lead.code),
            row.version,
            agreed.get(row.code, ""),
            tuple(names.body(one) for one in bearers),
        )


def _deltas(case: change_gates.Case) -> Iterator[DeltaNote]:
    for code, amount in case.request.by_line().items():
        yield _delta("line", code, case.plans.lines[code].money.amount, amount.amount)
    for code, change in case.request.by_result().items():
        yield _delta("result", code, case.plans.results[code].target, change)
    ends = dict(Investment.objects.filter(code__in=case.parties).values_list("code", "ends_on"))
    for code, day in case.request.ends:
        before = ends.get(code)
        moved = f"{(day - before).days:+d}" if before else ""
        yield DeltaNote("date", code, before.isoformat() if before else "", day.isoformat(), moved)


def _delta(what: str, code: str, before: Decimal, change: Decimal) -> DeltaNote:
    return DeltaNote(what, code, f"{before:f}", f"{before + change:f}", f"{change:+f}")


def _proposed(found: Mapping[tuple[str, str], Default]) -> Iterator[ProposedNote]:
    for (line, result), one in found.items():
        yield ProposedNote(line, result, one.delta_indicator, one.new_target, one.reason or "")


def _effects(
    reading: Reading, names: Names, case: change_gates.Case, series: Mapping[str, PlanResult]
) -> Iterator[EffectNote]:
    changes = case.request.by_result()
    told = {code: series[code] for code in changes if code in series}
    tree = list(dict.fromkeys(_tree(reading, told)))
    known = reading.register.indicators()
    for one in effects_up(changes, tree):
        kind, _, code = one.node.rpartition(":")
        indicator, _, subject = code.partition("@")
        if kind == GOAL:
            yield EffectNote(kind, code, names.goal(code).names, None, one.change, "", one.through)
        elif kind == SERIES:
            unit, called = known[indicator].stated_unit, names.indicator(indicator).names
            yield EffectNote(kind, code, called, names.body(subject), one.change, unit, one.through)
        else:
            unit = series[one.node].unit if one.node in series else ""
            yield EffectNote("result", one.node, {}, None, one.change, unit, one.through)


def _tree(reading: Reading, results: Mapping[str, PlanResult]) -> Iterator[Contribution]:
    """From results to the series that they are, up the territories, to what is computed, and to goals."""
    goals = _goals(reading)
    for code, row in results.items():
        found = list(_of_series(reading, code, row, goals))
        yield from found
        reached = {one.parent for one in found}
        tags = row.investment.tags.filter(kind="goal").order_by("code").values_list("code", flat=True)
        for goal in tags:
            if f"{GOAL}:{goal}" not in reached:
                yield Contribution(code, f"{GOAL}:{goal}", None)


def _of_series(
    reading: Reading, code: str, row: PlanResult, goals: Mapping[str, tuple[str, ...]]
) -> Iterator[Contribution]:
    definition = reading.register.indicators().get(row.indicator)
    if definition is None or not reading.facts.shows(row.indicator, row.subject):
        return
    node = _node(row.indicator, row.subject)
    yield Contribution(code, node, Decimal(1))
    yield from _computed(reading, row.indicator, row.subject)
    factor = Decimal(1) if definition.over_subjects is OverSubjects.SUM else None
    for place in reversed(reading.register.tree().path(row.subject, reading.today)):
        if not reading.facts.shows(row.indicator, place):
            break
        yield Contribution(node, _node(row.indicator, place), factor)
        yield from _computed(reading, row.indicator, place)
        node = _node(row.indicator, place)
    for goal, indicators in goals.items():
        if row.indicator in indicators:
            yield Contribution(node, f"{GOAL}:{goal}", Decimal(1) if len(indicators) == 1 else None)


def _computed(reading: Reading, indicator: str, subject: str) -> Iterator[Contribution]:
    """Indicators that are computed from this one; how much they change is not known beforehand."""
    for code, one in sorted(reading.register.indicators().items()):
        if one.formula and indicator in inputs_of(one) and code != indicator:
            yield Contribution(_node(indicator, subject), _node(code, subject), None)


def _node(indicator: str, subject: str) -> str:
    return f"{SERIES}:{indicator}@{subject}"


def _goals(reading: Reading) -> Mapping[str, tuple[str, ...]]:
    at = to_ms(reading.as_of)
    rows = Goal.objects.filter(shown_from__lte=at, shown_to__gt=at).order_by("code")
    return {row.code: tuple(row.content.get("indicators", ())) for row in rows}


def _chances(
    reading: Reading, case: change_gates.Case, series: Mapping[str, PlanResult]
) -> Iterator[ChanceNote]:
    for code, change in case.request.by_result().items():
        result, row = case.plans.results[code], series.get(code)
        if row is None or row.due is None or row.indicator not in reading.register.indicators():
            yield ChanceNote(code, "", None, None, "no-series")
            continue
        known = forecasts.shown(reading, row.indicator, row.subject)
        period = _period(reading, row.indicator, row.due)
        ahead = next((one for one in known.points if one.period == period), None) if known else None
        if ahead is None:
            yield ChanceNote(code, str(period), None, None, "beyond" if known else "no-forecast")
            continue
        before, after = result.target, result.target + change
        yield ChanceNote(
            code,
            str(period),
            _chance(ahead, before, more=result.more_is_better),
            _chance(ahead, after, more=result.more_is_better),
            "" if ahead.bands else "no-forecast",
        )


def _period(reading: Reading, indicator: str, due: date) -> Period:
    return Period.of(Frequency(reading.register.indicators()[indicator].frequency), due)


def _chance(ahead: Ahead, target: Decimal, *, more: bool) -> float | None:
    """Share of the forecast's sample that reaches a target; None where no spread is known."""
    levels = sorted(ahead.bands)
    low = [ahead.bands[level].low.value for level in levels]
    high = [ahead.bands[level].high.value for level in levels]
    mean = ahead.mean.value
    if not levels or mean is None or None in low or None in high:
        return None
    sample = marginal(mean, np.array(low, float), np.array(high, float), levels)
    reached = sample >= float(target) if more else sample <= float(target)
    return float(reached.mean())
