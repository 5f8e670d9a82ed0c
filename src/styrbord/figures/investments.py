"""Which numbers head the page of an investment, and which ones sum its benefits and its money?

Each is computed here and nowhere else, from stored inputs. None is not known, and never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrbord.core.investments.benefits import BenefitClass, Claimed, Realised, at_risk, cashable, realisation
from styrbord.core.investments.lights import Light, indicator_light
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.ratios import difference, ratio

WORTH = Methodology(
    "benefit-worth/1",
    Origin.HOUSE,
    "ours: what is realised of a benefit is its planned worth to date times the share of the promised change"
    " that was measured beyond what would have come without the investment",
)
HARVESTED = frozenset({"realising", "realised", "partly"})


@dataclass(frozen=True, slots=True)
class Way:
    """How far a number has come from its start to its target.

    Attributes
    ----------
    share : of the way, 0 at the start and 1 at the target; None where not known.
    expected : share that was promised by the day of the number; None where nothing was.
    light : green on plan, yellow and amber behind, red off plan, not_computable without a number.
    behind : how far the number lies behind what was promised by its day, in its unit; below 0 ahead.
    """

    share: Decimal | None
    expected: Decimal | None
    light: str
    behind: Decimal | None


def way_of(
    *,
    base: Decimal | None,
    target: Decimal | None,
    now: Decimal | None,
    promised: Decimal | None,
) -> Way:
    """Way from a start to a target.

    Parameters
    ----------
    base, target, now, promised : start, target, newest number and what was promised by its day, in one unit;
        None when not known.

    Returns
    -------
    Way

    Source: house rule of Styrbord; the light by `light-indicator/1` of share / expected share.

    Examples
    --------
    >>> found = way_of(base=Decimal(0), target=Decimal(45), now=Decimal(30), promised=Decimal(41))
    >>> round(found.share, 2), found.light, found.behind
    (Decimal('0.67'), 'red', Decimal('11'))
    """
    whole = difference(target, base)
    share, expected = ratio(difference(now, base), whole), ratio(difference(promised, base), whole)
    if share is not None and expected is not None and expected <= 0:
        light = indicator_light(Decimal(1) if share >= expected else Decimal(0))
    else:
        light = indicator_light(ratio(share, expected))
    gap = difference(promised, now)
    return Way(share, expected, light, -gap if gap is not None and whole is not None and whole < 0 else gap)


def promised_on(
    base: Decimal | None, target: Decimal | None, start: date | None, due: date | None, on: date
) -> Decimal | None:
    """What a result promises by a day: on a straight line from its start to its target.

    Returns
    -------
    Decimal or None
        The start before the first day and the target after the last; None when something is not known.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> first, last = date(2026, 1, 1), date(2026, 1, 11)
    >>> promised_on(Decimal(10), Decimal(20), first, last, date(2026, 1, 6))
    Decimal('15.0')
    """
    if base is None or target is None or start is None or due is None:
        return None
    if on >= due or due <= start:
        return target
    passed = Decimal(max(0, (on - start).days)) / (due - start).days
    return base + (target - base) * passed


@dataclass(frozen=True, slots=True)
class Headline:
    """Figures at the head of an investment.

    Attributes
    ----------
    cost, paid, paid_share : likely cost in the plan in force, what was paid, and that as a share.
    result : code of the planned result that most money is tied to; "" = none.
    promised, measured, measured_in, behind : its target, its newest number with its period, and how far that
        lies behind what was promised by then; None where the reader may not see its series.
    unit_cost, unit_cost_planned : paid money tied to it by one unit of change so far, and planned money by
        one unit of the whole change.
    npv, npv_low, npv_high : net present value, with the 10 % and 90 % of seeded draws.
    years : of the appraisal.
    parts_met, parts_asked : required shared components that are met, and those that apply.
    benefits_at_risk : share of planned worth of benefits whose measure is red or that nobody owns.
    """

    cost: Decimal | None = None
    paid: Decimal | None = None
    paid_share: Decimal | None = None
    result: str = ""
    promised: Decimal | None = None
    measured: Decimal | None = None
    measured_in: str = ""
    behind: Decimal | None = None
    unit_cost: Decimal | None = None
    unit_cost_planned: Decimal | None = None
    npv: Decimal | None = None
    npv_low: float | None = None
    npv_high: float | None = None
    years: int | None = None
    parts_met: int = 0
    parts_asked: int = 0
    benefits_at_risk: Decimal | None = None


def unit_cost(money: Decimal | None, base: Decimal | None, value: Decimal | None) -> Decimal | None:
    """Money by one unit of change, whichever way is good.

    Returns
    -------
    Decimal or None
        None when something is not known, or nothing has changed.

    Examples
    --------
    >>> unit_cost(Decimal(300), Decimal(50), Decimal(20))
    Decimal('10')
    """
    change = difference(value, base)
    return None if change is None else ratio(money, abs(change))


@dataclass(frozen=True, slots=True)
class Moved:
    """A result that money is tied to, for the head: its numbers, and what of its money was paid.

    `cost` and `paid` are of the lines that are tied to it.
    """

    code: str
    base: Decimal | None
    target: Decimal | None
    value: Decimal | None
    period: str
    behind: Decimal | None
    cost: Decimal | None
    paid: Decimal | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Net present value with the ends of its draws, over some years."""

    npv: Decimal
    low: float | None
    high: float | None
    years: int


def headline(
    *,
    cost: Decimal | None,
    paid: Decimal | None,
    result: Moved | None,
    worth: Spread | None,
    parts: tuple[int, int],
    at_risk_share: Decimal | None,
) -> Headline:
    """Figures at the head of an investment.

    Parameters
    ----------
    cost, paid : over all lines, in the price of the investment; None when not known.
    result : the one with the most money; None where there is none, or the reader may not see its series.
    worth : None where it cannot be told.
    parts : required shared components that are met, and those that apply.
    at_risk_share : of the planned worth of benefits.

    Returns
    -------
    Headline
    """
    told = result or Moved("", None, None, None, "", None, None, None)
    return Headline(
        cost,
        paid,
        ratio(paid, cost),
        told.code,
        told.target,
        told.value,
        told.period,
        told.behind,
        unit_cost(told.paid, told.base, told.value),
        unit_cost(told.cost, told.base, told.target),
        worth.npv if worth else None,
        worth.low if worth else None,
        worth.high if worth else None,
        worth.years if worth else None,
        *parts,
        at_risk_share,
    )


@dataclass(frozen=True, slots=True)
class Worth:
    """What one benefit is worth: inputs of its sums.

    Attributes
    ----------
    claimed : planned over all years; None where not priced or not known; a disbenefit is negative.
    planned, realised : to date; `realised` is None while nothing verified was measured.
    light : of its way; "" or not_computable = not known.
    """

    bearer: str
    kind: BenefitClass
    is_confirmed: bool
    has_owner: bool
    claimed: Decimal | None
    planned: Decimal | None
    realised: Decimal | None
    light: str
    state: str
    is_delivered: bool
    starts_on: date | None


def realised_share(
    *,
    baseline: Decimal | None,
    target: Decimal | None,
    value: Decimal | None,
    counterfactual: Decimal | None,
) -> Decimal | None:
    """Share of the promised change that the investment brought.

        s = (value - counterfactual) / (target - baseline)

    Parameters
    ----------
    baseline, target, value : before the change, promised, and as measured.
    counterfactual : value without the investment; None = that of the baseline.

    Returns
    -------
    Decimal or None
        None when something is not known, or no change was promised.

    Source: house rule of Styrbord, `benefit-worth/1`.

    Examples
    --------
    >>> share = {"baseline": Decimal(10), "target": Decimal(6), "value": Decimal(7)}
    >>> realised_share(**share, counterfactual=Decimal(9)), realised_share(**share, counterfactual=None)
    (Decimal('0.5'), Decimal('0.75'))
    """
    without = baseline if counterfactual is None else counterfactual
    return ratio(difference(value, without), difference(target, baseline))


@dataclass(frozen=True, slots=True)
class BenefitSums:
    """Sums over benefits in one price.

    Attributes
    ----------
    count, not_priced, not_measured : of all benefits, of those in no sum, of those not measured yet.
    claimed : planned worth over all years, as claimed.
    confirmed : of it what its bearers stand by; the lead stands by its own.
    cashable, waiting : what lowers a budget, and what of that awaits confirmation.
    planned, realised, rate : to date, over those that were measured; rate = realised / planned.
    rates : the same by class.
    at_risk : planned worth whose measure is red or that nobody owns.
    harvest_gap : planned worth that is delivered and not yet realising although its start has passed.
    """

    price: Price
    count: int
    not_priced: int
    not_measured: int
    claimed: Decimal
    confirmed: Decimal
    cashable: Decimal
    waiting: Decimal
    planned: Decimal
    realised: Decimal
    rate: Decimal | None
    rates: Mapping[str, Decimal | None]
    at_risk: Decimal
    harvest_gap: Decimal

    @property
    def at_risk_share(self) -> Decimal | None:
        """Part of what is claimed that is at risk; None without claims."""
        return ratio(self.at_risk, self.claimed)


def benefit_sums(worths: Sequence[tuple[str, Worth]], price: Price, today: date) -> BenefitSums:
    """Claimed, confirmed and realised: three figures.

    Parameters
    ----------
    worths : lead body of the investment, and the benefit.
    price : of all of them.
    today : by which starts are looked at.

    Returns
    -------
    BenefitSums

    Source: Digdir, Prosjektveiviseren, and DFØ on benefits realisation; that nothing counts at another body
    before it confirms is a house rule of Styrbord (`benefit-confirmation/1`).
    """
    told = [one for _, one in worths]
    priced = [(lead, one) for lead, one in worths if one.claimed is not None]
    measured = [one for one in told if one.realised is not None and one.planned is not None]
    found = realisation([Realised(one.kind, one.planned, one.realised) for one in measured])
    sums = [cashable([_claimed(one)], lead=lead) for lead, one in priced]
    return BenefitSums(
        price,
        len(told),
        sum(one.kind is BenefitClass.NOT_PRICED for one in told),
        sum(one.realised is None for one in told),
        _sum(one.claimed for _, one in priced),
        _sum(one.claimed for lead, one in priced if one.is_confirmed or one.bearer == lead),
        _sum(counted for counted, _ in sums),
        _sum(waiting for _, waiting in sums),
        _sum(one.planned for one in measured),
        _sum(one.realised for one in measured),
        found.in_money,
        {str(kind): rate for kind, rate in found.by_class.items()},
        at_risk((one.claimed or Decimal(0), _light(one.light), one.has_owner) for one in told),
        _sum(one.claimed for _, one in priced if _is_unharvested(one, today)),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in amounts if one is not None), Decimal(0))


def _claimed(one: Worth) -> Claimed:
    return Claimed(one.bearer, one.kind, one.claimed or Decimal(0), one.is_confirmed)


def _light(text: str) -> Light | None:
    return Light(text) if text in tuple(Light) else None


def _is_unharvested(one: Worth, today: date) -> bool:
    has_begun = one.starts_on is not None and one.starts_on < today
    return one.is_delivered and has_begun and one.state not in HARVESTED
