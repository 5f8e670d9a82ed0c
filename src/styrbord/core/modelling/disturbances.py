"""Which disturbances and coefficients does each replica of a run have?

Every stream of chance belongs to a disturbance and a block of replicas (NumPy's PCG64 with a seed), so that a
replica has the same numbers however the lanes are cut into parts, and wherever those are computed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Drawn, unknown
from styrbord.core.modelling.model import Model
from styrbord.core.modelling.operations import Numbers

BLOCK = 256
Chance = np.random.Generator


@dataclass(frozen=True, slots=True)
class Shape:
    """Periods and territories of a run."""

    count: int
    territories: int = 1


class Disturbance(Protocol):
    """Numbers by variable for a block of replicas, dims (variable, period, replica, territory)."""

    @property
    def names(self) -> tuple[str, ...]:
        """Variables."""
        ...

    def block(self, chance: Chance, number: int, shape: Shape) -> Numbers:
        """Draw a block: dims (variable, period, replica, territory or 1)."""
        ...


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal noise of a variable in some periods of the run, or in all: NORM(mean, sd)."""

    name: str
    sd: float
    mean: float = 0.0
    when: tuple[int, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The variable."""
        return (self.name,)

    def block(self, chance: Chance, number: int, shape: Shape) -> Numbers:
        """Draw a block."""
        found = chance.normal(self.mean, self.sd, (1, shape.count, BLOCK, shape.territories))
        return _only(found, self.when)


@dataclass(frozen=True, slots=True)
class Uniform:
    """Uniform noise of a variable in some periods of the run, or in all: UNIF(low, high)."""

    name: str
    low: float
    high: float
    when: tuple[int, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The variable."""
        return (self.name,)

    def block(self, chance: Chance, number: int, shape: Shape) -> Numbers:
        """Draw a block."""
        found = chance.uniform(self.low, self.high, (1, shape.count, BLOCK, shape.territories))
        return _only(found, self.when)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Given numbers with dims (period, replica), added to the variable (MATRIX_ADD)."""

    name: str
    values: Numbers

    @property
    def names(self) -> tuple[str, ...]:
        """The variable."""
        return (self.name,)

    def block(self, chance: Chance, number: int, shape: Shape) -> Numbers:
        """Take a block."""
        found = np.zeros((1, shape.count, BLOCK, 1))
        own = self.values[:, number * BLOCK : (number + 1) * BLOCK]
        found[0, :, : own.shape[1], 0] = own
        return found


def instead(name: str, values: Numbers, before: Numbers) -> Matrix:
    """Given numbers instead of an exogenous series (MATRIX), dims (period, replica) and (period,).

    Returns
    -------
    Matrix
    """
    return Matrix(name, values - before[:, None])


@dataclass(frozen=True, slots=True)
class Joint:
    """Residuals of several equations that belong together, dims (period of the past, variable, territory).

    Whole periods are drawn from the past (`is_normal` False), or normal numbers with the covariance of all
    equations and territories; so what moves together in the past moves together in each replica.
    """

    names: tuple[str, ...]
    past: Numbers
    scale: float = 1.0
    is_normal: bool = False

    def block(self, chance: Chance, number: int, shape: Shape) -> Numbers:
        """Draw a block."""
        flat = self.past.reshape(len(self.past), -1)
        centred = flat - flat.mean(axis=0)
        if self.is_normal:
            _, sizes, sides = np.linalg.svd(centred / np.sqrt(max(len(flat) - 1, 1)), full_matrices=False)
            drawn = chance.standard_normal((shape.count, BLOCK, len(sizes))) @ (sizes[:, None] * sides)
        else:
            drawn = centred[chance.integers(0, len(flat), (shape.count, BLOCK))]
        wide = self.scale * drawn.reshape(shape.count, BLOCK, len(self.names), -1)
        return np.moveaxis(wide, 2, 0)


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Coefficients of an equation, normal around `mean` with `covariance`.

    Dims (coefficient,) and (coefficient, coefficient), with territories (territory, ...).
    """

    keys: tuple[tuple[str, str], ...]
    mean: Numbers
    covariance: Numbers

    def block(self, chance: Chance) -> Numbers:
        """Draw a block: dims (coefficient, replica, territory or 1)."""
        mean = np.atleast_2d(self.mean)
        wide = np.broadcast_to(self.covariance, (len(mean), *self.covariance.shape[-2:]))
        sizes, sides = np.linalg.eigh(wide)
        root = sides * np.sqrt(np.maximum(sizes, 0.0))[:, None, :]
        draws = chance.standard_normal((BLOCK, len(mean), len(self.keys)))
        return np.asarray((mean + np.einsum("tij,rtj->rti", root, draws)).transpose(2, 0, 1))


@dataclass(frozen=True, slots=True)
class Chances:
    """Draws what `Asked.drawn` asks for; the first variant has no disturbance and the mean coefficients."""

    model: Model
    shape: Shape
    seed: int
    disturbances: tuple[Disturbance, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()

    def __post_init__(self) -> None:
        """Look at the names.

        Raises
        ------
        Refused
            `model.no-variable`
        """
        names = dict.fromkeys(name for one in self.disturbances for name in one.names)
        if problems := unknown(names, (*self.model.endogenous, *self.model.exogenous), "variable"):
            raise Refused(problems)

    def __call__(self, low: int, high: int) -> Drawn:
        """Draw for lanes.

        Returns
        -------
        Drawn
        """
        size = self.shape.territories
        span = _Span(low // size - 1, high // size - 1)
        factors: dict[str, Numbers] = {}
        changes: dict[str, Numbers] = {}
        inner = set(self.model.endogenous)
        for at, one in enumerate(self.disturbances):
            wide = span.cut(
                [one.block(self._chance(0, at, number), number, self.shape) for number in span], 2
            )
            for name, own in zip(one.names, wide, strict=True):
                into = factors if name in inner else changes
                found = np.ascontiguousarray(np.broadcast_to(own, (*own.shape[:2], size)))
                flat = found.reshape(self.shape.count, -1)
                into[name] = into[name] + flat if name in into else flat
        return Drawn(factors, changes, self._coefficients(span))

    def _coefficients(self, span: "_Span") -> dict[tuple[str, str], Numbers]:
        found: dict[tuple[str, str], Numbers] = {}
        for at, given in enumerate(self.uncertain):
            values = span.cut([given.block(self._chance(1, at, number)) for number in span], 1)
            if span.first < 0:
                values[:, 0] = np.atleast_2d(given.mean).T
            for key, own in zip(given.keys, values, strict=True):
                found[key] = np.broadcast_to(own, (len(own), self.shape.territories)).ravel()
        return found

    def _chance(self, sort: int, at: int, number: int) -> Chance:
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence((self.seed, sort, at, number))))


@dataclass(frozen=True, slots=True)
class _Span:
    """Replicas from one to before another; -1 is the first variant, which has nothing of chance."""

    first: int
    last: int

    def __iter__(self) -> Iterator[int]:
        """Blocks of these replicas."""
        yield from range(max(self.first, 0) // BLOCK, max(-(-self.last // BLOCK), 1))

    def cut(self, blocks: list[Numbers], axis: int) -> Numbers:
        """Numbers of these replicas; 0 in the first variant."""
        low = max(self.first, 0) // BLOCK * BLOCK
        whole = np.moveaxis(np.concatenate(blocks, axis=axis), axis, 0)
        own = whole[max(self.first, 0) - low : self.last - low]
        if self.first < 0:
            own = np.concatenate([np.zeros((1, *own.shape[1:])), own])
        return np.moveaxis(own, 0, axis).copy()


def _only(found: Numbers, when: Sequence[int] | None) -> Numbers:
    if when is not None:
        found[:, [at for at in range(found.shape[1]) if at not in set(when)]] = 0.0
    return found
