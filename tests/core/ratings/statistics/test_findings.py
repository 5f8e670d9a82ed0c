"""Is a reader told of correlations by the names of the indicators?"""

import numpy as np

from styrbord.core.ratings.statistics.correlation import against_parent, correlate, driven_by_size, high_pairs
from styrbord.core.ratings.statistics.findings import AGAINST, SAME, SIZE, told

NAMES = ("staff", "clerks", "roads")
PEOPLE = np.array([100.0, 200.0, 300.0, 500.0, 700.0])
VALUES = np.column_stack([PEOPLE / 10, PEOPLE / 10 + [0, 1, 0, 1, 0], [9.0, 9.0, 7.0, 8.0, 1.0]])


def test_indicators_that_say_the_same_are_told_once():
    pairs = high_pairs(correlate(VALUES).coefficients, np.zeros(3, dtype=np.int64))
    (found,) = told(SAME, pairs, NAMES, NAMES)
    assert found.message == "staff and clerks say nearly the same: their correlation is 1.00."
    assert not found.is_error


def test_an_indicator_against_its_parent_is_told():
    parent = VALUES[:, :2].sum(1, keepdims=True)
    pairs = against_parent(correlate(VALUES, parent).coefficients, np.zeros(3, dtype=np.int64))
    (found,) = told(AGAINST, pairs, NAMES, ("Skills",))
    assert found.place == "roads"
    assert found.message.startswith("roads falls when Skills rises: their correlation is -0.")


def test_an_indicator_that_goes_with_size_is_told():
    pairs = driven_by_size(correlate(VALUES, PEOPLE[:, None]).coefficients, threshold=0.95)
    assert [found.place for found in told(SIZE, pairs, NAMES, ("people",))] == ["staff", "clerks"]
