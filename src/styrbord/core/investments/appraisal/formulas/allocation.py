"""How are the costs of what several bodies do together shared, and does the sharing hold?"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from styrbord.core.base.problems import Problem
from styrbord.core.investments.allocation.blocking import core_test
from styrbord.core.investments.allocation.game import MOST_PARTIES, Game, by_party, game_of
from styrbord.core.investments.allocation.guards import guards
from styrbord.core.investments.allocation.marginal import marginal_costs
from styrbord.core.investments.allocation.separable import separable_costs
from styrbord.core.investments.allocation.shapley import shapley
from styrbord.core.investments.allocation.subadditivity import MOST_PARTIES as FEWER
from styrbord.core.investments.allocation.subadditivity import violations
from styrbord.core.investments.appraisal.kinds import (
    AMOUNT,
    BY_PARTY,
    NAME,
    NOT_NEGATIVE,
    Formula,
    Given,
    Result,
    published,
    record,
    same_parties,
    unknown,
)
from styrbord.core.investments.appraisal.shapes import Many, Shape, Table
from styrbord.core.investments.imbalance import METHODOLOGY as IMBALANCE
from styrbord.core.investments.imbalance import imbalance
from styrbord.core.investments.methodology import Origin

_SKANE = "Young, Okada and Hashimoto 1982, Water Resources Research 18(3)"
GAME: dict[str, Shape] = {"parties": Many(NAME), "coalition_value": Table(unknown(AMOUNT))}
BENEFIT = unknown(Table(unknown(AMOUNT)))


def _game(given: Given, most: int = MOST_PARTIES) -> Game:
    return game_of(given["parties"], given["coalition_value"], most=most)


def _benefit(given: Given) -> list[Decimal | None] | None:
    told = given["benefit"]
    return None if told is None else [told[name] for name in given["parties"]]


def _shares(given: Given) -> list[Decimal]:
    return [given["allocation"][name] for name in given["parties"]]


def _amounts(name: str, method: Callable[[Game], Sequence[Decimal]]) -> Callable[[Given], Result]:
    """Formula that gives each party an amount."""

    def compute(given: Given) -> Result:
        game = _game(given)
        return {name: by_party(game, method(game))}

    return compute


def _scrb(given: Given) -> Result:
    game = _game(given)
    return {"allocation": by_party(game, separable_costs(game, _benefit(given)))}


def _core_test(given: Given) -> Result:
    found = core_test(_game(given), _shares(given), allowed_gap=given["allowed_gap"])
    blocking = [{"coalition": list(one.coalition), "excess": one.excess} for one in found.blocking]
    return {"in_core": found.is_in_core, "blocking": blocking}


def _guard(given: Given) -> Result:
    found = guards(_game(given), _shares(given), _benefit(given), allowed_gap=given["allowed_gap"])
    return {
        "budget_gap": found.budget_gap,
        "budget_balanced": found.is_balanced,
        "above_standalone": list(found.above_standalone),
        "above_benefit": None if found.above_benefit is None else list(found.above_benefit),
        "below_marginal": list(found.below_marginal),
    }


def _subadditivity(given: Given) -> Result:
    found = violations(_game(given, FEWER))
    return {
        "violations": [
            {"first": list(one.first), "second": list(one.second), "excess": one.excess} for one in found
        ]
    }


def _imbalance(given: Given) -> Result:
    parties = list(given["pv_cost"])
    found = imbalance(list(given["pv_cost"].values()), [given["pv_benefit"][name] for name in parties])

    def told(amounts: Sequence[Decimal | None]) -> dict[str, Decimal | None]:
        return dict(zip(parties, amounts, strict=True))

    return {
        "cost_share": told(found.cost_shares),
        "benefit_share": told(found.benefit_shares),
        "net": told(found.nets),
        "imbalance": found.imbalance,
        "transfer_needed": told(found.transfers),
        "sum_net": found.sum_of_nets,
        "flag_needs_joint_financing": found.needs_joint_financing,
        "flag_not_worth_doing": found.is_not_worth_doing,
    }


def _same(*names: str) -> Callable[[Given, list[Problem]], None]:
    """Check that amounts are given of each party."""

    def check(given: Given, problems: list[Problem]) -> None:
        for name in names:
            if given[name] is not None:
                same_parties(given["parties"], given[name], f"input.{name}", problems)

    return check


def _same_bearers(given: Given, problems: list[Problem]) -> None:
    same_parties(list(given["pv_cost"]), given["pv_benefit"], "input.pv_benefit", problems)


FORMULAS = {
    "marginal_costs": Formula(
        _amounts("marginal_cost", marginal_costs),
        record(**GAME),
        published("marginal-costs/1", _SKANE, Origin.SCIENCE),
    ),
    "shapley": Formula(
        _amounts("allocation", shapley),
        record(**GAME),
        published("shapley/1", "Shapley 1953", Origin.SCIENCE),
    ),
    "scrb": Formula(
        _scrb, record(**GAME, benefit=BENEFIT), published("scrb/1", _SKANE, Origin.SCIENCE), _same("benefit")
    ),
    "core_test": Formula(
        _core_test,
        record(**GAME, allocation=BY_PARTY, allowed_gap=NOT_NEGATIVE),
        published("core/1", "Gillies 1959", Origin.SCIENCE),
        _same("allocation"),
    ),
    "allocation_guard": Formula(
        _guard,
        record(**GAME, benefit=BENEFIT, allocation=BY_PARTY, allowed_gap=NOT_NEGATIVE),
        published("allocation-guard/1", _SKANE, Origin.SCIENCE),
        _same("allocation", "benefit"),
    ),
    "subadditivity": Formula(
        _subadditivity, record(**GAME), published("subadditivity/1", _SKANE, Origin.SCIENCE)
    ),
    "imbalance": Formula(
        _imbalance, record(pv_cost=Table(NOT_NEGATIVE), pv_benefit=BY_PARTY), IMBALANCE, _same_bearers
    ),
}
