"""What do the ways of weighing, aggregating and classing make of the same few towns?"""

import numpy as np

from docs.generate.worked import MISSING, number, table
from styrbord.core.ratings.aggregating.copeland import outranking
from styrbord.core.ratings.aggregating.doubt_benefit import UNBOUNDED, Shares, doubt_benefit
from styrbord.core.ratings.aggregating.factor import one_factor
from styrbord.core.ratings.aggregating.mean_min import mean_min
from styrbord.core.ratings.aggregating.means import arithmetic, geometric, harmonic, minimum
from styrbord.core.ratings.aggregating.penalised import ampi, goalposts, mpi
from styrbord.core.ratings.aggregating.wroclaw import wroclaw
from styrbord.core.ratings.statistics.breaks import by_cuts, by_quantiles, by_rank_shares
from styrbord.core.ratings.statistics.natural import natural_cuts
from styrbord.core.ratings.statistics.ranks import sport_ranks
from styrbord.core.ratings.weighting.ahp import ahp_weights
from styrbord.core.ratings.weighting.budget import budget_weights
from styrbord.core.ratings.weighting.optimised import optimised_weights
from styrbord.core.ratings.weighting.pca import pca_weights

TOWNS = ("Ashford", "Birkby", "Colham", "Dunmere", "Elmstad")
CHILDREN = ("staff", "spending", "services")
SCORES = np.array(
    [[60.0, 60.0, 60.0], [90.0, 80.0, 10.0], [70.0, MISSING, 50.0], [40.0, 50.0, 90.0], [20.0, 30.0, 40.0]]
)
WHOLE = SCORES[[0, 1, 3, 4]]
EQUAL = np.ones(3)


def means() -> str:
    """Means of several kinds, and the places that two of them give."""
    kinds = {"arithmetic": arithmetic, "geometric": geometric, "harmonic": harmonic, "smallest": minimum}
    found = {name: kind(SCORES, EQUAL) for name, kind in kinds.items()}
    places = [sport_ranks(found[name]) for name in ("arithmetic", "geometric")]
    head = ("town", *CHILDREN, *kinds, "place by arithmetic", "by geometric")
    return table(
        head,
        [
            (
                town,
                *map(number, row),
                *(f"{one[at]:.1f}" for one in found.values()),
                *(f"{p[at]:g}" for p in places),
            )
            for at, (town, row) in enumerate(zip(TOWNS, SCORES, strict=True))
        ],
    )


def votes() -> str:
    """Copeland scores of weights 2, 1, 1."""
    weights = np.array([2.0, 1.0, 1.0])
    found = outranking(SCORES, weights)
    parity = outranking(SCORES, weights, is_parity=True).scores
    rows = zip(TOWNS, found.scores, parity, strict=True)
    return table(
        ("town", "wins less losses", "as in COINr"), [(town, f"{a:g}", f"{b:g}") for town, a, b in rows]
    )


def penalties() -> str:
    """What an uneven town loses by each index."""
    high = mpi(SCORES, EQUAL), mpi(SCORES, EQUAL, penalty="plus")
    rows = zip(TOWNS, arithmetic(SCORES, EQUAL), *high, ampi(SCORES, EQUAL), strict=True)
    head = ("town", "mean", "MPI, minus", "MPI, plus", "mean less S²/M, S of all")
    return table(head, [(town, *(f"{one:.2f}" for one in numbers)) for town, *numbers in rows])


def posts() -> str:
    """Values of two years between the goalposts of AMPI."""
    years = np.array([[[60.0, 8.0], [70.0, 4.0]], [[65.0, 7.0], [80.0, 3.0]]])
    scaled = goalposts(years, years[0].mean(0)).scaled(years, np.array([1.0, -1.0]))
    index = ampi(scaled, np.ones(2))
    rows = [
        (year, town, *(f"{one:g}" for one in (*years[t, u], *scaled[t, u])), f"{index[t, u]:.3f}")
        for t, year in enumerate((2024, 2025))
        for u, town in enumerate(TOWNS[:2])
    ]
    return table(("year", "town", "employment, %", "unemployment, %", "scaled", "scaled", "AMPI"), rows)


def distances() -> str:
    """Mean-min, Wroclaw and the one-factor score of the towns that have everything."""
    half = mean_min(WHOLE, EQUAL, share=0.5)
    factor = one_factor(WHOLE)
    rows = zip((TOWNS[0], TOWNS[1], TOWNS[3], TOWNS[4]), half, wroclaw(WHOLE), factor.scores, strict=True)
    head = ("town", "mean-min, a = 0.5, b = 0", "Wroclaw (small is good)", "one factor")
    return table(head, [(town, *(f"{one:.3f}" for one in numbers)) for town, *numbers in rows])


def doubts() -> str:
    """The benefit of the doubt without and with bounds."""
    plain, bound = doubt_benefit(SCORES, shares=UNBOUNDED), doubt_benefit(SCORES, shares=Shares(0.2, 0.6))
    rows = zip(TOWNS, SCORES, plain.scores, bound.scores, strict=True)
    head = ("town", *CHILDREN, "without bounds", "shares from 0.2 to 0.6")
    return table(head, [(town, *map(number, row), f"{a:.3f}", f"{b:.3f}") for town, row, a, b in rows])


def weights() -> str:
    """Weights of the same three children from five sources."""
    compared = np.array([[1.0, 2.0, 4.0], [1 / 2, 1.0, 2.0], [1 / 4, 1 / 2, 1.0]])
    experts = budget_weights(np.array([[50.0, 30.0, 20.0], [30.0, 30.0, 40.0], [40.0, 30.0, 30.0]]))
    random = np.random.default_rng(1)
    many = 50 + 10 * (random.normal(size=(200, 1)) + random.normal(size=(200, 3)) * [0.5, 1.0, 2.0])
    balance = optimised_weights(many, lambda tried: arithmetic(many, tried))
    found = {
        "comparisons in pairs (AHP)": ahp_weights(compared).weights,
        "three experts, 100 points each": experts.weights,
        "first component (PCA)": pca_weights(many).weights,
        "optimised, balance": balance.weights,
        "optimised, infomax": optimised_weights(many, lambda w: arithmetic(many, w), aim="infomax").weights,
    }
    return table(
        ("source", *CHILDREN), [(name, *(f"{one:.3f}" for one in row)) for name, row in found.items()]
    )


def classes() -> str:
    """Classes of the same scores by four kinds of ends; 0 is the lowest."""
    scores = np.array([91.0, 88.0, 71.0, 70.0, 70.0, 52.0, 31.0, 30.0])
    found = {
        "score": [f"{one:g}" for one in scores],
        "ends at 40, 75": by_cuts(scores, np.array([40.0, 75.0])),
        "quantiles 0.25, 0.75": by_quantiles(scores, np.array([0.25, 0.75])),
        "first quarter, next half": by_rank_shares(sport_ranks(scores), np.array([0.25, 0.75])),
        "natural, 3 classes": by_cuts(scores, natural_cuts(scores, 3)),
    }
    return table(tuple(found), zip(*found.values(), strict=True))
