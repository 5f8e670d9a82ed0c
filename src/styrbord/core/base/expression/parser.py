"""What tree does a formula's text stand for?

Precedence climbing (M. Richards, BCPL, 1979): two or three calls a level, and never more than
`DEEPEST` levels, so that no text can exhaust the stack.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from styrbord.core.base.codes import nearest, suggestions
from styrbord.core.base.expression.faults import problem
from styrbord.core.base.expression.lexer import Sort, Token, tokens
from styrbord.core.base.expression.tree import (
    LEVEL,
    SIGN_LEVEL,
    Call,
    Chain,
    Choice,
    Comparison,
    Name,
    Node,
    Number,
    Power,
    Type,
    Unary,
    quoted,
    written,
)
from styrbord.core.base.expression.type_check import type_of
from styrbord.core.base.problems import Problem, Refused

LONGEST = 20_000  # letters
MOST = 2_000  # parts
DEEPEST = 64  # levels


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that has been read and typed; `names` are the codes that it needs."""

    source: str
    tree: Node
    names: frozenset[str]
    type: Type

    def __str__(self) -> str:
        """Canonical source."""
        return written(self.tree)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read a formula and check its types.

    Returns
    -------
    Expression

    Raises
    ------
    Refused
        `expression.syntax`, `expression.unknown-function`, `expression.arguments`,
        `expression.type`, `expression.too-deep` or `expression.too-long`.

    Examples
    --------
    >>> formula = parse("100*(births - deaths) / population")
    >>> sorted(formula.names), str(formula)
    (['births', 'deaths', 'population'], '100 * (births - deaths) / population')
    """
    if len(text) > LONGEST:
        raise Refused(problem("expression.too-long", "", 0, limit=LONGEST, counted="letters"))
    reader = _Reader(text)
    tree = reader.read()
    return Expression(text, tree, frozenset(name.code for name in reader.names), type_of(tree, text))


def checked_names(expression: Expression, allowed: Iterable[str]) -> Expression:
    """Return the expression itself, once all of its names are known.

    Returns
    -------
    Expression

    Raises
    ------
    Refused
        One `expression.unknown-name` a name, each at its first place.
    """
    known = frozenset(allowed)
    if unknown := expression.names - known:
        reader = _Reader(expression.source)
        reader.read()
        first = {name.code: name.at for name in reversed(reader.names) if name.code in unknown}
        raise Refused(list(_unknown(expression.source, first, known)))
    return expression


def _unknown(source: str, first: Mapping[str, int], known: frozenset[str]) -> Iterator[Problem]:
    covered = 0
    for code, at in sorted(first.items(), key=lambda found: found[1]):
        if at < covered:
            continue
        hyphened = max(
            (other for other in known if "-" in other and source.startswith(other, at)), default="", key=len
        )
        covered = at + len(hyphened)
        name, meant = (hyphened, quoted(hyphened)) if hyphened else (code, _meant(code, known))
        yield problem("expression.unknown-name", source, at, name=name, nearest=meant)


def _meant(code: str, known: frozenset[str]) -> str:
    near = (nearest(code, known),) if nearest(code, known) else suggestions(code, known)
    return ", ".join(map(quoted, near)) or "a name that the register has"


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tokens(source)
        self.now: Token = next(self.tokens)
        self.names: list[Name] = []
        self.parts = 0

    def read(self) -> Node:
        tree = self._expression(0, 1)
        if self.now.sort is not Sort.END:
            raise self._unexpected("a sign or the end")
        return tree

    def _expression(self, level: int, depth: int) -> Node:
        if depth > DEEPEST:
            raise Refused(problem("expression.too-deep", self.source, self.now.at, limit=DEEPEST))
        self.parts += 1
        if self.parts > MOST:
            raise Refused(
                problem("expression.too-long", self.source, self.now.at, limit=MOST, counted="parts")
            )
        left = self._operand(depth)
        while self.now.sort is Sort.SIGN and LEVEL.get(self.now.text, -1) >= max(level, 1):
            left = self._joined(left, depth)
        return left

    def _joined(self, left: Node, depth: int) -> Node:
        at, sign = self.now.at, self._take()
        level = LEVEL[sign]
        if sign == "^":
            return Power(left, self._expression(SIGN_LEVEL, depth + 1), at)
        if sign == "not":
            raise Refused(
                problem(
                    "expression.syntax", self.source, at, found="'not'", expected="and, or, a sign or the end"
                )
            )
        right = self._expression(level + 1, depth + 1)
        if level == LEVEL["="]:
            return Comparison(sign, left, right, at)
        rest = [(sign, right)]
        while self.now.sort is Sort.SIGN and LEVEL.get(self.now.text) == level:
            rest.append((self._take(), self._expression(level + 1, depth + 1)))
        return Chain(left, tuple(rest), at)

    def _operand(self, depth: int) -> Node:
        at, token = self.now.at, self.now
        if token.sort is Sort.NUMBER:
            return Number(float(self._take()), at)
        if token.sort is Sort.NAME:
            return self._name_or_call(depth)
        if token.sort is Sort.SIGN and token.text in ("-", "not"):
            sign = self._take()
            level = SIGN_LEVEL if sign == "-" else LEVEL["not"]
            return Unary(sign, self._expression(level, depth + 1), at)
        if self._took("("):
            inner = self._expression(0, depth + 1)
            self._expect(")")
            return inner
        if self._took("if"):
            return self._choice(at, depth)
        raise self._unexpected("a number, a name, a function or a bracket")

    def _choice(self, at: int, depth: int) -> Node:
        condition = self._expression(0, depth + 1)
        self._expect("then")
        then = self._expression(0, depth + 1)
        self._expect("else")
        return Choice(condition, then, self._expression(0, depth + 1), at)

    def _name_or_call(self, depth: int) -> Node:
        at, is_quoted, code = self.now.at, self.source[self.now.at] == "'", self._take()
        if is_quoted or not self._took("("):
            self.names.append(Name(code, at))
            return self.names[-1]
        arguments: list[Node] = []
        if not self._took(")"):
            arguments.append(self._expression(0, depth + 1))
            while self._took(","):
                arguments.append(self._expression(0, depth + 1))
            self._expect(")")
        return Call(code, tuple(arguments), at)

    def _take(self) -> str:
        text = self.now.text
        self.now = next(self.tokens)
        return text

    def _took(self, sign: str) -> bool:
        is_here = self.now.sort is Sort.SIGN and self.now.text == sign
        if is_here:
            self._take()
        return is_here

    def _expect(self, sign: str) -> None:
        if not self._took(sign):
            raise self._unexpected(f"'{sign}'")

    def _unexpected(self, expected: str) -> Refused:
        return Refused(
            problem("expression.syntax", self.source, self.now.at, found=str(self.now), expected=expected)
        )
