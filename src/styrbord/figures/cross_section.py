"""What are the values of many subjects in one period, and how do they stand against their targets?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.context import Context
from styrbord.figures.model import Figure, State
from styrbord.figures.panels import Panel
from styrbord.figures.targets import target_answer, target_state
from styrbord.figures.tiles import value_figure


@dataclass(frozen=True, slots=True)
class Cell:
    """One subject's figure and state in the period; the figure's value is None where it is missing."""

    subject: str
    figure: Figure
    state: State

    @property
    def value(self) -> float:
        """Value as a float, NaN where it is missing."""
        return float("nan") if self.figure.value is None else self.figure.value


def cross_section(
    context: Context, definition: Indicator, subjects: Sequence[str], period: Period
) -> list[Cell]:
    """Cells of the subjects, in their order.

    Parameters
    ----------
    subjects : codes, dim (subject,).
    period : of the indicator's own frequency.

    Returns
    -------
    list of Cell
        State is `no-data` where the value is missing, `no-target` where the period has no target.
    """
    codes = tuple(subjects)
    panel = Panel(
        context, (definition.code,), codes, Frequency(definition.frequency), first=period, last=period
    )
    return [_cell(panel, definition, code) for code in codes]


def _cell(panel: Panel, definition: Indicator, code: str) -> Cell:
    column = panel.column(definition.code, code)
    targets, path = panel.targets(definition.code, code)
    figure = value_figure(definition, code, column, 0)
    if figure.value is None:
        return Cell(code, figure, State.NO_DATA)
    answer = target_answer(column.value, targets, column.periods, 0, definition, path)
    return Cell(code, figure, target_state(answer, definition))


def values_of(cells: Sequence[Cell]) -> np.ndarray:
    """Values of cells, float64 (subject,); NaN = missing.

    Returns
    -------
    numpy.ndarray
    """
    return np.array([cell.value for cell in cells], dtype=float)


def best_first(definition: Indicator, cells: Sequence[Cell]) -> list[Cell]:
    """Cells with the best value first; ties by code, missing ones last.

    Returns
    -------
    list of Cell
    """
    sign = 1.0 if definition.direction == "down" else -1.0

    def order(cell: Cell) -> tuple[bool, float, str]:
        return cell.figure.value is None, sign * (cell.figure.value or 0.0), cell.subject

    return sorted(cells, key=order)
