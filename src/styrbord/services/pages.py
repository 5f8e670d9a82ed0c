"""How do pages come into the board, and which are shown to whom?"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import F, Max

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.core.board.pages import BlockKind, ChartKind, PageBlock, PageDefinition, PageKind, Publicity
from styrbord.core.board.text import checked, never_public, read_pages, write_pages
from styrbord.core.spine.indicators import Access
from styrbord.core.spine.indicators import Indicator as SpineIndicator
from styrbord.figures.pages import PageNode, PageNote
from styrbord.services import clock
from styrbord.services.work import Work, work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Indicator
from styrbord.store.spine.register import record_change
from styrbord.store.steering.models import Page, PageVersion

if TYPE_CHECKING:  # reading loads xarray and pandas, which loading a pack with its pages does not need
    from styrbord.services.reading import Reading

define(
    "page.not-found",
    "There is no page '{code}' for you to see.",
    "Look it up in the list of pages, or sign in.",
)
define(
    "pages.open-indicator",
    "The indicator '{indicator}' stands under '{domain}', which is never public, and is not restricted.",
    "Give it the access class restricted, or another rubric.",
)
define(
    "pages.wider",
    "The page '{code}' is seen by {was} readers now; the text would make it {becomes}.",
    'Write publicity = "{was}". Wider: propose it at /editing/{code}/readers/, a second person confirms.',
)
define(
    "pages.mark-stays",
    "The page '{code}' is for those only who may see what is restricted; that mark is never taken away.",
    "Write restricted_only = true, or give the page another code.",
)


def import_pages(text: str, *, actor: str = "operator") -> int:
    """Publish the pages of a text, all of them or none; returns how many changed.

    Raises
    ------
    Refused
        With everything that is wrong with the text.
    """
    now = clock.now()
    with work(actor, now) as piece:
        changed = publish(text, piece, to_ms(now))
        piece.tell("pages.imported", "pages", {"changed": len(changed)})
    return len(changed)


def export_pages() -> str:
    """Text of all pages as they stand; importing it changes nothing."""
    return write_pages(definitions(to_ms(clock.now())))


def problems_of_pages(text: str, indicators: Iterable[str]) -> list[Problem]:
    """Everything that is wrong with a text of pages, when these indicators are known."""
    pages, problems = read_pages(text)
    known = Page.objects.values_list("code", flat=True)
    return problems + checked(pages, known, indicators) + problems_of_readers(pages, to_ms(clock.now()))


def problems_of_readers(
    pages: Iterable[PageDefinition], at: int, *, may_widen: bool = False
) -> list[Problem]:
    """Pages that nobody may see so: never public ones, and those with more readers than now, or than last.

    New pages and the overview, which is everyone's, have no readers yet; `may_widen` if two persons have
    decided who sees the pages.
    """
    wanted, marked = {page.code: page for page in pages}, _domains()
    found = never_public({**_standing(at), **wanted}.values(), marked)
    refused = {problem.place for problem in found}
    for code, was in _readers(wanted).items():
        page = wanted[code]
        if code in refused or page.kind is PageKind.OVERVIEW:
            continue
        if page.publicity is Publicity.PUBLIC and was is not Publicity.PUBLIC and not may_widen:
            found.append(Problem("pages.wider", code, {"code": code, "was": was, "becomes": page.publicity}))
        if code in marked and not page.restricted_only:
            found.append(Problem("pages.mark-stays", code, {"code": code}))
    return found


def _readers(codes: Iterable[str]) -> dict[str, Publicity]:
    """Who sees the pages that are or were shown, by their last version; an overview is no page to open."""
    rows = PageVersion.objects.filter(page__code__in=list(codes), shown_to__gt=F("shown_from"))
    found = rows.order_by("number").values_list("page__code", "kind", "publicity")
    return {
        code: Publicity.SIGNED_IN if kind == PageKind.OVERVIEW else Publicity(said)
        for code, kind, said in found
    }


def problems_of_access(indicators: Iterable[SpineIndicator], text: str) -> list[Problem]:
    """Indicators under a rubric that is never public, which are not restricted themselves."""
    marked = {page.code for page in read_pages(text)[0] if page.restricted_only} if text else set()
    closed = marked | _domains()
    return [
        Problem("pages.open-indicator", one.code, {"indicator": one.code, "domain": code})
        for one in indicators
        for code in sorted(closed.intersection(one.rubrics))
        if one.access is not Access.RESTRICTED
    ]


def problems_of_publicity(standing: Mapping[str, PageDefinition]) -> list[Problem]:
    """Public pages among all as they shall stand that are or stand under what is never public."""
    return never_public(standing.values(), _domains())


def is_coming(code: str, at: int) -> bool:
    """Whether a version of a page waits for its moment."""
    rows = PageVersion.objects.filter(page__code=code, shown_from__gt=at)
    return rows.filter(shown_to__gt=F("shown_from")).exists()


def publish(text: str, piece: Work, at: int, first: int | None = None) -> list[str]:
    """New versions of the pages of a text that differ from the shown ones; codes of those."""
    pages, problems = read_pages(text)
    return publish_definitions(pages, piece, at, first, problems)


def publish_definitions(
    pages: list[PageDefinition],
    piece: Work,
    at: int,
    first: int | None = None,
    problems: Iterable[Problem] = (),
    *,
    may_widen: bool = False,
) -> list[str]:
    """Publish pages within a work: changed ones since `at`, new ones since `first`.

    `may_widen` is for a change that two persons have decided: more readers may see a page than before.

    Raises
    ------
    Refused
        With the given problems and all names that lead nowhere; nothing is published then.
    """
    known = set(Page.objects.select_for_update().order_by("pk").values_list("code", flat=True))
    found = [*problems, *checked(pages, known, Indicator.objects.values_list("code", flat=True))]
    found += problems_of_readers(pages, at, may_widen=may_widen)
    if found:
        raise Refused(found)
    versions = [
        version for page in pages if (version := _publish_one(page, at, at if first is None else first))
    ]
    if versions:
        record_change({version.shown_from for version in versions})
    for version in versions:
        told = {"number": version.number, "shown_from": version.shown_from, "publicity": version.publicity}
        piece.tell("page.published", version.page.code, told)
    return [version.page.code for version in versions]


def _standing(at: int) -> dict[str, PageDefinition]:
    return {page.code: page for page in definitions(at)}


def _domains() -> set[str]:
    """Pages that were once marked as never public: the mark cannot be taken away."""
    rows = PageVersion.objects.filter(content__restricted_only=True)
    return set(rows.values_list("page__code", flat=True))


def _publish_one(page: PageDefinition, at: int, first: int) -> PageVersion | None:
    identity, is_new = Page.objects.get_or_create(code=page.code)
    rows = PageVersion.objects.filter(page=identity)
    coming, shown = rows.filter(shown_from__gt=at, shown_to__gt=F("shown_from")), _shown(identity, at)
    version = PageVersion(
        page=identity,
        parent=page.parent,
        order=page.order,
        kind=page.kind,
        publicity=page.publicity,
        content=content_of(page),
        shown_from=first if is_new else at,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
    )
    if shown and _same(shown, version) and not coming.exists():
        return None
    coming.update(shown_to=F("shown_from"))
    if shown:
        PageVersion.objects.filter(pk=shown.pk).update(shown_to=at)
    version.save()
    return version


def _shown(page: Page, at: int) -> PageVersion | None:
    return PageVersion.objects.filter(page=page, shown_from__lte=at, shown_to__gt=at).first()


def _same(one: PageVersion, other: PageVersion) -> bool:
    names = ("parent", "order", "kind", "publicity", "content")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def definitions(as_of: int, kinds: Iterable[PageKind] = tuple(PageKind)) -> list[PageDefinition]:
    """Pages as of a moment, in order."""
    rows = PageVersion.objects.filter(shown_from__lte=as_of, shown_to__gt=as_of, kind__in=list(kinds))
    return [definition_from(row) for row in rows.select_related("page").order_by("order", "page__code")]


def definition_from(row: PageVersion) -> PageDefinition:
    """Page from its row."""
    place = {"kind": row.kind, "parent": row.parent, "order": row.order}
    return page_from(row.page.code, {**row.content, **place}, Publicity(row.publicity))


def page_from(code: str, content: dict[str, Any], publicity: Publicity) -> PageDefinition:
    """Page from its place, titles, introduction and blocks, as they are kept."""
    return PageDefinition(
        code=code,
        kind=PageKind(content["kind"]),
        parent=content["parent"],
        order=content["order"],
        publicity=publicity,
        titles=content["titles"],
        intro=content["intro"],
        blocks=tuple(_block_from(block) for block in content["blocks"]),
        restricted_only=content.get("restricted_only", False),
    )


def content_of(page: PageDefinition) -> dict[str, Any]:
    """Titles, introduction and blocks of a page, as they are kept."""
    marked = {"restricted_only": True} if page.restricted_only else {}
    return {
        **marked,
        "titles": dict(page.titles),
        "intro": dict(page.intro),
        "blocks": [
            {
                "kind": str(block.kind),
                "indicators": list(block.indicators),
                "dimension": block.dimension,
                "chart": str(block.chart),
                "titles": dict(block.titles),
                "words": dict(block.words),
            }
            for block in page.blocks
        ],
    }


def _block_from(block: dict[str, Any]) -> PageBlock:
    return PageBlock(
        kind=BlockKind(block["kind"]),
        indicators=tuple(block["indicators"]),
        dimension=block["dimension"],
        chart=ChartKind(block["chart"]),
        titles=block["titles"],
        words=block["words"],
    )


def not_found(code: str) -> Refused:
    """Refusal for a page that does not exist or is not for this reader: the same words for both."""
    return Refused(Problem("page.not-found", code, {"code": code}))


def may_see(reading: "Reading", page: PageDefinition) -> bool:
    """Whether the reader may see a page: as it is published now, also when it is shown as of then."""
    return page.code in _standing_codes(reading, [page])


def shown(reading: "Reading", page: PageDefinition) -> PageDefinition:
    """The page that is shown now; that a restricted one was seen is kept."""
    if page.restricted_only:
        reading.saw.add(f"page:{page.code}")
    return page


def _is_open(reading: "Reading", page: PageDefinition) -> bool:
    """Whether the reader sees a page whatever its publicity: all who sign in, guests what they were given."""
    if page.restricted_only and not reading.principal.sees_restricted:
        return False
    named = reading.principal.pages
    return reading.principal.is_signed_in and (named is None or page.code in named)


def seen(reading: "Reading", kinds: Iterable[PageKind]) -> list[PageDefinition]:
    """Pages as of the moment that the reader may see, in order."""
    found = definitions(to_ms(reading.as_of), kinds)
    codes = _standing_codes(reading, found)
    return [page for page in found if page.code in codes]


def _standing_codes(reading: "Reading", found: list[PageDefinition]) -> set[str]:
    """Pages of a list that the reader may see: none that was withdrawn since."""
    is_open = {page.code for page in found if _is_open(reading, page)}
    if len(is_open) == len(found) and reading.as_of == reading.now:
        return is_open
    now = to_ms(reading.now)
    rows = PageVersion.objects.filter(shown_from__lte=now, shown_to__gt=now)
    standing = dict(rows.values_list("page__code", "publicity"))
    return {
        page.code
        for page in found
        if page.code in standing and (page.code in is_open or standing[page.code] == Publicity.PUBLIC)
    }


def tree(reading: "Reading") -> tuple[PageNode, ...]:
    """Pages that the reader may see, by what they stand under."""
    found = seen(reading, [PageKind.PAGE])
    codes = {page.code for page in found}

    def node(page: PageDefinition) -> PageNode:
        return PageNode(note(page), tuple(node(child) for child in found if child.parent == page.code))

    return tuple(node(page) for page in found if page.parent not in codes)


def titles_of(code: str) -> Text:
    """Title of a page as it is published now, for a reader of whom it is known that they may see it."""
    now = to_ms(clock.now())
    shown = PageVersion.objects.filter(page__code=code, shown_from__lte=now, shown_to__gt=now).first()
    return shown.content["titles"] if shown else {}


def note(page: PageDefinition) -> PageNote:
    """A page as it is listed."""
    return PageNote(
        page.code, page.titles, page.intro, page.parent, page.order, str(page.kind), str(page.publicity)
    )
