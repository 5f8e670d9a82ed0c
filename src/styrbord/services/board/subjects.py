"""Which subjects and rubrics are there, and what does the board show of one in full?"""

from collections.abc import Mapping, Sequence
from datetime import date

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.board.pages import BlockKind, PageBlock, PageDefinition, PageKind, Publicity
from styrbord.core.spine.subjects import Subject, SubjectKind
from styrbord.figures.exceptions import exception_of, in_order
from styrbord.figures.model import Deviation, State, Tile
from styrbord.figures.pages import RubricPage, RubricRow, RubricSummary, SubjectPage, TreeNode
from styrbord.figures.tiles import Tiles
from styrbord.services import installation, pages, signals
from styrbord.services.board import blocks
from styrbord.services.board.courses import courses
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms

define("board.empty", "Nothing has been loaded yet.", "Load a data pack: `styrbord load FOLDER`.")
define(
    "subject.not-found", "There is no subject '{code}' as of {day}.", "Choose one from the list of subjects."
)
define("rubric.not-found", "There is no rubric '{code}' as of {day}.", "Choose one from the subject's page.")
define("release.not-found", "Nothing had been released here by {day}.", "Choose a later day.")
HEADLINES = 3
DRAWN = 4
LISTED = 12


def root(reading: Reading) -> str:
    """Code of the subject that the board opens at."""
    code = installation.setting(installation.ROOT) or ""
    known = reading.register.subjects()
    return code if code in known else next(iter(known), "")


def subject_of(reading: Reading, code: str) -> Subject:
    """Subject of a code.

    Raises
    ------
    Refused
        `subject.not-found` if nothing of that code was released by the as-of, `release.not-found`
        if nothing at all was, `board.empty` if nothing is here today either.
    """
    known = reading.register.subjects()
    if not known and not reading.as_of_text:
        raise Refused(Problem("board.empty"))
    if not known:
        raise Refused(Problem("release.not-found", "as-of", {"day": reading.today}))
    found = known.get(code)
    if found is None:
        raise Refused(Problem("subject.not-found", code, {"code": code, "day": reading.today}))
    return found


def rubrics(reading: Reading) -> list[PageDefinition]:
    """Rubrics that the reader may see, in order; one of all indicators where no page is kept yet."""
    return remembered(reading, ("rubrics",), lambda: _rubrics(reading))


def _rubrics(reading: Reading) -> list[PageDefinition]:
    found = pages.seen(reading, [PageKind.RUBRIC])
    if found or pages.definitions(to_ms(reading.as_of), [PageKind.RUBRIC]):
        return found
    return [_rubric_of_all(reading)]


def _rubric_of_all(reading: Reading) -> PageDefinition:
    codes = tuple(reading.register.indicators())
    charts = tuple(PageBlock(BlockKind.CHART, (code,)) for code in codes[:DRAWN])
    return PageDefinition(
        code="all-indicators",
        kind=PageKind.RUBRIC,
        publicity=Publicity.PUBLIC,
        titles={"en": "All indicators", "ru": "Все показатели", "sv": "Alla indikatorer"},
        blocks=(PageBlock(BlockKind.TILES, codes[:DRAWN]), *charts, PageBlock(BlockKind.TABLE, codes)),
    )


def subject_page(reading: Reading, code: str) -> SubjectPage:
    """One subject with the headline numbers of every rubric."""
    subject = subject_of(reading, code)
    key = "subject", code, signals.newest(reading)
    return remembered(reading, key, lambda: _subject_page(reading, subject))


def _subject_page(reading: Reading, subject: Subject) -> SubjectPage:
    found = rubrics(reading)
    by_rubric = {page.code: indicators_of(reading, page) for page in found}
    wanted = list(dict.fromkeys(code for codes in by_rubric.values() for code in codes))
    sheet = Tiles(reading, wanted, [subject.code])
    tiles = {code: sheet.tile(code, subject.code) for code in wanted}
    if subject.kind is not SubjectKind.TERRITORY:
        by_rubric = {page: _reported(tiles, codes) for page, codes in by_rubric.items()}
        found = [page for page in found if by_rubric[page.code]]
    ordered = _exceptions(reading, sheet, list(tiles.values()))
    states = {code: tile.state for code, tile in tiles.items()}
    states |= {one.tile.indicator: one.state for one in ordered}
    return SubjectPage(
        subject=subject,
        exceptions=tuple(ordered[:LISTED]),
        more=max(len(ordered) - LISTED, 0),
        states=states,
        parents=parents(reading, subject.code),
        members=members_of(reading, subject.code),
        type=reading.register.types(reading.today).get(subject.code, ""),
        rubrics=tuple(
            RubricSummary(
                pages.note(page),
                tuple(tiles[code] for code in by_rubric[page.code][:HEADLINES]),
                sum(states[code] is State.ACT for code in by_rubric[page.code]),
                sum(states[code] is State.WATCH for code in by_rubric[page.code]),
                tuple(tiles[code] for code in by_rubric[page.code][HEADLINES:]),
            )
            for page in found
        ),
    )


def _reported(tiles: Mapping[str, Tile], codes: Sequence[str]) -> list[str]:
    """What the subject has numbers of: most rubrics of a territory do not concern an agency."""
    return [code for code in codes if tiles[code].state is not State.NO_DATA]


def _exceptions(reading: Reading, sheet: Tiles, tiles: list[Tile]) -> list[Deviation]:
    """What deviates among the subject's own numbers, in the order of the overview."""
    definitions, left = reading.register.indicators(), courses(reading, sheet, tiles)
    found = (
        exception_of(
            tile, definitions[tile.indicator], reading.today, left.get((tile.indicator, tile.subject))
        )
        for tile in tiles
        if tile.state is not State.NO_DATA
    )
    return in_order([one for one in found if one is not None])


def indicators_of(reading: Reading, page: PageDefinition) -> list[str]:
    """Indicators of a rubric: those that its page shows, in that order, then others of the register."""
    known = reading.register.indicators()
    shown = [code for block in page.blocks for code in block.indicators if code in known]
    listed = [code for code, one in known.items() if page.code in one.rubrics]
    return list(dict.fromkeys([*shown, *listed]))


def parents(reading: Reading, code: str) -> tuple[Subject, ...]:
    """Ancestors from the root down."""
    known = reading.register.subjects()
    return tuple(
        known[above] for above in reading.register.tree().path(code, reading.today) if above in known
    )


def members_of(reading: Reading, code: str) -> tuple[Subject, ...]:
    """Direct members on the day of the as-of."""
    known = reading.register.subjects()
    links = reading.register.tree().members(code, reading.today)
    return tuple(known[link.subject] for link in links if link.subject in known)


def rubric_page(reading: Reading, code: str, rubric: str) -> RubricPage:
    """One rubric of one subject, its blocks filled."""
    subject = subject_of(reading, code)
    found = {page.code: page for page in rubrics(reading)}
    if rubric not in found:
        raise Refused(Problem("rubric.not-found", rubric, {"code": rubric, "day": reading.today}))
    pages.shown(reading, found[rubric])
    return remembered(
        reading,
        ("rubric", code, rubric),
        lambda: RubricPage(
            subject,
            pages.note(found[rubric]),
            blocks.filled(reading, found[rubric], subject.code),
            parents(reading, code),
            tuple(RubricRow(page.code, page.titles) for page in found.values()),
        ),
    )


def tree(reading: Reading) -> tuple[TreeNode, ...]:
    """Subjects by what they belong to on the day of the as-of; those without a parent are the tops."""
    return remembered(reading, ("tree",), lambda: _tree(reading))


def _tree(reading: Reading) -> tuple[TreeNode, ...]:
    links, known = reading.register.tree(), reading.register.subjects()
    types = reading.register.types(reading.today)
    living = [code for code, one in known.items() if _lives(one, reading.today)]

    def node(code: str, counts: bool) -> TreeNode:
        below = [link for link in links.members(code, reading.today) if link.subject in known]
        children = tuple(node(link.subject, link.counts) for link in below)
        return TreeNode(known[code], children, types.get(code, ""), counts)

    tops = [code for code in living if not links.parents(code, reading.today)]
    return tuple(node(code, True) for code in tops)


def _lives(subject: Subject, day: date) -> bool:
    started = subject.valid_from is None or subject.valid_from <= day
    return started and (subject.valid_to is None or day <= subject.valid_to)
