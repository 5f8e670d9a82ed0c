"""What is the value of a formula, given the values of its names?"""

from collections.abc import Callable, Mapping
from functools import reduce

import numpy as np
import numpy.typing as npt

from styrbord.core.base.expression.functions import FUNCTIONS, Takes, Values, raised
from styrbord.core.base.expression.parser import Expression, checked_names
from styrbord.core.base.expression.tree import (
    Call,
    Chain,
    Choice,
    Comparison,
    Name,
    Node,
    Number,
    Power,
    Unary,
)
from styrbord.core.base.expression.type_check import literal_integer

_COMPARE: dict[str, Callable[[Values, Values], npt.NDArray[np.bool_]]] = {
    "=": np.equal,
    "<>": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def evaluate(expression: Expression, env: Mapping[str, npt.ArrayLike]) -> Values:
    """Value of an expression in every cell.

    Parameters
    ----------
    expression : Expression
    env : mapping from name to float64 array with dims (..., period)
        Shapes are broadcast against each other. The last axis holds consecutive periods of one
        frequency in order. NaN is missing, and so is an infinite value.

    Returns
    -------
    ndarray of float64
        Of the broadcast shape of the names used; a single cell for an expression without names.
        A truth value is 1 or 0. NaN is missing: an operand is missing, or the operation is not
        defined (division by zero, root of a negative number, overflow). `and` and `or` are
        three-valued: false and missing is false, true or missing is true. A choice on a missing
        condition is missing.

    Raises
    ------
    Refused
        `expression.unknown-name` for names that the mapping does not have.
    ValueError
        If the shapes cannot be broadcast.

    Examples
    --------
    >>> from styrbord.core.base.expression.parser import parse
    >>> evaluate(parse("100 * a / b"), {"a": [1.0, 2.0, 3.0], "b": [4.0, 0.0, np.nan]}).tolist()
    [25.0, nan, nan]
    """
    checked_names(expression, env)
    given = {name: _finite(np.asarray(env[name], dtype=np.float64)) for name in expression.names}
    shape = np.broadcast_shapes(*(values.shape for values in given.values()))
    cells = shape or (1,)
    with np.errstate(all="ignore"):
        wide = {name: np.broadcast_to(own, cells) for name, own in given.items()}
        values = _value(expression.tree, wide, cells)
    return (values + 0.0).reshape(shape)  # turns -0.0 into 0.0


def _value(node: Node, env: Mapping[str, Values], cells: tuple[int, ...]) -> Values:
    match node:
        case Number(value):
            return np.broadcast_to(np.float64(value), cells)
        case Name(code):
            return env[code]
        case Unary(sign, operand):
            inner = _value(operand, env, cells)
            return -inner if sign == "-" else 1.0 - inner
        case Chain(first, rest):
            steps = ((sign, _value(operand, env, cells)) for sign, operand in rest)
            return reduce(_joined, steps, _value(first, env, cells))
        case Comparison(sign, left, right):
            return _compared(sign, _value(left, env, cells), _value(right, env, cells))
        case Power(base, exponent):
            return _finite(raised(_value(base, env, cells), _value(exponent, env, cells)))
        case Choice(condition, then, otherwise):
            parts = (_value(part, env, cells) for part in (condition, then, otherwise))
            return _chosen(*parts)
        case Call():
            return _called(node, env, cells)


def _joined(left: Values, step: tuple[str, Values]) -> Values:
    sign, right = step
    match sign:
        case "+":
            return _finite(left + right)
        case "-":
            return _finite(left - right)
        case "*":
            return _finite(left * right)
        case "/":
            return _finite(left / right)
        case "and":
            return np.where((left == 0) | (right == 0), 0.0, left * right)
        case _:
            return np.where((left == 1) | (right == 1), 1.0, left + right)


def _compared(sign: str, left: Values, right: Values) -> Values:
    return np.where(np.isnan(left) | np.isnan(right), np.nan, _COMPARE[sign](left, right))


def _chosen(condition: Values, then: Values, otherwise: Values) -> Values:
    return np.where(np.isnan(condition), np.nan, np.where(condition == 1, then, otherwise))


def _called(call: Call, env: Mapping[str, Values], cells: tuple[int, ...]) -> Values:
    function = FUNCTIONS[call.function]
    arguments = (
        literal_integer(argument) if takes is Takes.STEPS else _value(argument, env, cells)
        for takes, argument in zip(function.taken(len(call.arguments)), call.arguments, strict=True)
    )
    return _finite(function.compute(*arguments))


def _finite(values: Values) -> Values:
    return np.where(np.isfinite(values), values, np.nan)
