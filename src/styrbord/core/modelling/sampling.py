"""Which numbers does an equation's estimation need, from the periods of its sample?"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.base.expression.evaluator import evaluate
from styrbord.core.base.expression.parser import Expression
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.modelling.model import Equation
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.series import Series


@dataclass(frozen=True, slots=True)
class Sample:
    """Left side (period,), regressors (period, coefficient) and instruments (period, instrument).

    The first `early` periods come before the sample, for the memory of the error.
    """

    equation: Equation
    first: int  # ordinal, without the early periods
    early: int
    y: Numbers
    x: Numbers
    z: Numbers | None

    @property
    def count(self) -> int:
        """Periods without the early ones."""
        return len(self.y) - self.early


def sample_of(
    equation: Equation, data: Series, first: int, last: int, *, has_instruments: bool, place: str = ""
) -> Sample:
    """Numbers of an equation.

    Returns
    -------
    Sample

    Raises
    ------
    Refused
        `model.no-series`, `model.no-value`: the first missing period of each part.
    """
    parts: list[Expression] = [regressor for _, regressor in equation.terms]
    side = equation.left_side
    parts += [side] if side else []
    parts += equation.instruments if has_instruments else ()
    names = {name for part in parts for name in part.names}
    problems = data.known(names, place)
    if problems:
        raise Refused(problems)
    early = equation.order
    columns = [_column(part, data, first - early, last) for part in parts]
    problems = [
        _missing(equation, part, column, data, first - early, place)
        for part, column in zip(parts, columns, strict=True)
        if np.isnan(column).any()
    ]
    if problems:
        raise Refused({str(one): one for one in problems}.values())
    count = len(equation.terms)
    x = np.column_stack(columns[:count])
    z = np.column_stack(columns[count + 1 :]) if has_instruments and equation.instruments else None
    return Sample(equation, first, early, columns[count], x, z)


def _column(part: Expression, data: Series, first: int, last: int) -> Numbers:
    """Values of a formula in the sample; NaN where it has none."""
    start, end = min(first, data.first), max(last, data.last)
    env = {name: data.window(name, start, end) for name in part.names}
    found = evaluate(part, env)
    wide = np.broadcast_to(found, end - start + 1) if found.size == 1 else found
    return np.array(wide[first - start : last - start + 1])


def _missing(
    equation: Equation, part: Expression, column: Numbers, data: Series, first: int, place: str
) -> Problem:
    at = first + int(np.flatnonzero(np.isnan(column))[0])
    shown = str(part)
    params = {
        "name": shown if len(shown) < 60 else f"{shown[:57]}...",
        "period": str(data.period(at)),
        "equation": equation.name,
    }
    return Problem("model.no-value", place, params)
