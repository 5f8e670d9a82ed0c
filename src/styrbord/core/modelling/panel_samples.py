"""Which numbers does an equation's estimation need, over the territories of a panel?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.expression.evaluator import evaluate
from styrbord.core.base.expression.parser import Expression
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.model import Equation
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.panels import Panel, groups_of
from styrbord.core.modelling.pooling import Flags
from styrbord.core.modelling.sampling import Sample

define(
    "model.no-rows",
    "{equation} has no period in which a territory has all its values.",
    "Look at the data of {names}, or choose other periods.",
)


@dataclass(frozen=True, slots=True)
class PanelSample:
    """Left side (territory, period), regressors (territory, period, coefficient), instruments, what is known.

    The first period is `first`, so many periods before the sample as the memory of the error needs. `groups`
    are names of groups, `places` the group of each territory.
    """

    equation: Equation
    first: int
    territories: tuple[str, ...]
    y: Numbers
    x: Numbers
    z: Numbers | None
    known: Flags
    groups: tuple[str, ...]
    places: tuple[int, ...]

    def until(self, count: int) -> "PanelSample":
        """Sample of which only the first periods are known."""
        is_early = np.arange(self.y.shape[1]) < count
        return replace(self, known=self.known & is_early)

    def stacked(self) -> Sample:
        """All that is known, one territory after the other."""
        z = None if self.z is None else self.z[self.known]
        return Sample(self.equation, self.first, 0, self.y[self.known], self.x[self.known], z)

    def one(self, at: int) -> tuple[Sample, int]:
        """Sample of a territory, without gaps where the error has a memory, and the place of its start.

        Returns
        -------
        tuple of (Sample, int)
        """
        rows = np.flatnonzero(self.known[at])
        early = self.equation.order
        if early and len(rows):
            stretches = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
            rows = max(stretches, key=len)
        start = int(rows[0]) if len(rows) else 0
        z = None if self.z is None else self.z[at, rows]
        return Sample(self.equation, self.first + start, early, self.y[at, rows], self.x[at, rows], z), start


def panel_sample(
    equation: Equation, panel: Panel, periods: tuple[int, int] | None, *, has_instruments: bool = False
) -> PanelSample:
    """Numbers of an equation over all territories; the whole data where no periods are given.

    A period in which a territory lacks a value is left out for it alone.

    Parameters
    ----------
    equation : Equation
    panel : Panel
    periods : (first, last) ordinals or None
        For an equation without TSRANGE in the text.
    has_instruments : bool

    Returns
    -------
    PanelSample

    Raises
    ------
    Refused
        `model.no-series`, `model.no-trait`, `model.no-rows`.
    """
    data = panel.data
    chosen = tuple(data.of_year(*end) for end in equation.sample) if equation.sample else periods
    first, last = chosen or (data.first + equation.order, data.last)
    parts = list(_parts(equation, has_instruments=has_instruments))
    problems = data.known({name for part in parts for name in part.names}, "")
    if problems:
        raise Refused(problems)
    first -= equation.order
    columns = [_column(part, panel, first, last) for part in parts]
    count = len(equation.terms)
    known: Flags = np.asarray(np.isfinite(np.stack(columns)).all(axis=0))
    if not known.any():
        names = ", ".join(sorted({name for part in parts for name in part.names})[:8])
        raise Refused(Problem("model.no-rows", "", {"equation": equation.name, "names": names}))
    groups, places = groups_of(panel, equation.pool.by if equation.pool else "", equation.name)
    x = np.stack(columns[:count], axis=2)
    z = np.stack(columns[count + 1 :], axis=2) if len(columns) > count + 1 else None
    return PanelSample(equation, first, panel.territories, columns[count], x, z, known, groups, places)


def _parts(equation: Equation, *, has_instruments: bool) -> Iterator[Expression]:
    for _, regressor in equation.terms:
        yield regressor
    if equation.left_side:
        yield equation.left_side
    if has_instruments:
        yield from equation.instruments


def _column(part: Expression, panel: Panel, first: int, last: int) -> Numbers:
    """Values of a formula, dims (territory, period); NaN where it has none."""
    data = panel.data
    start, end = min(first, data.first), max(last, data.last)
    found = evaluate(part, {name: panel.wide(name, start, end) for name in part.names})
    wide = np.broadcast_to(found, (len(panel.territories), end - start + 1))
    return np.array(wide[:, first - start : last - start + 1])
