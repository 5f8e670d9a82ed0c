"""Which values of the instruments bring the targets about?

Newton: v <- v + M^-1 (target - y(v)) with the multipliers M of the run at v. With more instruments than
targets the smallest change of the instruments is taken, weighted; within bounds it is the nearest point that
keeps them (Goldfarb and Idnani 1983).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import lsq_linear

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.asking import Asked, unknown
from styrbord.core.modelling.multipliers import multipliers
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import Solved, run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System
from styrbord.core.spine.coherence.exact import Impossible, projected

define(
    "model.few-levers",
    "{found} values of instruments cannot reach {needed} targets.",
    "Give as many instruments as there are targets in a period, or more.",
)
define(
    "model.unmoved",
    "{name} in {period} cannot be moved by {instruments}.",
    "Choose other instruments or an earlier start: they act too late, weakly, or only with another target.",
)
define(
    "model.not-reached",
    "The targets were not reached in {rounds} rounds; {name} in {period} is off by {distance}.",
    "Choose targets nearer to the path, or other instruments.",
)
define("model.outside", "The target {name} in {period} lies outside of the run.", "Choose a longer run.")
define(
    "model.bounds",
    "Within the bounds of {instruments} the targets cannot be reached: {name} in {period} comes to {value}.",
    "Widen the bounds, choose other instruments, or targets nearer to the path.",
)
define(
    "model.instrument",
    "'{found}' is no instrument.",
    "Write g, g*2 with a weight above 0, or g=10:30 with bounds, of which one may be missing.",
)
ROUNDS = 20
CLOSE = 1e-9
WORST = 1e12
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
_INSTRUMENT = re.compile(rf"([A-Za-z_]\w*)(?:\*({_NUMBER}))?(?:=({_NUMBER})?:({_NUMBER})?)?", re.ASCII)
Targets = Mapping[tuple[str, int], float]
"""Value by endogenous variable and ordinal."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """Lever with the weight of its move, and bounds of its level (of an endogenous one its add-factor)."""

    name: str
    weight: float = 1.0
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True, slots=True)
class Reached:
    """Levels of the instruments with dims (instrument, period), their moves, and the run under them.

    Of an endogenous instrument the level is its add-factor.
    """

    instruments: tuple[str, ...]
    levels: Numbers
    moves: Numbers
    solved: Solved


def instruments_of(texts: Sequence[str]) -> tuple[Instrument, ...]:
    """Instruments written as g, g*2 or g=10:30, or both.

    Returns
    -------
    tuple of Instrument

    Raises
    ------
    Refused
        `model.instrument`

    Examples
    --------
    >>> instruments_of(["g*2=10:"])
    (Instrument(name='g', weight=2.0, low=10.0, high=inf),)
    """
    found, problems = [], []
    for text in texts:
        match = _INSTRUMENT.fullmatch(text.strip())
        weight = float(match[2] or 1.0) if match else 0.0
        low = float(match[3] or -np.inf) if match else 0.0
        high = float(match[4] or np.inf) if match else 0.0
        if match is None or not weight > 0 or low > high:
            problems.append(Problem("model.instrument", "", {"found": text.strip()[:40]}))
        else:
            found.append(Instrument(match[1], weight, low, high))
    if problems:
        raise Refused(problems)
    return tuple(found)


def reached(
    system: System,
    data: Series,
    asked: Asked,
    targets: Targets,
    instruments: Sequence[str | Instrument],
    *,
    progress: Progress = silent,
) -> Reached:
    """Instruments that bring the targets about.

    Parameters
    ----------
    system : System
    data : Series
    asked : Asked
    targets : mapping from (variable, ordinal) to float
    instruments : sequence of str or Instrument
        As in `multipliers`; each may move in every period of the run.
    progress : Progress

    Returns
    -------
    Reached
        With the smallest sum of weight times move squared.

    Raises
    ------
    Refused
        `model.few-levers`, `model.unmoved`, `model.not-reached`, `model.outside`, `model.bounds`, and what
        `run` refuses.
    """
    given = tuple(Instrument(one) if isinstance(one, str) else one for one in instruments)
    levers = [one.name for one in given]
    _check(asked, system, data, targets, levers)
    moves = np.zeros((len(given), asked.count))
    start = _levels(system, data, asked, levers, moves)
    order = list(targets)
    names = tuple(dict.fromkeys(name for name, _ in order))
    wanted = np.array([targets[one] for one in order])
    gap = np.full(len(order), np.inf)
    for number in range(ROUNDS):
        solved = run(system, data, _moved(asked, system, levers, moves))
        gap = wanted - np.array([solved.path(name)[at - asked.first, 0] for name, at in order])
        progress(number + 1, ROUNDS, "target")
        is_near = bool((np.abs(gap) < CLOSE * np.maximum(1.0, np.abs(wanted))).all())
        if is_near and _is_inside(given, start + moves):
            return Reached(tuple(levers), start + moves, moves, solved)
        found = multipliers(solved, names, levers)
        places = [(names.index(name), ordinal - asked.first) for name, ordinal in order]
        matrix = np.array([found.values[row, at].ravel() for row, at in places])
        _look(matrix, order, data, levers)
        moves = _nearest(matrix, gap + matrix @ moves.ravel(), wanted, given, start, (order, data))
    worst = int(np.argmax(np.abs(gap)))
    params = {"rounds": ROUNDS, "name": order[worst][0], "distance": f"{abs(gap[worst]):.3g}"}
    raise Refused(Problem("model.not-reached", "", {**params, "period": str(data.period(order[worst][1]))}))


def _is_inside(given: Sequence[Instrument], levels: Numbers) -> bool:
    """Whether all levels keep the bounds, but for rounding."""
    return all(
        bool(
            (
                (own >= one.low - CLOSE * (1 + abs(one.low)))
                & (own <= one.high + CLOSE * (1 + abs(one.high)))
            ).all()
        )
        for one, own in zip(given, levels, strict=True)
    )


def _nearest(
    matrix: Numbers,
    right: Numbers,
    wanted: Numbers,
    given: Sequence[Instrument],
    start: Numbers,
    told: tuple[list[tuple[str, int]], Series],
) -> Numbers:
    """Smallest weighted moves with matrix x moves = right, within the bounds."""
    scale = np.repeat([one.weight**-0.5 for one in given], start.shape[1])
    low = (np.repeat([one.low for one in given], start.shape[1]) - start.ravel()) / scale
    high = (np.repeat([one.high for one in given], start.shape[1]) - start.ravel()) / scale
    wide = matrix * scale
    point = np.linalg.lstsq(wide, right, rcond=None)[0]
    if (point < low).any() or (point > high).any():
        point = _within(wide, right, wanted, low, high, ([one.name for one in given], *told))
    return np.asarray((point * scale).reshape(start.shape))


def _within(
    wide: Numbers,
    right: Numbers,
    wanted: Numbers,
    low: Numbers,
    high: Numbers,
    told: tuple[list[str], list[tuple[str, int]], Series],
) -> Numbers:
    """Nearest point to 0 that keeps equations and bounds; when none does, how near one comes is told."""
    eye = np.eye(len(low))
    has_low, has_high = np.isfinite(low), np.isfinite(high)
    sides = np.concatenate([eye[has_low], -eye[has_high]])
    limits = np.concatenate([low[has_low], -high[has_high]])
    try:
        return projected(np.zeros(len(low)), wide, right, sides, limits)
    except Impossible:
        best = lsq_linear(wide, right, bounds=(np.minimum(low, high - 1e-12), high)).x
        left = wide @ best - right
        worst = int(np.argmax(np.abs(left)))
        levers, order, data = told
        params = {"instruments": ", ".join(levers), "name": order[worst][0]}
        params |= {"period": str(data.period(order[worst][1])), "value": f"{wanted[worst] + left[worst]:.6g}"}
        raise Refused(Problem("model.bounds", "", params)) from None


def _check(asked: Asked, system: System, data: Series, targets: Targets, instruments: Sequence[str]) -> None:
    problems = unknown(dict.fromkeys(instruments), system.names, "variable")
    inner = dict.fromkeys(name for name, _ in targets)
    problems += unknown(inner, system.model.endogenous, "endogenous variable")
    problems += [
        Problem("model.outside", "", {"name": name, "period": str(data.period(ordinal))})
        for name, ordinal in targets
        if not asked.first <= ordinal <= asked.last
    ]
    if len(instruments) * asked.count < len(targets):
        params = {"found": len(instruments) * asked.count, "needed": len(targets)}
        problems.append(Problem("model.few-levers", "", params))
    if problems:
        raise Refused(problems)


def _look(matrix: Numbers, order: list[tuple[str, int]], data: Series, instruments: Sequence[str]) -> None:
    """Refuse targets that nothing moves, or that only move with another."""
    sides, sizes, _ = np.linalg.svd(matrix)
    if sizes[0] > 0 and len(sizes) >= len(order) and sizes[-1] * WORST > sizes[0]:
        return
    still = np.flatnonzero(~(np.abs(matrix) > 0).any(axis=1))
    worst = int(still[0]) if len(still) else int(np.argmax(np.abs(sides[:, -1])))
    name, ordinal = order[worst]
    params = {"name": name, "period": str(data.period(ordinal)), "instruments": ", ".join(instruments)}
    raise Refused(Problem("model.unmoved", "", params))


def _moved(asked: Asked, system: System, instruments: Sequence[str], moves: Numbers) -> Asked:
    """What is asked, with the instruments moved."""
    changes, factors = dict(asked.changes), dict(asked.lane_factors)
    for name, move in zip(instruments, moves, strict=True):
        into = changes if system.rows[name] >= len(system.solved) else factors
        into[name] = into[name] + move if name in into else move
    return replace(asked, changes=changes, lane_factors=factors)


def _levels(
    system: System, data: Series, asked: Asked, instruments: Sequence[str], moves: Numbers
) -> Numbers:
    found = moves.copy()
    for at, name in enumerate(instruments):
        if system.rows[name] >= len(system.solved):
            found[at] += data.window(name, asked.first, asked.last) + asked.changes.get(name, 0.0)
        else:
            found[at] += asked.factors.get(name, 0.0) + asked.lane_factors.get(name, 0.0)
    return found
