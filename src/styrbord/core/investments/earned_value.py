"""Does a project do for its money what it planned to have done by now, and where will it end?"""

from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.ratios import difference, ratio


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """Figures of one project at one day; amounts of one currency, None when not known.

    Attributes
    ----------
    planned : PV, budgeted cost of the work that should be done by now.
    earned : EV, budgeted cost of the work that is done.
    actual : AC, what it did cost.
    budget : BAC, budgeted cost of all work.
    """

    planned: Decimal | None
    earned: Decimal | None
    actual: Decimal | None
    budget: Decimal | None

    @property
    def cost_variance(self) -> Decimal | None:
        """CV = EV - AC."""
        return difference(self.earned, self.actual)

    @property
    def schedule_variance(self) -> Decimal | None:
        """SV = EV - PV; negative when late."""
        return difference(self.earned, self.planned)

    @property
    def cost_performance(self) -> Decimal | None:
        """CPI = EV / AC; None while nothing is earned or spent, for then it foretells nothing."""
        return ratio(self.earned, self.actual) if self.earned else None

    @property
    def schedule_performance(self) -> Decimal | None:
        """SPI = EV / PV."""
        return ratio(self.earned, self.planned)

    @property
    def at_completion(self) -> Decimal | None:
        """EAC = BAC / CPI: the rest costs as much more or less as the work so far."""
        return ratio(self.budget, self.cost_performance)

    @property
    def at_completion_atypical(self) -> Decimal | None:
        """EAC = AC + BAC - EV: the rest costs what was planned."""
        return None if (left := self.left) is None or self.actual is None else self.actual + left

    @property
    def at_completion_late(self) -> Decimal | None:
        """EAC = AC + (BAC - EV) / (CPI * SPI): the rest suffers from cost and delay so far."""
        cost, pace = self.cost_performance, self.schedule_performance
        rest = None if cost is None or pace is None else ratio(self.left, cost * pace)
        return None if rest is None or self.actual is None else self.actual + rest

    @property
    def to_complete(self) -> Decimal | None:
        """ETC = EAC - AC."""
        return difference(self.at_completion, self.actual)

    @property
    def variance_at_completion(self) -> Decimal | None:
        """VAC = BAC - EAC."""
        return difference(self.budget, self.at_completion)

    @property
    def to_complete_performance(self) -> Decimal | None:
        """TCPI = (BAC - EV) / (BAC - AC); None when the budget is just used up.

        Source of all these: Project Management Institute, Practice standard for earned value management; that
        CPI is None while EV = 0 is ours.

        Examples
        --------
        >>> found = EarnedValue(Decimal(500), Decimal(450), Decimal(480), Decimal(1000))
        >>> found.cost_performance, round(found.at_completion, 2), round(found.to_complete_performance, 4)
        (Decimal('0.9375'), Decimal('1066.67'), Decimal('1.0577'))
        """
        return ratio(self.left, difference(self.budget, self.actual))

    @property
    def left(self) -> Decimal | None:
        """Budgeted cost of the work that is still to do, BAC - EV."""
        return difference(self.budget, self.earned)
