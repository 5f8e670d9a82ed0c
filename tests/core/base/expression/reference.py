"""What should a formula's tree compute, told once more in plain Python, cell by cell?"""

import math
from collections.abc import Callable, Mapping

from hypothesis import strategies as st

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

Cell = float | None
Series = list[Cell]

NAMES = ("a", "b.c", "e-gov-index", "if", "Школы")

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "=": lambda x, y: x == y,
    "<>": lambda x, y: x != y,
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}

_leaf: st.SearchStrategy[Node] = st.one_of(
    st.builds(Number, st.integers(0, 12).map(float) | st.floats(0, 1e18)),
    st.builds(Name, st.sampled_from(NAMES)),
)
_steps = st.integers(-4, 4).map(lambda n: Number(float(n)) if n >= 0 else Unary("-", Number(float(-n))))
_few = st.integers(1, 4).map(lambda n: Number(float(n)))


def _chain(signs: str, operand: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    rest = st.lists(st.tuples(st.sampled_from(signs.split()), operand), min_size=1, max_size=3)
    return st.builds(Chain, operand, rest.map(tuple))


def _call(name: str, *arguments: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Call, st.just(name), st.tuples(*arguments))


def _truths(x: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    simple = st.one_of(
        st.builds(Comparison, st.sampled_from(sorted(_COMPARE)), x, x),
        _call("isnull", x),
        _call("between", x, x, x),
    )
    return st.one_of(
        simple, st.builds(Unary, st.just("not"), simple), _chain("and", simple), _chain("or", simple)
    )


def _grown(x: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        _chain("+ -", x),
        _chain("* /", x),
        st.builds(Unary, st.just("-"), x),
        st.builds(Power, x, _steps),
        st.builds(Choice, _truths(x), x, x),
        _call("min", x, x, x),
        _call("max", x, x),
        _call("nvl", x, x),
        st.sampled_from(("abs", "sqrt", "ln", "flow_to_stock", "stock_to_flow")).flatmap(
            lambda f: _call(f, x)
        ),
        _call("timeshift", x, _steps),
        _call("sum_over", x, _few),
        _call("avg", x, _few),
        _call("round", x, _steps),
    )


trees = st.recursive(_leaf, _grown, max_leaves=12)
series = st.lists(st.none() | st.floats(-100, 100) | st.integers(-3, 3).map(float), min_size=5, max_size=5)
worlds = st.fixed_dictionaries(dict.fromkeys(NAMES, series))


def value(node: Node, world: Mapping[str, Series]) -> Series:
    """Values of a tree in five periods; None is missing."""
    match node:
        case Number(number):
            return [number] * 5
        case Name(code):
            return world[code]
        case Unary(sign, operand):
            return _each(lambda x: -x if sign == "-" else 1 - x, value(operand, world))
        case Chain(first, rest):
            total = value(first, world)
            for sign, operand in rest:
                total = _step(sign, total, value(operand, world))
            return total
        case Comparison(sign, left, right):
            return _each(_COMPARE[sign], value(left, world), value(right, world))
        case Power(base, exponent):
            return _each(_power, value(base, world), value(exponent, world))
        case Choice(condition, then, otherwise):
            cells = zip(*(value(part, world) for part in (condition, then, otherwise)), strict=True)
            return [None if c is None else (x if c else y) for c, x, y in cells]
        case Call(function, arguments):
            return _call_value(function, arguments, world)


def _each(compute: Callable[..., float | None], *columns: Series) -> Series:
    out: Series = []
    for cells in zip(*columns, strict=True):
        try:
            found = None if None in cells else compute(*cells)
        except (ZeroDivisionError, OverflowError, ValueError):
            found = None
        out.append(float(found) if found is not None and math.isfinite(found) else None)
    return out


def _power(base: float, exponent: float) -> float | None:
    found = base**exponent
    return found if isinstance(found, float) else None


def _step(sign: str, left: Series, right: Series) -> Series:
    if sign in ("and", "or"):
        decides = 0.0 if sign == "and" else 1.0
        return [
            decides if decides in pair else (None if None in pair else 1.0 - decides)
            for pair in zip(left, right, strict=True)
        ]
    arithmetic: dict[str, Callable[[float, float], float]] = {
        "+": lambda x, y: x + y,
        "-": lambda x, y: x - y,
        "*": lambda x, y: x * y,
        "/": lambda x, y: x / y,
    }
    return _each(arithmetic[sign], left, right)


def _steps_of(node: Node) -> int:
    if isinstance(node, Unary):
        return -_steps_of(node.operand)
    assert isinstance(node, Number)
    return int(node.value)


def _call_value(function: str, arguments: tuple[Node, ...], world: Mapping[str, Series]) -> Series:
    x = value(arguments[0], world)
    if function in ("timeshift", "sum_over", "avg", "round"):
        return _with_steps(function, x, _steps_of(arguments[1]))
    if function == "flow_to_stock":
        return _stock(x)
    if function == "stock_to_flow":
        return [None, *_each(lambda now, before: now - before, x[1:], x[:-1])]
    if function == "isnull":
        return [float(cell is None) for cell in x]
    columns = [x, *(value(argument, world) for argument in arguments[1:])]
    if function == "nvl":
        return [other if cell is None else cell for cell, other in zip(*columns, strict=True)]
    plain: dict[str, Callable[..., float]] = {
        "abs": abs,
        "sqrt": math.sqrt,
        "ln": math.log,
        "min": min,
        "max": max,
        "between": lambda cell, low, high: low <= cell <= high,
    }
    return _each(plain[function], *columns)


def _with_steps(function: str, x: Series, steps: int) -> Series:
    if function == "timeshift":
        return [x[t - steps] if 0 <= t - steps < 5 else None for t in range(5)]
    if function == "round":
        return _each(lambda cell: _rounded(cell, steps), x)
    padded: Series = [*(None for _ in range(steps - 1)), *x]
    sums = _each(lambda *cells: sum(cells), *(padded[k : k + 5] for k in range(steps)))
    return sums if function == "sum_over" else _each(lambda cell: cell / steps, sums)


def _rounded(cell: float, digits: int) -> float:
    large = abs(cell) * 10.0**digits if digits >= 0 else abs(cell) / 10.0**-digits
    if large >= 2.0**52:
        return cell
    whole = math.floor(large + 0.5)
    return math.copysign(whole / 10.0**digits if digits >= 0 else whole * 10.0**-digits, cell)


def _stock(x: Series) -> Series:
    out: Series = []
    total: Cell = None
    for t, cell in enumerate(x):
        if cell is None or (t and total is None and any(before is not None for before in x[:t])):
            total = None
        else:
            total = cell + (total or 0.0)
        out.append(total)
    return out
