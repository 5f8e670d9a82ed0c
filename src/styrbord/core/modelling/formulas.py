"""What tree does a formula of a model's text stand for?

The tree is the one of all formulas of the board: lags are `timeshift`, LOG is `ln`, a moving mean is
`avg`, WHERE is a choice. From what binds least: | & comparisons + - * / sign ^ (from the right).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, pi

from styrbord.core.base.codes import nearest, suggestions
from styrbord.core.base.expression.faults import problem
from styrbord.core.base.expression.parser import Expression
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
from styrbord.core.base.expression.type_check import literal_integer, type_of
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.faults import Text

DEEPEST = 100
MOST = 20_000  # parts of a formula when every difference and mean is written out
LONGEST_LAG = 1_000
_LEVELS = {"|": 1, "&": 2, "+": 4, "-": 4, "*": 5, "/": 5, "^": 7}
_COMPARED = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "=", "!=": "<>"}
_LEVELS |= dict.fromkeys(_COMPARED, 3)
_SIGN_LEVEL = 6
_WORDED = {".LT.": "<", ".LE.": "<=", ".GT.": ">", ".GE.": ">=", ".EQ.": "==", ".NE.": "!="}
_SHOWN = {"|": "or", "&": "and"}
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<worded>\.(?:LT|LE|GT|GE|EQ|NE)\.)
      | (?P<number>(?:[0-9]+(?:\.(?![A-Za-z]{2}\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<sign>\*\*|<=|>=|==|!=|[-+*/^<>=|&(),])
      | (?P<end>\Z)
    )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_BLANK = re.compile(r"\s*", re.ASCII)
FUNCTIONS: dict[str, tuple[int, int]] = {
    "TSLAG": (1, 2),
    "TSLEAD": (1, 2),
    "TSDELTA": (1, 2),
    "TSDELTAP": (1, 2),
    "TSDELTALOG": (1, 2),
    "MOVAVG": (2, 2),
    "MOVSUM": (2, 2),
    "LOG": (1, 1),
    "EXP": (1, 1),
    "ABS": (1, 1),
    "SQRT": (1, 1),
    "MIN": (2, 9),
    "MAX": (2, 9),
    "WHERE": (3, 3),
}
ALIASES = {"LAG": "TSLAG", "LEAD": "TSLEAD", "DEL": "TSDELTA", "MAVE": "MOVAVG", "MTOT": "MOVSUM"}
ALIASES |= {"MOVTOT": "MOVSUM"}
_SAME = {"LOG": "ln", "EXP": "exp", "ABS": "abs", "SQRT": "sqrt", "MIN": "min", "MAX": "max"}
_OURS = frozenset(("SQRT", "MIN", "MAX", "WHERE"))


def is_function(name: str) -> bool:
    """Whether a name is one of a function of the language, and so may name nothing else."""
    word = ALIASES.get(name.upper(), name.upper())
    return word in FUNCTIONS and word not in _OURS


@dataclass(frozen=True, slots=True)
class Part:
    """A tree with how many parts it has when written out, and how far it reaches back and ahead."""

    node: Node
    size: int
    back: int = 0
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class _Token:
    sort: str
    text: str
    at: int


def formula(text: Text, start: int, body: str) -> Part:
    """Tree of a body that begins at a letter of the text.

    Returns
    -------
    Part

    Raises
    ------
    Refused
        `expression.syntax`, `expression.type` and so on, with the position in the whole text.
    """
    reader = Formulas(text, start, body)
    found = reader.expression(0, 1)
    reader.end()
    return found


def typed(text: Text, node: Node) -> Expression:
    """Formula as the evaluator takes it, once its types are right.

    Returns
    -------
    Expression
    """
    return Expression(text.source, node, frozenset(names_of(node)), type_of(node, text.source))


def names_of(node: Node) -> Iterator[str]:
    """Names in a tree, perhaps several times.

    Yields
    ------
    str
    """
    waiting: list[Node] = [node]
    while waiting:
        match waiting.pop():
            case Name(code):
                yield code
            case Number():
                pass
            case Unary(_, operand):
                waiting.append(operand)
            case Chain() as chain:
                waiting += chain.operands
            case Comparison(_, left, right):
                waiting += (left, right)
            case Power(base, exponent):
                waiting += (base, exponent)
            case Choice(condition, then, otherwise):
                waiting += (condition, then, otherwise)
            case Call(_, arguments):
                waiting += arguments


class Formulas:
    """Reads formulas of a body one after the other."""

    def __init__(self, text: Text, start: int, body: str) -> None:
        """Stand before the first token."""
        self.text = text
        self.source = text.source
        self.tokens = self._scanned(start, body)
        self.now = next(self.tokens)

    def expression(self, level: int, depth: int) -> Part:
        """Formula that binds at least so strongly.

        Returns
        -------
        Part

        Raises
        ------
        Refused
            `expression.too-deep`
        """
        if depth > DEEPEST:
            raise Refused(problem("expression.too-deep", self.source, self.now.at, limit=DEEPEST))
        left = self._operand(depth)
        while self.now.sort == "sign" and _LEVELS.get(self.now.text, -1) >= max(level, 1):
            left = self._joined(left, depth)
        return left

    def took(self, sign: str) -> bool:
        """Whether the sign stood here; it is passed."""
        is_here = self.now.sort == "sign" and self.now.text == sign
        if is_here:
            self._take()
        return is_here

    def expect(self, sign: str) -> None:
        """Pass the sign.

        Raises
        ------
        Refused
            `expression.syntax`
        """
        if not self.took(sign):
            raise self._unexpected(f"'{sign}'")

    def end(self) -> None:
        """Be at the end.

        Raises
        ------
        Refused
            `expression.syntax`
        """
        if self.now.sort != "end":
            raise self._unexpected("a sign or the end of the statement")

    def _joined(self, left: Part, depth: int) -> Part:
        at, sign = self.now.at, self._take()
        level = _LEVELS[sign]
        if sign == "^":
            right = self.expression(_SIGN_LEVEL, depth + 1)
            return self._over(Power(left.node, right.node, at), (left, right))
        right = self.expression(level + 1, depth + 1)
        if sign in _COMPARED:
            return self._over(Comparison(_COMPARED[sign], left.node, right.node, at), (left, right))
        parts, rest = [left, right], [(_SHOWN.get(sign, sign), right.node)]
        while self.now.sort == "sign" and _LEVELS.get(self.now.text) == level:
            sign = self._take()
            parts.append(self.expression(level + 1, depth + 1))
            rest.append((_SHOWN.get(sign, sign), parts[-1].node))
        return self._over(Chain(left.node, tuple(rest), at), parts)

    def _operand(self, depth: int) -> Part:
        at, token = self.now.at, self.now
        if token.sort == "number":
            return Part(Number(float(self._take()), at), 1)
        if token.sort == "name":
            return self._named(depth)
        if token.sort == "sign" and token.text in ("-", "+"):
            sign = self._take()
            inner = self.expression(_SIGN_LEVEL, depth + 1)
            return inner if sign == "+" else self._over(Unary("-", inner.node, at), (inner,))
        if self.took("("):
            inner = self.expression(0, depth + 1)
            self.expect(")")
            return inner
        raise self._unexpected("a number, a name, a function or a bracket")

    def _named(self, depth: int) -> Part:
        at, name = self.now.at, self._take()
        word = ALIASES.get(name.upper(), name.upper())
        is_called = self.now.sort == "sign" and self.now.text == "("
        if not is_called:
            if is_function(name) or "__" in name:
                raise Refused(self.text.problem("model.reserved", at, name=name))
            return Part(Number(pi, at) if name == "pi" else Name(name, at), 1)
        if word not in FUNCTIONS:
            near = nearest(word, FUNCTIONS)
            shown = near or ", ".join(suggestions(word[:30], FUNCTIONS))
            raise Refused(
                problem("expression.unknown-function", self.source, at, name=name[:60], nearest=shown)
            )
        self._take()
        arguments = [self.expression(0, depth + 1)]
        while self.took(","):
            arguments.append(self.expression(0, depth + 1))
        self.expect(")")
        return self._called(name, word, arguments, at)

    def _called(self, name: str, word: str, given: Sequence[Part], at: int) -> Part:
        fewest, most = FUNCTIONS[word]
        if not fewest <= len(given) <= most:
            taken = str(fewest) if fewest == most else f"{fewest} to {most}"
            params = {"name": name, "given": len(given), "taken": taken}
            raise Refused(problem("expression.arguments", self.source, at, **params))
        nodes = tuple(part.node for part in given)
        if word in _SAME:
            return self._over(Call(_SAME[word], nodes, at), given)
        if word == "WHERE":
            return self._over(Choice(nodes[0], nodes[1], nodes[2], at), given)
        return self._shifted(word, given, at)

    def _shifted(self, word: str, given: Sequence[Part], at: int) -> Part:
        inner, low = given[0], 1 if word.startswith("MOV") else 0
        steps = literal_integer(given[1].node) if len(given) == 2 else 1
        if steps is None or not low <= steps <= LONGEST_LAG:
            spot = given[1].node.at
            part = self.source[spot : spot + 20].split("\n")[0]
            raise Refused(self.text.problem("model.integer", spot, part=part, low=low, high=LONGEST_LAG))
        count = Number(float(steps), at)
        if word.startswith("MOV"):
            call = Call("avg" if word == "MOVAVG" else "sum_over", (inner.node, count), at)
            return self._checked(Part(call, steps * inner.size + 1, inner.back + steps - 1, inner.ahead), at)
        if word == "TSLEAD":
            back, ahead = max(inner.back - steps, 0), inner.ahead + steps
            node: Node = Call("timeshift", (inner.node, Unary("-", count, at)), at)
            return self._checked(Part(node, inner.size + 1, back, ahead), at)
        before = Call("timeshift", (inner.node, count), at)
        size, back = inner.size + 1, inner.back + steps
        if word == "TSLAG":
            return self._checked(Part(before, size, back, max(inner.ahead - steps, 0)), at)
        return self._checked(Part(_change(word, inner.node, before, at), 2 * size + 4, back, inner.ahead), at)

    def _over(self, node: Node, parts: Sequence[Part]) -> Part:
        size = 1 + sum(part.size for part in parts)
        back, ahead = max(part.back for part in parts), max(part.ahead for part in parts)
        return self._checked(Part(node, size, back, ahead), node.at)

    def _checked(self, part: Part, at: int) -> Part:
        if part.size > MOST:
            raise Refused(self.text.problem("model.too-large", at, limit=MOST))
        if max(part.back, part.ahead) > LONGEST_LAG:
            shown = max(part.back, part.ahead)
            raise Refused(self.text.problem("model.integer", at, part=shown, low=0, high=LONGEST_LAG))
        return part

    def _take(self) -> str:
        text = self.now.text
        self.now = next(self.tokens)
        return text

    def _unexpected(self, expected: str) -> Refused:
        found = "the end" if self.now.sort == "end" else f"'{self.now.text[:30]}'"
        return Refused(problem("expression.syntax", self.source, self.now.at, found=found, expected=expected))

    def _scanned(self, start: int, body: str) -> Iterator[_Token]:
        at = 0
        while (match := _TOKEN.match(body, at)) is not None:
            sort = match.lastgroup or "end"
            spot, text = start + match.start(sort), match.group(sort)
            if sort == "number" and not (len(text) <= 400 and isfinite(float(text))):
                self._refuse(spot, "so large a number", "a smaller one")
            if sort == "worded":
                sort, text = "sign", _WORDED[text.upper()]
            yield _Token(sort, "^" if text == "**" else text, spot)
            if sort == "end":
                return
            at = match.end()
        at = end.end() if (end := _BLANK.match(body, at)) else at
        self._refuse(start + at, f"'{body[at]}'", "a number, a name or a sign")

    def _refuse(self, at: int, found: str, expected: str) -> None:
        raise Refused(problem("expression.syntax", self.source, at, found=found, expected=expected))


def _change(word: str, now: Node, before: Node, at: int) -> Node:
    """Difference, per cent or logarithm of the ratio."""
    if word == "TSDELTALOG":
        return Call("ln", (Chain(now, (("/", before),), at),), at)
    change = Chain(now, (("-", before),), at)
    if word == "TSDELTA":
        return change
    return Chain(Number(100.0, at), (("*", change), ("/", before)), at)
