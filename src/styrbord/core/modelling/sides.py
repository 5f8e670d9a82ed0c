"""What stands on the left side of an equation, and in a term of its right side?"""

from styrbord.core.base.expression.tree import Call, Chain, Name, Node, Number
from styrbord.core.base.expression.type_check import literal_integer
from styrbord.core.modelling.formulas import names_of
from styrbord.core.modelling.model import Left

LEVELS = (Left.SAME, Left.LOG, Left.EXP)


def left_of(node: Node, name: str) -> tuple[Left, int] | None:
    """Function of the left side and its steps; None when it is no function of the equation's own name."""
    own: Node = Name(name)
    match node:
        case Name():
            return (Left.SAME, 0) if node == own else None
        case Call("ln", (Chain(first, (("/", Call("timeshift", (inner, steps))),)),)):
            return (Left.GROWTH, literal_integer(steps) or 0) if first == inner == own else None
        case Call("ln" | "exp" as function, (inner,)):
            return (Left.LOG if function == "ln" else Left.EXP, 0) if inner == own else None
        case Chain(first, (("-", Call("timeshift", (inner, steps))),)):
            return (Left.CHANGE, literal_integer(steps) or 0) if first == inner == own else None
        case Chain(Number(100.0), (("*", Chain(first, (("-", before),))), ("/", other))):
            if first == own and before == other and isinstance(before, Call) and before.arguments[0] == own:
                return Left.PERCENT, literal_integer(before.arguments[1]) or 0
    return None


def term_of(node: Node, declared: list[str]) -> tuple[str, Node] | None:
    """Coefficient and its regressor; None when it is not one times the other."""
    if isinstance(node, Name) and node.code in declared:
        return node.code, Number(1.0, node.at)
    match node:
        case Chain(Name(name), (("*", factor),)) | Chain(factor, (("*", Name(name)),)) if name in declared:
            return None if set(names_of(factor)) & set(declared) else (name, factor)
    return None
