"""What does a page outside the rubrics show?"""

from styrbord.core.board.pages import PageDefinition, PageKind
from styrbord.figures.pages import FreePage
from styrbord.services import pages
from styrbord.services.board import blocks, subjects
from styrbord.services.reading import Reading


def previewed(reading: Reading, page: PageDefinition, subject: str = "") -> FreePage:
    """A page that is not published, filled for a subject, the root when none is known by that code."""
    known = reading.register.subjects()
    chosen = subject if subject in known else subjects.root(reading)
    return FreePage(pages.note(page), blocks.filled(reading, page, chosen), known.get(chosen))


def shown(reading: Reading, code: str) -> FreePage:
    """One page with its blocks filled for the root subject.

    Raises
    ------
    Refused
        `page.not-found` if it does not exist or is not for this reader; the words do not tell which.
    """
    visible = {page.code: page for page in pages.seen(reading, [PageKind.PAGE])}
    if code not in visible:
        raise pages.not_found(code)
    page = pages.shown(reading, visible[code])
    root = subjects.root(reading)
    return FreePage(
        pages.note(page),
        blocks.filled(reading, page, root),
        reading.register.subjects().get(root),
        tuple(pages.note(one) for one in _above(page, visible)),
        tuple(pages.note(one) for one in visible.values() if one.parent == code),
    )


def _above(page: PageDefinition, visible: dict[str, PageDefinition]) -> list[PageDefinition]:
    found: list[PageDefinition] = []
    while page.parent in visible and visible[page.parent] not in found:
        page = visible[page.parent]
        found.insert(0, page)
    return found
