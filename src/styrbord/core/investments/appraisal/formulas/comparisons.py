"""Which weights follow from comparisons in pairs?"""

from decimal import Decimal

import numpy as np

from styrbord.core.base.problems import Problem
from styrbord.core.investments.appraisal.kinds import Formula, Given, Result, published, record
from styrbord.core.investments.appraisal.shapes import Many, Number
from styrbord.core.investments.comparisons import by_column_mean, by_eigenvector
from styrbord.core.investments.methodology import Origin
from styrbord.core.ratings.weighting.ahp import SHAPE

MOST_ITEMS = 15


def _ahp(given: Given) -> Result:
    matrix = np.array(given["matrix"], dtype=np.float64)
    ways = {"eigenvector": by_eigenvector(matrix), "column_mean": by_column_mean(matrix)}
    told: Result = {}
    for way, found in ways.items():
        told |= {
            f"weights_{way}": found.weights.tolist(),
            f"lambda_max_{way}": found.largest,
            f"CI_{way}": found.index,
            f"CR_{way}": found.ratio,
            f"accepted_{way}": found.is_accepted,
        }
    return told


def _is_square(given: Given, problems: list[Problem]) -> None:
    count = len(given["matrix"])
    for at, row in enumerate(given["matrix"]):
        if len(row) != count:
            words = {"node": "the matrix", "rows": count, "columns": len(row), "most": MOST_ITEMS}
            problems.append(Problem(SHAPE.code, f"input.matrix[{at}]", words))


FORMULAS = {
    "ahp": Formula(
        _ahp,
        record(
            matrix=Many(Many(Number(above=Decimal(0)), least=1, most=MOST_ITEMS), least=1, most=MOST_ITEMS)
        ),
        published("ahp/1", "Saaty 1980", Origin.SCIENCE),
        _is_square,
    )
}
