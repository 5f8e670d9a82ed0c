"""Is what waits put in the order in which it should have been done, always the same?"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from styrbord.core.strategy.week import Part, Span, days_late, do_by, due_order, is_letter_day, span_of

MONDAY = date(2026, 11, 23)


@dataclass(frozen=True)
class One:
    """Something that waits."""

    part: Part = Part.DUE
    due_on: date | None = None
    since: date = MONDAY
    name: str = ""


def test_what_should_have_been_done_first_stands_first() -> None:
    late, today, none = One(due_on=date(2026, 11, 2)), One(due_on=MONDAY), One(since=date(2026, 11, 1))
    assert due_order([today, none, late]) == [late, none, today]
    assert do_by(none) == date(2026, 11, 8)


def test_of_one_day_what_others_wait_for_comes_before_ones_own_and_then_what_is_older() -> None:
    things = [One(part, MONDAY, name=str(part)) for part in reversed(Part)]
    assert [one.part for one in due_order(things)] == list(Part)
    older = One(due_on=MONDAY, since=date(2026, 1, 1), name="z")
    assert due_order([One(due_on=MONDAY, name="a"), older])[0] is older


def test_the_order_does_not_depend_on_the_order_before() -> None:
    random = Random(1)
    parts = list(Part)
    things = [
        One(random.choice(parts), MONDAY + timedelta(days=random.randrange(9)), name=str(number))
        for number in range(200)
    ]
    once = due_order(things)
    for _ in range(5):
        random.shuffle(things)
        assert due_order(things) == once


@pytest.mark.parametrize(
    ("due", "since", "span", "late"),
    [
        (MONDAY - timedelta(days=1), MONDAY, Span.LATE, 1),
        (MONDAY, MONDAY, Span.THIS_WEEK, 0),
        (MONDAY + timedelta(days=6), MONDAY, Span.THIS_WEEK, 0),
        (MONDAY + timedelta(days=7), MONDAY, Span.LATER, 0),
        (None, MONDAY, Span.LATER, 0),
        (None, MONDAY - timedelta(days=1), Span.THIS_WEEK, 0),
        (None, MONDAY - timedelta(days=90), Span.THIS_WEEK, 0),
    ],
)
def test_a_day_that_was_named_may_be_late_and_one_that_was_not_belongs_to_its_week(
    due: date | None, since: date, span: Span, late: int
) -> None:
    one = One(due_on=due, since=since)
    assert (span_of(one, MONDAY), days_late(one, MONDAY)) == (span, late)


def test_a_letter_comes_from_its_day_to_the_end_of_the_week() -> None:
    days = [MONDAY + timedelta(days=number) for number in range(7)]
    assert [is_letter_day(2, day) for day in days] == [False, False, True, True, True, True, True]
