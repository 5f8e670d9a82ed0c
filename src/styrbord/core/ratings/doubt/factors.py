"""What may differ between two recalculations of an index?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.doubt.chance import Floats, Ints, normals, uniforms
from styrbord.core.ratings.doubt.design import FREE
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Variation
from styrbord.core.ratings.statistics.moments import deviation
from styrbord.core.ratings.tree import Tree
from styrbord.core.ratings.weighting.noisy import noisy_weights

define(
    "rating.no-variation",
    "The variation {name} has neither options nor noise.",
    "Give options to choose among; weights and data-error may have noise instead, above 0.",
)
WEIGHTS, DATA = "weights", "data-error"
USUAL = (Variation(WEIGHTS, noise=0.25),)
"""What is varied where a method names nothing: each weight by up to a quarter."""
_OF_WEIGHTS, _OF_DATA = 11, 12


@dataclass(frozen=True, eq=False)
class Factor:
    """A variation with the number of its options.

    `given` holds weights (set, node) that were given instead of drawn; NaN leaves a node as it is.
    """

    variation: Variation
    given: Numbers | None = None

    @property
    def name(self) -> str:
        """Name, as the method calls it."""
        return self.variation.name

    @property
    def is_edit(self) -> bool:
        """Whether its options are edits of the method."""
        return bool(self.variation.options)

    @property
    def is_weights(self) -> bool:
        """Whether it makes weights noisy."""
        return not self.is_edit and self.name == WEIGHTS

    @property
    def is_data(self) -> bool:
        """Whether it makes data noisy."""
        return not self.is_edit and self.name == DATA

    @cached_property
    def count(self) -> int:
        """Number of options; `FREE` where each recalculation draws its own."""
        if self.given is not None:
            return len(self.given)
        return len(self.variation.options) or self.variation.sets or FREE


def factors_of(method: Method) -> tuple[Factor, ...]:
    """Factors of a method: its variations, or `USUAL` where it has none.

    Returns
    -------
    tuple of Factor

    Raises
    ------
    Refused
        `rating.no-variation`
    """
    found = tuple(Factor(one) for one in method.variations or USUAL)
    if problems := [problem for one in found if (problem := _problem(one))]:
        raise Refused(problems)
    return found


def counts(factors: tuple[Factor, ...]) -> Mapping[str, int]:
    """Number of options of each factor, by name."""
    return {one.name: one.count for one in factors}


def weights_of(factor: Factor, picks: Ints, weights: Floats, tree: Tree, seed: int) -> Floats:
    """Weights of recalculations.

    Parameters
    ----------
    factor : of weights.
    picks : int64 (recalculation,), number of the set of each.
    weights : float64 (recalculation, node), relative, in the order of `tree.columns`.
    tree : structure.
    seed : whole number.

    Returns
    -------
    float64 (recalculation, node)
        Given ones, or noisy ones at the levels of the variation (all if it names none).
    """
    if factor.given is not None:
        drawn = factor.given[picks]
        return np.where(np.isnan(drawn), weights, drawn)
    levels = factor.variation.levels
    varies = np.array([not levels or tree.by_code[code].level in levels for code in tree.columns])
    u = uniforms(seed, _OF_WEIGHTS, picks[:, None], np.arange(weights.shape[-1]))
    return noisy_weights(weights, u, noise=factor.variation.noise, chosen=varies)


def noisy_values(factor: Factor, pick: int, inputs: Inputs, seed: int) -> Numbers:
    """Values with an error of measurement.

    Parameters
    ----------
    factor : of data.
    pick : number of the set.
    inputs : values, float64 (row, indicator).
    seed : whole number.

    Returns
    -------
    float64 (row, indicator)
        Each value with a normal error, whose standard deviation is the variation's share of that of the
        indicator over all rows; a missing value stays missing.
    """
    rows, columns = inputs.values.shape
    errors = normals(seed, _OF_DATA, pick, np.arange(rows)[:, None], np.arange(columns))
    spread = np.nan_to_num(deviation(inputs.values))
    return inputs.values + factor.variation.noise * spread * errors


def _problem(factor: Factor) -> Problem | None:
    is_noise = factor.variation.noise > 0 and factor.name in {WEIGHTS, DATA}
    if factor.is_edit or factor.given is not None or is_noise:
        return None
    return Problem("rating.no-variation", factor.name, {"name": factor.name})
