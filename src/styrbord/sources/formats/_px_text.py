"""What do the keywords of a PX file say, in which encoding and in which languages?

Source: Statistics Sweden, PC-Axis file format specification, version 2013.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from styrbord.core.base.problems import Problem, Refused
from styrbord.sources.formats._problems import damaged, too_large

_DATA = re.compile(rb'"[^"]*"|;|\bDATA\s*=', re.IGNORECASE)
_ASCII_WORD = rb'\b%s\s*=\s*"([\w.-]+)"'
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|(?P<word>[^\s"=;,()\[\]]+)|(?P<mark>[=;,()\[\]])|(?P<space>\s+)|(?P<wrong>.)',
    re.DOTALL,
)
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky"})
_CODEPAGES = {"ansi": "cp1252", "unicode": "utf-8", "utf8": "utf-8", "latin9": "iso-8859-15"}
MOST_VALUES = 2_000_000


@dataclass(slots=True)
class Statement:
    """One keyword with its language, what it is about, its values, and its line."""

    keyword: str
    language: str = ""
    about: tuple[str, ...] = ()
    values: list[str] = field(default_factory=list)
    scale: str = ""
    line: int = 1


@dataclass(slots=True)
class Head:
    """Keywords of a file, by what they are about; words are in the language that was chosen."""

    found: dict[tuple[str, str], dict[tuple[str, ...], Statement]]
    encoding: str
    data: int
    languages: tuple[str, ...] = ()
    default: str = ""
    language: str = ""

    def text(self, keyword: str, *about: str, language: str | None = None) -> str:
        """First value of a keyword, in the chosen language or the file's own; else empty."""
        return " ".join("".join(self.values(keyword, *about, language=language)[:1]).split())

    def values(self, keyword: str, *about: str, language: str | None = None) -> list[str]:
        """Values of a keyword about something, in the chosen language or the file's own."""
        statement = self.statement(keyword, *about, language=language)
        return statement.values if statement else []

    def statement(self, keyword: str, *about: str, language: str | None = None) -> Statement | None:
        """Statement of a keyword about something, in the chosen language or the file's own."""
        chosen = self.language if language is None else language
        for each in (chosen, ""):
            if statement := self.found.get((keyword, self._own(each)), {}).get(about):
                return statement
        return None

    def about(self, keyword: str, language: str = "") -> dict[tuple[str, ...], Statement]:
        """All statements of a keyword in one language."""
        return self.found.get((keyword, self._own(language)), {})

    def _own(self, language: str) -> str:
        return "" if language == self.default else language


def head_of(data: bytes, language: str) -> Head:
    """Keywords before the data, decoded as the file says, in the language that was asked for."""
    start, end = _data_of(data)
    encoding = _encoding(data[:start])
    text = _decoded(data[:start], encoding)
    head = Head({}, encoding, end)
    for statement in _statements(text):
        head.found.setdefault((statement.keyword, statement.language), {})[statement.about] = statement
    head.default = head.text("LANGUAGE")
    listed = head.values("LANGUAGES") or [head.default]
    wanted = language if language in listed else head.default
    head.languages = tuple(dict.fromkeys(filter(None, (wanted, *listed))))
    head.language = wanted
    for keyword, own in [each for each in head.found if each[1] and each[1] == head.default]:
        head.found.setdefault((keyword, ""), {}).update(head.found[keyword, own])
    return head


def _data_of(data: bytes) -> tuple[int, int]:
    """Where the keyword DATA begins, and where its numbers do."""
    after = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    for found in _DATA.finditer(data):
        if found[0][:1] not in {b'"', b";"} and not data[after : found.start()].strip():
            return found.start(), found.end()
        if found[0] == b";":
            after = found.end()
    raise damaged("no keyword DATA is found")


def _encoding(head: bytes) -> str:
    """Encoding that the file names; without a name, what its letters fit."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    named = re.search(_ASCII_WORD % b"CODEPAGE", head)
    if named:
        name = named[1].decode("ascii", "replace").lower()
        name = _CODEPAGES.get(name, name)
        try:
            codecs.lookup(name)
        except LookupError:
            raise damaged(f"its CODEPAGE '{name[:40]}' is not known") from None
        return name
    return _likely_encoding(head)


def _likely_encoding(head: bytes) -> str:
    """UTF-8 when it fits; else of Windows when the file says ANSI, else of DOS."""
    if head.isascii():
        return "ascii"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    language = re.search(_ASCII_WORD % b"LANGUAGE", head)
    is_cyrillic = bool(language) and language[1][:2].lower().decode("ascii", "replace") in _CYRILLIC  # type: ignore[index]
    charset = re.search(_ASCII_WORD % b"CHARSET", head)
    if charset is None or charset[1].upper() != b"ANSI":
        return "cp866" if is_cyrillic else "cp850"
    if is_cyrillic:
        return "cp1251"
    return "cp1252" if re.search(rb"[\x80-\x9f]", head) else "iso-8859-15"


def _decoded(head: bytes, encoding: str) -> str:
    try:
        return head.decode(encoding)
    except UnicodeDecodeError as error:
        line = head.count(b"\n", 0, error.start) + 1
        raise Refused(Problem("file.undecodable", f"line {line}", {"encoding": encoding})) from None
    except (LookupError, ValueError):
        raise damaged(f"its CODEPAGE '{encoding[:40]}' is not one of texts") from None


def _statements(text: str) -> Iterator[Statement]:
    """Statements, each up to its semicolon."""
    part: list[tuple[str, str]] = []
    line = first = 1
    count = 0
    for token in _TOKEN.finditer(text):
        kind, word = str(token.lastgroup), token[token.lastgroup or 0]
        if kind == "wrong":
            raise damaged("a quotation mark is not closed", f"line {line}")
        if kind == "mark" and word == ";":
            if part:
                yield _statement(part, first)
            part = []
        elif kind != "space":
            first = first if part else line
            part.append((kind, word))
            count += 1
            if count > MOST_VALUES:
                raise too_large(count, MOST_VALUES, "words before DATA", f"line {line}")
        line += token[0].count("\n")
    if part:
        raise damaged("a keyword is not ended by a semicolon", f"line {first}")


def _statement(part: list[tuple[str, str]], line: int) -> Statement:
    """Keyword[language]("about")=values."""
    place = f"line {line}"
    if ("mark", "=") not in part or part[0][0] != "word":
        raise damaged(f"'{part[0][1][:40]}' is not a keyword with a value", place)
    at = part.index(("mark", "="))
    left, right = part[:at], part[at + 1 :]
    statement = Statement(part[0][1].upper(), line=line)
    if len(left) > 2 and left[1] == ("mark", "["):
        statement.language = left[2][1]
    about = [word for kind, word in left if kind == "quoted"]
    statement.about = tuple(about)
    if right[:2] and right[0] == ("word", "TLIST"):
        right = _time_list(statement, right, place)
    statement.values += _joined(right)
    return statement


def _joined(part: list[tuple[str, str]]) -> list[str]:
    """Values between commas; texts without a comma between them are one text."""
    values: list[str] = []
    is_open = False
    for kind, word in part:
        if kind == "mark":
            is_open = False
        elif kind == "quoted" and is_open:
            values[-1] += word
        else:
            values.append(word)
            is_open = kind == "quoted"
    return values


def _time_list(statement: Statement, part: list[tuple[str, str]], place: str) -> list[tuple[str, str]]:
    """Take in TLIST(A1) or TLIST(A1,"1990"-"1994"); give back what follows it."""
    if ("mark", ")") not in part:
        raise damaged("TLIST is not closed by a bracket", place)
    end = part.index(("mark", ")"))
    inner = part[2:end]
    statement.scale = inner[0][1] if inner else ""
    quoted = [word for kind, word in inner if kind == "quoted"]
    if ("word", "-") in inner and len(quoted) == 2 and all(word.isdecimal() for word in quoted):
        statement.values += _range(statement.scale, quoted[0], quoted[1], place)
    return part[end + 1 :]


def _range(scale: str, first: str, last: str, place: str) -> list[str]:
    """Times from the first to the last one, of one scale."""
    parts = {"A": 1, "H": 2, "Q": 4, "M": 12, "W": 53}.get(scale[:1].upper(), 0)
    if not parts or len(first) != len(last) or not 4 <= len(first) <= 6:
        raise damaged(f"TLIST({scale},{first}-{last}) cannot be told", place)
    width = len(first) - 4
    start, stop = (int(each[:4]) * parts + (int(each[4:]) - 1 if width else 0) for each in (first, last))
    if not 0 <= stop - start < 5000:
        raise damaged(f"TLIST({scale},{first}-{last}) is no span", place)
    years = (divmod(each, parts) for each in range(start, stop + 1))
    return [f"{year:04}{rest + 1:0{width}}" if width else f"{year:04}" for year, rest in years]
