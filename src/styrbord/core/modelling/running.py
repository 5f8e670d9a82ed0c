"""Which paths do the variables take in a run?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.asking import Asked, Kind, check
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.solving import Solver, Unsolved
from styrbord.core.modelling.system import System

define(
    "model.unsolved",
    "The equation of {equation} has no solution in {period}; it was off by {distance}, at {last}.",
    "Look at the data and add-factors of that period, or begin nearer to history.",
)
define(
    "model.unsolved-some",
    "{count} of {lanes} paths have no solution; the first is {lane}, where {equation} in {period} was off by"
    " {distance}, at {last}.",
    "Their values are empty from there on; look at what was given for them.",
    Severity.WARNING,
)
SHOWN = 6
AT_ONCE = 1_000
"""Lanes that are solved together."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Arrays of the first lane with dims (period, lane), earlier and later periods for lags included.

    `paths` of every endogenous variable have dims (variable, period, lane), without those; NaN where there
    is no solution.
    """

    system: System
    asked: Asked
    rows: tuple[Numbers, ...]
    start: int  # place of the first period in the rows
    paths: Numbers
    unsolved: tuple[Unsolved, ...]

    def path(self, name: str) -> Numbers:
        """Path of an endogenous variable, dims (period, lane)."""
        found: Numbers = self.paths[self.system.rows[name]]
        return found


def run(system: System, data: Series, asked: Asked, *, progress: Progress = silent) -> Solved:
    """Solve a model from one period to another.

    With several lanes the first is solved first and the others begin from it.

    Parameters
    ----------
    system : System
    data : Series
    asked : Asked
    progress : Progress

    Returns
    -------
    Solved

    Raises
    ------
    Refused
        `model.no-series`, `model.no-value`, what `check` refuses, and `model.unsolved` when there is no
        solution in the first lane.
    """
    check(asked, system.model, data)
    _look_ahead(system, asked)
    missing(system, data, asked)
    single = replace(asked, lanes=1, changes=_first(asked.changes), lane_factors=_first(asked.lane_factors))
    base = _solved(system, data, single, None, silent if asked.lanes > 1 else progress)
    if base.unsolved:
        raise Refused(_told(base.unsolved[0], data, base))
    return base if asked.lanes == 1 else _all_lanes(base, data, asked, progress)


def _first(given: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Numbers of the first lane."""
    return {name: own if own.ndim == 1 else own[:, 0] for name, own in given.items()}


def _all_lanes(base: Solved, data: Series, asked: Asked, progress: Progress) -> Solved:
    """All lanes from the path of the first, so many at once that their arrays stay near the processor."""
    paths = np.empty((len(base.system.solved), asked.count, asked.lanes))
    unsolved: list[Unsolved] = []
    for low in range(0, asked.lanes, AT_ONCE):
        lanes = slice(low, min(low + AT_ONCE, asked.lanes))
        part = replace(
            asked,
            lanes=lanes.stop - low,
            changes=_some(asked.changes, lanes),
            lane_factors=_some(asked.lane_factors, lanes),
        )
        solved = _solved(base.system, data, part, base, silent)
        paths[:, :, lanes] = solved.paths
        unsolved += [replace(one, lane=one.lane + low) for one in solved.unsolved]
        progress(lanes.stop, asked.lanes, "solve")
    return Solved(base.system, asked, base.rows, base.start, paths, tuple(unsolved))


def _some(given: Mapping[str, Numbers], lanes: slice) -> dict[str, Numbers]:
    return {name: own if own.ndim == 1 else own[:, lanes] for name, own in given.items()}


def _look_ahead(system: System, asked: Asked) -> None:
    count = len(system.solved)
    ahead = {
        system.names[row]
        for tape in system.solved
        for row, steps in tape.loads
        if steps > 0 and row < count and system.names[row] not in asked.exogenised
    }
    if ahead:
        raise Refused(Problem("model.forward", "", {"names": ", ".join(sorted(ahead)[:SHOWN])}))


def free_in(system: System, asked: Asked) -> list[frozenset[int]]:
    """Equations that do not hold, by period.

    Returns
    -------
    list of frozenset of int
    """
    rows = system.rows
    return [
        frozenset(rows[name] for name, when in asked.exogenised.items() if when is None or ordinal in when)
        for ordinal in range(asked.first, asked.last + 1)
    ]


def missing(system: System, data: Series, asked: Asked) -> None:
    """Look for values that the run needs and the data do not have.

    Raises
    ------
    Refused
        `model.no-series` or `model.no-value`: the first missing period of each variable.
    """
    names, count = system.names, len(system.solved)
    used = {names[row] for tape in system.solved for row, _ in tape.loads if row < len(names)}
    outer = {name for name in used if system.rows[name] >= count}
    problems = data.known(outer, "")
    free = free_in(system, asked)
    problems += _gaps(
        system, data, asked, free, {name for name in used if name in data.values or name not in outer}
    )
    if problems:
        raise Refused(problems)


def _gaps(
    system: System, data: Series, asked: Asked, free: list[frozenset[int]], used: set[str]
) -> list[Problem]:
    names, count, back = system.names, len(system.solved), _back(system)
    is_there = {
        name: np.isfinite(data.window(name, asked.first - back, asked.last + system.model.ahead)).tolist()
        for name in used
    }
    found: dict[str, tuple[int, str]] = {}
    for equation, tape in enumerate(system.solved):
        for row, steps in tape.loads:
            name = names[row] if row < len(names) else ""
            for at in range(asked.count) if name in used else ():
                is_given = (
                    row >= count or at + steps < 0 or (asked.kind is Kind.STATIC and steps < 0)
                    or (at + steps < asked.count and row in free[at + steps])
                )  # fmt: skip
                ordinal = asked.first + at + steps
                if equation in free[at] or not is_given or is_there[name][at + steps + back]:
                    continue
                found[name] = min(found.get(name, (ordinal, names[equation])), (ordinal, names[equation]))
    return [
        Problem("model.no-value", "", {"name": name, "period": str(data.period(at)), "equation": by})
        for name, (at, by) in sorted(found.items())
    ]


def _back(system: System) -> int:
    return max((-steps for tape in (*system.solved, *system.left_over) for _, steps in tape.loads), default=0)


def rows_of(
    system: System, data: Series, asked: Asked, base: Solved | None = None
) -> tuple[list[Numbers], int]:
    """Arrays of a run before it is solved, and the place of its first period.

    Returns
    -------
    tuple of (list of ndarray with dims (period, lane), int)
    """
    back, ahead = _back(system), max(system.model.ahead, 0)
    low, high = asked.first - back, asked.last + ahead
    inside = slice(back, back + asked.count)
    rows: list[Numbers] = []
    for name, row in system.rows.items():
        own = data.window(name, low, high)[:, None]
        if row < len(system.solved):
            own = (
                np.repeat(own, asked.lanes, axis=1)
                if base is None
                else np.repeat(base.rows[row], asked.lanes, 1)
            )
        elif name in asked.changes:
            own = _added(own, asked.changes[name], inside)
        rows.append(own)
    for name in system.model.endogenous:
        own = np.zeros((high - low + 1, 1))
        for given in (asked.factors, asked.lane_factors):
            own = _added(own, given[name], inside) if name in given else own
        rows.append(own)
    rows += [rows[at] for at in range(len(system.solved))]
    return rows, back


def _added(own: Numbers, change: Numbers, inside: slice) -> Numbers:
    wide = change[:, None] if change.ndim == 1 else change
    found = np.repeat(own, wide.shape[1], axis=1) if wide.shape[1] > own.shape[1] else own.copy()
    found[inside] += wide
    return found


def _solved(system: System, data: Series, asked: Asked, base: Solved | None, progress: Progress) -> Solved:
    rows, start = rows_of(system, data, asked, base)
    count, explained = asked.count, len(system.solved)
    solver = Solver(system, rows, close=asked.close, most=asked.most, lanes=asked.lanes)
    paths = np.empty((explained, count, asked.lanes))
    free = free_in(system, asked)
    for step in range(count):
        at = start + step
        before = [rows[row][at].copy() for row in range(explained)]
        if base is None:
            _guess(rows, at, explained, free[step], asked.kind)
        solver.solve(at, system.blocks(free[step]))
        for row in range(explained):
            paths[row, step] = rows[row][at]
            if asked.kind is Kind.STATIC:
                rows[row][at] = before[row]
        progress(step + 1, count, "solve")
    return Solved(system, asked, tuple(rows), start, paths, tuple(solver.unsolved))


def _guess(rows: Sequence[Numbers], at: int, explained: int, free: frozenset[int], kind: Kind) -> None:
    """Begin from the period before where there is no history, or where it must not be used."""
    for row in range(explained):
        own = rows[row]
        if at and row not in free:
            is_blank = ~np.isfinite(own[at]) | (kind is Kind.FORECAST)
            own[at] = np.where(is_blank, own[at - 1], own[at])


def _told(one: Unsolved, data: Series, solved: Solved) -> Problem:
    """Where there is no solution, in words."""
    return Problem("model.unsolved", "", _worst(one, data, solved))


def _worst(one: Unsolved, data: Series, solved: Solved) -> dict[str, object]:
    """Equation, period, distance and last iterate."""
    last = ", ".join(f"{name} = {value:.6g}" for name, value in one.last[:SHOWN])
    return {
        "equation": one.equation,
        "period": str(data.period(solved.asked.first + one.at - solved.start)),
        "distance": f"{one.distance:.3g}",
        "last": last,
    }


def warned(solved: Solved, data: Series, lanes: Sequence[str]) -> Iterator[Problem]:
    """Paths without a solution, in words.

    Parameters
    ----------
    solved : Solved
    data : Series
    lanes : sequence of str
        What each lane is called.

    Yields
    ------
    Problem
    """
    if solved.unsolved:
        first = solved.unsolved[0]
        count = len({one.lane for one in solved.unsolved})
        params = {"count": count, "lanes": len(lanes), "lane": lanes[first.lane]}
        yield Problem("model.unsolved-some", "", {**params, **_worst(first, data, solved)})
