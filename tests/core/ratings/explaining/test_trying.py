"""Is a try the same as rating the changed inputs, and is it told who moves?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import Edit, what_if
from styrbord.core.ratings.explaining.trying import edited
from styrbord.core.ratings.options import Normalisation
from tests.core.ratings.explaining.random_worlds import drawn, grouped
from tests.core.ratings.worlds import NAN, flat, inputs, method

YEARS = ("2023", "2024")
MINMAX = Normalisation("minmax", 0.0, 100.0)


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 100_000), st.booleans(), st.sampled_from((0.1, 5.0, 900.0, NAN)))
def test_a_try_is_the_rating_of_the_changed_inputs(seed: int, is_grouped: bool, value: float):
    what, panel = drawn(seed, units=14, periods=YEARS)
    what = grouped(what) if is_grouped else what
    random = np.random.default_rng(seed)
    wanted = [
        Edit("u2", str(code), value * random.uniform(0.5, 2))
        for code in random.choice(
            [code for code in panel.indicators if value == value or not code.endswith("i0")] or ["g0i0"], 2
        )
    ]
    changed = edited(panel, wanted)
    whole = rate(what, changed)
    found = what_if(what, panel, wanted)
    np.testing.assert_array_equal(found.after.rows, whole.rows)
    np.testing.assert_allclose(found.after.scores, whole.scores, rtol=1e-12)
    np.testing.assert_array_equal(found.after.ranks, whole.ranks)
    np.testing.assert_allclose(found.after.weights, whole.weights, rtol=1e-12)
    np.testing.assert_array_equal(found.after.is_imputed, whole.is_imputed)
    np.testing.assert_array_equal(found.after.sources, whole.sources)
    np.testing.assert_allclose(found.after.imputed_share, whole.imputed_share, rtol=1e-12)
    assert sorted(map(str, found.after.warnings)) == sorted(map(str, whole.warnings))
    assert found.after.stages.keys() == whole.stages.keys()
    for step, values in whole.stages.items():
        np.testing.assert_allclose(found.after.stages[step], values, rtol=1e-12)


def test_a_unit_that_sets_the_bound_moves_others():
    given_ = inputs([[0, 9], [40, 6], [60, 2], [100, 0]], ("a", "b"))
    found = what_if(method(flat("a", "b"), normalisation=MINMAX), given_, [Edit("u2", "a", 400)])
    assert found.bounds[0].indicator == "a"
    assert (found.bounds[0].before, found.bounds[0].after) == ((0, 100), (0, 400))
    assert found.places == (1, 1)
    assert found.scores == pytest.approx(((40 + 200 / 3) / 2, (100 + 200 / 3) / 2))
    assert {(one.unit, one.before, one.after) for one in found.moved} == {("u4", 2, 4), ("u3", 4, 3)}


def test_the_given_inputs_stay_as_they_are():
    given_ = inputs([[0], [40], [60]], ("a",))
    what_if(method(flat("a")), given_, [Edit("u2", "a", 400)])
    assert given_.values.tolist() == [[0], [40], [60]]


def test_unknown_names_are_all_told_with_what_is_near():
    given_ = inputs([[0], [40], [60]], ("alpha",), units=("town", "city", "hamlet"))
    with pytest.raises(Refused, match="no indicator of these inputs") as refused:
        what_if(method(flat("alpha")), given_, [Edit("towm", "alpha", 1), Edit("town", "alpa", 1)])
    nearest = [str(problem.params["nearest"]).split(", ")[0] for problem in refused.value.problems]
    assert nearest == ["town", "alpha"]
    with pytest.raises(Refused, match="Nothing is to be changed"):
        what_if(method(flat("alpha")), given_, [])
