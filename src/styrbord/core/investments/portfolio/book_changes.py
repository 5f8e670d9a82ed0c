"""What of a plan that is written anew belongs into a change request, and what is left to write?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.core.investments.portfolio.model import CostLine, Investment, Option, Spread
from styrbord.core.investments.portfolio.plan import Plan, line_code
from styrbord.core.investments.portfolio.plan_text import as_data
from styrbord.core.investments.portfolio.profile import BenefitProfile, Target
from styrbord.core.investments.portfolio.results import PlannedResult


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plan asks to change of money, targets and days.

    Attributes
    ----------
    money, results : line or result as it is called among all, and by how much it changes.
    ends_on : new day of delivery; None = as it was.
    targets : benefit, period and new target.
    """

    plan: str
    money: tuple[tuple[str, Decimal], ...] = ()
    results: tuple[tuple[str, Decimal], ...] = ()
    ends_on: date | None = None
    targets: tuple[tuple[str, Period, Decimal], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.money or self.results or self.ends_on or self.targets)


def asked_and_rest(before: Plan, after: Plan) -> tuple[Asked, Plan]:
    """Part a plan that was written anew into what a change request moves, and the rest.

    Parameters
    ----------
    before : the plan in force.
    after : the same one as somebody wants it.

    Returns
    -------
    tuple
        What is asked for, and the plan with all of that as it was. A request moves the three estimates of a
        line together: low and high that stay, or move as the likely one does, go with it. What is neither (a
        line more, another bearer, another spread) stays in the rest, and is refused there once the investment
        is decided.
    """
    own, new = before.investment, after.investment
    lines = dict(_moved_lines(own, new))
    results = dict(_moved_results(before, after))
    targets = list(_moved_targets(own.profiles, new.profiles))
    ends_on = after.ends_on if before.ends_on and after.ends_on != before.ends_on else None
    asked = Asked(
        before.code,
        tuple((line_code(before.code, code), amount) for code, amount in lines.items()),
        tuple((line_code(before.code, code), amount) for code, amount in results.items()),
        ends_on,
        tuple(targets),
    )
    rest = replace(
        after,
        investment=replace(
            new,
            options=tuple(_with_lines(one, own, lines) for one in new.options),
            profiles=tuple(_with_targets(one, own, targets) for one in new.profiles),
        ),
        results=tuple(_with_result(one, before, results) for one in after.results),
        ends_on=before.ends_on if ends_on else after.ends_on,
    )
    return asked, rest


def change_data(asked: Mapping[str, Asked], versions: Mapping[str, int]) -> dict[str, Any]:
    """The change request that some plans ask for together.

    Parameters
    ----------
    asked : by plan.
    versions : of every plan that was looked at.

    Returns
    -------
    dict
        As `request_text.change_text` reads it.
    """
    told = list(asked.values())
    return {
        "money": [{"line": line, "amount": str(amount)} for one in told for line, amount in one.money],
        "results": [{"result": code, "change": str(change)} for one in told for code, change in one.results],
        "ends_on": {one.plan: one.ends_on.isoformat() for one in told if one.ends_on},
        "targets": [
            {"plan": one.plan, "benefit": benefit, "period": str(period), "value": str(value)}
            for one in told
            for benefit, period, value in one.targets
        ],
        "versions": {one.plan: versions[one.plan] for one in told},
    }


def differing(before: Plan, after: Plan) -> Iterator[str]:
    """Places in the data of a plan at which another version of it says something else.

    Yields
    ------
    str
        As `plan_text.plan_of` tells places; of a list with more or fewer entries its own.
    """
    yield from _differing(as_data(before), as_data(after), "")


def _differing(one: Any, other: Any, place: str) -> Iterator[str]:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in sorted({*one, *other}):
            yield from _differing(one.get(name), other.get(name), f"{place}.{name}" if place else name)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differing(left, right, f"{place}[{at}]")
    elif one != other:
        yield place


def _moved_lines(own: Investment, new: Investment) -> Iterator[tuple[str, Decimal]]:
    known = {one.code: one for one in own.costs}
    for line in new.costs:
        had = known.get(line.code)
        if had is None or had.price != line.price or had.likely is None or line.likely is None:
            continue
        if had.likely != line.likely:
            yield line.code, line.likely.amount - had.likely.amount


def _moved_results(before: Plan, after: Plan) -> Iterator[tuple[str, Decimal]]:
    known = {one.code: one for one in before.results}
    for result in after.results:
        had = known.get(result.code)
        if had is None or had.target is None or result.target is None or had.base != result.base:
            continue
        if had.target != result.target:
            yield result.code, result.target - had.target


def _moved_targets(
    own: tuple[BenefitProfile, ...], new: tuple[BenefitProfile, ...]
) -> Iterator[tuple[str, Period, Decimal]]:
    known = {(one.benefit, target.period): target.value for one in own for target in one.targets}
    for profile in new:
        for target in profile.targets:
            if known.get((profile.benefit, target.period), target.value) != target.value:
                yield profile.benefit, target.period, target.value


def _with_lines(option: Option, own: Investment, moved: Mapping[str, Decimal]) -> Option:
    known = {one.code: one for one in own.costs}

    def as_was(line: CostLine) -> CostLine:
        if line.code not in moved:
            return line
        had = known[line.code].spread
        low, high = (
            before if after in {before, _more(before, moved[line.code])} else after
            for before, after in ((had.low, line.spread.low), (had.high, line.spread.high))
        )
        return replace(line, spread=Spread(low, had.likely, high))

    is_preferred = own.preferred is not None and option.code == own.preferred.code
    return replace(option, costs=tuple(map(as_was, option.costs))) if is_preferred else option


def _more(amount: Decimal | None, more: Decimal) -> Decimal | None:
    """As a request moves an estimate."""
    return None if amount is None else max(amount + more, Decimal(0))


def _with_targets(
    profile: BenefitProfile, own: Investment, moved: list[tuple[str, Period, Decimal]]
) -> BenefitProfile:
    had = own.profile_of(profile.benefit)
    if had is None:
        return profile
    known = {one.period: one for one in had.targets}
    periods = {period for benefit, period, _ in moved if benefit == profile.benefit}

    def as_was(target: Target) -> Target:
        return known[target.period] if target.period in periods else target

    return replace(profile, targets=tuple(map(as_was, profile.targets)))


def _with_result(result: PlannedResult, before: Plan, moved: Mapping[str, Decimal]) -> PlannedResult:
    had = next((one for one in before.results if one.code == result.code), None)
    return replace(result, target=had.target) if had is not None and result.code in moved else result
