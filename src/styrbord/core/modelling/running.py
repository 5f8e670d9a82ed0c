"""Which paths do the variables take in a run?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.fan_out import FanOut
from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.arrays import moved, reach_back, rows_of
from styrbord.core.modelling.asking import Asked, Drawn, Kind, check
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.solving import Flags, Solver, Unsolved
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
    """Arrays of the first variant with dims (period, lane), earlier and later periods for lags included.

    `paths` of every endogenous variable have dims (variable, period, lane), without those; NaN where there
    is no solution. With territories lane is variant x territories + territory.
    """

    system: System
    asked: Asked
    rows: tuple[Numbers, ...]
    start: int  # place of the first period in the rows
    paths: Numbers
    unsolved: tuple[Unsolved, ...]
    territories: int = 1

    def path(self, name: str) -> Numbers:
        """Path of an endogenous variable, dims (period, lane)."""
        found: Numbers = self.paths[self.system.rows[name]]
        return found

    def variants(self, name: str) -> Numbers:
        """Path of an endogenous variable, dims (period, variant, territory)."""
        return self.path(name).reshape(self.asked.count, -1, self.territories)


def run(
    system: System,
    data: Series,
    asked: Asked,
    *,
    progress: Progress = silent,
    fan_out: FanOut | None = None,
) -> Solved:
    """Solve a model from one period to another.

    With several variants the first is solved first and the others begin from it; a lane in which nothing
    has changed yet has its numbers to the last digit.

    Parameters
    ----------
    system : System
    data : Series
    asked : Asked
    progress : Progress
    fan_out : FanOut
        Over which the lanes are spread; here and one part after the other when left out.

    Returns
    -------
    Solved

    Raises
    ------
    Refused
        `model.no-series`, `model.no-value`, what `check` refuses, and `model.unsolved` when there is no
        solution in the first variant of any territory.
    """
    check(asked, system.model, data)
    _look_ahead(system, asked)
    missing(system, data, asked)
    count = data.territories
    single = replace(_part(asked, slice(0, count)), drawn=None)
    base = _solved(system, data, single, None, silent if asked.lanes > count else progress)
    if len({one.lane for one in base.unsolved}) == count:
        raise Refused(_told(base.unsolved[0], data, base))
    return base if asked.lanes == count else _all_lanes(base, data, asked, progress, fan_out)


def _part(asked: Asked, lanes: slice) -> Asked:
    """What is asked for some lanes."""
    return replace(
        asked,
        lanes=lanes.stop - lanes.start,
        changes=_some(asked.changes, lanes),
        lane_factors=_some(asked.lane_factors, lanes),
        coefficients={key: own[lanes] for key, own in asked.coefficients.items()},
    )


def _some(given: Mapping[str, Numbers], lanes: slice) -> dict[str, Numbers]:
    return {name: own if own.ndim == 1 else own[:, lanes] for name, own in given.items()}


@dataclass(frozen=True, slots=True)
class _Work:
    """Lanes that are solved together, from what is drawn for lanes beginning at `low`."""

    base: Solved
    data: Series
    asked: Asked
    low: int


def _all_lanes(
    base: Solved, data: Series, asked: Asked, progress: Progress, fan_out: FanOut | None
) -> Solved:
    """All lanes from the path of the first, so many at once that their arrays stay near the processor."""
    at_once = max(AT_ONCE // base.territories, 1) * base.territories
    spans = [slice(low, min(low + at_once, asked.lanes)) for low in range(0, asked.lanes, at_once)]
    works = (_Work(base, data, _part(asked, lanes), lanes.start) for lanes in spans)
    height = asked.count + base.start
    full = np.empty((len(base.system.solved), height + max(base.system.model.ahead, 0), asked.lanes))
    paths, unsolved = full[:, base.start : height], list[Unsolved]()
    if fan_out is not None:
        for lanes, (found, lost) in zip(spans, fan_out.map(worked, list(works), progress), strict=True):
            paths[:, :, lanes] = found
            unsolved += lost
        return Solved(base.system, asked, base.rows, base.start, paths, tuple(unsolved), base.territories)
    for lanes, work in zip(spans, works, strict=True):
        unsolved += _solved_into(full[:, :, lanes], work)
        progress(lanes.stop, asked.lanes, "solve")
    return Solved(base.system, asked, base.rows, base.start, paths, tuple(unsolved), base.territories)


def worked(work: _Work) -> tuple[Numbers, list[Unsolved]]:
    """Paths of some lanes, dims (variable, period, lane), and where there is no solution.

    Returns
    -------
    tuple of (ndarray, list of Unsolved)
    """
    base = work.base
    height = work.asked.count + base.start
    shape = len(base.system.solved), height + max(base.system.model.ahead, 0), work.asked.lanes
    full = np.empty(shape)
    unsolved = _solved_into(full, work)
    return full[:, base.start : height].copy(), unsolved


def _solved_into(full: Numbers, work: _Work) -> list[Unsolved]:
    """Solve lanes in an array of theirs, from the path of the first variant."""
    base, asked = work.base, work.asked
    times = asked.lanes // base.territories
    for row, own in enumerate(full):
        own[:] = np.tile(base.rows[row], (1, times))
    end = base.start + asked.count
    drawn = asked.drawn(work.low, work.low + asked.lanes) if asked.drawn else Drawn()
    solved = _solved(base.system, work.data, asked, base, silent, full, drawn)
    if asked.kind is Kind.STATIC:
        full[:, base.start : end] = solved.paths
    return [replace(one, lane=one.lane + work.low) for one in solved.unsolved]


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
    names, count, back = system.names, len(system.solved), reach_back(system)
    is_there: dict[str, list[bool]] = {}
    for name in used:
        own = np.isfinite(data.window(name, asked.first - back, asked.last + system.model.ahead))
        is_there[name] = np.asarray(own if own.ndim == 1 else own.any(axis=1)).tolist()  # in some territory
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


def _solved(
    system: System,
    data: Series,
    asked: Asked,
    base: Solved | None,
    progress: Progress,
    explained: Numbers | None = None,
    drawn: Drawn | None = None,
) -> Solved:
    parts = None if explained is None else list(explained)
    looks_ahead = system.model.ahead > 0
    same = None if base is None else ~moved(asked, drawn or Drawn(), base.asked, looks_ahead=looks_ahead)
    rows, start = rows_of(system, data, asked, parts, drawn)
    count, free = asked.count, free_in(system, asked)
    solver = Solver(system, rows, close=asked.close, most=asked.most, lanes=asked.lanes)
    is_apart = asked.kind is Kind.STATIC or explained is None
    paths = (
        np.empty((len(system.solved), count, asked.lanes))
        if is_apart or explained is None
        else explained[:, start : start + count]
    )
    for step in range(count):
        at = start + step
        _step(solver, at, paths[:, step], asked.kind, free[step], base is None)
        if base is not None and same is not None and same[step].any():
            _as_before(paths[:, step], rows, at, base.paths[:, step], same[step], asked.kind)
        progress(step + 1, count, "solve")
    return Solved(system, asked, tuple(rows), start, paths, tuple(solver.unsolved), data.territories)


def _step(solver: Solver, at: int, paths: Numbers, kind: Kind, free: frozenset[int], is_first: bool) -> None:
    """Solve a period and keep its values; in a static run the data stand in the arrays afterwards."""
    rows, explained = solver.rows, len(paths)
    before = [rows[row][at].copy() for row in range(explained)] if kind is Kind.STATIC else []
    if is_first:
        _guess(rows, at, explained, free, kind)
    solver.solve(at, solver.system.blocks(free))
    for row in range(explained):
        paths[row] = rows[row][at]
        if before:
            rows[row][at] = before[row]


def _as_before(
    paths: Numbers, rows: Sequence[Numbers], at: int, base: Numbers, same: Flags, kind: Kind
) -> None:
    """Give lanes in which nothing has changed yet the numbers of the first variant."""
    places = np.flatnonzero(same)
    paths[:, places] = base[:, places % base.shape[1]]
    for row in range(len(paths)) if kind is not Kind.STATIC else ():
        rows[row][at, places] = paths[row, places]


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
