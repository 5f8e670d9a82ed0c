"""Are paths, add-factors, multipliers and instruments those of other programs, and is a failure told?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked, Kind
from styrbord.core.modelling.estimating import estimate
from styrbord.core.modelling.multipliers import multipliers
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import run, warned
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System, system_of
from styrbord.core.modelling.targeting import reached
from styrbord.core.modelling.tracking import tracking
from tests.core.modelling import klein

WHOLE = Asked(1921, 1941)


def estimated(text: str, method: str = "ols") -> System:
    """A model with its estimated coefficients."""
    model = model_of(text)
    made, _ = estimate(model, klein.data(), method=method)
    return system_of(
        model, {(one.equation.name, name): pair[0] for one in made for name, pair in one.named.items()}
    )


@pytest.fixture(scope="module")
def ols() -> System:
    """Klein's model by least squares."""
    return estimated(klein.TEXT)


@klein.needed
@pytest.mark.parametrize(
    ("case", "method", "kind", "is_tracked"),
    [
        ("ols_dynamic_1921_1941", "ols", Kind.DYNAMIC, False),
        ("ols_static_1921_1941", "ols", Kind.STATIC, False),
        ("2sls_dynamic_1921_1941", "iv", Kind.DYNAMIC, False),
        ("ols_tracked_1921_1941", "ols", Kind.DYNAMIC, True),
    ],
)
def test_paths_are_those_of_another_program(case: str, method: str, kind: Kind, is_tracked: bool) -> None:
    system = estimated(klein.with_instruments(), method)
    asked = replace(WHOLE, kind=kind)
    if is_tracked:
        asked = replace(asked, factors=tracking(system, klein.data(), asked))
    solved = run(system, klein.data(), asked)
    wanted = [row for row in klein.rows("klein_simulations.csv") if row["case"] == case]
    assert len(wanted) == 126
    for row in wanted:
        found = solved.path(row["variable"])[int(row["year"]) - 1921, 0]
        assert found == pytest.approx(float(row["value"]), rel=1e-8)


@klein.needed
def test_add_factors_that_repeat_history_are_those_of_another_program(ols: System) -> None:
    found = tracking(ols, klein.data(), WHOLE)
    for row in klein.rows("klein_tracking_residuals.csv"):
        assert found[row["variable"]][int(row["year"]) - 1921] == pytest.approx(float(row["value"]), abs=1e-9)


@klein.needed
def test_a_forecast_needs_no_history_and_gives_the_dynamic_path(ols: System) -> None:
    data = klein.data()
    short = {name: own.copy() for name, own in data.values.items()}
    for name in ols.model.endogenous:
        short[name][10:] = np.nan
    asked = Asked(1930, 1941)
    forecast = run(ols, Series(data.frequency, data.first, short), replace(asked, kind=Kind.FORECAST))
    assert np.allclose(forecast.paths, run(ols, data, asked).paths, rtol=1e-9)


@klein.needed
def test_multipliers_are_those_of_another_program(ols: System) -> None:
    solved = run(ols, klein.data(), Asked(1940, 1941))
    found = multipliers(solved, ols.model.endogenous, ("w2", "g", "t"))
    rows = klein.rows("klein_multipliers_1940_1941.csv")
    assert len(rows) == 12
    for row in rows:
        name, when = row.pop("target").rsplit("_", 1)
        for key, text in row.items():
            lever, at = key.rsplit("_", 1)
            place = (found.targets.index(name), int(when) - 1, found.instruments.index(lever), int(at) - 1)
            assert found.values[place] == pytest.approx(float(text), abs=1e-6)


@klein.needed
def test_instruments_that_reach_targets_are_those_of_another_program(ols: System) -> None:
    targets = {("cn", 1940): 66.0, ("cn", 1941): 78.0, ("y", 1940): 77.0, ("y", 1941): 98.0}
    found = reached(ols, klein.data(), Asked(1940, 1941), targets, ("w2", "g"))
    for row in klein.rows("klein_renorm_1940_1941.csv"):
        at = int(row["year"]) - 1940
        if row["kind"] == "instrument":
            own = found.levels[found.instruments.index(row["variable"]), at]
            assert own == pytest.approx(float(row["value"]), abs=1e-6)
        else:
            own = found.solved.path(row["variable"])[at, 0]
            assert own == pytest.approx(float(row["value"]), abs=1e-4)
    for (name, year), value in targets.items():
        assert found.solved.path(name)[year - 1940, 0] == pytest.approx(value, rel=1e-9)


@klein.needed
def test_the_order_of_equations_does_not_matter(ols: System) -> None:
    parts = klein.TEXT.split("\n")
    heads = [at for at, line in enumerate(parts) if line.startswith(("BEHAVIORAL>", "IDENTITY>"))]
    groups = [parts[at:end] for at, end in zip(heads, [*heads[1:], len(parts) - 2], strict=True)]
    turned = estimated("\n".join(["MODEL", *(line for one in groups[::-1] for line in one), "END"]))
    assert turned.model.endogenous == ols.model.endogenous[::-1]
    paths, others = run(ols, klein.data(), WHOLE), run(turned, klein.data(), WHOLE)
    for name in ols.model.endogenous:
        assert np.allclose(paths.path(name), others.path(name), rtol=1e-9)


@klein.needed
def test_lanes_are_the_runs_that_they_stand_for(ols: System) -> None:
    draw = np.random.default_rng(3)
    shocks, levers = draw.normal(0.0, 1.0, (7, 9)), draw.normal(0.0, 1.0, (7, 9))
    asked = Asked(1935, 1941)
    many = run(ols, klein.data(), replace(asked, lanes=9, lane_factors={"cn": shocks}, changes={"g": levers}))
    for lane in (0, 4, 8):
        one = replace(asked, factors={"cn": shocks[:, lane]}, changes={"g": levers[:, lane]})
        assert np.allclose(many.paths[:, :, lane], run(ols, klein.data(), one).paths[:, :, 0], rtol=1e-8)


@klein.needed
def test_an_exogenised_variable_takes_the_data_and_its_equation_is_left_out(ols: System) -> None:
    asked = replace(WHOLE, exogenised={"cn": frozenset((1923, 1924)), "i": None})
    solved, data = run(ols, klein.data(), asked), klein.data()
    assert np.array_equal(solved.path("i")[:, 0], data.window("i", 1921, 1941))
    is_given = solved.path("cn")[:, 0] == data.window("cn", 1921, 1941)
    assert is_given.nonzero()[0].tolist() == [2, 3]
    whole = replace(asked, factors=tracking(ols, data, asked))
    assert np.allclose(run(ols, data, whole).path("y")[:, 0], data.window("y", 1921, 1941), rtol=1e-10)


@klein.needed
def test_an_add_factor_is_an_instrument_too(ols: System) -> None:
    found = reached(ols, klein.data(), Asked(1940, 1941), {("cn", 1941): 70.0}, ("cn", "i"))
    assert found.solved.path("cn")[1, 0] == pytest.approx(70.0)
    again = run(
        ols, klein.data(), Asked(1940, 1941, factors=dict(zip(("cn", "i"), found.levels, strict=True)))
    )
    assert again.path("cn")[1, 0] == pytest.approx(70.0)


MEMORY = """MODEL
BEHAVIORAL> y
EQ> {left} = a + b*x
COEFF> a b
ERROR> AUTO(2)
IDENTITY> s
EQ> s = TSLAG(s,1) + y
END"""
LEFTS = ("y", "LOG(y)", "EXP(y)", "TSDELTA(y)", "TSDELTAP(y,2)", "TSDELTALOG(y)")


def drawn(count: int = 24) -> Series:
    """Positive series from 2000 on; the stock adds up but for one year."""
    draw = np.random.default_rng(5)
    y, x = draw.uniform(1.0, 2.0, count), draw.uniform(1.0, 2.0, count)
    s = np.cumsum(y)
    s[20] += 0.25
    return Series(Frequency.ANNUAL, 2000, {"y": y, "x": x, "s": s})


@pytest.mark.parametrize("left", LEFTS)
def test_a_run_with_tracking_add_factors_repeats_history(left: str) -> None:
    given = {("y", "a"): 0.3, ("y", "b"): 0.2, ("y", "rho1"): 0.5, ("y", "rho2"): -0.2}
    system, asked = system_of(model_of(MEMORY.format(left=left)), given), Asked(2010, 2023)
    found = tracking(system, drawn(), asked)
    solved = run(system, drawn(), replace(asked, factors=found))
    for name in ("y", "s"):
        assert np.allclose(solved.path(name)[:, 0], drawn().window(name, 2010, 2023), rtol=1e-10)
    assert found["s"][[9, 10, 11]] == pytest.approx([0.0, 0.25, -0.25], abs=1e-12)


def test_the_memory_of_an_error_does_not_carry_add_factors_on() -> None:
    given = {("y", "a"): 0.3, ("y", "b"): 0.2, ("y", "rho1"): 0.5, ("y", "rho2"): 0.0}
    system, asked = system_of(model_of(MEMORY.format(left="y")), given), Asked(2010, 2013)
    plain = run(system, drawn(), asked)
    moved = run(system, drawn(), replace(asked, factors={"y": np.array([1.0, 0, 0, 0])}))
    assert moved.path("y")[:, 0] - plain.path("y")[:, 0] == pytest.approx([1.0, 0.0, 0.0, 0.0], abs=1e-12)


def small(*lines: str) -> System:
    """A model of identities."""
    return system_of(model_of("\n".join(["MODEL", *lines, "END"])), {})


def outer(**values: list[float]) -> Series:
    """Yearly series from 2000 on."""
    return Series(Frequency.ANNUAL, 2000, {name: np.array(own) for name, own in values.items()})


def path(system: System, data: Series, name: str, first: int, last: int) -> Numbers:
    """Path of a variable."""
    found: Numbers = run(system, data, Asked(first, last)).path(name)[:, 0]
    return found


def test_of_branches_that_hold_the_later_counts_and_else_the_value_is_kept() -> None:
    system = small(
        "IDENTITY> y", "IF> x > 0", "EQ> y = 1", "IDENTITY> y", "IF> x > 5 & x < 9", "EQ> y = LOG(x - 5)"
    )
    data = outer(x=[1.0, 6.0, -1.0, 10.0], y=[7.0, 7.0, 7.0, 7.0])
    assert path(system, data, "y", 2000, 2003).tolist() == [1.0, 0.0, 7.0, 1.0]


def test_a_nonlinear_block_is_solved_and_its_multipliers_are_finite_differences() -> None:
    system = small(
        "IDENTITY> a", "EQ> LOG(a) = 0.3*LOG(b) + 0.1*x", "IDENTITY> b",
        "EQ> b = 2 + SQRT(a)*MAX(c, 0.5) - 0.2*TSLAG(a,1)", "IDENTITY> c",
        "EQ> c = WHERE(a > b, 0.3*a, 0.6*b) / (1 + EXP(-a))",
    )  # fmt: skip
    data = outer(x=[1.0, 1.2, 0.8, 1.1], a=[1.0] * 4, b=[1.0] * 4, c=[1.0] * 4)
    solved = run(system, data, Asked(2001, 2003))
    found = multipliers(solved, ("a", "b", "c"), ("x", "b"))
    small_step = 1e-6
    for at in range(3):
        move = np.eye(3)[at] * small_step
        moved = run(system, data, Asked(2001, 2003, changes={"x": move}, close=1e-13))
        base = run(system, data, Asked(2001, 2003, close=1e-13))
        assert np.allclose(
            (moved.paths - base.paths)[:3, :, 0] / small_step, found.values[:, :, 0, at], rtol=1e-4, atol=1e-7
        )


def test_without_a_solution_equation_period_and_last_iterate_are_told() -> None:
    system = small("IDENTITY> y", "EQ> y = y^2 + x", "IDENTITY> z", "EQ> z = 2*y")
    data = outer(x=[0.1, 0.1, 5.0], y=[0.1, 0.1, 0.1])
    assert path(system, data, "y", 2000, 2001) == pytest.approx([0.5 - 0.15**0.5] * 2)
    with pytest.raises(Refused, match=r"equation of y has no solution in 2002; .* at y = "):
        run(system, data, Asked(2000, 2002))


def test_a_lane_without_a_solution_leaves_the_others_alone() -> None:
    system = small("IDENTITY> y", "EQ> y = y^2 + x", "IDENTITY> z", "EQ> z = LOG(1 - y)")
    data = outer(x=[0.1, 0.1], y=[0.1, 0.1])
    changes = {"x": np.array([[0.0, 0.0, 5.0], [0.0, 0.05, 0.0]])}
    solved = run(system, data, Asked(2000, 2001, lanes=3, changes=changes))
    for name in ("y", "z"):
        assert np.isnan(solved.path(name)).tolist() == [[False, False, True]] * 2
    assert solved.path("y")[1, 1] == pytest.approx(0.5 - 0.1**0.5)
    told = str(next(warned(solved, data, ("0", "first", "second"))))
    assert told.startswith("1 of 3 paths have no solution; the first is second, where y in 2000")


def test_many_lanes_are_solved_in_parts() -> None:
    system = small("IDENTITY> y", "EQ> y = 0.5*y^2 + x", "IDENTITY> z", "EQ> z = TSLAG(z,1) + y")
    data = outer(x=[0.1, 0.1, 0.1], y=[0.1] * 3, z=[0.0] * 3)
    moves = np.linspace(0.0, 0.5, 2_345)
    asked = Asked(2001, 2002, lanes=2_345, changes={"x": np.tile(moves, (2, 1))})
    solved = run(system, data, asked)
    y = 1 - np.sqrt(np.maximum(1 - 2 * (0.1 + moves), 0.0))
    is_solvable = moves < 0.399
    assert solved.path("z")[1, is_solvable] == pytest.approx(2 * y[is_solvable], rel=1e-6)
    assert np.isnan(solved.path("y")[1, moves > 0.401]).all()
    assert min(one.lane for one in solved.unsolved) == int(np.argmax(np.isnan(solved.path("y")[0])))


def test_few_lanes_that_lag_behind_are_solved_apart() -> None:
    system = small("IDENTITY> y", "EQ> y = 0.5*y^2 + x", "IDENTITY> z", "EQ> z = 2*y")
    moves = np.zeros((1, 40))
    moves[0, [17, 23]] = 0.399999, 3.0
    asked = Asked(2000, 2000, lanes=40, changes={"x": moves})
    solved = run(system, outer(x=[0.1], y=[0.1], z=[0.2]), asked)
    wanted = 1 - np.sqrt(1 - 2 * (0.1 + np.delete(moves[0], 23)))
    assert np.delete(solved.path("y")[0], 23) == pytest.approx(wanted, abs=2e-3)
    assert solved.path("z")[0, 17] == pytest.approx(2 * solved.path("y")[0, 17])
    assert [(one.equation, one.lane) for one in solved.unsolved] == [("y", 23)]
    assert np.isnan(solved.paths[:, 0, 23]).all()


def test_equations_without_a_slope_are_told_apart_from_a_solution() -> None:
    with pytest.raises(Refused, match="has no solution in 2000"):
        run(small("IDENTITY> y", "EQ> y = y + x"), outer(x=[1.0], y=[1.0]), Asked(2000, 2000))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Asked(2002, 2001), "ends in 2001, before it begins in 2002"),
        (Asked(2000, 9000), "has 7001 periods"),
        (Asked(2001, 2001, exogenised={"x": None}), "no equation of x"),
        (Asked(2001, 2001, factors={"q": np.zeros(1)}), "no equation of q"),
        (Asked(2001, 2001, changes={"y": np.zeros(1)}), "no exogenous variable y"),
        (Asked(2000, 2001), "y has no value in 1999, which y needs"),
        (Asked(2001, 2005), "x has no value in 2002, which y needs"),
    ],
)
def test_what_cannot_be_run_is_told(asked: Asked, says: str) -> None:
    with pytest.raises(Refused, match=says):
        run(small("IDENTITY> y", "EQ> y = TSLAG(y,1) + x"), outer(x=[1.0, 1.0], y=[1.0, 1.0]), asked)


def test_a_series_that_is_not_there_and_a_look_ahead_are_told() -> None:
    with pytest.raises(Refused, match="There is no series xx"):
        run(small("IDENTITY> y", "EQ> y = xx"), outer(x=[1.0]), Asked(2000, 2000))
    with pytest.raises(Refused, match="looks ahead"):
        run(small("IDENTITY> y", "EQ> y = TSLEAD(y,1) + x"), outer(x=[1.0], y=[1.0]), Asked(2000, 2000))


def test_a_coefficient_without_a_value_is_told() -> None:
    with pytest.raises(Refused, match=r"(?s)y has no value of b.*y has no value of rho2"):
        system_of(model_of(MEMORY.format(left="y")), {("y", "a"): 1.0, ("y", "rho1"): 1.0})
