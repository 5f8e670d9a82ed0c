"""How far do two assessments lie apart, and does each stay its own?"""

from datetime import date

import numpy as np
import pytest

from styrbord.core.ratings.explaining import GapRule, GapSize, diverging, gaps_between

OWN = {"strategy": 90.0, "data": 60.0, "people": 40.0, "money": float("nan"), "law": 50.0}
OUTSIDE = {"strategy": 60.0, "data": 53.0, "people": 70.0, "money": 20.0, "law": 50.0}


@pytest.mark.requirement("R-300")
def test_gaps_are_told_by_criterion_with_the_large_ones_first():
    found = gaps_between(OWN, OUTSIDE)
    assert [(one.criterion, one.own, one.outside, one.gap) for one in found[:4]] == [
        ("strategy", 90, 60, 30),
        ("people", 40, 70, -30),
        ("data", 60, 53, 7),
        ("law", 50, 50, 0),
    ]
    assert [one.size for one in found] == [
        GapSize.LARGE,
        GapSize.LARGE,
        GapSize.SMALL,
        GapSize.NONE,
        GapSize.UNKNOWN,
    ]
    assert found[4].criterion == "money"
    assert np.isnan(found[4].gap)


def test_what_is_large_is_a_rule():
    found = gaps_between({"a": 1.0}, {"a": 4.0}, rule=GapRule(1.0, 3.0))
    assert found[0].size is GapSize.LARGE
    assert [one.criterion for one in gaps_between(OWN, OUTSIDE, criteria=("law", "data"))] == ["data", "law"]


def test_the_owners_class_stands_beside_the_computed_one():
    classes = ("leader", "middle", "lagging")
    found = diverging("leader", "middle", classes, given_on=date(2026, 1, 1), on=date(2026, 6, 1))
    assert (found.owner, found.computed, found.apart) == ("leader", "middle", 1)
    assert (found.age_days, found.is_old) == (151, True)
    assert diverging("", "middle", classes, given_on=date(2026, 1, 1), on=date(2026, 1, 2)).apart is None
