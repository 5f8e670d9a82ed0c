"""What do the steps of an index make of a few towns?"""

import numpy as np

from docs.generate.worked import MISSING, number, table
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Imputation, Normalisation, Step, Treatment
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.stages.winsorising import checked, winsorised
from styrbord.core.ratings.tree import Node, Tree

TOWNS = ("Ashford", "Birkby", "Colham", "Dunmere", "Elmstad")
TREE = Tree(
    (
        Node("maturity", level=2, is_indicator=False),
        Node("e-services", "maturity", 1, 2.0, direction=1, denominator="people", scale=1000.0),
        Node("days", "maturity", 1, 1.0, direction=-1),
    )
)
SERVICES, PEOPLE = (30.0, 90.0, 40.0, 200.0, 24.0), (10_000.0, 20_000.0, 8_000.0, 50_000.0, 12_000.0)
DAYS = (12.0, 8.0, MISSING, 20.0, 10.0)
COLUMN = (*map(float, range(1, 11)), 30.0, 100.0)


def steps() -> str:
    """Values after each step, scores and places."""
    rated = _rated(Imputation(by="mean"))
    columns = [
        *(("e-services", step, "per 1,000") for step in (Step.DENOMINATE,)),
        ("days", Step.IMPUTE, "filled"),
        ("e-services", Step.NORMALISE, "scaled"),
        ("days", Step.NORMALISE, "scaled"),
    ]
    head = ("town", "services", "people", "days", *(f"{code}, {word}" for code, _, word in columns))
    lines = []
    for row, town in enumerate(TOWNS):
        made = [rated.stages[step][row, rated.column(code)] for code, step, _ in columns]
        given = (SERVICES[row], PEOPLE[row], DAYS[row])
        end = (f"{rated.scores[row, -1]:.2f}", f"{rated.ranks[row, -1]:g}", f"{rated.imputed_share[row]:.0%}")
        lines.append((town, *map(number, given), *(f"{one:.2f}" for one in made), *end))
    return table((*head, "score", "place", "filled, share of the weight"), lines)


def holes() -> str:
    """The same without filling: the weights that are left."""
    rated = _rated(Imputation())
    return table(
        ("town", "e-services", "days", "weight of e-services", "weight of days", "score", "place"),
        [
            (
                town,
                *(number(round(float(one), 2)) for one in rated.scores[row, :2]),
                *(f"{one:.3f}" for one in rated.weights[row, :2]),
                f"{rated.scores[row, -1]:.2f}",
                f"{rated.ranks[row, -1]:g}",
            )
            for row, town in enumerate(TOWNS)
        ],
    )


def outliers() -> str:
    """A column before and after winsorising."""
    options = Treatment(by="winsorise")
    before = np.array(COLUMN)[:, None]
    found = winsorised(before, options)
    return table(
        ("largest three", "skewness", "kurtosis", "passes", "points moved"),
        [
            (
                ", ".join(f"{one:g}" for one in values[-3:, 0]),
                f"{check.skewness[0]:.3f}",
                f"{check.kurtosis[0]:.3f}",
                "yes" if check.passes[0] else "no",
                f"{points}",
            )
            for values, check, points in (
                (before, checked(before, options), 0),
                (found.values, found.check, found.points[0]),
            )
        ],
    )


def _rated(imputation: Imputation) -> Rated:
    values = np.stack([SERVICES, DAYS], axis=1)
    inputs = Inputs(TOWNS, ("e-services", "days"), values, denominators={"people": np.array(PEOPLE)})
    return rate(Method("worked", "1", TREE, imputation=imputation, normalisation=Normalisation()), inputs)
