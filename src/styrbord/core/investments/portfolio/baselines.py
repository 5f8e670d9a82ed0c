"""How far is an investment from its first plan and from its newest, and where did it go lately?

Baselines are only added. The number of them is itself a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.profile import Target, months_after
from styrbord.core.investments.ratios import difference, ratio

RECENT_MONTHS = 6
define("baseline.no-decision", "No decision stands behind the new baseline.", "Name the decision.")
define("baseline.no-reason", "The new baseline has no reason.", "Write why the plan changes.")
define("baseline.own", "You wrote this baseline; another person approves it.", "Ask another person who may.")
define(
    "baseline.number",
    "Baseline {found} does not follow on baseline {last}.",
    "Load the page again: baselines are only added, none is changed.",
)
define(
    "baseline.day",
    "The baseline of {found} lies before the last one, of {last}.",
    "Choose a day that is not earlier.",
)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A plan as it was approved.

    Attributes
    ----------
    number : 1 for the original.
    cost : over all years, in the price of the investment.
    ends_on : day by which it is delivered.
    targets : of its benefits, by benefit and target.
    """

    number: int
    on: date
    cost: Decimal
    ends_on: date
    decision: str
    reason: str
    author: str
    approver: str
    targets: tuple[tuple[str, Target], ...] = ()


def appended(history: Sequence[Baseline], new: Baseline) -> tuple[Baseline, ...]:
    """History with a baseline more.

    Returns
    -------
    tuple of Baseline

    Raises
    ------
    Refused
        With everything that is missing.
    """
    if found := append_problems(history, new):
        raise Refused(found)
    return (*history, new)


def append_problems(history: Sequence[Baseline], new: Baseline) -> list[Problem]:
    """What keeps a baseline from being added.

    Returns
    -------
    list of Problem
    """
    found = []
    last = history[-1] if history else None
    number = last.number if last else 0
    if new.number != number + 1:
        found.append(Problem("baseline.number", "number", {"found": new.number, "last": number}))
    if last is not None and new.on < last.on:
        told = {"found": new.on.isoformat(), "last": last.on.isoformat()}
        found.append(Problem("baseline.day", "on", told))
    if not new.decision.strip():
        found.append(Problem("baseline.no-decision", "decision"))
    if not new.reason.strip():
        found.append(Problem("baseline.no-reason", "reason"))
    if not new.approver or new.author == new.approver:
        found.append(Problem("baseline.own", "approver"))
    return found


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an investment is expected to cost in the end, and when it is done, as said on a day."""

    on: date
    cost: Decimal | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Variance:
    """More cost than planned, its share of the plan, and days later; None where not known."""

    cost: Decimal | None
    cost_share: Decimal | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Variances:
    """To the original and the current baseline, and what of it came in the last six months."""

    to_original: Variance
    to_current: Variance
    recent: Variance
    rebaselined: int


NOTHING = Variance(None, None, None)


def variances(history: Sequence[Baseline], forecasts: Sequence[Forecast], on: date) -> Variances:
    """How far the newest forecast lies from what was promised.

    Parameters
    ----------
    history : baselines in order; those after `on` do not count.
    forecasts : in any order; those after `on` do not count.
    on : day of looking, or day as of which is looked.

    Returns
    -------
    Variances
        Positive is more and later. `recent` is the newest forecast less the one that held six months before,
        as a share of the current plan; nothing where none is as old. It stays when the baseline is set anew,
        so that a new plan hides nothing.

    Source: GAO-14-64 and GAO-12-210 (yearly baselines hid overruns, cumulative ratings mask the present).
    """
    known = [one for one in history if one.on <= on]
    told = sorted((one for one in forecasts if one.on <= on), key=lambda one: one.on)
    if not known or not told:
        return Variances(NOTHING, NOTHING, NOTHING, max(0, len(known) - 1))
    now, current = told[-1], known[-1]
    border = months_after(on, -RECENT_MONTHS)
    before = [one for one in told if one.on <= border]
    recent = _between(now, before[-1].cost, before[-1].ends_on, current.cost) if before else NOTHING
    return Variances(
        _between(now, known[0].cost, known[0].ends_on, known[0].cost),
        _between(now, current.cost, current.ends_on, current.cost),
        recent,
        len(known) - 1,
    )


def _between(now: Forecast, cost: Decimal | None, ends_on: date | None, whole: Decimal) -> Variance:
    more = difference(now.cost, cost)
    days = None if now.ends_on is None or ends_on is None else (now.ends_on - ends_on).days
    return Variance(more, ratio(more, whole), days)


@dataclass(frozen=True, slots=True)
class LateCut:
    """A target that was made easier when its period had already begun: how much, by whom and why.

    `saved` is whether the value reached the new target and not the old one; None while it is not known.
    """

    benefit: str
    period: Period
    before: Decimal
    after: Decimal
    author: str
    reason: str
    saved: bool | None = None


def late_cuts(
    history: Sequence[Baseline],
    more_is_better: dict[str, bool],
    values: dict[tuple[str, Period], Decimal] | None = None,
) -> tuple[LateCut, ...]:
    """Targets that were made easier inside the period that they are for, or after it.

    Parameters
    ----------
    history : baselines in order.
    more_is_better : by benefit; one that is not there counts as more is better.
    values : verified values by benefit and period, as far as they are known.

    Returns
    -------
    tuple of LateCut
        A change before the period begins is timely and not among them, nor is one that asks for more.
    """
    found = []
    for old, new in pairwise(history):
        asked = {(benefit, one.period): one.value for benefit, one in old.targets}
        for benefit, target in new.targets:
            before = asked.get((benefit, target.period))
            is_more = more_is_better.get(benefit, True)
            if before is None or new.on < target.period.first_day:
                continue
            if target.value < before if is_more else target.value > before:
                value = (values or {}).get((benefit, target.period))
                saved = None if value is None else _saved(value, before, target.value, is_more=is_more)
                found.append(
                    LateCut(benefit, target.period, before, target.value, new.author, new.reason, saved)
                )
    return tuple(found)


def _saved(value: Decimal, before: Decimal, after: Decimal, *, is_more: bool) -> bool:
    reaches_new = value >= after if is_more else value <= after
    reached_old = value >= before if is_more else value <= before
    return reaches_new and not reached_old
