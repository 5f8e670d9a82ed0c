"""What is wrong with an investment as it is written, everything at once?

A place is the field, or the code of the line and the field, as `L1.year`; problems come in order
of the form.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.portfolio.classes import Class, Process
from styrbord.core.investments.portfolio.effect_map import problems_of_map
from styrbord.core.investments.portfolio.model import (
    BenefitLine,
    CostLine,
    Investment,
    OptionKind,
    Participation,
    PartyRole,
    Spread,
)
from styrbord.core.investments.portfolio.money import is_exact

define("investment.missing", "The field '{field}' is empty.", "Fill it in.")
define("investment.twice", "'{code}' stands twice.", "Keep it once, or give it another code.")
define(
    "investment.lead",
    "{count} bodies lead the investment '{code}'.",
    "Name exactly one body that answers for it; the others are co-executors.",
)
define(
    "investment.joint-alone",
    "The investment '{code}' is to be joint and has {count} parties.",
    "Name at least two bodies, or make it internal.",
)
define(
    "investment.follow-up",
    "{count} bodies are named to follow up the benefits of '{code}'.",
    "Name exactly one; it stays named after the end.",
)
define(
    "investment.as-usual",
    "There are {count} options 'business as usual'.",
    "Every line is told against it: keep exactly one, without lines.",
)
define(
    "investment.as-usual-lines",
    "Business as usual has the line '{line}'.",
    "Lines are increments to business as usual: move it to another option.",
)
define("investment.preferred", "{count} options are preferred.", "Choose exactly one.")
define(
    "investment.price",
    "The line '{line}' is in {found}, the investment in {expected}.",
    "Convert the line: same currency, same price year, both nominal or both real.",
)
define(
    "investment.spread",
    "In '{line}' the estimates are not low, likely and high in this order: {found}.",
    "Enter all three; the likely one lies between the others.",
)
define(
    "investment.amount",
    "In '{line}' the amount {found} cannot be kept exactly.",
    "Enter 15 digits at most, four of them decimals at most.",
)
define(
    "investment.below-zero",
    "In '{line}' the amount {found} is below zero.",
    "Enter what it costs or gives; mark what is lost as a disbenefit.",
)
define("investment.bearer", "The line '{line}' names no bearer.", "Say who pays or who gains.")
define(
    "investment.layers",
    "The cost line '{line}' says no {layer}.",
    "Choose one: pool and tower are asked for, the other layers are free.",
)
define(
    "investment.no-value-source",
    "The worth of a unit in '{line}' has no source.",
    "Say where it is from.",
)
define("investment.no-unit-value", "The benefit '{line}' is priced and has no worth of a unit.", "Enter one.")
define(
    "investment.no-cut",
    "The benefit '{line}' lowers a budget and names no line and cut.",
    "Name the budget line and the cut that its bearer agreed to.",
)
define(
    "investment.share",
    "'{line}' claims the share {found} of an effect.",
    "Enter a share above 0 and not above 1.",
)
define(
    "investment.ramp",
    "In '{line}' the year {year} has the share {found} of the full effect.",
    "Enter a share from 0 to 1.",
)
define(
    "investment.year",
    "The line '{line}' lies in {year}, outside the years {first} to {last}.",
    "Change the year, or the horizon.",
)
define(
    "investment.profile",
    "The profile of '{benefit}' belongs to no benefit.",
    "Remove it, or add the benefit.",
)

REQUIRED: Mapping[Process, tuple[str, ...]] = {
    Process.LIGHT: ("code", "title", "owner", "lead", "cost", "benefit"),
    Process.FULL: (
        "code", "title", "owner", "lead", "start_year", "horizon_years", "methodology", "cost", "benefit",
    ),
}  # fmt: skip
"""Fields of an investment that have to be filled in, by process."""


def problems_of(investment: Investment, *, light_below: Decimal | None = None) -> list[Problem]:
    """Everything that is wrong with an investment, in the order of the form.

    Parameters
    ----------
    light_below : border below which an internal investment takes the light process; None = the house's.

    Returns
    -------
    list of Problem
        Empty when it is whole. What only matters at a gate is told there.
    """
    is_full = investment.process(light_below=light_below) is Process.FULL
    return [
        *_of_fields(investment, Process.FULL if is_full else Process.LIGHT),
        *_of_parties(investment),
        *_of_options(investment),
        *_of_codes(investment),
        *(found for line in _costs(investment) for found in _of_cost(investment, line, is_full=is_full)),
        *(found for line in _benefits(investment) for found in _of_benefit(investment, line)),
        *_of_effects(investment, is_full=is_full),
    ]


def _costs(investment: Investment) -> Iterable[CostLine]:
    return (line for option in investment.options for line in option.costs)


def _benefits(investment: Investment) -> Iterable[BenefitLine]:
    return (line for option in investment.options for line in option.benefits)


_FILLED: Mapping[str, Callable[[Investment], object]] = {
    "lead": lambda one: one.bodies(PartyRole.LEAD),
    "cost": lambda one: one.costs,
    "benefit": lambda one: one.benefits,
}


def _of_fields(investment: Investment, process: Process) -> Iterator[Problem]:
    for name in REQUIRED[process]:
        told = _FILLED[name](investment) if name in _FILLED else getattr(investment, name)
        if not (told.strip() if isinstance(told, str) else told):
            yield Problem("investment.missing", name, {"field": name})


def _of_parties(investment: Investment) -> Iterator[Problem]:
    yield from _repeated((one.body for one in investment.parties), "parties")
    leads = len(investment.bodies(PartyRole.LEAD))
    if leads > 1:
        yield Problem("investment.lead", "lead", {"code": investment.code, "count": leads})
    if investment.kind is Class.JOINT:
        count = len(investment.bodies(PartyRole.FOLLOW_UP))
        if count != 1:
            yield Problem("investment.follow-up", "follow-up", {"code": investment.code, "count": count})


def joint_problems(code: str, asked: Class, parties: Iterable[Participation]) -> list[Problem]:
    """What is wrong when somebody says that an investment is of a class.

    Returns
    -------
    list of Problem
        `investment.joint-alone` for a joint one with fewer than two bodies.
    """
    count = len({one.body for one in parties})
    if asked is Class.JOINT and count < 2:
        return [Problem("investment.joint-alone", "parties", {"code": code, "count": count})]
    return []


def _repeated(codes: Iterable[str], place: str) -> Iterator[Problem]:
    told = list(codes)
    for code in dict.fromkeys(one for one in told if told.count(one) > 1):
        yield Problem("investment.twice", place, {"code": code})


def _of_options(investment: Investment) -> Iterator[Problem]:
    usual = [one for one in investment.options if one.kind is OptionKind.AS_USUAL]
    if len(usual) != 1:
        yield Problem("investment.as-usual", "options", {"count": len(usual)})
    for option in usual:
        for code in [*(one.code for one in option.costs), *(one.code for one in option.benefits)]:
            yield Problem("investment.as-usual-lines", code, {"line": code})
    preferred = sum(one.kind is OptionKind.PREFERRED for one in investment.options)
    if preferred != 1:
        yield Problem("investment.preferred", "options", {"count": preferred})


def _of_codes(investment: Investment) -> Iterator[Problem]:
    yield from _repeated((one.code for one in investment.options), "options")
    yield from _repeated((one.code for one in _costs(investment)), "costs")
    yield from _repeated((one.code for one in _benefits(investment)), "benefits")
    yield from _repeated((one.benefit for one in investment.profiles), "profiles")


def _of_cost(investment: Investment, line: CostLine, *, is_full: bool) -> Iterator[Problem]:
    yield from _of_line(investment, line)
    yield from _of_amounts(line.code, line.spread)
    if is_full:
        for layer in ("pool", "tower"):
            if not getattr(line, layer):
                yield Problem(
                    "investment.layers", f"{line.code}.{layer}", {"line": line.code, "layer": layer}
                )
    start, count = investment.start_year, investment.horizon_years
    if start is not None and count is not None and not start <= line.year < start + count:
        told = {"line": line.code, "year": line.year, "first": start, "last": start + count - 1}
        yield Problem("investment.year", f"{line.code}.year", told)


def _of_line(investment: Investment, line: CostLine | BenefitLine) -> Iterator[Problem]:
    if not line.bearer:
        yield Problem("investment.bearer", f"{line.code}.bearer", {"line": line.code})
    if line.price != investment.price:
        told = {"line": line.code, "found": str(line.price), "expected": str(investment.price)}
        yield Problem("investment.price", f"{line.code}.price", told)


def _of_amounts(code: str, spread: Spread) -> Iterator[Problem]:
    found = [one for one in (spread.low, spread.likely, spread.high) if one is not None]
    inexact = [one for one in found if not is_exact(one)]
    for one in inexact:
        yield Problem("investment.amount", f"{code}.amount", {"line": code, "found": str(one)})
    if inexact:
        return
    for one in (one for one in found if one < 0):
        yield Problem("investment.below-zero", f"{code}.amount", {"line": code, "found": str(one)})
    if not spread.is_ordered:
        told = ", ".join("-" if one is None else str(one) for one in (spread.low, spread.likely, spread.high))
        yield Problem("investment.spread", f"{code}.amount", {"line": code, "found": told})


def _of_benefit(investment: Investment, line: BenefitLine) -> Iterator[Problem]:
    yield from _of_line(investment, line)
    told = {"line": line.code}
    if line.is_priced or line.is_quantified:
        yield from _of_amounts(line.code, line.quantity)
    if line.is_priced and line.unit_value is None:
        yield Problem("investment.no-unit-value", f"{line.code}.unit_value", told)
    for amount in (line.unit_value, line.agreed_cut):
        if amount is not None and not is_exact(amount):
            yield Problem("investment.amount", f"{line.code}.unit_value", {**told, "found": str(amount)})
    if line.unit_value is not None and not line.value_source:
        yield Problem("investment.no-value-source", f"{line.code}.value_source", told)
    is_cashable = line.kind is BenefitClass.CASHABLE_OWN and not line.is_loss
    if is_cashable and not (line.budget_line and line.agreed_cut is not None):
        yield Problem("investment.no-cut", f"{line.code}.budget_line", told)
    if not (_is_share(line.share) and line.share):
        yield Problem("investment.share", f"{line.code}.share", {**told, "found": str(line.share)})
    for year, share in line.ramp.items():
        if not _is_share(share):
            yield Problem("investment.ramp", f"{line.code}.ramp", {**told, "year": year, "found": str(share)})


def _is_share(found: Decimal) -> bool:
    return found.is_finite() and 0 <= found <= 1


def _of_effects(investment: Investment, *, is_full: bool) -> Iterator[Problem]:
    codes = [one.code for one in investment.benefits]
    for one in investment.profiles:
        if one.benefit not in codes:
            yield Problem("investment.profile", one.benefit, {"benefit": one.benefit})
    if is_full or investment.effects.nodes:
        yield from problems_of_map(investment.effects, codes)
