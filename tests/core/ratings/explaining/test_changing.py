"""Do the parts of a change sum to it, and does each cause get what is its own?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import Cause, change
from styrbord.core.ratings.explaining.peers import row_of
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.options import Aggregation, Normalisation, Peers, Pool
from tests.core.ratings.explaining.random_worlds import drawn
from tests.core.ratings.references import reference
from tests.core.ratings.worlds import asem, flat, inputs, method

SEEDS = st.integers(0, 100_000)
YEARS = ("2023", "2024")
MEANS = (Aggregation(), Aggregation("geometric"), Aggregation("power", 2.0), Aggregation("mpi"))
MINMAX = Normalisation("minmax", 0.0, 100.0)


def some(given_: Inputs, keep: np.ndarray) -> Inputs:
    """Inputs with some of their rows."""
    at = np.flatnonzero(keep).tolist()
    return replace(
        given_,
        units=tuple(given_.units[row] for row in at),
        periods=tuple(given_.periods[row] for row in at),
        values=given_.values[at],
        groups={name: tuple(one[row] for row in at) for name, one in given_.groups.items()},
    )


def of_year(given_: Inputs, year: str) -> Inputs:
    return some(given_, np.array([period == year for period in given_.periods]))


@pytest.mark.requirement("R-302")
@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_parts_sum_to_the_change_by_cause_and_by_indicator(seed: int):
    what, panel = drawn(seed, ways=MEANS, periods=YEARS)
    before = rate(what, panel)
    found = change(what, panel, what, panel, "u2", *YEARS)
    rows = [row_of(before, "u2", year) for year in YEARS]
    assert found.total == before.scores[rows[1], -1] - before.scores[rows[0], -1]
    assert abs(sum(found.parts.values()) - found.total) < 1e-9
    assert abs(sum(found.by_indicator.values()) - found.total) < 1e-9
    assert found.published.after - found.published.before == pytest.approx(
        sum(found.published.parts.values())
    )
    assert (found.published.before, found.published.after) == tuple(before.ranks[rows, -1])


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_with_method_and_revision_the_parts_still_sum(seed: int):
    what, panel = drawn(seed, ways=MEANS, periods=YEARS)
    random = np.random.default_rng(seed)
    early = of_year(panel, "2023")
    early = replace(early, values=early.values * random.uniform(0.9, 1.1, early.values.shape))
    tree = replace(
        what.tree, nodes=tuple(replace(n, weight=n.weight * random.uniform(0.5, 2)) for n in what.tree.nodes)
    )
    found = change(what, early, replace(what, tree=tree), panel, "u4", *YEARS)
    assert abs(sum(found.parts.values()) - found.total) < 1e-9
    assert abs(sum(found.by_indicator.values()) - found.total) < 1e-9
    assert found.orders == 24
    assert found.passed >= 1
    for places in (found.published, found.common):
        assert places.after - places.before == pytest.approx(sum(places.parts.values()))


def test_in_a_fixed_frame_others_move_nothing_but_the_place():
    panel = inputs(
        [[10, 20], [40, 60], [90, 80], [50, 50], [40, 60], [90, 80]],
        ("a", "b"),
        units=("u1", "u2", "u3") * 2,
        periods=("2023",) * 3 + ("2024",) * 3,
    )
    posts = Normalisation("goalposts", 0.0, 100.0)
    what = method(flat("a", "b"), normalisation=posts)
    found = change(what, panel, what, panel, "u1", *YEARS)
    assert found.parts == pytest.approx({Cause.OWN: 35, Cause.OTHERS: 0, Cause.METHOD: 0, Cause.REVISION: 0})
    assert found.by_indicator == pytest.approx({"a": 20, "b": 15, "missing": 0, "weights": 0, "rules": 0})


def test_others_that_move_a_bound_are_told_as_others():
    before = inputs([[0], [50], [100]], ("a",))
    after = inputs([[0], [50], [200]], ("a",))
    found = change(
        method(flat("a"), normalisation=MINMAX), before, method(flat("a"), normalisation=MINMAX), after, "u2"
    )
    assert found.scores == (50.0, 25.0)
    assert found.parts[Cause.REVISION] == pytest.approx(-25.0)
    moved = replace(after, periods=("2024",) * 3)
    found = change(
        method(flat("a"), normalisation=MINMAX),
        replace(before, periods=("2023",) * 3),
        method(flat("a"), normalisation=MINMAX),
        moved,
        "u2",
        *YEARS,
    )
    assert found.parts == pytest.approx({Cause.OWN: 0, Cause.OTHERS: -25, Cause.METHOD: 0, Cause.REVISION: 0})


def test_what_works_together_is_shared_evenly():
    """Own 50 -> 80, top 100 -> 200: 50, 80, 25, 40; own = ((80-50) + (40-25)) / 2."""
    before = inputs([[0], [50], [100]], ("a",), periods=("2023",) * 3)
    after = inputs([[0], [80], [200]], ("a",), periods=("2024",) * 3)
    what = method(flat("a"), normalisation=MINMAX)
    found = change(what, before, what, after, "u2", *YEARS)
    assert found.parts[Cause.OWN] == pytest.approx(22.5)
    assert found.parts[Cause.OTHERS] == pytest.approx(-32.5)


def test_another_method_on_the_same_data_is_told_as_method():
    given_ = inputs([[10, 90], [50, 20], [70, 70]], ("a", "b"))
    heavier = method(flat("a", "b", weights=(3.0, 1.0)))
    found = change(method(flat("a", "b")), given_, heavier, given_, "u1")
    assert found.parts[Cause.METHOD] == pytest.approx(found.total) == pytest.approx(-20)
    assert found.by_indicator["weights"] == pytest.approx(-20)
    sharper = method(flat("a", "b"), aggregation=Aggregation("geometric"))
    found = change(method(flat("a", "b")), given_, sharper, given_, "u1")
    assert found.by_indicator["rules"] == pytest.approx(30 - 50)


def test_a_place_is_told_as_published_and_among_those_there_both_times():
    before = inputs([[10], [50], [70], [30]], ("a",), periods=("2023",) * 4)
    after = inputs([[10], [50], [90], [95]], ("a",), units=("u1", "u2", "u5", "u6"), periods=("2024",) * 4)
    found = change(method(flat("a")), before, method(flat("a")), after, "u2", *YEARS)
    assert (found.published.before, found.published.after, found.published.of) == (2, 3, (4, 4))
    assert (found.common.before, found.common.after, found.common.of) == (1, 1, (2, 2))
    assert (found.entered, found.left) == (("u5", "u6"), ("u3", "u4"))
    assert found.published.parts[Cause.OTHERS] == 1


def test_a_missing_period_is_refused_by_name():
    panel = inputs([[1], [2], [3]], ("a",), periods=("2023",) * 3)
    with pytest.raises(Refused, match="u1 has no score in 2024"):
        change(method(flat("a")), panel, method(flat("a")), panel, "u1", *YEARS)


def test_causes_that_cannot_be_told_apart_are_refused_in_words():
    """The town's first value with the others' second, and the other way round, leave nothing to compare."""
    panel = inputs(
        [[1], [2], [2], [2], [1], [1]],
        ("a",),
        units=("u1", "u2", "u3") * 2,
        periods=("2023",) * 3 + ("2024",) * 3,
    )
    per_year = method(flat("a"), normalisation=replace(MINMAX, pool=Pool.PERIOD))
    with pytest.raises(Refused, match="cannot be told apart by cause"):
        change(per_year, of_year(panel, "2023"), per_year, of_year(panel, "2024"), "u1", *YEARS)


def test_a_group_too_small_has_a_change_of_score_and_no_places():
    panel = inputs(
        [[1], [2], [3], [4], [2], [3]],
        ("a",),
        units=("u1", "u2", "u3") * 2,
        periods=("2023",) * 3 + ("2024",) * 3,
        groups=("k", "k", "l") * 2,
    )
    what = method(flat("a"), peers=Peers("kind"))
    found = change(what, panel, what, panel, "u1", *YEARS)
    assert found.total == 3
    assert found.published.parts == {}
    assert np.isnan(found.published.before)


@reference
def test_a_change_of_the_reference_sums_with_its_own_normalisation_per_period():
    what, given_ = asem()
    random = np.random.default_rng(7)
    panel = Inputs(
        given_.units * 2,
        given_.indicators,
        np.vstack([given_.values, given_.values * random.uniform(0.8, 1.2, given_.values.shape)]),
        ("2023",) * 51 + ("2024",) * 51,
        denominators={code: np.tile(one, 2) for code, one in given_.denominators.items()},
        groups={name: one * 2 for name, one in given_.groups.items()},
    )
    per_year = replace(what, normalisation=replace(what.normalisation, pool=Pool.PERIOD))
    for unit in ("AUS", "SGP", "SWE"):
        found = change(per_year, panel, per_year, panel, unit, *YEARS)
        assert abs(sum(found.parts.values()) - found.total) < 1e-9
        assert abs(sum(found.by_indicator.values()) - found.total) < 1e-9
        assert found.parts[Cause.OTHERS] != 0
