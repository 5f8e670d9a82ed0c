"""Do both ratings stand side by side, and is what is old, frozen or too kind told?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from styrbord.core.investments.lights import Light
from styrbord.core.investments.portfolio.rating import (
    METHODOLOGY,
    Inputs,
    Owned,
    computed,
    contradictions,
    is_frozen,
    side_by_side,
)

TODAY = date(2026, 3, 20)
GOOD = Inputs(Decimal(0), Decimal(0), 0, Decimal(0), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("changed", "part", "light"),
    [
        ({"cost_share": Decimal("0.0999")}, "cost", Light.GREEN),
        ({"cost_share": Decimal("0.1")}, "cost", Light.YELLOW),
        ({"cost_share": Decimal("0.3")}, "cost", Light.RED),
        ({"cost_share": Decimal("-0.5")}, "cost", Light.GREEN),
        ({"schedule_share": Decimal("0.3")}, "schedule", Light.RED),
        ({"slip_days": 1}, "milestones", Light.YELLOW),
        ({"slip_days": 30}, "milestones", Light.YELLOW),
        ({"slip_days": 31}, "milestones", Light.RED),
        ({"at_risk_share": Decimal("0.2")}, "benefits", Light.YELLOW),
        ({"reported_on": date(2026, 2, 1)}, "age", Light.AMBER),
        ({"reported_on": date(2026, 1, 1)}, "age", Light.RED),
        ({"reported_on": None}, "age", Light.RED),
    ],
)
def test_the_computed_rating_is_the_worst_of_its_parts(
    changed: dict[str, object], part: str, light: Light
) -> None:
    found = computed(replace(GOOD, **changed), TODAY)  # type: ignore[arg-type]
    assert (found.light, found.parts[part]) == (light, light)
    assert METHODOLOGY.is_house


def test_what_is_not_known_is_named_and_neither_good_nor_bad() -> None:
    found = computed(Inputs(reported_on=TODAY), TODAY)
    assert found.light is None
    assert found.unknown == ("cost", "schedule", "milestones", "benefits")
    assert computed(Inputs(slip_days=31, reported_on=TODAY), TODAY).light is Light.RED


def test_neither_rating_overwrites_the_other_and_both_have_an_age() -> None:
    owner = Owned(date(2026, 3, 10), Light.GREEN, "all is well")
    pair = side_by_side(owner, computed(replace(GOOD, slip_days=40), TODAY), date(2026, 3, 25))
    assert (pair.owner, pair.computed.light) == (owner, Light.RED)
    assert (pair.divergence, pair.is_contradiction) == (3, True)
    assert (pair.owner_age, pair.computed_age, pair.is_current) == (15, 5, True)
    cautious = side_by_side(Owned(TODAY, Light.RED), computed(GOOD, TODAY), TODAY)
    assert (cautious.divergence, cautious.is_contradiction) == (-3, False)
    silent = side_by_side(None, computed(GOOD, TODAY), TODAY)
    assert (silent.divergence, silent.owner_age, silent.is_current, silent.staleness) == (
        None,
        None,
        False,
        Light.RED,
    )


def test_an_old_rating_is_never_shown_as_current() -> None:
    for on, light in (
        (date(2026, 2, 20), Light.GREEN),
        (date(2026, 2, 19), Light.AMBER),
        (date(2026, 1, 19), Light.RED),
    ):
        pair = side_by_side(Owned(on, Light.GREEN), computed(GOOD, TODAY), TODAY)
        assert (pair.staleness, pair.is_current) == (light, light is Light.GREEN)


def test_contradictions_come_widest_first_and_hold_only_what_is_too_kind() -> None:
    def pair(owner: Light, days: int) -> object:
        return side_by_side(Owned(TODAY, owner), computed(replace(GOOD, slip_days=days), TODAY), TODAY)

    pairs = [
        ("same", pair(Light.YELLOW, 5)),
        ("near", pair(Light.GREEN, 5)),
        ("wide", pair(Light.GREEN, 50)),
        ("shy", pair(Light.RED, 0)),
    ]
    assert contradictions(pairs) == ("wide", "near")  # type: ignore[arg-type]


def test_a_rating_is_frozen_when_it_stays_while_the_numbers_move() -> None:
    moving = [(Light.GREEN, replace(GOOD, slip_days=days)) for days in range(6)]
    assert is_frozen(moving)
    assert is_frozen([(Light.RED, GOOD), *moving])
    assert not is_frozen(moving[:5])
    assert not is_frozen([*moving[:5], (Light.YELLOW, GOOD)])
    assert not is_frozen(
        [(Light.GREEN, replace(GOOD, reported_on=date(2026, 3, day))) for day in range(1, 7)]
    )
