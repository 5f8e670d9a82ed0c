"""Are forecasts of past periods those that the equation would have made?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.base.periods import Frequency
from styrbord.core.modelling.asking import Asked, Kind
from styrbord.core.modelling.backtesting import HORIZONS, Backtest, Verdict, backtests, warned
from styrbord.core.modelling.estimating import estimate
from styrbord.core.modelling.panel_estimating import estimate_panel
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import system_of
from tests.core.modelling.test_estimating import series
from tests.core.modelling.test_pooling import made
from tests.core.modelling.test_pooling import text as panel_text

COUNT = 26


def data() -> Series:
    """A y that grows with x and with its own past."""
    draw = np.random.default_rng(5)
    x = np.cumsum(draw.normal(0.5, 1.0, COUNT)) + 20.0
    y = np.full(COUNT, 100.0)
    for at in range(1, COUNT):
        y[at] = y[at - 1] * np.exp(0.3 * np.log(x[at] / x[at - 1]) + draw.normal(0.0, 0.01))
    return series(x=x.tolist(), y=y.tolist())


def text(*lines: str, last: int = 2000 + COUNT - 1) -> str:
    """A model of growth."""
    head = ["MODEL", f"BEHAVIORAL> y TSRANGE 2004 1 {last} 1"]
    return "\n".join([*head, *lines, "END"])


FORMS = (
    ("EQ> TSDELTALOG(y,1) = a + b*TSDELTALOG(x,1) + c*TSDELTALOG(TSLAG(y,1),1)", "COEFF> a b c"),
    ("EQ> LOG(y) = a + b*LOG(x) + c*LOG(TSLAG(y,1))", "COEFF> a b c", "ERROR> AUTO(1)"),
    ("EQ> TSDELTAP(y,1) = a + b*x", "COEFF> a b"),
    ("EQ> y = a + b*MOVAVG(x,2) + c*TSLAG(y,2)", "COEFF> a b c", "ERROR> AUTO(2)"),
)


@pytest.mark.parametrize("lines", FORMS)
def test_forecasts_are_those_of_the_model_estimated_until_then(lines: tuple[str, ...]) -> None:
    """Every origin estimated and solved anew by the engine, as one who stood there would have done.

    Backtests find the memory of an error to 1e-7.
    """
    whole = data()
    model = model_of(text(*lines))
    found = backtests(model, whole, {"y": "ols"}, tolerance=1e-10)[0]
    own: dict[int, list[float]] = {horizon: [] for horizon in range(1, HORIZONS + 1)}
    count = COUNT - 4
    for cut in range(max(len(model.behavioural[0].terms) + 3, (count + 1) // 2), count):
        last = 2004 + cut - 1
        early, _ = estimate(model_of(text(*lines, last=last)), whole, allow_thin=True)
        values = {("y", name): pair[0] for name, pair in early[0].named.items()}
        end = min(last + HORIZONS, 2000 + COUNT - 1)
        solved = run(system_of(model, values), whole, Asked(last + 1, end, kind=Kind.FORECAST))
        for step, value in enumerate(solved.path("y")[:, 0].tolist()):
            own[step + 1].append(value - float(whole.window("y", last + 1 + step, last + 1 + step)[0]))
    for horizon, errors in own.items():
        assert found.scores[horizon].forecasts == len(errors)
        assert found.scores[horizon].rmse == pytest.approx(np.sqrt(np.mean(np.square(errors))), rel=1e-5)


def test_naive_is_the_last_value_and_drift_the_line_from_the_first() -> None:
    y = [1.0, 2.0, 4.0, 3.0, 5.0, 6.0, 5.0, 8.0, 9.0, 9.0]
    whole = series(y=y, one=[1.0] * 10)
    found = backtests(
        model_of("MODEL\nBEHAVIORAL> y TSRANGE 2000 1 2009 1\nEQ> y = a\nCOEFF> a\nEND"), whole, {"y": "ols"}
    )[0]
    naive = [y[at] - y[at - 2] for at in range(6, 10)]
    drift = [y[at] - (y[at - 2] + 2 * (y[at - 2] - y[0]) / (at - 2)) for at in range(6, 10)]
    assert found.scores[2].naive == pytest.approx(np.sqrt(np.mean(np.square(naive))))
    assert found.scores[2].drift == pytest.approx(np.sqrt(np.mean(np.square(drift))))
    assert [one.forecasts for one in found.scores] == [12, 5, 4, 3]


def test_an_equation_that_does_not_beat_naive_is_labelled() -> None:
    draw = np.random.default_rng(2)
    walk = np.cumsum(draw.normal(1.0, 1.0, 30))
    whole = series(y=walk.tolist(), x=draw.normal(size=30).tolist())
    model = model_of("MODEL\nBEHAVIORAL> y TSRANGE 2000 1 2029 1\nEQ> y = a + b*x\nCOEFF> a b\nEND")
    found = backtests(model, whole, {"y": "ols"})
    assert found[0].verdict is Verdict.NOT_NAIVE
    assert [one.code for one in warned(found)] == ["model.not-naive"]
    good = backtests(model_of(text(*FORMS[0])), data(), {"y": "ols"})
    assert good[0].verdict is Verdict.BEST
    assert list(warned(good)) == []


def test_a_short_sample_says_so() -> None:
    model = model_of(text(*FORMS[0], last=2008))
    assert backtests(model, data(), {"y": "ols"})[0].verdict is Verdict.SHORT


def test_a_break_that_has_not_come_does_not_stop_earlier_origins() -> None:
    model = model_of(text("EQ> y = a + b*x", "COEFF> a b", "BREAK> 2022 1"))
    plain = model_of(text("EQ> y = a + b*x", "COEFF> a b"))
    found, other = (backtests(one, data(), {"y": "ols"})[0] for one in (model, plain))
    assert found.scores[1].forecasts == other.scores[1].forecasts
    assert found.scores[1].rmse != other.scores[1].rmse


@pytest.mark.parametrize("method", ["partial", "pooled", "fixed", "ols", "ridge"])
def test_a_panel_has_a_score_for_the_whole_and_for_each_territory(method: str) -> None:
    panel, _ = made(0.2, 0.3)
    found = backtests(model_of(panel_text("POOL> a b c")), panel, {"y": method})
    assert [one.territory for one in found] == ["", *panel.territories]
    assert found[0].scores[0].forecasts == sum(one.scores[0].forecasts for one in found[1:])
    usual = np.abs(np.diff(panel.wide("y", 2000, 2011), axis=1)).mean(axis=1)
    wanted = [one.scores[1].rmse ** 2 / size**2 for one, size in zip(found[1:], usual, strict=True)]
    assert found[0].scores[1].rmse == pytest.approx(np.sqrt(np.mean(wanted)))
    assert (found[0].verdict is Verdict.BEST) == (method != "pooled")


def test_a_pooled_forecast_knows_no_territorys_future() -> None:
    """Changing what comes after an origin changes no forecast made at it."""
    panel, _ = made(0.2, 0.3)
    model = model_of(panel_text("POOL> a b c"))
    y = panel.data.values["y"].copy()
    y[-1, 1:] += 100.0
    other = replace(panel, data=Series(Frequency.ANNUAL, 2000, {**panel.data.values, "y": y}))
    one, two = (_of(backtests(model, which, {"y": "partial"}), "t00") for which in (panel, other))
    assert one.scores == two.scores
    assert estimate_panel(model, panel)[0][0].coefficients[0, 1] != pytest.approx(
        estimate_panel(model, other)[0][0].coefficients[0, 1], rel=1e-6
    )


def _of(found: tuple[Backtest, ...], territory: str) -> Backtest:
    return next(one for one in found if one.territory == territory)
