"""What weights follow from comparing the children two by two, and do the comparisons agree?

In a matrix of comparisons A, a_ij says how many times more child i matters than child j; a_ji = 1 / a_ij. The
weights are its principal eigenvector, A w = l w, and its inconsistency is

    CI = (l - n) / (n - 1),    CR = CI / RI(n),

where RI is the mean CI of random matrices. CR above 0.10 calls for another look.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names

Floats = npt.NDArray[np.float64]

RANDOM_INDEX: Final = (
    *(0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
)
"""Mean CI of random reciprocal matrices of 1 to 15 children (Saaty 1980)."""
TOLERABLE: Final = 0.10
_ROUNDING = 0.03

SHAPE = define(
    "rating.comparisons-shape",
    "The comparisons of {node} have {rows} rows and {columns} columns.",
    "Give one row and one column for each child, at least 1 and at most {most}.",
)
NOT_A_RATIO = define(
    "rating.comparison",
    "{first} against {second} is {value}.",
    "Enter how many times more the first matters: 1 for the same, 9 for far more, 1/9 for far less.",
)
NOT_RECIPROCAL = define(
    "rating.comparisons-disagree",
    "{first} against {second} is {value}, but {second} against {first} is {back}.",
    "The second must be 1 divided by the first; of a child with itself it is 1.",
)
INCONSISTENT = define(
    "rating.comparisons-inconsistent",
    "The comparisons of {node} contradict each other: their consistency ratio is {ratio}, above {tolerable}.",
    "Look first at {first} against {second}: {value} was said, the others together say {implied}.",
    Severity.WARNING,
)


@dataclass(frozen=True, slots=True, eq=False)
class Ahp:
    """Weights from comparisons in pairs.

    Attributes
    ----------
    weights : float64 (child,), sum 1
    largest : principal eigenvalue, n where the comparisons agree wholly
    ratio : consistency ratio CR; 0 with one or two children, which cannot contradict each other
    warnings : a warning where CR is above 0.10, naming the comparison farthest from the weights
    """

    weights: Floats
    largest: float
    ratio: float
    warnings: tuple[Problem, ...]


def ahp_weights(comparisons: Floats, *, names: Names = NAMELESS) -> Ahp:
    """Weights of the analytic hierarchy process.

    Parameters
    ----------
    comparisons : float64 (child, child), a_ij; a reciprocal may be rounded (0.33 for 1/3): of the two, the
        number from 1 up is what counts.
    names : names of the node and its children for problems.

    Returns
    -------
    Ahp

    Raises
    ------
    Refused
        With every entry that is missing or not above zero, or that disagrees with its reciprocal; with a
        shape that is not square or too large for a random index.

    Source: Saaty 1980, chapters 1 and 3.

    >>> found = ahp_weights(np.array([[1.0, 3.0], [1 / 3, 1.0]]))
    >>> found.weights.round(6), found.ratio
    (array([0.75, 0.25]), 0.0)
    """
    ratios = _checked(comparisons, names)
    count = len(ratios)
    values, vectors = np.linalg.eig(ratios)
    place = int(values.real.argmax())
    largest, raw = float(values[place].real), np.abs(vectors[:, place].real)
    weights = raw / raw.sum()
    ratio = 0.0
    if count > 2:
        ratio = max(0.0, (largest - count) / (count - 1) / RANDOM_INDEX[count - 1])
    return Ahp(weights, largest, ratio, _warnings(ratios, weights, ratio, names))


def _checked(comparisons: Floats, names: Names) -> Floats:
    shape = comparisons.shape
    if len(shape) != 2 or shape[0] != shape[1] or not 1 <= shape[0] <= len(RANDOM_INDEX):
        rows, columns = (*shape, 1, 1)[:2]
        words = {
            "node": names.label,
            "rows": rows,
            "columns": columns,
            "most": len(RANDOM_INDEX),
        }
        raise Refused(Problem(SHAPE.code, names.node, words))
    places = [(int(i), int(j)) for i, j in np.argwhere(~((comparisons > 0) & np.isfinite(comparisons)))]
    if places:
        raise Refused(
            Problem(NOT_A_RATIO.code, names.node, _words(comparisons, i, j, names)) for i, j in places
        )
    wrong = np.triu(np.abs(comparisons * comparisons.T - 1) > _ROUNDING)
    if wrong.any():
        raise Refused(
            Problem(NOT_RECIPROCAL.code, names.node, _words(comparisons, int(i), int(j), names))
            for i, j in np.argwhere(wrong)
        )
    stated = np.where(comparisons >= comparisons.T, comparisons, 1 / comparisons.T)
    np.fill_diagonal(stated, 1.0)
    return stated


def _words(ratios: Floats, first: int, second: int, names: Names) -> dict[str, object]:
    return {
        "first": names.child(first),
        "second": names.child(second),
        "value": f"{ratios[first, second]:.4g}",
        "back": f"{ratios[second, first]:.4g}",
    }


def _warnings(ratios: Floats, weights: Floats, ratio: float, names: Names) -> tuple[Problem, ...]:
    if ratio <= TOLERABLE:
        return ()
    implied = weights[:, None] / weights
    away = np.abs(np.log(ratios / implied))
    first, second = (int(one) for one in np.unravel_index(np.triu(away).argmax(), away.shape))
    words = _words(ratios, first, second, names) | {
        "node": names.label,
        "ratio": f"{ratio:.3f}",
        "tolerable": f"{TOLERABLE:.2f}",
        "implied": f"{implied[first, second]:.2g}",
    }
    return (Problem(INCONSISTENT.code, names.node, words),)
