"""Which points does a line of a chart have?"""

import numpy as np

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.model import Line
from styrbord.figures.panels import Column
from styrbord.figures.tiles import Tiles

Points = tuple[tuple[Period, float | None, str], ...]


def line_of(sheet: Tiles, definition: Indicator, subject: str, role: str, names: Text | None = None) -> Line:
    """Series of a subject, or its target path when `role` is target.

    Returns
    -------
    Line
        Points in order of period without the empty ends; a gap inside is None, never 0.
    """
    column = sheet.column(definition.code, subject)
    points = _target_points(sheet, definition, subject, column) if role == "target" else points_of(column)
    shown = names or definition.short_names or definition.names
    code = definition.code if names is None else subject
    return Line(role, code, shown, points, definition.stated_unit, definition.decimals)


def points_of(column: Column) -> Points:
    """Points from the first to the last value or status, with their OBS_STATUS."""
    known = np.flatnonzero(~np.isnan(column.value) | (column.status != ""))
    if not len(known):
        return ()
    return tuple(
        (column.periods[at], _plain(column.value[at]), str(column.status[at]))
        for at in range(int(known[0]), int(known[-1]) + 1)
    )


def _target_points(sheet: Tiles, definition: Indicator, subject: str, column: Column) -> Points:
    if not column.periods:
        return ()
    _, path = sheet.targets(definition.code, subject)
    first = column.periods[0]
    return tuple((first.shift(int(at)), float(path[at]), "A") for at in np.flatnonzero(~np.isnan(path)))


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
