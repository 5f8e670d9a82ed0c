"""How much does each node count where something is missing?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.ratings.aggregate import Frame, aggregated
from styrbord.core.ratings.chain import Cached, rate, used_weights
from styrbord.core.ratings.options import Aggregation, Normalisation
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.weights import at_level, effective, equal, original
from tests.core.ratings.worlds import NAN, assert_close, flat, inputs, method, refusals, tree

HEAVY = tree({"left": ["a", "b"], "right": ["c"]}, weights={"a": 3, "left": 2, "right": 6})
VALUES = [[8.0, 4.0, 1.0], [NAN, 4.0, 1.0], [NAN, NAN, 1.0], [8.0, 4.0, NAN], [NAN, NAN, NAN]]


def by_code(rated: Rated, row: int) -> dict[str, float]:
    return dict(zip(rated.method.tree.columns, rated.weights[row].tolist(), strict=True))


def test_unequal_weights_are_shares_of_the_present_children():
    found = rate(method(HEAVY), inputs(VALUES, "abc"))
    # the left is three parts 8 and one part 4, the index two parts left and six parts right
    assert_close(found.scores[:, found.column("left")], [7, 4, NAN, 7, NAN])
    assert_close(found.scores[:, -1], [20 / 8, 14 / 8, 1, 7, NAN])


def test_effective_weights_are_products_on_the_way_to_the_index():
    found = rate(method(HEAVY), inputs(VALUES, "abc"))
    assert by_code(found, 0) == pytest.approx(
        {"a": 3 / 16, "b": 1 / 16, "c": 3 / 4, "left": 1 / 4, "right": 3 / 4, "Index": 1}
    )
    assert by_code(found, 1) == pytest.approx(
        {"a": 0, "b": 1 / 4, "c": 3 / 4, "left": 1 / 4, "right": 3 / 4, "Index": 1}
    )
    assert by_code(found, 2) == pytest.approx({"a": 0, "b": 0, "c": 1, "left": 0, "right": 1, "Index": 1})
    assert np.isnan(found.weights[4]).all()


def test_equal_weights_leave_out_what_has_no_weight():
    structure = flat("a", "b", "c", weights=[5, 0, 1])
    found = rate(method(structure, weights="equal"), inputs([[1.0, 100.0, 3.0]] * 3, "abc"))
    assert_close(found.scores[:, -1], [2, 2, 2])


def test_weights_of_one_level_may_be_replaced():
    weights = at_level(HEAVY, original(HEAVY), 2, equal(HEAVY))
    assert dict(zip(HEAVY.columns, weights.tolist(), strict=True)) == {
        "a": 3, "b": 1, "c": 1, "left": 1, "right": 1, "Index": 1,
    }  # fmt: skip


def test_a_row_whose_present_children_have_no_weight_has_no_score():
    structure = flat("a", "b", weights=[1, 0])
    found = rate(method(structure), inputs([[1.0, 2.0], [NAN, 2.0], [3.0, NAN]], "ab"))
    assert_close(found.scores[:, -1], [1, NAN, 3])


def test_weights_by_components_are_loadings_of_the_children():
    rng = np.random.default_rng(3)
    line = rng.normal(size=(60, 1))
    values = line * [1.0, 2.0, 1.0, 0.1] + rng.normal(size=(60, 4)) * [0.1, 1.0, 2.0, 0.3]
    found = rate(
        method(flat(*"abcd"), weights="pca", normalisation=Normalisation(by="zscore", low=0, high=1)),
        inputs(values.tolist(), "abcd"),
    )
    loadings = np.linalg.svd((values - values.mean(0)) / values.std(0))[2][0]
    wanted = loadings / loadings.sum()
    np.testing.assert_allclose(found.weights[0, :4], wanted, rtol=1e-8)
    np.testing.assert_allclose(found.scores[:, -1], found.scores[:, :4] @ wanted, atol=1e-10)


def test_optimised_weights_let_each_child_say_as_much_as_the_structure_wants():
    rng = np.random.default_rng(6)
    values = rng.normal(size=(200, 4)) + rng.normal(size=(200, 1)) * [1.0, 1.0, 0.2, 3.0]
    zscores = Normalisation(by="zscore", low=0, high=1)
    what = method(flat(*"abcd", weights=[5, 4, 4, 0]), weights="optimised", normalisation=zscores)
    found = rate(what, inputs(values.tolist(), "abcd"))
    says = np.array([np.corrcoef(found.scores[:, k], found.scores[:, -1])[0, 1] for k in range(3)])
    np.testing.assert_allclose(says / says.sum(), np.array([5, 4, 4]) / 13, atol=1e-6)
    assert found.weights[0, 3] == 0
    np.testing.assert_allclose(found.scores[:, -1], found.scores[:, :4] @ found.weights[0, :4], atol=1e-10)


def test_recalculations_start_from_the_weights_that_the_method_makes():
    values = np.random.default_rng(4).normal(size=(20, 1)) + np.random.default_rng(5).normal(size=(20, 4)) / 4
    given_ = inputs(values.tolist(), "abcd")
    for weights in ("original", "equal", "pca", "optimised"):
        what = method(flat(*"abcd", weights=[1, 2, 3, 0]), weights=weights)
        found, rated = used_weights(what, given_, Cached(given_).state(what)), rate(what, given_)
        assert_close(found[:4] / found[:4].sum(), rated.weights[0, :4])


def test_components_that_run_against_each_other_give_no_weights():
    x = np.linspace(0, 1, 20)
    noise = np.random.default_rng(1).normal(size=20) * 0.1
    values = np.stack([x, -x + noise, x * 2 + noise**2], axis=1)
    told = refusals(method(flat("a", "b", "c"), weights="pca"), inputs(values.tolist(), "abc"))
    assert "b run against the others" in told["rating.no-component-weights"]


def test_the_benefit_of_the_doubt_weighs_each_unit_by_what_suits_it_best():
    structure = flat("a", "b", "c")
    free = Aggregation(least_share=0, most_share=1)
    values = [[10.0, 1.0, 5.0], [1.0, 10.0, 5.0], [5.0, 5.0, 10.0], [2.0, 2.0, 2.0]]
    found = rate(method(structure, weights="benefit-of-the-doubt", aggregation=free), inputs(values, "abc"))
    assert_close(found.scores[:3, -1], [1, 1, 1])
    assert 0.2 <= found.scores[3, -1] < 0.5
    np.testing.assert_allclose(found.weights[:, :3].sum(1), 1)
    bounded = Aggregation(least_share=0.3, most_share=0.4)
    found = rate(
        method(structure, weights="benefit-of-the-doubt", aggregation=bounded), inputs(values, "abc")
    )
    assert (found.scores[:3, -1] < 1.0).any()
    assert (found.weights[:, :3] >= 0.3 - 1e-9).all()
    assert (found.weights[:, :3] <= 0.4 + 1e-9).all()


def test_shares_that_cannot_add_up_are_refused():
    what = method(flat("a", "b"), weights="benefit-of-the-doubt")
    assert "rating.share-bounds" in refusals(what, inputs([[1.0, 2.0], [2.0, 1.0], [3.0, 1.0]], "ab"))


@given(arrays(np.float64, (5, 3), elements=st.one_of(st.just(np.nan), st.floats(0, 100))))
@settings(max_examples=40, deadline=None)
def test_an_arithmetic_index_is_its_indicators_times_their_effective_weights(values: np.ndarray):
    ways, least = [Aggregation()] * 3, (0.0,) * 3
    scores, weights = aggregated(HEAVY, values, original(HEAVY), ways, least, Frame((), ()))
    shares = effective(HEAVY, weights, scores)
    own = np.where(np.isnan(values), 0.0, values)
    np.testing.assert_allclose((shares[:, :3] * own).sum(1), scores[:, -1], atol=1e-9)
    there = ~np.isnan(scores[:, -1])
    np.testing.assert_allclose(shares[there, :3].sum(1), 1)
