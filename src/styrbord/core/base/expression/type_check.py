"""Is every part of a formula a number or a truth value where one is needed?"""

from styrbord.core.base.codes import nearest, suggestions
from styrbord.core.base.expression.faults import problem
from styrbord.core.base.expression.functions import FUNCTIONS, Function, Takes
from styrbord.core.base.expression.tree import (
    Call,
    Chain,
    Choice,
    Comparison,
    Node,
    Number,
    Power,
    Type,
    Unary,
    written,
)
from styrbord.core.base.problems import Refused

MOST_STEPS = 1_000


def type_of(node: Node, source: str) -> Type:
    """Type of a tree, once all of its parts have the types that they need.

    Returns
    -------
    Type
        Names are numbers.

    Raises
    ------
    Refused
        `expression.type`, `expression.unknown-function` or `expression.arguments`, at the part.
    """
    match node:
        case Unary("not", operand):
            return _all_are(Type.BOOLEAN, (operand,), source)
        case Unary(_, operand):
            return _all_are(Type.NUMBER, (operand,), source)
        case Chain(_, rest):
            is_logic = rest[0][0] in ("and", "or")
            return _all_are(Type.BOOLEAN if is_logic else Type.NUMBER, node.operands, source)
        case Comparison(_, left, right):
            _all_are(Type.NUMBER, (left, right), source)
            return Type.BOOLEAN
        case Power(base, exponent):
            return _all_are(Type.NUMBER, (base, exponent), source)
        case Choice(condition, then, otherwise):
            _all_are(Type.BOOLEAN, (condition,), source)
            return _all_are(type_of(then, source), (otherwise,), source)
        case Call():
            return _of_call(node, source)
        case _:
            return Type.NUMBER


def literal_integer(node: Node) -> int | None:
    """Whole number that stands literally in the formula, with its sign; else None."""
    if isinstance(node, Unary) and node.sign == "-":
        inner = literal_integer(node.operand)
        return None if inner is None else -inner
    return int(node.value) if isinstance(node, Number) and node.value.is_integer() else None


def _all_are(needed: Type, nodes: tuple[Node, ...], source: str) -> Type:
    for node in nodes:
        if (actual := type_of(node, source)) is not needed:
            raise _mistyped(node, source, actual, needed)
    return needed


def _of_call(call: Call, source: str) -> Type:
    if call.function not in FUNCTIONS:
        near = (nearest(call.function, FUNCTIONS),)
        shown = ", ".join(near if all(near) else suggestions(call.function, FUNCTIONS))
        raise Refused(
            problem("expression.unknown-function", source, call.at, name=call.function, nearest=shown)
        )
    function = FUNCTIONS[call.function]
    if not function.fewest <= len(call.arguments) <= function.most:
        raise Refused(
            problem(
                "expression.arguments",
                source,
                call.at,
                name=call.function,
                given=len(call.arguments),
                taken=function.signature,
            )
        )
    for takes, argument in zip(function.taken(len(call.arguments)), call.arguments, strict=True):
        _check_argument(function, takes, argument, source)
    return function.returns


def _check_argument(function: Function, takes: Takes, argument: Node, source: str) -> None:
    actual = type_of(argument, source)
    if takes is Takes.NUMBER and actual is not Type.NUMBER:
        raise _mistyped(argument, source, actual, Type.NUMBER)
    if takes is Takes.STEPS:
        steps = literal_integer(argument)
        if steps is None or not function.least_steps <= steps <= MOST_STEPS:
            limits = {"low": function.least_steps, "high": MOST_STEPS}
            raise Refused(problem("expression.steps", source, argument.at, part=written(argument), **limits))


def _mistyped(node: Node, source: str, actual: str, needed: str) -> Refused:
    return Refused(
        problem("expression.type", source, node.at, part=written(node), actual=actual, needed=needed)
    )
