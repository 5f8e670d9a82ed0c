"""What is the value of an equation in one period over all lanes, and how does it move with its variables?

A tape is the list of array operations that a typed tree stands for: made once, run for every period. No
text becomes code. Derivatives are exact, by the reverse mode (Griewank and Walther 2008, chapter 3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from styrbord.core.base.expression.tree import (
    Call,
    Chain,
    Choice,
    Comparison,
    Name,
    Node,
    Number,
    Power,
    Unary,
)
from styrbord.core.base.expression.type_check import literal_integer
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.modelling.operations import OPERATIONS, Backward, Forward, Numbers, Values

MOST = 100_000
Load = tuple[int, int]  # row, and steps from the period
Rows = Sequence[Numbers]  # arrays with dims (period, lane); one lane stands for all


@dataclass(frozen=True, slots=True)
class Step:
    """Operation on earlier places; it moves with a variable, or does not."""

    name: str
    operands: tuple[int, ...]
    is_moving: bool

    @property
    def forward(self) -> Forward:
        """Value."""
        return OPERATIONS[self.name].forward

    @property
    def backward(self) -> Backward | None:
        """Adjoints of the operands; None for a truth value."""
        return OPERATIONS[self.name].backward


@dataclass(frozen=True, slots=True)
class Tape:
    """Constants, then loaded values, then the outcome of each step; the last is the value."""

    constants: tuple[Values, ...]
    loads: tuple[Load, ...]
    steps: tuple[Step, ...]
    result: int

    def value(self, rows: Rows, at: int) -> Values:
        """Value in a period.

        Parameters
        ----------
        rows : arrays with dims (period, lane)
        at : int
            Place of the period in the rows.

        Returns
        -------
        ndarray of float64 with dims (lane,)
            NaN where an operand is missing or the operation is not defined.
        """
        return self._run(rows, at)[self.result]

    def slopes(self, rows: Rows, at: int) -> dict[Load, Values]:
        """Derivative by every loaded value.

        Returns
        -------
        dict from load to ndarray with dims (lane,)
            Loads that do not move the value are left out.
        """
        slots = self._run(rows, at)
        adjoints: list[Values | None] = [None] * len(slots)
        adjoints[self.result] = np.ones_like(slots[self.result])
        first = len(self.constants) + len(self.loads)
        for place in range(len(slots) - 1, first - 1, -1):
            step, adjoint = self.steps[place - first], adjoints[place]
            if adjoint is None or step.backward is None or not step.is_moving:
                continue
            shares = step.backward(adjoint, slots[place], *(slots[one] for one in step.operands))
            for one, share in zip(step.operands, shares, strict=True):
                if share is not None:
                    before = adjoints[one]
                    adjoints[one] = share if before is None else before + share
        found = zip(self.loads, adjoints[len(self.constants) : first], strict=True)
        return {load: adjoint for load, adjoint in found if adjoint is not None}

    def _run(self, rows: Rows, at: int) -> list[Values]:
        slots: list[Values] = [*self.constants]
        slots += [rows[row][at + steps] for row, steps in self.loads]
        for step in self.steps:
            slots.append(step.forward(*[slots[one] for one in step.operands]))
        return slots


class Writer:
    """Writes trees onto one tape; a part that stands twice is computed once."""

    def __init__(
        self,
        rows: Mapping[str, int],
        coefficients: Mapping[str, float],
        equation: str,
        by_lane: Mapping[str, int] | None = None,
    ) -> None:
        """Know where each variable stands, and each coefficient that lanes have their own of."""
        self._rows = rows
        self._coefficients = coefficients
        self._by_lane = by_lane or {}
        self._equation = equation
        self._constants: dict[float, int] = {}
        self._loads: dict[Load, int] = {}
        self._steps: dict[tuple[str, tuple[int, ...]], int] = {}
        self._written: dict[tuple[int, int], int] = {}
        self._kept: list[Node] = []

    def constant(self, number: float) -> int:
        """Place of a number."""
        return -1 - self._constants.setdefault(number, len(self._constants))

    def coefficient(self, name: str) -> int:
        """Place of a coefficient's value."""
        if name in self._by_lane:
            return self.load(self._by_lane[name], 0)
        return self.constant(self._coefficients[name])

    def load(self, row: int, steps: int) -> int:
        """Place of a value so many periods later."""
        return 1_000_000 + self._loads.setdefault((row, steps), len(self._loads))

    def step(self, operation: str, *operands: int) -> int:
        """Place of the outcome of an operation.

        Returns
        -------
        int

        Raises
        ------
        Refused
            `model.too-large`
        """
        if len(self._steps) >= MOST:
            raise Refused(Problem("model.too-large", self._equation, {"limit": MOST}))
        return 2_000_000 + self._steps.setdefault((operation, operands), len(self._steps))

    def tree(self, node: Node, shift: int = 0) -> int:
        """Place of a tree's value so many periods later.

        Returns
        -------
        int
        """
        key = (id(node), shift)
        if key not in self._written:
            self._kept.append(node)  # so that no other tree gets its id
            self._written[key] = self._tree(node, shift)
        return self._written[key]

    def tape(self, result: int) -> Tape:
        """Tape whose value is at a place.

        Returns
        -------
        Tape
        """
        first = len(self._constants), len(self._constants) + len(self._loads)

        def place(one: int) -> int:
            if one < 0:
                return -1 - one
            return one - 1_000_000 + first[0] if one < 2_000_000 else one - 2_000_000 + first[1]

        moving: list[bool] = [False] * first[0] + [True] * len(self._loads)
        steps = []
        for operation, operands in self._steps:
            places, known = tuple(map(place, operands)), OPERATIONS[operation]
            is_moving = known.backward is not None and any(moving[one] for one in places)
            moving.append(is_moving)
            steps.append(Step(operation, places, is_moving))
        constants = tuple(np.float64(number) for number in self._constants)
        return Tape(constants, tuple(self._loads), tuple(steps), place(result))

    def _tree(self, node: Node, shift: int) -> int:
        match node:
            case Number(value):
                return self.constant(value)
            case Name(code):
                return self.load(self._rows[code], shift)
            case Unary(_, operand):
                return self.step("negative", self.tree(operand, shift))
            case Chain(first, rest):
                done = self.tree(first, shift)
                for sign, operand in rest:
                    done = self.step(sign, done, self.tree(operand, shift))
                return done
            case Comparison(sign, left, right):
                return self.step(sign, self.tree(left, shift), self.tree(right, shift))
            case Power():
                return self._power(node, shift)
            case Choice(condition, then, otherwise):
                parts = (self.tree(part, shift) for part in (condition, then, otherwise))
                return self.step("choice", *parts)
            case Call():
                return self._called(node, shift)

    def _power(self, power: Power, shift: int) -> int:
        own = self.tree(power.base, shift)
        if power.exponent == Number(2.0):
            return self.step("*", own, own)
        return self.step("^", own, self.tree(power.exponent, shift))

    def _called(self, call: Call, shift: int) -> int:
        first = call.arguments[0]
        if call.function == "timeshift":
            return self.tree(first, shift - (literal_integer(call.arguments[1]) or 0))
        if call.function in ("avg", "sum_over"):
            count = literal_integer(call.arguments[1]) or 1
            places = [self.tree(first, shift - steps) for steps in range(count)]
            total = reduce(lambda left, right: self.step("+", left, right), places)
            if call.function == "sum_over":
                return total
            return self.step("/", total, self.constant(float(count)))
        if call.function in ("min", "max"):
            places = [self.tree(one, shift) for one in call.arguments]
            return reduce(lambda left, right: self.step(call.function, left, right), places)
        return self.step(call.function, self.tree(first, shift))
