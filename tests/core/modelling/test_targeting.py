"""Are targets reached with the smallest move, within bounds, or is it told why not?"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.running import run
from styrbord.core.modelling.targeting import Instrument, instruments_of, reached
from tests.core.modelling.test_solving import outer, small


@pytest.mark.parametrize(
    ("targets", "levers", "says"),
    [
        ({("y", 2001): 3.0, ("y", 2002): 3.0, ("z", 2001): 1.0}, ("x",), "2 values of instruments"),
        ({("z", 2001): 3.0}, ("x",), "z in 2001 cannot be moved by x"),
        ({("y", 2009): 3.0}, ("x",), "y in 2009 lies outside"),
        ({("yy", 2001): 3.0}, ("x",), "Did you mean y"),
        ({("y", 2001): 3.0}, ("xx",), "no variable xx"),
        ({("u", 2001): -3.0}, ("x",), "not reached in 20 rounds; u in 2001"),
    ],
)
def test_targets_that_cannot_be_reached_are_told(
    targets: dict[tuple[str, int], float], levers: tuple[str, ...], says: str
) -> None:
    system = small(
        "IDENTITY> y", "EQ> y = 2*x", "IDENTITY> z", "EQ> z = TSLAG(y,1)", "IDENTITY> u", "EQ> u = x^2 + 1"
    )
    data = outer(x=[1.0] * 3, y=[2.0] * 3, z=[2.0] * 3, u=[2.0] * 3)
    with pytest.raises(Refused, match=says):
        reached(system, data, Asked(2001, 2002), targets, levers)


def test_with_spare_instruments_the_smallest_change_is_taken() -> None:
    system = small("IDENTITY> y", "EQ> y = 3*x + 4*w")
    found = reached(
        system, outer(x=[0.0], w=[0.0], y=[0.0]), Asked(2000, 2000), {("y", 2000): 25.0}, ("x", "w")
    )
    assert found.levels[:, 0] == pytest.approx([3.0, 4.0])


def test_weights_say_which_instrument_moves_less() -> None:
    system = small("IDENTITY> y", "EQ> y = 3*x + 4*w")
    given = (Instrument("x", 9.0), Instrument("w", 16.0))
    data = outer(x=[1.0], w=[0.0], y=[0.0])
    found = reached(system, data, Asked(2000, 2000), {("y", 2000): 27.0}, given)
    assert found.moves[:, 0] == pytest.approx([4.0, 3.0])
    assert found.levels[:, 0] == pytest.approx([5.0, 3.0])


def test_the_smallest_move_of_what_bends_is_found() -> None:
    system = small("IDENTITY> y", "EQ> y = x^2 + w^2")
    data = outer(x=[3.0], w=[4.0], y=[25.0])
    found = reached(system, data, Asked(2000, 2000), {("y", 2000): 100.0}, ("x", "w"))
    assert found.levels[:, 0] == pytest.approx([6.0, 8.0], rel=1e-4)


def test_bounds_hold_and_the_rest_takes_over() -> None:
    system = small("IDENTITY> y", "EQ> y = 3*x + 4*w + TSLAG(x,1)")
    data = outer(x=[0.0] * 3, w=[0.0] * 3, y=[0.0] * 3)
    given = instruments_of(["x", "w=-1:2"])
    found = reached(system, data, Asked(2001, 2002), {("y", 2001): 25.0, ("y", 2002): 20.0}, given)
    assert found.levels[1, 0] == pytest.approx(2.0)
    assert found.levels[0, 0] == pytest.approx(17.0 / 3.0)
    assert found.solved.path("y")[:, 0] == pytest.approx([25.0, 20.0])
    best = minimize(
        lambda v: v @ v,
        [5.0, 5.0, 1.0, 1.0],
        bounds=[(None, None)] * 2 + [(-1.0, 2.0)] * 2,
        constraints=[
            {"type": "eq", "fun": lambda v: [3 * v[0] + 4 * v[2] - 25, 3 * v[1] + 4 * v[3] + v[0] - 20]}
        ],
        tol=1e-12,
    )
    assert found.levels.ravel() == pytest.approx(best.x, abs=1e-5)


def test_bounds_that_are_too_narrow_are_told_with_how_near_one_comes() -> None:
    system = small("IDENTITY> y", "EQ> y = 3*x + 4*w")
    data = outer(x=[0.0], w=[0.0], y=[0.0])
    with pytest.raises(
        Refused, match="Within the bounds of x, w the targets cannot be reached: y in 2000 comes to 11"
    ):
        reached(system, data, Asked(2000, 2000), {("y", 2000): 25.0}, instruments_of(["x=:1", "w=0:2"]))


@pytest.mark.parametrize("text", ["", "3x", "x*0", "x*-1", "x=5:2", "x=a:b", "x*", "x=1"])
def test_what_is_no_instrument_is_told(text: str) -> None:
    with pytest.raises(Refused, match="is no instrument"):
        instruments_of(["g", text])


@pytest.mark.requirement("R-276")
def test_the_drivers_of_an_optimistic_path_are_found_back() -> None:
    system = small(
        "IDENTITY> y", "EQ> LOG(y) = 0.5*LOG(TSLAG(y,1)) + 0.3*LOG(g) + 0.1*LOG(w)",
        "IDENTITY> w", "EQ> w = 0.6*y + 0.2*TSLAG(w,1)",
    )  # fmt: skip
    data = outer(y=[2.0] * 7, g=[3.0] * 7, w=[1.5] * 7)
    medium = Asked(2001, 2006)
    growth = np.array([0.2, 0.4, 0.6, 0.8, 1.0, 1.2])
    optimistic = run(system, data, replace(medium, changes={"g": growth})).path("y")[:, 0]
    targets = {("y", 2001 + at): float(value) for at, value in enumerate(optimistic)}
    found = reached(system, data, medium, targets, ("g",))
    assert found.solved.path("y")[:, 0] == pytest.approx(optimistic, rel=1e-9)
    assert found.levels[0] == pytest.approx(3.0 + growth, rel=1e-7)
    assert not np.allclose(run(system, data, medium).path("y")[:, 0], optimistic, rtol=1e-3)
