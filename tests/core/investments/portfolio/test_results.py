"""Is a result measurable before money is tied to it, and is untied money named?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.results import (
    PlannedResult,
    coverage,
    problems_of_result,
    result_from,
)
from tests.core.investments.portfolio.test_lock import PLANS
from tests.core.investments.portfolio.worlds import DAY

WHOLE = PlannedResult(
    "R1", "P1", "waiting-hours", "town", "h", Decimal(0), Decimal(6), DAY, "register", False
)


@pytest.mark.parametrize("name", ["indicator", "subject", "unit", "base", "target", "due", "source"])
def test_a_result_without_one_of_its_parts_is_refused_by_name(name: str) -> None:
    for nothing in ("", " ") if isinstance(getattr(WHOLE, name), str) else (None,):
        planned = replace(WHOLE, **{name: nothing})  # type: ignore[arg-type]
        assert [(one.code, one.place) for one in problems_of_result(planned)] == [("result.missing", name)]
        with pytest.raises(Refused, match=name):
            result_from(planned)


def test_a_whole_result_can_be_tied_to_and_its_start_may_be_nothing() -> None:
    found = result_from(WHOLE)
    assert (found.code, found.plan, found.base, found.target, found.more_is_better) == (
        "R1",
        "P1",
        0,
        6,
        False,
    )
    unmoved = replace(WHOLE, target=Decimal("0.0"))
    assert [one.code for one in problems_of_result(unmoved)] == ["result.unmoved"]


def test_lines_without_a_result_that_exists_are_named_in_the_coverage() -> None:
    found = coverage(PLANS.lines.values(), PLANS.results)
    assert (found.tied, found.untied, found.share) == (4, ("L4",), Decimal("0.8"))
    assert coverage(PLANS.lines.values(), ["I2"]).untied == ("L1", "L4", "L5")
    assert coverage([], ["I1"]).share is None
