"""Are coefficients, errors and statistics those of other programs and books?"""

import numpy as np
import pytest

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.estimating import estimate
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.series import Series
from tests.core.modelling import klein

CASES = {
    "ols_1921_1941": (klein.TEXT, "ols", 1e-10, 1e-9),
    "2sls_1921_1941": (klein.with_instruments(), "iv", 1e-10, 1e-9),
    "ar1_1923_1940": (klein.with_memory(), "ols", 0.005, 1e-6),
}
STATISTICS = ("ser", "r2", "adj_r2", "dw", "loglik", "aic", "bic", "dof", "ssr")


@klein.needed
@pytest.mark.parametrize("case", CASES)
def test_klein_is_estimated_as_by_another_program(case: str) -> None:
    text, method, tolerance, near = CASES[case]
    made, _ = estimate(model_of(text), klein.data(), method=method, tolerance=tolerance)
    found = {one.equation.name: one for one in made}
    wanted = [row for row in klein.rows("klein_estimates.csv") if row["case"] == case]
    assert len(wanted) == 12
    for row in wanted:
        own = found[row["equation"]]
        value, error = own.named[row["coefficient"]]
        assert value == pytest.approx(float(row["estimate"]), rel=near)
        assert error == pytest.approx(float(row["std_error"]), rel=near)
        for name in STATISTICS:
            assert own.statistics[name] == pytest.approx(float(row[name]), rel=near), (case, name)


@klein.needed
def test_the_memory_of_an_error_is_that_of_another_program() -> None:
    loose, _ = estimate(model_of(klein.with_memory()), klein.data(), tolerance=0.005)
    tight, _ = estimate(model_of(klein.with_memory()), klein.data())
    wanted = float(klein.rows("klein_rhos.csv")[0]["estimate"])
    assert loose[0].named["rho1"][0] == pytest.approx(wanted, rel=1e-6)
    assert tight[0].named["rho1"][0] - wanted == pytest.approx(0.0012, abs=2e-4)


@klein.needed
@pytest.mark.parametrize("case", ["ols_1921_1941", "2sls_1921_1941"])
def test_residuals_are_those_of_another_program(case: str) -> None:
    text, method, tolerance, _ = CASES[case]
    made, _ = estimate(model_of(text), klein.data(), method=method, tolerance=tolerance)
    found = {
        (one.equation.name, one.first + at): value
        for one in made
        for at, value in enumerate(one.residuals.tolist())
    }
    for row in klein.rows("klein_residuals.csv"):
        if row["case"] == case:
            assert found[row["equation"], int(row["year"])] == pytest.approx(float(row["value"]), abs=1e-9)


@klein.needed
def test_the_covariance_is_that_of_another_program() -> None:
    made, _ = estimate(model_of(klein.TEXT), klein.data())
    wanted = [[float(row[name]) for name in ("a1", "a2", "a3", "a4")] for row in _covariance()]
    assert np.allclose(made[0].covariance, wanted, rtol=1e-9, atol=1e-14)


def _covariance() -> list[dict[str, str]]:
    return klein.rows("klein_ols_cn_covariance.csv")


@klein.needed
def test_three_stages_give_the_numbers_of_the_textbook() -> None:
    """Greene, Econometric Analysis, table of estimates of Klein's Model I: three decimals."""
    made, _ = estimate(model_of(klein.with_instruments()), klein.data(), method="3sls")
    printed = ((16.441, 0.125, 0.163, 0.790), (28.178, -0.013, 0.756, -0.195), (1.797, 0.400, 0.181, 0.150))
    errors = ((1.304, 0.108, 0.100, 0.038), (6.794, 0.162, 0.153, 0.033), (1.116, 0.032, 0.034, 0.028))
    for one, values, spread in zip(made, printed, errors, strict=True):
        assert np.allclose(one.coefficients, values, atol=6e-4)
        assert np.allclose(one.errors, spread, atol=6e-4)


def series(**values: list[float]) -> Series:
    """Yearly series from 2000 on."""
    return Series(Frequency.ANNUAL, 2000, {name: np.array(own) for name, own in values.items()})


def noisy(count: int = 40) -> Series:
    """An x, and a y that follows its last four years with weights on a line."""
    draw = np.random.default_rng(7)
    x = draw.normal(10.0, 2.0, count)
    y = np.full(count, np.nan)
    for at in range(3, count):
        y[at] = 5 + 4 * x[at] + 3 * x[at - 1] + 2 * x[at - 2] + x[at - 3] + draw.normal(0.0, 0.1)
    return series(x=x.tolist(), y=y.tolist())


def single(*lines: str) -> str:
    """A model with one behavioural equation."""
    head = ["MODEL", "BEHAVIORAL> y", "TSRANGE 2010 1 2035 1"]
    return "\n".join([*head, *lines, "END"])


def test_a_polynomial_lag_has_weights_on_its_polynomial() -> None:
    for degree in (1, 2):
        text = single("EQ> y = a + b*x", "COEFF> a b", f"PDL> b {degree} 4")
        made, _ = estimate(model_of(text), noisy())
        weights = made[0].coefficients[1:]
        assert np.allclose(np.diff(weights, degree + 1), 0.0, atol=1e-9)
        assert weights == pytest.approx([4.0, 3.0, 2.0, 1.0], abs=0.2)
        assert made[0].statistics["sum_b"] == pytest.approx(weights.sum())
        assert made[0].statistics["dof"] == 26 - 2 - degree


def test_a_polynomial_lag_ends_at_nought_when_it_must() -> None:
    text = single("EQ> y = a + b*x", "COEFF> a b", "PDL> b 2 4 N F")
    made, _ = estimate(model_of(text), noisy())
    assert made[0].coefficients[[1, 4]] == pytest.approx([0.0, 0.0], abs=1e-9)


def test_restrictions_hold_exactly_and_fit_as_the_augmented_system_does() -> None:
    text = single(
        "EQ> y = a + b*x + c*TSLAG(x,1) + d*TSLAG(x,2)", "COEFF> a b c d", "RESTRICT> b - 2*c = 1; d + c = 5"
    )
    made, _ = estimate(model_of(text), noisy())
    a, b, c, d = made[0].coefficients
    assert b - 2 * c == pytest.approx(1.0, abs=1e-10)
    assert c + d == pytest.approx(5.0, abs=1e-10)
    data = noisy()
    x = np.column_stack([np.ones(26), *(data.window("x", 2010 - lag, 2035 - lag) for lag in range(3))])
    rule = np.array([[0, 1, -2, 0], [0, 0, 1, 1]], dtype=float)
    whole = np.block([[x.T @ x, rule.T], [rule, np.zeros((2, 2))]])
    right = np.concatenate([x.T @ data.window("y", 2010, 2035), [1.0, 5.0]])
    assert [a, b, c, d] == pytest.approx(np.linalg.solve(whole, right)[:4], rel=1e-8)
    inverse = np.linalg.inv(whole)[:4, :4] * made[0].statistics["ser"] ** 2
    assert np.allclose(made[0].covariance, inverse, rtol=1e-6, atol=1e-9)


def test_what_cannot_be_told_apart_is_named() -> None:
    data = noisy()
    both = Series(data.frequency, data.first, {**data.values, "z": data.values["x"] * 2})
    text = single("EQ> y = a + b*x + c*z", "COEFF> a b c")
    with pytest.raises(Refused, match="The regressors of y cannot be told apart: c"):
        estimate(model_of(text), both)


@pytest.mark.parametrize(
    ("lines", "method", "says"),
    [
        (("EQ> y = a + b*x", "COEFF> a b"), "iv", "y has no instruments"),
        (("EQ> y = a + b*x", "COEFF> a b", "IV> 1"), "iv", "1 instruments for 2 coefficients"),
        (("EQ> y = a + b*xx", "COEFF> a b"), "ols", "There is no series xx. Add it to the data, or correct"),
        (("EQ> y = a + b*TSLAG(x,20)", "COEFF> a b"), "ols", "has no value in 2010, which y needs"),
        (("EQ> y = a + b*x", "COEFF> a b", "ERROR> AUTO(1)", "IV> 1", "IV> x"), "3sls", "has a memory"),
        (("EQ> y = a + b*x", "COEFF> a b", "RESTRICT> a = 1; a = 2"), "ols", "contradict each other"),
    ],
)
def test_what_is_missing_or_too_little_is_told(lines: tuple[str, ...], method: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        estimate(model_of(single(*lines)), noisy(), method=method)
    assert says in str(refusal.value)


def test_a_sample_in_the_text_holds_and_is_told() -> None:
    model = model_of(single("EQ> y = a + b*x", "COEFF> a b"))
    made, warnings = estimate(model, noisy(), periods=(2012, 2030))
    assert made[0].first == 2010
    assert "TSRANGE holds for y: 2010 to 2035" in str(warnings[0])


def test_few_periods_are_refused_or_warned_of() -> None:
    few = single("EQ> y = a + b*x", "COEFF> a b")
    with pytest.raises(Refused, match="1 periods for 2 coefficients"):
        estimate(model_of(few.replace("2035 1", "2010 1")), noisy())
    short = model_of(few.replace("2035 1", "2014 1"))
    with pytest.raises(Refused, match="5 periods for 2 coefficients, fewer than four for each"):
        estimate(short, noisy())
    _, warnings = estimate(short, noisy(), allow_thin=True)
    assert "fewer than four for each" in str(warnings[0])
    _, warnings = estimate(short, noisy(), method="ridge")
    assert "fewer than four for each" in str(warnings[0])
    with pytest.raises(Refused, match="y has no periods to be estimated over"):
        estimate(model_of(few.replace("TSRANGE 2010 1 2035 1\n", "")), noisy())
