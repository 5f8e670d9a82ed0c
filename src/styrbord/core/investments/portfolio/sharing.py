"""What would each party of a joint investment pay by each way of sharing, and who would rather go alone?

The ways stand side by side; none is the answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.allocation.blocking import Blocking, core_test
from styrbord.core.investments.allocation.game import Game
from styrbord.core.investments.allocation.guards import Guards, guards
from styrbord.core.investments.allocation.keys import CENT, equal, proportional, to_the_cent
from styrbord.core.investments.allocation.nucleolus import MOST_PARTIES as MOST_OF_NUCLEOLUS
from styrbord.core.investments.allocation.nucleolus import nucleolus
from styrbord.core.investments.allocation.separable import separable_costs
from styrbord.core.investments.allocation.shapley import shapley
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.portfolio.appraising import Appraisal, appraise
from styrbord.core.investments.portfolio.model import CostKind, Investment, Option, OptionKind

define(
    "sharing.too-few",
    "{count} bodies take part in '{code}'; there is nothing to share.",
    "Shares are told of two bodies and more.",
)
define(
    "sharing.too-many",
    "{count} bodies take part in '{code}'; coalitions are looked at for up to {most}.",
    "Join bodies that act together.",
)
COALITIONS = Methodology(
    "coalition-costs/1",
    Origin.HOUSE,
    "ours: what is built once is paid in full by any group that goes alone, what runs is paid by those in it;"
    " an option whose code begins with `alone` says otherwise for its bearers",
)
ALONE = "alone"
MOST = 12
NOTHING = Decimal(0)
WAYS: Mapping[str, Methodology] = {
    "as-planned": Methodology("as-planned", Origin.HOUSE, "the plan"),
    "equal": Methodology("equal", Origin.SCIENCE, "equal shares"),
    "by-benefit": Methodology("by-benefit", Origin.SCIENCE, "proportional to present values of benefits"),
    "separable": Methodology(
        "separable-costs",
        Origin.SCIENCE,
        "Young, Okada and Hashimoto 1982: separable costs, remaining benefits",
    ),
    "shapley": Methodology("shapley", Origin.SCIENCE, "Shapley 1953, of the costs"),
    "shapley-of-gains": Methodology(
        "shapley-of-gains", Origin.SCIENCE, "Shapley 1953, of what each group gains"
    ),
    "nucleolus": Methodology("nucleolus", Origin.SCIENCE, "Schmeidler 1969"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Shares by one way, with what is wrong with them.

    Attributes
    ----------
    shares : by party to the cent, present values; empty where the way cannot be computed.
    is_in_core : whether no group would rather go alone; None where not computed.
    blocking : groups that would, the largest excess first.
    guards : balance, and parties that pay more than alone, more than they gain, or less than they add.
    problems : why there are no shares.
    methodology : whose way it is.
    """

    name: str
    shares: Mapping[str, Decimal]
    is_in_core: bool | None
    blocking: tuple[Blocking, ...]
    guards: Guards | None
    problems: tuple[Problem, ...]
    methodology: Methodology


@dataclass(frozen=True, slots=True)
class Shares:
    """All ways side by side.

    Attributes
    ----------
    parties : in the order of the plan.
    whole : what all together pay, present value to the cent.
    alone : what each would pay alone.
    benefits : of each, present value.
    ways : in the order of `WAYS`, what the plan itself says first.
    told : groups whose costs an option tells; the others follow from the rule of `coalitions`.
    """

    parties: tuple[str, ...]
    whole: Decimal
    alone: Mapping[str, Decimal]
    benefits: Mapping[str, Decimal]
    ways: tuple[Way, ...]
    told: tuple[tuple[str, ...], ...]
    coalitions: Methodology = COALITIONS

    def gap(self, party: str, way: str = "shapley-of-gains") -> Decimal | None:
        """What a party pays by the plan above its share by a way; below 0 it pays too little.

        Returns
        -------
        Decimal or None
            None where the way has no shares.
        """
        found = {one.name: one.shares for one in self.ways}
        planned, share = found["as-planned"].get(party), found[way].get(party)
        return None if planned is None or share is None else planned - share


def shares_of(investment: Investment, appraisal: Appraisal) -> Shares:
    """Shares of the costs of the preferred option among the bodies that take part, by each way.

    Parameters
    ----------
    appraisal : of the preferred option.

    Returns
    -------
    Shares
        Costs that fall outside the parties are common to all. Sums are exact to the cent in every way.

    Raises
    ------
    Refused
        `sharing.too-few`, `sharing.too-many`, and what keeps an option of going alone from being appraised.

    Source: ways as named by each; what a group would pay alone is a house rule where no option tells it.
    """
    parties = tuple(dict.fromkeys(one.body for one in investment.parties))
    told = {"count": len(parties), "code": investment.code, "most": MOST}
    if len(parties) < 2:
        raise Refused(Problem("sharing.too-few", "parties", told))
    if len(parties) > MOST:
        raise Refused(Problem("sharing.too-many", "parties", told))
    alone = dict(_told(investment, parties))
    game = _game(parties, appraisal, alone)
    gains = [_gain(one, appraisal) for one in parties]
    return Shares(
        parties,
        game.cost_of_all,
        dict(zip(parties, game.alone, strict=True)),
        dict(zip(parties, gains, strict=True)),
        tuple(_way(name, game, gains, appraisal) for name in WAYS),
        tuple(game.names(one) for one in sorted(alone)),
    )


def _told(investment: Investment, parties: Sequence[str]) -> Iterator[tuple[int, Decimal]]:
    """Groups of parties whose costs an option tells, by coalition."""
    for option in investment.options:
        if option.kind is OptionKind.OTHER and option.code.startswith(ALONE):
            coalition = _bearers(option, parties)
            if coalition and coalition != (1 << len(parties)) - 1:
                yield coalition, _cent(appraise(investment, option).pv_cost)


def _bearers(option: Option, parties: Sequence[str]) -> int:
    found = {one.bearer for one in option.costs}
    return sum(1 << at for at, one in enumerate(parties) if one in found)


def _game(parties: tuple[str, ...], appraisal: Appraisal, told: Mapping[int, Decimal]) -> Game:
    """Costs of every group: what an option tells, else all capital and what runs at its members."""
    own = [NOTHING] * len(parties)
    common = NOTHING
    for flow in (one for one in appraisal.flows if one.is_cost):
        worth = flow.worth(appraisal.factors)
        if flow.kind == CostKind.OPERATING and flow.bearer in parties:
            own[parties.index(flow.bearer)] += worth
        else:
            common += worth
    values = [NOTHING]
    for coalition in range(1, 1 << len(parties)):
        runs = sum((one for at, one in enumerate(own) if coalition >> at & 1), NOTHING)
        values.append(told.get(coalition, _cent(common + runs)))
    return Game(parties, tuple(values))


def _gain(party: str, appraisal: Appraisal) -> Decimal:
    told = (
        one.worth(appraisal.factors) for one in appraisal.flows if one.bearer == party and not one.is_cost
    )
    return _cent(sum(told, NOTHING))


def _way(name: str, game: Game, gains: Sequence[Decimal], appraisal: Appraisal) -> Way:
    try:
        found = to_the_cent(
            _balanced(_COMPUTED[name](game, gains, appraisal), game.cost_of_all), game.cost_of_all
        )
    except Refused as refused:
        return Way(name, {}, None, (), None, tuple(refused.problems), WAYS[name])
    tested = core_test(game, found, allowed_gap=CENT)
    return Way(
        name,
        dict(zip(game.parties, found, strict=True)),
        tested.is_in_core,
        tested.blocking,
        guards(game, found, list(gains), allowed_gap=CENT),
        (),
        WAYS[name],
    )


def _balanced(shares: Sequence[Decimal], whole: Decimal) -> list[Decimal]:
    """Shares with what binary numbers, or cents of single cells, left over spread over them."""
    left = (whole - sum(shares, NOTHING)) / len(shares)
    return [one + left for one in shares]


def _as_planned(game: Game, _: Sequence[Decimal], appraisal: Appraisal) -> list[Decimal]:
    """What each pays by the plan; what falls outside the parties is shared by these payments."""
    paid = [
        sum(
            (one.worth(appraisal.factors) for one in appraisal.flows if one.is_cost and one.bearer == party),
            NOTHING,
        )
        for party in game.parties
    ]
    return proportional(game.cost_of_all, paid)


def _shapley_of_gains(game: Game, gains: Sequence[Decimal], _: Appraisal) -> list[Decimal]:
    """Benefit less Shapley value of v(S) = max(0, B(S) - C(S)): no group has to go on with what loses."""
    worth = []
    for coalition, cost in enumerate(game.known(range(game.whole + 1))):
        gained = sum((one for at, one in enumerate(gains) if coalition >> at & 1), NOTHING)
        worth.append(max(NOTHING, gained - cost))
    if worth[-1] <= 0:
        raise Refused(Problem("sharing.no-gain", "benefits"))
    found = shapley(Game(game.parties, tuple(worth)))
    return [gain - value for gain, value in zip(gains, found, strict=True)]


define(
    "sharing.no-gain",
    "All parties together gain nothing, so that there is no gain to share.",
    "Look at costs and benefits again.",
)


def _nucleolus(game: Game, _: Sequence[Decimal], __: Appraisal) -> list[Decimal]:
    if len(game.parties) > MOST_OF_NUCLEOLUS:
        told = {"count": len(game.parties), "code": "", "most": MOST_OF_NUCLEOLUS}
        raise Refused(Problem("sharing.too-many", "parties", told))
    return [Decimal(repr(one)) for one in nucleolus(game).shares]


_COMPUTED: Mapping[str, Callable[[Game, Sequence[Decimal], Appraisal], list[Decimal]]] = {
    "as-planned": _as_planned,
    "equal": lambda game, _, __: equal(game.cost_of_all, len(game.parties)),
    "by-benefit": lambda game, gains, _: proportional(game.cost_of_all, [max(NOTHING, one) for one in gains]),
    "separable": lambda game, gains, _: separable_costs(game, list(gains)),
    "shapley": lambda game, _, __: shapley(game),
    "shapley-of-gains": _shapley_of_gains,
    "nucleolus": _nucleolus,
}


def _cent(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_EVEN)
