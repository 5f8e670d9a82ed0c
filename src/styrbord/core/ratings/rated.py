"""What comes out of the chain of an index?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Step


@dataclass(frozen=True)
class Rated:
    """All that a method made of inputs; rows are those that screening kept.

    Attributes
    ----------
    rows : ints (row,)
        Places of the kept rows in the inputs.
    stages : by step, arrays (row, indicator)
        Values after each step up to NORMALISE, in the order of `method.tree.indicators`.
    scores : array (row, node)
        In the order of `method.tree.columns`; indicators hold their normalised score. NaN where none.
    ranks : array (row, node)
        Place among all kept rows of the same period (and of the same group where peers are grouped and no
        common rank is given); 1 is best, ties share the smallest place; NaN where no score or the group is
        under its least size.
    weights : array (row, node)
        Effective weight of each node in the root, rescaled over what is present; the root has 1.
    is_imputed : bools (row, indicator)
        Cells that were filled.
    sources : ints (row, indicator)
        Row of the inputs that a filled cell was taken from (an earlier period of the unit); -1 = none.
    imputed_share : array (row,)
        Share of the effective weight of the score that rests on filled cells.
    treated : by indicator
        Log of the treatment (`stages/treating.py`).
    warnings : problems
        What a reader must know, such as holes left or groups under their least size.
    """

    method: Method
    inputs: Inputs
    rows: npt.NDArray[np.intp]
    stages: Mapping[Step, Numbers]
    scores: Numbers
    ranks: Numbers
    weights: Numbers
    is_imputed: npt.NDArray[np.bool_]
    imputed_share: Numbers
    treated: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    sources: npt.NDArray[np.intp] = field(default_factory=lambda: np.full((0, 0), -1, dtype=np.intp))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Codes of the kept rows."""
        return tuple(self.inputs.units[row] for row in self.rows)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Periods of the kept rows; "" where there is no time."""
        return tuple(self.inputs.periods[row] if self.inputs.periods else "" for row in self.rows)

    def column(self, code: str) -> int:
        """Place of a node in the arrays over nodes."""
        return self.method.tree.columns.index(code)
