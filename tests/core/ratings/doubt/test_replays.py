"""Are saved designs and sets of weights taken at their word, and everything wrong in them told?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.doubt.replays import replay, weight_sets
from styrbord.core.ratings.options import Variation
from tests.core.ratings.doubt.worlds import VARIED, method, tree

POINTS = Variation("winmax", tuple({"treatment.most_points": points} for points in (2, 4, 8)))
MADE = method(POINTS, *VARIED)
SETS = weight_sets([["set", "iCode", "Weight"], ["7", "i1", "2"], ["9", "Money", "0.5"]], tree(), place="W")


def lines(*rows: str) -> list[list[str]]:
    return [row.split(",") for row in rows]


def test_a_design_of_coinr_is_read() -> None:
    found = replay(
        lines("rep,winmax,norm_idx,weight_set,agg", "5,4,2,9,a_gmean", "6,2,1,7,a_amean"),
        MADE,
        SETS,
        place="D",
    )
    assert found.names == ("5", "6")
    assert found.design.factors == ("winmax", "normalisation", "weights", "aggregation")
    assert found.design.picks.tolist() == [[1, 1, 1, 1], [0, 0, 0, 0]]


def test_own_names_and_words_do_as_well() -> None:
    found = replay(lines("aggregation,winmax", "geometric,8.0"), MADE, None, place="D")
    assert found.design.picks.tolist() == [[1, 2]]
    assert found.names == ("1",)


def test_sets_leave_nodes_that_they_do_not_name() -> None:
    assert SETS.names == ("7", "9")
    assert np.flatnonzero(~np.isnan(SETS.weights[0])).tolist() == [0]
    assert SETS.weights[1, 5] == 0.5


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("rep,winmax", "1,3"), "D, line 2: '3' is no option of winmax. Choose among: 2, 4, 8."),
        (("rep,norm_idx", "1,1", "2,0"), "D, line 3: '0' is no option of norm_idx"),
        (("rep,weight_set", "1,8"), "D, line 2: There is no set of weights '8'"),
        (("rep,weight_set", "1"), "D, line 2: There is no set of weights ''"),
        (("rep,winmaks", "1,2"), "no variation 'winmaks'.*Near it: winmax"),
        (("rep,winmax",), "no line below"),
        (("rep", "1"), "no column winmax, normalisation"),
    ],
)
def test_what_a_design_gets_wrong_is_told_by_line(rows: tuple[str, ...], says: str) -> None:
    with pytest.raises(Refused, match=says):
        replay(lines(*rows), MADE, SETS, place="D")


def test_an_empty_table_has_no_columns() -> None:
    with pytest.raises(Refused, match="no column rep"):
        replay([], MADE, SETS, place="D")


def test_a_design_with_sets_needs_them() -> None:
    with pytest.raises(Refused, match="none are given"):
        replay(lines("weight_set", "7"), MADE, None, place="D")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("set,iCode", "1,i1"), "no column Weight"),
        (("set,iCode,Weight", "1,i11,1"), "W, line 2: 'i11' is no node.*Near it: i1"),
        (("set,iCode,Weight", "1,i1,-1"), "W, line 2: The weight of i1 in set 1 is '-1'"),
        (("set,iCode,Weight", "1,i1,much"), "is 'much'"),
        (("set,iCode,Weight", "1,i1,1", "1,i1,1"), "W, line 3: The weight of i1 in set 1"),
        (("set,iCode,Weight", "1,i1,0", "1,i2,0"), "W: In set 1 everything below People has the weight 0"),
    ],
)
def test_what_sets_get_wrong_is_told_by_line(rows: tuple[str, ...], says: str) -> None:
    with pytest.raises(Refused, match=says):
        weight_sets(lines(*rows), tree(), place="W")
