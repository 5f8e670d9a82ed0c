"""How is a rating made again, quickly, when few inputs have changed?

Where every step before the aggregation treats each indicator by itself and the same cells are filled as
before, only the changed indicators go through the steps again; all units are scored and placed anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.problems import Problem
from styrbord.core.ratings.aggregate import Frame
from styrbord.core.ratings.chain import Cached, aggregated_by, ranks_of, rate
from styrbord.core.ratings.doubt.classes import pools_of
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Step
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.state import State
from styrbord.core.ratings.tree import Node, Tree
from styrbord.core.ratings.weights import effective

ACROSS = ("row", "parent")
"""Ways of filling that look at other indicators of the same unit begin so."""


@dataclass(frozen=True, eq=False)
class Rerun:
    """A method and the rating of its inputs as they are."""

    method: Method
    rated: Rated

    @classmethod
    def of(cls, method: Method, inputs: Inputs, rated: Rated | None = None) -> "Rerun":
        """From a rating at hand, or from one made now."""
        return cls(method, rated if rated is not None else rate(method, inputs))

    def rate(self, inputs: Inputs) -> Rated:
        """Rating of changed inputs, the same as `chain.rate` gives.

        Parameters
        ----------
        inputs : the inputs of the rating with other values.

        Returns
        -------
        Rated
        """
        was, now = self.rated.inputs.values, inputs.values
        moved = (was != now) & ~(np.isnan(was) & np.isnan(now))
        codes = [inputs.indicators[column] for column in np.flatnonzero(moved.any(0)).tolist()]
        changed = [node for node in self.method.tree.indicators if node.code in codes]
        if not self._is_by_column or bool((np.isnan(was) != np.isnan(now)).any()):
            return rate(self.method, inputs)
        return self._spliced(inputs, changed) if changed else replace(self.rated, inputs=inputs)

    @property
    def _is_by_column(self) -> bool:
        """Whether the steps before the aggregation look at one indicator at a time and keep every row."""
        method, screening = self.method, self.method.screening
        is_filled_across = method.imputation.by.startswith(ACROSS)
        is_kept = len(self.rated.rows) == len(self.rated.inputs.units)
        return is_kept and not is_filled_across and screening.by in {"none", "missing"}

    def _spliced(self, inputs: Inputs, changed: Sequence[Node]) -> Rated:
        columns = [self.method.tree.indicators.index(node) for node in changed]
        state = Cached(inputs).state(_narrowed(self.method, changed))
        raw = inputs.values[:, [inputs.indicators.index(node.code) for node in changed]]
        stages = self._stages(state, columns, raw)
        pools = pools_of(self.rated)
        frame = Frame(self.rated.units, pools, self.method.is_parity)
        scores, weights = aggregated_by(self.method, stages[Step.NORMALISE], frame)
        shares = effective(self.method.tree, weights, scores)
        is_imputed, sources = self.rated.is_imputed.copy(), self.rated.sources.copy()
        is_imputed[:, columns], sources[:, columns] = state.is_imputed, state.sources
        return replace(
            self.rated,
            inputs=inputs,
            stages=stages,
            scores=scores,
            ranks=self._ranks(scores),
            weights=shares,
            is_imputed=is_imputed,
            imputed_share=(shares[:, : is_imputed.shape[1]] * is_imputed).sum(1),
            sources=sources,
            treated={**self.rated.treated, **state.treated},
            warnings=self._warnings(state, changed),
        )

    def _stages(self, state: State, columns: Sequence[int], raw: Numbers) -> dict[Step, Numbers]:
        """Values after each step, the changed indicators from the new run."""
        current, found = raw, {}
        for step in self.method.steps:
            if step in self.rated.stages:
                current = state.stage(step) if step in state.stages else current
                found[step] = self.rated.stages[step].copy()
                found[step][:, columns] = current
        return found

    def _ranks(self, scores: Numbers) -> Numbers:
        """Places, those of nodes whose scores stay the same as they were."""
        was = self.rated.scores
        moved = np.flatnonzero(((was != scores) & ~(np.isnan(was) & np.isnan(scores))).any(0))
        found = self.rated.ranks.copy()
        if len(moved):
            found[:, moved] = ranks_of(scores[:, moved], pools_of(self.rated), self.method)
        return found

    def _warnings(self, state: State, changed: Sequence[Node]) -> tuple[Problem, ...]:
        """Warnings of the changed indicators from the new run, the others as they were."""
        codes = {node.code for node in changed}

        def is_theirs(problem: Problem) -> bool:
            return problem.place.split(", ")[0] in codes

        kept = (one for one in self.rated.warnings if not is_theirs(one))
        return (*(one for one in state.warnings if is_theirs(one)), *kept)


def _narrowed(method: Method, changed: Sequence[Node]) -> Method:
    """The method with some of its indicators right under the index, and without screening."""
    root = replace(method.tree.root, level=2, aggregation=None)
    leaves = tuple(replace(node, parent=root.code, level=1, weight=1.0) for node in changed)
    steps = tuple(step for step in method.steps if step is not Step.SCREEN)
    return replace(method, tree=Tree((root, *leaves)), steps=steps)
