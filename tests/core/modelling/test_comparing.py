"""Is it told what a re-estimation has changed?"""

import math
from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.modelling.comparing import changes, values_of
from styrbord.core.modelling.estimating import estimate
from styrbord.core.modelling.panel_estimating import estimate_panel
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.series import Series
from tests.core.modelling.test_estimating import noisy, single
from tests.core.modelling.test_pooling import made, text

TEXT = single("EQ> y = a + b*x", "COEFF> a b", "ERROR> AUTO(1)")


def test_the_same_data_change_nothing() -> None:
    found, _ = estimate(model_of(TEXT), noisy())
    told = changes(values_of(found), values_of(found))
    assert [one.coefficient for one in told] == ["a", "b", "rho1"]
    assert [(one.difference, one.t, one.is_notable) for one in told] == [(0.0, 0.0, False)] * 3


def test_a_change_is_measured_by_the_new_standard_error() -> None:
    data = noisy()
    later = Series(data.frequency, data.first, {**data.values, "y": data.values["y"] * 4.0})
    old, new = (estimate(model_of(TEXT), one)[0] for one in (data, later))
    told = {one.coefficient: one for one in changes(values_of(old), values_of(new))}["b"]
    assert (told.old, told.new) == (old[0].named["b"][0], new[0].named["b"][0])
    assert told.t == pytest.approx((told.new - told.old) / new[0].named["b"][1])
    assert told.is_notable


def test_coefficients_that_come_and_go_are_told() -> None:
    old, _ = estimate(model_of(TEXT), noisy())
    new, _ = estimate(model_of(TEXT.replace("+ b*x", "+ c*x").replace("a b", "a c")), noisy())
    told = {one.coefficient: one for one in changes(values_of(old), values_of(new))}
    assert told["c"].is_new
    assert told["b"].is_gone
    assert math.isnan(told["b"].t)
    assert told["b"].is_notable


def test_territories_are_compared_one_by_one() -> None:
    panel, _ = made()
    y = panel.data.values["y"].copy()
    y[-1, 3] += 5.0
    other = replace(panel, data=Series(panel.data.frequency, 2000, {**panel.data.values, "y": y}))
    old, new = (estimate_panel(model_of(text()), one)[0] for one in (panel, other))
    told = changes(values_of(old), values_of(new))
    assert {one.territory for one in told if one.difference} == {"t03"}
    assert len(told) == 3 * len(panel.territories)
    assert np.isfinite([one.new_error for one in told]).all()
