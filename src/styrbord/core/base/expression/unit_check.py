"""Does a formula add like to like, and in which unit is its value?

A number without names has no unit: it takes the one that its neighbour needs (`index - 100`), and
as a factor it may change the scale (`a / b * 100`), so that afterwards only the dimension is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isclose

from styrbord.core.base import units
from styrbord.core.base.expression.faults import problem
from styrbord.core.base.expression.functions import FUNCTIONS, UnitRule
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
    written,
)
from styrbord.core.base.problems import Refused
from styrbord.core.base.units import DIMENSIONLESS, Unit

_PURE_NUMBERS = frozenset(("index", "points", "rank"))


@dataclass(frozen=True, slots=True)
class Measure:
    """Unit of a part, whether it is free to take any, whether its scale is known, and its words."""

    unit: Unit
    words: str
    is_free: bool = False
    has_scale: bool = True


_NONE = "no unit"
_TRUTH = Measure(DIMENSIONLESS, _NONE, has_scale=False)
_FREE = Measure(DIMENSIONLESS, _NONE, is_free=True, has_scale=False)


def check_units(expression: Expression, declared: Mapping[str, str]) -> Unit:
    """Unit of the value of an expression.

    Parameters
    ----------
    expression : Expression
    declared : mapping from name to code of unit
        An empty code states nothing and agrees with everything.

    Returns
    -------
    Unit
        Dimensionless for truth values. Its factor counts only where no plain number is a factor.

    Raises
    ------
    Refused
        `expression.unit` (persons and money added), `expression.unit-scale` (km and m added),
        `expression.unit-plain` (logarithm of money) or `expression.unknown-name`.

    Examples
    --------
    >>> from styrbord.core.base.expression.parser import parse
    >>> codes = {"budget": "SEK", "population": "persons"}
    >>> str(check_units(parse("budget / population"), codes))
    'SEK/person'
    >>> check_units(parse("population / timeshift(population, 1) * 100"), codes).is_dimensionless
    True
    """
    return _measured(expression, declared).unit


def check_declared(expression: Expression, declared: Mapping[str, str], own: str) -> None:
    """Refuse a formula whose value is not in the unit that its indicator declares.

    A ratio of counts (cases per person) may be declared as a share or rate (%, per-1000), and a
    number without a unit as an index, points or a rank.

    Parameters
    ----------
    expression : Expression
    declared : mapping from name to code of unit
    own : str
        Code of the unit of the indicator itself.

    Raises
    ------
    Refused
        As `check_units`, `expression.unit-declared` or `expression.unit-declared-scale`.
    """
    found, wanted = _measured(expression, declared), units.parse(own)
    if found.is_free or not (found.unit.is_stated and wanted.is_stated):
        return
    if not _may_be_declared(found.unit, wanted):
        raise Refused(
            problem("expression.unit-declared", expression.source, 0, unit=found.words, declared=own)
        )
    is_pure = any(name in _PURE_NUMBERS for name, _ in wanted.dimensions)
    if found.has_scale and not is_pure and not _is_same_scale(found.unit, wanted):
        ratio = f"{wanted.factor / found.unit.factor:g}"
        raise Refused(
            problem(
                "expression.unit-declared-scale",
                expression.source,
                0,
                unit=found.words,
                declared=own,
                ratio=ratio,
            )
        )


def _may_be_declared(found: Unit, wanted: Unit) -> bool:
    if units.is_same_dimension(found, wanted):
        return True
    if wanted.is_dimensionless:
        return found.is_rate_of_counts
    return found.is_rate_of_counts and all(name in _PURE_NUMBERS for name, _ in wanted.dimensions)


def _measured(expression: Expression, declared: Mapping[str, str]) -> Measure:
    checked_names(expression, declared)
    return _Check(expression.source, declared).measure(expression.tree)


def _is_same_scale(one: Unit, other: Unit) -> bool:
    return isclose(one.factor, other.factor, rel_tol=1e-9)


class _Check:
    def __init__(self, source: str, declared: Mapping[str, str]) -> None:
        self.source = source
        self.declared = declared

    def measure(self, node: Node) -> Measure:
        match node:
            case Number():
                return _FREE
            case Name(code):
                return Measure(units.parse(self.declared[code]), self.declared[code] or "(no unit stated)")
            case Unary(sign, operand):
                return self.measure(operand) if sign == "-" else self._truth(operand)
            case Chain():
                return self._chain(node)
            case Comparison(_, left, right):
                self._alike(left, right)
                return _TRUTH
            case Power(base, exponent):
                return self._power(base, exponent)
            case Choice(condition, then, otherwise):
                self.measure(condition)
                return self._alike(then, otherwise)
            case Call():
                return self._call(node)

    def _chain(self, chain: Chain) -> Measure:
        match chain.rest[0][0]:
            case "+" | "-":
                return self._alike(*chain.operands)
            case "*" | "/":
                return self._product(chain)
            case _:
                return self._truth(*chain.operands)

    def _call(self, call: Call) -> Measure:
        match FUNCTIONS[call.function].unit:
            case UnitRule.SAME:
                return self.measure(call.arguments[0])
            case UnitRule.ALIKE:
                return self._alike(*call.arguments)
            case UnitRule.PLAIN:
                return self._plain(*call.arguments)
            case UnitRule.ROOT:
                return self._raised(self.measure(call.arguments[0]), Fraction(1, 2))
            case UnitRule.POWER:
                return self._power(*call.arguments)
            case UnitRule.TRUTH:
                return self._truth(*call.arguments)
            case UnitRule.TRUTH_ALIKE:
                self._alike(*call.arguments)
                return _TRUTH

    def _truth(self, *nodes: Node) -> Measure:
        for node in nodes:
            self.measure(node)
        return _TRUTH

    def _alike(self, *nodes: Node) -> Measure:
        pairs = [(node, self.measure(node)) for node in nodes]
        bound = [(node, found) for node, found in pairs if not found.is_free]
        if not bound:
            return _FREE if pairs[0][1].is_free else pairs[0][1]
        anchor = next((pair for pair in bound if pair[1].unit.is_stated), bound[0])
        for other in bound:
            self._compare(anchor, other)
        has_scale = all(found.has_scale for _, found in bound)
        return Measure(anchor[1].unit, anchor[1].words, has_scale=has_scale)

    def _compare(self, one: tuple[Node, Measure], other: tuple[Node, Measure]) -> None:
        (left, first), (right, second) = one, other
        params = {
            "left": written(left),
            "left_unit": first.words,
            "right": written(right),
            "right_unit": second.words,
        }
        if not units.is_same_dimension(first.unit, second.unit):
            raise Refused(problem("expression.unit", self.source, right.at, **params))
        is_known = first.has_scale and second.has_scale and first.unit.is_stated and second.unit.is_stated
        if is_known and not _is_same_scale(first.unit, second.unit):
            ratio = f"{second.unit.factor / first.unit.factor:g}"
            raise Refused(problem("expression.unit-scale", self.source, right.at, **params, ratio=ratio))

    def _product(self, chain: Chain) -> Measure:
        found = self.measure(chain.first)
        for sign, operand in chain.rest:
            other = self.measure(operand)
            combine = units.divide if sign == "/" else units.multiply
            unit = combine(found.unit, other.unit)
            found = Measure(
                unit, _words(unit), found.is_free and other.is_free, found.has_scale and other.has_scale
            )
        return found

    def _plain(self, *nodes: Node) -> Measure:
        for node in nodes:
            found = self.measure(node)
            if found.unit.is_stated and not found.unit.is_dimensionless:
                raise Refused(
                    problem(
                        "expression.unit-plain", self.source, node.at, part=written(node), unit=found.words
                    )
                )
        return _TRUTH

    def _power(self, base: Node, exponent: Node) -> Measure:
        self._plain(exponent)
        constant = _constant(exponent)
        return self._plain(base) if constant is None else self._raised(self.measure(base), constant)

    def _raised(self, found: Measure, exponent: Fraction) -> Measure:
        unit = units.power(found.unit, exponent)
        return Measure(unit, _words(unit), found.is_free, found.has_scale)


def _words(unit: Unit) -> str:
    return _NONE if unit.is_dimensionless else str(unit)


def _constant(node: Node) -> Fraction | None:
    if isinstance(node, Number):
        return Fraction(node.value).limit_denominator(12)
    if isinstance(node, Unary) and node.sign == "-":
        inner = _constant(node.operand)
        return None if inner is None else -inner
    return None
