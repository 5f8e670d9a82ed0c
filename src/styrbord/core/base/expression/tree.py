"""What is a formula made of?

Operands of one level (a + b - c) stand side by side in a `Chain`, so that depth counts only what
truly stands inside something else. `at` is the place in the source and no part of the meaning.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Type(StrEnum):
    """What a part of a formula is."""

    NUMBER = "number"
    BOOLEAN = "truth value"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is not negative."""

    value: float
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A code of an indicator."""

    code: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign (- or not) and its operand."""

    sign: str
    operand: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined from the left by signs of one level: + -, * /, and, or."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]
    at: int = field(default=0, compare=False)

    @property
    def operands(self) -> tuple["Node", ...]:
        """All operands in order."""
        return self.first, *(operand for _, operand in self.rest)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two numbers and = <> < <= > >=."""

    sign: str
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Power:
    """Base ^ exponent."""

    base: "Node"
    exponent: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """If condition then one else the other."""

    condition: "Node"
    then: "Node"
    otherwise: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple["Node", ...]
    at: int = field(default=0, compare=False)


Node: TypeAlias = Number | Name | Unary | Chain | Comparison | Power | Choice | Call

KEYWORDS = frozenset(("if", "then", "else", "and", "or", "not"))
LEVEL = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6, "^": 8} | dict.fromkeys(
    ("=", "<>", "<", "<=", ">", ">="), 4
)
SIGN_LEVEL = 7
_ATOM = 9
PLAIN_NAME = re.compile(r"[^\W\d]\w*(?:\.\w+)*")


def quoted(code: str) -> str:
    """Code as it stands in a formula: in single quotes unless it is a plain name.

    Returns
    -------
    str

    Examples
    --------
    >>> quoted("population"), quoted("e-gov-index"), quoted("if")
    ('population', "'e-gov-index'", "'if'")
    """
    return code if PLAIN_NAME.fullmatch(code) and code not in KEYWORDS else f"'{code}'"


def written(node: Node, level: int = 0) -> str:
    """Canonical source of a tree, with as few brackets as it needs.

    Parameters
    ----------
    node : Node
    level : int
        What stands around it binds so strongly; brackets are put where the node binds less.

    Returns
    -------
    str
        Source that parses to an equal tree.
    """
    own, text = _written(node)
    return text if own >= level else f"({text})"


def _written(node: Node) -> tuple[int, str]:
    match node:
        case Number(value):
            return _ATOM, str(int(value)) if value < 1e15 and value.is_integer() else repr(value)
        case Name(code):
            return _ATOM, quoted(code)
        case Unary("not", operand):
            return LEVEL["not"], f"not {written(operand, LEVEL['not'])}"
        case Unary(_, operand):
            return SIGN_LEVEL, f"-{written(operand, SIGN_LEVEL)}"
        case Power(base, exponent):
            return LEVEL["^"], f"{written(base, _ATOM)}^{written(exponent, SIGN_LEVEL)}"
        case Call(function, arguments):
            return _ATOM, f"{function}({', '.join(map(written, arguments))})"
        case _:
            return _joined(node)


def _joined(node: Chain | Comparison | Choice) -> tuple[int, str]:
    match node:
        case Chain(first, rest):
            level = LEVEL[rest[0][0]]
            return level, " ".join(
                [written(first, level + 1), *(f"{sign} {written(part, level + 1)}" for sign, part in rest)]
            )
        case Comparison(sign, left, right):
            return LEVEL[sign], f"{written(left, LEVEL[sign] + 1)} {sign} {written(right, LEVEL[sign] + 1)}"
        case Choice(condition, then, otherwise):
            return 0, f"if {written(condition)} then {written(then)} else {written(otherwise)}"
