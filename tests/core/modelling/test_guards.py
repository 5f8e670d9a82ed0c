"""Do bounds, priors, ridge regression and declared breaks keep short samples in hand?"""

import numpy as np
import pytest
from scipy.optimize import lsq_linear

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.estimating import Estimate, estimate
from styrbord.core.modelling.model import Prior
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.regression import Limits, fitted
from styrbord.core.modelling.ridge import PENALTIES, ridge
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import system_of
from tests.core.modelling.test_estimating import noisy, series

NO_RULES = np.zeros((0, 3)), np.zeros(0)


def single(*lines: str) -> str:
    """A model with one behavioural equation."""
    head = ["MODEL", "BEHAVIORAL> y", "TSRANGE 2003 1 2014 1", "EQ> y = a + b*x + c*TSLAG(x,1)"]
    return "\n".join([*head, "COEFF> a b c", *lines, "END"])


def made(*lines: str, data: Series | None = None, method: str = "ols") -> Estimate:
    """The estimate of the equation."""
    found, _ = estimate(model_of(single(*lines)), data or noisy(), method=method)
    return found[0]


def test_bounds_give_what_bounded_least_squares_of_another_program_gives() -> None:
    draw = np.random.default_rng(1)
    for _ in range(60):
        x, y = draw.normal(size=(12, 3)) * 10 ** draw.normal(0, 1, 3), draw.normal(size=12)
        low = np.where(draw.random(3) < 0.5, draw.normal(size=3) - 1, -np.inf)
        high = np.where(draw.random(3) < 0.5, np.maximum(low, -1) + draw.random(3) + 0.1, np.inf)
        own = fitted(x, y, Limits(*NO_RULES, low, high)).coefficients
        other = lsq_linear(x, y, (low, high), method="bvls", tol=1e-14).x
        assert (own >= low).all()
        assert (own <= high).all()
        assert ((y - x @ own) ** 2).sum() == pytest.approx(((y - x @ other) ** 2).sum(), rel=1e-12)


def test_bounds_and_restrictions_hold_together() -> None:
    found = made("BOUND> b in [0, 3]; c in [0, inf]", "RESTRICT> b + c = 6")
    assert found.named["b"][0] == 3.0
    assert found.named["c"][0] == pytest.approx(3.0, abs=1e-9)
    assert found.errors[1] == pytest.approx(0.0, abs=1e-9)
    with pytest.raises(Refused, match="contradict each other"):
        made("BOUND> b in [0, 1]; c in [0, 1]", "RESTRICT> b + c = 6")


def test_a_bound_that_is_reached_is_told_and_another_changes_nothing() -> None:
    _, warnings = estimate(model_of(single("BOUND> b in [0, 3]")), noisy())
    assert "b of y lies at its bound of 3" in str(warnings[0])
    assert made("BOUND> b in [-100, 100]").coefficients.tolist() == made().coefficients.tolist()


def test_a_prior_gives_the_mean_and_covariance_after_the_data() -> None:
    """The normal posterior, written out with inverses: (X'X/s² + P)^-1 (X'y/s² + P m)."""
    data = noisy()
    found = made("PRIOR> b ~ N(2, 0.05)", data=data)
    x = np.column_stack([np.ones(12), data.window("x", 2003, 2014), data.window("x", 2002, 2013)])
    y, plain = data.window("y", 2003, 2014), made(data=data)
    variance = plain.statistics["ssr"] / plain.statistics["dof"]
    weight = np.diag([0.0, 1 / 0.05**2, 0.0])
    covariance = np.linalg.inv(x.T @ x / variance + weight)
    wanted = covariance @ (x.T @ y / variance + weight @ np.array([0.0, 2.0, 0.0]))
    assert found.coefficients == pytest.approx(wanted, rel=1e-9)
    assert found.errors == pytest.approx(np.sqrt(np.diag(covariance)), rel=1e-9)


def test_priors_allow_fewer_periods_than_coefficients() -> None:
    lines = ("PRIOR> a ~ N(5, 5); b ~ N(4, 1); c ~ N(3, 1)",)
    text = single(*lines).replace("2014 1", "2004 1")
    found, warnings = estimate(model_of(text), noisy())
    assert found[0].named["b"][0] == pytest.approx(4.0, abs=1.5)
    assert "fewer than four for each" in str(warnings[0])
    assert model_of(text).behavioural[0].priors[0] == Prior("a", 5.0, 5.0)


def test_leaving_out_in_closed_form_is_leaving_out() -> None:
    """Each period left out in turn, with the same scale of the regressors and the same penalty."""
    draw = np.random.default_rng(3)
    x = np.column_stack([np.ones(11), draw.normal(size=(11, 3))])
    y = x @ [1.0, 2.0, 0.0, -1.0] + draw.normal(size=11)
    found = ridge(x, y, 0)
    weight = np.diag([0.0, *(11 * found.penalty * x[:, 1:].var(axis=0))])
    left = []
    for at in range(11):
        rest = np.arange(11) != at
        b = np.linalg.solve(x[rest].T @ x[rest] + weight, x[rest].T @ y[rest])
        left.append(float(y[at] - x[at] @ b))
    assert found.left_out == pytest.approx(np.sqrt(np.mean(np.square(left))), rel=1e-9)
    whole = np.linalg.solve(x.T @ x + weight, x.T @ y)
    assert found.coefficients == pytest.approx(whole, rel=1e-9)
    assert np.allclose(found.inverse, np.linalg.inv(x.T @ x + weight), rtol=1e-9)
    assert found.penalty in PENALTIES


def test_ridge_regression_takes_more_coefficients_than_periods() -> None:
    text = single().replace("2014 1", "2004 1")
    found, _ = estimate(model_of(text), noisy(), method="ridge")
    assert np.isfinite(found[0].coefficients).all()
    with pytest.raises(Refused, match="1 periods for 3 coefficients"):
        estimate(model_of(single().replace("2014 1", "2003 1")), noisy(), method="ridge")
    with pytest.raises(Refused, match="cannot be estimated by ridge regression: it has a BOUND>"):
        estimate(model_of(single("BOUND> b in [0, 1]")), noisy(), method="ridge")


def broken() -> Series:
    """A y that lies 3 higher from 2010 on and then moves twice as much with x."""
    x = [float(at % 5 + at / 7) for at in range(15)]
    y = [1 + 2 * own + (3 + 2 * own if at >= 10 else 0) for at, own in enumerate(x)]
    return series(x=x, y=y)


def test_a_declared_break_changes_coefficients_from_its_period_on() -> None:
    model = model_of(
        "MODEL\nBEHAVIORAL> y TSRANGE 2000 1 2014 1\nEQ> y = a + b*x\nCOEFF> a b\nBREAK> 2010 1 a b\nEND"
    )
    found, _ = estimate(model, broken(), allow_thin=True)
    assert found[0].coefficients == pytest.approx([1.0, 3.0, 2.0, 2.0], abs=1e-9)
    values = {("y", name): pair[0] for name, pair in found[0].named.items()}
    solved = run(system_of(model, values), broken(), Asked(2008, 2012))
    assert solved.path("y")[:, 0] == pytest.approx(broken().window("y", 2008, 2012), abs=1e-9)


def test_a_break_outside_of_the_sample_is_told() -> None:
    with pytest.raises(Refused, match="cannot be told apart: a__FROM__2030_1"):
        made("BREAK> 2030 1", data=noisy())


def test_a_value_too_large_to_square_is_survived() -> None:
    data = noisy()
    y = data.values["y"].copy()
    y[8] = 1e300
    found = made(data=Series(data.frequency, data.first, {**data.values, "y": y}))
    assert np.isfinite(found.coefficients).all()
    assert not np.isfinite(found.statistics["ssr"])
