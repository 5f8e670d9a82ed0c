"""Which words, numbers and signs does a formula's text consist of?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from math import isfinite

from styrbord.core.base.expression.faults import problem
from styrbord.core.base.expression.tree import KEYWORDS, PLAIN_NAME
from styrbord.core.base.problems import Refused


class Sort(Enum):
    """What a token is."""

    NUMBER = auto()
    NAME = auto()
    SIGN = auto()  # a sign or a word of the grammar
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source; the text of a quoted name is without its quotes."""

    sort: Sort
    text: str
    at: int

    def __str__(self) -> str:
        """How it is named in an error."""
        return "the end" if self.sort is Sort.END else f"'{self.text}'"


_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<name>{PLAIN_NAME.pattern})
      | '(?P<quoted>[^'\n]+)'
      | (?P<sign><>|<=|>=|[-+*/^=<>(),])
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)


def tokens(source: str) -> Iterator[Token]:
    """Tokens of a source, one at a time, the end last.

    Yields
    ------
    Token

    Raises
    ------
    Refused
        `expression.syntax` at a letter that begins no token, or at a number that is too large.
    """
    at = 0
    while (match := _TOKEN.match(source, at)) is not None:
        sort, text = _sorted(match)
        start = match.start(match.lastgroup or 0) - (match.lastgroup == "quoted")
        if sort is Sort.NUMBER and not isfinite(float(text)):
            raise Refused(
                problem(
                    "expression.syntax", source, start, found="so large a number", expected="a smaller one"
                )
            )
        yield Token(sort, text, start)
        if sort is Sort.END:
            return
        at = match.end()
    at += len(source[at:]) - len(source[at:].lstrip())
    expected = "a closing quote" if source[at] == "'" else "a number, a name or a sign"
    raise Refused(problem("expression.syntax", source, at, found=f"'{source[at]}'", expected=expected))


def _sorted(match: re.Match[str]) -> tuple[Sort, str]:
    if (text := match["number"]) is not None:
        return Sort.NUMBER, text
    if (text := match["name"]) is not None:
        return Sort.SIGN if text in KEYWORDS else Sort.NAME, text
    if (text := match["quoted"]) is not None:
        return Sort.NAME, text
    return (Sort.SIGN, match["sign"]) if match["sign"] else (Sort.END, "")
