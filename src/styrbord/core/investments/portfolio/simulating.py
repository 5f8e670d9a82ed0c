"""How sure is the worth of an investment, if every estimate may lie between its low and its high?

Drawn from a seed, so that anybody can draw the same again; every assumption is listed.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.portfolio.appraising import Appraisal, Flow
from styrbord.core.investments.portfolio.model import Investment, Spread

METHODOLOGY = Methodology(
    "triangular-draws/1",
    Origin.HOUSE,
    "ours: methods of investments, section 3.3; an optional panel beside the deterministic figures",
)
DRAWS = 10_000
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Assumption:
    """How one line was drawn: triangular between low and high with its peak at the likely; as entered."""

    line: str
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Simulated:
    """Net present values of many draws, in the unit of the plan.

    Attributes
    ----------
    low, median, high : the 10 %, 50 % and 90 % of the draws.
    share_positive : share of draws above 0.
    assumptions : lines that were drawn, independent of each other.
    fixed : lines whose low, likely and high are one, or that have none.
    """

    draws: int
    seed: int
    low: float
    median: float
    high: float
    mean: float
    share_positive: float
    assumptions: tuple[Assumption, ...]
    fixed: tuple[str, ...]
    methodology: Methodology = METHODOLOGY


def simulated(
    investment: Investment, appraisal: Appraisal, *, draws: int = DRAWS, seed: int = SEED
) -> Simulated:
    """Distribution of the net present value of the preferred option.

    Parameters
    ----------
    appraisal : of the preferred option.
    draws : number of draws, 1 or more.
    seed : of the generator; the lines are drawn in the order of the plan.

    Returns
    -------
    Simulated
        Lines are drawn independently, which makes the spread too narrow where they hang together; rates,
        years and ramps are held fixed.

    Source: house rule of Styrbord. The Danish business case dropped such draws in 2017 as a black box, so
    that they stand beside the figures and never in their place.
    """
    option = investment.preferred
    assert option is not None
    spreads = {one.code: one.spread for one in option.costs} | {
        one.code: one.quantity for one in option.benefits
    }
    random = np.random.default_rng(seed)
    totals = np.zeros(draws)
    told, fixed = [], []
    for flow in appraisal.flows:
        found = _assumption(flow, spreads[flow.line])
        worth = float(flow.worth(appraisal.factors)) * (-1 if flow.is_cost else 1)
        if found is None:
            fixed.append(flow.line)
            totals += worth
        else:
            told.append(found)
            totals += worth * _drawn(random, found, draws) / found.likely
    return _summary(totals, seed, told, fixed)


def _assumption(flow: Flow, spread: Spread) -> Assumption | None:
    """None where nothing is to be drawn."""
    if not spread.is_ordered or spread.low == spread.high or not spread.likely:
        return None
    low, likely, high = (float(one or 0) for one in (spread.low, spread.likely, spread.high))
    return Assumption(flow.line, low, likely, high)


def _drawn(random: np.random.Generator, one: Assumption, draws: int) -> npt.NDArray[np.float64]:
    """Amounts, float64 (draw,)."""
    return random.triangular(one.low, one.likely, one.high, draws)


def _summary(
    totals: npt.NDArray[np.float64], seed: int, told: list[Assumption], fixed: list[str]
) -> Simulated:
    low, median, high = (float(one) for one in np.quantile(totals, (0.1, 0.5, 0.9)))
    return Simulated(
        len(totals),
        seed,
        low,
        median,
        high,
        float(totals.mean()),
        float((totals > 0).mean()),
        tuple(told),
        tuple(fixed),
    )
