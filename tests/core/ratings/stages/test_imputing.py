"""With what is a hole filled, and is everything else left as it was?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.options import Imputation, Step
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.stages.imputing import MIDDLES, by_column
from styrbord.core.ratings.stages.pools import Pooled
from tests.core.ratings.worlds import NAN, assert_close, flat, inputs, method, refusals, tree

VALUES = [[1.0, 10.0, 6.0], [3.0, NAN, 4.0], [8.0, 30.0, NAN], [NAN, 40.0, 0.0]]
KINDS = ["town", "town", "county", "county"]


def filled(by: str, **more: object) -> Rated:
    structure = flat("a", "b", "-c")
    what = method(structure, imputation=Imputation(by=by, **more))  # type: ignore[arg-type]
    return rate(what, inputs(VALUES, "abc", groups=KINDS))


@pytest.mark.parametrize(
    ("by", "holes"),
    [
        ("mean", [80 / 3, 10 / 3, 4.0]),
        ("median", [30.0, 4.0, 3.0]),
    ],
)
def test_a_hole_takes_the_middle_of_its_column(by: str, holes: list[float]):
    found = filled(by).stages[Step.IMPUTE]
    assert_close([found[1, 1], found[2, 2], found[3, 0]], holes)


@pytest.mark.parametrize(("by", "holes"), [("group-mean", [10, 0, 8]), ("group-median", [10, 0, 8])])
def test_a_hole_takes_the_middle_of_its_column_in_its_group(by: str, holes: list[float]):
    found = filled(by, group="kind").stages[Step.IMPUTE]
    assert_close([found[1, 1], found[2, 2], found[3, 0]], holes)


def test_units_without_a_group_and_groups_without_a_value_keep_their_holes():
    what = method(flat("a", "b"), imputation=Imputation(by="group-mean", group="kind"))
    values = [[1.0, NAN], [NAN, NAN], [NAN, 3.0], [5.0, 1.0]]
    found = rate(what, inputs(values, "ab", groups=["x", "x", "", "y"]))
    assert_close(found.stages[Step.IMPUTE], [[1, NAN], [1, NAN], [NAN, 3], [5, 1]])
    (warning,) = [one for one in found.warnings if one.code == "rating.holes"]
    assert warning.params == {"count": 3, "indicators": "a, b"}


def test_a_hole_takes_the_place_of_the_units_other_indicators_between_the_ends():
    # scaled: a 0, 2/7, 1; b 0, 2/3, 1; c turned (-6, -4, 0): 0, 1/3, 1
    found = filled("row-mean").stages[Step.IMPUTE]
    assert_close(found[1, 1], (2 / 7 + 1 / 3) / 2 * 30 + 10)
    assert_close(found[2, 2], -((1 + 2 / 3) / 2 * 6 - 6))
    assert_close(found[3, 0], (1 + 1) / 2 * 7 + 1)
    np.testing.assert_allclose(filled("row-median").stages[Step.IMPUTE], found)


def test_by_parent_only_the_children_of_the_same_aggregate_count():
    structure = tree({"left": ["a", "b"], "right": ["-c"]})
    what = method(structure, imputation=Imputation(by="parent-mean"))
    found = rate(what, inputs(VALUES, "abc")).stages[Step.IMPUTE]
    assert_close([found[1, 1], found[3, 0]], [2 / 7 * 30 + 10, 8])
    assert np.isnan(found[2, 2])


def test_a_constant_indicator_says_nothing_of_others_and_takes_its_constant():
    values = [[1.0, 5.0, 0.0], [3.0, NAN, 1.0], [NAN, 5.0, 0.5]]
    what = method(flat("a", "b", "c"), imputation=Imputation(by="row-mean"))
    assert_close(rate(what, inputs(values, "abc")).stages[Step.IMPUTE], [[1, 5, 0], [3, 5, 1], [2, 5, 0.5]])


def test_what_was_filled_is_marked_and_weighs_in_the_share():
    found = filled("mean")
    assert found.is_imputed.tolist() == np.isnan(np.array(VALUES)).tolist()
    assert_close(found.imputed_share, [0, 1 / 3, 1 / 3, 1 / 3])


def test_in_a_panel_the_middle_is_that_of_the_period():
    what = method(flat("a", "b"), imputation=Imputation(by="mean"))
    values = [[1.0, 1.0], [3.0, 1.0], [NAN, 2.0], [10.0, 1.0], [NAN, 2.0], [30.0, 3.0]]
    given = inputs(values, "ab", units=["x", "y", "z"] * 2, periods=["2023"] * 3 + ["2024"] * 3)
    assert_close(rate(what, given).stages[Step.IMPUTE][:, 0], [1, 3, 2, 10, 20, 30])


def test_a_grouping_that_the_data_do_not_have_is_refused():
    what = method(flat("a", "b", "c"), imputation=Imputation(by="group-mean", group="kidn"))
    assert "Near it: kind" in refusals(what, inputs(VALUES, "abc", groups=KINDS))["rating.no-group"]


TABLES = arrays(
    np.float64,
    st.tuples(st.integers(1, 6), st.integers(1, 3)),
    elements=st.one_of(st.just(np.nan), st.floats(-1e6, 1e6)),
)


@given(TABLES, st.sampled_from(sorted(MIDDLES)))
@settings(max_examples=40)
def test_observed_values_never_change_and_filled_ones_lie_between_them(values: np.ndarray, middle: str):
    found = by_column(values, [Pooled("", np.arange(len(values)))], MIDDLES[middle])
    seen = ~np.isnan(values)
    np.testing.assert_array_equal(found[seen], values[seen])
    for column in range(values.shape[1]):
        own = values[seen[:, column], column]
        new = found[~seen[:, column], column]
        if own.size:
            slack = 1e-9 * np.abs(own).max()
            assert ((own.min() - slack <= new) & (new <= own.max() + slack)).all()
        else:
            assert np.isnan(new).all()
