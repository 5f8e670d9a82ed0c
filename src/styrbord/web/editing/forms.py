"""What did an editor write into the forms of a page?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.board import drafts
from styrbord.core.board.pages import BlockKind, ChartKind, PageBlock, PageDefinition, PageKind
from styrbord.core.participation.cleaning import plain
from styrbord.services.reading import Reading
from styrbord.web.asking import codes_of

define("page.nothing-asked", "The form asks for nothing that can be done here.", "Use a button of the page.")
LONGEST_NUMBER, LONGEST_KEY = 6, 64
Words = list[tuple[str, str, str]]
How = Callable[[PageDefinition], PageDefinition]


@dataclass(frozen=True, slots=True)
class BlockFields:
    """One block as its fields show it; `hidden` counts indicators that the editor may not see."""

    number: int
    kind: str
    words: Words
    indicators: tuple[str, ...]
    hidden: int
    dimension: str
    chart: str
    is_first: bool
    is_last: bool
    is_open: bool


def new_page(request: HttpRequest) -> PageDefinition:
    """Page that a new draft begins with: key figures, charts and a table of what was chosen."""
    said = request.POST
    codes = codes_of(request, "indicator", said)
    blocks = [
        PageBlock(BlockKind.TILES, codes),
        *(PageBlock(BlockKind.CHART, (code,), chart=ChartKind.LINE) for code in codes[:2]),
        PageBlock(BlockKind.TABLE, codes),
    ]
    return PageDefinition(
        code=text(said, "code"),
        kind=PageKind.RUBRIC if said.get("kind") == "rubric" else PageKind.PAGE,
        order=1000,
        titles=texts(said, "title"),
        intro=texts(said, "intro"),
        blocks=tuple(blocks) if codes else (),
    )


def how_of(request: HttpRequest, reading: Reading) -> How:
    """How the form changes the draft.

    Raises
    ------
    Refused
        `page.nothing-asked` if it asks for nothing that there is.
    """
    said = request.POST
    verb, at = said.get("verb", ""), number(said, "number")
    ways: Mapping[str, Callable[[], How]] = {
        "names": lambda: lambda page: _named(page, said),
        "add": lambda: _adding(said),
        "block": lambda: (
            lambda page: drafts.replaced(page, at, _filled(drafts.block_at(page, at), request, reading))
        ),
        "up": lambda: lambda page: drafts.moved(page, at, -1),
        "down": lambda: lambda page: drafts.moved(page, at, 1),
        "remove": lambda: lambda page: drafts.removed(page, at),
    }
    if verb not in ways:
        raise Refused(Problem("page.nothing-asked"))
    return ways[verb]()


def fields(page: PageDefinition, reading: Reading, said: QueryDict, *, opened: int) -> list[BlockFields]:
    """Blocks of a page as their fields show them, the refused one as it was written."""
    known = reading.register.indicators()
    refused = number(said, "number") if said.get("verb") == "block" else 0
    found = []
    for place, block in enumerate(page.blocks, start=1):
        one = _written(block, said) if place == refused else block
        found.append(
            BlockFields(
                place,
                str(one.kind),
                _words(one.titles, one.words),
                tuple(code for code in one.indicators if code in known),
                sum(code not in known for code in one.indicators),
                one.dimension,
                str(one.chart),
                place == 1,
                place == len(page.blocks),
                place in (opened, refused),
            )
        )
    return found


def names(page: PageDefinition, said: QueryDict) -> Words:
    """Title and introduction of a page by language, as they were written when they were refused."""
    if said.get("verb") == "names":
        return [(one, said.get(f"title_{one}", ""), said.get(f"intro_{one}", "")) for one in LANGUAGES]
    return _words(page.titles, page.intro)


def dimensions(reading: Reading) -> list[str]:
    """Dimensions that some indicator of the reader is broken down by."""
    return sorted({one.dimension for one in reading.register.indicators().values() if one.dimension})


def texts(said: QueryDict, stem: str) -> Text:
    """Texts of a field by language, without marks that are not seen; empty ones are left out."""
    found = {language: plain(said.get(f"{stem}_{language}", "")) for language in LANGUAGES}
    return {language: words for language, words in found.items() if words}


def text(said: QueryDict, name: str) -> str:
    """One line of a form."""
    return said.get(name, "").replace("\x00", "").strip()


def key_of(said: QueryDict) -> str:
    """Key that makes a form that is sent twice the same work."""
    return text(said, "key")[:LONGEST_KEY]


def number(said: QueryDict, name: str) -> int:
    """Whole number of a form, 0 where there is none."""
    words = text(said, name)
    return int(words) if words.isascii() and words.isdigit() and len(words) <= LONGEST_NUMBER else 0


def _words(titles: Text, words: Text) -> Words:
    return [(language, titles.get(language, ""), words.get(language, "")) for language in LANGUAGES]


def _named(page: PageDefinition, said: QueryDict) -> PageDefinition:
    return replace(
        page,
        titles=texts(said, "title"),
        intro=texts(said, "intro"),
        parent=text(said, "parent"),
        order=number(said, "order"),
    )


def _adding(said: QueryDict) -> How:
    kind = said.get("kind", "")
    if kind not in set(BlockKind):
        raise Refused(Problem("page.nothing-asked"))
    return lambda page: drafts.added(page, PageBlock(BlockKind(kind)))


def _written(block: PageBlock, said: QueryDict) -> PageBlock:
    chart, dimension = said.get("chart", ""), text(said, "dimension")
    return replace(
        block,
        indicators=tuple(dict.fromkeys(code for code in said.getlist("indicator") if code)),
        titles=texts(said, "title"),
        words=texts(said, "text"),
        dimension=dimension,
        chart=ChartKind(chart) if chart in set(ChartKind) else block.chart,
    )


def _filled(block: PageBlock, request: HttpRequest, reading: Reading) -> PageBlock:
    """The block as written: in the order that it had, with what the editor does not see kept."""
    known = reading.register.indicators()
    written = _written(block, request.POST)
    chosen = [code for code in written.indicators if code in known]
    stay = [code for code in block.indicators if code in chosen or code not in known]
    return replace(written, indicators=tuple(dict.fromkeys([*stay, *chosen])))
