"""Do the parts of a change add up, and lead on to what moved?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import Solved, run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import system_of
from styrbord.core.modelling.tangents import tangents
from styrbord.core.modelling.traces import traced

TEXT = """MODEL
IDENTITY> jobs
EQ> LOG(jobs) = 0.7*LOG(TSLAG(jobs,1)) + 0.2*LOG(spend) + 0.1*LOG(income)
IDENTITY> income
EQ> income = wage*jobs + 0.2*TSLAG(income,1)
IDENTITY> trust
EQ> trust = 10 + 0.01*income + x
END"""
MOVE = {"spend": np.array([0.0, 1.0, 1.0, 1.0]), "income": np.array([0.0, 0.0, 5.0, 0.0])}


@pytest.fixture(scope="module")
def data() -> Series:
    """Yearly series from 2020 on."""
    values = {"jobs": 100.0, "income": 300.0, "spend": 50.0, "wage": 3.0, "trust": 13.0, "x": 0.0}
    return Series(Frequency.ANNUAL, 2020, {name: np.full(6, own) for name, own in values.items()})


@pytest.fixture(scope="module")
def solved(data: Series) -> Solved:
    """Four years."""
    return run(system_of(model_of(TEXT), {}), data, Asked(2022, 2025))


@pytest.mark.parametrize("name", ["jobs", "income", "trust"])
@pytest.mark.parametrize("step", range(4))
def test_parts_add_up_to_the_change_and_lead_on(solved: Solved, data: Series, name: str, step: int) -> None:
    whole = tangents(solved, data, [MOVE])[0, :, :, 0]
    rows = solved.system.rows
    parts = traced(solved, data, MOVE, name, step)
    assert sum(part.share for part in parts) == pytest.approx(whole[rows[name], step], abs=1e-12)
    assert [abs(part.share) for part in parts] == sorted((abs(part.share) for part in parts), reverse=True)
    for part in parts:
        assert part.share == pytest.approx(part.slope * part.move)
        if part.name in ("jobs", "income"):
            assert part.move == pytest.approx(whole[rows[part.name], step - part.steps])


@pytest.mark.requirement("R-095")
def test_nothing_moved_changes_no_digit_small_moves_scale_and_each_has_its_way(
    solved: Solved, data: Series
) -> None:
    system, years = solved.system, np.ones(4)
    sizes = np.array([0.0, 0.0, 0.001, 0.002])
    lanes = run(system, data, replace(solved.asked, lanes=4, changes={"spend": np.outer(years, sizes)}))
    plain = solved.paths[:, :, 0]
    assert np.array_equal(lanes.paths[:, :, 1], plain)
    one, two = (lanes.paths[:, :, at] - plain for at in (2, 3))
    assert (one[:, 1:] > 0).all()
    assert np.allclose(two, 2 * one, rtol=1e-3)
    for name in ("jobs", "income", "trust"):
        parts = traced(solved, data, {"spend": 0.001 * years}, name, 3)
        assert sum(part.share for part in parts) == pytest.approx(one[system.rows[name], 3], rel=1e-3)
        assert {part.name for part in parts} <= {"spend", "jobs", "income"}


def test_elasticities_and_add_factors_are_told(solved: Solved, data: Series) -> None:
    jobs = {(part.name, part.steps): part for part in traced(solved, data, MOVE, "jobs", 2)}
    assert set(jobs) == {("jobs", 1), ("spend", 0), ("income", 0)}
    assert jobs["spend", 0].elasticity == pytest.approx(0.2)
    assert jobs["jobs", 1].elasticity == pytest.approx(0.7)
    assert jobs["spend", 0].move == 1.0
    income = {part.name: part for part in traced(solved, data, MOVE, "income", 2)}
    assert income["add-factor"].share == 5.0
    assert np.isnan(income["add-factor"].elasticity)
    assert traced(solved, data, MOVE, "trust", 0) == []


def test_a_variable_that_is_given_has_no_parts_and_unknown_ones_are_told(data: Series) -> None:
    system = system_of(model_of(TEXT), {})
    given = run(system, data, Asked(2022, 2025, exogenised={"income": None}))
    assert traced(given, data, MOVE, "income", 1) == []
    with pytest.raises(Refused, match=r"(?s)no endogenous variable wage.*no variable spent"):
        traced(given, data, {"spent": np.zeros(4)}, "wage", 1)
