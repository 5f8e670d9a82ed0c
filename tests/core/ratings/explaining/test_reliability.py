"""Does a grade list every fact that it used, and the rule that cut it?"""

import numpy as np
import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import facts_behind
from styrbord.core.ratings.options import Bands, Imputation, Normalisation, Treatment
from tests.core.ratings.worlds import NAN, flat, inputs, method

GRADES = Bands(classes=("high", "middle", "low"), by="score", cuts=(75.0, 50.0))
VALUES = [[90, 80, 10], [60, NAN, 20], [20, 30, 40], [40, 50, 60]]


def test_a_grade_lists_its_cells_with_values_weights_and_the_cuts():
    rated = rate(method(flat("a", "b", "c", weights=(2.0, 1.0, 0.0)), bands=GRADES), inputs(VALUES, "abc"))
    found = facts_behind(rated, 0)
    assert (found.unit, found.grade, found.bands.cuts) == ("u1", "high", (75.0, 50.0))
    assert [(one.indicator, one.value) for one in found.facts] == [("a", 90), ("b", 80)]
    assert sum(one.weight * one.score for one in found.facts) == pytest.approx(found.score)
    second = facts_behind(rated, 1)
    assert [one.indicator for one in second.facts] == ["a"]
    assert second.missing == ("b",)
    assert (second.place, second.of) == (2, 4)


def test_what_was_done_to_a_cell_is_told():
    values = [[float(n), 1.0 + n] for n in (*range(1, 11), 30, 100)]
    values[3][1] = NAN
    what = method(
        flat("a", "b"),
        imputation=Imputation("mean"),
        treatment=Treatment("winsorise"),
        normalisation=Normalisation("minmax"),
    )
    rated = rate(what, inputs(values, "ab"))
    top = {one.indicator: one for one in facts_behind(rated, 11).facts}
    assert (top["a"].value, top["a"].used, top["a"].marks) == (100, 30, ("treated",))
    filled = {one.indicator: one for one in facts_behind(rated, 3).facts}
    assert filled["b"].marks == ("imputed",)
    assert np.isnan(filled["b"].value)
