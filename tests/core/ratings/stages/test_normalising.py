"""What score does each normalisation give, and where does it refuse?"""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.options import Normalisation, Peers, Pool, Step
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.tree import Tree
from tests.core.ratings.worlds import NAN, assert_close, flat, inputs, method, refusals

UP = [2.0, 4.0, 4.0, 10.0]
VALUES = [[value, value] for value in UP]


def normalised(
    options: Normalisation,
    values: list[list[float]] = VALUES,
    *,
    is_parity: bool = False,
    **nodes: Mapping[str, object],
) -> Rated:
    """Indicator a is better when high, b when low."""
    return rate(
        method(flat("a", "-b", **nodes), normalisation=options, is_parity=is_parity), inputs(values, "ab")
    )


def scores(options: Normalisation, **more: object) -> tuple[list[float], list[float]]:
    found = normalised(options, **more).stages[Step.NORMALISE]  # type: ignore[arg-type]
    return found[:, 0].tolist(), found[:, 1].tolist()


SPREAD = np.std(UP, ddof=1)


@pytest.mark.parametrize(
    ("options", "high_is_good", "low_is_good"),
    [
        (Normalisation(), [0, 25, 25, 100], [100, 75, 75, 0]),
        (Normalisation(low=1, high=101), [1, 26, 26, 101], [101, 76, 76, 1]),
        (
            Normalisation(by="zscore", low=100, high=10),
            [100 + 10 * (x - 5) / SPREAD for x in UP],
            [100 - 10 * (x - 5) / SPREAD for x in UP],
        ),
        (
            Normalisation(by="zscore", low=0, high=1, is_population=True),
            [(x - 5) / np.std(UP) for x in UP],
            [(5 - x) / np.std(UP) for x in UP],
        ),
        (Normalisation(by="scaled", low=0, high=20, full=100), [10, 20, 20, 50], [90, 80, 80, 50]),
        (Normalisation(by="dist2max"), [0, 0.25, 0.25, 1], [1, 0.75, 0.75, 0]),
        (Normalisation(by="dist2ref", reference="u4"), [0, 0.25, 0.25, 1], None),
        (Normalisation(by="fracmax"), [0.2, 0.4, 0.4, 1], [1, 0.5, 0.5, 0.2]),
        (Normalisation(by="rank"), [1, 2, 2, 4], [4, 2, 2, 1]),
        (Normalisation(by="borda"), [0, 1, 1, 3], [3, 1, 1, 0]),
        (Normalisation(by="prank"), [0, 1 / 3, 1 / 3, 1], [1, 1 / 3, 1 / 3, 0]),
        (Normalisation(by="goalposts", low=4, high=8, full=10), [-5, 0, 0, 15], [15, 10, 10, -5]),
        (
            Normalisation(by="goalposts", low=4, high=8, full=10, is_clipped=True),
            [0, 0, 0, 10],
            [10, 10, 10, 0],
        ),
        (Normalisation(by="none"), UP, [-x for x in UP]),
    ],
    ids=lambda one: one.by if isinstance(one, Normalisation) else "",
)
def test_each_method_by_its_formula_with_high_as_good(
    options: Normalisation, high_is_good: list[float], low_is_good: list[float] | None
):
    if low_is_good is None:
        structure = flat("a", "-b", b={"normalisation": Normalisation(by="rank")})
        found = rate(method(structure, normalisation=options), inputs(VALUES, "ab")).stages[Step.NORMALISE]
        assert_close(found[:, 0], high_is_good)
        return
    one, other = scores(options)
    assert_close(one, high_is_good)
    assert_close(other, low_is_good)


def test_distance_to_a_target_in_the_indicators_own_unit():
    targets = {"a": {"target": 8.0}, "b": {"target": 4.0}}
    one, other = scores(Normalisation(by="dist2targ"), **targets)
    assert_close(one, [0, 1 / 3, 1 / 3, 4 / 3])
    assert_close(other, [(10 - x) / (10 - 4) for x in UP])
    one, other = scores(Normalisation(by="dist2targ", is_clipped=True), **targets)
    assert_close(one, [0, 1 / 3, 1 / 3, 1])
    assert_close(other, [1, 1, 1, 0])


def test_a_target_worse_than_everything_is_told():
    found = normalised(Normalisation(by="dist2targ"), a={"target": 1.0}, b={"target": 4.0})
    assert [(one.code, one.place) for one in found.warnings] == [("rating.target-behind", "a")]


def test_ends_of_a_scale_may_stand_in_either_order():
    assert scores(Normalisation(by="goalposts", low=8, high=4)) == scores(
        Normalisation(by="goalposts", low=4, high=8)
    )


def test_a_reference_unit_is_that_of_the_rows_period():
    what = method(flat("a", "b"), normalisation=Normalisation(by="dist2ref", reference="x"))
    values = [[1.0, 1.0], [3.0, 3.0], [2.0, 2.0], [5.0, 5.0], [1.0, 1.0], [2.0, 2.0]]
    some = inputs(values, "ab", units=["x", "y", "z", "x", "y", "z"], periods=["2023"] * 3 + ["2024"] * 3)
    told = refusals(what, some)["rating.no-score"]
    assert "dist2ref gives b of x (2023), y (2023), z (2023) no number" in told
    values[0] = [2.0, 2.0]
    some = inputs(values, "ab", units=["x", "y", "z", "x", "y", "z"], periods=["2023"] * 3 + ["2024"] * 3)
    assert_close(rate(what, some).stages[Step.NORMALISE][:, 0], [1, 2, 1, 1, 0, 0.25])


def test_goalposts_around_the_means_of_a_base_period_stay_over_time():
    values = [[8.0, 60.0], [4.0, 70.0], [6.0, 65.0], [7.0, 65.0], [3.0, 80.0], [5.0, 70.0]]
    given_ = inputs(values, "ab", units=["x", "y", "z"] * 2, periods=["2024"] * 3 + ["2025"] * 3)
    what = method(flat("-a", "b"), normalisation=Normalisation(by="ampi", reference="2024"))
    found = rate(what, given_).stages[Step.NORMALISE]
    # means 6 and 65, ranges 5 and 20: a fifth of the range is 12 points
    assert_close(found[:, 0], [76, 124, 100, 88, 136, 112])
    assert_close(found[:, 1], [85, 115, 100, 100, 145, 115])
    wrong = method(flat("-a", "b"), normalisation=Normalisation(by="ampi", reference="2023"))
    assert "Near it: 2024" in refusals(wrong, given_)["rating.reference"]


def test_in_parity_shares_of_the_best_and_scaled_ends_are_not_turned():
    _, low = scores(Normalisation(by="fracmax"), is_parity=True)
    assert_close(low, [1, 2, 2, 5])
    _, low = scores(Normalisation(by="scaled", low=0, high=20), is_parity=True)
    assert_close(low, [-10, -20, -20, -50])


def test_a_second_pass_goes_over_the_scores_as_in_the_index_of_the_united_nations():
    options = Normalisation(by="zscore", low=0, high=1, is_population=True, then=("minmax", 0, 1))
    one, other = scores(options)
    assert_close(one, [0, 0.25, 0.25, 1])
    assert_close(other, [1, 0.75, 0.75, 0])
    z = [(x - 5) / np.std(UP) for x in UP]
    assert min(z) < 0 < max(z)


def test_holes_stay_holes():
    values = [[2.0, NAN], [NAN, 4.0], [4.0, 6.0], [10.0, 10.0]]
    for by in ("minmax", "zscore", "dist2max", "fracmax", "rank", "borda", "prank", "goalposts"):
        found = normalised(Normalisation(by=by, low=0, high=10), values).stages[Step.NORMALISE]
        assert np.isnan(found).tolist() == np.isnan(np.array(values)).tolist()


@pytest.mark.parametrize("by", ["minmax", "zscore", "dist2max"])
def test_equal_values_everywhere_are_refused_by_name_or_have_a_declared_score(by: str):
    values = [[5.0, 1.0], [5.0, 2.0], [NAN, 3.0], [5.0, 4.0]]
    what = method(flat("a", "b"), normalisation=Normalisation(by=by))
    assert refusals(what, inputs(values, "ab"))["rating.constant"].startswith("a: a has the same value")
    found = normalised(Normalisation(by=by, constant=50.0), values).stages[Step.NORMALISE]
    assert_close(found[:, 0], [50, 50, NAN, 50])


def test_all_equal_columns_are_told_at_once():
    what = method(flat("a", "b"), normalisation=Normalisation())
    assert len(refusals(what, inputs([[1.0, 2.0]] * 3, "ab"))) == 1
    with pytest.raises(Exception, match=r"a: a has[^\n]*\nb: b has"):
        rate(what, inputs([[1.0, 2.0]] * 3, "ab"))


def test_an_indicator_without_any_value_is_refused():
    what = method(flat("a", "b"), normalisation=Normalisation())
    told = refusals(what, inputs([[NAN, 1.0], [NAN, 2.0], [NAN, 3.0]], "ab"))
    assert "a has no value at all" in told["rating.no-values"]


def test_an_indicator_without_a_value_in_one_period_is_told():
    what = method(flat("a", "b"), normalisation=Normalisation(pool=Pool.PERIOD))
    values = [[1.0, 1.0], [2.0, 5.0], [3.0, 9.0], [NAN, 1.0], [NAN, 3.0], [NAN, 2.0]]
    found = rate(what, inputs(values, "ab", units=["x", "y", "z"] * 2, periods=["2023"] * 3 + ["2024"] * 3))
    assert ("rating.no-values-in", "a, 2024") in {(one.code, one.place) for one in found.warnings}
    assert_close(found.scores[:, -1], [0, 50, 100, 0, 100, 50])


@pytest.mark.parametrize(
    ("pool", "wanted"),
    [
        (Pool.ALL, [0, 25, 50, 25, 50, 100]),
        (Pool.PERIOD, [0, 50, 100, 0, 100 / 3, 100]),
        (Pool.GROUP, [0, 0, 50, 25, 100, 100]),
    ],
)
def test_the_pool_says_over_which_rows_the_ends_are_taken(pool: Pool, wanted: list[float]):
    structure = flat("a", "b", b={"normalisation": Normalisation(by="none")})
    values = [[0.0, 1.0], [10.0, 2.0], [20.0, 3.0], [10.0, 1.0], [20.0, 2.0], [40.0, 3.0]]
    what = method(structure, normalisation=Normalisation(pool=pool), peers=Peers("kind", least=1))
    units, periods = ["x", "y", "z"] * 2, ["2023"] * 3 + ["2024"] * 3
    given = inputs(values, "ab", units=units, periods=periods, groups=["s", "t", "s"] * 2)
    assert_close(rate(what, given).stages[Step.NORMALISE][:, 0], wanted)


def test_a_pool_with_one_value_is_refused_by_its_name():
    what = method(
        flat("a", "b"), normalisation=Normalisation(pool=Pool.PERIOD_AND_GROUP), peers=Peers("kind", least=1)
    )
    values = [[0.0, 1.0], [10.0, 2.0], [20.0, 3.0]]
    told = refusals(what, inputs(values, "ab", periods=["2023"] * 3, groups=["s", "t", "s"]))
    assert told["rating.constant"].startswith("b, 2023 t: ")


def test_a_unit_without_a_group_is_refused_where_scores_are_made_within_groups():
    what = method(flat("a", "b"), normalisation=Normalisation(pool=Pool.GROUP), peers=Peers("kind"))
    values = [[0.0, 1.0], [10.0, 2.0], [20.0, 3.0], [5.0, 2.0]]
    told = refusals(what, inputs(values, "ab", groups=["s", "", "s", "s"]))
    assert told["rating.without-group"].startswith("u2 have no group")


def test_scores_within_groups_need_groups():
    what = method(flat("a", "b"), normalisation=Normalisation(pool=Pool.GROUP))
    assert "rating.group-unnamed" in refusals(what, inputs(VALUES, "ab"))


@pytest.mark.parametrize(
    ("options", "nodes", "code", "word"),
    [
        (Normalisation(by="dist2targ"), {"a": {"target": 9.0}}, "rating.target", "b is measured"),
        (Normalisation(by="dist2ref", reference="u44"), {}, "rating.reference", "Near it: u4"),
        (Normalisation(by="goalposts", low=3, high=3), {}, "rating.scale-ends", "between 3 and 3"),
        (Normalisation(by="dist2ref", reference="u1"), {}, "rating.no-score", "dist2ref gives a of"),
        (
            Normalisation(by="dist2targ"),
            {"a": {"target": 2.0}, "b": {"target": 1.0}},
            "rating.no-score",
            "of u1",
        ),
    ],
)
def test_what_gives_no_scores_is_refused(
    options: Normalisation, nodes: Mapping[str, Mapping[str, object]], code: str, word: str
):
    structure: Tree = flat("a", "-b", **nodes)
    assert word in refusals(method(structure, normalisation=options), inputs(VALUES, "ab"))[code]


def test_a_share_of_the_best_is_refused_where_zero_is_the_best():
    what = method(flat("a", "-b"), normalisation=Normalisation(by="fracmax"))
    told = refusals(what, inputs([[1.0, 0.0], [2.0, 3.0], [3.0, 4.0]], "ab"))
    assert "fracmax gives b of u1 no number" in told["rating.no-score"]


@given(
    st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), min_size=3, max_size=12, unique=True),
    st.sampled_from(["minmax", "zscore", "dist2max", "rank", "borda", "prank", "goalposts", "scaled"]),
)
@settings(max_examples=60, deadline=None)
def test_scores_keep_the_order_and_turn_it_where_low_is_good(values: list[float], by: str):
    options = Normalisation(by=by, low=-5, high=7)
    found = normalised(options, [[x, x] for x in values]).stages[Step.NORMALISE]
    order = np.argsort(values)
    assert (np.diff(found[order, 0]) >= 0).all()
    assert (np.diff(found[order, 1]) <= 0).all()
