"""In what is a unit strong and in what weak?"""

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import strengths
from tests.core.ratings.worlds import NAN, flat, inputs, method, tree

VALUES = [[9, 1, 5, 0], [8, 9, 6, 0], [7, 8, NAN, 1], [6, 7, 8, 2], [5, 6, 9, 3]]


def test_the_best_and_the_worst_places_are_told_with_the_median_of_the_peers():
    found = strengths(rate(method(flat(*"abcd")), inputs(VALUES, "abcd")), 0)
    assert [(one.code, one.rank, one.of) for one in found.strengths] == [("a", 1, 5)]
    assert [(one.code, one.rank, one.of) for one in found.weaknesses] == [("b", 5, 5), ("c", 4, 4)]
    assert (found.weaknesses[0].score, found.weaknesses[0].median, found.weaknesses[0].weight) == (1, 7, 0.25)


def test_a_last_place_that_many_share_says_nothing_unless_it_is_asked():
    rated = rate(method(flat(*"abcd")), inputs(VALUES, "abcd"))
    assert "d" not in [one.code for one in strengths(rated, 0).weaknesses]
    asked = strengths(rated, 0, without_bottom_ties=False).weaknesses
    assert "d" in [one.code for one in asked]


def test_what_is_missing_is_neither_and_most_is_kept():
    rated = rate(method(flat(*"abcd")), inputs(VALUES, "abcd"))
    found = strengths(rated, 2, most=1)
    assert "c" not in [one.code for one in (*found.strengths, *found.weaknesses)]
    assert len(found.strengths) == 1


def test_nodes_of_any_level_may_be_asked():
    rated = rate(method(tree({"G": "ab", "H": "cd"})), inputs(VALUES, "abcd"))
    found = strengths(rated, 0, level=2)
    assert {one.code for one in (*found.strengths, *found.weaknesses)} == {"G", "H"}
