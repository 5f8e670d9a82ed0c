"""What does each party pay on average over all orders of joining, when there are too many to look at?"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np


@dataclass(frozen=True, slots=True)
class Sampled:
    """Shapley values from orders drawn at random, with their standard errors; the seed makes them again."""

    shares: tuple[float, ...]
    errors: tuple[float, ...]
    orders: int
    seed: int


def sampled_shapley(
    count: int, cost: Callable[[frozenset[int]], float], *, orders: int, seed: int
) -> Sampled:
    """Shapley values of more parties than can be computed exactly.

    Parameters
    ----------
    count : number of parties.
    cost : C(S) of a set of parties, numbered from 0; asked orders * count times.
    orders : orders of joining that are drawn, at least 2.
    seed : of the draw.

    Returns
    -------
    Sampled
        Shares sum to C(N) but for rounding of binary numbers; round them to the cent before money moves.

    Raises
    ------
    ValueError
        With fewer than 2 orders.

    Source: Castro, Gomez and Tejada 2009, Polynomial calculation of the Shapley value based on sampling.

    Examples
    --------
    >>> found = sampled_shapley(20, lambda group: float(max(group, default=-1) + 1), orders=200, seed=1)
    >>> round(sum(found.shares), 9)
    20.0
    """
    if orders < 2:
        raise ValueError(f"orders is {orders}; a standard error needs 2 or more")
    random = np.random.default_rng(seed)
    sums, squares = [0.0] * count, [0.0] * count
    for _ in range(orders):
        before, group = 0.0, set[int]()
        for name in random.permutation(count).tolist():
            group.add(name)
            now = cost(frozenset(group))
            sums[name] += now - before
            squares[name] += (now - before) ** 2
            before = now
    means = [one / orders for one in sums]
    spreads = [max(0.0, square / orders - mean**2) for square, mean in zip(squares, means, strict=True)]
    return Sampled(tuple(means), tuple(sqrt(one / (orders - 1)) for one in spreads), orders, seed)
