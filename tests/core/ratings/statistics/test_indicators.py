"""Are the statistics of an indicator those of its present values, and its flags too?"""

import numpy as np
import pytest

from styrbord.core.ratings.statistics.indicators import Flag, Limits, indicator_statistics
from tests.core.ratings.references import reference, sheet

MISSING = np.nan
VALUES = np.array(
    [
        [1.0, 0.0, MISSING, 5.0, MISSING],
        [2.0, 0.0, 3.0, 5.0, MISSING],
        [2.0, 7.0, MISSING, 5.0, MISSING],
        [9.0, 0.0, MISSING, 5.0, MISSING],
    ]
)


def test_statistics_are_of_the_present_values():
    found = indicator_statistics(VALUES)
    np.testing.assert_array_equal(found.low, [1, 0, 3, 5, MISSING])
    np.testing.assert_array_equal(found.high, [9, 7, 3, 5, MISSING])
    np.testing.assert_allclose(found.mean, [3.5, 1.75, 3, 5, MISSING])
    np.testing.assert_allclose(found.median, [2, 0, 3, 5, MISSING])
    np.testing.assert_allclose(found.deviation, [np.sqrt(41 / 3), 3.5, MISSING, 0, MISSING])
    assert found.available.tolist() == [4, 4, 1, 4, 0]
    assert found.available_share.tolist() == [1, 1, 0.25, 1, 0]
    assert found.non_zero.tolist() == [4, 1, 1, 4, 0]
    np.testing.assert_array_equal(found.non_zero_share, [1, 0.25, 1, 1, MISSING])
    assert found.unique.tolist() == [3, 2, 1, 1, 0]
    np.testing.assert_array_equal(found.unique_share, [0.75, 0.5, 1, 0.25, MISSING])
    np.testing.assert_array_equal(found.repeated, [2, 0, 3, 5, MISSING])
    assert found.repeats.tolist() == [2, 3, 1, 4, 0]


def test_flags_are_by_shares_of_the_present_values():
    found = indicator_statistics(VALUES)
    assert found.flags == (
        (),
        (Flag.ZEROS,),
        (Flag.FEW, Flag.CONSTANT),
        (Flag.REPEATS, Flag.CONSTANT),
        (Flag.FEW,),
    )
    assert indicator_statistics(VALUES, limits=Limits(non_zero=0.2)).flags[1] == ()


def test_outliers_need_both_moments():
    far = np.append(np.arange(20.0), 500.0)[:, None]
    assert indicator_statistics(far).flags == ((Flag.OUTLIERS,),)
    assert indicator_statistics(far, limits=Limits(skewness=20)).flags == ((),)


@reference
def test_the_reference_has_the_outliers_that_are_treated():
    screened, moments = sheet("coinr/stage_screened.csv"), sheet("coinr/skew_kurt_screened.csv")
    found = indicator_statistics(screened.of(moments.rows))
    np.testing.assert_allclose(found.skewness, moments.values[:, 0], rtol=1e-10)
    treated = [name for name, flags in zip(moments.rows, found.flags, strict=True) if Flag.OUTLIERS in flags]
    assert len(treated) == 15
    assert {"Flights", "Bord", "FemLab"} <= set(treated)


def test_the_median_of_columns_with_holes_is_that_of_each():
    values = np.random.default_rng(1).normal(size=(12, 6))
    values[np.random.default_rng(2).random(values.shape) < 0.3] = MISSING
    assert indicator_statistics(values).median == pytest.approx(np.nanmedian(values, axis=0))
