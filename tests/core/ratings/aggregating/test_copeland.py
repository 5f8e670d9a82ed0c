"""Does every pair of units meet, and does the better one win?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.ratings.aggregating import copeland as module
from styrbord.core.ratings.aggregating.copeland import copeland, outranking

TABLES = arrays(
    np.float64,
    st.tuples(st.integers(2, 7), st.integers(1, 4)),
    elements=st.sampled_from([0.0, 1.0, 2.0, 3.0, np.nan]),
)


def votes(first: np.ndarray, second: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Weight won by the first of two units, and weight of the children that both have."""
    won = common = 0.0
    for x, y, weight in zip(first, second, weights, strict=True):
        if np.isnan(x) or np.isnan(y):
            continue
        common += weight
        won += weight if x > y else weight / 2 if x == y else 0
    return won, common


def by_pairs(values: np.ndarray, weights: np.ndarray, is_parity: bool) -> np.ndarray:
    """Wins less losses, pair by pair."""
    scores = np.zeros(len(values))
    for i in range(len(values)):
        for j in range(i + 1, len(values)):
            won, common = votes(values[i], values[j], weights / weights.sum())
            share = won if is_parity else won / common if common else 0.5
            win = 0 if abs(share - 0.5) <= 1e-12 else 1 if share > 0.5 else -1
            scores[i] += win
            scores[j] -= win
    return np.where(np.isnan(values).all(1), np.nan, scores)


def test_a_small_case_by_hand():
    values = np.array([[9.0, 1.0, 5.0], [3.0, 3.0, 5.0], [2.0, 2.0, 2.0]])
    found = outranking(values, np.array([0.5, 0.3, 0.2]))
    # first/second: 0.5 + 0 + 0.1 = 0.6; first/third: 0.5 + 0 + 0.2 = 0.7; second/third: 1
    assert found.scores.tolist() == [2, 0, -2]
    assert found.dominance == pytest.approx(1 / 3)


@given(TABLES, st.booleans())
def test_scores_are_those_of_all_pairs(values: np.ndarray, is_parity: bool):
    weights = np.arange(1.0, values.shape[1] + 1)
    np.testing.assert_array_equal(
        copeland(values, weights, is_parity=is_parity), by_pairs(values, weights, is_parity)
    )


@given(TABLES)
def test_dominance_is_the_share_of_pairs_in_which_one_is_better_in_all(values: np.ndarray):
    weights = np.arange(1.0, values.shape[1] + 1)
    clear = 0
    for i in range(len(values)):
        for j in range(len(values)):
            won, common = votes(values[i], values[j], weights)
            clear += i != j and common > 0 and won == common
    pairs = len(values) * (len(values) - 1) / 2
    assert outranking(values, weights).dominance == pytest.approx(clear / pairs)


@given(TABLES)
def test_wins_and_losses_even_out(values: np.ndarray):
    assert np.nansum(copeland(values, np.ones(values.shape[1]))) == 0


@given(TABLES)
def test_turning_all_children_round_turns_the_scores_round(values: np.ndarray):
    weights = np.ones(values.shape[1])
    np.testing.assert_array_equal(copeland(-values, weights), -copeland(values, weights) + 0.0)


def test_blocks_give_what_the_whole_gives(monkeypatch: pytest.MonkeyPatch):
    values = np.random.default_rng(2).integers(0, 9, (50, 4)).astype(float)
    values[3, 1] = values[7] = np.nan
    for is_parity in (False, True):
        whole = outranking(values, np.ones(4), is_parity=is_parity)
        with monkeypatch.context() as patched:
            patched.setattr(module, "_BLOCK", 120)
            parts = outranking(values, np.ones(4), is_parity=is_parity)
        np.testing.assert_array_equal(parts.scores, whole.scores)
        assert parts.dominance == whole.dominance


def test_a_missing_child_does_not_vote_unless_as_in_the_reference_tool():
    values = np.array([[5.0, np.nan, np.nan], [4.0, 1.0, 1.0]])
    assert copeland(values, np.ones(3)).tolist() == [1, -1]
    assert copeland(values, np.ones(3), is_parity=True).tolist() == [-1, 1]


def test_halves_that_add_up_unevenly_are_even():
    weights = np.array([0.1, 0.2, 0.3, 0.6])
    values = np.array([[1.0, 1.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    assert copeland(values, weights).tolist() == [0, 0]


def test_a_stack_takes_each_replicate_by_itself():
    random = np.random.default_rng(4)
    values, weights = random.normal(size=(3, 8, 4)), random.random((3, 4))
    found = copeland(values, weights)
    for replicate in range(3):
        np.testing.assert_array_equal(found[replicate], copeland(values[replicate], weights[replicate]))
    assert copeland(values[0], weights).shape == (3, 8)
