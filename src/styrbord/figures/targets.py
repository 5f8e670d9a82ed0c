"""What is the target of a period, and does the number stand up to it?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Period
from styrbord.core.spine.indicators import Direction, Indicator
from styrbord.core.strategy.targets import behind, run_length, shortfall
from styrbord.figures.model import Figure, Standing, State, TargetAnswer

METHOD = "target-gap/1"
ACT_FROM_TOLERANCES = 3.0

Floats = npt.NDArray[np.float64]


def target_answer(
    values: Floats, targets: Floats, periods: tuple[Period, ...], at: int, indicator: Indicator, path: Floats
) -> TargetAnswer:
    """Target of the value's own period, the gap to it, and where the path ends.

    Parameters
    ----------
    values, targets : float64 (period,), the indicator's unit; NaN = missing or no target.
    at : position of the value.
    path : float64 (period,), targets of the whole path, which may go on after the last value.

    Returns
    -------
    TargetAnswer
        Standing `none` when the period has no target (one of another period is never borrowed), when
        there is no value to hold against it, or when the indicator has no good direction.
    """
    target, value = float(targets[at]), float(values[at])
    ahead = np.flatnonzero(~np.isnan(path))
    end = int(ahead[-1]) if len(ahead) else None
    last = _figure("target-end", float(path[end]), indicator) if end is not None else None
    last_period = _at(periods, end)
    if np.isnan(target) or np.isnan(value):
        shown = None if np.isnan(target) else _figure("target", target, indicator)
        return TargetAnswer(shown, None, None, Standing.NONE, last, last_period)
    short = float(shortfall(values[at : at + 1], targets[at : at + 1], indicator)[0])
    is_behind = bool(behind(values[at : at + 1], targets[at : at + 1], indicator)[0])
    standing = Standing.BEHIND if is_behind else Standing.ON_TRACK
    known = None if np.isnan(short) else short
    if indicator.direction is Direction.NONE:
        return TargetAnswer(
            _figure("target", target, indicator), value - target, None, Standing.NONE, last, last_period
        )
    return TargetAnswer(
        _figure("target", target, indicator), value - target, known, standing, last, last_period
    )


def behind_since(values: Floats, targets: Floats, at: int, indicator: Indicator) -> tuple[int, int] | None:
    """Since which position every known period was behind its target.

    Returns
    -------
    (position, number of known periods) or None
        None when the newest known period is not behind.

    Periods without a value or a target neither begin nor break the run.
    """
    known = np.flatnonzero(~np.isnan(values[: at + 1]) & ~np.isnan(targets[: at + 1]))
    length = run_length(behind(values[known], targets[known], indicator)) if len(known) else 0
    return (int(known[-length]), length) if length else None


def target_state(answer: TargetAnswer, indicator: Indicator) -> State:
    """Act from three tolerances behind, watch when behind at all."""
    if answer.standing is Standing.NONE:
        return State.NO_TARGET
    if answer.standing is Standing.ON_TRACK:
        return State.ON_PLAN
    return State.ACT if size_of(answer, indicator) >= ACT_FROM_TOLERANCES else State.WATCH


def size_of(answer: TargetAnswer, indicator: Indicator) -> float:
    """Shortfall in tolerances; 0 when there is none."""
    return (answer.shortfall or 0.0) / max(indicator.tolerance, 1e-9)


def _figure(name: str, value: float, indicator: Indicator) -> Figure:
    return Figure(name, value, indicator.stated_unit, indicator.decimals, METHOD)


def _at(periods: tuple[Period, ...], position: int | None) -> Period | None:
    if position is None:
        return None
    return periods[position] if position < len(periods) else periods[-1].shift(position - len(periods) + 1)
