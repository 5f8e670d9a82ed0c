"""Does an uneven unit lose what the published formulas say, and never gain?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.means import arithmetic
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.aggregating.penalised import ampi, goalposts, mpi

MISSING = np.nan
TABLES = arrays(
    np.float64, st.tuples(st.integers(1, 5), st.integers(2, 5)), elements=st.floats(1, 200) | st.just(MISSING)
)


def test_mpi_is_the_mean_less_its_variance_by_the_mean():
    # children 80, 100, 120, 100: M = 100, S^2 = 800 / 3, S^2 / M = 8 / 3
    values = np.array([[80.0, 100.0, 120.0, 100.0]])
    np.testing.assert_allclose(mpi(values, np.ones(4)), [100 - 8 / 3], rtol=1e-14)
    np.testing.assert_allclose(mpi(values, np.ones(4), penalty="plus"), [100 + 8 / 3], rtol=1e-14)


def test_ampi_divides_by_the_number_of_children():
    # M = 100, S^2 = 800 / 4
    values = np.array([[80.0, 100.0, 120.0, 100.0]])
    np.testing.assert_allclose(ampi(values, np.ones(4)), [98.0], rtol=1e-14)
    np.testing.assert_allclose(ampi(values, np.ones(4), penalty="plus"), [102.0], rtol=1e-14)


def test_ampi_of_two_years_by_hand():
    # employment (high is good), unemployment (low is good); the reference is the first year's mean
    years = np.array([[[60.0, 8.0], [70.0, 4.0]], [[65.0, 7.0], [80.0, 3.0]]])
    posts = goalposts(years, np.nanmean(years[0], 0))
    np.testing.assert_allclose(posts.low, [65 - 10, 6 - 2.5])
    np.testing.assert_allclose(posts.high, [65 + 10, 6 + 2.5])
    scaled = posts.scaled(years, np.array([1, -1]))
    wanted = [[[85.0, 76.0], [115.0, 124.0]], [[100.0, 88.0], [145.0, 136.0]]]
    np.testing.assert_allclose(scaled, wanted, rtol=1e-14)
    # half the difference of two children is S
    index = [[80.5 - 4.5**2 / 80.5, 119.5 - 4.5**2 / 119.5], [94 - 36 / 94, 140.5 - 4.5**2 / 140.5]]
    np.testing.assert_allclose(ampi(scaled, np.ones(2)), index, rtol=1e-14)


@given(TABLES)
def test_unevenness_never_helps(values: np.ndarray):
    weights = np.ones(values.shape[1])
    mean = arithmetic(values, weights)
    for index in (mpi, ampi):
        for penalty, sign in (("minus", 1), ("plus", -1)):
            gap = sign * (mean - index(values, weights, penalty=penalty))
            assert (np.isnan(mean) | (gap >= -1e-9)).all()


@given(TABLES)
def test_a_missing_child_is_as_if_it_were_not_there(values: np.ndarray):
    weights = np.arange(1.0, values.shape[1] + 1)
    found = mpi(values, weights)
    for row, index in zip(values, found, strict=True):
        kept = ~np.isnan(row)
        if kept.any():
            np.testing.assert_allclose(mpi(row[None, kept], weights[kept]), [index], rtol=1e-12)
        else:
            assert np.isnan(index)


def test_a_child_of_weight_zero_is_as_if_it_were_not_there():
    values = np.array([[90.0, 110.0, 500.0]])
    found = mpi(values, np.array([1.0, 1.0, 0.0]))
    np.testing.assert_allclose(found, mpi(values[:, :2], np.ones(2)))


def test_one_child_alone_has_no_imbalance():
    values = np.array([[90.0, MISSING], [MISSING, MISSING]])
    for index in (mpi, ampi):
        np.testing.assert_array_equal(index(values, np.ones(2)), [90.0, MISSING])
        assert np.isnan(index(values, np.ones(2), least=0.6)).all()


def test_a_stack_takes_each_replicate_by_itself():
    values = np.random.default_rng(6).uniform(50, 150, (3, 5, 4))
    weights = np.random.default_rng(7).random((3, 4))
    for replicate in range(3):
        alone = mpi(values[replicate], weights[replicate])
        np.testing.assert_allclose(mpi(values, weights)[replicate], alone, rtol=1e-13)
        np.testing.assert_allclose(
            mpi(values[0], weights)[replicate], mpi(values[0], weights[replicate]), rtol=1e-13
        )


def test_a_mean_that_is_not_above_zero_is_refused_by_name():
    values = np.array([[1.0, 2.0], [1.0, -1.0]])
    with pytest.raises(Refused, match="The mean of Ashford is 0; a penalised mean of Skills"):
        mpi(values, np.ones(2), names=Names("Skills", ["Birkby", "Ashford"]))


def test_goalposts_of_a_constant_child_are_refused_by_name():
    values = np.array([[1.0, 3.0, MISSING], [2.0, 3.0, MISSING]])
    with pytest.raises(Refused) as refused:
        goalposts(values, np.array([1.0, 3.0, 5.0]), names=Names("", [], ["a", "b", "c"]))
    assert [one.params["child"] for one in refused.value.problems] == ["b", "c"]
