"""Are crossings and weak sides told as they are?"""

import numpy as np
import pytest

from styrbord.core.modelling.outlooks import crossings, weak_sides

ALL = np.ones(3)


def test_crossings_are_told_by_the_good_direction() -> None:
    paths = {
        "optimistic": {"y": np.array([3.0, 4.0, 5.0]), "poor": np.array([9.0, 8.0, 7.0]), "x": ALL},
        "medium": {"y": np.array([3.0, 4.5, 4.0]), "poor": np.array([9.0, 7.0, 7.5]), "x": 2 * ALL},
        "pessimistic": {"y": np.array([2.0, 4.6, 4.2]), "poor": np.array([9.5, 9.0, 8.0]), "x": 3 * ALL},
    }
    found = crossings(paths, {"y": True, "poor": False})
    assert [(one.name, one.better, one.worse, one.periods) for one in found] == [
        ("y", "optimistic", "medium", (1,)),
        ("y", "medium", "pessimistic", (1, 2)),
        ("poor", "optimistic", "medium", (1,)),
    ]
    assert [one.most for one in found] == pytest.approx([0.5, 0.2, 1.0])
    assert crossings(paths, {"y": True}, tolerance=0.2) == []


def test_weak_sides_are_what_gets_worse_where() -> None:
    before = {
        "y": np.array([[10.0, 100.0], [10.0, 100.0]]),
        "poor": np.array([8.0, 8.0]),
        "z": np.array([0.0, 1.0]),
    }
    after = {
        "y": np.array([[9.0, 101.0], [8.0, 101.0]]),
        "poor": np.array([9.0, 7.0]),
        "z": np.array([-1.0, 2.0]),
    }
    found = weak_sides(before, after, {"y": True, "poor": False, "z": True})
    assert [(one.name, one.territory, one.worst) for one in found] == [
        ("y", 0, 1),
        ("poor", 0, 0),
        ("z", 0, 0),
    ]
    assert [one.total for one in found] == pytest.approx([-3.0, 1.0, -1.0])
    assert [one.share for one in found[:2]] == pytest.approx([0.2, 0.125])
    assert np.isnan(found[2].share)
