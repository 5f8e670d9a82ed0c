"""Are natural classes the best partition that there is?"""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.statistics.breaks import by_cuts
from styrbord.core.ratings.statistics.natural import natural_cuts

MISSING = np.nan
VALUES = arrays(
    np.float64, st.integers(1, 9), elements=st.sampled_from([0.0, 1.0, 1.5, 4.0, 4.1, 9.0]) | st.just(MISSING)
)


def within(values: np.ndarray, classes: np.ndarray) -> float:
    """Sum of squares around the means of the classes."""
    return sum(((values[classes == one] - values[classes == one].mean()) ** 2).sum() for one in set(classes))


@given(VALUES, st.integers(1, 4))
def test_natural_classes_are_the_best_of_all(values: np.ndarray, classes: int):
    kept = values[~np.isnan(values)]
    points = np.unique(kept)
    assume(len(points) >= classes)
    found = by_cuts(kept, natural_cuts(values, classes))
    assert len(set(found)) == classes
    every = [by_cuts(kept, np.array(ends)) for ends in combinations(points[1:], classes - 1)]
    assert within(kept, found) == pytest.approx(min(within(kept, one) for one in every), abs=1e-9)


def test_many_natural_classes_of_many_values_equal_the_plain_table():
    values = np.sort(np.random.default_rng(2).lognormal(size=120))
    count = len(values)
    cost = np.array(
        [[values[i : j + 1].var() * (j + 1 - i) if i <= j else 0 for j in range(count)] for i in range(count)]
    )
    table = cost[0].copy()
    for number in range(1, 7):
        table = np.array(
            [
                min(table[i - 1] + cost[i, j] for i in range(number, j + 1)) if j >= number else np.inf
                for j in range(count)
            ]
        )
    assert within(values, by_cuts(values, natural_cuts(values, 7))) == pytest.approx(table[-1], rel=1e-9)


@pytest.mark.parametrize("classes", [0, 8, 4])
def test_a_number_of_natural_classes_that_cannot_be_is_refused(classes: int):
    with pytest.raises(Refused, match=f"{classes} natural classes are asked for, of 3 different values"):
        natural_cuts(np.array([1.0, 2.0, 2.0, 3.0, MISSING]), classes)


def test_large_values_close_together_are_told_apart():
    values = 1e9 + np.array([0.0, 1.0, 2.0, 50.0, 51.0, 99.0])
    assert (natural_cuts(values, 3) - 1e9).tolist() == [50, 99]
