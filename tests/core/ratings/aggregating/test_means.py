"""Are the means of children those of the methods, with holes and in stacks?"""

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.means import (
    arithmetic,
    geometric,
    harmonic,
    minimum,
    power_mean,
    total,
)
from styrbord.core.ratings.aggregating.naming import Names
from tests.core.ratings.references import reference, sheet, texts

MISSING = np.nan
POSITIVE = st.floats(0.01, 1000) | st.just(MISSING)
SHAPE = st.tuples(st.integers(1, 4), st.integers(1, 5))


def by_hand(row: np.ndarray, weights: np.ndarray, exponent: float) -> float:
    """The formula, child by child."""
    kept = [(x, w) for x, w in zip(row, weights, strict=True) if not np.isnan(x)]
    whole = sum(w for _, w in kept)
    if not whole:
        return MISSING
    if exponent == 0:
        return float(np.exp(sum(w * np.log(x) for x, w in kept) / whole))
    return float((sum(w * x**exponent for x, w in kept) / whole) ** (1 / exponent))


@reference
@pytest.mark.parametrize(("name", "exponent"), [("amean", 1.0), ("gmean", 0.0)])
def test_an_index_of_four_levels_is_that_of_the_reference(name: str, exponent: float):
    scores, wanted = sheet("coinr/norm_minmax_1_100.csv"), sheet(f"coinr/alt_agg_a_{name}_1_100.csv")
    assert scores.rows == wanted.rows
    lineage = texts("coinr/meta_lineage.csv")[1:]
    known = dict(zip(scores.columns, scores.values.T, strict=True))
    for level in (1, 2, 3):
        for node in dict.fromkeys(line[level] for line in lineage):
            below = list(dict.fromkeys(line[level - 1] for line in lineage if line[level] == node))
            children = np.column_stack([known[one] for one in below])
            known[node] = power_mean(children, np.ones(len(below)), exponent=exponent)
    found = np.column_stack([known[node] for node in wanted.columns])
    np.testing.assert_allclose(found, wanted.values, rtol=1e-10)


@given(
    arrays(np.float64, SHAPE, elements=POSITIVE), st.sampled_from([-2.0, -1.0, 0.0, 0.5, 1.0, 3.0]), st.data()
)
def test_a_mean_is_the_formula_over_the_present_children(
    values: np.ndarray, exponent: float, data: st.DataObject
):
    weights = data.draw(arrays(np.float64, values.shape[1], elements=st.sampled_from([0.0, 0.5, 1.0, 7.0])))
    assume(weights.sum() > 0)
    found = power_mean(values, weights, exponent=exponent)
    wanted = [by_hand(row, weights, exponent) for row in values]
    np.testing.assert_allclose(found, wanted, rtol=1e-9)


@given(arrays(np.float64, SHAPE, elements=POSITIVE), st.floats(0.01, 100))
def test_only_the_relation_of_weights_counts(values: np.ndarray, factor: float):
    weights = np.arange(1.0, values.shape[1] + 1)
    for exponent in (-1.0, 0.0, 1.0, 2.0):
        np.testing.assert_allclose(
            power_mean(values, weights * factor, exponent=exponent),
            power_mean(values, weights, exponent=exponent),
            rtol=1e-9,
        )


@given(arrays(np.float64, SHAPE, elements=POSITIVE))
def test_a_larger_exponent_gives_no_smaller_mean(values: np.ndarray):
    weights = np.ones(values.shape[1])
    means = [harmonic(values, weights), geometric(values, weights), arithmetic(values, weights)]
    means = [minimum(values, weights), *means, power_mean(values, weights, exponent=3.0)]
    for low, high in pairwise(means):
        assert (np.isnan(low) | (low <= high * (1 + 1e-9))).all()


@pytest.mark.parametrize("has_holes", [False, True])
@pytest.mark.parametrize("exponent", [-1.0, 0.0, 1.0, 2.0])
def test_a_stack_of_replicates_is_each_replicate(exponent: float, has_holes: bool):
    random = np.random.default_rng(5)
    values, weights = random.uniform(1, 100, (6, 9, 4)), random.uniform(0, 1, (6, 4))
    if has_holes:
        values[random.random(values.shape) < 0.3] = MISSING
    both = power_mean(values, weights, exponent=exponent)
    many_weights = power_mean(values[0], weights, exponent=exponent)
    many_values = power_mean(values, weights[0], exponent=exponent)
    for replicate in range(6):
        one = values[replicate], weights[replicate]
        np.testing.assert_allclose(both[replicate], power_mean(*one, exponent=exponent), rtol=1e-13)
        alone = power_mean(values[0], weights[replicate], exponent=exponent)
        np.testing.assert_allclose(many_weights[replicate], alone, rtol=1e-13)
        alone = power_mean(values[replicate], weights[0], exponent=exponent)
        np.testing.assert_allclose(many_values[replicate], alone, rtol=1e-13)


def test_nothing_present_has_no_mean():
    values = np.array([[MISSING, MISSING], [2.0, MISSING], [2.0, 8.0]])
    weights = np.array([0.0, 1.0])
    for mean in (arithmetic, geometric, harmonic, minimum):
        np.testing.assert_array_equal(np.isnan(mean(values, weights)), [True, True, False])


def test_children_without_any_weight_have_no_mean():
    for mean in (arithmetic, geometric, harmonic, minimum):
        assert np.isnan(mean(np.array([[2.0, 8.0], [MISSING, 1.0]]), np.zeros(2))).all()


def test_too_few_present_children_have_no_mean():
    values = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, MISSING], [1.0, MISSING, MISSING]])
    for mean in (arithmetic, geometric, harmonic, minimum):
        np.testing.assert_array_equal(np.isnan(mean(values, np.ones(3), least=2 / 3)), [False, False, True])


def test_a_mean_that_needs_all_children_is_withheld_at_one_hole():
    values = np.array([[3.0, 4.0], [3.0, MISSING]])
    found = power_mean(values, np.ones(2), exponent=2.0, needs_all=True)
    np.testing.assert_allclose(found, [np.sqrt(12.5), MISSING])


@pytest.mark.parametrize("mean", [geometric, harmonic])
@pytest.mark.parametrize("value", [0.0, -3.0])
def test_a_value_that_is_not_positive_is_refused_by_name(mean, value: float):
    values = np.array([[1.0, 2.0], [5.0, value], [value, value]])
    names = Names("Conn", ["AUS", "AUT", "BEL"], ["Goods", "Flights"])
    with pytest.raises(Refused) as refused:
        mean(values, np.ones(2), names=names)
    first, second = refused.value.problems
    assert (first.place, first.params["unit"], first.params["child"]) == ("Conn", "AUT", "Flights")
    assert (second.params["unit"], second.params["child"]) == ("BEL", "Goods")
    assert f"Flights of AUT is {value:g}" in first.message


def test_a_negative_value_under_another_exponent_is_refused_and_zero_is_not():
    assert power_mean(np.array([[0.0, 4.0]]), np.ones(2), exponent=0.5) == pytest.approx([1.0])
    with pytest.raises(Refused, match="#2 of #1 is -4"):
        power_mean(np.array([[0.0, -4.0]]), np.ones(2), exponent=0.5)


def test_a_child_without_weight_may_be_zero():
    values, weights = np.array([[0.0, 4.0, 9.0]]), np.array([0.0, 1.0, 1.0])
    assert geometric(values, weights) == pytest.approx([6.0])
    assert minimum(values, weights) == [4.0]
    with pytest.raises(Refused):
        geometric(values, np.vstack([weights, np.ones(3)]))


def test_a_sum_with_a_hole_is_no_sum():
    values = np.array([[1.0, 2.0, MISSING], [1.0, MISSING, 3.0]])
    np.testing.assert_array_equal(total(values, np.array([1.0, 2.0, 0.0])), [5.0, MISSING])


def test_means_and_places_load_no_scipy():
    modules = (
        "aggregating.means",
        "aggregating.copeland",
        "aggregating.penalised",
        "aggregating.mean_min",
        "aggregating.factor",
        "statistics.ranks",
        "statistics.moments",
    )
    names = "; ".join(f"import styrbord.core.ratings.{module}" for module in modules)
    code = f"import sys; {names}; print(any(name.startswith('scipy') for name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
