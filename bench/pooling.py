"""How well does partial pooling forecast, and what does it cost?

Run as `python -m bench.pooling`, without a database. The designs are those of the method: a constant and two
normal regressors, coefficients (1, 0.5, 0.3) + heterogeneity x N(0, I) by territory, standard deviation of
the errors exp(N(0, 0.3²)), T periods known and one more forecast; 100 repetitions, as 20 leave the ratios
open by three in a hundred. Mean squared errors are of that forecast, relative to least squares of each
territory alone. The time is one equation over 300 territories beside 300 fits by statsmodels, which comes
with the extra `forecast`.
"""

from functools import partial
from itertools import product

import numpy as np
from statsmodels.regression.linear_model import OLS

from bench.timing import Row, keep, paired, ratio_row
from styrbord.core.base.periods import Frequency
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.panel_estimating import estimate_panel
from styrbord.core.modelling.panels import Panel
from styrbord.core.modelling.pooling import Rows, pooled
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.ridge import ridge
from styrbord.core.modelling.series import Series

SEED, TIMES, TURNS = 2026, 100, 7
DESIGNS = tuple(product((80, 300), (10, 15, 20), (0.1, 0.3, 0.8)))
OTHERS = ("least squares", "pooled", "fixed effects", "ridge")
MOST, MOST_SHORT, MOST_TIME = 1.02, 0.80, 0.5
WHERE = "one process"
TEXT = """MODEL
PANEL> territory
BEHAVIORAL> y
EQ> y = a + b*x + c*z
COEFF> a b c
POOL> a b c
END"""


def drawn(units: int, periods: int, apart: float, draw: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Regressors (territory, period, coefficient) and values, one period more than is known."""
    shape = units, periods + 1
    x = np.stack([np.ones(shape), draw.normal(size=shape), draw.normal(size=shape)], axis=2)
    b = np.array([1.0, 0.5, 0.3]) + apart * draw.normal(size=(units, 3))
    scale = np.exp(draw.normal(0.0, 0.3, units))
    return x, (x @ b[:, :, None])[:, :, 0] + scale[:, None] * draw.normal(size=shape)


def rows(x: Numbers, y: Numbers) -> Rows:
    """What is known, all coefficients pooled in one group."""
    known = np.ones(y.shape, dtype=bool)
    return Rows(y, x, known, (0, 1, 2), (0,) * len(y), 0, np.zeros((3, 3)), np.zeros(3))


def alone(x: Numbers, y: Numbers) -> Numbers:
    """Least squares of each territory."""
    return np.stack([np.linalg.lstsq(own, goal, rcond=None)[0] for own, goal in zip(x, y, strict=True)])


def same(x: Numbers, y: Numbers) -> Numbers:
    """Least squares of all territories together."""
    b = np.linalg.lstsq(x.reshape(-1, 3), y.ravel(), rcond=None)[0]
    return np.tile(b, (len(y), 1))


def fixed(x: Numbers, y: Numbers) -> Numbers:
    """An intercept for each territory, the same slopes."""
    slopes, middle = x[:, :, 1:] - x[:, :, 1:].mean(axis=1, keepdims=True), y.mean(axis=1)
    b = np.linalg.lstsq(slopes.reshape(-1, 2), (y - middle[:, None]).ravel(), rcond=None)[0]
    return np.column_stack([middle - x[:, :, 1:].mean(axis=1) @ b, np.tile(b, (len(y), 1))])


def drawn_to_nought(x: Numbers, y: Numbers) -> Numbers:
    """Ridge regression of each territory."""
    return np.stack([ridge(own, goal, 0).coefficients for own, goal in zip(x, y, strict=True)])


def errors(units: int, periods: int, apart: float) -> dict[str, float]:
    """Mean squared error of each way, in one design."""
    draw = np.random.default_rng([SEED, units, periods, round(apart * 10)])
    ways = dict(zip(OTHERS, (alone, same, fixed, drawn_to_nought), strict=True))
    total = dict.fromkeys((*OTHERS, "partial"), 0.0)
    for _ in range(TIMES):
        x, y = drawn(units, periods, apart, draw)
        known, goal = (x[:, :-1], y[:, :-1]), y[:, -1]
        found = {name: way(*known) for name, way in ways.items()}
        found["partial"] = pooled(rows(*known)).coefficients
        for name, b in found.items():
            total[name] += float(((goal - (x[:, -1] * b).sum(axis=1)) ** 2).mean()) / TIMES
    return total


def designs() -> list[Row]:
    """A row for each design."""
    found = []
    for units, periods, apart in DESIGNS:
        by_way = errors(units, periods, apart)
        base, mine = by_way["least squares"], by_way["partial"]
        best = min(OTHERS, key=lambda name: by_way[name])
        beside = ", ".join(f"{name} {by_way[name] / base:.3f}" for name in OTHERS[1:])
        is_short = periods == 10 and apart == 0.3
        kept = mine <= MOST * by_way[best] and (not is_short or mine <= MOST_SHORT * base)
        allowed = f"{MOST} times the best" + (f", {MOST_SHORT} of least squares" if is_short else "")
        what = f"Partial pooling, {units} territories, T = {periods}, heterogeneity {apart}"
        shown = (
            f"{mine / base:.3f} of least squares ({beside}); {mine / by_way[best]:.3f} of the best, {best}"
        )
        found.append(Row(what, "simulated", shown, allowed, kept))
    return found


def speed() -> Row:
    """One equation over 300 territories beside as many fits."""
    x, y = drawn(300, 14, 0.3, np.random.default_rng(SEED))
    values = {"y": y.T, "x": x[:, :, 1].T, "z": x[:, :, 2].T}
    panel = Panel(tuple(f"t{at}" for at in range(300)), Series(Frequency.ANNUAL, 2000, values))
    model = model_of(TEXT)
    pair = paired(
        lambda _: estimate_panel(model, panel),
        lambda _: [OLS(goal, own).fit().bse for own, goal in zip(x, y, strict=True)],
        times=TURNS,
    )
    return ratio_row(
        "One equation pooled over 300 territories", WHERE, pair, MOST_TIME, "300 fits by statsmodels"
    )


def main() -> None:
    """Measure and keep."""
    warm = partial(pooled, rows(*drawn(20, 10, 0.3, np.random.default_rng(SEED))))
    warm()
    keep("pooling", "simulated", [*designs(), speed()])


if __name__ == "__main__":
    main()
