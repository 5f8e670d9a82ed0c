"""What does the board show of one subject: at a glance, by rubric, and in full?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.board.pages import BlockKind, PageBlock, PageDefinition, PageKind, Publicity
from styrbord.core.spine.observations import Status
from styrbord.core.spine.subjects import Subject
from styrbord.figures.exceptions import exception_of, in_order
from styrbord.figures.model import Bar, Deviation, DeviationKind, FreshLevel, State, Tile, Verdict
from styrbord.figures.pages import Overview, RubricPage, RubricRow, RubricSummary, SubjectPage, TreeNode
from styrbord.figures.tiles import Tiles
from styrbord.services import blocks, installation, pages
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.services.surroundings import labels, shell
from styrbord.store.clock import to_ms

define(
    "subject.not-found", "There is no subject '{code}' as of {day}.", "Choose one from the list of subjects."
)
define("rubric.not-found", "There is no rubric '{code}' as of {day}.", "Choose one from the subject's page.")
__all__ = ["labels", "shell"]
SHOWN = 12
HEADLINES = 3
DRAWN = 4


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
        `subject.not-found` if nothing of that code was released by the as-of.
    """
    found = reading.register.subjects().get(code)
    if found is None:
        raise Refused(Problem("subject.not-found", code, {"code": code, "day": reading.today}))
    return found


def rubrics(reading: Reading) -> list[PageDefinition]:
    """Rubrics that the reader may see, in order; one of all indicators where no page is kept yet."""
    if not pages.definitions(to_ms(reading.as_of), [PageKind.RUBRIC]):
        return [_rubric_of_all(reading)]
    return pages.seen(reading, [PageKind.RUBRIC])


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


def overview(reading: Reading, code: str = "") -> Overview:
    """One subject at a glance: what deviates first, then key figures and the state of the data."""
    subject = subject_of(reading, code or root(reading))
    return remembered(reading, ("overview", subject.code), lambda: _overview(reading, subject))


def _overview(reading: Reading, subject: Subject) -> Overview:
    definitions = reading.register.indicators()
    below = reading.register.tree().descendants(subject.code, reading.today)
    scope = [code for code in (subject.code, *below) if code in reading.register.subjects()]
    sheet = Tiles(reading, definitions, scope, peers=False)
    tiles = [tile for tile in sheet.all() if tile.state is not State.NO_DATA]
    found = [exception_of(tile, definitions[tile.indicator], reading.today) for tile in tiles]
    ordered = in_order([one for one in found if one is not None])
    shown = [replace(one, tile=sheet.tile(one.tile.indicator, one.tile.subject)) for one in ordered[:SHOWN]]
    own = [tile for tile in tiles if tile.subject == subject.code]
    members = [code for code in scope[1:] if not reading.register.tree().has_members(code)]
    return Overview(
        subject=subject,
        exceptions=tuple(shown),
        more=max(len(ordered) - SHOWN, 0),
        act=sum(one.tile.state is State.ACT for one in ordered),
        watch=sum(one.tile.state is State.WATCH for one in ordered),
        behind=sum(one.kind is DeviationKind.BEHIND_TARGET for one in ordered),
        missing=sum(one.kind is DeviationKind.PERIOD_MISSING for one in ordered),
        indicators=len({tile.indicator for tile in tiles}),
        members=len(members),
        areas=areas(reading, members, ordered[:SHOWN], {tile.subject for tile in tiles}),
        better=tuple(_better(own)),
        received=_received(members, tiles),
        provisional_share=_provisional(tiles),
        tiles=_key_tiles(reading, subject.code),
        rubrics=rubric_rows(reading, ordered),
        datasets=len({note.dataset for note in reading.editions.values()}),
        released_on=max((note.released_at.date() for note in reading.editions.values()), default=None),
        member_level=reading.register.subjects()[members[0]].level if members else "",
    )


def areas(
    reading: Reading, members: Sequence[str], shown: Sequence[Deviation], reporting: set[str]
) -> tuple[Bar, ...]:
    """Members of the map, each with the worst state among the deviations that are listed."""
    worst: dict[str, State] = {}
    for one in shown:
        code = one.tile.subject
        worst[code] = State.ACT if State.ACT in (worst.get(code), one.tile.state) else one.tile.state
    subjects = reading.register.subjects()
    return tuple(
        Bar(
            code,
            subjects[code].names,
            None,
            state=worst.get(code, _quiet(code, reporting)),
            parent=_parent(reading, code),
        )
        for code in members
    )


def _quiet(code: str, reporting: set[str]) -> State:
    return State.ON_PLAN if code in reporting else State.NO_DATA


def _parent(reading: Reading, code: str) -> str:
    path = reading.register.tree().path(code, reading.today)
    return path[-1] if path else ""


def _better(tiles: Sequence[Tile]) -> list[Tile]:
    better = [tile for tile in tiles if tile.verdict is Verdict.BETTER and tile.change and tile.value]

    def share(tile: Tile) -> float:
        value, change = tile.value.value or 0.0, tile.change.value or 0.0  # type: ignore[union-attr]
        return abs(change) / max(abs(value - change), 1e-9)

    return sorted(better, key=lambda tile: (-share(tile), tile.indicator))[:2]


def _received(members: Sequence[str], tiles: Sequence[Tile]) -> tuple[int, int]:
    late = {tile.subject for tile in tiles if tile.fresh.level in (FreshLevel.WATCH, FreshLevel.ACT)}
    reporting = {tile.subject for tile in tiles} & set(members)
    return len(reporting - late), len(members)


def _provisional(tiles: Sequence[Tile]) -> float | None:
    marks = [tile.value.status in (Status.PROVISIONAL, Status.ESTIMATED) for tile in tiles if tile.value]
    return sum(marks) / len(marks) if marks else None


def _key_tiles(reading: Reading, subject: str) -> tuple[Tile, ...]:
    wanted = [
        code
        for page in pages.definitions(to_ms(reading.as_of), [PageKind.OVERVIEW])
        for block in page.blocks
        if block.kind is BlockKind.TILES
        for code in block.indicators
    ] or list(reading.register.indicators())
    known = [code for code in wanted if code in reading.register.indicators()][:5]
    sheet = Tiles(reading, known, [subject])
    return tuple(sheet.tile(code, subject) for code in known)


def rubric_rows(reading: Reading, ordered: Sequence[Deviation]) -> tuple[RubricRow, ...]:
    """Rubrics with how many of their indicators deviate."""
    definitions = reading.register.indicators()

    def count(rubric: str, state: State) -> int:
        return sum(
            one.tile.state is state and rubric in definitions[one.tile.indicator].rubrics for one in ordered
        )

    return tuple(
        RubricRow(page.code, page.titles, count(page.code, State.ACT), count(page.code, State.WATCH))
        for page in rubrics(reading)
    )


def subject_page(reading: Reading, code: str) -> SubjectPage:
    """One subject with the headline numbers of every rubric."""
    subject = subject_of(reading, code)
    return remembered(reading, ("subject", code), lambda: _subject_page(reading, subject))


def _subject_page(reading: Reading, subject: Subject) -> SubjectPage:
    found = rubrics(reading)
    by_rubric = {page.code: indicators_of(reading, page) for page in found}
    wanted = list(dict.fromkeys(code for codes in by_rubric.values() for code in codes))
    sheet = Tiles(reading, wanted, [subject.code])
    tiles = {code: sheet.tile(code, subject.code) for code in wanted}
    return SubjectPage(
        subject=subject,
        parents=parents(reading, subject.code),
        members=members_of(reading, subject.code),
        type=reading.register.types(reading.today).get(subject.code, ""),
        rubrics=tuple(
            RubricSummary(
                pages.note(page),
                tuple(tiles[code] for code in by_rubric[page.code][:HEADLINES]),
                sum(tiles[code].state is State.ACT for code in by_rubric[page.code]),
                sum(tiles[code].state is State.WATCH for code in by_rubric[page.code]),
            )
            for page in found
        ),
    )


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
