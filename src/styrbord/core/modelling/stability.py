"""Does an equation still hold in later periods than those it was estimated from?

Chow 1960, predictive: F = [(SSR1 - SSR0) / m] / [SSR0 / df0] with m further periods. Some programs compute
(SSR1 / SSR0 - 1) df1 / m with (m, df1) degrees of freedom instead; it is given beside as `compatible`.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.estimating import alone
from styrbord.core.modelling.model import Equation
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.sampling import sample_of
from styrbord.core.modelling.series import Series

define(
    "model.unstable",
    "{equation} cannot be tried on later periods: {reason}.",
    "Choose a longer first sample, and an equation without memory, restrictions and polynomial lags.",
)


@dataclass(frozen=True, slots=True)
class Test:
    """F with its degrees of freedom and the chance of a larger one."""

    f: float
    first_free: int
    second_free: int
    chance: float


@dataclass(frozen=True, slots=True)
class Stability:
    """The test in the textbook's form and the other, and forecasts with dims (period,) of later periods.

    `errors` are standard errors of the forecasts: SER0 sqrt(1 + x' (X0'X0)^-1 x).
    """

    textbook: Test
    compatible: Test
    actual: Numbers
    forecast: Numbers
    errors: Numbers


def stability(equation: Equation, data: Series, first: int, last: int, later: int) -> Stability:
    """Try an equation estimated by least squares on later periods.

    Parameters
    ----------
    equation : Equation
    data : Series
    first, last : int
        Ordinals of the first sample.
    later : int
        Ordinal of the last further period.

    Returns
    -------
    Stability

    Raises
    ------
    Refused
        `model.unstable`, and what the estimation refuses.
    """
    if equation.order or equation.restrictions or equation.lags or later <= last:
        reason = "there is no later period" if later <= last else "its form is not plain"
        raise Refused(Problem("model.unstable", "", {"equation": equation.name, "reason": reason}))
    base = sample_of(equation, data, first, last, has_instruments=False)
    wide = sample_of(equation, data, first, later, has_instruments=False)
    own, whole = alone(base), alone(wide)
    further = later - last
    small, large = own.statistics["ssr"], whole.statistics["ssr"]
    free, wide_free = int(own.statistics["dof"]), int(whole.statistics["dof"])
    if free < 1 or small <= 0:
        raise Refused(Problem("model.unstable", "", {"equation": equation.name, "reason": "it fits exactly"}))
    x = wide.x[-further:]
    scale = own.statistics["ser"] ** 2
    return Stability(
        _test((large - small) / further / (small / free), further, free),
        _test((large / small - 1) * wide_free / further, further, wide_free),
        wide.y[-further:],
        x @ own.coefficients,
        np.sqrt(scale + np.einsum("ij,jk,ik->i", x, own.covariance, x)),
    )


def _test(f: float, first_free: int, second_free: int) -> Test:
    return Test(f, first_free, second_free, float(fdtrc(first_free, second_free, f)))
