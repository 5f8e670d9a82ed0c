"""Which elements does an XML file hold, one after another, without keeping it in memory?

Document types and entities are refused before anything else is read. Names are local ones: the
prefix of a namespace is taken off.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax import SAXException, SAXParseException

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from styrbord.core.base.problems import Problem, Refused
from styrbord.sources.formats._problems import damaged

MOST_DEPTH = 64
MOST_ATTRIBUTES = 1000
MOST_TEXT = 100_000
_CHUNK = 1 << 16


class Event(NamedTuple):
    """Start or end of an element; the text stands at the end."""

    is_start: bool
    name: str
    attributes: dict[str, str]
    text: str
    line: int


class _Local(dict[str, str]):
    """Local names by the full ones."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < 10_000:
            self[name] = local
        return local


class _Parser(DefusedExpatParser):
    """Keeps the events of one chunk, straight from the parser below: three times as fast as SAX."""

    def __init__(self) -> None:
        super().__init__(forbid_dtd=True)
        self.events: list[Event] = []
        self._local = _Local()
        self._depth = 0
        self._text = ""
        self._none: dict[str, str] = {}

    def reset(self) -> None:
        """Begin a file."""
        super().reset()
        self._parser.CharacterDataHandler = self.character_data
        self._parser.ProcessingInstructionHandler = None
        self._parser.CommentHandler = None

    def start_element(self, name: str, attrs: dict[str, str]) -> None:
        """Keep a start."""
        self._depth += 1
        line: int = self._parser.CurrentLineNumber
        if self._depth > MOST_DEPTH:
            raise Refused(Problem("cube.too-deep", f"line {line}", {"most": MOST_DEPTH}))
        if len(attrs) > MOST_ATTRIBUTES:
            raise damaged(f"an element has {len(attrs)} attributes", f"line {line}")
        local = self._local
        attributes = {local[key]: value for key, value in attrs.items()} if attrs else self._none
        self.events.append(Event(True, local[name], attributes, "", line))
        self._text = ""

    def end_element(self, name: str) -> None:
        """Keep an end."""
        self._depth -= 1
        text = self._text
        line: int = self._parser.CurrentLineNumber
        self.events.append(Event(False, self._local[name], self._none, text.strip() if text else "", line))
        self._text = ""

    def character_data(self, data: str) -> None:
        """Keep text, as much as words need."""
        if len(self._text) < MOST_TEXT:
            self._text += data


def events(path: Path) -> Iterator[Event]:
    """Starts and ends of the elements of a file, in order; damage is refused with its line."""
    parser = _Parser()
    parser.prepareParser(_Source())
    parser.reset()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield from _parsed(parser, chunk)
    yield from _parsed(parser, None)


class _Source:
    """What the parser asks of a source: nothing but its name."""

    @staticmethod
    def getSystemId() -> None:  # noqa: N802
        """No name."""


def _parsed(parser: _Parser, chunk: bytes | None) -> list[Event]:
    """Events of one chunk; None is the end of the file."""
    parser.events = []
    try:
        _feed(parser, chunk)
    except DefusedXmlException:
        raise Refused(Problem("file.external-entity", f"line {parser.getLineNumber()}")) from None
    except SAXParseException as error:
        raise damaged(error.getMessage(), f"line {error.getLineNumber()}") from None
    except (SAXException, ValueError, LookupError) as error:
        raise damaged(error, f"line {parser.getLineNumber()}") from None
    return parser.events


def _feed(parser: Any, chunk: bytes | None) -> None:
    if chunk is None:
        parser.close()
    else:
        parser.feed(chunk)
