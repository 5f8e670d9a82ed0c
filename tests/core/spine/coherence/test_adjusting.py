"""Are adjusted numbers the nearest ones that add up, keep bounds and leave locked cells alone?"""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.spine.coherence.adjusting import Adjusting
from styrbord.core.spine.coherence.exact import nearest
from styrbord.core.spine.coherence.structure import Structure, structure_of
from styrbord.core.spine.coherence.weights import Weights, ordinary, shrunk, structural
from tests.core.spine.coherence.worlds import closed_form, crossed, tree

CASES = json.loads((Path(__file__).parent / "golden" / "cases.json").read_text())


def weights_of(method: str, structure: Structure, errors: np.ndarray) -> Weights:
    if method == "mint_shrink":
        return shrunk(errors)
    return {"ols": ordinary, "wls_struct": structural}[method](structure)


@pytest.mark.parametrize("method", ["ols", "wls_struct", "mint_shrink"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_numbers_equal_those_of_the_published_library(case: dict, method: str) -> None:
    """Tolerance 1e-6: the library adds a ridge of 2e-8 to the covariance."""
    structure = structure_of(case["codes"], [tuple(line) for line in case["links"]])
    made = Adjusting(structure, weights_of(method, structure, np.array(case["errors"])))
    found = made.adjusted(np.array(case["base"]))
    np.testing.assert_allclose(found, case["reconciled"][method], rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("method", ["ols", "wls_struct", "mint_shrink"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_numbers_that_may_not_be_negative_are_at_least_as_near_as_the_librarys(
    case: dict, method: str
) -> None:
    structure = structure_of(case["codes"], [tuple(line) for line in case["links"]])
    weights = weights_of(method, structure, np.array(case["errors"]))
    base = np.array(case["base"])
    ours = Adjusting(structure, weights).adjusted(base, lower=np.zeros(structure.size))
    theirs = np.array(case["reconciled"][f"{method}/nonnegative"])
    assert (ours >= 0).all()
    assert (far(weights, ours - base) <= far(weights, theirs - base) * (1 + 1e-6)).all()


def far(weights: Weights, apart: np.ndarray) -> np.ndarray:
    return (apart * np.linalg.solve(weights.dense(), apart)).sum(axis=0)


@pytest.mark.parametrize(
    "structure", [tree(3, 4), tree(2, 2, 3), crossed(4, 3)], ids=["two", "three", "crossed"]
)
def test_without_bounds_the_numbers_are_those_of_the_closed_form(structure: Structure) -> None:
    rng = np.random.default_rng(5)
    base = rng.normal(size=(structure.size, 6)) * 100
    for weights in (ordinary(structure), structural(structure), shrunk(rng.normal(size=(structure.size, 7)))):
        found = Adjusting(structure, weights).adjusted(base)
        np.testing.assert_allclose(found, closed_form(structure, weights.dense(), base), rtol=1e-9, atol=1e-9)


def test_a_shrunk_covariance_is_that_of_the_formula() -> None:
    errors = np.random.default_rng(2).normal(size=(5, 9)) @ np.diag(np.arange(1.0, 10))
    z = (errors - errors.mean(axis=1, keepdims=True)) / errors.std(axis=1, keepdims=True)
    products = z[:, None, :] * z[None, :, :]
    correlation = products.mean(axis=2)
    others = ~np.eye(5, dtype=bool)
    spread = ((products - correlation[:, :, None]) ** 2).sum(axis=2) / (9 * 8)
    shrinkage = min(1.0, spread[others].sum() / (correlation[others] ** 2).sum())
    covariance = np.cov(errors)
    made = shrunk(errors)
    assert made.shrinkage == pytest.approx(shrinkage, rel=1e-12)
    expected = shrinkage * np.diag(np.diag(covariance)) + (1 - shrinkage) * covariance
    np.testing.assert_allclose(made.dense(), expected, rtol=1e-12)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 10**6),
    st.booleans(),
    st.integers(0, 3),
    st.sampled_from(["ols", "wls_struct", "mint_shrink"]),
)
def test_the_quick_way_and_the_certain_way_agree(
    seed: int, is_crossed: bool, locked: int, method: str
) -> None:
    rng = np.random.default_rng(seed)
    shape = rng.integers(1, 5, size=2)
    structure = crossed(*shape) if is_crossed else tree(*shape)
    weights = weights_of(method, structure, rng.normal(size=(structure.size, 6)))
    base = rng.normal(size=(structure.size, 3)) * 3 + 1
    locks = np.full(structure.size, np.nan)
    rows = rng.choice(structure.size, size=min(locked, structure.size), replace=False)
    locks[rows] = structure.filled(rng.gamma(1.0, 2.0, size=(len(structure.bottom), 1)))[rows, 0]
    lower, none = np.zeros(structure.size), np.full(structure.size, np.inf)
    found = Adjusting(structure, weights).adjusted(base, lower=lower, locks=locks)
    assert (found >= 0).all()
    assert (found[rows] == locks[rows, None]).all()
    assert np.abs(structure.gaps(found)).max() <= 1e-9 * np.abs(found).max()
    for column in range(3):
        bottom = nearest(base[:, column], structure, weights, lower, none, locks)
        np.testing.assert_allclose(found[structure.bottom, column], bottom, atol=1e-7)


def test_bounds_may_lie_on_both_sides_and_on_sums() -> None:
    made = Adjusting(tree(3), ordinary(tree(3)))
    base = np.array([[12.0], [9.0], [-4.0], [1.0]])
    found = made.adjusted(base, lower=np.array([9.0, 0, -9, 0]), upper=np.array([np.inf, 5, 9, 9]))
    assert found[1, 0] == 5
    assert found[0, 0] == pytest.approx(9)


def test_a_locked_zero_makes_all_below_it_zero() -> None:
    made = Adjusting(tree(2, 2), ordinary(tree(2, 2)))
    locks = np.array([np.nan, 0, np.nan, np.nan, np.nan, np.nan, np.nan])
    found = made.adjusted(np.full((7, 1), 3.0), lower=np.zeros(7), locks=locks)
    assert found[[1, 3, 4], 0].tolist() == [0, 0, 0]


def test_margins_that_are_all_locked_are_kept_though_one_follows_from_the_others() -> None:
    structure = crossed(2, 3)
    truth = structure.filled(np.arange(6.0)[:, None])[:, 0]
    locks = np.where(np.arange(structure.size) < 6, truth, np.nan)
    found = Adjusting(structure, ordinary(structure)).adjusted(
        np.full((structure.size, 2), 2.0), lower=np.zeros(structure.size), locks=locks
    )
    assert np.abs(structure.gaps(found)).max() < 1e-9
    assert (found >= 0).all()


def test_locks_that_cannot_hold_are_refused_and_only_the_conflicting_cells_are_named() -> None:
    structure = tree(2, 2)
    locks = np.array([np.nan, 5.0, 4.0, 3.0, 3.0, np.nan, np.nan])
    with pytest.raises(Refused, match=r"T\.0 = 5, T\.0\.0 = 3, T\.0\.1 = 3") as told:
        Adjusting(structure, ordinary(structure)).adjusted(
            np.zeros((7, 1)), lower=np.zeros(7), locks=locks, place="2027"
        )
    assert "T.1" not in str(told.value)
    assert told.value.problems[0].place == "2027"


def test_a_lock_below_its_bound_is_refused() -> None:
    structure = tree(2)
    with pytest.raises(Refused, match=r"T\.1 = -3"):
        Adjusting(structure, ordinary(structure)).adjusted(
            np.zeros((3, 1)), lower=np.zeros(3), locks=np.array([np.nan, np.nan, -3.0])
        )


def test_an_unknown_number_is_worked_out_of_the_sum() -> None:
    structure = tree(3)
    found = Adjusting(structure, ordinary(structure)).adjusted(np.array([[10.0], [2.0], [3.0], [np.nan]]))
    np.testing.assert_allclose(found[:, 0], [10, 2, 3, 5], atol=1e-4)
    unknown_total = Adjusting(structure, ordinary(structure)).adjusted(np.array([[np.nan], [2], [3], [4.0]]))
    np.testing.assert_allclose(unknown_total[:, 0], [9, 2, 3, 4], atol=1e-4)


def test_a_number_that_nothing_tells_of_is_refused() -> None:
    structure = tree(2)
    with pytest.raises(Refused, match=r"Nothing is known that T\.1"):
        Adjusting(structure, ordinary(structure)).adjusted(np.array([[np.nan], [2.0], [np.nan]]))


@pytest.mark.parametrize("seed", [0, 12, 25, 53])
def test_past_errors_of_very_unlike_size_do_not_spoil_locks_and_bounds(seed: int) -> None:
    rng, structure = np.random.default_rng(seed), tree(3, 2)
    size = 10.0 ** rng.uniform(-24, 0, structure.size)
    factor = np.sqrt(size)[:, None] * rng.normal(size=(structure.size, 4))
    base = rng.normal(size=(structure.size, 1))
    locks, rows = np.full(structure.size, np.nan), rng.choice(structure.size, 2, replace=False)
    locks[rows] = structure.filled(rng.gamma(1.0, 1.0, size=(len(structure.bottom), 1)))[rows, 0]
    adjusting = Adjusting(structure, Weights(size, factor, 0.5))
    found = adjusting.adjusted(base, lower=np.zeros(structure.size), locks=locks)
    assert (found >= 0).all()
    assert (found[rows, 0] == locks[rows]).all()
    assert np.abs(structure.gaps(found)).max() <= 1e-9 * np.abs(found).max()


def test_small_counts_keep_their_bounds_beside_numbers_of_a_thousand_million() -> None:
    links = [(f"{part}:{town}", f"{part}:T") for part in ("count", "people") for town in "abc"]
    codes = [f"{part}:{code}" for part in ("count", "people") for code in "Tabc"]
    structure = structure_of(codes, links)
    base = np.array([9.1, 9.07, 0.03, -0.04, 1.4e9, 1.4e9, -0.4, -0.01])
    locks, none = np.full(8, np.nan), np.full(8, np.inf)
    locks[0] = 9.06
    bottom = nearest(base, structure, structural(structure), np.zeros(8), none, locks)
    assert bottom.min() >= -1e-9
    assert bottom[:3].sum() == pytest.approx(9.06, rel=1e-9)


def test_small_locked_cells_are_kept_beside_a_tree_of_a_hundred_thousand_million() -> None:
    links = [(f"{part}:{town}", f"{part}:T") for part in ("count", "people") for town in "abc"]
    codes = [f"{part}:{code}" for part in ("count", "people") for code in "Tabc"]
    structure = structure_of(codes, links)
    base = np.array([1.883402, 1.886370, -0.002968, 0.0, 1.1440802e11, 5.533050e10, 4.671715, 5.9077521e10])
    locks, none = np.full(8, np.nan), np.full(8, np.inf)
    locks[[0, 6]] = 1.886408, 4.671719
    bottom = nearest(base, structure, structural(structure), np.zeros(8), none, locks)
    assert bottom[:3].sum() == pytest.approx(1.886408, rel=1e-9)
    assert bottom[4] == pytest.approx(4.671719, rel=1e-9)
    assert bottom.min() >= -1e-9


@pytest.mark.parametrize("seed", [306, 555, 1286])
def test_numbers_of_very_unlike_size_hold_together_to_the_size_of_each(seed: int) -> None:
    rng, structure = np.random.default_rng(seed), tree(2, 3)
    truth = structure.filled(10.0 ** rng.uniform(-1, 11, (len(structure.bottom), 1)))[:, 0]
    base = truth * rng.normal(1.0, 0.5, structure.size)
    locks, rows = np.full(structure.size, np.nan), rng.choice(structure.size, 3, replace=False)
    locks[rows] = truth[rows]
    variance = 10.0 ** rng.uniform(-24, 0, structure.size)
    factor = np.sqrt(variance)[:, None] * rng.normal(size=(structure.size, 4))
    adjusting = Adjusting(structure, Weights(variance, factor, 0.5))
    found = adjusting.adjusted(base[:, None], lower=np.zeros(structure.size), locks=locks)
    assert (found >= 0).all()
    assert (found[rows, 0] == locks[rows]).all()
    assert (np.abs(structure.gaps(found)) <= 1e-9 * found).all()
