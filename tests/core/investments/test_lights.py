"""Does a value on a border have the right light, and an unknown one none?"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from styrbord.core.investments.control_points import control_point
from styrbord.core.investments.lights import (
    ORDER,
    Light,
    achievement,
    indicator_light,
    money_light,
    project_light,
    weighted_light,
    weighted_mean,
)

DUE = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("achieved", "light"),
    [("1", "green"), ("0.999", "yellow"), ("0.95", "yellow"), ("0.90", "amber"), ("0.8999", "red")],
)
def test_an_indicator_on_a_border_has_the_better_light(achieved: str, light: str) -> None:
    assert indicator_light(Decimal(achieved)) == light


@pytest.mark.parametrize(
    ("cash", "light"), [("0.401", "green"), ("0.4", "yellow"), ("0.6", "yellow"), ("0.2", "red")]
)
def test_money_on_a_border_has_the_worse_light(cash: str, light: str) -> None:
    assert money_light(Decimal(cash), Decimal("0.5")).light == light


@pytest.mark.parametrize(
    ("mean", "light"), [("0.49", "green"), ("0.5", "yellow"), ("1.5", "amber"), ("2.5", "red")]
)
def test_weighted_points_on_a_border_have_the_worse_light(mean: str, light: str) -> None:
    assert weighted_light(Decimal(mean)) == light


@pytest.mark.parametrize(
    ("fact", "plan", "base"), [(None, 1, 1), (1, None, 1), (1, 0, None), (1, 0, 0), (-1, 1, None), (-1, 1, 1)]
)
def test_what_cannot_be_computed_says_so(fact: int | None, plan: int | None, base: int | None) -> None:
    told = [None if one is None else Decimal(one) for one in (fact, plan, base)]
    found = achievement(*told, more_is_better=True)
    assert found is None
    assert indicator_light(found) == "not_computable"


def test_no_money_known_has_no_light() -> None:
    assert money_light(None, Decimal("0.5")).gap_percentage_points is None


@pytest.mark.parametrize(
    ("slip", "light"), [(-5, "green"), (0, "green"), (1, "yellow"), (30, "yellow"), (31, "red")]
)
def test_a_control_point_shows_the_slip_that_is_forecast(slip: int, light: str) -> None:
    assert control_point(DUE, DUE + timedelta(slip), None, DUE).light == light


@pytest.mark.parametrize(("days", "light"), [(0, "green"), (1, "red")])
def test_without_a_forecast_a_control_point_is_red_once_overdue(days: int, light: str) -> None:
    found = control_point(DUE, None, None, DUE + timedelta(days))
    assert (found.light, found.late_days) == (light, None)


def test_no_weight_has_no_mean_and_no_light() -> None:
    mean = weighted_mean([(Light.RED, Decimal(0))])
    assert (mean, weighted_light(mean)) == (None, None)


def test_a_project_shows_the_worst_and_one_step_more_on_a_breach() -> None:
    for one, other in product(ORDER, ORDER):
        worst = max(one, other, key=ORDER.index)
        assert project_light(one, other, breach=False) is worst
        assert project_light(one, other, breach=True) is ORDER[min(ORDER.index(worst) + 1, 3)]


def test_a_project_with_an_unknown_part_is_unknown_unless_red() -> None:
    assert project_light(None, Light.GREEN, breach=False) is None
    assert project_light(None, Light.RED, breach=False) is Light.RED
