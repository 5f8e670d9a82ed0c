"""How much of a difference belongs to each of several factors that work together?

The part of a factor is what it changes when it is set last, averaged over all orders in which the factors can
be set (Shapley 1953). The parts always sum to the whole difference.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations
from math import comb

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers

MOST_EXACT = 10
_MOST_WALKED, _WALKS = 5, 120

Ints = npt.NDArray[np.int64]
Value = Callable[[int], Numbers]
"""Takes the set of the factors that are set, as bits; the first factor is bit 0."""


@dataclass(frozen=True, eq=False)
class Shares:
    """Parts of the factors, (factor, ...), with standard errors of the same shape: 0 where all orders ran."""

    parts: Numbers
    errors: Numbers


def shapley(value: Value, count: int, *, draws: int = 200, seed: int = 0) -> Shares:
    """Parts of the factors in value(all) - value(none).

    Parameters
    ----------
    value : function of a set of factors (bits) giving a number or an array (...); asked once for each set.
    count : number of factors. Up to 10 every order counts; above, `draws` random orders, each also backwards.
    draws, seed : of the random orders; not used up to 10 factors.

    Returns
    -------
    Shares
        Parts sum to the difference but for rounding, drawn or not. NaN where a value is.

    Source: Shapley 1953; sampling by orders: Castro, Gomez and Tejada 2009.

    >>> shapley(lambda chosen: np.array(float(chosen == 3)), 2).parts.tolist()
    [0.5, 0.5]
    """
    known: dict[int, Numbers] = {}

    def asked(chosen: int) -> Numbers:
        if chosen not in known:
            known[chosen] = np.asarray(value(chosen), dtype=np.float64)
        return known[chosen]

    return _all(asked, count) if count <= MOST_EXACT else _drawn(asked, count, draws, seed)


def _all(value: Value, count: int) -> Shares:
    parts = np.zeros((count, *value(0).shape))
    for chosen in range(1 << count):
        size = chosen.bit_count()
        for factor in range(count):
            if not chosen >> factor & 1:
                share = 1 / (count * comb(count - 1, size))
                parts[factor] += share * (value(chosen | 1 << factor) - value(chosen))
    return Shares(parts, np.zeros_like(parts))


def _drawn(value: Value, count: int, draws: int, seed: int) -> Shares:
    random = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        order = random.permutation(count).tolist()
        found.append((steps(value, order) + steps(value, order[::-1])) / 2)
    each = np.stack(found)
    return Shares(each.mean(0), each.std(0, ddof=1) / np.sqrt(draws))


def steps(value: Value, order: list[int]) -> Numbers:
    """What each factor changes when the factors are set in an order, (factor, ...)."""
    parts = np.zeros((len(order), *value(0).shape))
    chosen = 0
    for factor in order:
        parts[factor] = value(chosen | 1 << factor) - value(chosen)
        chosen |= 1 << factor
    return parts


def along_passable(value: Value, count: int, *, seed: int = 0) -> tuple[Numbers, Ints]:
    """Parts averaged over the orders on which every value is there.

    Parameters
    ----------
    value : as in `shapley`; NaN in it bars, for that entry, the orders that pass it.
    count : number of factors. Up to 5 all orders are taken, above 120 random ones.
    seed : of the random orders.

    Returns
    -------
    parts : float64 (factor, ...)
        They sum to the difference; NaN where no order is left.
    passed : int (...), number of the orders that were left.

    >>> along_passable(lambda chosen: np.array(np.nan if chosen == 1 else float(chosen)), 2)[0].tolist()
    [1.0, 2.0]
    """
    known: dict[int, Numbers] = {}

    def asked(chosen: int) -> Numbers:
        if chosen not in known:
            known[chosen] = np.asarray(value(chosen), dtype=np.float64)
        return known[chosen]

    random = np.random.default_rng(seed)
    orders = (
        [list(order) for order in permutations(range(count))]
        if count <= _MOST_WALKED
        else [random.permutation(count).tolist() for _ in range(_WALKS)]
    )
    found = np.stack([steps(asked, order) for order in orders])
    is_whole = np.logical_not(np.isnan(found).any(1))
    passed = is_whole.sum(0)
    kept = np.where(is_whole[:, None], found, 0.0).sum(0)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts: Numbers = np.where(passed > 0, kept / passed, np.nan)
    return parts, passed
