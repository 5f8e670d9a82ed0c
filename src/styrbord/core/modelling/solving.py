"""Which values solve the equations of a period, for all lanes at once?

Newton's method on the feedback variables of each block with exact derivatives; the derivative of one lane
serves all until some lanes lag behind, which then get their own; then shorter steps; then Gauss-Seidel.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.ordering import Block
from styrbord.core.modelling.program import Running
from styrbord.core.modelling.secants import Secants
from styrbord.core.modelling.system import System

Flags = npt.NDArray[np.bool_]
CLOSE = 1e-9
MOST_ROUNDS = 100
_SLOW = 0.3  # of the distance that is left: then derivatives are made anew
_WAIT = 3  # rounds in which the steps themselves correct them, before that
_APART = 4  # round from which few lanes are solved apart from the others
_OWN = 12  # round from which lanes have their own
_ANEW = 6  # rounds after which these are made anew
_SHORT = ((30, 0.5), (50, 0.25))
_PLAIN = 70


@dataclass(frozen=True, slots=True)
class Unsolved:
    """Lane in which a block has no solution, by its worst equation; `last` is the last iterate."""

    equation: str
    at: int  # place of the period in the rows
    lane: int
    distance: float
    last: tuple[tuple[str, float], ...]


def _is_due(number: int, fresh: int, is_slow: bool) -> bool:
    """Whether derivatives are made anew: where rounds are slow, and of each lane's own after some rounds."""
    if number >= _OWN:
        return number == _OWN or number - fresh >= _ANEW * (1 + number // 30)
    return is_slow and number - fresh >= _WAIT


class Solver:
    """Solves period after period in arrays with dims (period, lane)."""

    def __init__(
        self,
        system: System,
        rows: list[Numbers],
        *,
        close: float = CLOSE,
        most: int = MOST_ROUNDS,
        lanes: int = 1,
    ) -> None:
        """Take the arrays, whose rows of endogenous variables are written into."""
        self.system = system
        self.rows = rows
        self.close = close
        self.most = most
        self.lanes = lanes
        self.unsolved: list[Unsolved] = []
        self.is_lost = np.zeros(lanes, dtype=bool)
        self._earlier: dict[Block, Numbers] = {}  # derivatives of the period before

    def solve(self, at: int, blocks: Sequence[Block]) -> None:
        """Solve one period; a lane that is not solved is NaN from then on, and told once in `unsolved`."""
        with np.errstate(all="ignore"):
            for block in blocks:
                if block.feedback:
                    self._together(block, at)
                else:
                    self._plain(block, at)
        if self.is_lost.any():
            for row in range(len(self.system.solved)):
                self.rows[row][at, self.is_lost] = np.nan

    def _plain(self, block: Block, at: int) -> None:
        running = self._begun(block, at)
        for equation in block.order:
            found = self.rows[equation][at]
            found[:] = running.value(equation)
            if not np.isfinite(found).all():
                for lane in np.flatnonzero(~np.isfinite(found) & ~self.is_lost):
                    self._keep(at, int(lane), (equation,), np.array([np.nan]))

    def _begun(self, block: Block, at: int) -> Running:
        return self.system.program(block).begun(self.rows, at, is_single=self.lanes == 1)

    def _together(self, block: Block, at: int) -> None:
        """Solve the equations of a block at once."""
        running = self._begun(block, at)
        guess = np.array([self.rows[one][at] for one in block.feedback])
        guess[~np.isfinite(guess)] = 1.0
        slopes, is_done = self._earlier.get(block), self.is_lost
        distance, worst, before = np.full(guess.shape, np.inf), np.inf, guess
        fresh, secants = -_WAIT, Secants(np.maximum(1.0, np.abs(guess)))
        for number in range(self.most):
            found = self._swept(running, block, guess)
            distance = np.abs(found - guess) / np.maximum(1.0, np.abs(guess))
            is_done = (distance < self.close).all(axis=0) | self.is_lost
            if is_done.all():
                break
            is_out = ~np.isfinite(found).all(axis=0)
            if number >= _APART and 8 * np.count_nonzero(~is_done) < self.lanes:
                self._put(running, block, np.where(is_out, before, guess), at)
                self._few(block, at, np.flatnonzero(~is_done))
                return
            far = float(np.nanmax(np.where(is_done | is_out, 0.0, distance)))
            if slopes is None or _is_due(number, fresh, far > _SLOW * worst):
                fresh = number
                self._put(running, block, guess, at)
                slopes = self._slopes(block, at, is_done | is_out, number >= _OWN)
                secants.forget()
            worst = far
            step = secants.step(self._step(slopes, found - guess, number), is_out | is_done)
            is_moving = ~is_done & np.isfinite(step).all(axis=0)
            back, ahead = (guess + before) / 2, guess + step
            before = np.where(is_out, before, guess)
            guess = np.where(is_out & ~is_done, back, np.where(is_moving, ahead, guess))
        self._put(running, block, guess, at)
        if slopes is not None and slopes.shape[2] == 1:
            self._earlier[block] = slopes
        self._settle(block, at, is_done, distance)

    def _few(self, block: Block, at: int, lanes: npt.NDArray[np.intp]) -> None:
        """Solve the few lanes that are left apart from the others, from where they are."""
        own = {id(row): row[:, lanes] for row in self.rows if row.shape[1] > 1}
        rows = [own.get(id(row), row) for row in self.rows]  # one array stays one
        rest = Solver(self.system, rows, close=self.close, most=self.most, lanes=len(lanes))
        rest._together(block, at)
        for one in block.order + block.feedback:
            self.rows[one][at, lanes] = rows[one][at]
        for lost in rest.unsolved:
            lane = int(lanes[lost.lane])
            self.unsolved.append(replace(lost, lane=lane))
            self.is_lost[lane] = True

    def _settle(self, block: Block, at: int, is_done: Flags, distance: Numbers) -> None:
        """Tell the lanes that are not solved."""
        members = block.order + block.feedback
        for lane in np.flatnonzero(~is_done):
            self._keep(at, int(lane), block.feedback, distance[:, lane], members)

    def _swept(self, running: Running, block: Block, guess: Numbers) -> Numbers:
        """Feedback variables as the equations give them from the guess: dims (variable, lane)."""
        for one, own in zip(block.feedback, guess, strict=True):
            running.put(one, own.item(0) if self.lanes == 1 else own)
        running.go()
        found = np.empty(guess.shape)
        for place, one in enumerate(block.feedback):
            found[place] = running.value(one)
        return found

    def _slopes(self, block: Block, at: int, is_done: Flags, own: bool) -> Numbers:
        """Derivative of the sweep: dims (variable, variable, lane), of one lane or of all."""
        rows = self.rows
        if not own:
            free = np.flatnonzero(~is_done)
            lane = int(free[len(free) // 2]) if len(free) else 0
            rows = [row[:, lane : lane + 1] if row.shape[1] > 1 else row for row in rows]
        lanes, size = (self.lanes if own else 1), len(block.feedback)
        moved: dict[int, Numbers] = {}
        for place, one in enumerate(block.feedback):
            moved[one] = np.zeros((size, lanes))
            moved[one][place] = 1.0
        for one in block.order:
            moved[one] = self._moved(one, at, rows, moved, (size, lanes))
        return np.array([self._moved(one, at, rows, moved, (size, lanes)) for one in block.feedback])

    def _moved(
        self, equation: int, at: int, rows: list[Numbers], moved: dict[int, Numbers], shape: tuple[int, int]
    ) -> Numbers:
        total = np.zeros(shape)
        for (row, steps), slope in self.system.solved[equation].slopes(rows, at).items():
            if steps == 0 and row in moved:
                total += slope * moved[row]
        return total

    def _step(self, slopes: Numbers | None, gap: Numbers, number: int) -> Numbers:
        """Newton's step, shorter in later rounds; the plain one where there is none."""
        if slopes is None or (number >= _PLAIN and number % 2):
            return gap
        matrix = np.eye(len(gap))[:, :, None] - slopes
        try:
            if matrix.shape[2] == 1:
                step = np.asarray(np.linalg.solve(matrix[:, :, 0], gap), dtype=np.float64)
            else:
                wide = np.linalg.solve(matrix.transpose(2, 0, 1), gap.T[:, :, None])
                step = np.asarray(wide[:, :, 0].T, dtype=np.float64)
        except np.linalg.LinAlgError:
            return gap
        damping = min((share for first, share in _SHORT if number >= first), default=1.0)
        return step * damping

    def _put(self, running: Running, block: Block, guess: Numbers, at: int) -> None:
        """Write what stands in a program into the rows."""
        for one in block.order:
            self.rows[one][at] = running.value(one)
        for one, value in zip(block.feedback, guess, strict=True):
            self.rows[one][at] = value

    def _keep(
        self, at: int, lane: int, equations: Sequence[int], distance: Numbers, members: Sequence[int] = ()
    ) -> None:
        names = self.system.names
        self.is_lost[lane] = True
        worst = int(np.argmax(np.where(np.isnan(distance), np.inf, distance)))
        last = tuple((names[one], float(self.rows[one][at, lane])) for one in members or equations)
        self.unsolved.append(Unsolved(names[equations[worst]], at, lane, float(distance[worst]), last))
