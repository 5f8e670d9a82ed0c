"""Are baselines only added, and does a new one hide nothing?"""

from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.baselines import (
    Baseline,
    Forecast,
    append_problems,
    appended,
    late_cuts,
    variances,
)
from styrbord.core.investments.portfolio.lead_time import Asked, lead_time
from styrbord.core.investments.portfolio.profile import Target

FIRST = Baseline(1, date(2024, 1, 1), Decimal(100), date(2025, 1, 1), "D1", "first plan", "clerk", "head")
SECOND = replace(
    FIRST,
    number=2,
    on=date(2025, 1, 1),
    cost=Decimal(150),
    ends_on=date(2026, 1, 1),
    decision="D2",
    reason="law",
)
FORECASTS = [
    Forecast(date(2025, 9, 1), Decimal(160), date(2026, 2, 1)),
    Forecast(date(2024, 6, 1), Decimal(130), date(2025, 6, 1)),
    Forecast(date(2025, 2, 1), Decimal(150), date(2026, 1, 1)),
]


def test_a_baseline_is_added_and_the_old_ones_stay() -> None:
    history = appended(appended((), FIRST), SECOND)
    assert history == (FIRST, SECOND)
    with pytest.raises(FrozenInstanceError):
        history[0].cost = Decimal(1)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": 1}, "baseline.number"),
        ({"number": 3}, "baseline.number"),
        ({"on": date(2023, 12, 31)}, "baseline.day"),
        ({"decision": " "}, "baseline.no-decision"),
        ({"reason": ""}, "baseline.no-reason"),
        ({"approver": "clerk"}, "baseline.own"),
        ({"approver": ""}, "baseline.own"),
    ],
)
def test_a_baseline_needs_a_decision_a_reason_another_person_and_its_place(
    changed: dict[str, object], code: str
) -> None:
    new = replace(SECOND, **changed)  # type: ignore[arg-type]
    assert [one.code for one in append_problems((FIRST,), new)] == [code]
    with pytest.raises(Refused):
        appended((FIRST,), new)


def test_variances_stand_to_the_first_plan_to_the_newest_and_to_half_a_year_ago() -> None:
    found = variances((FIRST, SECOND), FORECASTS, date(2025, 9, 30))
    assert (found.to_original.cost, found.to_original.cost_share, found.to_original.days) == (
        60,
        Decimal("0.6"),
        396,
    )
    assert (found.to_current.cost, found.to_current.days) == (10, 31)
    assert (found.recent.cost, found.recent.days) == (10, 31)
    assert found.rebaselined == 1
    for on, recent in ((date(2025, 8, 1), 0), (date(2025, 7, 31), 20)):
        assert variances((FIRST, SECOND), FORECASTS[1:], on).recent.cost == recent


def test_a_new_plan_does_not_hide_what_came_lately() -> None:
    third = replace(SECOND, number=3, on=date(2025, 9, 15), cost=Decimal(160), ends_on=date(2026, 2, 1))
    found = variances((FIRST, SECOND, third), FORECASTS, date(2025, 9, 30))
    assert (found.to_current.cost, found.to_current.days) == (0, 0)
    assert (found.recent.cost, found.to_original.cost, found.rebaselined) == (10, 60, 2)


def test_as_of_an_earlier_day_only_what_was_known_counts() -> None:
    found = variances((FIRST, SECOND), FORECASTS, date(2024, 7, 1))
    assert (found.to_original.cost, found.rebaselined) == (30, 0)
    assert found.to_original == found.to_current
    assert found.recent.cost is None
    assert variances((FIRST,), [], date(2025, 1, 1)).to_original.cost is None
    unknown = [Forecast(date(2024, 6, 1), None, None)]
    assert variances((FIRST,), unknown, date(2025, 1, 1)).to_original.days is None


YEAR = Period.parse("2026")


def plans(on: date, before: int, after: int) -> tuple[Baseline, Baseline]:
    old = replace(FIRST, targets=(("hours", Target(YEAR, Decimal(before))),))
    return old, replace(SECOND, on=on, targets=(("hours", Target(YEAR, Decimal(after))),))


def test_only_a_target_made_easier_inside_its_period_is_a_late_cut() -> None:
    inside, ahead = date(2026, 1, 1), date(2025, 12, 31)
    assert late_cuts(plans(ahead, 60, 50), {}) == ()
    assert late_cuts(plans(inside, 60, 70), {}) == ()
    assert late_cuts(plans(inside, 60, 60), {}) == ()
    (found,) = late_cuts(plans(inside, 60, 50), {}, {("hours", YEAR): Decimal(55)})
    assert (found.before, found.after, found.author, found.reason, found.saved) == (
        60,
        50,
        "clerk",
        "law",
        True,
    )
    assert late_cuts(plans(inside, 60, 50), {"hours": False}) == ()
    (less,) = late_cuts(plans(inside, 50, 60), {"hours": False}, {("hours", YEAR): Decimal(40)})
    assert less.saved is False
    assert late_cuts(plans(inside, 60, 50), {})[0].saved is None


def test_the_time_from_request_to_decision_counts_those_that_wait() -> None:
    start = date(2026, 1, 1)
    asked = [
        Asked(date(2025, 1, 1), date(2025, 2, 10)),
        Asked(date(2025, 3, 1), date(2025, 4, 10)),
        Asked(start, date(2026, 1, 11)),
        Asked(start, date(2026, 1, 21)),
        Asked(start),
    ]
    found = lead_time(asked, since=start, today=date(2026, 3, 1))
    assert (found.before.median, found.now.median, found.now.waiting) == (40, 20, 1)
    assert (found.share, found.is_reached) == (0.5, True)
    waiting = lead_time(asked[:3] + asked[4:] * 2, since=start, today=date(2026, 3, 1))
    assert (waiting.now.median, waiting.share, waiting.is_reached) == (None, None, None)
    assert lead_time([*asked, Asked(date(2026, 9, 1))], since=start, today=date(2026, 3, 1)) == found
    early = lead_time(asked, since=start, today=date(2026, 1, 15))
    assert (early.now.reached, early.now.waiting) == (1, 2)
