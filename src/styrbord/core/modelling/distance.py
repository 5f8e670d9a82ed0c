"""How far is a target, how likely is it reached in each scenario, and what would it take?

The probability is the share of replicas whose value reaches the target, with the error sqrt(P(1-P)/S) of a
share of S replicas. What it takes is the smallest move of the instruments that brings the path of the
scenario to the target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.asking import Asked, Drawing, unknown
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System
from styrbord.core.modelling.targeting import Instrument, reached
from styrbord.core.modelling.targets import Target

define(
    "model.target-outside",
    "The target of {name} for {period} lies outside of the run.",
    "Choose a longer run, or another period.",
)


@dataclass(frozen=True, slots=True)
class Required:
    """What must come each period from the last known value on: a rate of growth, or a change.

    A change where the value and the target do not have the same sign. `since` is the ordinal of the last
    known value; NaN where there is none.
    """

    value: float
    is_rate: bool
    since: int
    start: float


@dataclass(frozen=True, slots=True)
class Move:
    """Smallest move of instruments, dims (instrument, period), or why there is none.

    Nothing moves where the path reaches the target by itself.
    """

    instruments: tuple[str, ...]
    moves: Numbers
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """A target in a scenario: the gap is value less target, good or bad by the target's direction.

    `probability` and its `error` are NaN without replicas; `count` are replicas with a solution.
    """

    scenario: str
    target: Target
    value: float
    gap: float
    is_reached: bool
    required: Required
    probability: float
    error: float
    count: int
    move: Move | None


def required(data: Series, target: Target, before: int) -> Required:
    """Growth or change in each period from the last value before a run to the target.

    Parameters
    ----------
    data : Series
        Of one territory.
    target : Target
    before : int
        Ordinal from which on values are not known yet.

    Returns
    -------
    Required

    Examples
    --------
    >>> import numpy as np
    >>> from styrbord.core.base.periods import Frequency, Period
    >>> known = Series(Frequency.ANNUAL, 2020, {"y": np.array([90.0, 100.0])})
    >>> found = required(known, Target("y", Period.parse("2023"), 121.0), 2022)
    >>> round(found.value, 10), found.is_rate, found.since
    (0.1, True, 2021)
    """
    known = data.window(target.name, data.first, before - 1)
    places = np.flatnonzero(np.isfinite(known))
    if not places.size or data.first + int(places[-1]) >= target.ordinal:
        return Required(float("nan"), False, before - 1, float("nan"))
    since, start = data.first + int(places[-1]), float(known[places[-1]])
    steps = target.ordinal - since
    if start * target.value > 0:
        return Required(float((target.value / start) ** (1.0 / steps) - 1.0), True, since, start)
    return Required((target.value - start) / steps, False, since, start)


def distances(
    system: System,
    data: Series,
    scenarios: Mapping[str, Asked],
    targets: Sequence[Target],
    *,
    drawn: Drawing | None = None,
    replicas: int = 0,
    instruments: Sequence[Instrument] = (),
    progress: Progress = silent,
) -> list[Distance]:
    """Targets in each scenario.

    Parameters
    ----------
    system : System
    data : Series
        Of one territory.
    scenarios : mapping from code to Asked
        Runs of one lane each.
    targets : sequence of Target
    drawn : Drawing
        Chance, the same in all scenarios, so that they differ by nothing else.
    replicas : int
    instruments : sequence of Instrument
        That may be moved; without them no move is looked for.
    progress : Progress

    Returns
    -------
    list of Distance
        By scenario, then by target.

    Raises
    ------
    Refused
        `model.no-variable`, `model.target-outside`, and what `run` refuses.
    """
    names = dict.fromkeys(one.name for one in targets)
    problems = unknown(names, system.model.endogenous, "endogenous variable")
    problems += [
        Problem("model.target-outside", "", {"name": one.name, "period": str(data.period(one.ordinal))})
        for one in targets
        for asked in scenarios.values()
        if not asked.first <= one.ordinal <= asked.last
    ]
    if problems:
        raise Refused({str(one): one for one in problems}.values())
    found = []
    for number, (code, asked) in enumerate(scenarios.items(), start=1):
        wide = replace(asked, lanes=replicas + 1, drawn=drawn if replicas else None)
        solved = run(system, data, wide)
        for one in targets:
            path = solved.path(one.name)[one.ordinal - asked.first]
            move = _move(system, data, asked, one, float(path[0]), instruments) if instruments else None
            found.append(_distance(code, one, path, required(data, one, asked.first), move))
        progress(number, len(scenarios), "distance")
    return found


def _distance(code: str, target: Target, path: Numbers, needed: Required, move: Move | None) -> Distance:
    value, others = float(path[0]), path[1:][np.isfinite(path[1:])]
    count = len(others)
    share = float(np.mean([target.is_met(float(one)) for one in others])) if count else float("nan")
    error = float(np.sqrt(share * (1 - share) / count)) if count else float("nan")
    gap = value - target.value
    return Distance(code, target, value, gap, target.is_met(value), needed, share, error, count, move)


def _move(
    system: System,
    data: Series,
    asked: Asked,
    target: Target,
    value: float,
    instruments: Sequence[Instrument],
) -> Move:
    names = tuple(one.name for one in instruments)
    still = np.zeros((len(instruments), asked.count))
    if target.is_met(value):
        return Move(names, still)
    try:
        found = reached(system, data, asked, {(target.name, target.ordinal): target.value}, instruments)
    except Refused as refusal:
        return Move(names, still * np.nan, refusal.problems[0])
    return Move(names, found.moves)
