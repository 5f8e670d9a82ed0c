"""Which option of each factor does each recalculation use?

Points come from a scrambled Sobol sequence: they fill the cube of the factors more evenly than random ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.doubt.chance import Floats, Ints, Words, words
from styrbord.core.ratings.doubt.directions import FIRST, MOST

define(
    "rating.factors",
    "The method varies {count} choices; {most} is the most.",
    "Vary at least one choice, and not more of them at once.",
)
BITS = 53
FREE = 1 << BITS
"""Number of options of a factor that is no choice among a few: each point draws its own."""
MOST_FACTORS = MOST // 2
_SHIFTED, _SCRAMBLED = 1, 2


@dataclass(frozen=True)
class Design:
    """Picks (replicate, factor): the place of the option that each recalculation uses, from 0."""

    factors: tuple[str, ...]
    picks: Ints

    def __len__(self) -> int:
        """Number of recalculations."""
        return len(self.picks)


def design(options: Mapping[str, int], *, replicates: int, seed: int) -> Design:
    """Recalculations that spread evenly over all choices.

    Parameters
    ----------
    options : number of options of each factor; `FREE` where each recalculation draws its own.
    replicates : number of recalculations.
    seed : whole number.

    Returns
    -------
    Design

    Raises
    ------
    Refused
        `rating.factors`
    """
    _check(options)
    points = sobol(replicates, len(options), seed)
    return Design(tuple(options), chosen(points, tuple(options.values())))


def crossed(options: Mapping[str, int], *, n: int, seed: int) -> Design:
    """Recalculations that tell the factors apart: A, B, and for each factor A with its column of B.

    Parameters
    ----------
    options : as of `design`.
    n : number of rows of A; a power of two balances best.
    seed : whole number.

    Returns
    -------
    Design
        Of n * (factors + 2) recalculations, in the order A, B, AB_1, AB_2 ...

    Raises
    ------
    Refused
        `rating.factors`

    Source: Saltelli et al. 2010, table 2; A and B are the halves of one sequence of twice the dimensions.
    """
    _check(options)
    count = len(options)
    picks = chosen(sobol(n, 2 * count, seed), tuple(options.values()) * 2)
    first, second = picks[:, :count], picks[:, count:]
    mixed = [np.where(np.arange(count) == place, second, first) for place in range(count)]
    return Design(tuple(options), np.concatenate([first, second, *mixed]))


def chosen(points: Floats, options: Sequence[int]) -> Ints:
    """Places of the options that points stand for: floor(u * options).

    Parameters
    ----------
    points : float64 (replicate, factor) in [0, 1).
    options : number of options of each factor.

    Returns
    -------
    int64 (replicate, factor)
        From 0.

    >>> chosen(np.array([[0.0, 0.49], [0.99, 0.5]]), (5, 2)).tolist()
    [[0, 0], [4, 1]]
    """
    return np.floor(points * np.array(options, dtype=np.float64)).astype(np.int64)


def sobol(count: int, dimensions: int, seed: int) -> Floats:
    """First points of a scrambled Sobol sequence.

    Parameters
    ----------
    count : number of points. Any 2^k of them lie evenly: each 2^-k-th part of each axis holds one.
    dimensions : number of axes, from 1 to `MOST`.
    seed : whole number; one seed, one scrambling.

    Returns
    -------
    float64 (point, dimension) in [0, 1)

    Source: Sobol 1967, recurrence of Bratley and Fox 1988; scrambling by random lower triangular matrices and
    a digital shift, Matousek 1998.

    >>> sorted(np.floor(4 * sobol(4, 1, 7)).ravel().tolist())
    [0.0, 1.0, 2.0, 3.0]
    """
    depth = max(int(count - 1).bit_length(), 1)
    axes = np.arange(dimensions)
    points = np.zeros((1, dimensions), dtype=np.uint64) ^ _bits(words(seed, _SHIFTED, axes))
    for column in _columns(dimensions, depth, seed):
        points = np.concatenate([points, points ^ column])
    return points[:count].astype(np.float64) * 2.0**-BITS


def _check(options: Mapping[str, int]) -> None:
    if not 1 <= len(options) <= MOST_FACTORS:
        raise Refused(Problem("rating.factors", "", {"count": len(options), "most": MOST_FACTORS}))


def _columns(dimensions: int, depth: int, seed: int) -> Words:
    """Scrambled columns of the generating matrices, (index bit, dimension) of 53 bits each."""
    plain = np.array([_directions(axis, depth) for axis in range(dimensions)], dtype=np.uint64)
    rows = np.arange(BITS)
    below = words(seed, _SCRAMBLED, np.arange(dimensions)[:, None], rows)  # row r of L in the top bits
    drawn = _spread(_bits(below))
    lower = np.where(rows[:, None] > rows, drawn, (rows[:, None] == rows).astype(np.int64))
    mixed = np.einsum("arc,ajc->jar", lower, _spread(plain)) % 2
    weights = np.array([1 << (BITS - 1 - bit) for bit in range(BITS)], dtype=np.uint64)
    found: Words = (mixed.astype(np.uint64) * weights).sum(-1, dtype=np.uint64)
    return found


def _directions(axis: int, depth: int) -> list[int]:
    """Direction numbers of a dimension, fractions of 53 bits; the first is for the lowest bit of an index."""
    if axis == 0:
        return [1 << (BITS - 1 - place) for place in range(depth)]
    degree, inner, first = FIRST[axis - 1]
    odd = list(first)
    for place in range(degree, depth):
        found = odd[place - degree] ^ (odd[place - degree] << degree)
        for back in range(1, degree):
            if inner >> (degree - 1 - back) & 1:
                found ^= odd[place - back] << back
        odd.append(found)
    return [number << (BITS - 1 - place) for place, number in enumerate(odd[:depth])]


def _bits(drawn: Words) -> Words:
    return drawn >> np.array([64 - BITS], dtype=np.uint64)


def _spread(numbers: Words) -> npt.NDArray[np.int64]:
    """Bits of numbers as a last axis, the highest first."""
    places = np.arange(BITS - 1, -1, -1, dtype=np.uint64)
    return ((numbers[..., None] >> places) & np.array([1], dtype=np.uint64)).astype(np.int64)
