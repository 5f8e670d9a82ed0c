"""What is an investment worth to the investor, to other bodies, to citizens and firms, and to all together?

Weighted and unweighted stand side by side: an amount counts for more where incomes are low.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.allocation.keys import CENT
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.distribution import ELASTICITY, distributional_weight
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.portfolio.appraising import Appraisal, Flow
from styrbord.core.investments.portfolio.matrix import distribution_of
from styrbord.core.investments.portfolio.model import Investment, PartyRole

METHODOLOGY = Methodology(
    "distributional-weight/1",
    Origin.GUIDANCE,
    "HM Treasury, The Green Book, annex A3",
    {"elasticity": ELASTICITY},
)
INVESTOR, OTHERS, PEOPLE = "investor", "other-bodies", "citizens-and-firms"
VIEWS = (INVESTOR, OTHERS, PEOPLE)


@dataclass(frozen=True, slots=True)
class View:
    """What comes of it for one of the three sides; present values to the cent, from the table of bearers.

    Attributes
    ----------
    confirmed : of the gains, what its bearers stand by; the lead stands by its own.
    weighted_gains : gains with the weight of each bearer; the same where no incomes are known.
    """

    name: str
    bearers: tuple[str, ...]
    costs: Decimal
    gains: Decimal
    confirmed: Decimal
    weighted_gains: Decimal

    @property
    def net(self) -> Decimal:
        """Gains less costs."""
        return self.gains - self.costs


@dataclass(frozen=True, slots=True)
class Society:
    """The investor's view beside that of all.

    Attributes
    ----------
    weights : of each bearer whose income is known; the others count 1.
    not_priced : benefits that stand in no sum and are judged by their indicator.
    not_valued : priced benefits whose amount is not known.
    """

    views: tuple[View, ...]
    weights: Mapping[str, Decimal]
    not_priced: tuple[str, ...]
    not_valued: tuple[str, ...]
    methodology: Methodology = METHODOLOGY

    @property
    def net(self) -> Decimal:
        """Net present value to all together, unweighted."""
        return sum((one.net for one in self.views), Decimal(0))

    @property
    def weighted_net(self) -> Decimal:
        """The same with the gains weighted."""
        return sum((one.weighted_gains - one.costs for one in self.views), Decimal(0))


def society_of(
    investment: Investment, appraisal: Appraisal, incomes: Mapping[str, Decimal] | None = None
) -> Society:
    """The three sides of an appraisal.

    Parameters
    ----------
    appraisal : of an option of the investment.
    incomes : median income / income of a bearer, above 0, by bearer; one that is not there has the weight 1.

    Returns
    -------
    Society

    Source: HM Treasury, The Green Book, annex A3 (weights); DFØ on who bears costs and benefits.
    """
    leads = investment.bodies(PartyRole.LEAD)
    known = {who: distributional_weight(one) for who, one in (incomes or {}).items() if one > 0}
    cells = distribution_of(appraisal).cells
    sides: dict[str, list[Flow]] = {name: [] for name in VIEWS}
    for flow in appraisal.flows:
        sides[_side(flow, leads, {one.body for one in investment.parties})].append(flow)
    return Society(
        tuple(_view(name, flows, cells, appraisal, leads, known) for name, flows in sides.items()),
        {one.bearer: known[one.bearer] for one in appraisal.flows if one.bearer in known},
        appraisal.not_priced,
        appraisal.not_valued,
    )


def _side(flow: Flow, leads: tuple[str, ...], parties: set[str]) -> str:
    if flow.bearer in leads:
        return INVESTOR
    if flow.kind == BenefitClass.PRICED_CITIZEN_BUSINESS or (flow.is_cost and flow.bearer not in parties):
        return PEOPLE
    return OTHERS


def _view(
    name: str,
    flows: list[Flow],
    cells: Mapping[tuple[str, str], Decimal],
    appraisal: Appraisal,
    leads: tuple[str, ...],
    weights: Mapping[str, Decimal],
) -> View:
    whose = dict.fromkeys((one.bearer, one.kind, one.is_cost) for one in flows)
    costs = -sum((cells[who, kind] for who, kind, is_cost in whose if is_cost), Decimal(0))
    told = [(who, cells[who, kind]) for who, kind, is_cost in whose if not is_cost]
    weighted = sum((worth * weights.get(who, Decimal(1)) for who, worth in told), Decimal(0))
    certain = [one for one in flows if not one.is_cost and (one.is_confirmed or one.bearer in leads)]
    confirmed = sum((one.worth(appraisal.factors) for one in certain), Decimal(0))
    return View(
        name,
        tuple(dict.fromkeys(one.bearer for one in flows)),
        costs,
        sum((worth for _, worth in told), Decimal(0)),
        confirmed.quantize(CENT),
        weighted.quantize(CENT),
    )
