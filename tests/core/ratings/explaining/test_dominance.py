"""Who is low on every criterion, exactly?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import dominated, low_on_all, lows
from styrbord.core.ratings.options import Bands, Peers
from tests.core.ratings.worlds import NAN, flat, inputs, method, tree

THREE = Bands(by="score", cuts=(66.0, 33.0))


@pytest.mark.requirement("R-087")
@settings(deadline=None, max_examples=60)
@given(st.integers(0, 100_000))
def test_exactly_those_are_found_that_are_low_on_every_criterion(seed: int):
    random = np.random.default_rng(seed)
    values = np.where(random.random((12, 3)) < 0.1, np.nan, random.choice([10.0, 30.0, 40.0, 90.0], (12, 3)))
    rated = rate(method(flat("a", "b", "c"), bands=THREE), inputs(values.tolist(), "abc"))
    wanted = tuple(row for row in range(12) if (values[row] < 33).all())
    assert low_on_all(rated) == wanted


def test_low_in_all_is_not_low_on_all():
    given_ = inputs([[0, 40], [20, 20], [90, 90], [60, 70]], "ab")
    rated = rate(method(flat("a", "b"), bands=THREE), given_)
    assert rated.scores[0, -1] == rated.scores[1, -1] == 20
    assert low_on_all(rated) == (1,)


def test_an_unknown_criterion_is_not_taken_for_low():
    given_ = inputs([[10, NAN], [20, 20], [90, 90]], "ab")
    found = lows(rate(method(flat("a", "b"), bands=THREE), given_))
    assert (found.everywhere, found.perhaps) == ((1,), (0,))
    assert found.criteria == ("a", "b")


def test_criteria_are_the_children_of_the_index_unless_others_are_named():
    given_ = inputs([[10, 60, 10], [20, 20, 20], [90, 90, 90]], "abc")
    rated = rate(method(tree({"G": "ab", "H": "c"}), bands=THREE), given_)
    assert lows(rated).criteria == ("G", "H")
    assert low_on_all(rated) == (1,)
    assert low_on_all(rated, criteria=("a", "c")) == (0, 1)
    assert low_on_all(rated, lowest=2) == (0, 1)


def test_classes_by_places_are_taken_within_the_kind():
    values = [[float(n), float(n)] for n in range(10)]
    given_ = inputs(values, "ab", groups=("x",) * 5 + ("y",) * 5)
    rated = rate(method(flat("a", "b"), peers=Peers("kind"), bands=Bands(cuts=(0.2, 0.8))), given_)
    assert low_on_all(rated) == (0, 5)


def test_pairs_are_those_where_one_is_worse_on_everything():
    given_ = inputs([[1, 1], [2, 2], [2, 1], [NAN, 9]], "ab")
    found = dominated(rate(method(flat("a", "b")), given_))
    assert [(one.worse, one.better) for one in found] == [("u1", "u2")]
