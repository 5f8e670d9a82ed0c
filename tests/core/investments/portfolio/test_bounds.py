"""Is what no calendar, column or chart can hold refused before it is kept?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from styrbord.core.investments.portfolio.bounds import bound_problems, result_problems
from styrbord.core.investments.portfolio.model import Investment, Spread
from styrbord.core.investments.portfolio.profile import PlannedFollowUp
from styrbord.core.investments.portfolio.results import PlannedResult
from tests.core.investments.portfolio.worlds import INVESTMENT, PROFILE, benefit_with, line_with


def _measured_after(months: int) -> Investment:
    return replace(INVESTMENT, profiles=(replace(PROFILE, follow_ups=(PlannedFollowUp(months, "town"),)),))


def _many(amount: str) -> Investment:
    found = line_with(spread=Spread(*(Decimal(amount),) * 3))
    line = found.costs[0]
    options = tuple(
        replace(one, costs=(line, replace(line, code="C9"))) if line in one.costs else one
        for one in found.options
    )
    return replace(found, options=options)


CASES: list[tuple[Investment, list[tuple[str, str]]]] = [
    (INVESTMENT, []),
    (replace(INVESTMENT, start_year=0), [("investment.year", "investment.start_year")]),
    (replace(INVESTMENT, start_year=None), []),
    *(
        (line_with(year=year), [("investment.year", "C1.year")] if is_far else [])
        for year, is_far in ((-5, True), (0, True), (1899, True), (1900, False), (2200, False), (9999, True))
    ),
    (benefit_with(ramp={10000: Decimal(1)}), [("investment.year", "hours.ramp")]),
    (_many("999999999999999"), [("investment.amount", "investment.options.new")]),
    (_many("499999999999999"), []),
    (
        benefit_with(
            ramp={2026: Decimal(1)},
            unit_value=Decimal("999999999999999"),
            quantity=Spread(*(Decimal(10**14),) * 3),
        ),
        [("investment.amount", "hours.unit_value")],
    ),
    (benefit_with(unit_value=Decimal("NaN")), []),
    *(
        (_measured_after(months), [("investment.months", f"{PROFILE.benefit}.follow_ups")] if is_far else [])
        for months, is_far in ((-50000, True), (0, True), (1, False), (600, False), (99999, True))
    ),
]


@pytest.mark.parametrize(("investment", "expected"), CASES)
def test_what_lies_too_far_off_is_told_at_its_place(
    investment: Investment, expected: list[tuple[str, str]]
) -> None:
    assert [(one.code, one.place) for one in bound_problems(investment)] == expected


def test_starts_and_targets_are_numbers_that_a_column_holds() -> None:
    one = PlannedResult("R1", "P-1", "days", "town", "days", Decimal("-999999999999999"), Decimal(-(10**15)))
    assert [found.place for found in result_problems([one])] == ["results.R1.target"]
    assert not result_problems([replace(one, base=None, target=Decimal("67.298333333333"))])
