"""How is each sign and function of a formula computed over lanes, and what is its derivative?

A value is an array over lanes, or one number for all of them. NaN says that a lane has no value here.
"""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Values = Any  # an array of float64 over lanes, or one float64 for all
Forward = Callable[..., Values]
Backward = Callable[..., tuple[Values | None, ...]]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Operation:
    """Value, and from the adjoint, the outcome and the operands the adjoint of each operand.

    `backward` is None where the outcome is a truth value: it does not move with its operands.
    """

    forward: Forward
    backward: Backward | None = None


def _power(base: Values, exponent: Values) -> Values:
    return np.where(np.isnan(base) | np.isnan(exponent), np.nan, np.power(base, exponent))


def _compared(compare: Callable[[Values, Values], Values]) -> Forward:
    def forward(left: Values, right: Values) -> Values:
        return np.where(np.isnan(left) | np.isnan(right), np.nan, compare(left, right))

    return forward


def _both(left: Values, right: Values) -> Values:
    return np.where((left == 0) | (right == 0), 0.0, left * right)


def _either(left: Values, right: Values) -> Values:
    return np.where((left == 1) | (right == 1), 1.0, left + right)


def _chosen(condition: Values, then: Values, otherwise: Values) -> Values:
    return np.where(np.isnan(condition), np.nan, np.where(condition == 1, then, otherwise))


def _for_chosen(adjoint: Values, _: Values, condition: Values, *__: Values) -> tuple[Values | None, ...]:
    return None, np.where(condition == 1, adjoint, 0.0), np.where(condition == 1, 0.0, adjoint)


def _for_power(adjoint: Values, value: Values, base: Values, exponent: Values) -> tuple[Values, ...]:
    return (
        _times(adjoint, exponent * np.power(base, exponent - 1.0)),
        _times(adjoint, np.where(base > 0, value * np.log(np.where(base > 0, base, 1.0)), 0.0)),
    )


def _times(adjoint: Values, slope: Values) -> Values:
    """Adjoint times slope; 0 where the adjoint is, so that a branch not taken may have no slope."""
    return np.where(adjoint == 0, 0.0, adjoint * slope)


OPERATIONS: Mapping[str, Operation] = {
    "+": Operation(np.add, lambda adjoint, _, a, b: (adjoint, adjoint)),
    "-": Operation(np.subtract, lambda adjoint, _, a, b: (adjoint, -adjoint)),
    "*": Operation(np.multiply, lambda adjoint, _, a, b: (_times(adjoint, b), _times(adjoint, a))),
    "/": Operation(
        np.divide, lambda adjoint, value, a, b: (_times(adjoint, 1.0 / b), _times(adjoint, -value / b))
    ),
    "negative": Operation(np.negative, lambda adjoint, _, a: (-adjoint,)),
    "^": Operation(_power, _for_power),
    "ln": Operation(np.log, lambda adjoint, _, a: (_times(adjoint, 1.0 / a),)),
    "exp": Operation(np.exp, lambda adjoint, value, a: (_times(adjoint, value),)),
    "sqrt": Operation(np.sqrt, lambda adjoint, value, a: (_times(adjoint, 0.5 / value),)),
    "abs": Operation(np.abs, lambda adjoint, _, a: (adjoint * np.sign(a),)),
    "min": Operation(
        np.minimum, lambda adjoint, _, a, b: (np.where(a <= b, adjoint, 0.0), np.where(a <= b, 0.0, adjoint))
    ),
    "max": Operation(
        np.maximum, lambda adjoint, _, a, b: (np.where(a >= b, adjoint, 0.0), np.where(a >= b, 0.0, adjoint))
    ),
    "=": Operation(_compared(np.equal)),
    "<>": Operation(_compared(np.not_equal)),
    "<": Operation(_compared(np.less)),
    "<=": Operation(_compared(np.less_equal)),
    ">": Operation(_compared(np.greater)),
    ">=": Operation(_compared(np.greater_equal)),
    "and": Operation(_both),
    "or": Operation(_either),
    "choice": Operation(_chosen, _for_chosen),
}


def _single_divide(a: float, b: float) -> float:
    if b:
        return a / b
    if a != a or a == 0:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _single_power(a: float, b: float) -> float:
    if a != a or b != b:
        return math.nan
    try:
        found = a**b
    except (OverflowError, ZeroDivisionError):
        with np.errstate(all="ignore"):
            return float(np.power(np.float64(a), np.float64(b)))
    return found if isinstance(found, float) else math.nan  # a root of a negative number


def _single_ln(a: float) -> float:
    if a > 0:
        return math.log(a)
    return -math.inf if a == 0 else math.nan


def _single_exp(a: float) -> float:
    try:
        return math.exp(a)
    except OverflowError:
        return math.inf


def _single_compared(compare: Callable[[float, float], bool]) -> Forward:
    def forward(a: float, b: float) -> float:
        return math.nan if a != a or b != b else float(compare(a, b))

    return forward


def _single_chosen(condition: float, then: float, otherwise: float) -> float:
    return math.nan if condition != condition else then if condition == 1 else otherwise


SINGLE: Mapping[str, Forward] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _single_divide,
    "negative": operator.neg,
    "^": _single_power,
    "ln": _single_ln,
    "exp": _single_exp,
    "sqrt": lambda a: math.sqrt(a) if a >= 0 else math.nan,
    "abs": abs,
    "min": lambda a, b: math.nan if a != a or b != b else min(a, b),
    "max": lambda a, b: math.nan if a != a or b != b else max(a, b),
    "=": _single_compared(operator.eq),
    "<>": _single_compared(operator.ne),
    "<": _single_compared(operator.lt),
    "<=": _single_compared(operator.le),
    ">": _single_compared(operator.gt),
    ">=": _single_compared(operator.ge),
    "and": lambda a, b: 0.0 if a == 0 or b == 0 else a * b,
    "or": lambda a, b: 1.0 if a == 1 or b == 1 else a + b,
    "choice": _single_chosen,
}
"""The same on plain numbers, for one lane; they raise nothing."""
