"""What is the value of a formula over arrays of its inputs?"""

import ast
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_OPERATORS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@lru_cache
def _tree(formula: str) -> ast.expr:
    return ast.parse(formula, mode="eval").body


def inputs(formula: str) -> tuple[str, ...]:
    """Returns the indicators that a formula names, in order of appearance."""
    return tuple(dict.fromkeys(node.id for node in ast.walk(_tree(formula)) if isinstance(node, ast.Name)))


def worth(formula: str, look_up: Callable[[str], Array]) -> Array:
    """Returns the formula's value, elementwise; only + - * / and numbers are known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(_worth(_tree(formula), look_up), dtype=float)


def _worth(node: ast.expr, look_up: Callable[[str], Array]) -> Any:
    if isinstance(node, ast.BinOp):
        apply = _OPERATORS[type(node.op)]
        return apply(_worth(node.left, look_up), _worth(node.right, look_up))
    if isinstance(node, ast.Name):
        return look_up(node.id)
    if isinstance(node, ast.Constant):
        return node.value
    raise ValueError(f"formula holds {ast.dump(node)}; only + - * /, numbers and codes are known")
