"""Does a benefit go on only with what it needs, and is it measured after the end by who was named?"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.periods import Period
from styrbord.core.investments.portfolio.benefit_gates import (
    GUARDS,
    Case,
    measurement_problems,
    why_not,
    why_not_measured,
)
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.profile import (
    Measurement,
    MeasurementState,
    PlannedFollowUp,
    months_after,
    owed,
)
from styrbord.core.investments.portfolio.workflow import MOVES, Noun, Standing
from tests.core.investments.portfolio.worlds import DAY, PROFILE, benefit_with, somebody

ENDED = date(2025, 8, 31)
SAID = Said("why", successor="other")
ALL = somebody(*Standing, person="decider")
REACHED = Measurement(
    "hours",
    date(2026, 10, 1),
    Period.parse("2027"),
    Decimal(6),
    "office",
    MeasurementState.VERIFIED,
    Decimal(9),
    "x",
)
WHOLE = Case(PROFILE, delivered_on=ENDED, measurements=(REACHED,))
TOO_MUCH = replace(REACHED, value=Decimal("6.1"))


@pytest.mark.parametrize(
    ("guard", "broken", "item"),
    [
        ("owner", replace(WHOLE, profile=replace(PROFILE, owner="")), "hours"),
        ("indicator", replace(WHOLE, profile=replace(PROFILE, formula="")), "formula"),
        ("baseline", replace(WHOLE, profile=replace(PROFILE, baseline=None)), "hours"),
        ("targets", replace(WHOLE, profile=replace(PROFILE, targets=())), "hours"),
        (
            "follow-ups",
            replace(WHOLE, profile=replace(PROFILE, follow_ups=(PlannedFollowUp(12, ""),))),
            "12 months",
        ),
        ("delivered", replace(WHOLE, delivered_on=None), "hours"),
        ("delivered", replace(WHOLE, delivered_on=date(2027, 1, 1)), "hours"),
        ("verified", replace(WHOLE, measurements=()), "hours"),
        ("verified", replace(WHOLE, measurements=(replace(REACHED, benefit="other"),)), "hours"),
        ("verified", replace(WHOLE, measurements=(replace(REACHED, measured_on=ENDED),)), "hours"),
        ("reached", replace(WHOLE, measurements=(TOO_MUCH,)), "6.1"),
        ("reached", replace(WHOLE, measurements=(replace(REACHED, period=Period.parse("2026")),)), "hours"),
    ],
)
def test_each_guard_names_what_is_missing_and_stops_its_moves(guard: str, broken: Case, item: str) -> None:
    (*_, told) = GUARDS[guard](broken, DAY)
    assert item in "".join(one.message for one in GUARDS[guard](broken, DAY))
    lines = [one for one in MOVES[Noun.BENEFIT].values() if guard in one.guards]
    assert lines
    for line in lines:
        refused = why_not(replace(broken, state=line.state), line.verb, ALL, DAY, SAID)
        assert told.code in [one.code for one in refused]


def test_a_whole_benefit_passes_every_move() -> None:
    for line in MOVES[Noun.BENEFIT].values():
        assert why_not(replace(WHOLE, state=line.state), line.verb, ALL, date(2026, 11, 1), SAID) == []


@pytest.mark.parametrize(("more_is_better", "worse"), [(True, "5.9"), (False, "6.1")])
def test_a_target_is_reached_at_its_very_value(more_is_better: bool, worse: str) -> None:
    profile = replace(PROFILE, more_is_better=more_is_better)
    for value, reached in (("6", True), (worse, False)):
        measured = replace(REACHED, value=Decimal(value))
        told = list(GUARDS["reached"](replace(WHOLE, profile=profile, measurements=(measured,)), DAY))
        assert (told == []) is reached


def test_the_newest_verified_measurement_is_the_one_that_counts() -> None:
    later = replace(TOO_MUCH, measured_on=date(2027, 3, 1))
    realising = replace(WHOLE, state="realising", measurements=(later, REACHED))
    assert [one.code for one in why_not(realising, "realise", ALL, DAY, SAID)] == ["benefit.not-reached"]
    draft = replace(later, state=MeasurementState.SUBMITTED)
    assert why_not(replace(realising, measurements=(draft, REACHED)), "realise", ALL, DAY, SAID) == []


def test_a_measurement_is_by_the_named_body_with_its_counterfactual_and_verified_by_another_person() -> None:
    assert measurement_problems(REACHED, PROFILE) == []
    stranger = replace(REACHED, by="consultant", counterfactual=None)
    assert [one.code for one in measurement_problems(stranger, PROFILE)] == [
        "measurement.missing",
        "measurement.stranger",
    ]
    submitted = replace(REACHED, state=MeasurementState.SUBMITTED)
    controller = somebody(Standing.CONTROLLER, person="p2")
    assert (
        why_not_measured(submitted, PROFILE, "verify", controller, asked_by=frozenset({"p1"}), said=Said())
        == []
    )
    own = why_not_measured(submitted, PROFILE, "verify", controller, asked_by=frozenset({"p2"}), said=Said())
    assert [one.code for one in own] == ["portfolio.own"]
    lead = somebody(Standing.LEAD)
    refused = why_not_measured(submitted, PROFILE, "verify", lead, asked_by=frozenset(), said=Said())
    assert [one.code for one in refused] == ["rights.missing"]


def test_measurements_are_owed_after_6_12_and_24_months_and_late_ones_keep_their_day() -> None:
    late = replace(REACHED, measured_on=date(2026, 4, 2))
    found = owed(PROFILE, [late], ENDED)
    assert [(one.months, one.actor, one.due_on) for one in found] == [
        (6, "office", date(2026, 2, 28)),
        (12, "office", date(2026, 8, 31)),
        (24, "office", date(2027, 8, 31)),
    ]
    assert [one.done for one in found] == [late, None, None]
    assert [one.is_overdue(date(2026, 9, 1)) for one in found] == [False, True, False]
    assert [one.is_overdue(date(2026, 8, 31)) for one in found] == [False, False, False]


def test_what_came_too_early_unverified_or_of_another_benefit_answers_nothing() -> None:
    early = replace(REACHED, measured_on=date(2026, 2, 27))
    draft = replace(REACHED, state=MeasurementState.DRAFT)
    other = replace(REACHED, benefit="other")
    assert [one.done for one in owed(PROFILE, [early, draft, other], ENDED)] == [None, None, None]
    twice = replace(REACHED, measured_on=date(2026, 10, 2))
    assert [one.done for one in owed(PROFILE, [twice, REACHED], ENDED)] == [None, REACHED, None]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-30, 30))
def test_months_after_keep_the_day_or_take_the_last_one(day: date, months: int) -> None:
    found = months_after(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    following = date.fromordinal(found.toordinal() + 1)
    assert found.day == day.day or following.day == 1


def test_the_worth_of_a_year_follows_quantity_price_share_and_ramp() -> None:
    (line,) = benefit_with(share=Decimal("0.5"), ramp={2027: Decimal("0.25"), 2028: Decimal(1)}).benefits
    assert [line.amount_in(year) for year in (2026, 2027, 2028)] == [0, 25_000, 100_000]
    assert replace(line, is_loss=True).amount_in(2028) == -100_000
    assert replace(line, unit_value=None).amount_in(2028) is None


def test_a_measurement_is_late_a_month_after_its_day() -> None:
    due = owed(PROFILE, [], ENDED)[0]
    assert not due.is_late
    for day, is_late in (
        (months_after(due.due_on, 1), False),
        (months_after(due.due_on, 1) + timedelta(1), True),
    ):
        (first, *_) = owed(PROFILE, [replace(REACHED, measured_on=day)], ENDED)
        assert first.done is not None
        assert first.is_late is is_late
