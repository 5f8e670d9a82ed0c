"""Are control charts those of the reference, to the last point?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.signals.options import options_of
from styrbord.core.signals.rules.plot_the_dots import answer, charts, words
from tests.core.signals.references import Expected, differences, expected, reference

pytestmark = reference
CASES = list(expected())
JUDGED = [one for one in CASES if not one.is_refused]
CODES = {
    "edge_constant": "constant",
    "edge_missing": "missing_inside",
    "edge_gap_dates": "gap",
    "edge_rebase_not_a_date_in_data": "rebase_date_not_in_data",
    "edge_n1": "short",
    "edge_n12": "short",
}


def test_there_are_28_cases_of_which_one_is_refused() -> None:
    assert (len(CASES), len(JUDGED)) == (28, 27)


@pytest.mark.parametrize("one", JUDGED, ids=lambda one: one.case.name)
def test_every_point_limit_and_icon_is_that_of_the_reference(one: Expected) -> None:
    found = answer(one.table, options_of(one.case.texts))
    assert differences(one.points, found.points) == []
    assert differences(one.icons, found.icons) == []
    assert "|".join(found.icons["variation_icon"]) == one.case.texts["variation"]
    assert "|".join(icon or "NA" for icon in found.icons["assurance"]) == one.case.texts["assurance"]


def test_a_case_that_the_reference_refuses_is_refused() -> None:
    (one,) = (one for one in CASES if one.is_refused)
    with pytest.raises(Refused, match=r"whole number, 12 or more"):
        options_of(one.case.texts)


def test_all_cases_together_are_judged_as_each_alone() -> None:
    together = charts([asked for one in JUDGED for asked in one.asked])
    alone = [charts([asked]) for one in JUDGED for asked in one.asked]
    assert [str(icons) for icons in together.icons] == [str(chart.icons[0]) for chart in alone]
    for name in ("lower", "upper", "side", "outside", "near", "cause", "kind", "codes", "group"):
        apart = np.concatenate([getattr(chart.points, name) for chart in alone])
        np.testing.assert_array_equal(getattr(together.points, name), apart)


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_what_the_reference_passes_over_is_told_by_a_code(name: str, code: str) -> None:
    (one,) = (one for one in CASES if one.case.name == name)
    found = answer(one.table, options_of(one.case.texts))
    assert code in found.icons["codes"][0].split(";")


def test_a_series_without_a_verdict_is_unknown_and_not_common_cause() -> None:
    for name in ("edge_constant", "edge_n1"):
        (one,) = (one for one in CASES if one.case.name == name)
        assert answer(one.table, options_of(one.case.texts)).icons["display_icon"] == ["unknown"]


def test_a_series_that_moves_with_the_year_carries_a_notice() -> None:
    (one,) = (one for one in CASES if one.case.name == "real2_uk_driver_deaths")
    assert words(charts(one.asked).icons[0].codes) == ("seasonal", "autocorrelated")
