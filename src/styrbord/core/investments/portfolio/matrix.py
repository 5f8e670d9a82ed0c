"""Who pays, who gains, and what would have to change hands so that nobody loses?

Present values by bearer and class, to the cent: the table sums to its total in every direction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrbord.core.investments.allocation.keys import CENT
from styrbord.core.investments.bearers import Distribution, Line, distribution
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.imbalance import METHODOLOGY, Imbalance, imbalance
from styrbord.core.investments.methodology import Methodology
from styrbord.core.investments.portfolio.appraising import Appraisal, Flow
from styrbord.core.investments.portfolio.model import CostKind, Investment, PartyRole

COSTS = (str(CostKind.CAPITAL), str(CostKind.OPERATING))
GAINS = tuple(str(one) for one in BenefitClass if one is not BenefitClass.NOT_PRICED)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One party, or a group outside that pays or gains.

    Attributes
    ----------
    cells : present value by kind, a cost below 0; a kind without lines is not there.
    pays, gains, net : sums of the cells; net = gains - pays.
    cost_share, benefit_share : of the parties' totals; None for a group outside, or where the total is 0.
    transfer : what the party needs so that its net is not below 0; 0 for a group outside.
    unconfirmed : of its gains, what it has not confirmed and does not lead itself.
    """

    bearer: str
    is_party: bool
    cells: Mapping[str, Decimal]
    pays: Decimal
    gains: Decimal
    net: Decimal
    cost_share: Decimal | None
    benefit_share: Decimal | None
    transfer: Decimal
    unconfirmed: Decimal


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who pays and who gains.

    Attributes
    ----------
    kinds : kinds that occur, costs first.
    rows : parties in the order of the plan, then groups outside in that of the lines.
    sums : by kind, over all rows.
    total : net present value to all together, to the cent.
    imbalance : half the sum of differences of the parties' shares, 0 to 1; None without shares.
    needs_joint_financing : worth doing for the parties together, but some party loses.
    is_not_worth_doing : the parties together gain nothing, on these figures.
    methodology : rule of shares, imbalance and transfers.
    """

    kinds: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    sums: Mapping[str, Decimal]
    total: Decimal
    imbalance: Decimal | None
    needs_joint_financing: bool
    is_not_worth_doing: bool
    methodology: Methodology = METHODOLOGY


def matrix_of(investment: Investment, appraisal: Appraisal) -> Matrix:
    """Who pays and who gains by an appraisal.

    Parameters
    ----------
    appraisal : of an option of the investment; benefits without amount are in no cell.

    Returns
    -------
    Matrix
        A transfer between bodies is not known to the plan; what is needed is proposed, not counted.

    Source: HM Treasury, The Green Book, distributional analysis; imbalance and transfers are house rules.
    """
    told = distribution_of(appraisal)
    parties = list(dict.fromkeys(one.body for one in investment.parties))
    others = dict.fromkeys(one.bearer for one in appraisal.flows if one.bearer not in parties)
    found = _balance(parties, told.cells)
    rows = [
        _row(who, at if at < len(parties) else None, told.cells, found, _waiting(investment, appraisal, who))
        for at, who in enumerate((*parties, *others))
    ]
    kinds = tuple(one for one in (*COSTS, *GAINS) if any(one in row.cells for row in rows))
    return Matrix(
        kinds,
        tuple(rows),
        {kind: sum((row.cells.get(kind, ZERO) for row in rows), ZERO) for kind in kinds},
        told.total,
        found.imbalance if found else None,
        found.needs_joint_financing if found else False,
        found.is_not_worth_doing if found else False,
    )


def distribution_of(appraisal: Appraisal) -> Distribution:
    """Present values by bearer and kind to the cent, costs below 0.

    Returns
    -------
    Distribution
    """
    return distribution([_line(one) for one in appraisal.flows], appraisal.factors)


def _line(flow: Flow) -> Line:
    amounts = tuple(-one for one in flow.amounts) if flow.is_cost else flow.amounts
    return Line(flow.bearer, flow.kind, amounts)


def _balance(parties: Sequence[str], cells: Mapping[tuple[str, str], Decimal]) -> Imbalance | None:
    """Costs beside benefits of the parties; None where there is none."""
    if not parties:
        return None
    return imbalance(
        [-_sum(who, cells, COSTS) for who in parties], [_sum(who, cells, GAINS) for who in parties]
    )


def _sum(who: str, cells: Mapping[tuple[str, str], Decimal], kinds: Sequence[str]) -> Decimal:
    return sum((cells.get((who, kind), ZERO) for kind in kinds), ZERO)


def _waiting(investment: Investment, appraisal: Appraisal, who: str) -> Decimal:
    """Gains of somebody else than the lead that nobody there stands by, to the cent."""
    if who in investment.bodies(PartyRole.LEAD):
        return ZERO
    told = (
        one.worth(appraisal.factors)
        for one in appraisal.flows
        if one.bearer == who and not one.is_cost and not one.is_confirmed
    )
    return sum(told, ZERO).quantize(CENT)


def _row(
    who: str,
    at: int | None,
    cells: Mapping[tuple[str, str], Decimal],
    found: Imbalance | None,
    unconfirmed: Decimal,
) -> MatrixRow:
    pays, gains = -_sum(who, cells, COSTS), _sum(who, cells, GAINS)
    own = {kind: cells[who, kind] for kind in (*COSTS, *GAINS) if (who, kind) in cells}
    paid = found.cost_shares[at] if found and at is not None else None
    gained = found.benefit_shares[at] if found and at is not None else None
    need = found.transfers[at] if found and at is not None else ZERO
    return MatrixRow(who, at is not None, own, pays, gains, gains - pays, paid, gained, need, unconfirmed)
