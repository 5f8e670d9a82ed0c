"""Is the test of later periods that of the textbook, and beside it that of another program?"""

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.stability import stability
from tests.core.modelling import klein


@klein.needed
def test_both_forms_and_the_forecasts_are_those_of_the_reference() -> None:
    found = stability(model_of(klein.TEXT).equation("cn"), klein.data(), 1921, 1935, 1941)
    wanted = {row["stat"]: float(row["value"]) for row in klein.rows("klein_chow_cn_1921_1935.csv")}
    other = found.compatible
    assert (other.first_free, other.second_free) == (wanted["df1"], wanted["df2"])
    assert (other.f, other.chance) == (
        pytest.approx(wanted["F"], rel=1e-8),
        pytest.approx(wanted["p"], rel=1e-8),
    )
    own = found.textbook
    assert (own.first_free, own.second_free) == (6, 11)
    assert own.f == pytest.approx(wanted["F"] * 11 / 17, rel=1e-8)
    assert (own.f, own.chance) == (pytest.approx(2.9044727, abs=3e-7), pytest.approx(0.0598502, abs=1e-7))
    for at, row in enumerate(klein.rows("klein_chow_predictive_1936_1941.csv")):
        assert found.actual[at] == pytest.approx(float(row["ACTUAL"]), rel=1e-8)
        assert found.forecast[at] == pytest.approx(float(row["PREDICT"]), rel=1e-8)
        assert found.errors[at] == pytest.approx(float(row["STDERR"]), rel=1e-8)


@klein.needed
def test_without_later_periods_or_with_memory_it_is_refused() -> None:
    with pytest.raises(Refused, match="there is no later period"):
        stability(model_of(klein.TEXT).equation("cn"), klein.data(), 1921, 1935, 1935)
    with pytest.raises(Refused, match="its form is not plain"):
        stability(model_of(klein.with_memory()).equation("cn"), klein.data(), 1922, 1935, 1941)
