"""What do the formulas of investments make of a few invented figures?"""

from collections.abc import Sequence
from decimal import Decimal

from docs.generate.worked import table
from styrbord.core.investments.allocation.blocking import core_test
from styrbord.core.investments.allocation.game import game_of
from styrbord.core.investments.allocation.guards import guards
from styrbord.core.investments.allocation.keys import equal, proportional, to_the_cent
from styrbord.core.investments.allocation.nucleolus import nucleolus
from styrbord.core.investments.allocation.separable import separable_costs
from styrbord.core.investments.allocation.shapley import shapley
from styrbord.core.investments.discount_schedules import SCHEDULES
from styrbord.core.investments.discounting import factor
from styrbord.core.investments.imbalance import imbalance
from styrbord.core.investments.net_present_value import Worth, best_first

YEARS = (1, 10, 30, 31, 75, 76, 200)
OPTIONS = {"archive": (700, 400), "new register": (2600, 2000), "form": (260, 120)}
TOWNS = ("Alby", "Berg", "Dal")
COSTS = {
    "Alby": 30,
    "Berg": 26,
    "Dal": 24,
    "Alby+Berg": 32,
    "Alby+Dal": 46,
    "Berg+Dal": 42,
    "Alby+Berg+Dal": 53,
}
USERS = (3, 5, 2)
BENEFITS = (40, 12, 20)
NOBODY = "-"
ALLOWED = Decimal("0.005")


def schedules() -> str:
    """Discount factors of every shipped schedule."""
    head = ("schedule", *(f"year {year}" for year in YEARS), "read in the source")
    rows = [
        (
            one.code,
            *(f"{factor(one.bands, year):.4f}" for year in YEARS),
            "yes" if one.is_checked else "no, look it up",
        )
        for one in SCHEDULES
    ]
    return table(head, rows)


def options() -> str:
    """Two rankings of the same options."""
    worths = [Worth(Decimal(gain), Decimal(cost)) for gain, cost in OPTIONS.values()]
    by_npv, by_bcr = best_first(worths, lambda one: one.npv), best_first(worths, lambda one: one.bcr)
    rows = [
        (
            name,
            one.pv_benefit,
            one.pv_cost,
            one.npv,
            f"{one.bcr:.2f}",
            by_npv.index(at) + 1,
            by_bcr.index(at) + 1,
        )
        for at, (name, one) in enumerate(zip(OPTIONS, worths, strict=True))
    ]
    return table(
        ("option", "PV of benefit", "PV of cost", "NPV", "BCR", "place by NPV", "place by BCR"), rows
    )


def sharing() -> str:
    """Every method beside the others, with what is wrong with it."""
    game = game_of(TOWNS, {name: Decimal(cost) for name, cost in COSTS.items()})
    whole = game.cost_of_all
    methods: dict[str, Sequence[Decimal]] = {
        "equal": equal(whole, len(TOWNS)),
        "by users": proportional(whole, [Decimal(one) for one in USERS]),
        "separable costs, remaining benefits": separable_costs(game),
        "Shapley": shapley(game),
        "nucleolus": [Decimal(one) for one in nucleolus(game).shares],
    }
    rows = []
    for name, shares in methods.items():
        paid = to_the_cent(shares, whole)
        blocking = core_test(game, paid, allowed_gap=ALLOWED).blocking
        too_much = guards(game, paid, allowed_gap=ALLOWED).above_standalone
        rows.append(
            (
                name,
                *(f"{one:.2f}" for one in paid),
                "; ".join(f"{' and '.join(one.coalition)} by {one.excess:.2f}" for one in blocking) or NOBODY,
                ", ".join(too_much) or NOBODY,
            )
        )
    return table(("method", *TOWNS, "who would do better alone", "pays more than alone"), rows)


def matrix() -> str:
    """Who pays, who gains, what is needed."""
    game = game_of(TOWNS, {name: Decimal(cost) for name, cost in COSTS.items()})
    costs = to_the_cent(separable_costs(game), game.cost_of_all)
    found = imbalance(costs, [Decimal(one) for one in BENEFITS])
    rows = [
        (
            town,
            f"{costs[at]:.2f}",
            BENEFITS[at],
            f"{found.nets[at]:.2f}",
            f"{found.cost_shares[at] or 0:.1%}",
            f"{found.benefit_shares[at] or 0:.1%}",
            f"{found.transfers[at]:.2f}",
        )
        for at, town in enumerate(TOWNS)
    ]
    head = ("town", "pays", "gains", "net", "share of cost", "share of benefit", "transfer needed")
    last = ("together", game.cost_of_all, sum(BENEFITS), f"{found.sum_of_nets:.2f}", "", "", "")
    return table(head, [*rows, last]) + f"\nImbalance: {found.imbalance or 0:.3f}.\n"
