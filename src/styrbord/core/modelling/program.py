"""How are equations that are solved together computed as one list of operations?

What does not move while the equations are solved - lags, what is given, coefficients - is computed once in a
period; each round computes the rest. A part that stands in several equations is computed once. For one lane
the operations work on plain numbers, for many on arrays.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from styrbord.core.modelling.operations import OPERATIONS, SINGLE, Numbers, Values
from styrbord.core.modelling.tape import Load, Tape

Slots = tuple[int, ...]
Step = tuple[str, int, Slots, Slots]  # operation, where to, of what, slots that nothing needs any more
_Step = tuple[Callable[..., Values], int, Slots, Slots]


_Doing = Callable[[Sequence[_Step], list[Any]], None]
_WIDE = {name: one.forward for name, one in OPERATIONS.items()}


def _do(steps: Sequence[_Step], slots: list[Any]) -> None:
    for operation, to, of, _ in steps:
        if len(of) == 2:
            slots[to] = operation(slots[of[0]], slots[of[1]])
        else:
            slots[to] = operation(*[slots[one] for one in of])


def _do_and_drop(steps: Sequence[_Step], slots: list[Any]) -> None:
    """Do the same, and let go of arrays that nothing needs any more: their memory is near the processor."""
    for operation, to, of, dead in steps:
        if len(of) == 2:
            slots[to] = operation(slots[of[0]], slots[of[1]])
        else:
            slots[to] = operation(*[slots[one] for one in of])
        for one in dead:
            slots[one] = None


@dataclass(frozen=True, slots=True)
class Program:
    """Operations on slots: `inputs` are guessed, `outputs` are the values that the equations give.

    `kept` are slots of values from the round before, with the slot of the value that follows them.
    """

    constants: Mapping[int, float]
    loads: tuple[tuple[int, Load], ...]
    once: tuple[Step, ...]
    each_round: tuple[Step, ...]
    inputs: Mapping[int, int]  # slot by equation
    outputs: Mapping[int, int]
    kept: tuple[tuple[int, int, int], ...]  # slot, row, slot that follows
    size: int

    def begun(self, rows: Sequence[Numbers], at: int, *, is_single: bool) -> "Running":
        """Slots of a period, with all that does not move.

        Parameters
        ----------
        rows : arrays with dims (period, lane)
        at : int
            Place of the period in the rows.
        is_single : bool
            Whether there is one lane.

        Returns
        -------
        Running
        """
        slots: list[Any] = [None] * self.size
        for slot, number in self.constants.items():
            slots[slot] = number
        for slot, (row, shift) in self.loads:
            own = rows[row][at + shift]
            slots[slot] = own.item(0) if is_single else own
        for slot, row, _ in self.kept:
            own = rows[row][at]
            slots[slot] = own.item(0) if is_single else own.copy()
        known = SINGLE if is_single else _WIDE
        do = _do if is_single else _do_and_drop
        do([(known[name], to, of, drop) for name, to, of, drop in self.once], slots)
        steps: list[_Step] = [(known[name], to, of, drop) for name, to, of, drop in self.each_round]
        return Running(self, slots, steps, do)


class Running:
    """A program in one period."""

    def __init__(self, program: Program, slots: list[Any], steps: list[_Step], do: _Doing) -> None:
        """Take the slots over."""
        self.program = program
        self.slots = slots
        self.steps = steps
        self.do = do

    def put(self, equation: int, value: Values) -> None:
        """Guess a variable."""
        self.slots[self.program.inputs[equation]] = value

    def go(self) -> None:
        """Compute what moves."""
        self.do(self.steps, self.slots)
        for slot, _, after in self.program.kept:
            self.slots[slot] = self.slots[after]

    def value(self, equation: int) -> Values:
        """Value that an equation gives."""
        return self.slots[self.program.outputs[equation]]


def program_of(
    tapes: Sequence[Tape], order: Sequence[int], feedback: Sequence[int], first_kept: int
) -> Program:
    """Program of equations that follow each other, and of feedback equations at their end.

    Parameters
    ----------
    tapes : sequence of Tape
        Of all equations of the model.
    order, feedback : sequence of int
        Equations.
    first_kept : int
        First row of what variables keep.

    Returns
    -------
    Program
    """
    maker = _Maker(tapes, feedback, first_kept)
    for equation in (*order, *feedback):
        maker.take(equation, is_input=equation in maker.inputs)
    return maker.program()


class _Maker:
    def __init__(self, tapes: Sequence[Tape], feedback: Sequence[int], first_kept: int) -> None:
        self.tapes = tapes
        self.first_kept = first_kept
        self.size = 0
        self.inputs = {one: self._slot() for one in feedback}
        self.current = dict(self.inputs)  # slot of a variable's value in the period
        self.outputs: dict[int, int] = {}
        self.constants: dict[str, int] = {}
        self.numbers: dict[int, float] = {}
        self.loads: dict[Load, int] = {}
        self.keeps: dict[int, int] = {}
        self.steps: dict[tuple[str, tuple[int, ...]], int] = {}
        self.moving = set(self.inputs.values())

    def _slot(self) -> int:
        self.size += 1
        return self.size - 1

    def take(self, equation: int, *, is_input: bool) -> None:
        """Write an equation behind the others."""
        tape = self.tapes[equation]
        places = [self._constant(float(one)) for one in tape.constants]
        places += [self._load(load) for load in tape.loads]
        for step in tape.steps:
            of = tuple(places[one] for one in step.operands)
            places.append(self._step(step.name, of))
        self.outputs[equation] = places[tape.result]
        if not is_input:
            self.current[equation] = self.outputs[equation]

    def _constant(self, number: float) -> int:
        key = number.hex()  # -0.0 is not 0.0
        if key not in self.constants:
            self.constants[key] = self._slot()
            self.numbers[self.constants[key]] = number
        return self.constants[key]

    def _load(self, load: Load) -> int:
        row, steps = load
        if steps == 0 and row in self.current:
            return self.current[row]
        if self.inputs and steps == 0 and row >= self.first_kept and row - self.first_kept < len(self.tapes):
            return self._kept(row)
        if load not in self.loads:
            self.loads[load] = self._slot()
        return self.loads[load]

    def _kept(self, row: int) -> int:
        equation = row - self.first_kept
        if equation in self.inputs:
            return self.inputs[equation]
        if row not in self.keeps:
            self.keeps[row] = self._slot()
            self.moving.add(self.keeps[row])
        return self.keeps[row]

    def _step(self, name: str, of: tuple[int, ...]) -> int:
        key = name, of
        if key not in self.steps:
            self.steps[key] = self._slot()
            if self.moving.intersection(of):
                self.moving.add(self.steps[key])
        return self.steps[key]

    def program(self) -> Program:
        """Program of what was taken."""
        kept = tuple((slot, row, self.outputs[row - self.first_kept]) for row, slot in self.keeps.items())
        steps = [(name, to, of) for (name, of), to in self.steps.items()]
        later = [one for one in steps if one[1] in self.moving]
        stays = {*self.outputs.values(), *self.inputs.values(), *(slot for slot, _, _ in kept)}
        used = {slot for _, _, of in later for slot in of}
        first = [one for one in steps if one[1] not in self.moving]
        return Program(
            self.numbers,
            tuple((slot, load) for load, slot in self.loads.items()),
            tuple(_dropping(first, stays | used)),
            tuple(_dropping(later, stays | (used - self.moving))),
            self.inputs,
            self.outputs,
            kept,
            self.size,
        )


def _dropping(steps: list[tuple[str, int, Slots]], stays: set[int]) -> Iterator[Step]:
    """Steps with the slots that may be dropped after each."""
    last: dict[int, int] = {}
    for number, (_, to, of) in enumerate(steps):
        for slot in (to, *of):
            last[slot] = number
    dead: dict[int, list[int]] = {}
    for slot, number in last.items():
        if slot not in stays:
            dead.setdefault(number, []).append(slot)
    for number, (name, to, of) in enumerate(steps):
        yield name, to, of, tuple(dead.get(number, ()))
