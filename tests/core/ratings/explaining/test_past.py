"""Has an index a history in which every change sums?"""

from itertools import pairwise

import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import history
from styrbord.core.ratings.options import Normalisation, Pool
from tests.core.ratings.explaining.random_worlds import drawn
from tests.core.ratings.worlds import NAN, flat, inputs, method

YEARS = ("2022", "2023", "2024")


@pytest.mark.requirement("R-302")
@pytest.mark.parametrize("seed", range(8))
def test_each_period_has_score_place_and_a_change_that_sums(seed: int):
    what, panel = drawn(seed, periods=YEARS)
    rated = rate(what, panel)
    found = history(what, panel, "u3", rated=rated)
    assert [one.period for one in found] == list(YEARS)
    rows = [row for row, unit in enumerate(rated.units) if unit == "u3"]
    assert [one.standing.score for one in found] == rated.scores[rows, -1].tolist()
    assert [one.standing.place for one in found] == rated.ranks[rows, -1].tolist()
    assert found[0].change is None
    for before, after in pairwise(found):
        assert after.change is not None
        moved = after.standing.score - before.standing.score
        assert sum(after.change.parts.values()) == pytest.approx(moved, abs=1e-9)
        assert sum(after.change.by_indicator.values()) == pytest.approx(moved, abs=1e-9)


def test_a_period_without_a_score_is_passed_over():
    values = [[1.0], [2.0], [3.0], [NAN], [2.0], [3.0], [3.0], [2.0], [1.0]]
    panel = inputs(values, "a", units=("u1", "u2", "u3") * 3, periods=[year for year in YEARS for _ in "abc"])
    found = history(method(flat("a"), normalisation=Normalisation("minmax", pool=Pool.PERIOD)), panel, "u1")
    assert [one.period for one in found] == ["2022", "2024"]
    assert found[1].change is not None
    assert found[1].change.periods == ("2022", "2024")
