"""What is divided by what, and what happens where that gives no number?"""

import numpy as np

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.options import Step
from styrbord.core.ratings.tree import Tree
from tests.core.ratings.worlds import NAN, assert_close, flat, inputs, method, refusals

VALUES = [[10.0, 1.0], [20.0, 2.0], [NAN, 3.0], [40.0, 4.0]]


def by_people() -> Tree:
    return flat("a", "b", a={"denominator": "people", "scale": 1000.0})


def given(people: list[float]) -> Inputs:
    return inputs(VALUES, "ab", denominators={"people": people})


def test_a_value_is_divided_by_its_own_units_denominator_and_multiplied_by_its_scale():
    found = rate(method(by_people()), given([500, 200, 100, 160]))
    assert_close(found.stages[Step.DENOMINATE][:, 0], [20, 100, NAN, 250])
    assert_close(found.stages[Step.DENOMINATE][:, 1], [1, 2, 3, 4])


def test_a_missing_denominator_gives_no_number():
    found = rate(method(by_people()), given([500, NAN, 100, 160]))
    assert_close(found.stages[Step.DENOMINATE][:, 0], [20, NAN, NAN, 250])


def test_a_denominator_of_zero_gives_no_number_and_a_warning_that_names_the_unit():
    found = rate(method(by_people()), given([500, 0, 100, 160]))
    assert_close(found.stages[Step.DENOMINATE][:, 0], [20, NAN, NAN, 250])
    (warning,) = [one for one in found.warnings if one.code == "rating.zero-denominator"]
    assert warning.params == {"indicator": "a", "denominator": "people", "units": "u2"}


def test_a_denominator_that_the_data_do_not_have_is_refused_with_the_nearest_one():
    told = refusals(method(by_people()), inputs(VALUES, "ab", denominators={"peoples": [1, 1, 1, 1]}))
    assert told["rating.denominator"].startswith("a: a is divided by people, which the data do not have.")
    assert "peoples" in told["rating.denominator"]


def test_scale_counts_only_with_a_denominator():
    found = rate(method(flat("a", "b", a={"scale": 1000.0})), inputs(VALUES, "ab"))
    np.testing.assert_array_equal(found.stages[Step.DENOMINATE], np.array(VALUES))
