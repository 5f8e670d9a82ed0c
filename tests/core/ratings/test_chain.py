"""Does the whole chain rank as the method says, and refuse what makes no index?"""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.chain import Cached, parameters, rate, steps_of
from styrbord.core.ratings.method import CHAIN
from styrbord.core.ratings.options import (
    Imputation,
    Normalisation,
    Peers,
    Pool,
    Screening,
    Step,
    Treatment,
)
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.tree import Node, Tree
from tests.core.ratings.worlds import NAN, assert_close, flat, inputs, method, refusals, tree

VALUES = [[1.0, 9.0], [2.0, 2.0], [3.0, 1.0], [3.0, 1.0], [8.0, 8.0], [9.0, 9.0]]
KINDS = ["town", "town", "town", "county", "county", ""]


def with_peers(**peers: object) -> Rated:
    what = method(flat("a", "b"), peers=Peers("kind", **peers))  # type: ignore[arg-type]
    return rate(what, inputs(VALUES, "ab", groups=KINDS))


def codes(rated: Rated) -> list[str]:
    return [one.code for one in rated.warnings]


def test_the_largest_score_is_first_and_ties_share_the_smallest_place():
    found = rate(method(flat("a", "b")), inputs(VALUES, "ab"))
    assert found.scores[:, -1].tolist() == [5, 2, 2, 2, 8, 9]
    assert found.ranks[:, -1].tolist() == [3, 4, 4, 4, 2, 1]


def test_the_order_of_a_summation_decides_no_place_but_in_parity():
    values = [[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.3, 0.1, 0.2], [0.0, 0.1, 0.0]]
    found = rate(method(flat("a", "b", "c")), inputs(values, "abc"))
    assert found.ranks[:, -1].tolist() == [1, 1, 1, 4]
    exact = rate(method(flat("a", "b", "c"), is_parity=True), inputs(values, "abc"))
    assert len(set(exact.ranks[:3, -1])) == len(set(exact.scores[:3, -1]))


def test_a_method_may_place_over_rounded_scores_where_its_publisher_does():
    values = [[1.04, 1.0], [1.0, 1.0], [0.9, 0.8]]
    assert rate(method(flat("a", "b")), inputs(values, "ab")).ranks[:, -1].tolist() == [1, 2, 3]
    rounded = rate(method(flat("a", "b"), decimals=1), inputs(values, "ab"))
    assert rounded.ranks[:, -1].tolist() == [1, 1, 3]
    assert rounded.scores[0, -1] == pytest.approx(1.02)


def test_places_are_given_within_groups_and_none_in_groups_too_small():
    found = with_peers(least=3)
    np.testing.assert_array_equal(found.ranks[:, -1], [1, 2, 2, NAN, NAN, NAN])
    small = next(one for one in found.warnings if one.code == "rating.small-group")
    assert (small.place, small.params) == ("county", {"group": "county", "count": 2, "least": 3})
    ungrouped = next(one for one in found.warnings if one.code == "rating.ungrouped")
    assert ungrouped.params == {"units": "u6"}
    np.testing.assert_array_equal(with_peers(least=2).ranks[:, -1], [1, 2, 2, 2, 1, NAN])


def test_a_common_place_is_given_where_the_method_says_so():
    found = with_peers(least=5, is_common=True)
    assert found.ranks[:, -1].tolist() == [3, 4, 4, 4, 2, 1]
    assert codes(found) == []


def test_places_of_a_panel_are_those_of_the_period():
    units = ["x", "y", "z"] * 2
    found = rate(
        method(flat("a", "b")), inputs(VALUES, "ab", units=units, periods=["2023"] * 3 + ["2024"] * 3)
    )
    assert found.ranks[:, -1].tolist() == [1, 2, 2, 3, 2, 1]
    assert found.periods == ("2023",) * 3 + ("2024",) * 3


def test_groups_that_the_data_do_not_have_are_refused():
    what = method(flat("a", "b"), peers=Peers("type"))
    assert "rating.no-group" in refusals(what, inputs(VALUES, "ab", groups=KINDS))


def test_columns_stand_in_the_order_of_the_structure():
    given_ = inputs([[row[1], row[0], 7.0] for row in VALUES], ["b", "a", "other"])
    found = rate(method(flat("a", "b")), given_)
    np.testing.assert_array_equal(found.stages[Step.NORMALISE], VALUES)


def test_an_indicator_without_a_column_is_refused_with_the_nearest():
    told = refusals(method(flat("alpha", "b")), inputs(VALUES, ["alhpa", "b"]))
    assert "Near it: alhpa" in told["rating.no-column"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_one_unit_alone_is_no_index(count: int):
    told = refusals(method(flat("a", "b")), inputs(VALUES[:count], "ab"))
    assert f"Units: {count}; an index compares at least 3." in told["rating.few-units"]


def test_a_unit_twice_is_refused():
    told = refusals(method(flat("a", "b")), inputs(VALUES[:4], "ab", units=["x", "y", "z", "x"]))
    assert told["rating.unit-twice"].startswith("x: x stands twice")
    given_ = inputs(VALUES[:4], "ab", units=["x", "y", "x", "x"], periods=["1", "1", "2", "2"])
    assert "x, 2 stands twice" in refusals(method(flat("a", "b")), given_)["rating.unit-twice"]


def test_infinite_values_are_refused_with_unit_and_period():
    given_ = inputs([[1.0, 2.0], [np.inf, 2.0], [3.0, 4.0]], "ab", periods=["2024"] * 3)
    assert "no finite number for u2 (2024)" in refusals(method(flat("a", "b")), given_)["rating.infinite"]


def test_everything_missing_is_refused():
    assert "rating.no-values" in refusals(method(flat("a", "b")), inputs([[NAN, NAN]] * 4, "ab"))


def test_a_unit_without_anything_has_no_score_and_that_is_told():
    found = rate(method(flat("a", "b")), inputs([*VALUES[:3], [NAN, NAN]], "ab"))
    assert np.isnan(found.ranks[3, -1])
    (told,) = found.warnings
    assert (told.code, told.params) == ("rating.scoreless", {"units": "u4"})


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Step.TREAT, Step.AGGREGATE),
        (Step.AGGREGATE, Step.NORMALISE),
        (Step.NORMALISE, Step.NORMALISE, Step.AGGREGATE),
    ],
)
def test_steps_that_make_no_chain_are_refused(steps: tuple[Step, ...]):
    with pytest.raises(Refused, match=r"Name each step once"):
        steps_of(method(flat("a", "b"), steps=steps))


def nodes(*changes: Node) -> tuple[Node, ...]:
    known = {
        one.code: one
        for one in (
            Node("I", level=2, is_indicator=False),
            Node("a", "I", 1, direction=1),
            Node("b", "I", 1, direction=-1),
        )
    }
    return tuple({**known, **{one.code: one for one in changes}}.values())


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ([Node("b", "J", 1, direction=1)], "unknown-parent", "b belongs to J"),
        ([Node("I", "J", 2, is_indicator=False), Node("J", "I", 3, is_indicator=False)], "cycle", "I, J"),
        ([Node("J", "", 2, is_indicator=False), Node("c", "J", 1, direction=1)], "roots", "I, J"),
        ([Node("b", "I", 3, direction=1)], "level-gap", "b has level 3"),
        ([Node("b", "I", 1)], "direction", "Indicator b has no direction"),
        ([Node("J", "I", 1, is_indicator=False)], "childless", "J is an aggregate"),
        ([Node("b", "I", 1, -1.0, direction=1)], "weights", "1, -1"),
        ([Node("a", "I", 1, 0.0, direction=1), Node("b", "I", 1, 0.0, direction=1)], "weights", "0, 0"),
    ],
)
def test_what_is_no_tree_is_refused_with_the_node(change: list[Node], code: str, words: str):
    with pytest.raises(Refused) as refused:
        Tree(nodes(*change))
    told = {one.code: one.message for one in refused.value.problems}
    assert words in told[f"rating.{code}"]


def test_a_step_is_made_again_only_if_what_it_takes_has_changed():
    base = method(tree({"left": ["a"], "right": ["b"]}), normalisation=Normalisation())
    changes = {
        Step.IMPUTE: {"imputation": Imputation(by="mean")},
        Step.SCREEN: {"screening": Screening(by="zeros")},
        Step.TREAT: {"treatment": Treatment(by="winsorise")},
        Step.NORMALISE: {"normalisation": Normalisation(low=1)},
    }
    for step, change in changes.items():
        other = replace(base, **change)  # type: ignore[arg-type]
        differing = [one for one in CHAIN[:-1] if parameters(one, base) != parameters(one, other)]
        assert differing == [step]
    assert parameters(Step.TREAT, base) != parameters(Step.TREAT, replace(base, peers=Peers("kind")))


def test_a_cache_gives_what_each_method_alone_gives():
    given_ = inputs(VALUES[:5], "ab", groups=KINDS[:5])
    cached = Cached(given_)
    for pool in Pool:
        for by in ("minmax", "zscore", "rank"):
            one = method(
                flat("a", "b"), normalisation=Normalisation(by=by, pool=pool), peers=Peers("kind", least=2)
            )
            np.testing.assert_array_equal(cached.rate(one).scores, rate(one, given_).scores)


@given(
    arrays(np.float64, (6, 3), elements=st.integers(0, 1000).map(float), unique=True),
    st.permutations(range(6)),
    st.sampled_from(["minmax", "zscore", "rank"]),
)
@settings(max_examples=40, deadline=None)
def test_neither_the_order_of_rows_nor_the_unit_of_measurement_decides(
    values: np.ndarray, order: list[int], by: str
):
    what = method(flat("a", "-b", "c"), normalisation=Normalisation(by=by))
    first = rate(what, inputs(values.tolist(), "abc"))
    names = [f"u{row + 1}" for row in order]
    second = rate(what, inputs((values[order] * [10.0, 0.5, 3.0] + 7.0).tolist(), "abc", units=names))
    assert_close(second.scores[:, -1], first.scores[order, -1])


def test_the_same_inputs_give_the_same_bytes():
    what = method(flat("a", "b"), normalisation=Normalisation(by="zscore"))
    first, second = (rate(what, inputs(VALUES, "ab")) for _ in range(2))
    assert first.scores.tobytes() == second.scores.tobytes()


def test_the_chain_starts_without_scipy_or_xarray():
    words = "import sys, styrbord.core.ratings.chain, styrbord.core.ratings.reading\n"
    words += "print([one for one in ('scipy', 'xarray', 'pandas', 'django') if one in sys.modules])"
    made = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
