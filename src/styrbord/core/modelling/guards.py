"""What has to be told of an estimate before it is believed?"""

from collections.abc import Iterator

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.modelling.model import Equation
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.regression import limits_of
from styrbord.core.modelling.sampling import Sample

define(
    "model.thin",
    "{equation} has {found} periods for {needed} coefficients, fewer than four for each.",
    "Read its coefficients with care.",
    Severity.WARNING,
)
define(
    "model.too-thin",
    "{equation} has {found} periods for {needed} coefficients, fewer than four for each.",
    "Take fewer coefficients or a longer sample, add PRIOR> or POOL>, or use --method ridge; or allow it with"
    " --allow-thin.",
)
define(
    "model.at-bound",
    "{coefficient} of {equation} lies at its bound of {value}: the data would have it outside.",
    "Look at the equation; the standard errors take the bound as certain.",
    Severity.WARNING,
)


def is_thin(sample: Sample) -> bool:
    """Whether there are fewer than four periods for each coefficient."""
    free: int = sample.x.shape[1] - limits_of(sample.equation).count
    return sample.count < 4 * free


def thin(sample: Sample, code: str = "thin") -> Problem:
    """Problem of too few periods."""
    free = sample.x.shape[1] - limits_of(sample.equation).count
    params = {"equation": sample.equation.name, "found": str(sample.count), "needed": str(free)}
    return Problem(f"model.{code}", "", params)


def at_bounds(equation: Equation, coefficients: Numbers) -> Iterator[Problem]:
    """Warnings of coefficients that lie at a bound.

    Yields
    ------
    Problem
    """
    for bound in equation.bounds:
        value = float(coefficients[equation.coefficients.index(bound.coefficient)])
        if value in (bound.low, bound.high):
            params = {"coefficient": bound.coefficient, "equation": equation.name, "value": f"{value:g}"}
            yield Problem("model.at-bound", "", params)
