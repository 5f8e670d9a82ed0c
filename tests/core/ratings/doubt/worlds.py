"""Which small index do tests of doubt rate?"""

import numpy as np

from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Normalisation, Variation
from styrbord.core.ratings.tree import Node, Tree


def tree() -> Tree:
    """Four indicators, the last one good where low, in two pillars."""
    pillars = [Node("People", "Index", 2, is_indicator=False), Node("Money", "Index", 2, is_indicator=False)]
    parents = ("People", "People", "Money", "Money")
    indicators = [
        Node(f"i{number}", parent, 1, direction=-1 if number == 4 else 1)
        for number, parent in enumerate(parents, 1)
    ]
    return Tree((*indicators, *pillars, Node("Index", "", 3, is_indicator=False)))


VARIED = (
    Variation(
        "normalisation",
        (
            {"normalisation.low": 1.0, "normalisation.high": 100.0},
            {"normalisation.by": "zscore", "normalisation.low": 10.0, "normalisation.high": 2.0},
        ),
    ),
    Variation("weights", noise=0.25, levels=(1, 2), sets=40),
    Variation("aggregation", ({"aggregation.by": "arithmetic"}, {"aggregation.by": "geometric"})),
)


def method(*variations: Variation) -> Method:
    """A method on a positive scale."""
    return Method(
        "made", "1", tree(), normalisation=Normalisation(low=1.0, high=100.0), variations=variations
    )


def inputs(units: int = 30, *, seed: int = 5, periods: tuple[str, ...] = ()) -> Inputs:
    """Units with one common strength and their own noise, once for each period."""
    drawn = np.random.default_rng(seed)
    count = units * max(1, len(periods))
    strength = drawn.normal(size=(count, 1))
    values = strength + drawn.normal(size=(count, 4))
    values[:, 3] *= -1
    return Inputs(
        units=tuple(f"u{row % units:03}" for row in range(count)),
        indicators=("i1", "i2", "i3", "i4"),
        values=values,
        periods=tuple(period for period in periods for _ in range(units)),
    )
