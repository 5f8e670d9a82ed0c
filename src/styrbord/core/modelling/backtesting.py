"""Would an equation have forecast better than the last value and than a straight line?

At each origin the equation is estimated on the periods until then and forecasts one to three periods ahead:
lags of its own variable are its own forecasts, all other variables are taken as they came. Beside it stand
naive (the last value) and drift (the line from the first to the last value).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from styrbord.core.base.expression.evaluator import evaluate
from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.estimating import TOLERANCE
from styrbord.core.modelling.model import Equation, Left, Model
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.panel_estimating import over_territories
from styrbord.core.modelling.panel_samples import PanelSample, panel_sample
from styrbord.core.modelling.panels import Panel
from styrbord.core.modelling.series import Series

define(
    "model.not-naive",
    "{equation} does not beat naive: over {forecasts} forecasts of past periods its root mean square error is"
    " {found}, that of the last value {naive}.",
    "Do not show it as a forecast; look at the equation.",
    Severity.WARNING,
)
HORIZONS = 3
MOST_ORIGINS = 24
_CLOSE = 1e-7  # of the rho: a forecast needs no more


class Verdict(StrEnum):
    """How an equation stands beside naive and drift."""

    BEST = "beats naive and drift"
    NOT_DRIFT = "does not beat drift"
    NOT_NAIVE = "does not beat naive"
    SHORT = "too few periods"


@dataclass(frozen=True, slots=True)
class Score:
    """Root mean square errors over so many forecasts at a horizon; horizon 0 is all of them."""

    horizon: int
    forecasts: int
    rmse: float
    naive: float
    drift: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """Scores of an equation in a territory, all horizons first.

    Without a territory, in a panel, errors are divided by the mean absolute change of their territory.
    """

    equation: str
    territory: str
    scores: tuple[Score, ...]

    @property
    def verdict(self) -> Verdict:
        """How it stands over all horizons."""
        whole = self.scores[0]
        if not whole.forecasts:
            return Verdict.SHORT
        if not whole.rmse < whole.naive:
            return Verdict.NOT_NAIVE
        return Verdict.BEST if whole.rmse < whole.drift else Verdict.NOT_DRIFT


def backtests(
    model: Model,
    data: Series | Panel,
    methods: Mapping[str, str],
    *,
    periods: tuple[int, int] | None = None,
    tolerance: float = TOLERANCE,
    progress: Progress = silent,
) -> tuple[Backtest, ...]:
    """Expanding-window backtests of all behavioural equations.

    Origins run from max(k + 3, half of the sample) on, spread evenly where there are more than twenty-four.

    Parameters
    ----------
    model : Model
    data : Series or Panel
    methods : mapping from equation to method
        As they were estimated; three stages are tried with two.
    periods : (first, last) ordinals or None
        For equations without TSRANGE.
    tolerance : float
    progress : Progress

    Returns
    -------
    tuple of Backtest
        By equation; in a panel first the whole (no territory), then each territory.
    """
    panel = data if isinstance(data, Panel) else Panel(("",), data)
    found: list[Backtest] = []
    for at, equation in enumerate(model.behavioural):
        chosen = methods[equation.name].replace("3sls", "iv")
        sample = panel_sample(equation, panel, periods, has_instruments=chosen == "iv")
        trial = _Trial(model, panel, sample, chosen, max(tolerance, _CLOSE))
        errors = trial.errors()
        if isinstance(data, Panel):
            found.append(Backtest(equation.name, "", _scores(errors / trial.usual_change[:, None])))
        for unit, territory in enumerate(panel.territories):
            found.append(Backtest(equation.name, territory, _scores(errors[:, unit : unit + 1])))
        progress(at + 1, len(model.behavioural), "backtest")
    return tuple(found)


def warned(found: tuple[Backtest, ...]) -> Iterator[Problem]:
    """Equations as a whole that do not beat naive.

    Yields
    ------
    Problem
    """
    seen: set[str] = set()
    for one in found:
        if one.equation not in seen and one.verdict is Verdict.NOT_NAIVE:
            whole = one.scores[0]
            params = {"equation": one.equation, "forecasts": f"{whole.forecasts:,}"}
            yield Problem(
                "model.not-naive", "", params | {"found": f"{whole.rmse:.4g}", "naive": f"{whole.naive:.4g}"}
            )
        seen.add(one.equation)


def _scores(errors: Numbers) -> tuple[Score, ...]:
    """Scores from errors (way, territory, origin x horizon); a forecast counts where all ways have it."""
    found = []
    for horizon in range(HORIZONS + 1):
        own = errors if horizon == 0 else errors[:, :, horizon - 1 :: HORIZONS]
        flat = own.reshape(len(own), -1)
        there = flat[:, np.isfinite(flat).all(axis=0)]
        count = there.shape[1]
        sizes = np.sqrt((there**2).mean(axis=1)).tolist() if count else [float("nan")] * 3
        found.append(Score(horizon, count, *sizes))
    return tuple(found)


class _Trial:
    """Forecasts of one equation from all its origins."""

    def __init__(
        self, model: Model, panel: Panel, sample: PanelSample, method: str, tolerance: float
    ) -> None:
        self.equation = sample.equation
        self.sample, self.method, self.tolerance = sample, method, tolerance
        self.reach = model.back + self.equation.order, model.ahead
        self.early, self.width = self.equation.order, sample.y.shape[1]
        first, last = sample.first, sample.first + self.width - 1
        self.low = first - self.reach[0]
        names = {name for _, part in self.equation.terms for name in part.names} | {self.equation.name}
        self.data = {name: panel.wide(name, self.low, last + self.reach[1]) for name in names}
        own = panel.wide(self.equation.name, first, last)
        self.level = np.where(sample.known, own, np.nan)
        self.moving = [
            at for at, (_, part) in enumerate(self.equation.terms) if self.equation.name in part.names
        ]

    @property
    def usual_change(self) -> Numbers:
        """Mean absolute change of the variable, dims (territory,); NaN where it does not change."""
        changes = np.abs(np.diff(self.level, axis=1))
        is_there = np.isfinite(changes)
        total, count = np.where(is_there, changes, 0.0).sum(axis=1), is_there.sum(axis=1)
        found: Numbers = np.where(total > 0, total / np.maximum(count, 1), np.nan)
        return found

    def errors(self) -> Numbers:
        """Errors of the equation, naive and drift, dims (3, territory, origin x horizon); NaN is none."""
        count = self.width - self.early
        start = max(len(self.equation.terms) + 3, (count + 1) // 2)
        origins = np.arange(start, count)
        if len(origins) > MOST_ORIGINS:
            origins = origins[np.linspace(0, len(origins) - 1, MOST_ORIGINS).round().astype(int)]
        parts = [self._from(int(cut) + self.early) for cut in origins]
        shape = 3, len(self.level), 0
        return np.concatenate(parts, axis=2) if parts else np.empty(shape)

    def _from(self, cut: int) -> Numbers:
        """Errors of the forecasts made with so many periods."""
        found = np.full((3, len(self.level), HORIZONS), np.nan)
        try:
            b, rhos = self._fitted(cut)
        except Refused:
            return found
        steps = min(HORIZONS, self.width - cut)
        paths = self._path(cut, steps, b, rhos)
        actual, last = self.level[:, cut : cut + steps], self.level[:, cut - 1]
        slope = self._slope(cut)
        for step in range(steps):
            found[0, :, step] = paths[:, step] - actual[:, step]
            found[1, :, step] = last - actual[:, step]
            found[2, :, step] = last + (step + 1) * slope - actual[:, step]
        return found

    def _slope(self, cut: int) -> Numbers:
        """Change per period from the first to the last value."""
        is_there = np.isfinite(self.level[:, :cut])
        first = is_there.argmax(axis=1)
        start = np.take_along_axis(self.level, first[:, None], axis=1)[:, 0]
        found: Numbers = (self.level[:, cut - 1] - start) / np.where(first < cut - 1, cut - 1 - first, np.nan)
        return found

    def _fitted(self, cut: int) -> tuple[Numbers, Numbers]:
        """Coefficients from the first periods; 0 for a break that has not come yet."""
        early = self.sample.until(cut)
        x = early.x[early.known]
        kept = [
            at
            for at, name in enumerate(self.equation.coefficients)
            if "__FROM__" not in name or (len(x) and bool(x[:, at].any()))
        ]
        made = over_territories(_without(early, kept), self.method, self.tolerance)
        b = np.zeros((len(self.level), len(self.equation.terms)))
        b[:, kept] = made.coefficients
        return b, made.rhos

    def _path(self, cut: int, steps: int, b: Numbers, rhos: Numbers) -> Numbers:
        """Forecasts of the variable, dims (territory, step)."""
        name, back = self.equation.name, self.reach[0]
        env = dict(self.data)
        env[name] = self.data[name].copy()
        env[name][:, back + cut :] = np.nan
        x, left = self.sample.x.copy(), self.sample.y.copy()
        for step in range(steps):
            at = cut + step
            low, high = at, at + back + 1 + self.reach[1]  # in columns of the data
            for term in self.moving:
                part = self.equation.terms[term][1]
                window = {one: env[one][:, low:high] for one in part.names}
                x[:, at, term] = evaluate(part, window)[:, back]
            right = (x[:, at] * b).sum(axis=1)
            for lag in range(1, self.early + 1):
                error = left[:, at - lag] - (x[:, at - lag] * b).sum(axis=1)
                right = right + rhos[:, lag - 1] * error
            left[:, at] = right
            before = env[name][:, back + at - self.equation.steps]
            env[name][:, back + at] = _undone(self.equation, right, before)
        return env[name][:, back + cut : back + cut + steps]


def _without(sample: PanelSample, kept: list[int]) -> PanelSample:
    """Sample of an equation with some of its terms."""
    equation = sample.equation
    if len(kept) == len(equation.terms):
        return sample
    terms = tuple(equation.terms[at] for at in kept)
    names = {name for name, _ in terms}
    pool = equation.pool and replace(
        equation.pool, coefficients=tuple(one for one in equation.pool.coefficients if one in names)
    )
    return replace(sample, equation=replace(equation, terms=terms, pool=pool), x=sample.x[:, :, kept])


def _undone(equation: Equation, right: Numbers, before: Numbers) -> Numbers:
    """Variable itself, from the value of the left function and its own value some steps before."""
    with np.errstate(all="ignore"):
        match equation.left:
            case Left.LOG:
                found = np.exp(right)
            case Left.EXP:
                found = np.log(right)
            case Left.CHANGE:
                found = before + right
            case Left.GROWTH:
                found = before * np.exp(right)
            case Left.PERCENT:
                found = before * (1.0 + right / 100.0)
            case _:
                found = right
    return np.where(np.isfinite(found), found, np.nan)
