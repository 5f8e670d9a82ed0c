"""Are territories, variants and replicas solved at once the runs that they stand for?"""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from styrbord.core.base.fan_out import InProcess
from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.base.processes import Processes
from styrbord.core.modelling.asking import Asked, Drawn, Kind
from styrbord.core.modelling.multipliers import multipliers
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import run, warned
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System, system_of

TEXT = """MODEL
BEHAVIORAL> c
EQ> LOG(c) = a + b*LOG(y) + d*LOG(TSLAG(c,1))
COEFF> a b d
IDENTITY> y
EQ> y = c + g + 0.1*TSLAG(y,1)
IDENTITY> s
IF> y > 9
EQ> s = TSLAG(s,1) + y - 9
END"""
KEYS = (("c", "a"), ("c", "b"), ("c", "d"))
COUNT = 5


def territories() -> tuple[Series, dict[tuple[str, str], np.ndarray]]:
    """Series of five territories of different size, and coefficients of theirs."""
    draw = np.random.default_rng(4)
    size = np.array([1.0, 3.0, 10.0, 30.0, 400.0])
    values = {name: size * draw.uniform(2.0, 3.0, (8, COUNT)) for name in ("c", "y", "g")}
    values |= {"s": np.zeros((8, COUNT))}
    middle = (0.1, 0.3, 0.5)
    own = {key: draw.normal(one, 0.02, COUNT) for key, one in zip(KEYS, middle, strict=True)}
    return Series(Frequency.ANNUAL, 2000, values), own


def of_one(data: Series, own: dict[tuple[str, str], np.ndarray], at: int) -> tuple[Series, System]:
    """What one territory has alone."""
    series = Series(data.frequency, data.first, {name: one[:, at] for name, one in data.values.items()})
    return series, system_of(model_of(TEXT), {key: float(one[at]) for key, one in own.items()})


ASKED = Asked(2002, 2007)


@pytest.mark.parametrize("kind", list(Kind))
def test_territories_are_the_runs_of_each(kind: Kind) -> None:
    data, own = territories()
    asked = replace(ASKED, kind=kind, lanes=3 * COUNT)
    change = np.random.default_rng(1).normal(0.0, 0.05, (asked.count, asked.lanes))
    change[:, :COUNT] = 0.0
    system = system_of(model_of(TEXT), {}, by_lane=own)
    solved = run(system, data, replace(asked, lane_factors={"c": change}))
    assert solved.variants("y").shape == (6, 3, COUNT)
    for at in range(COUNT):
        series, alone = of_one(data, own, at)
        for variant in range(3):
            factors = {"c": change[:, variant * COUNT + at]}
            found = run(alone, series, replace(ASKED, kind=kind, factors=factors))
            for name in ("c", "y", "s"):
                assert np.allclose(solved.variants(name)[:, variant, at], found.path(name)[:, 0], rtol=1e-7)


def test_multipliers_are_those_of_the_territory() -> None:
    data, own = territories()
    system = system_of(model_of(TEXT), {}, by_lane=own)
    solved = run(system, data, replace(ASKED, lanes=COUNT))
    series, alone = of_one(data, own, 3)
    wanted = multipliers(run(alone, series, ASKED), ("c", "y"), ("g",))
    assert np.allclose(multipliers(solved, ("c", "y"), ("g",), lane=3).values, wanted.values, rtol=1e-6)


def test_a_territory_without_a_solution_leaves_the_others_alone() -> None:
    data, own = territories()
    data.values["g"][4, 2] = -1e6
    system = system_of(model_of(TEXT), {}, by_lane=own)
    solved = run(system, data, replace(ASKED, lanes=COUNT))
    assert np.isfinite(solved.path("y")).all(axis=0).tolist() == [True, True, False, True, True]
    told = str(next(warned(solved, data, [f"town {at}" for at in range(COUNT)])))
    assert told.startswith("1 of 5 paths have no solution; the first is town 2, where ")
    assert "in 2004" in told
    data.values["g"][4] = -1e6
    with pytest.raises(Refused, match="no solution in 2004"):
        run(system, data, replace(ASKED, lanes=COUNT))


def test_paths_that_do_not_fit_the_territories_are_refused() -> None:
    data, own = territories()
    with pytest.raises(Refused, match="7 paths are no multiple of the 5 territories"):
        run(system_of(model_of(TEXT), {}, by_lane=own), data, replace(ASKED, lanes=7))


@dataclass(frozen=True)
class Waves:
    """Add-factors and a coefficient that each lane has its own of; the first variant has none."""

    count: int
    territories: int

    def __call__(self, low: int, high: int) -> Drawn:
        lanes = np.arange(low, high)
        is_other = lanes >= self.territories
        waves = 0.1 * np.sin(np.outer(np.arange(1, self.count + 1), lanes)) * is_other
        return Drawn(factors={"c": waves})


def test_what_is_drawn_and_spread_does_not_depend_on_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    data, own = territories()
    system = system_of(model_of(TEXT), {}, by_lane=own)
    asked = replace(ASKED, lanes=13 * COUNT, drawn=Waves(ASKED.count, COUNT))
    told: list[tuple[int, int, str]] = []
    whole = run(system, data, asked, progress=lambda *step: told.append(step))
    monkeypatch.setattr("styrbord.core.modelling.running.AT_ONCE", 11)
    parts = run(system, data, asked)
    spread = run(system, data, asked, fan_out=InProcess())
    apart = run(system, data, asked, fan_out=Processes(2))
    assert told == [(65, 65, "solve")]
    for other in (parts, spread, apart):
        assert np.allclose(other.paths, whole.paths, rtol=1e-8)
    assert np.array_equal(spread.paths, apart.paths)
    given = asked.drawn(0, asked.lanes).factors if asked.drawn else {}
    same = run(system, data, replace(asked, drawn=None, lane_factors=given))
    assert np.allclose(same.paths, whole.paths, rtol=1e-8)


def test_a_lane_without_a_change_has_the_same_numbers_to_the_last_digit() -> None:
    data, own = territories()
    series, alone = of_one(data, own, 1)
    change = np.zeros((6, 4))
    change[3:, 2] = 0.2
    solved = run(alone, series, replace(ASKED, lanes=4, changes={"g": change}))
    plain = run(alone, series, ASKED).paths[:, :, 0]
    assert np.array_equal(solved.paths[:, :, 1], plain)
    assert np.array_equal(solved.paths[:, :3, 2], plain[:, :3])
    assert (solved.paths[:2, 3:, 2] != plain[:2, 3:]).all()


def test_coefficients_of_a_lane_are_used_in_it() -> None:
    data, own = territories()
    series, _ = of_one(data, own, 0)
    system = system_of(
        model_of(TEXT), {key: float(one[0]) for key, one in own.items()}, by_lane={KEYS[1]: np.array(0.3)}
    )
    solved = run(system, series, replace(ASKED, lanes=3, coefficients={KEYS[1]: np.array([0.3, 0.2, 0.4])}))
    for lane, value in enumerate((0.3, 0.2, 0.4)):
        given = {key: float(one[0]) for key, one in own.items()} | {KEYS[1]: value}
        found = run(system_of(model_of(TEXT), given), series, ASKED)
        assert np.allclose(solved.paths[:, :, lane], found.paths[:, :, 0], rtol=1e-8)


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_a_part_of_one_lane_is_no_copy_of_the_first(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data, own = territories()
    series, alone = of_one(data, own, 0)
    asked = replace(ASKED, lanes=4, lane_factors={"c": np.arange(24.0).reshape(6, 4) / 100})
    whole = run(alone, series, asked)
    monkeypatch.setattr("styrbord.core.modelling.running.AT_ONCE", at_once)
    assert np.allclose(run(alone, series, asked).paths, whole.paths, rtol=1e-8)
    assert np.unique(whole.path("c")[0].round(9)).size == 4


def test_leads_of_what_is_given_from_outside_are_seen_in_every_lane() -> None:
    system = system_of(model_of("MODEL\nIDENTITY> y\nEQ> y = 0.5*TSLAG(y,1) + TSLEAD(x,2)\nEND"), {})
    data = Series(Frequency.ANNUAL, 2000, {"x": np.arange(8.0), "y": np.zeros(8)})
    change = np.zeros((4, 3))
    change[3, 1] = 1.0
    solved = run(system, data, Asked(2001, 2004, lanes=3, changes={"x": change}))
    assert solved.path("y")[:, 0].tolist() == [3.0, 5.5, 7.75, 9.875]
    assert (solved.path("y")[:, 1] - solved.path("y")[:, 0]).tolist() == [0.0, 1.0, 0.5, 0.25]
