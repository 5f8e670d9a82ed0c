"""Which ten answers make a small internal investment?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrbord.core.base.periods import Period
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.portfolio.model import (
    BenefitLine,
    CostLine,
    Explicitness,
    Investment,
    Option,
    OptionKind,
    Participation,
    PartyRole,
    Spread,
)
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.profile import (
    MONTHS,
    BaselinePlan,
    BenefitProfile,
    PlannedFollowUp,
    Target,
)

METHOD, RESULT = "as the indicator is recorded", "R1"


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is asked about a small internal investment (R-224).

    Attributes
    ----------
    cost, year : what it is likely to cost, in the price of the board, and when.
    target : what the indicator is to be at the end of the year after; the result that the money is tied to.
    indicator, benefit_owner : series by which its benefit is judged, and the post that owns the benefit.
    baseline_due : day by which the value before the change is read from that series.
    """

    code: str
    title: str
    lead: str
    owner: str
    cost: Decimal
    year: int
    target: Decimal
    indicator: str
    benefit_owner: str
    baseline_due: date


def investment_from(answers: Answers, price: Price) -> Investment:
    """The investment with one cost line, one benefit that is judged by its indicator, and business as usual.

    Parameters
    ----------
    price : currency, price year and kind of prices of the board.

    Returns
    -------
    Investment
        Checked like any other. Nothing is filled in that was not said, but that the three estimates are one,
        that the series is the lead's own and read as it is recorded, and that the lead follows up.
    """
    spread = Spread(answers.cost, answers.cost, answers.cost)
    cost = CostLine("C1", answers.lead, answers.year, spread, price, RESULT)
    benefit = BenefitLine(
        "B1", answers.lead, BenefitClass.NOT_PRICED, Spread(None, None, None), "", price,
        explicitness=Explicitness.MEASURABLE, owner=answers.benefit_owner,
    )  # fmt: skip
    profile = BenefitProfile(
        "B1",
        answers.indicator,
        answers.lead,
        formula=METHOD,
        targets=(Target(Period.parse(str(answers.year + 1)), answers.target),),
        owner=answers.benefit_owner,
        follow_ups=tuple(PlannedFollowUp(months, answers.lead) for months in MONTHS),
        baseline_plan=BaselinePlan(METHOD, answers.baseline_due),
    )
    return Investment(
        answers.code,
        answers.title,
        price,
        answers.owner,
        parties=(Participation(answers.lead, frozenset({PartyRole.LEAD, PartyRole.FOLLOW_UP})),),
        options=(
            Option("usual", OptionKind.AS_USUAL),
            Option("it", OptionKind.PREFERRED, answers.title, (cost,), (benefit,)),
        ),
        profiles=(profile,),
    )
