"""When is a deviation overdue, and how far up the tree does it go?"""

from datetime import date, timedelta

import pytest

from styrbord.core.strategy.deviations.patience import days_for, due_on, overdue
from styrbord.core.strategy.deviations.reaction import Reaction, Span, reaction
from styrbord.core.strategy.deviations.workflow import State

DAY = date(2026, 3, 1)
OPEN = [state for state in State if state is not State.CLOSED]


@pytest.mark.parametrize("state", OPEN)
def test_the_slower_the_rhythm_the_longer_one_may_wait(state: State) -> None:
    days = [days_for(state, rhythm) for rhythm in "DWMQSA"]
    assert days == sorted(days)
    assert days_for(state, "T") == days_for(state, "M")


def test_the_days_of_an_action_run_from_the_day_by_which_it_is_done() -> None:
    assert due_on(State.DECIDED, "M", DAY, date(2026, 6, 1)) == date(2026, 6, 8)
    assert due_on(State.DECIDED, "M", DAY, date(2026, 1, 1)) == date(2026, 3, 8)
    assert due_on(State.CLOSED, "M", DAY) is None


def test_one_level_more_is_told_for_every_further_span() -> None:
    due = due_on(State.NEW, "M", DAY)
    assert due == date(2026, 3, 8)
    assert overdue(State.NEW, "M", due, due) is None
    levels = [
        found.level
        for days in (1, 6, 7, 13, 14, 21)
        if (found := overdue(State.NEW, "M", due, due + timedelta(days)))
    ]
    assert levels == [0, 0, 1, 1, 2, 3]


def test_those_that_still_wait_count_in_the_median() -> None:
    quick = [Span(1, is_over=True), Span(2, is_over=True)]
    assert reaction(quick) == Reaction(1, 2, 0)
    assert reaction([*quick, Span(30, is_over=False), Span(40, is_over=False)]).median == 2
    assert reaction([*quick, *[Span(30, is_over=False)] * 3]) == Reaction(None, 2, 3)
    assert reaction([]) == Reaction(None, 0, 0)


def test_the_median_is_that_of_a_published_table() -> None:
    """Remission of 21 patients on 6-MP: Freireich et al. 1963, weeks; the drug's median is 23."""
    over = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    waiting = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    spans = [Span(n, is_over=True) for n in over] + [Span(n, is_over=False) for n in waiting]
    assert reaction(spans).median == 23
