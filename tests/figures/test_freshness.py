"""How old is the newest number, and is the next one late?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.periods import Frequency, Period
from styrbord.figures.freshness import freshness, rhythms_late
from styrbord.figures.model import FreshLevel

LAG = 30
FREQUENCIES = [Frequency.ANNUAL, Frequency.QUARTER, Frequency.MONTH, Frequency.WEEK, Frequency.DAY]


@pytest.mark.requirement("R-012")
@pytest.mark.parametrize(
    ("today", "level", "late_days"),
    [
        (date(2026, 3, 2), FreshLevel.ON_TIME, 0),  # January is due on 2 March: 30 days after its end
        (date(2026, 3, 3), FreshLevel.WATCH, 1),
        (date(2026, 3, 30), FreshLevel.WATCH, 28),
        (date(2026, 3, 31), FreshLevel.ACT, 29),  # February was due on 30 March
        (date(2026, 12, 1), FreshLevel.ACT, 274),
    ],
)
def test_one_rhythm_late_is_amber_and_two_are_red(today: date, level: FreshLevel, late_days: int) -> None:
    released = date(2026, 1, 20)
    found = freshness(Period.parse("2025-12"), released_on=released, today=today, lag_days=LAG)
    assert (found.level, found.late_days) == (level, late_days)
    assert found.age_days == (today - released).days
    assert found.due_on == date(2026, 3, 2)


@given(
    st.sampled_from(FREQUENCIES),
    st.dates(date(2020, 1, 1), date(2024, 1, 1)),
    st.integers(0, 400),
    st.integers(0, 400),
)
def test_the_rhythms_late_are_the_periods_whose_day_has_passed(
    frequency: Frequency, start: date, lag: int, waited: int
) -> None:
    newest, today = Period.of(frequency, start), start + timedelta(days=waited)
    found = freshness(newest, released_on=None, today=today, lag_days=lag)
    due = [newest.shift(step).last_day + timedelta(days=lag) < today for step in range(1, 402)]
    assert rhythms_late(found, today, lag) == min(sum(due), 400)


def test_without_a_calendar_nothing_is_late() -> None:
    found = freshness(
        Period.parse("2001"), released_on=date(2002, 1, 1), today=date(2026, 1, 1), lag_days=None
    )
    assert (found.level, found.missing_period) == (FreshLevel.UNKNOWN, None)
    assert found.age_days == (date(2026, 1, 1) - date(2002, 1, 1)).days


def test_nothing_at_all_waits_for_the_first_expected_period() -> None:
    first = Period.parse("2025")
    found = freshness(None, released_on=None, today=date(2026, 6, 1), lag_days=LAG, first_expected=first)
    assert (found.level, found.missing_period, found.age_days) == (FreshLevel.WATCH, first, None)
