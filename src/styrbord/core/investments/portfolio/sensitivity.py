"""On which lines does the worth of an investment hang, and how far may each change until it is nothing?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.optimism_bias import BOUNDS, adjusted
from styrbord.core.investments.portfolio.appraising import Appraisal, Flow, appraise
from styrbord.core.investments.portfolio.model import BenefitLine, CostLine, Investment, Option, Spread
from styrbord.core.investments.portfolio.rates import OWN, Rates
from styrbord.core.investments.ratios import ratio

SWITCHING = Methodology("switching-value/1", Origin.GUIDANCE, "HM Treasury, The Green Book, switching values")
BIAS = Methodology(
    "optimism-bias/2002",
    Origin.GUIDANCE,
    "Mott MacDonald, Review of Large Public Procurement in the UK, 2002",
    {"capital_upper": BOUNDS["it-capital"].upper, "capital_lower": BOUNDS["it-capital"].lower},
)
STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Swing:
    """Net present value with one line, or the discount rate, at its low and at its high; others as likely."""

    what: str
    low: Decimal
    high: Decimal

    @property
    def width(self) -> Decimal:
        """How far the two lie apart."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Switching:
    """Factor on a line at which the net present value is 0; None where no factor does it.

    `change` is the factor less 1: by which share it may grow, or fall below 0.
    """

    line: str
    factor: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Share by which the line may change."""
        return None if self.factor is None else self.factor - 1


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the net present value hangs on.

    Attributes
    ----------
    swings : the widest first; the rate stands among them as `rate`, one percentage point either way.
    switching : of each line, and of all costs and all benefits as `costs` and `benefits`.
    npv_biased : with capital raised by the whole upper bound of the bias of estimates of this kind, nothing
        mitigated; never together with a full risk pool.
    """

    npv: Decimal
    swings: tuple[Swing, ...]
    switching: tuple[Switching, ...]
    npv_biased: Decimal
    methodologies: tuple[Methodology, ...] = (SWITCHING, BIAS)


def sensitivity(investment: Investment, appraisal: Appraisal) -> Sensitivity:
    """What an appraisal of the preferred option hangs on.

    Parameters
    ----------
    appraisal : of the preferred option.

    Returns
    -------
    Sensitivity

    Source: HM Treasury, The Green Book (sensitivity, switching values); Mott MacDonald 2002 (bias).
    """
    option = investment.preferred
    assert option is not None
    swings = [*_of_lines(appraisal, option), *_of_rate(investment, appraisal.rates)]
    capital = appraisal.pv_capital
    raised = adjusted(capital, BOUNDS["it-capital"].upper, Decimal(0), Decimal(0)).estimate
    return Sensitivity(
        appraisal.npv,
        tuple(sorted(swings, key=lambda one: (-one.width, one.what))),
        tuple(_switching(appraisal)),
        appraisal.npv - (raised - capital),
    )


def _of_lines(appraisal: Appraisal, option: Option) -> Iterator[Swing]:
    told: list[CostLine | BenefitLine] = [*option.costs, *option.benefits]
    lines = {one.code: one for one in told}
    for flow in appraisal.flows:
        spread = _spread(lines[flow.line])
        signed = _signed(flow, appraisal)
        low, high = ratio(spread.low, spread.likely), ratio(spread.high, spread.likely)
        if low is not None and high is not None:
            rest = appraisal.npv - signed
            yield Swing(flow.line, rest + signed * low, rest + signed * high)


def _spread(line: CostLine | BenefitLine) -> Spread:
    return line.spread if isinstance(line, CostLine) else line.quantity


def _signed(flow: Flow, appraisal: Appraisal) -> Decimal:
    worth = flow.worth(appraisal.factors)
    return -worth if flow.is_cost else worth


def _of_rate(investment: Investment, rates: Rates) -> Iterator[Swing]:
    """One rate for all years, a point below the first of the schedule and a point above it."""
    told = [
        appraise(replace(investment, methodology=f"{OWN}{rate:f}@{rates.timing}")).npv
        for rate in (max(Decimal(0), rates.first - STEP), rates.first + STEP)
    ]
    yield Swing("rate", told[0], told[1])


def _switching(appraisal: Appraisal) -> Iterator[Switching]:
    yield Switching("costs", ratio(appraisal.pv_benefit, appraisal.pv_cost))
    yield Switching("benefits", ratio(appraisal.pv_cost, appraisal.pv_benefit))
    for flow in appraisal.flows:
        signed = _signed(flow, appraisal)
        yield Switching(flow.line, ratio(signed - appraisal.npv, signed))
