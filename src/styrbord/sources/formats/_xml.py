"""How is XML read piece by piece, without following anything that it declares?

A document type is refused before its first entity is seen, so that neither a file nor an address
nor a growing entity can be named; what remains is plain XML.
"""

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from styrbord.core.base.problems import Problem, Refused
from styrbord.sources.formats._problems import damaged

Attributes = dict[str, str]
Starts = Mapping[str, Callable[[Attributes], None]]
Ends = Mapping[str, Callable[[], None]]


def parse(
    pieces: Iterable[bytes],
    starts: Starts,
    ends: Ends,
    text: Callable[[str], None] | None = None,
    place: str = "",
) -> None:
    """Call what is entered for an element; names are the address of its namespace, a space, its own name."""
    parser = _parser(starts, ends, text)
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as cause:
        line = f"line {cause.lineno}"
        raise damaged(expat.ErrorString(cause.code), f"{place}, {line}" if place else line) from cause
    except (ValueError, LookupError, UnicodeError, OverflowError) as cause:
        line = f"line {parser.CurrentLineNumber}"
        raise damaged(cause, f"{place}, {line}" if place else line) from cause


def _parser(starts: Starts, ends: Ends, text: Callable[[str], None] | None) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    opened, closed = starts.get, ends.get

    def start(name: str, attributes: Attributes) -> None:
        if (act := opened(name)) is not None:
            act(attributes)

    def end(name: str) -> None:
        if (act := closed(name)) is not None:
            act()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise Refused(Problem("file.external-entity"))
