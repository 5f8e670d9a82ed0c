"""Which statements does the text of a model consist of?

A statement is `KEYWORD> body`; the body goes on over the following lines until the next keyword.
After the Model Description Language of the R package bimets (Bank of Italy), section 2 of the method.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from styrbord.core.base.codes import nearest, suggestions
from styrbord.core.modelling.faults import Text

ALIASES = {"EQUATION": "BEHAVIORAL"}
KEYWORDS = frozenset(
    ("BEHAVIORAL", "IDENTITY", "EQ", "COEFF", "ERROR", "RESTRICT", "PDL", "IV", "IF", "STORE", "COMMENT")
    + ("UNIT", "SOURCE", "PANEL", "POOL", "PRIOR", "BOUND", "BREAK", "TARGET")
)
LONGEST_TEXT = 4_000_000
LONGEST = 20_000
MOST = 50_000
_COMMENT = re.compile(r"\s*COMMENT\s*>", re.IGNORECASE)
_OPENING = re.compile(r"[ \t]*([A-Za-z_]{1,30})[ \t]*>(?!=)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A keyword and the body after it, which begins at a letter of the text."""

    keyword: str
    body: str
    at: int  # of the keyword
    start: int  # of the body


@dataclass
class _Open:
    keyword: str
    at: int
    start: int
    end: int


def statements(text: Text) -> list[Statement]:
    """Statements between MODEL and END; comments become blanks.

    Returns
    -------
    list of Statement
        What is wrong is kept by the text.
    """
    if len(text.source) > LONGEST_TEXT:
        text.tell("model.too-long", 0, limit=LONGEST_TEXT, counted="letters")
        return []
    found: list[Statement] = []
    for one in _opened(text):
        body = _without_comments(text.source[one.start : one.end], one, text)
        if len(found) >= MOST or len(body.strip()) > LONGEST:
            limit, counted = (MOST, "statements") if len(found) >= MOST else (LONGEST, "letters")
            text.tell("model.too-long", one.at, limit=limit, counted=counted)
            return found
        found.append(Statement(one.keyword, body, one.at, one.start))
    return found


def _opened(text: Text) -> Iterator[_Open]:
    """Statements with where they begin and end."""
    now: _Open | None = None
    for at, line in _framed(text):
        end = at + len(line)
        match = _OPENING.match(line)
        word = match.group(1).upper() if match else ""
        word = ALIASES.get(word, word)
        if match and word == "COMMENT":
            continue
        is_open = match is not None and (word in KEYWORDS or _is_shouted(match.group(1), now))
        if match and is_open:
            if now:
                yield now
            now = _Open(word, at + match.start(1), at + match.end(), end) if _known(word, at, text) else None
        elif now:
            now.end = end
        elif line.strip() and not line.startswith("$"):
            text.tell("model.stray", at, found=line.strip()[:30])
    if now:
        yield now


def _is_shouted(word: str, now: _Open | None) -> bool:
    """Whether an unknown word before '>' looks like a keyword and not like a part of a condition."""
    return word.isupper() and (now is None or now.keyword != "IF")


def _known(word: str, at: int, text: Text) -> bool:
    if word not in KEYWORDS:
        near = nearest(word, KEYWORDS)
        shown = near or ", ".join(suggestions(word, KEYWORDS))
        text.tell("model.keyword", at, word=word, nearest=shown)
    return word in KEYWORDS


def _framed(text: Text) -> Iterator[tuple[int, str]]:
    """Lines between MODEL and END, with where they begin."""
    at, is_inside, is_over = 0, False, False
    for line in text.source.split("\n"):
        bare = line.strip()
        if is_inside and bare == "END":
            is_inside, is_over = False, True
        elif is_inside:
            yield at, line
        elif bare == "MODEL" and not is_over:
            is_inside = True
        elif bare and not bare.startswith(("$", "COMMENT>")):
            break
        at += len(line) + 1
    else:
        at = max(len(text.source) - 1, 0)
        bare = ""
    if not is_over:
        missing = "the line END at the end" if is_inside else "the line MODEL at the beginning"
        text.tell("model.no-frame", at, missing=missing)
    elif bare:
        text.tell("model.stray", at, found=bare[:30])


def _without_comments(body: str, one: _Open, text: Text) -> str:
    """Body with comments made blank, so that every letter stays in its place."""
    at, lines, inner, is_told = one.start, [], -1, False
    for number, line in enumerate(body.split("\n")):
        is_comment = number > 0 and (line.startswith("$") or _COMMENT.match(line) is not None)
        if is_comment:
            inner = at if inner < 0 else inner
        elif inner >= 0 and not is_told and line.strip() and one.keyword in {"EQ", "IF", "IV"}:
            text.tell("model.inner-comment", inner, line=text.line(one.at))
            is_told = True
        if "$" in line and not is_comment:
            text.tell("model.dollar", at + line.index("$"))
        lines.append(" " * len(line) if is_comment else line.replace("$", " "))
        at += len(line) + 1
    return "\n".join(lines)
