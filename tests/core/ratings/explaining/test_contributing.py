"""Do the parts of a score sum to it, and are they the right ones?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import contributions
from styrbord.core.ratings.options import Aggregation, Normalisation
from tests.core.ratings.explaining.random_worlds import drawn
from tests.core.ratings.references import reference
from tests.core.ratings.worlds import NAN, asem, flat, inputs, method, tree

BOUNDED = Aggregation(least_share=0.2, most_share=0.8)
SEEDS = st.integers(0, 100_000)
BENCHMARKS = ("mean", "median", "best-quartile", "best", "u3")


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_parts_sum_to_the_score_for_every_way_of_joining(seed: int):
    rated = rate(*drawn(seed))
    for row in range(len(rated.rows)):
        found = contributions(rated, row)
        assert abs(sum(found.by_indicator.values()) + found.rest - found.score) < 1e-9
        if rated.method.tree.root.aggregation != Aggregation("copeland"):
            assert abs(found.rest) < 1e-9


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.sampled_from(BENCHMARKS))
def test_parts_sum_to_the_difference_from_a_benchmark(seed: int, benchmark: str):
    rated = rate(*drawn(seed))
    found = contributions(rated, 0, benchmark)
    parts = sum(found.by_indicator.values()) + found.missing + found.weights + found.rest
    assert abs(parts - (found.score - found.benchmark_score)) < 1e-9
    if rated.method.tree.root.aggregation != Aggregation("copeland"):
        assert abs(found.rest) < 1e-9


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_a_node_has_what_its_indicators_have_together(seed: int):
    rated = rate(*drawn(seed, ways=(Aggregation(), Aggregation("geometric"))))
    for found in (contributions(rated, 0), contributions(rated, 0, "median")):
        for code, points in found.by_node.items():
            below = sum(found.by_indicator[node.code] for node in rated.method.tree.below(code))
            assert abs(points - below) < 1e-9


def test_a_linear_tree_gives_weight_times_value_over_what_is_there():
    given_ = inputs([[10, 20, 40], [30, NAN, 80], [50, 60, 70]], ("a", "b", "c"))
    rated = rate(method(tree({"G": ("a", "b"), "H": ("c",)}, weights={"a": 3.0, "H": 3.0})), given_)
    assert contributions(rated, 0).by_indicator == pytest.approx({"a": 1.875, "b": 1.25, "c": 30.0})
    assert contributions(rated, 1).by_indicator == pytest.approx({"a": 7.5, "b": 0.0, "c": 60.0})


def test_missing_data_have_a_line_of_their_own():
    given_ = inputs([[10, NAN], [30, 80], [50, 60]], ("a", "b"))
    found = contributions(rate(method(flat("a", "b")), given_), 0, "u2")
    assert found.by_indicator == pytest.approx({"a": -20.0, "b": 0.0})
    assert found.missing == pytest.approx((30 - 55) * 1.0)
    assert (found.weights, found.total) == (0.0, pytest.approx(10 - 55))


def test_the_geometric_mean_is_split_by_logarithmic_means():
    given_ = inputs([[8, 2], [1, 4], [5, 5]], ("a", "b"))
    found = contributions(rate(method(flat("a", "b"), aggregation=Aggregation("geometric")), given_), 0, "u2")
    scale = (4 - 2) / (np.log(4) - np.log(2))
    assert found.by_indicator == pytest.approx({"a": scale * np.log(8) / 2, "b": scale * np.log(0.5) / 2})


def test_the_smallest_child_has_all_of_a_minimum():
    given_ = inputs([[8, 2], [1, 4], [5, 5]], ("a", "b"))
    found = contributions(rate(method(flat("a", "b"), aggregation=Aggregation("minimum")), given_), 0)
    assert found.by_indicator == {"a": 0.0, "b": 2.0}


def test_a_plain_sum_keeps_its_weights():
    given_ = inputs([[8, 2], [1, 4], [5, 5]], ("a", "b"))
    rated = rate(method(flat("a", "b", weights=(2.0, 3.0)), aggregation=Aggregation("sum")), given_)
    assert contributions(rated, 0).by_indicator == {"a": 16.0, "b": 6.0}
    assert contributions(rated, 0, "u2").by_indicator == {"a": 14.0, "b": -6.0}


def test_the_benefit_of_the_doubt_is_split_by_its_shares():
    given_ = inputs([[8, 2], [1, 4], [5, 5], [6, 3]], ("a", "b"))
    rated = rate(method(flat("a", "b"), weights="benefit-of-the-doubt", aggregation=BOUNDED), given_)
    for row in range(4):
        found = contributions(rated, row)
        assert sum(found.by_indicator.values()) == pytest.approx(found.score, abs=1e-9)
        shares = rated.weights[row, :2] * found.score
        assert list(found.by_indicator.values()) == pytest.approx(shares.tolist())


def test_a_unit_without_a_score_is_refused():
    rated = rate(method(flat("a", "b")), inputs([[NAN, NAN], [1, 4], [5, 5]], ("a", "b")))
    with pytest.raises(Refused, match="u1 has no score"):
        contributions(rated, 0)
    with pytest.raises(Refused, match="u9 is no benchmark"):
        contributions(rated, 1, "u9")


@reference
def test_all_scores_of_the_reference_are_explained():
    rated = rate(*asem())
    for row in range(len(rated.rows)):
        found = contributions(rated, row)
        assert abs(sum(found.by_indicator.values()) - found.score) < 1e-9
        apart = contributions(rated, row, "median")
        assert abs(sum(apart.by_indicator.values()) - apart.total) < 1e-9


@reference
def test_scores_that_go_below_zero_are_explained_too():
    what, given_ = asem()
    rated = rate(method(what.tree, normalisation=Normalisation("zscore", 0.0, 1.0)), given_)
    found = contributions(rated, 0)
    assert abs(sum(found.by_indicator.values()) - found.score) < 1e-9
