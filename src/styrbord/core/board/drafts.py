"""How does a page change while an editor builds it, and how do two of its versions differ?"""

from collections import Counter
from dataclasses import dataclass, replace

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.board.pages import PageBlock, PageDefinition

MOST_BLOCKS, MOST_INDICATORS = 60, 60
LONGEST_TITLE, LONGEST_WORDS = 200, 10_000

define(
    "page.no-block",
    "The page has no block {number}.",
    "Look at the draft again; someone may have moved or removed it.",
)
define("page.too-many-blocks", "A page holds at most {most} blocks.", "Make a second page under this one.")
define(
    "page.too-many-indicators",
    "Block {number} shows {count} indicators; it holds at most {most}.",
    "Spread them over several blocks.",
)
define("page.too-long", "A text of the page has {count} signs; it holds at most {most}.", "Shorten it.")


@dataclass(frozen=True, slots=True)
class PageChange:
    """One way in which two versions differ: a code, and how many blocks it concerns."""

    what: str
    count: int = 0


def added(page: PageDefinition, block: PageBlock) -> PageDefinition:
    """The page with one more block at its end.

    Returns
    -------
    PageDefinition
    """
    return replace(page, blocks=(*page.blocks, block))


def block_at(page: PageDefinition, number: int) -> PageBlock:
    """Block of a page, the first one being number 1.

    Returns
    -------
    PageBlock

    Raises
    ------
    Refused
        `page.no-block`.
    """
    if not 1 <= number <= len(page.blocks):
        raise Refused(Problem("page.no-block", page.code, {"number": number}))
    return page.blocks[number - 1]


def replaced(page: PageDefinition, number: int, block: PageBlock) -> PageDefinition:
    """The page with another block in the place of one.

    Returns
    -------
    PageDefinition

    Raises
    ------
    Refused
        `page.no-block`.
    """
    block_at(page, number)
    return replace(page, blocks=(*page.blocks[: number - 1], block, *page.blocks[number:]))


def removed(page: PageDefinition, number: int) -> PageDefinition:
    """The page without one of its blocks.

    Returns
    -------
    PageDefinition

    Raises
    ------
    Refused
        `page.no-block`.
    """
    block_at(page, number)
    return replace(page, blocks=(*page.blocks[: number - 1], *page.blocks[number:]))


def moved(page: PageDefinition, number: int, by: int) -> PageDefinition:
    """The page with a block some places further down (up where negative), at most to its ends.

    Returns
    -------
    PageDefinition

    Raises
    ------
    Refused
        `page.no-block`.

    Examples
    --------
    >>> from styrbord.core.board.pages import BlockKind
    >>> page = PageDefinition("p", blocks=(PageBlock(BlockKind.TEXT), PageBlock(BlockKind.GOALS)))
    >>> [str(block.kind) for block in moved(page, 2, -1).blocks]
    ['goals', 'text']
    """
    block = block_at(page, number)
    rest = list(removed(page, number).blocks)
    rest.insert(min(max(number - 1 + by, 0), len(rest)), block)
    return replace(page, blocks=tuple(rest))


def too_much(page: PageDefinition) -> list[Problem]:
    """What of a page is more than it can hold, in the order of the page.

    Returns
    -------
    list of Problem
    """
    found = []
    if len(page.blocks) > MOST_BLOCKS:
        found.append(Problem("page.too-many-blocks", page.code, {"most": MOST_BLOCKS}))
    titles = [*page.titles.values(), *(title for block in page.blocks for title in block.titles.values())]
    words = [*page.intro.values(), *(text for block in page.blocks for text in block.words.values())]
    for texts, most in ((titles, LONGEST_TITLE), (words, LONGEST_WORDS)):
        long = [len(text) for text in texts if len(text) > most]
        found += [Problem("page.too-long", page.code, {"count": count, "most": most}) for count in long]
    for number, block in enumerate(page.blocks, start=1):
        if len(block.indicators) > MOST_INDICATORS:
            params = {"number": number, "count": len(block.indicators), "most": MOST_INDICATORS}
            found.append(Problem("page.too-many-indicators", page.code, params))
    return found


def differences(old: PageDefinition | None, new: PageDefinition) -> tuple[PageChange, ...]:
    """How a version of a page differs from the one before; nothing is told of what a block shows.

    Parameters
    ----------
    old : None for the first version.

    Returns
    -------
    tuple of PageChange
        `new`, `titles`, `intro`, `place`, `publicity`, `added`, `removed`, `order`; a block that was
        changed counts as one removed and one added.
    """
    if old is None:
        return (PageChange("new"),)
    found = [
        PageChange(what)
        for what, names in (("titles", ("titles",)), ("intro", ("intro",)), ("place", ("parent", "order")))
        if any(getattr(old, name) != getattr(new, name) for name in names)
    ]
    found += [PageChange("publicity")] if old.publicity is not new.publicity else []
    before, after = Counter(map(repr, old.blocks)), Counter(map(repr, new.blocks))
    counts = (("added", (after - before).total()), ("removed", (before - after).total()))
    found += [PageChange(what, count) for what, count in counts if count]
    if before == after and old.blocks != new.blocks:
        found.append(PageChange("order"))
    return tuple(found)
