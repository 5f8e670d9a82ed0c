"""What is an option of an investment worth: cash flow by bearer, class and year, and the figures made of it?

Every line is an increment to business as usual. Amounts are those of the likely estimates.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.internal_rate import InternalRate, internal_rate
from styrbord.core.investments.net_present_value import net_ratio
from styrbord.core.investments.payback import payback_years
from styrbord.core.investments.portfolio.model import (
    BenefitLine,
    CostKind,
    CostLine,
    Investment,
    Option,
    PartyRole,
)
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.rates import Rates, rates_of
from styrbord.core.investments.ratios import ratio

define(
    "appraisal.horizon",
    "It is not said in which year the appraisal begins, or for how many years.",
    "Enter the first year and the number of years.",
)
define("appraisal.unknown", "The amount of '{line}' is not known.", "Enter low, likely and high.")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Flow:
    """Amounts of one line by year.

    Attributes
    ----------
    line : its code.
    bearer : body or group outside that pays or gains.
    kind : `capital` or `operating` for a cost, else the class of the benefit.
    amounts : of years 0, 1, ...; a cost is above 0, a disbenefit is a benefit below 0.
    is_confirmed : whether its bearer stands by it.
    """

    line: str
    bearer: str
    kind: str
    amounts: tuple[Decimal, ...]
    is_confirmed: bool = False

    @property
    def is_cost(self) -> bool:
        """Whether money is paid."""
        return self.kind in tuple(CostKind)

    def worth(self, factors: Sequence[Decimal]) -> Decimal:
        """Present value, unrounded.

        Parameters
        ----------
        factors : of years 0, 1, ...

        Returns
        -------
        Decimal
        """
        return sum(
            (amount * one for amount, one in zip(self.amounts, factors, strict=True) if amount), Decimal(0)
        )


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Figures of one option.

    Attributes
    ----------
    first_year, years : of the appraisal.
    factors : discount factors by year.
    flows : by line.
    pv_capital, pv_operating, pv_benefit : present values, unrounded.
    pv_cashable : what of the benefits lowers a budget, so that it is an avoided cost.
    irr : of the yearly nets, with the reason where there is none.
    payback : years, undiscounted; None when it is never reached.
    not_priced, not_valued : benefit lines that stand in no sum: by their class, or for lack of an amount.
    """

    option: str
    rates: Rates
    price: Price
    first_year: int
    years: int
    factors: tuple[Decimal, ...]
    flows: tuple[Flow, ...]
    pv_capital: Decimal
    pv_operating: Decimal
    pv_benefit: Decimal
    pv_cashable: Decimal
    irr: InternalRate
    payback: Decimal | None
    not_priced: tuple[str, ...]
    not_valued: tuple[str, ...]

    @property
    def pv_cost(self) -> Decimal:
        """Present value of all costs."""
        return self.pv_capital + self.pv_operating

    @property
    def npv(self) -> Decimal:
        """PVB - PVC."""
        return self.pv_benefit - self.pv_cost

    @property
    def bcr(self) -> Decimal | None:
        """PVB / PVC, avoided costs above the line among the benefits; None without cost."""
        return ratio(self.pv_benefit, self.pv_cost)

    @property
    def bcr_avoided_below(self) -> Decimal | None:
        """The same with avoided costs below the line, taken from the costs; None where none are left."""
        below = self.pv_cost - self.pv_cashable
        return ratio(self.pv_benefit - self.pv_cashable, below) if below > 0 else None

    @property
    def nnk_i(self) -> Decimal | None:
        """NNV / I: net present value by capital (ASEK)."""
        return net_ratio(self.npv, self.pv_capital)

    @property
    def nnk_idu(self) -> Decimal | None:
        """NNV / (I + DoU): net present value by capital and operation (ASEK)."""
        return net_ratio(self.npv, self.pv_capital, self.pv_operating)

    def nets(self) -> tuple[Decimal, ...]:
        """Benefit less cost of years 0, 1, ..., undiscounted.

        Returns
        -------
        tuple of Decimal, length years
        """
        return _nets(self.flows, self.years)


def appraise(
    investment: Investment, option: Option | None = None, *, confirmed_only: bool = False
) -> Appraisal:
    """Figures of an option by the rates, first year and horizon of its investment.

    Parameters
    ----------
    investment : its price is that of all lines.
    option : one of its options; None = the preferred one.
    confirmed_only : leave out benefits at other bodies than the lead that these have not confirmed.

    Returns
    -------
    Appraisal

    Raises
    ------
    Refused
        `appraisal.rates`, `appraisal.horizon`, `appraisal.unknown` of costs, `money.mixed`,
        `discounting.beyond`.

    Source: HM Treasury, The Green Book; ASEK, Trafikverket, for both net ratios.
    """
    rates = rates_of(investment.methodology)
    start, years = _span(investment)
    chosen = option or investment.preferred
    if chosen is None:
        raise Refused(Problem("investment.preferred", "options", {"count": 0}))
    flows = flows_of(investment, chosen, start, years, confirmed_only=confirmed_only)
    factors = rates.factors(years)
    nets = _nets(flows, years)
    return Appraisal(
        chosen.code,
        rates,
        investment.price,
        start,
        years,
        factors,
        flows,
        _sum(flows, factors, (CostKind.CAPITAL,)),
        _sum(flows, factors, (CostKind.OPERATING,)),
        _sum(flows, factors, tuple(BenefitClass)),
        _sum(flows, factors, (BenefitClass.CASHABLE_OWN,)),
        internal_rate(nets),
        payback_years(nets),
        tuple(one.code for one in chosen.benefits if not one.is_priced),
        tuple(one.code for one in chosen.benefits if one.is_priced and not _is_valued(one)),
    )


def flows_of(
    investment: Investment, option: Option, start: int, years: int, *, confirmed_only: bool = False
) -> tuple[Flow, ...]:
    """Cash flow of each line that has amounts.

    Returns
    -------
    tuple of Flow
        Costs first, both in the order of the plan; a line outside the years is cut to them.

    Raises
    ------
    Refused
        `appraisal.unknown` of every cost without amount, `money.mixed` of lines in another price.
    """
    if found := [*_unknown(option), *_mixed(investment, option)]:
        raise Refused(found)
    leads = investment.bodies(PartyRole.LEAD)
    return (
        *(_of_cost(one, start, years) for one in option.costs),
        *(
            _of_benefit(one, start, years)
            for one in option.benefits
            if _is_valued(one) and (not confirmed_only or one.is_confirmed or one.bearer in leads)
        ),
    )


def _unknown(option: Option) -> Iterator[Problem]:
    return (
        Problem("appraisal.unknown", one.code, {"line": one.code})
        for one in option.costs
        if one.likely is None
    )


def _mixed(investment: Investment, option: Option) -> Iterator[Problem]:
    lines: list[CostLine | BenefitLine] = [*option.costs, *option.benefits]
    for one in lines:
        if one.price != investment.price:
            told = {"one": str(investment.price), "other": str(one.price)}
            yield Problem("money.mixed", one.code, told)


def _of_cost(line: CostLine, start: int, years: int) -> Flow:
    amount = line.spread.likely or Decimal(0)
    told = tuple(amount if start + at == line.year else Decimal(0) for at in range(years))
    return Flow(line.code, line.bearer, line.kind, told, line.is_confirmed)


def _of_benefit(line: BenefitLine, start: int, years: int) -> Flow:
    told = tuple(line.amount_in(start + at) or Decimal(0) for at in range(years))
    return Flow(line.code, line.bearer, line.kind, told, line.is_confirmed)


def _is_valued(line: BenefitLine) -> bool:
    return line.is_priced and line.quantity.likely is not None and line.unit_value is not None


def _span(investment: Investment) -> tuple[int, int]:
    start, years = investment.start_year, investment.horizon_years
    if start is None or years is None or not 1 <= years <= LONGEST:
        raise Refused(Problem("appraisal.horizon", "horizon_years"))
    return start, years


def _nets(flows: Iterable[Flow], years: int) -> tuple[Decimal, ...]:
    found = [Decimal(0)] * years
    for flow in flows:
        for at, amount in enumerate(flow.amounts):
            found[at] += -amount if flow.is_cost else amount
    return tuple(found)


def _sum(flows: Iterable[Flow], factors: Sequence[Decimal], kinds: Sequence[str]) -> Decimal:
    return sum(_worths(flows, factors, kinds), Decimal(0))


def _worths(flows: Iterable[Flow], factors: Sequence[Decimal], kinds: Sequence[str]) -> Iterator[Decimal]:
    return (one.worth(factors) for one in flows if one.kind in kinds)
