"""Are coefficients and their chances those of the books, pair by pair?"""

import numpy as np
import pytest
from scipy import stats

from styrbord.core.ratings.statistics.correlation import (
    Pair,
    against_parent,
    correlate,
    driven_by_size,
    high_pairs,
)
from tests.core.ratings.references import reference, sheet

KINDS = {"pearson": stats.pearsonr, "spearman": stats.spearmanr, "kendall": stats.kendalltau}


def holed() -> np.ndarray:
    random = np.random.default_rng(3)
    values = np.round(random.normal(size=(25, 1)) + random.normal(size=(25, 4)), 1)
    values[random.random(values.shape) < 0.2] = np.nan
    return values


@pytest.mark.parametrize("kind", KINDS)
def test_each_pair_is_taken_over_the_units_that_have_both(kind):
    values = holed()
    found = correlate(values, kind=kind)
    for i, j in [(0, 1), (0, 3), (3, 2)]:
        both = ~np.isnan(values[:, [i, j]]).any(1)
        told = KINDS[kind](values[both, i], values[both, j])
        assert found.coefficients[i, j] == pytest.approx(told.statistic, rel=1e-10)
        assert found.chances[i, j] == pytest.approx(told.pvalue, rel=1e-8)
        assert found.units[i, j] == both.sum()
    np.testing.assert_array_equal(found.coefficients, found.coefficients.T)
    np.testing.assert_allclose(np.diag(found.coefficients), 1)


@pytest.mark.parametrize("kind", KINDS)
def test_two_sets_of_columns_meet(kind):
    values = holed()
    whole, part = correlate(values, kind=kind), correlate(values[:, :3], values[:, 3:], kind=kind)
    np.testing.assert_allclose(part.coefficients, whole.coefficients[:3, 3:], rtol=1e-12)
    np.testing.assert_allclose(part.chances, whole.chances[:3, 3:], rtol=1e-9)


@reference
def test_values_of_very_different_size_lose_nothing():
    values = sheet("coinr/stage_raw.csv").of(["LPI", "Flights", "Goods", "CO2", "Tourist"])
    found = correlate(values * [1, 1e9, 1e-9, 1, 1] + [1e6, 0, 0, 0, 0])
    for i, j in [(0, 1), (1, 2), (3, 4)]:
        both = ~np.isnan(values[:, [i, j]]).any(1)
        told = np.corrcoef(values[both, i], values[both, j])[0, 1]
        assert found.coefficients[i, j] == pytest.approx(told, rel=1e-8)


@pytest.mark.parametrize("kind", KINDS)
def test_a_constant_column_and_two_units_have_no_coefficient(kind):
    values = np.array([[1.0, 0.1, 5.0], [2.0, 0.1, 6.0], [3.0, 0.1, np.nan], [5.0, 0.1, np.nan]])
    found = correlate(values, kind=kind)
    assert np.isnan(found.coefficients[0, [1, 2]]).all()
    assert np.isnan(found.chances[0, [1, 2]]).all()


def test_a_column_that_is_constant_only_over_the_common_units_has_no_coefficient():
    values = np.array([[1.0, 7.3], [2.0, 7.3], [4.0, 7.3], [np.nan, 900.0]])
    assert np.isnan(correlate(values).coefficients[0, 1])


def test_what_could_be_chance_is_blanked():
    random = np.random.default_rng(1)
    first = random.normal(size=30)
    values = np.column_stack([first, first + 0.1 * random.normal(size=30), random.normal(size=30)])
    shown = correlate(values).significant()
    assert shown[0, 1] > 0.9
    assert np.isnan(shown[0, 2])


def test_flags_name_the_pairs():
    r = np.array([[1.0, 0.95, 0.93], [0.95, 1.0, 0.2], [0.93, 0.2, 1.0]])
    assert high_pairs(r, np.array([0, 0, 1])) == (Pair(0, 1, 0.95),)
    assert high_pairs(r, np.array([0, 0, 0]), threshold=0.94) == (Pair(0, 1, 0.95),)
    with_parents = np.array([[0.5, -0.9], [0.4, -0.2], [-0.1, 0.3]])
    assert against_parent(with_parents, np.array([0, 1, 0])) == (Pair(1, 1, -0.2), Pair(2, 0, -0.1))
    assert driven_by_size(np.array([[0.6, np.nan], [-0.7, 0.1]])) == (Pair(1, 0, -0.7),)
