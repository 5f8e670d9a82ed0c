"""What would come of it if levers stood elsewhere: at once by kept multipliers, then by solving again?

An answer says which of the two it is. The first is exact in how fast things move at the start; it takes what
bends for straight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from styrbord.core.base.codes import nearest
from styrbord.core.base.fan_out import FanOut
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.asking import Asked, Kind, unknown
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import Solved, run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System
from styrbord.core.modelling.tangents import tangents

define("model.no-slider", "There is no slider {name}.", "Did you mean {nearest}?")
define(
    "model.slider-static",
    "Levers are asked of a run in which lagged values come from the data.",
    "Solve the run as dynamic or forecast.",
)

_PIECE = 16_384


class By(StrEnum):
    """How an answer was found: with kept multipliers, or by solving the model again."""

    MULTIPLIERS = "multipliers"
    SOLVING = "solving"


@dataclass(frozen=True, slots=True)
class Slider:
    """Lever that moves a variable along a profile over the periods, by its position.

    Of an exogenous variable position 0.1 adds a tenth of its value times the profile when `is_share`, and
    0.1 times the profile when not; of an endogenous one it adds to its equation. `step` is one step of
    policy, `low` and `high` are how far it may go.
    """

    code: str
    variable: str
    profile: Numbers
    is_share: bool = False
    step: float = 1.0
    low: float = -np.inf
    high: float = np.inf

    def path(self, system: System, data: Series, asked: Asked) -> Numbers:
        """What position 1 adds, dims (period,) or (period, lane)."""
        if not self.is_share or system.rows[self.variable] < len(system.solved):
            return self.profile
        before = data.window(self.variable, asked.first, asked.last)
        if before.ndim == 2:
            before = np.tile(before, (1, asked.lanes // before.shape[1]))
        if self.variable in asked.changes:
            before = _sum(before, asked.changes[self.variable])
        return self.profile * before if before.ndim == 1 else self.profile[:, None] * before


@dataclass(frozen=True, slots=True)
class Answer:
    """Values with dims (target, period, lane), and how they were found."""

    targets: tuple[str, ...]
    values: Numbers
    by: By

    def of(self, name: str) -> Numbers:
        """Values of a target, dims (period, lane)."""
        found: Numbers = self.values[self.targets.index(name)]
        return found


@dataclass(frozen=True, slots=True)
class Board:
    """Kept multipliers of sliders around a run: `moves` has the dims (slider, target, period, lane)."""

    sliders: tuple[Slider, ...]
    targets: tuple[str, ...]
    base: Numbers
    moves: Numbers

    def answer(self, positions: Mapping[str, float]) -> Answer:
        """Answer at once; without a position a slider stays.

        Parameters
        ----------
        positions : mapping from code of slider to float

        Returns
        -------
        Answer
            The numbers of the run to the last digit where nothing is moved.

        Raises
        ------
        Refused
            `model.no-slider`
        """
        _known(self.sliders, positions)
        moved = [
            (position, move.reshape(-1))
            for one, move in zip(self.sliders, self.moves, strict=True)
            if (position := positions.get(one.code, 0.0))
        ]
        found = self.base.copy(order="C")
        flat, part = found.reshape(-1), np.empty(_PIECE)
        for low in range(0, flat.size, _PIECE):  # pieces that stay near the processor
            own = flat[low : low + _PIECE]
            for position, move in moved:
                own += np.multiply(move[low : low + _PIECE], position, out=part[: own.size])
        return Answer(self.targets, found, By.MULTIPLIERS)


@dataclass(frozen=True, slots=True)
class Lever:
    """What a slider does to a target: by one step, and as far as it may go (with the position of that).

    Sums over the periods asked for, and over the territories.
    """

    code: str
    by_step: float
    most: float
    position: float


def _known(sliders: Sequence[Slider], positions: Mapping[str, float]) -> None:
    codes = [one.code for one in sliders]
    problems = [
        Problem("model.no-slider", "", {"name": name, "nearest": nearest(name, codes) or ", ".join(codes)})
        for name in positions
        if name not in codes
    ]
    if problems:
        raise Refused(problems)


def board(
    solved: Solved,
    data: Series,
    sliders: Sequence[Slider],
    targets: Sequence[str],
    *,
    progress: Progress = silent,
) -> Board:
    """Multipliers of sliders around a run, to be kept.

    Parameters
    ----------
    solved : Solved
        Dynamic or forecast; its lanes may be territories and scenarios.
    data : Series
    sliders : sequence of Slider
    targets : sequence of str
        Endogenous variables.
    progress : Progress

    Returns
    -------
    Board

    Raises
    ------
    Refused
        `model.no-variable`, `model.slider-static`.
    """
    system, asked = solved.system, solved.asked
    problems = unknown(dict.fromkeys(targets), system.model.endogenous, "endogenous variable")
    problems += unknown(dict.fromkeys(one.variable for one in sliders), system.names, "variable")
    if asked.kind is Kind.STATIC:
        problems.append(Problem("model.slider-static"))
    if problems:
        raise Refused(problems)
    rows = [system.rows[name] for name in targets]
    directions = [{one.variable: one.path(system, data, asked)} for one in sliders]
    moves = np.ascontiguousarray(tangents(solved, data, directions, progress=progress)[:, rows])
    return Board(tuple(sliders), tuple(targets), np.ascontiguousarray(solved.paths[rows]), moves)


def solved_again(
    solved: Solved,
    data: Series,
    kept: Board,
    positions: Mapping[str, float],
    *,
    progress: Progress = silent,
    fan_out: FanOut | None = None,
) -> Answer:
    """Answer by solving the model again.

    Returns
    -------
    Answer
        In the lanes of the run; the numbers of the run to the last digit where nothing is moved.

    Raises
    ------
    Refused
        `model.no-slider`, and what `run` refuses.
    """
    _known(kept.sliders, positions)
    system, asked = solved.system, solved.asked
    if not any(positions.values()):
        return Answer(kept.targets, kept.base.copy(), By.SOLVING)
    moves: dict[str, Numbers] = {}
    for one in kept.sliders:
        if position := positions.get(one.code, 0.0):
            path = position * one.path(system, data, asked)
            moves[one.variable] = _sum(moves[one.variable], path) if one.variable in moves else path
    found = run(system, data, _moved(system, asked, moves), progress=progress, fan_out=fan_out)
    return Answer(kept.targets, found.paths[[system.rows[name] for name in kept.targets]], By.SOLVING)


def _moved(system: System, asked: Asked, moves: Mapping[str, Numbers]) -> Asked:
    """The run with moves in every variant, too."""
    changes, factors = dict(asked.changes), dict(asked.lane_factors)
    for name, path in moves.items():
        into = changes if system.rows[name] >= len(system.solved) else factors
        into[name] = _sum(into[name], path) if name in into else path
    return replace(asked, changes=changes, lane_factors=factors)


def _sum(one: Numbers, other: Numbers) -> Numbers:
    if one.ndim < other.ndim:
        return one[:, None] + other
    return one + other[:, None] if other.ndim < one.ndim else one + other


def apart(quick: Answer, full: Answer) -> float:
    """Largest distance of the quick answer from the full one, as a share of its size.

    Returns
    -------
    float
        Lanes without a solution are left out; NaN when there are no others.
    """
    with np.errstate(all="ignore"):
        found = np.abs(quick.values - full.values) / np.abs(full.values)
    found = found[np.isfinite(found)]
    return float(found.max()) if found.size else float("nan")


def levers(kept: Board, target: str, *, periods: slice = slice(None), is_good_up: bool = True) -> list[Lever]:
    """Sliders by what one step of them does to a target, the most helpful first.

    A lever that harms is told with a step the other way: its `by_step` is what a step in its good direction
    gives.

    Parameters
    ----------
    kept : Board
    target : str
        Such as the revenue of a budget.
    periods : slice
        Of the run.
    is_good_up : bool

    Returns
    -------
    list of Lever
    """
    row, sign = kept.targets.index(target), 1.0 if is_good_up else -1.0
    found = []
    for one, move in zip(kept.sliders, kept.moves, strict=True):
        slope = float(np.nansum(move[row, periods]))
        end = one.high if slope * sign > 0 else one.low
        by_step = abs(slope * one.step)
        found.append(Lever(one.code, sign * by_step, slope * end if slope else 0.0, end if slope else 0.0))
    return sorted(found, key=lambda lever: -abs(lever.by_step))
