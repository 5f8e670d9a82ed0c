"""Do many sets of weights at once give what each gives alone?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.ratings import stack as module
from styrbord.core.ratings.aggregate import Frame, aggregated
from styrbord.core.ratings.options import Aggregation, Pool
from styrbord.core.ratings.stack import aggregate_stack
from styrbord.core.ratings.stages.pools import pools_of
from styrbord.core.ratings.tree import Tree
from styrbord.core.ratings.weights import at_level, original
from tests.core.ratings.worlds import tree

DEEP = tree({"left": ["a", "b", "c"], "right": ["d", "e"], "one": ["f"]}, weights={"a": 2, "right": 3})
POSITIVE = ("arithmetic", "geometric", "harmonic", "power", "minimum", "sum")
WAYS = (*POSITIVE, "copeland", "mpi")
ROWS, SETS = 9, 7


def frame(rows: int = ROWS) -> Frame:
    return Frame([f"u{row}" for row in range(rows)], pools_of(Pool.ALL, [""] * rows, [""] * rows))


def one_by_one(
    structure: Tree, values: np.ndarray, sets: np.ndarray, ways: list[Aggregation], least: tuple[float, ...]
) -> np.ndarray:
    made = [aggregated(structure, values, one, ways, least, frame(len(values)))[0][:, -1] for one in sets]
    return np.array(made)


def sets_of(rng: np.random.Generator, levels: tuple[int, ...]) -> np.ndarray:
    found = np.tile(original(DEEP), (SETS, 1))
    for level in levels:
        found = at_level(DEEP, found, level, found * rng.uniform(0.5, 1.5, found.shape))
    return found


@given(
    st.integers(0, 10**6),
    st.sampled_from([(), (1,), (2,), (1, 2)]),
    st.lists(st.sampled_from(POSITIVE), min_size=3, max_size=3),
    st.sampled_from(WAYS),
    st.sampled_from([0.0, 0.3]),
    st.sampled_from([0.0, 0.6]),
)
@settings(max_examples=120, deadline=None)
def test_every_mixture_of_ways_holes_and_thresholds(
    seed: int, levels: tuple[int, ...], below: list[str], top: str, holes: float, least: float
):
    rng = np.random.default_rng(seed)
    values = rng.uniform(1, 100, (ROWS, 6))
    values[rng.random(values.shape) < holes] = np.nan
    sets = sets_of(rng, levels)
    ways = [Aggregation(one, exponent=2.5) for one in (*below, top)]
    thresholds = (least,) * 4
    wanted = one_by_one(DEEP, values, sets, ways, thresholds)
    found = aggregate_stack(DEEP, values, sets, ways, least=thresholds, frame=frame())
    np.testing.assert_allclose(found, wanted, rtol=1e-10)


@pytest.mark.parametrize("by", ["arithmetic", "geometric"])
def test_blocks_of_any_height_give_the_same(by: str, monkeypatch: pytest.MonkeyPatch):
    rng = np.random.default_rng(5)
    values = rng.uniform(1, 100, (ROWS, 6))
    values[0, 0] = np.nan
    sets = sets_of(rng, (1, 2))
    ways = [Aggregation(by)] * 4
    whole = aggregate_stack(DEEP, values, sets, ways)
    monkeypatch.setattr(module, "BLOCK", 1)
    np.testing.assert_allclose(aggregate_stack(DEEP, values, sets, ways), whole, rtol=1e-12)


def test_a_mean_that_takes_no_zero_is_refused_with_the_unit():
    values = np.ones((ROWS, 6))
    values[4, 2] = 0
    sets = sets_of(np.random.default_rng(1), (1, 2))
    with pytest.raises(Refused, match="c of u4 is 0"):
        aggregate_stack(DEEP, values, sets, [Aggregation("geometric")] * 4, frame=frame())
