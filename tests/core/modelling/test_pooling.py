"""Do territories lend each other as much as their data and their likeness allow?"""

import numpy as np
import pytest

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.estimating import estimate
from styrbord.core.modelling.mixtures import inverses
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.panel_estimating import PANEL_METHODS, PanelEstimate, estimate_panel
from styrbord.core.modelling.panels import Panel
from styrbord.core.modelling.pooling import Rows, pooled
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import system_of

TERRITORIES, YEARS = 24, 12


def made(apart: float = 0.3, noise: float = 0.5, *, groups: int = 1) -> tuple[Panel, Numbers]:
    """Territories whose y follows x and z, and their true coefficients (territory, coefficient)."""
    draw = np.random.default_rng(11)
    x, z = draw.normal(5.0, 2.0, (YEARS, TERRITORIES)), draw.normal(size=(YEARS, TERRITORIES))
    kind = np.arange(TERRITORIES) % groups
    b = np.array([1.0, 0.5, 0.3]) + 4.0 * kind[:, None] + apart * draw.normal(size=(TERRITORIES, 3))
    y = b[:, 0] + b[:, 1] * x + b[:, 2] * z + noise * draw.normal(size=x.shape)
    names = tuple(f"t{at:02}" for at in range(TERRITORIES))
    data = Series(Frequency.ANNUAL, 2000, {"y": y, "x": x, "z": z})
    return Panel(names, data, {"type": tuple(f"type {one}" for one in kind)}), b


def text(*lines: str) -> str:
    """A model of a panel."""
    head = ["MODEL", "PANEL> territory", "BEHAVIORAL> y", "EQ> y = a + b*x + c*z", "COEFF> a b c"]
    return "\n".join([*head, *lines, "END"])


def estimated(panel: Panel, *lines: str, method: str = "") -> PanelEstimate:
    """The estimate of the equation."""
    return estimate_panel(model_of(text(*lines)), panel, method=method)[0][0]


def apart_from(found: PanelEstimate, b: Numbers) -> float:
    """Mean squared distance from the true coefficients."""
    return float(((found.coefficients - b) ** 2).mean())


@pytest.mark.parametrize(("apart", "others"), [(0.05, ("ols", "fixed")), (0.4, ("pooled", "fixed"))])
def test_partial_pooling_comes_nearest_to_the_truth(apart: float, others: tuple[str, ...]) -> None:
    panel, b = made(apart, 1.0)
    mine = apart_from(estimated(panel, "POOL> a b c"), b)
    for method in others:
        assert mine < apart_from(estimated(panel, method=method), b)


def test_by_themselves_territories_have_what_least_squares_gives_them() -> None:
    panel, _ = made()
    found = estimated(panel)
    own = text().replace("PANEL> territory\n", "").replace("y\nEQ", "y TSRANGE 2000 1 2011 1\nEQ")
    alone, _ = estimate(model_of(own), panel.one(3))
    assert found.method == "ols"
    assert found.coefficients[3] == pytest.approx(alone[0].coefficients, rel=1e-12)
    assert found.errors[3] == pytest.approx(alone[0].errors, rel=1e-12)
    assert found.statistics[3] == alone[0].statistics


def test_pooled_is_least_squares_of_all_rows_and_fixed_has_a_dummy_for_each_territory() -> None:
    panel, _ = made()
    y, x, z = (panel.wide(name, 2000, 2011).ravel() for name in ("y", "x", "z"))
    whole = np.column_stack([np.ones(len(y)), x, z])
    assert estimated(panel, method="pooled").coefficients[7] == pytest.approx(np.linalg.lstsq(whole, y)[0])
    dummies = np.kron(np.eye(TERRITORIES), np.ones((YEARS, 1)))
    wide = np.column_stack([dummies, x, z])
    b = np.linalg.lstsq(wide, y)[0]
    found = estimated(panel, method="fixed")
    assert found.coefficients[7] == pytest.approx([b[7], *b[-2:]])
    errors = y - wide @ b
    covariance = np.linalg.inv(wide.T @ wide) * (errors @ errors) / (len(y) - wide.shape[1])
    assert found.errors[7] == pytest.approx(np.sqrt(np.diag(covariance))[[7, -2, -1]])


def test_the_spread_of_coefficients_is_found_and_the_posterior_is_the_normal_one() -> None:
    """With 24 territories the spread is known to about a third."""
    panel, _ = made(0.5, 0.3)
    found = estimated(panel, "POOL> a b c")
    assert found.spreads[0][1:] == pytest.approx([0.5, 0.5], rel=0.35)
    assert found.means[0] == pytest.approx([1.0, 0.5, 0.3], abs=0.4)
    assert found.groups == ("",)
    y, x, z = (panel.wide(name, 2000, 2011) for name in ("y", "x", "z"))
    one = np.column_stack([np.ones(YEARS), x[5], z[5]])
    variance = found.statistics[5]["scale"] ** 2
    rows = Rows(
        y, np.stack([np.ones(y.shape), x, z], axis=2), np.ones(y.shape, dtype=bool), (0, 1, 2),
        (0,) * TERRITORIES, 0, np.zeros((3, 3)), np.zeros(3),
    )  # fmt: skip
    raw = pooled(rows)
    pinned = np.linalg.inv(raw.spreads[0])
    covariance = np.linalg.inv(one.T @ one / variance + pinned)
    assert found.covariances[5] == pytest.approx(covariance, rel=1e-6)
    mean = covariance @ (one.T @ y[5] / variance + pinned @ raw.means[0])
    assert found.coefficients[5] == pytest.approx(mean, rel=1e-6)


def test_units_of_measurement_change_nothing_else() -> None:
    panel, _ = made(0.2, 0.5)
    values = {**panel.data.values, "y": panel.data.values["y"] * 1e9}
    other = Panel(panel.territories, Series(Frequency.ANNUAL, 2000, values), {})
    lines = ("POOL> a b", "BOUND> b in [-inf, 0.5]"), ("POOL> a b", "BOUND> b in [-inf, 5e8]")
    one, two = estimated(panel, *lines[0]), estimated(other, *lines[1])
    assert two.coefficients == pytest.approx(one.coefficients * 1e9, rel=1e-9)
    assert two.errors == pytest.approx(one.errors * 1e9, rel=1e-6, abs=1e-3)
    assert two.spreads == pytest.approx(one.spreads * 1e9, rel=1e-6)


def test_groups_keep_their_own_means() -> None:
    panel, b = made(0.2, 0.5, groups=2)
    found = estimated(panel, "POOL> a b c BY type")
    assert found.groups == ("type 0", "type 1")
    assert found.means[:, 1] == pytest.approx([0.5, 4.5], abs=0.3)
    assert apart_from(found, b) < apart_from(estimated(panel, "POOL> a b c"), b)


def test_what_is_not_pooled_is_the_territorys_own() -> None:
    panel, _ = made(0.3, 0.2)
    found, alone = estimated(panel, "POOL> b c"), estimated(panel)
    assert found.means.shape == (1, 2)
    centre = [float(panel.wide(name, 2000, 2011)[4].mean()) for name in ("y", "x", "z")]
    for one in (found, alone):
        a, b, c = one.coefficients[4]
        assert a + b * centre[1] + c * centre[2] == pytest.approx(centre[0], abs=1e-9)


def test_too_short_territories_live_on_the_others_and_gaps_are_left_out() -> None:
    panel, _ = made(0.1, 0.3)
    y = panel.data.values["y"].copy()
    y[2:, 0], y[:, 1], y[4, 2] = np.nan, np.nan, np.nan
    thin = Panel(panel.territories, Series(panel.data.frequency, 2000, {**panel.data.values, "y": y}), {})
    found = estimated(thin, "POOL> a b c")
    assert np.isfinite(found.coefficients).all()
    assert found.coefficients[1] == pytest.approx(found.means[0])
    assert [one.get("nobs") for one in found.statistics[:4]] == [2.0, None, 11.0, 12.0]
    assert [str(one)[:33] for one in found.warnings] == ["y in t01 rests on its type alone:"]
    made_alone, warnings = estimate_panel(model_of(text()), thin)
    assert np.isnan(made_alone[0].coefficients[:2]).all()
    assert [one.code for one in warnings] == ["model.left-out", "model.left-out"]
    assert "y is not estimated in t00: y has 2 periods for 3 coefficients" in str(warnings[0])


def test_bounds_and_priors_hold_in_every_territory() -> None:
    panel, _ = made(0.3, 0.3)
    found = estimated(panel, "POOL> a b", "BOUND> b in [0.4, 0.6]", "PRIOR> c ~ N(0, 0.001)")
    assert found.coefficients[:, 1].min() >= 0.4
    assert found.coefficients[:, 1].max() <= 0.6
    assert np.abs(found.coefficients[:, 2]).max() < 0.01
    assert any("b of y lies at its bound of 0.4 in" in str(one) for one in found.warnings)


def test_means_of_types_hold_their_bounds_before_they_are_lent() -> None:
    """All slopes are about 0.5: a bound of 0.2 moves the mean of the type and all territories there."""
    panel, _ = made(0.05, 0.3)
    found = estimated(panel, "POOL> a b c", "BOUND> b in [-1, 0.2]")
    assert found.means[0][1] == pytest.approx(0.2, abs=1e-9)
    assert found.coefficients[:, 1] == pytest.approx(np.full(TERRITORIES, 0.2), abs=0.02)


@pytest.mark.parametrize("method", PANEL_METHODS)
def test_every_method_gives_coefficients_that_a_run_takes(method: str) -> None:
    panel, _ = made(0.2, 0.1)
    model = model_of(text("IV> 1", "IV> x", "IV> z"))
    found = estimate_panel(model, panel, method=method)[0][0]
    solved = run(system_of(model, {}, by_lane=found.named), panel.data, Asked(2005, 2007, lanes=TERRITORIES))
    path = solved.path("y")
    wanted = panel.wide("y", 2005, 2007) - found.residuals[:, 5:8]
    assert path == pytest.approx(wanted.T, abs=1e-9)


@pytest.mark.parametrize(
    ("lines", "method", "says"),
    [
        (("ERROR> AUTO(1)",), "pooled", "cannot be estimated by pooled: its error has a memory"),
        (("RESTRICT> b = 1",), "partial", "it has a RESTRICT> or PDL>"),
        (("RESTRICT> a = 1",), "fixed", "a RESTRICT> names its intercept"),
        (("POOL> a b c BY size",), "", "no column size, by which coefficients of y are pooled"),
        ((), "iv", "y has no instruments"),
    ],
)
def test_what_a_method_cannot_take_is_told(lines: tuple[str, ...], method: str, says: str) -> None:
    panel, _ = made()
    with pytest.raises(Refused) as refusal:
        estimated(panel, *lines, method=method)
    assert says in str(refusal.value)


def test_one_territory_alone_pools_with_nobody() -> None:
    panel, _ = made()
    with pytest.raises(Refused, match="y pools coefficients over territories, and the data are of one"):
        estimate(model_of(text("POOL> a b c")), panel.one(0), periods=(2000, 2011))


def test_too_few_periods_for_each_territory_alone_are_refused_unless_pooled() -> None:
    panel, _ = made()
    text_of = text().replace("y\nEQ", "y TSRANGE 2000 1 2007 1\nEQ")
    with pytest.raises(Refused, match="at most 8 periods in a territory for 3 coefficients"):
        estimate_panel(model_of(text_of), panel)
    assert estimate_panel(model_of(text_of), panel, method="partial")[0][0].method == "partial"
    assert estimate_panel(model_of(text_of), panel, allow_thin=True)[0][0].method == "ols"


def test_many_small_inverses_are_those_of_each() -> None:
    draw = np.random.default_rng(1)
    for size in (1, 3, 8):
        root = draw.normal(size=(50, size, size)) * np.exp(draw.normal(0.0, 3.0, (50, 1, 1)))
        whole = root @ np.swapaxes(root, 1, 2) + 1e-3 * np.eye(size)
        assert np.allclose(inverses(whole) @ whole, np.eye(size), atol=1e-6)
