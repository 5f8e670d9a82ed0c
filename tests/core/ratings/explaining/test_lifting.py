"""What does each indicator give when it reaches the best quarter of the peers, or its target?"""

import numpy as np
import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import levers, standing_of
from styrbord.core.ratings.explaining.trying import Edit, edited
from styrbord.core.ratings.options import Normalisation
from tests.core.ratings.worlds import NAN, flat, inputs, method

POSTS = Normalisation("goalposts", 0.0, 100.0)
VALUES = [[10, 80, 5], [20, 60, NAN], [30, 40, 7], [40, 20, 9], [50, 0, 1]]


def test_each_is_moved_to_the_quarter_that_is_good_and_all_are_ranked_anew():
    given_, what = inputs(VALUES, "abc"), method(flat("a", "-b", "c"), normalisation=POSTS)
    found = levers(what, given_, "u1")
    assert {one.indicator: (one.value, one.level) for one in found.each} == {
        "a": (10, 40),
        "b": (80, 20),
        "c": (5, 7.5),
    }
    for one in found.each:
        again = standing_of(rate(what, edited(given_, [Edit("u1", one.indicator, one.level)])), "u1", "")
        assert one.points == pytest.approx(again.score - found.before.score)
        assert one.places == found.before.place - again.place
    assert [one.indicator for one in found.each] == ["b", "a", "c"]
    assert found.together is not None
    assert found.together.points == pytest.approx(sum(one.points for one in found.each))


def test_what_is_missing_or_good_already_is_no_lever():
    found = levers(method(flat("a", "-b", "c"), normalisation=POSTS), inputs(VALUES, "abc"), "u5")
    assert [one.indicator for one in found.each] == ["c"]
    second = levers(method(flat("a", "-b", "c"), normalisation=POSTS), inputs(VALUES, "abc"), "u2")
    assert {one.indicator for one in second.each} == {"a", "b"}


def test_targets_are_levels_too():
    what = method(flat("a", "-b", "c", a={"target": 90.0}), normalisation=POSTS)
    found = levers(what, inputs(VALUES, "abc"), "u1", to="target")
    assert [(one.indicator, one.level) for one in found.each] == [("a", 90.0)]
    assert found.each[0].points == pytest.approx(80 / 3)


def test_peers_are_those_of_the_same_kind():
    given_ = inputs([[float(n)] for n in range(10)], ("a",), groups=("x",) * 5 + ("y",) * 5)
    what = method(flat("a"), normalisation=POSTS)
    assert levers(what, given_, "u1").each[0].level == np.quantile(np.arange(10), 0.75)
    from_kind = method(flat("a"), normalisation=POSTS, peers=what.peers.__class__("kind"))
    assert levers(from_kind, given_, "u1").each[0].level == 3.0


def test_another_level_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="allowed: best-quartile, target"):
        levers(method(flat("a")), inputs([[1], [2], [3]], ("a",)), "u1", to="sky")
