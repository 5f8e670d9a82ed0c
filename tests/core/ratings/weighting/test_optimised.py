"""Do the weights that were found do what they are for, better than any others tried?"""

from collections.abc import Callable

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.means import arithmetic, geometric
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.weighting.optimised import correlations, optimised_weights
from tests.core.ratings.references import reference, sheet

Index = Callable[[np.ndarray], np.ndarray]


def mean_of(nodes: np.ndarray) -> Index:
    return lambda weights: arithmetic(nodes, weights)


def pillars() -> tuple[np.ndarray, Index]:
    """Eight pillars and their index: two sub-indices, then their mean."""
    nodes = sheet("compind/input_pillars.csv").values

    def index(weights: np.ndarray) -> np.ndarray:
        halves = [arithmetic(nodes[:, part], weights[part]) for part in (slice(0, 5), slice(5, 8))]
        return arithmetic(np.column_stack(halves), np.ones(2))

    return nodes, index


def imbalance(nodes: np.ndarray, index: Index, weights: np.ndarray, targets: np.ndarray) -> float:
    r = np.array([np.corrcoef(column, index(weights))[0, 1] for column in nodes.T])
    return float(np.log(np.mean((targets - r / r.sum()) ** 2)))


@reference
def test_balance_finds_no_worse_than_a_wide_search():
    nodes, index = pillars()
    found = optimised_weights(nodes, index)
    targets = np.full(8, 1 / 8)
    assert found.objective == pytest.approx(imbalance(nodes, index, found.weights, targets), rel=1e-6)
    tried = np.random.default_rng(9).dirichlet(np.ones(8), 3000)
    assert found.objective <= min(imbalance(nodes, index, one, targets) for one in tried)
    assert found.equal == pytest.approx(imbalance(nodes, index, targets, targets))
    assert found.objective < found.equal - 1
    assert (found.weights >= 0).all()
    assert found.weights.sum() == pytest.approx(1)


@reference
def test_infomax_finds_no_less_than_a_wide_search():
    nodes, index = pillars()
    found = optimised_weights(nodes, index, aim="infomax")
    assert found.objective == pytest.approx(found.correlations.sum(), rel=1e-12)
    tried = np.random.default_rng(9).dirichlet(np.ones(8), 3000)
    assert found.objective >= max(correlations(nodes, index(one)).sum() for one in tried)
    assert found.objective > found.equal


@pytest.mark.parametrize("mean", [arithmetic, geometric])
def test_wanted_shares_are_reached_where_they_can_be(mean):
    nodes = np.random.default_rng(3).uniform(1, 100, (200, 3))
    targets = np.array([3.0, 2.0, 1.0])
    found = optimised_weights(nodes, lambda weights: mean(nodes, weights), targets=targets)
    np.testing.assert_allclose(found.correlations / found.correlations.sum(), targets / 6, atol=1e-6)


def test_balance_of_two_nodes_of_different_spread_by_hand():
    # of two nodes the index correlates equally with both where w1 s1 = w2 s2
    random = np.random.default_rng(4)
    nodes = random.normal(size=(300, 2)) * [1.0, 4.0]
    found = optimised_weights(nodes, mean_of(nodes))
    spread = nodes.std(0, ddof=1)
    np.testing.assert_allclose(found.weights, spread[::-1] / spread.sum(), atol=1e-6)


def test_the_same_seed_gives_the_same_weights():
    nodes = np.random.default_rng(5).normal(size=(40, 4)) + 10
    first, again = (optimised_weights(nodes, mean_of(nodes), aim="infomax", seed=7).weights for _ in range(2))
    np.testing.assert_array_equal(first, again)


def test_a_node_that_runs_against_the_others_gets_no_negative_weight():
    random = np.random.default_rng(8)
    nodes = random.normal(size=(60, 1)) * [1.0, 1.0, -1.0] + 0.2 * random.normal(size=(60, 3))
    for aim in ("balance", "infomax"):
        assert (optimised_weights(nodes, mean_of(nodes), aim=aim).weights >= 0).all()


def test_holes_are_left_out_pair_by_pair():
    nodes = np.random.default_rng(6).normal(size=(30, 2))
    index = nodes.mean(1)
    holed = nodes.copy()
    holed[4, 0] = np.nan
    kept = np.arange(30) != 4
    wanted = [np.corrcoef(nodes[kept, 0], index[kept])[0, 1], np.corrcoef(nodes[:, 1], index)[0, 1]]
    np.testing.assert_allclose(correlations(holed, index), wanted, rtol=1e-12)


def test_a_constant_node_is_refused_by_name():
    nodes = np.column_stack([np.arange(9.0), np.ones(9)])
    with pytest.raises(Refused, match="Roads is the same for all units"):
        optimised_weights(nodes, mean_of(nodes), names=Names("", [], ["Schools", "Roads"]))


@pytest.mark.parametrize("targets", [[1.0], [0.0, 0.0], [-1.0, 2.0]])
def test_targets_that_are_no_shares_are_refused(targets: list[float]):
    nodes = np.random.default_rng(6).normal(size=(30, 2))
    with pytest.raises(Refused, match="The wanted shares of Skills are"):
        optimised_weights(nodes, mean_of(nodes), targets=np.array(targets), names=Names("Skills"))
