"""What are costs and benefits of many years worth today, and what is left over?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.discounting import Convention, factors_at
from styrbord.core.investments.ratios import ratio

Flow = Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class PresentValue:
    """Discounted amounts of years 0, 1, ... with their factors, and their sum."""

    factors: tuple[Decimal, ...]
    discounted: tuple[Decimal, ...]
    total: Decimal


def present_value(cash_flow: Flow, rate: Decimal, convention: Convention) -> PresentValue:
    """PV = sum_t x_t * DF_t.

    Parameters
    ----------
    cash_flow : amounts of years 0, 1, ..., of one currency and price year.
    rate : fraction a year, above -1.
    convention : when in a year the amounts come.

    Returns
    -------
    PresentValue

    Source: HM Treasury, The Green Book, annex A6.

    Examples
    --------
    >>> round(present_value([Decimal(0)] * 3 + [Decimal(100)], Decimal("0.05"), Convention.AT_START).total, 2)
    Decimal('86.38')
    """
    factors = factors_at(rate, convention, len(cash_flow))
    discounted = tuple(amount * one for amount, one in zip(cash_flow, factors, strict=True))
    return PresentValue(factors, discounted, sum(discounted, Decimal(0)))


@dataclass(frozen=True, slots=True)
class Worth:
    """Present values of one option.

    Attributes
    ----------
    pv_benefit, pv_cost, npv : amounts; NPV = PVB - PVC.
    bcr : PVB / PVC; None when the cost is 0.
    """

    pv_benefit: Decimal
    pv_cost: Decimal

    @property
    def npv(self) -> Decimal:
        """Net present value."""
        return self.pv_benefit - self.pv_cost

    @property
    def bcr(self) -> Decimal | None:
        """Ratio of benefit to cost; options are never ranked by it alone."""
        return ratio(self.pv_benefit, self.pv_cost)


def cost_benefit(
    benefit: Flow, operating_cost: Flow, capital: Decimal, *, rate: Decimal, convention: Convention
) -> Worth:
    """Worth of an option whose capital is spent at the start of year 0 and is not discounted.

    Parameters
    ----------
    benefit, operating_cost : amounts of years 0, 1, ...
    capital : amount at the start; operating cost stands below the line of the ratio with it.
    rate, convention : of benefit and operating cost.

    Returns
    -------
    Worth

    Source: New Zealand Treasury, public-sector cost-benefit analysis tool, worked options.

    Examples
    --------
    >>> found = cost_benefit(
    ...     [Decimal(650_000)] * 30, [Decimal(500_000)] * 30, Decimal(2_000_000),
    ...     rate=Decimal("0.08"), convention=Convention.MID_YEAR,
    ... )
    >>> round(found.pv_benefit), round(found.pv_cost), round(found.npv)
    (7604631, 7849716, -245085)
    """
    running = present_value(operating_cost, rate, convention).total
    return Worth(present_value(benefit, rate, convention).total, capital + running)


def net_ratio(npv: Decimal, investment: Decimal, operating: Decimal | None = None) -> Decimal | None:
    """Net present value by what it is won with: NNK-i = NNV / I, or NNK-idu = NNV / (I + DoU).

    Parameters
    ----------
    npv : NNV, net present value.
    investment : I, present value of the investment.
    operating : DoU, present value of operation and upkeep; None leaves it above the line (NNK-i).

    Returns
    -------
    Decimal or None
        An option is accepted from 0. None when nothing stands below the line.

    Source: ASEK, Trafikverket, which shows both.

    Examples
    --------
    >>> net_ratio(Decimal(300), Decimal(500)), net_ratio(Decimal(300), Decimal(500), Decimal(100))
    (Decimal('0.6'), Decimal('0.5'))
    """
    return ratio(npv, investment if operating is None else investment + operating)


def best_first(worths: Sequence[Worth], by: Callable[[Worth], Decimal | None]) -> tuple[int, ...]:
    """Positions of the options in order of a figure, the largest first; equal ones in the order given.

    Returns
    -------
    tuple of int
        Options whose figure is undefined have no place and are left out.

    Examples
    --------
    >>> options = [Worth(Decimal(900), Decimal(600)), Worth(Decimal(2000), Decimal(1500))]
    >>> best_first(options, lambda one: one.npv), best_first(options, lambda one: one.bcr)
    ((1, 0), (0, 1))
    """
    figures = [(at, figure) for at, one in enumerate(worths) if (figure := by(one)) is not None]
    return tuple(at for at, _ in sorted(figures, key=lambda pair: -pair[1]))


def switching_benefit_factor(worth: Worth) -> Decimal | None:
    """Factor on all benefits at which NPV = 0; below it the option no longer pays.

    Returns
    -------
    Decimal or None
        None without benefits: no factor would do.

    Source: HM Treasury, The Green Book, switching values.

    Examples
    --------
    >>> switching_benefit_factor(Worth(Decimal(200), Decimal(150)))
    Decimal('0.75')
    """
    return ratio(worth.pv_cost, worth.pv_benefit)
