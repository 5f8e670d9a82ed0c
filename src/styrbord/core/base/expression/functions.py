"""Which functions may stand in a formula, and what do they compute?

Names and meaning after SDMX-VTL 2.1, reference manual, except (ours): `min` and `max` take values
beside each other and not a group; `sum_over` and `avg` take a moving window; whatever needs a value
that is missing is missing, also in `stock_to_flow` (the first period has no change) and in
`flow_to_stock` (after a gap the stock is unknown; before the first flow it is missing).

The last axis of every array is the period, with consecutive periods in order. NaN is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import reduce

import numpy as np
import numpy.typing as npt

from styrbord.core.base.expression.tree import Type

Values = npt.NDArray[np.float64]

_MANY = 100


class Takes(Enum):
    """What an argument must be."""

    NUMBER = auto()
    ANY = auto()
    STEPS = auto()  # a whole number written as digits, so that it is known before any value


class UnitRule(Enum):
    """How the unit of the outcome follows from those of the arguments."""

    SAME = auto()  # that of the first argument
    ALIKE = auto()  # all arguments in one unit, and so is the outcome
    PLAIN = auto()  # no argument has a unit, nor has the outcome
    ROOT = auto()
    POWER = auto()
    TRUTH = auto()  # a truth value; any units
    TRUTH_ALIKE = auto()  # a truth value; all arguments in one unit


@dataclass(frozen=True, slots=True)
class Function:
    """A function with its arguments in words, their sorts, and how it is computed.

    `compute` takes arrays of one shape, and whole numbers for STEPS. A last argument may be left
    out (`optional`) or repeated (`is_open`).
    """

    signature: str
    takes: tuple[Takes, ...]
    unit: UnitRule
    compute: Callable[..., Values]
    returns: Type = Type.NUMBER
    optional: int = 0
    is_open: bool = False
    least_steps: int = 1

    @property
    def fewest(self) -> int:
        """Least number of arguments."""
        return len(self.takes) - self.optional

    @property
    def most(self) -> int:
        """Largest number of arguments."""
        return _MANY if self.is_open else len(self.takes)

    def taken(self, count: int) -> tuple[Takes, ...]:
        """Sorts of so many arguments."""
        return (self.takes + (self.takes[-1],) * _MANY)[:count]


def rounded(values: Values, digits: int = 0) -> Values:
    """Values to so many decimals, halves away from zero; negative digits round to tens.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> rounded(np.array([0.5, -1.5, 2.25])).tolist(), rounded(np.array([1250.0]), -2).tolist()
    ([1.0, -2.0, 2.0], [1300.0])
    """
    scale = 10.0 ** abs(digits)
    large = np.abs(values) * scale if digits >= 0 else np.abs(values) / scale
    whole = np.floor(large + 0.5)
    small = whole / scale if digits >= 0 else whole * scale
    return np.where(large < 2.0**52, np.copysign(small, values), values)


def shifted(values: Values, steps: int) -> Values:
    """Values moved to later periods: at t stands what stood at t - steps, as VTL's timeshift moves time.

    Returns
    -------
    ndarray
        Missing where nothing was.

    Examples
    --------
    >>> shifted(np.array([1.0, 2.0, 3.0]), 1).tolist()
    [nan, 1.0, 2.0]
    """
    moved = np.full_like(values, np.nan)
    if steps == 0:
        return values
    if abs(steps) < values.shape[-1]:
        target, origin = (slice(steps, None), slice(None, -steps))
        if steps < 0:
            target, origin = (slice(None, steps), slice(-steps, None))
        moved[..., target] = values[..., origin]
    return moved


def stock(values: Values) -> Values:
    """Stock that flows add up to since the first period that has one: S_t = S_(t-1) + F_t.

    Returns
    -------
    ndarray
        Missing before the first flow, and from the first gap on (ours).

    Examples
    --------
    >>> stock(np.array([np.nan, 2.0, 5.0, np.nan, 4.0])).tolist()
    [nan, 2.0, 7.0, nan, nan]
    """
    is_missing = np.isnan(values)
    has_begun = np.logical_or.accumulate(~is_missing, axis=-1)
    summed = np.cumsum(np.where(has_begun, values, 0.0), axis=-1)
    return np.where(has_begun, summed, np.nan)


def flow(values: Values) -> Values:
    """Change from the period before: F_t = S_t - S_(t-1).

    Returns
    -------
    ndarray
        Missing in the first period (ours).

    Examples
    --------
    >>> flow(np.array([2.0, 7.0, 4.0])).tolist()
    [nan, 5.0, -3.0]
    """
    return values - shifted(values, 1)


def summed_over(values: Values, periods: int) -> Values:
    """Sum of the last so many periods, this one included.

    Returns
    -------
    ndarray
        Missing when one of them is.

    Examples
    --------
    >>> summed_over(np.array([1.0, 2.0, 3.0]), 2).tolist()
    [nan, 3.0, 5.0]
    """
    sums = np.full(values.shape, np.nan)
    if periods <= values.shape[-1]:
        windows = np.lib.stride_tricks.sliding_window_view(values, periods, axis=-1)
        sums[..., periods - 1 :] = windows.sum(axis=-1)
    return sums


def averaged_over(values: Values, periods: int) -> Values:
    """Mean of the last so many periods, as `summed_over`."""
    return summed_over(values, periods) / periods


def between(values: Values, low: Values, high: Values) -> Values:
    """1 where low <= value <= high, else 0; missing when one of the three is."""
    is_missing = np.isnan(values) | np.isnan(low) | np.isnan(high)
    return np.where(is_missing, np.nan, (low <= values) & (values <= high))


def substituted(values: Values, instead: Values) -> Values:
    """Values, and where they are missing the other ones."""
    return np.where(np.isnan(values), instead, values)


def raised(base: Values, exponent: Values) -> Values:
    """Powers; missing when one of the two is, where NumPy has nan^0 = 1^nan = 1."""
    is_missing = np.isnan(base) | np.isnan(exponent)
    return np.where(is_missing, np.nan, np.power(base, exponent))


def _least(*values: Values) -> Values:
    return reduce(np.minimum, values)


def _largest(*values: Values) -> Values:
    return reduce(np.maximum, values)


def _is_null(values: Values) -> Values:
    return np.isnan(values).astype(np.float64)


_X, _ANY, _N = Takes.NUMBER, Takes.ANY, Takes.STEPS

FUNCTIONS: dict[str, Function] = {
    "abs": Function("abs(x)", (_X,), UnitRule.SAME, np.abs),
    "round": Function(
        "round(x) or round(x, n)", (_X, _N), UnitRule.SAME, rounded, optional=1, least_steps=-15
    ),
    "min": Function("min(x, y, ...)", (_X, _X), UnitRule.ALIKE, _least, is_open=True),
    "max": Function("max(x, y, ...)", (_X, _X), UnitRule.ALIKE, _largest, is_open=True),
    "sqrt": Function("sqrt(x)", (_X,), UnitRule.ROOT, np.sqrt),
    "ln": Function("ln(x)", (_X,), UnitRule.PLAIN, np.log),
    "exp": Function("exp(x)", (_X,), UnitRule.PLAIN, np.exp),
    "power": Function("power(x, y)", (_X, _X), UnitRule.POWER, raised),
    "nvl": Function("nvl(x, y)", (_X, _X), UnitRule.ALIKE, substituted),
    "isnull": Function("isnull(x)", (_ANY,), UnitRule.TRUTH, _is_null, returns=Type.BOOLEAN),
    "between": Function(
        "between(x, low, high)", (_X, _X, _X), UnitRule.TRUTH_ALIKE, between, returns=Type.BOOLEAN
    ),
    "timeshift": Function("timeshift(x, n)", (_X, _N), UnitRule.SAME, shifted, least_steps=-1_000),
    "flow_to_stock": Function("flow_to_stock(x)", (_X,), UnitRule.SAME, stock),
    "stock_to_flow": Function("stock_to_flow(x)", (_X,), UnitRule.SAME, flow),
    "sum_over": Function("sum_over(x, n)", (_X, _N), UnitRule.SAME, summed_over),
    "avg": Function("avg(x, n)", (_X, _N), UnitRule.SAME, averaged_over),
}
