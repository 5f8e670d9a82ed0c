"""Which coefficients do the behavioural equations of a model have in the data?

Least squares, instruments in two stages, three stages together, ridge; restrictions, bounds, priors, lags;
autoregressive errors by iterating as Cochrane and Orcutt 1949 do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.believing import believed
from styrbord.core.modelling.guards import at_bounds, is_thin, thin
from styrbord.core.modelling.measures import measures, spread
from styrbord.core.modelling.model import Equation, Model
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.regression import Fit, Limits, fitted, idle, limits_of, projected
from styrbord.core.modelling.ridge import ridge
from styrbord.core.modelling.sampling import Sample, sample_of
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.together import together

define(
    "model.no-sample", "{equation} has no periods to be estimated over.", "Give --from and --to, or TSRANGE."
)
define(
    "model.no-instruments",
    "{equation} has no instruments.",
    "Add a line IV> for each, or use another method.",
)
define(
    "model.few-instruments",
    "{equation} has {found} instruments for {needed} coefficients.",
    "Add as many lines IV> as there are coefficients, or more.",
)
define(
    "model.few-periods",
    "{equation} has {found} periods for {needed} coefficients.",
    "Choose a longer sample, or fewer coefficients.",
)
define(
    "model.dependent",
    "The regressors of {equation} cannot be told apart: {columns}.",
    "Take one of them away, or restrict the coefficients.",
)
define(
    "model.sample-held",
    "TSRANGE holds for {equation}: {first} to {last}, and not the periods that were asked for.",
    "Take TSRANGE out of the text to choose the periods.",
    Severity.WARNING,
)
define(
    "model.no-memory",
    "The memory of the error of {equation} was not found in {rounds} rounds.",
    "Allow a larger tolerance, or look at the last values with care.",
    Severity.WARNING,
)
define(
    "model.three-stages",
    "{equation} cannot be estimated in three stages: {reason}.",
    "Estimate it by ols or iv, or change the text.",
)
define(
    "model.pools",
    "{equation} pools coefficients over territories, and the data are of one.",
    "Give data with a column of territories, or take POOL> away.",
)
define(
    "model.ridge",
    "{equation} cannot be estimated by ridge regression: it has {what}.",
    "Take it away, or use --method ols.",
)
METHODS = ("ols", "iv", "3sls", "ridge")
MOST_ROUNDS = 1000
_LOOSE = 1e-3  # from this tolerance on so few rounds as other programs take
_FEW_ROUNDS = 20
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimated equation over the periods from `first`; NaN where it is not defined.

    `errors` are standard errors, `covariance` has dims (coefficient, coefficient); both without the rho.
    `residuals` (period,) are of the transformed equation when the error has a memory.
    """

    equation: Equation
    first: int
    coefficients: Numbers
    errors: Numbers
    covariance: Numbers
    rhos: Numbers
    rho_errors: Numbers
    residuals: Numbers
    statistics: Mapping[str, float]
    rounds: int = 0
    has_settled: bool = True

    @property
    def named(self) -> dict[str, tuple[float, float]]:
        """Value and standard error by name, the rho after the coefficients."""
        own = zip(self.coefficients.tolist(), self.errors.tolist(), strict=True)
        memory = zip(self.rhos.tolist(), self.rho_errors.tolist(), strict=True)
        names = (*self.equation.coefficients, *self.equation.rhos)
        return dict(zip(names, (*own, *memory), strict=True))


def estimate(
    model: Model,
    data: Series,
    *,
    method: str = "ols",
    periods: tuple[int, int] | None = None,
    tolerance: float = TOLERANCE,
    allow_thin: bool = False,
    progress: Progress = silent,
) -> tuple[tuple[Estimate, ...], tuple[Problem, ...]]:
    """Estimate all behavioural equations.

    Parameters
    ----------
    model : Model
    data : Series
    method : str
        ols, iv (two stages), 3sls or ridge.
    periods : (first, last) ordinals or None
        For equations without TSRANGE in the text.
    tolerance : float
        Change of the rho of an autoregressive error at which iterating ends.
    allow_thin : bool
        Estimate also equations with fewer than four periods for each coefficient, and only warn of them.
    progress : Progress

    Returns
    -------
    tuple of (tuple of Estimate, tuple of Problem)
        In the order of the text; the problems are warnings.

    Raises
    ------
    Refused
        Everything that is missing or too little, for all equations at once.
    """
    samples, problems = _samples(model, data, method, periods)
    warnings = [*_warned(samples, data, periods), *(thin(one) for one in samples if is_thin(one))]
    is_guarded = allow_thin or method == "ridge"
    found: list[Estimate] = []
    for at, one in enumerate(samples):
        try:
            found.append(alone(one, tolerance, method=method))
            problems += (
                () if is_guarded or not is_thin(one) or one.equation.priors else [thin(one, "too-thin")]
            )
        except Refused as refusal:
            problems += refusal.problems
        progress(at + 1, len(samples), "estimate")
    if problems:
        raise Refused(problems)
    if method == "3sls":
        found = _three_stages(samples, found)
    for made in found:
        if not made.has_settled:
            params = {"equation": made.equation.name, "rounds": made.rounds}
            warnings.append(Problem("model.no-memory", "", params))
        warnings += at_bounds(made.equation, made.coefficients)
    return tuple(found), tuple(warnings)


def _samples(
    model: Model, data: Series, method: str, periods: tuple[int, int] | None
) -> tuple[list[Sample], list[Problem]]:
    samples: list[Sample] = []
    problems: list[Problem] = []
    has_instruments = method in ("iv", "3sls")
    for one in model.behavioural:
        chosen = tuple(data.of_year(*end) for end in one.sample) if one.sample else periods
        if one.pool:
            problems.append(Problem("model.pools", "", {"equation": one.name}))
        elif chosen is None:
            problems.append(Problem("model.no-sample", "", {"equation": one.name}))
        elif has_instruments and not one.instruments:
            problems.append(Problem("model.no-instruments", "", {"equation": one.name}))
        else:
            try:
                made = sample_of(one, data, chosen[0], chosen[1], has_instruments=has_instruments)
                samples.append(made)
            except Refused as refusal:
                problems += refusal.problems
    return samples, problems


def _warned(samples: list[Sample], data: Series, periods: tuple[int, int] | None) -> list[Problem]:
    warnings = []
    for one in samples:
        last = one.first + one.count - 1
        if periods is not None and periods != (one.first, last):
            params = {"first": str(data.period(one.first)), "last": str(data.period(last))}
            params["equation"] = one.equation.name
            warnings.append(Problem("model.sample-held", "", params))
    return warnings


def alone(sample: Sample, tolerance: float = TOLERANCE, *, method: str = "ols") -> Estimate:
    """Estimate one equation by itself: by ridge regression, or least squares with what the sample has.

    Returns
    -------
    Estimate

    Raises
    ------
    Refused
        `model.few-periods`, `model.few-instruments`, `model.dependent` or `model.ridge`.
    """
    limits = limits_of(sample.equation)
    if method == "ridge":
        return _drawn(sample, limits)
    _check(sample, limits)
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            return _with_memory(sample, limits, tolerance) if sample.early else _plain(sample, limits)
    except np.linalg.LinAlgError as error:
        names = sample.equation.coefficients
        shown = ", ".join(names[at] for at in idle(sample.x)) or str(error)
        params = {"equation": sample.equation.name, "columns": shown}
        raise Refused(Problem("model.dependent", "", params)) from error


def _check(sample: Sample, limits: Limits) -> None:
    needed = sample.x.shape[1] - limits.count - len(sample.equation.priors)
    params: dict[str, object] = {"equation": sample.equation.name, "needed": needed}
    if sample.count < needed + sample.early:
        raise Refused(Problem("model.few-periods", "", params | {"found": sample.count}))
    if sample.z is not None and sample.z.shape[1] < needed:
        raise Refused(Problem("model.few-instruments", "", params | {"found": sample.z.shape[1]}))


def _plain(sample: Sample, limits: Limits) -> Estimate:
    x, y, equation = sample.x, sample.y, sample.equation
    plane = x if sample.z is None else projected(x, sample.z)
    if equation.priors:
        fit = believed(plane, y, limits, equation.coefficients, equation.priors)
    else:
        fit = fitted(plane, y, limits)
    return _told(sample, limits, fit, y - x @ fit.coefficients)


def _drawn(sample: Sample, limits: Limits) -> Estimate:
    """Ridge regression."""
    equation = sample.equation
    has = ("a RESTRICT> or PDL>", limits.count), ("a BOUND>", equation.bounds), ("a PRIOR>", equation.priors)
    if wrong := [what for what, is_there in (*has, ("an ERROR>", sample.early)) if is_there]:
        raise Refused(Problem("model.ridge", "", {"equation": equation.name, "what": ", ".join(wrong)}))
    intercept = equation.coefficients.index(equation.intercept) if equation.intercept else None
    if sample.count < 2:
        params = {"equation": equation.name, "found": sample.count, "needed": sample.x.shape[1]}
        raise Refused(Problem("model.few-periods", "", params))
    found = ridge(sample.x, sample.y, intercept)
    errors = sample.y - sample.x @ found.coefficients
    made = _told(sample, limits, Fit(found.coefficients, found.inverse, found.scale), errors)
    more = {"penalty": found.penalty, "left_out": found.left_out, "used": found.used}
    return replace(made, statistics={**made.statistics, **more})


def _with_memory(sample: Sample, limits: Limits, tolerance: float) -> Estimate:
    """Cochrane and Orcutt: rho from the residuals, coefficients from what is transformed by rho, again."""
    x, y, z, order = sample.x, sample.y, sample.z, sample.early
    fit = fitted(x if z is None else projected(x, z), y, limits)
    late = None if z is None else z[order:]
    errors = y - x @ fit.coefficients
    rho, _ = _memory(errors, order)
    most, rounds, change = _FEW_ROUNDS if tolerance >= _LOOSE else MOST_ROUNDS, 1, np.inf
    while rounds <= most and not change < tolerance:
        fit = _transformed_fit(x, y, late, rho, limits)
        errors = y - x @ fit.coefficients
        again, _ = _memory(errors, order)
        change = float(np.abs(again - rho).max())
        rho, rounds = again, rounds + 1
    fit = _transformed_fit(x, y, late, rho, limits)
    own_y, own_x = _transformed(y, rho), _transformed(x, rho)
    made = _told(sample, limits, fit, own_y - own_x @ fit.coefficients)
    _, spreads = _memory(errors, order, int(made.statistics["dof"]))
    return replace(made, rhos=rho, rho_errors=spreads, rounds=rounds, has_settled=change < tolerance)


def _transformed(values: Numbers, rho: Numbers) -> Numbers:
    """Values less rho times those before: y*_t = y_t - sum_j rho_j y_(t-j)."""
    order = len(rho)
    found = values[order:].copy()
    for steps, one in enumerate(rho, start=1):
        found -= one * values[order - steps : len(values) - steps]
    return found


def _transformed_fit(x: Numbers, y: Numbers, z: Numbers | None, rho: Numbers, limits: Limits) -> Fit:
    own = _transformed(x, rho)
    return fitted(own if z is None else projected(own, z), _transformed(y, rho), limits)


def _memory(residuals: Numbers, order: int, free: int = 0) -> tuple[Numbers, Numbers]:
    """Rho of least squares without constant of the residuals on those before, and standard errors."""
    count = len(residuals)
    before = np.column_stack([residuals[order - steps : count - steps] for steps in range(1, order + 1)])
    now = residuals[order:]
    rho = np.asarray(np.linalg.lstsq(before, now, rcond=None)[0], dtype=np.float64)
    if free <= 0:
        return rho, np.full(order, np.nan)
    scale = spread(now - before @ rho, free)
    return rho, scale * np.sqrt(np.abs(np.diag(np.linalg.pinv(before.T @ before))))


def _told(sample: Sample, limits: Limits, fit: Fit, residuals: Numbers) -> Estimate:
    found = measures(
        sample.y[sample.early :],
        residuals,
        coefficients=sample.x.shape[1],
        restrictions=limits.count,
        order=sample.early,
        has_intercept=bool(sample.equation.intercept),
    )
    with np.errstate(all="ignore"):
        covariance = np.float64(found["ser"] if fit.scale is None else fit.scale) ** 2 * fit.inverse
    errors = np.sqrt(np.abs(np.diag(covariance)))
    extra: dict[str, float] = {}
    for lag in sample.equation.lags:
        first = sample.equation.coefficients.index(lag.coefficient)
        part = slice(first, first + lag.terms)
        extra[f"sum_{lag.coefficient}"] = float(fit.coefficients[part].sum())
        extra[f"sum_{lag.coefficient}_se"] = float(np.sqrt(abs(covariance[part, part].sum())))
    none = np.array([])
    return Estimate(
        sample.equation, sample.first, fit.coefficients, errors, covariance, none, none, residuals,
        {**found, **extra},
    )  # fmt: skip


def _three_stages(samples: list[Sample], second: list[Estimate]) -> list[Estimate]:
    """Coefficients of all equations together, from the two-stage residuals."""
    problems = []
    counts = {(one.first, one.count) for one in samples}
    for one in samples:
        reason = "its error has a memory" if one.early else "its sample is not that of the others"
        reason = "it has a PRIOR>" if one.equation.priors else reason
        if one.early or len(counts) > 1 or one.equation.priors:
            params = {"equation": one.equation.name, "reason": reason}
            problems.append(Problem("model.three-stages", "", params))
    if problems:
        raise Refused(problems)
    fit = together(samples, [one.residuals for one in second])
    made, at = [], 0
    for sample in samples:
        part = slice(at, at + sample.x.shape[1])
        at += sample.x.shape[1]
        own = Fit(fit.coefficients[part], fit.inverse[part, part])
        limits = limits_of(sample.equation)
        told = _told(sample, limits, own, sample.y - sample.x @ own.coefficients)
        errors = np.sqrt(np.abs(np.diag(own.inverse)))
        made.append(replace(told, errors=errors, covariance=own.inverse))
    return made
