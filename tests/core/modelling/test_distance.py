"""Are gap, probability and what it takes those of the model, and do probabilities hold?"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.distance import distances, required
from styrbord.core.modelling.disturbances import Chances, Normal, Shape
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System, system_of
from styrbord.core.modelling.targeting import Instrument
from styrbord.core.modelling.targets import Target

ASKED = Asked(2021, 2024)
BETTER = replace(ASKED, changes={"g": np.full(4, 2.0)})


def goal(name: str, when: int, value: float, *, is_up: bool = True) -> Target:
    """Target of a year."""
    return Target(name, Period.parse(str(when)), value, is_up=is_up)


@pytest.fixture(scope="module")
def system() -> System:
    """A walk that spending moves, and its negative."""
    return system_of(
        model_of("MODEL\nIDENTITY> y\nEQ> y = TSLAG(y,1) + g\nIDENTITY> u\nEQ> u = 8 - y\nEND"), {}
    )


@pytest.fixture(scope="module")
def data() -> Series:
    """Known until 2020."""
    nothing = [np.nan] * 4
    values = {"y": [8.0, 10.0, *nothing], "u": [0.0, -2.0, *nothing], "g": [1.0] * 6}
    return Series(Frequency.ANNUAL, 2019, {name: np.array(own) for name, own in values.items()})


def chances(system: System, seed: int = 1) -> Chances:
    """Steps of the walk."""
    return Chances(system.model, Shape(4), seed, (Normal("y", 2.0),))


def test_gap_probability_and_error_are_those_of_the_walk(system: System, data: Series) -> None:
    targets = [goal("y", 2022, 11.0), goal("y", 2024, 15.0), goal("u", 2024, -8.0, is_up=False)]
    scenarios = {"medium": ASKED, "optimistic": BETTER}
    found = distances(system, data, scenarios, targets, drawn=chances(system), replicas=20_000)
    assert [(one.scenario, one.target) for one in found] == [
        (code, one) for code in scenarios for one in targets
    ]
    assert [one.gap for one in found] == pytest.approx([1.0, -1.0, 2.0, 5.0, 7.0, -6.0])
    assert [one.is_reached for one in found] == [True, False, False, True, True, True]
    for one in found:
        steps = one.target.ordinal - 2020
        good = one.gap if one.target.is_up else -one.gap
        wanted = float(ndtr(good / (2.0 * steps**0.5)))
        assert one.count == 20_000
        assert one.error == pytest.approx((one.probability * (1 - one.probability) / 20_000) ** 0.5)
        assert abs(one.probability - wanted) < 4 * one.error
        assert one.move is None


def test_without_replicas_there_is_no_probability(system: System, data: Series) -> None:
    one = distances(system, data, {"medium": ASKED}, [goal("y", 2024, 15.0)])[0]
    assert np.isnan([one.probability, one.error]).all()
    assert one.gap == pytest.approx(-1.0)


def test_growth_or_change_that_is_required(data: Series) -> None:
    rate = required(data, goal("y", 2024, 20.0), 2021)
    assert (rate.is_rate, rate.since, rate.start) == (True, 2020, 10.0)
    assert 10.0 * (1 + rate.value) ** 4 == pytest.approx(20.0)
    change = required(data, goal("u", 2024, 2.0), 2021)
    assert (change.is_rate, change.value) == (False, pytest.approx(1.0))
    assert np.isnan(required(data, goal("u", 2024, 2.0), 2019).value)


def test_the_smallest_move_reaches_the_target_and_a_reached_one_needs_none(
    system: System, data: Series
) -> None:
    targets = [goal("y", 2024, 18.0), goal("y", 2024, 12.0)]
    far, near = distances(system, data, {"medium": ASKED}, targets, instruments=[Instrument("g")])
    assert far.move is not None
    assert near.move is not None
    assert far.move.moves[0] == pytest.approx([1.0] * 4)
    assert not near.move.moves.any()
    moved = run(system, data, replace(ASKED, changes={"g": far.move.moves[0]}))
    assert moved.path("y")[3, 0] == pytest.approx(18.0)


def test_a_move_that_bounds_forbid_is_told_and_nothing_else_stops(system: System, data: Series) -> None:
    levers = [Instrument("g", high=1.1)]
    found = distances(system, data, {"medium": ASKED}, [goal("y", 2024, 18.0)], instruments=levers)
    move = found[0].move
    assert move is not None
    assert move.problem is not None
    assert str(move.problem).startswith(
        "Within the bounds of g the targets cannot be reached: y in 2024 comes to 14.4"
    )
    assert np.isnan(move.moves).all()


def test_what_lies_outside_is_told(system: System, data: Series) -> None:
    with pytest.raises(Refused, match="target of y for 2030 lies outside of the run"):
        distances(system, data, {"medium": ASKED}, [goal("y", 2030, 1.0)])
    with pytest.raises(Refused, match="no endogenous variable g"):
        distances(system, data, {"medium": ASKED}, [goal("g", 2024, 1.0)])


def test_probabilities_are_nearer_to_what_happens_than_the_verdict_of_the_path(system: System) -> None:
    draw = np.random.default_rng(11)
    chance, verdict = [], []
    for world in range(150):
        start = float(draw.normal(10.0, 3.0))
        truth = start + 4.0 + float(draw.normal(0.0, 2.0, 4).sum())
        values = {"y": [start] + [np.nan] * 4, "u": [0.0] + [np.nan] * 4, "g": [1.0] * 5}
        known = Series(Frequency.ANNUAL, 2020, {name: np.array(own) for name, own in values.items()})
        one = distances(
            system, known, {"m": ASKED}, [goal("y", 2024, 15.0)], drawn=chances(system, world), replicas=200
        )[0]
        chance.append((one.probability - (truth >= 15.0)) ** 2)
        verdict.append((float(one.is_reached) - (truth >= 15.0)) ** 2)
    assert np.mean(chance) < 0.8 * np.mean(verdict)
