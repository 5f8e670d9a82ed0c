"""Who leaves for want of data, and who stays on the threshold?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.options import Imputation, Screening, Step
from styrbord.core.ratings.stages.screening import availability, is_enough
from tests.core.ratings.worlds import NAN, flat, inputs, method, refusals, tree

VALUES = [
    [1.0, 2.0, 3.0, 4.0],
    [NAN, 2.0, 3.0, 0.0],
    [NAN, NAN, 0.0, 0.0],
    [NAN, NAN, NAN, NAN],
    [0.0, 0.0, 0.0, 1.0],
    [5.0, 6.0, 7.0, NAN],
]


def kept(**options: object) -> list[str]:
    what = method(flat(*"abcd"), screening=Screening(**options))  # type: ignore[arg-type]
    return list(rate(what, inputs(VALUES, "abcd")).units)


def test_counts_and_shares_of_each_row():
    found = availability(np.array(VALUES))
    assert found.missing.tolist() == [0, 1, 2, 4, 0, 1]
    assert found.zeros.tolist() == [0, 1, 2, 0, 3, 0]
    np.testing.assert_allclose(found.available, [1, 0.75, 0.5, 0, 1, 0.75])
    np.testing.assert_allclose(found.non_zero, [1, 2 / 3, 0, NAN, 0.25, 1])


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"by": "none"}, ["u1", "u2", "u3", "u4", "u5", "u6"]),
        ({"by": "missing", "least_available": 0.75}, ["u1", "u2", "u5", "u6"]),
        ({"by": "missing", "least_available": 0.76}, ["u1", "u5"]),
        ({"by": "zeros", "least_non_zero": 0.25}, ["u1", "u2", "u4", "u5", "u6"]),
        ({"by": "zeros", "least_non_zero": 0.3}, ["u1", "u2", "u4", "u6"]),
        (
            {"by": "missing-or-zeros", "least_available": 0.5, "least_non_zero": 0.25},
            ["u1", "u2", "u5", "u6"],
        ),
    ],
)
def test_only_what_is_strictly_below_a_threshold_leaves(options: dict[str, object], wanted: list[str]):
    found = is_enough(np.array(VALUES), Screening(**options))  # type: ignore[arg-type]
    assert [f"u{row + 1}" for row in np.flatnonzero(found)] == wanted


def test_units_named_with_a_reason_stay_or_leave_in_any_case_and_that_is_told():
    screening = Screening(by="missing", least_available=0.75, kept={"u3": "pilot"}, left_out={"u1": "merged"})
    found = rate(method(flat(*"abcd"), screening=screening), inputs(VALUES, "abcd"))
    assert found.units == ("u2", "u3", "u5", "u6")
    told = {(one.code, str(one.params.get("unit", one.params.get("units")))) for one in found.warnings}
    assert told == {
        ("rating.screened", "u4"),
        ("rating.kept-by-name", "u3"),
        ("rating.left-out-by-name", "u1"),
    }


def test_a_threshold_may_be_set_for_what_lies_below_one_aggregate():
    structure = tree({"left": ["a", "b"], "right": ["c", "d"]})
    what = method(structure, screening=Screening(below={"right": 1.0}))
    assert rate(what, inputs(VALUES, "abcd")).units == ("u1", "u2", "u3", "u5")


def test_a_threshold_for_an_unknown_aggregate_is_refused():
    what = method(tree({"left": ["a", "b"], "right": ["c", "d"]}), screening=Screening(below={"rihgt": 0.5}))
    assert "Near it: right" in refusals(what, inputs(VALUES, "abcd"))["rating.no-aggregate"]


def test_screening_that_leaves_fewer_than_three_units_is_refused():
    assert "rating.few-units" in refusals(
        method(flat(*"abcd"), screening=Screening(by="missing", least_available=0.9)), inputs(VALUES, "abcd")
    )


def test_the_order_of_the_steps_decides_whether_filled_cells_count_as_there():
    what = method(
        flat(*"abcd"),
        screening=Screening(by="missing", least_available=0.6),
        imputation=Imputation(by="mean"),
    )
    end = (Step.NORMALISE, Step.AGGREGATE)
    first = rate(replace(what, steps=(Step.SCREEN, Step.IMPUTE, *end)), inputs(VALUES, "abcd"))
    assert first.units == ("u1", "u2", "u5", "u6")
    assert first.stages[Step.IMPUTE][1, 0] == pytest.approx(2.0)
    later = rate(replace(what, steps=(Step.IMPUTE, Step.SCREEN, *end)), inputs(VALUES, "abcd"))
    assert len(later.units) == 6


def test_earlier_stages_are_cut_to_the_rows_that_stayed():
    what = method(flat(*"abcd"), screening=Screening(left_out={"u2": "moved"}))
    found = rate(what, inputs(VALUES, "abcd"))
    assert found.stages[Step.DENOMINATE].shape == (5, 4)
    assert found.stages[Step.DENOMINATE][1, 2] == 0.0
    assert found.rows.tolist() == [0, 2, 3, 4, 5]
