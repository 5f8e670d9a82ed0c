"""Which arrays and tapes is a model with its coefficients solved by?

Rows of the arrays: variables, then an add-factor of each equation, then the variables of identities with
branches once more: what such a variable keeps where no branch holds is no variable to differentiate by;
then the coefficients that differ by lane.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.model import Equation, Left, Model
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.ordering import Block, blocks
from styrbord.core.modelling.program import Program, program_of
from styrbord.core.modelling.tape import Tape, Writer

define(
    "model.no-coefficient",
    "{equation} has no value of {coefficient}.",
    "Estimate the model, or add a line to the coefficients.",
)

Coefficients = Mapping[tuple[str, str], float]
"""Value by equation and coefficient; autoregressive ones are rho1, rho2 and so on."""
OfTerritories = Mapping[tuple[str, str], Numbers]
"""Values with dims (territory,), or () where lanes get their own."""


@dataclass(frozen=True, slots=True)
class System:
    """Tapes of a model: the value of each equation, and what its add-factor would have to be."""

    model: Model
    rows: Mapping[str, int]
    solved: tuple[Tape, ...]
    left_over: tuple[Tape, ...]
    by_lane: OfTerritories = field(default_factory=dict)
    _ordered: dict[frozenset[int], tuple[Block, ...]] = field(default_factory=dict)
    _programs: dict[Block, Program] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Variables in the order of the rows: endogenous, then exogenous."""
        return tuple(self.rows)

    @property
    def kept(self) -> int:
        """First row of what variables keep."""
        return len(self.rows) + len(self.solved)

    def add_factor(self, equation: int) -> int:
        """Row of the add-factor of an equation."""
        return len(self.rows) + equation

    def blocks(self, exogenised: frozenset[int] = frozenset()) -> tuple[Block, ...]:
        """Order of solving when some endogenous variables are given.

        Returns
        -------
        tuple of Block
        """
        if exogenised not in self._ordered:
            free = [at for at in range(len(self.solved)) if at not in exogenised]
            among = set(free)
            uses = {
                at: frozenset(row for row, steps in self.solved[at].loads if steps == 0 and row in among)
                for at in free
            }
            self._ordered[exogenised] = tuple(_joined(blocks(uses)))
        return self._ordered[exogenised]

    def program(self, block: Block) -> Program:
        """Operations of a block.

        Returns
        -------
        Program
        """
        if block not in self._programs:
            self._programs[block] = program_of(self.solved, block.order, block.feedback, self.kept)
        return self._programs[block]


def _joined(found: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks, those without feedback that follow each other as one."""
    order: list[int] = []
    for block in found:
        if not block.feedback:
            order += block.order
            continue
        if order:
            yield Block(tuple(order))
        order = []
        yield block
    if order:
        yield Block(tuple(order))


def system_of(
    model: Model,
    coefficients: Coefficients,
    *,
    has_memory: bool = True,
    by_lane: OfTerritories | None = None,
) -> System:
    """Tapes of a model.

    Parameters
    ----------
    model : Model
    coefficients : mapping from (equation, coefficient) to float
    has_memory : bool
        Whether autoregressive errors are carried on; without it all rho are 0.
    by_lane : mapping from (equation, coefficient) to ndarray with dims (territory,) or ()
        Coefficients that territories have their own of, or that lanes may be given.

    Returns
    -------
    System

    Raises
    ------
    Refused
        `model.no-coefficient` for each one that is missing.
    """
    own_rows = by_lane or {}
    coefficients = {**coefficients, **dict.fromkeys(own_rows, 0.0)}
    _check(model, coefficients, has_memory)
    names = (*model.endogenous, *model.exogenous)
    first = len(names) + 2 * len(model.equations)
    places = {key: first + at for at, key in enumerate(own_rows)}
    rows = {name: at for at, name in enumerate(names)}
    solved, left_over = [], []
    for at, equation in enumerate(model.equations):
        own = {name: coefficients.get((equation.name, name), 0.0) for name in _needed(equation, has_memory)}
        scribe = _Scribe(equation, rows, own, len(names) + at, has_memory, places)
        keeps = len(names) + len(model.equations) + at
        solved.append(scribe.solved(keeps))
        left_over.append(scribe.left_over())
    return System(model, rows, tuple(solved), tuple(left_over), own_rows)


def _needed(equation: Equation, has_memory: bool) -> tuple[str, ...]:
    return equation.coefficients + (equation.rhos if has_memory else ())


def _check(model: Model, coefficients: Coefficients, has_memory: bool) -> None:
    problems = [
        Problem("model.no-coefficient", "", {"equation": one.name, "coefficient": name})
        for one in model.behavioural
        for name in _needed(one, has_memory)
        if (one.name, name) not in coefficients
    ]
    if problems:
        raise Refused(problems)


class _Scribe:
    """Writes the tapes of one equation."""

    def __init__(
        self,
        equation: Equation,
        rows: Mapping[str, int],
        own: Mapping[str, float],
        factor: int,
        memory: bool,
        places: Mapping[tuple[str, str], int],
    ) -> None:
        self.equation = equation
        self.rows = rows
        self.own = own
        self.factor = factor
        self.order = equation.order if memory else 0
        self.by_lane = {name: at for (owner, name), at in places.items() if owner == equation.name}

    def solved(self, keeps: int) -> Tape:
        """Value of the variable: the left function undone on right side, memory and add-factor."""
        writer = self._writer()
        if self.equation.is_behavioural:
            inner = writer.step("+", self._explained(writer), writer.load(self.factor, 0))
            return writer.tape(self._undone(writer, inner))
        found: int | None = None
        for branch in self.equation.branches:
            inner = writer.step("+", writer.tree(branch.right.tree), writer.load(self.factor, 0))
            value = self._undone(writer, inner)
            if branch.condition is None:
                found = value
                continue
            before = writer.load(keeps, 0) if found is None else found
            found = writer.step("choice", writer.tree(branch.condition.tree), value, before)
        return writer.tape(found if found is not None else writer.constant(0.0))

    def left_over(self) -> Tape:
        """Left side less right side and memory: the add-factor with which history is a solution."""
        writer = self._writer()
        side = self.equation.left_side
        own = writer.tree(side.tree) if side else writer.load(self.rows[self.equation.name], 0)
        if self.equation.is_behavioural:
            return writer.tape(writer.step("-", own, self._explained(writer)))
        right: int = own
        for branch in self.equation.branches:
            value = writer.tree(branch.right.tree)
            right = (
                writer.step("choice", writer.tree(branch.condition.tree), value, right)
                if branch.condition
                else value
            )
        return writer.tape(writer.step("-", own, right))

    def _writer(self) -> Writer:
        return Writer(self.rows, self.own, self.equation.name, self.by_lane)

    def _explained(self, writer: Writer) -> int:
        """Right side, and the memory of earlier errors: g(y) - x b - z of each, times its rho."""
        total = self._right(writer, 0)
        for steps, rho in enumerate(self.equation.rhos[: self.order], start=1):
            side = self.equation.left_side
            own = (
                writer.tree(side.tree, -steps) if side else writer.load(self.rows[self.equation.name], -steps)
            )
            error = writer.step("-", own, self._right(writer, -steps))
            error = writer.step("-", error, writer.load(self.factor, -steps))
            total = writer.step("+", total, writer.step("*", writer.coefficient(rho), error))
        return total

    def _right(self, writer: Writer, shift: int) -> int:
        total: int | None = None
        for name, regressor in self.equation.terms:
            part = writer.step("*", writer.coefficient(name), writer.tree(regressor.tree, shift))
            total = part if total is None else writer.step("+", total, part)
        return total if total is not None else writer.constant(0.0)

    def _undone(self, writer: Writer, inner: int) -> int:
        """Variable itself, from the value of the left function."""
        steps = self.equation.steps
        match self.equation.left:
            case Left.SAME:
                return inner
            case Left.LOG:
                return writer.step("exp", inner)
            case Left.EXP:
                return writer.step("ln", inner)
        before = writer.load(self.rows[self.equation.name], -steps)
        match self.equation.left:
            case Left.CHANGE:
                return writer.step("+", before, inner)
            case Left.GROWTH:
                return writer.step("*", before, writer.step("exp", inner))
        share = writer.step("/", inner, writer.constant(100.0))
        return writer.step("*", before, writer.step("+", writer.constant(1.0), share))
