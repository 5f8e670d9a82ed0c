"""When is somebody reminded of a promise, and how far up does a broken one go?"""

from datetime import date, timedelta

import pytest

from styrbord.core.strategy.promises.patience import answer_by, late, remind_on

DAY = date(2026, 3, 1)


@pytest.mark.parametrize("days", range(120))
def test_one_is_reminded_between_the_giving_and_the_day_at_most_a_week_before(days: int) -> None:
    due = DAY + timedelta(days=days)
    found = remind_on(DAY, due)
    assert DAY <= found <= due
    assert due - found <= timedelta(days=7)


def test_an_answer_is_waited_for_three_days_but_not_beyond_the_day() -> None:
    assert answer_by(DAY, DAY) == DAY
    assert answer_by(DAY, DAY + timedelta(days=30)) == DAY + timedelta(days=3)


def test_one_level_more_is_told_for_every_further_week() -> None:
    levels = [late(DAY, DAY + timedelta(days=days)) for days in (0, 1, 6, 7, 13, 14)]
    assert [one.level if one else None for one in levels] == [None, 0, 0, 1, 1, 2]
