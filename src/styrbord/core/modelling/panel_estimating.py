"""Which coefficients do the equations of a model have in each territory of a panel?

Each territory by itself (least squares, two stages, ridge), all alike (pooled), alike but for the intercept
(fixed effects), or each drawn towards those of its type (partial pooling).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.estimating import TOLERANCE, alone
from styrbord.core.modelling.fixed_effects import fixed_effects
from styrbord.core.modelling.guards import at_bounds, is_thin, thin
from styrbord.core.modelling.model import Equation, Model
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.panel_samples import PanelSample, panel_sample
from styrbord.core.modelling.panels import Panel
from styrbord.core.modelling.pooling import Rows, pooled
from styrbord.core.modelling.regression import Limits, fitted, limits_of

define(
    "model.left-out",
    "{equation} is not estimated in {territory}: {reason}",
    "Look at the data of this territory; the others stand.",
    Severity.WARNING,
)
define(
    "model.panel-method",
    "{equation} cannot be estimated by {method}: {reason}.",
    "Take it away, or use another method.",
)
define(
    "model.panel-thin",
    "{equation} has at most {found} periods in a territory for {needed} coefficients: fewer than four each.",
    "Pool coefficients (POOL>), use --method partial, pooled, fixed or ridge; or allow it with --allow-thin.",
)
define(
    "model.at-bounds",
    "{coefficient} of {equation} lies at its bound of {value} in {count} territories: {territories}.",
    "Look at the equation; the standard errors take the bound as certain.",
    Severity.WARNING,
)
define(
    "model.lent",
    "{equation} in {territory} rests on its type alone: no period has all its values.",
    "Look at the data of this territory.",
    Severity.WARNING,
)
_SHOWN = 5
BY_TERRITORY = ("ols", "iv", "ridge")
PANEL_METHODS = ("partial", "pooled", "fixed", *BY_TERRITORY)
_NONE = np.empty((0, 0))


@dataclass(frozen=True, slots=True)
class PanelEstimate:
    """One equation over territories; NaN for a territory in which it is not estimated.

    `coefficients` (territory, coefficient) and `covariances` (territory, coefficient, coefficient), `rhos`
    (territory, order). `residuals` (territory, period) from `first` on, NaN where a period is not in the
    sample. `means` and `spreads` (group, pooled) are mean and standard deviation of pooled coefficients.
    """

    equation: Equation
    method: str
    first: int
    territories: tuple[str, ...]
    coefficients: Numbers
    covariances: Numbers
    residuals: Numbers
    statistics: tuple[Mapping[str, float], ...]
    rhos: Numbers = field(default_factory=lambda: _NONE)
    groups: tuple[str, ...] = ()
    means: Numbers = field(default_factory=lambda: _NONE)
    spreads: Numbers = field(default_factory=lambda: _NONE)
    warnings: tuple[Problem, ...] = ()

    @property
    def errors(self) -> Numbers:
        """Standard errors, dims (territory, coefficient)."""
        found: Numbers = np.sqrt(np.abs(np.diagonal(self.covariances, axis1=1, axis2=2)))
        return found

    @property
    def named(self) -> dict[tuple[str, str], Numbers]:
        """Values of each coefficient and rho as a run takes them, dims (territory,)."""
        names = (*self.equation.coefficients, *self.equation.rhos)
        whole = np.hstack([self.coefficients, self.rhos]) if self.equation.order else self.coefficients
        return {(self.equation.name, name): whole[:, at] for at, name in enumerate(names)}


def estimate_panel(
    model: Model,
    panel: Panel,
    *,
    method: str = "",
    periods: tuple[int, int] | None = None,
    tolerance: float = TOLERANCE,
    allow_thin: bool = False,
    progress: Progress = silent,
) -> tuple[tuple[PanelEstimate, ...], tuple[Problem, ...]]:
    """Estimate all behavioural equations over all territories.

    Parameters
    ----------
    model : Model
    panel : Panel
    method : str
        One of `PANEL_METHODS`; empty is partial pooling of what POOL> names, and least squares in each
        territory where an equation has none. Partial pooling of an equation without POOL> pools all.
    periods : (first, last) ordinals or None
        For equations without TSRANGE; the whole data when left out.
    tolerance : float
        Of the rho of autoregressive errors.
    allow_thin : bool
        Estimate also with fewer than four periods for each coefficient of a territory by itself.
    progress : Progress

    Returns
    -------
    tuple of (tuple of PanelEstimate, tuple of Problem)
        In the order of the text; the problems are warnings.

    Raises
    ------
    Refused
        What is wrong with an equation in all territories, for all equations at once.
    """
    found: list[PanelEstimate] = []
    problems: list[Problem] = []
    for at, equation in enumerate(model.behavioural):
        chosen = method or ("partial" if equation.pool else "ols")
        try:
            if chosen == "iv" and not equation.instruments:
                raise Refused(Problem("model.no-instruments", "", {"equation": equation.name}))
            sample = panel_sample(equation, panel, periods, has_instruments=chosen == "iv")
            problems += () if allow_thin else _too_thin(sample, chosen)
            found.append(over_territories(sample, chosen, tolerance))
        except Refused as refusal:
            problems += refusal.problems
        progress(at + 1, len(model.behavioural), "estimate")
    if problems:
        raise Refused({str(one): one for one in problems}.values())
    return tuple(found), tuple(warning for one in found for warning in one.warnings)


def _too_thin(sample: PanelSample, method: str) -> Iterator[Problem]:
    """Too few periods in every territory, for an equation that each estimates by itself."""
    if method not in ("ols", "iv") or sample.equation.priors:
        return
    samples = [sample.one(at)[0] for at in range(len(sample.territories))]
    if all(is_thin(one) for one in samples):
        params = thin(max(samples, key=lambda one: one.count)).params
        yield Problem("model.panel-thin", "", params)


def over_territories(sample: PanelSample, method: str, tolerance: float = TOLERANCE) -> PanelEstimate:
    """Estimate one equation in all territories.

    Parameters
    ----------
    sample : PanelSample
    method : str
        One of `PANEL_METHODS`.
    tolerance : float

    Returns
    -------
    PanelEstimate

    Raises
    ------
    Refused
        `model.panel-method`, `model.dependent` and what refuses an equation in every territory.
    """
    if method in BY_TERRITORY:
        return _each(sample, method, tolerance)
    _check(sample.equation, method)
    try:
        return _TOGETHER[method](sample)
    except np.linalg.LinAlgError as error:
        params = {"equation": sample.equation.name, "columns": str(error)}
        raise Refused(Problem("model.dependent", "", params)) from error


def _check(equation: Equation, method: str) -> None:
    """What a method cannot take."""
    reasons = {
        "its error has a memory": equation.order > 0,
        "it has no intercept": method == "fixed" and not equation.intercept,
        "it has nothing but an intercept": method == "fixed" and len(equation.terms) == 1,
        "it has a RESTRICT> or PDL>": method == "partial" and bool(equation.restrictions or equation.lags),
        "a RESTRICT> names its intercept": method == "fixed"
        and any(equation.intercept in one.weights for one in equation.restrictions),
        "a BOUND> names its intercept": method == "fixed"
        and equation.intercept in {bound.coefficient for bound in equation.bounds},
        "it has a PRIOR>": method == "fixed" and bool(equation.priors),
    }
    for reason, is_so in reasons.items():
        if is_so:
            params = {"equation": equation.name, "method": method, "reason": reason}
            raise Refused(Problem("model.panel-method", "", params))


def _each(sample: PanelSample, method: str, tolerance: float) -> PanelEstimate:
    """Every territory by itself."""
    units, width, equation = len(sample.territories), sample.x.shape[2], sample.equation
    b, rhos = np.full((units, width), np.nan), np.full((units, equation.order), np.nan)
    covariances = np.full((units, width, width), np.nan)
    residuals = np.full(sample.y.shape, np.nan)
    statistics: list[Mapping[str, float]] = []
    refusals: list[Refused] = []
    warnings: list[Problem] = []
    for at, territory in enumerate(sample.territories):
        own, _ = sample.one(at)
        try:
            made = alone(own, tolerance, method=method)
        except Refused as refusal:
            refusals.append(refusal)
            statistics.append({})
            params = {"equation": equation.name, "territory": territory, "reason": str(refusal.problems[0])}
            warnings.append(Problem("model.left-out", "", params))
            continue
        b[at], covariances[at], rhos[at] = made.coefficients, made.covariance, made.rhos
        residuals[at, _rows(sample, at)] = made.residuals
        statistics.append(made.statistics)
    if len(refusals) == units:
        raise refusals[0]
    first = sample.first
    return PanelEstimate(
        equation, method, first, sample.territories, b, covariances, residuals, tuple(statistics), rhos,
        warnings=(*warnings, *_bounded(equation, b, sample.territories)),
    )  # fmt: skip


def _rows(sample: PanelSample, at: int) -> npt.NDArray[np.intp]:
    """Places of a territory's periods, without those that come before for the memory of the error."""
    own, start = sample.one(at)
    if own.early:
        return np.arange(start + own.early, start + own.early + own.count)
    return np.flatnonzero(sample.known[at])


def _bounded(equation: Equation, b: Numbers, territories: tuple[str, ...]) -> Iterator[Problem]:
    """Warnings of bounds that are reached, with their territories."""
    told: dict[tuple[str, str], list[str]] = {}
    for at, territory in enumerate(territories):
        for one in at_bounds(equation, b[at]):
            told.setdefault((str(one.params["coefficient"]), str(one.params["value"])), []).append(territory)
    for (coefficient, value), places in told.items():
        params = {"coefficient": coefficient, "equation": equation.name, "value": value}
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        shown = f"{', '.join(places[:_SHOWN])}{more}"
        yield Problem("model.at-bounds", "", {**params, "count": len(places), "territories": shown})


def _alike(sample: PanelSample) -> PanelEstimate:
    """The same coefficients in all territories."""
    made = alone(sample.stacked())
    units = len(sample.territories)
    b = np.tile(made.coefficients, (units, 1))
    covariances = np.tile(made.covariance, (units, 1, 1))
    found = _placed(sample, "pooled", b, covariances)
    return replace(found, warnings=tuple(at_bounds(sample.equation, made.coefficients)))


def _fixed(sample: PanelSample) -> PanelEstimate:
    """The same slopes in all territories, each with an intercept of its own."""
    at = sample.equation.coefficients.index(sample.equation.intercept)
    b, covariances = fixed_effects(sample.x, sample.y, sample.known, at, limits_of(sample.equation))
    return _placed(sample, "fixed", b, covariances)


def _partial(sample: PanelSample) -> PanelEstimate:
    """Coefficients of each territory drawn towards those of its group."""
    equation = sample.equation
    names = equation.coefficients
    chosen = equation.pool.coefficients if equation.pool else _free_names(equation)
    inner = tuple(at for at, name in enumerate(names) if name in chosen)
    weights, pulls = np.zeros((len(names), len(names))), np.zeros(len(names))
    for prior in equation.priors:
        at = names.index(prior.coefficient)
        weights[at, at] = prior.sd**-2
        pulls[at] = prior.mean * prior.sd**-2
    intercept = names.index(equation.intercept) if equation.intercept else None
    found = pooled(
        Rows(
            sample.y,
            sample.x,
            sample.known,
            inner,
            sample.places,
            intercept,
            weights,
            pulls,
            limits_of(equation),
        )
    )
    b, covariances = _inside(equation, found.coefficients, found.covariances)
    made = _placed(sample, "partial", b, covariances, found.scales)
    spreads = np.sqrt(np.diagonal(found.spreads, axis1=1, axis2=2))
    lost = [
        Problem("model.left-out", "", {"equation": equation.name, "territory": territory, "reason": _OPEN})
        for at, territory in enumerate(sample.territories)
        if np.isnan(b[at]).any()
    ]
    lost += [
        Problem("model.lent", "", {"equation": equation.name, "territory": territory})
        for at, territory in enumerate(sample.territories)
        if not sample.known[at].any() and not np.isnan(b[at]).any()
    ]
    bounded = tuple(_bounded(equation, b, sample.territories))
    return replace(made, groups=sample.groups, means=found.means, spreads=spreads, warnings=(*lost, *bounded))


_OPEN = "the coefficients that are not pooled are not determined by its data."


def _free_names(equation: Equation) -> tuple[str, ...]:
    """Coefficients without a prior of their own."""
    held = {one.coefficient for one in equation.priors}
    return tuple(name for name in equation.coefficients if name not in held)


def _inside(equation: Equation, b: Numbers, covariances: Numbers) -> tuple[Numbers, Numbers]:
    """Most likely coefficients within their bounds, where a territory's lie outside of them."""
    limits = limits_of(equation)
    if limits.low is None or limits.high is None:
        return b, covariances
    own, spread = b.copy(), covariances.copy()
    outside = ((b < limits.low) | (b > limits.high)).any(axis=1)
    for at in np.flatnonzero(outside):
        root = np.linalg.inv(np.linalg.cholesky(covariances[at]))
        fit = fitted(root, root @ b[at], Limits(limits.matrix, limits.value, limits.low, limits.high))
        own[at], spread[at] = fit.coefficients, fit.inverse
    return own, spread


def _placed(
    sample: PanelSample, method: str, b: Numbers, covariances: Numbers, scales: Numbers | None = None
) -> PanelEstimate:
    """Estimate with its residuals and statistics."""
    fits = (np.nan_to_num(sample.x) @ np.nan_to_num(b)[:, :, None])[:, :, 0]
    residuals = np.where(sample.known, sample.y - fits, np.nan)
    residuals[np.isnan(b).any(axis=1)] = np.nan
    statistics = tuple(_measured(residuals, sample.y, scales))
    return PanelEstimate(
        sample.equation, method, sample.first, sample.territories, b, covariances, residuals, statistics
    )


def _measured(residuals: Numbers, y: Numbers, scales: Numbers | None) -> Iterator[dict[str, float]]:
    """Statistics of each territory; nothing where it has no period."""
    is_there = np.isfinite(residuals)
    counts = is_there.sum(axis=1)
    whole = np.maximum(counts, 1)
    ssr = np.where(is_there, residuals, 0.0) ** 2 @ np.ones(y.shape[1])
    own = np.where(is_there, y, 0.0)
    about = np.where(is_there, own - (own.sum(axis=1) / whole)[:, None], 0.0) ** 2 @ np.ones(y.shape[1])
    r2 = np.where(about > 0, 1.0 - ssr / np.where(about > 0, about, 1.0), np.nan)
    columns = [counts, ssr, np.sqrt(ssr / whole), r2, *([] if scales is None else [scales])]
    names = ("nobs", "ssr", "rmse", "r2", "scale")
    for row in np.column_stack(columns).tolist():
        yield dict(zip(names, row, strict=False)) if row[0] else {}


_TOGETHER: Mapping[str, Callable[[PanelSample], PanelEstimate]] = {
    "pooled": _alike,
    "fixed": _fixed,
    "partial": _partial,
}
