"""Are strengths the best places and weaknesses the worst, among those the unit is held against?"""

import numpy as np

from styrbord.core.ratings.statistics.strengths import Place, Profile, profile

MISSING = np.nan
# rows: units; columns: four indicators, of the second low is good
VALUES = np.array(
    [
        [9.0, 4.0, 5.0, 0.0],
        [8.0, 3.0, 5.0, 0.0],
        [7.0, 2.0, MISSING, 1.0],
        [6.0, 1.0, 9.0, 2.0],
    ]
)
DIRECTIONS = np.array([1, -1, 1, 1])


def places(found: tuple[Place, ...]) -> list[tuple[int, int, int]]:
    return [(one.column, one.rank, one.of) for one in found]


def test_the_best_and_the_worst_places_are_told():
    found = profile(VALUES, DIRECTIONS, 3, count=1)
    assert found.strengths == (Place(1, 1, 4, 1.0, 2.5, 1.0),)
    assert found.weaknesses == (Place(0, 4, 4, 6.0, 7.5, 9.0),)


def test_equal_places_keep_the_order_of_the_indicators():
    found = profile(VALUES, DIRECTIONS, 3, count=2)
    assert places(found.strengths) == [(1, 1, 4), (2, 1, 3)]
    # the third place among equals is neither
    assert places(found.weaknesses) == [(0, 4, 4)]


def test_a_shared_last_place_is_no_finding_unless_asked_for():
    assert places(profile(VALUES, DIRECTIONS, 0, count=2).weaknesses) == [(1, 4, 4)]
    kept = profile(VALUES, DIRECTIONS, 0, count=2, drops_bottom=False)
    assert places(kept.strengths) == [(0, 1, 4), (2, 2, 3)]
    assert places(kept.weaknesses) == [(1, 4, 4), (3, 3, 4)]


def test_missing_indicators_are_left_out():
    found = profile(VALUES, DIRECTIONS, 2, count=9)
    assert 2 not in {one.column for one in (*found.strengths, *found.weaknesses)}


def test_against_peers_only_the_peers_count():
    peers = np.array([True, True, False, False])
    found = profile(VALUES, DIRECTIONS, 3, count=2, peers=peers)
    assert places(found.strengths) == [(1, 1, 3), (2, 1, 3)]
    assert places(found.weaknesses) == [(0, 3, 3)]
    assert not peers[3]


def test_a_unit_with_one_indicator_has_neither():
    values = np.array([[1.0, MISSING], [2.0, 3.0]])
    assert profile(values, np.array([1, 1]), 0) == Profile((), ())
