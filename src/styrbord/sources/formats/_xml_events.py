"""Which elements does an XML file hold, one after another, without keeping it in memory?

Document types and entities are refused before anything else is read. Names are local ones: the
prefix of a namespace is taken off.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

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


class _Collector(ContentHandler):
    """Keeps the events of one chunk."""

    def __init__(self, parser: DefusedExpatParser) -> None:
        super().__init__()
        self.events: list[Event] = []
        self._parser = parser
        self._depth = 0
        self._text: list[str] = []
        self._length = 0

    def startElement(self, name, attrs) -> None:  # type: ignore[no-untyped-def]  # noqa: N802
        """Keep a start."""
        self._depth += 1
        line = self._parser.getLineNumber()
        if self._depth > MOST_DEPTH:
            raise Refused(Problem("cube.too-deep", f"line {line}", {"most": MOST_DEPTH}))
        if len(attrs) > MOST_ATTRIBUTES:
            raise damaged(f"an element has {len(attrs)} attributes", f"line {line}")
        attributes = {_local(key): attrs.getValue(key) for key in attrs.getNames()} if len(attrs) else {}
        self.events.append(Event(True, _local(name), attributes, "", line))
        self._text, self._length = [], 0

    def endElement(self, name: str) -> None:  # noqa: N802
        """Keep an end."""
        self._depth -= 1
        text = "".join(self._text).strip()
        self.events.append(Event(False, _local(name), {}, text, self._parser.getLineNumber()))
        self._text, self._length = [], 0

    def characters(self, content: str) -> None:
        """Keep text, as much as words need."""
        self._length += len(content)
        if self._length <= MOST_TEXT:
            self._text.append(content)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def events(path: Path) -> Iterator[Event]:
    """Starts and ends of the elements of a file, in order; damage is refused with its line."""
    parser = DefusedExpatParser(forbid_dtd=True)
    collector = _Collector(parser)
    parser.setContentHandler(collector)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield from _parsed(parser, collector, chunk)
    yield from _parsed(parser, collector, None)


def _parsed(parser: DefusedExpatParser, collector: _Collector, chunk: bytes | None) -> list[Event]:
    """Events of one chunk; None is the end of the file."""
    collector.events = []
    try:
        parser.close() if chunk is None else parser.feed(chunk)
    except DefusedXmlException:
        raise Refused(Problem("file.external-entity", f"line {parser.getLineNumber()}")) from None
    except SAXParseException as error:
        raise damaged(error.getMessage(), f"line {error.getLineNumber()}") from None
    except (SAXException, ValueError, LookupError) as error:
        raise damaged(error, f"line {parser.getLineNumber()}") from None
    return collector.events
