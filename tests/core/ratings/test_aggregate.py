"""Is each node made in its own way, and are holes and thresholds kept?"""

import numpy as np
import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.options import Aggregation
from tests.core.ratings.worlds import NAN, assert_close, flat, inputs, method, refusals, tree

VALUES = [[1.0, 4.0, 2.0, 8.0], [9.0, 1.0, 3.0, 3.0], [4.0, 4.0, NAN, 5.0]]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (Aggregation(), [2.5, 5, 4]),
        (Aggregation("geometric"), [2, 3, 4]),
        (Aggregation("harmonic"), [1.6, 1.8, 4]),
        (Aggregation("power", exponent=2), [np.sqrt(8.5), np.sqrt(41), 4]),
        (Aggregation("power", exponent=0), [2, 3, 4]),
        (Aggregation("power", exponent=-1), [1.6, 1.8, 4]),
        (Aggregation("minimum"), [1, 1, 4]),
        (Aggregation("sum"), [5, 10, 8]),
        (Aggregation("mpi"), [2.5 - 4.5 / 2.5, 5 - 32 / 5, 4]),
        (Aggregation("mpi", penalty="plus"), [2.5 + 4.5 / 2.5, 5 + 32 / 5, 4]),
        (Aggregation("ampi"), [2.5 - 2.25 / 2.5, 5 - 16 / 5, 4]),
        # pairs: 1 over 2 by b, 2 over 1 by a: even; 3 over 1 by a and even on b; 2 and 3 are even
        (Aggregation("copeland"), [-1, 0, 1]),
        (Aggregation("none"), [NAN, NAN, NAN]),
    ],
    ids=lambda one: one.by if isinstance(one, Aggregation) else "",
)
def test_each_way_of_making_a_node(options: Aggregation, wanted: list[float]):
    values = [row[:2] for row in VALUES]
    assert_close(
        rate(method(flat("a", "b"), aggregation=options), inputs(values, "ab")).scores[:, -1], wanted
    )


def test_each_node_may_have_its_own_way():
    structure = tree(
        {"left": ["a", "b"], "right": ["c", "d"]},
        left={"aggregation": Aggregation("geometric")},
        right={"aggregation": Aggregation("minimum")},
    )
    found = rate(method(structure), inputs(VALUES, "abcd"))
    assert_close(found.scores[:, 4:], [[2, 2, 2], [3, 3, 3], [4, 5, 4.5]])


def test_a_node_needs_its_share_of_children_and_its_own_rule_goes_first():
    groups = {"left": ["a", "b"], "right": ["c", "d"]}
    found = rate(method(tree(groups), least_available=0.5), inputs(VALUES, "abcd"))
    assert found.scores[2, found.column("right")] == 5
    found = rate(method(tree(groups), least_available=0.51), inputs(VALUES, "abcd"))
    assert np.isnan(found.scores[2, found.column("right")])
    assert np.isnan(found.scores[2, -1])
    structure = tree(groups, Index={"least_available": 0.5})
    found = rate(method(structure, least_available=0.51), inputs(VALUES, "abcd"))
    assert found.scores[2, -1] == 4
    assert found.weights[2, found.column("d")] == 0


def test_a_generalised_mean_with_a_hole_is_a_hole_in_parity_only():
    options = Aggregation("power", exponent=2)
    for is_parity, wanted in ((True, NAN), (False, 5.0)):
        what = method(flat("c", "d"), aggregation=options, is_parity=is_parity)
        found = rate(what, inputs([row[2:] for row in VALUES], "cd"))
        assert_close(found.scores[2, -1], wanted)


@pytest.mark.parametrize("by", ["geometric", "harmonic"])
def test_a_mean_that_takes_no_zero_names_unit_and_node(by: str):
    structure = tree({"left": ["a", "b"]}, left={"aggregation": Aggregation(by)})
    what = method(structure)
    values = [[1.0, 2.0], [5.0, 2.0], [2.0, 2.0], [-1.0, NAN]]
    years = ["2023", "2023", "2023", "2024"]
    told = refusals(what, inputs(values, "ab", units=["x", "y", "z", "x"], periods=years))
    assert "a of x (2024) is -1" in told["rating.not-positive"]
    assert told["rating.not-positive"].startswith("left: ")


def test_who_beats_whom_is_asked_within_a_period():
    values = [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [10.0, 10.0], [20.0, 20.0], [30.0, 30.0]]
    what = method(flat("a", "b"), aggregation=Aggregation("copeland"))
    given = inputs(values, "ab", units=["x", "y", "z"] * 2, periods=["2023"] * 3 + ["2024"] * 3)
    assert_close(rate(what, given).scores[:, -1], [-2, 0, 2, -2, 0, 2])


def test_three_levels_and_copeland_at_the_top():
    what = method(
        tree({"left": ["a", "b"], "right": ["c", "d"]}, Index={"aggregation": Aggregation("copeland")})
    )
    found = rate(what, inputs([[1.0, 4.0, 2.0, 8.0], [9.0, 1.0, 3.0, 3.0], [4.0, 4.0, 5.0, 5.0]], "abcd"))
    # left 2.5, 5, 4; right 5, 3, 5: first and third are even on the right, third wins on the left
    assert_close(found.scores[:, -1], [-1, 0, 1])
