"""What is the weighted mean of the children, and of which kind?

All kinds are means of powers over the children that are present, with their weights rescaled to 1:

    M_p = (sum_k w_k x_k^p)^(1/p),    M_0 = exp(sum_k w_k ln x_k).

Arithmetic is p = 1, geometric p = 0, harmonic p = -1. Values have dims (..., unit, child) and weights
(..., child); the leading dims are replicates and broadcast, so that one set of values takes many weights.
A child of weight 0 is as if it were not there, except that it counts as present for `least`.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ARITHMETIC: Final = 1.0
GEOMETRIC: Final = 0.0
HARMONIC: Final = -1.0

NOT_POSITIVE = define(
    "rating.not-positive",
    "{child} of {unit} is {value}; a mean of exponent {exponent} takes only numbers {bound}.",
    "Normalise to a scale above zero, such as 1 to 100, or take the arithmetic mean for {node}.",
)


def arithmetic(values: Floats, weights: Floats, *, least: float = 0.0) -> Floats:
    """Weighted arithmetic mean of the present children; see `power_mean`.

    Returns
    -------
    float64 (..., unit)
        NaN where nothing is present or less than `least` of the children.

    >>> arithmetic(np.array([[1.0, 4.0], [1.0, np.nan]]), np.array([3.0, 1.0]))
    array([1.75, 1.  ])
    """
    return power_mean(values, weights, exponent=ARITHMETIC, least=least)


def geometric(values: Floats, weights: Floats, *, least: float = 0.0, names: Names = NAMELESS) -> Floats:
    """Weighted geometric mean of the present children; see `power_mean`.

    Returns
    -------
    float64 (..., unit)
        NaN where nothing is present or less than `least` of the children.

    >>> geometric(np.array([[1.0, 4.0]]), np.array([1.0, 1.0]))
    array([2.])
    """
    return power_mean(values, weights, exponent=GEOMETRIC, least=least, names=names)


def harmonic(values: Floats, weights: Floats, *, least: float = 0.0, names: Names = NAMELESS) -> Floats:
    """Weighted harmonic mean of the present children; see `power_mean`.

    Returns
    -------
    float64 (..., unit)
        NaN where nothing is present or less than `least` of the children.

    >>> harmonic(np.array([[1.0, 4.0]]), np.array([1.0, 1.0]))
    array([1.6])
    """
    return power_mean(values, weights, exponent=HARMONIC, least=least, names=names)


def power_mean(
    values: Floats,
    weights: Floats,
    *,
    exponent: float,
    least: float = 0.0,
    needs_all: bool = False,
    names: Names = NAMELESS,
) -> Floats:
    """Weighted mean of powers of the present children.

    Parameters
    ----------
    values : float64 (..., unit, child), one scale; NaN = missing.
    weights : float64 (..., child), relative, not negative; leading dims broadcast with those of the values.
    exponent : p of the formula.
    least : smallest share of the children (by number) that must be present.
    needs_all : whether one missing child leaves no score, as the generalised mean of COINr does.
    names : names of node, units and children for a refusal.

    Returns
    -------
    float64 (..., unit)
        On the scale of the values; NaN where no child with a weight is present or too few are.

    Raises
    ------
    Refused
        With each unit's first value that is not positive where the exponent is 0 or less, that is negative
        for other exponents than 1.

    Source: OECD/JRC 2008, step 6; Hardy, Littlewood and Polya 1934, chapter 2.
    """
    missing = np.isnan(values)
    is_whole = not missing.any()
    powers = values if exponent == ARITHMETIC else _powers(values, weights, exponent, names)
    with np.errstate(invalid="ignore", divide="ignore"):
        if is_whole:
            mean: Floats = weighted(powers, weights) / weights.sum(-1)[..., None]
        else:
            present = (~missing).astype(np.float64)
            mean = weighted(np.where(missing, 0.0, powers), weights) / weighted(present, weights)
            withhold(mean, missing, 1.0 if needs_all else least)
        return _back(mean, exponent)


def minimum(values: Floats, weights: Floats, *, least: float = 0.0) -> Floats:
    """Smallest present child that has a weight: nothing makes up for the worst.

    Returns
    -------
    float64 (..., unit)
        NaN where nothing is present or less than `least` of the children.

    >>> minimum(np.array([[1.0, 4.0], [np.nan, 3.0]]), np.array([1.0, 1.0]))
    array([1., 3.])
    """
    is_heavy = (weights > 0)[..., None, :]
    missing = np.isnan(values)
    smallest: Floats = np.where(is_heavy & ~missing, values, np.inf).min(-1)
    smallest[np.isinf(smallest)] = np.nan
    withhold(smallest, missing, least)
    return smallest


def total(values: Floats, weights: Floats) -> Floats:
    """Plain weighted sum, nothing rescaled, such as points of a questionnaire.

    Returns
    -------
    float64 (..., unit)
        NaN where a child with a weight is missing: a sum of some is no sum of all.

    >>> total(np.array([[1.0, 4.0], [1.0, np.nan]]), np.array([1.0, 2.0]))
    array([ 9., nan])
    """
    missing = np.isnan(values)
    found = weighted(np.where(missing, 0.0, values), weights)
    found[weighted(missing.astype(np.float64), weights) > 0] = np.nan
    return found


def weighted(values: Floats, weights: Floats) -> Floats:
    """Sum of w_k x_k over the children by matrix products, float64 (..., unit).

    Parameters
    ----------
    values : float64 (..., unit, child) without holes.
    weights : float64 (..., child).

    Returns
    -------
    float64 (..., unit)
        A new array.
    """
    found: Floats
    found = weights @ values.T if values.ndim == 2 else np.matmul(values, weights[..., None])[..., 0]
    return found


def withhold(scores: Floats, missing: Bools, least: float) -> None:
    """Blank in place the scores that rest on less than a share of the children; equal to the share stays.

    Parameters
    ----------
    scores : float64 (..., unit).
    missing : bool (..., unit, child).
    least : share in 0..1 of the children by number.
    """
    if least > 0:
        share = (~missing).sum(-1) / missing.shape[-1]
        scores[np.broadcast_to(share < least, scores.shape)] = np.nan


def _powers(values: Floats, weights: Floats, exponent: float, names: Names) -> Floats:
    is_bad = values <= 0 if exponent <= 0 else values < 0
    if is_bad.any():
        _refuse_bad(values, is_bad & (weights > 0)[..., None, :], exponent, names)
        values = np.where(is_bad, 1.0, values)
    if exponent == GEOMETRIC:
        return np.log(values)
    powers: Floats = 1 / values if exponent == HARMONIC else values**exponent
    return powers


def _back(mean: Floats, exponent: float) -> Floats:
    if exponent == ARITHMETIC:
        return mean
    if exponent == GEOMETRIC:
        return np.exp(mean, out=mean)
    found: Floats = 1 / mean if exponent == HARMONIC else mean ** (1 / exponent)
    return found


def _refuse_bad(values: Floats, is_bad: Bools, exponent: float, names: Names) -> None:
    """Refuse with the first such value of each unit; weights of 0 do not count."""
    found = is_bad.reshape(-1, *is_bad.shape[-2:])
    stack = np.broadcast_to(values, is_bad.shape).reshape(found.shape)
    problems = []
    for unit in np.flatnonzero(found.any((0, 2))):
        layer, child = np.argwhere(found[:, unit])[0]
        words = {
            "node": names.label,
            "unit": names.unit(int(unit)),
            "child": names.child(int(child)),
            "value": f"{stack[layer, unit, child]:.6g}",
            "exponent": f"{exponent:g}",
            "bound": "> 0" if exponent <= 0 else "≥ 0",
        }
        problems.append(Problem(NOT_POSITIVE.code, names.node, words))
    if problems:
        raise Refused(problems)
