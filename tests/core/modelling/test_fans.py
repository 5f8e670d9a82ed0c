"""Do replicas have the chance they should, the same however they are cut, and do fans hold what happens?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.disturbances import (
    Chances,
    Disturbance,
    Joint,
    Matrix,
    Normal,
    Shape,
    Uncertain,
    Uniform,
    instead,
)
from styrbord.core.modelling.estimating import estimate
from styrbord.core.modelling.fans import covered, fan, residuals
from styrbord.core.modelling.model import Model
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System, system_of

TEXT = """MODEL
BEHAVIORAL> y
EQ> y = a + b*TSLAG(y,1) + c*x
COEFF> a b c
BEHAVIORAL> z
EQ> z = d + e*y
COEFF> d e
IDENTITY> s
EQ> s = y + z + x
END"""
TRUE = {("y", "a"): 1.0, ("y", "b"): 0.5, ("y", "c"): 0.3, ("z", "d"): 2.0, ("z", "e"): -0.4}
ASKED = Asked(2030, 2033)


def world(seed: int, count: int = 34) -> Series:
    """Data that the model has made, with disturbances of y and z that belong together."""
    draw = np.random.default_rng(seed)
    x = draw.normal(0.0, 1.0, count)
    errors = draw.multivariate_normal([0.0, 0.0], [[1.0, 0.8], [0.8, 1.0]], count)
    y = np.full(count, 2.0)
    for at in range(1, count):
        y[at] = 1.0 + 0.5 * y[at - 1] + 0.3 * x[at] + errors[at, 0]
    z = 2.0 - 0.4 * y + errors[:, 1]
    return Series(Frequency.ANNUAL, 2000, {"x": x, "y": y, "z": z, "s": y + z + x})


@pytest.fixture(scope="module")
def system() -> System:
    """The model with its true coefficients."""
    return system_of(model_of(TEXT), TRUE)


def chances(system: System, *disturbances: Disturbance, seed: int = 7, territories: int = 1) -> Chances:
    """Draws for the run."""
    return Chances(system.model, Shape(4, territories), seed, disturbances)


def test_a_replica_is_the_same_however_lanes_are_cut(system: System) -> None:
    past = residuals(system, world(1), 2001, 2029)
    given = chances(system, Normal("y", 1.0), Uniform("x", -1.0, 1.0), past)
    whole = given(0, 901)
    parts = [given(0, 100), given(100, 101), given(101, 700), given(700, 901)]
    for name in ("y", "z"):
        assert np.array_equal(np.hstack([one.factors[name] for one in parts]), whole.factors[name])
    assert np.array_equal(np.hstack([one.changes["x"] for one in parts]), whole.changes["x"])
    assert not whole.factors["y"][:, 0].any()
    assert np.unique(whole.factors["y"]).size == 4 * 900 + 1
    other = chances(system, Normal("y", 1.0), seed=8)(0, 901)
    assert not np.isclose(
        other.factors["y"][:, 1:], chances(system, Normal("y", 1.0))(0, 901).factors["y"][:, 1:]
    ).any()


def test_disturbances_have_their_moments(system: System) -> None:
    drawn = chances(system, Normal("y", 2.0, 5.0, when=(1, 3)), Uniform("x", 2.0, 4.0))(0, 20_001)
    y, x = drawn.factors["y"][:, 1:], drawn.changes["x"][:, 1:]
    assert not y[[0, 2]].any()
    assert y[[1, 3]].mean() == pytest.approx(5.0, abs=0.05)
    assert y[1].std() == pytest.approx(2.0, abs=0.05)
    assert (x.min(), x.max(), x.mean()) == pytest.approx((2.0, 4.0, 3.0), abs=0.02)


@pytest.mark.parametrize("is_normal", [False, True])
def test_residuals_are_drawn_together(system: System, is_normal: bool) -> None:
    past = residuals(system, world(3), 2001, 2029, is_normal=is_normal, used=3)
    assert past.past.shape == (29, 2, 1)
    drawn = chances(system, past)(0, 20_001)
    y, z = (drawn.factors[name][:, 1:].ravel() for name in ("y", "z"))
    wanted = np.cov(past.past[:, :, 0].T, bias=not is_normal) * 29 / 26
    assert np.cov(y, z) == pytest.approx(wanted, abs=0.03)
    assert (y.mean(), z.mean()) == pytest.approx((0.0, 0.0), abs=0.02)


def test_periods_are_drawn_for_all_territories_at_once(system: System) -> None:
    past = np.arange(10.0)[:, None, None] * np.array([1.0, 100.0, -3.0])
    drawn = chances(system, Joint(("y",), past), territories=3)(0, 3 * 41)
    wide = drawn.factors["y"].reshape(4, 41, 3)
    assert not wide[:, 0].any()
    assert np.allclose(wide[:, 1:, 1], 100.0 * wide[:, 1:, 0])
    assert np.allclose(wide[:, 1:, 2], -3.0 * wide[:, 1:, 0])
    assert set(np.unique(wide[:, 1:, 0])) <= set((past[:, 0, 0] - 4.5).tolist())


def test_given_numbers_are_added_or_stand_instead(system: System) -> None:
    data = world(2)
    given = np.array([[1.0, 2.0], [0.0, 0.0], [3.0, 4.0], [5.0, 6.0]])
    shown = instead("x", given, data.window("x", 2030, 2033))
    asked = replace(ASKED, lanes=3, drawn=chances(system, Matrix("z", given), shown))
    solved = run(system, data, asked)
    plain = run(system, data, ASKED)
    left = solved.path("s") - solved.path("y") - solved.path("z")
    assert np.allclose(left[:, 1:], given)
    assert np.allclose(solved.path("z")[:, 1:] - 2.0 + 0.4 * solved.path("y")[:, 1:], given)
    assert np.array_equal(solved.paths[:, :, 0], plain.paths[:, :, 0])


def test_coefficients_are_drawn_around_theirs_and_the_first_path_has_none() -> None:
    model = model_of(TEXT)
    keys = (("y", "a"), ("y", "b"))
    covariance = np.array([[0.04, -0.01], [-0.01, 0.01]])
    system = system_of(model, TRUE, by_lane={key: np.array(TRUE[key]) for key in keys})
    given = Chances(model, Shape(4), 3, (), (Uncertain(keys, np.array([1.0, 0.5]), covariance),))
    drawn = given(0, 20_001).coefficients
    wide = np.array([drawn[key][1:] for key in keys])
    assert np.cov(wide) == pytest.approx(covariance, abs=0.001)
    assert (drawn[keys[0]][0], drawn[keys[1]][0]) == (1.0, 0.5)
    solved = run(system, world(1), replace(ASKED, lanes=501, drawn=given))
    plain = run(system_of(model, TRUE), world(1), ASKED)
    assert np.allclose(solved.paths[:, :, 0], plain.paths[:, :, 0], rtol=1e-12)
    assert np.allclose(
        solved.path("y")[0, 1:].std(),
        (0.04 + 0.01 * world(1).window("y", 2029, 2029)[0] ** 2 - 0.02 * world(1).window("y", 2029, 2029)[0])
        ** 0.5,
        rtol=0.1,
    )


def test_a_fan_counts_only_replicas_with_a_solution(system: System) -> None:
    given = np.tile(np.arange(1.0, 12.0), (4, 1))
    given[2, 4] = np.nan
    solved = run(system, world(2), replace(ASKED, lanes=12, drawn=chances(system, Matrix("z", given))))
    found = fan(solved, "z", (0.1, 0.5, 0.9))
    assert found.count[:, 0].tolist() == [11, 11, 10, 10]
    assert np.allclose(found.quantiles[:, 0, 0] - found.plain[0, 0], [2.0, 6.0, 10.0])
    assert found.mean[0, 0] - found.plain[0, 0] == pytest.approx(6.0)
    assert found.sd[0, 0] == pytest.approx(np.arange(1.0, 12.0).std(ddof=1))


def test_fans_hold_what_happens_as_often_as_they_say() -> None:
    model = model_of(TEXT)
    lows, highs, truths = [], [], []
    for seed in range(120):
        data = world(1_000 + seed)
        system, given = estimated(model, data, seed)
        solved = run(system, data, replace(ASKED, lanes=201, drawn=given))
        for name in ("y", "z", "s"):
            found = fan(solved, name, (0.1, 0.9)).quantiles[:, :, 0]
            lows.append(found[0])
            highs.append(found[1])
            truths.append(data.window(name, 2030, 2033))
    assert 0.72 <= covered(np.array(lows), np.array(highs), np.array(truths)) <= 0.88


def estimated(model: Model, data: Series, seed: int) -> tuple[System, Chances]:
    """The model as 29 years of data show it, with the chance of its residuals and coefficients."""
    made, _ = estimate(model, data, periods=(2001, 2029))
    values = {(one.equation.name, name): pair[0] for one in made for name, pair in one.named.items()}
    uncertain = tuple(
        Uncertain(
            tuple((one.equation.name, name) for name in one.equation.coefficients),
            np.array([values[one.equation.name, name] for name in one.equation.coefficients]),
            one.covariance,
        )
        for one in made
    )
    by_lane: dict[tuple[str, str], Numbers] = {key: np.array(own) for key, own in values.items()}
    system = system_of(model, values, by_lane=by_lane)
    past = residuals(system_of(model, values), data, 2001, 2029, used=3)
    return system, Chances(system.model, Shape(4), seed, (past,), uncertain)


def test_without_residuals_nothing_can_be_drawn() -> None:
    system = system_of(model_of("MODEL\nIDENTITY> s\nEQ> s = x\nEND"), {})
    with pytest.raises(Refused, match="residuals together in no period"):
        residuals(system, world(1), 2001, 2029)


def test_disturbances_of_what_is_not_there_are_told(system: System) -> None:
    with pytest.raises(Refused, match=r"no variable yy\. Did you mean y"):
        chances(system, Normal("yy", 1.0))
    keys = (("y", "a"),)
    given = Chances(system.model, Shape(4), 1, (), (Uncertain(keys, np.ones(1), np.eye(1)),))
    with pytest.raises(Refused, match="a of y is the same in all lanes"):
        run(system, world(1), replace(ASKED, lanes=3, drawn=given))
