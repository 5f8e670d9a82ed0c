"""What deviates in one subject and below it, and how do its key figures stand?"""

from collections.abc import Sequence
from dataclasses import replace

from styrbord.core.board.pages import BlockKind, PageKind
from styrbord.core.spine.observations import Status
from styrbord.core.spine.subjects import Subject
from styrbord.figures.exceptions import exception_of, in_order
from styrbord.figures.model import Bar, Deviation, DeviationKind, FreshLevel, State, Tile, Verdict
from styrbord.figures.pages import Overview, RubricRow
from styrbord.figures.tiles import Tiles
from styrbord.services import pages, signals
from styrbord.services.board.courses import courses
from styrbord.services.board.subjects import root, rubrics, subject_of
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms

SHOWN = 12


def overview(reading: Reading, code: str = "") -> Overview:
    """One subject at a glance: what deviates first, then key figures and the state of the data."""
    subject = subject_of(reading, code or root(reading))
    key = "overview", subject.code, signals.newest(reading)
    return remembered(reading, key, lambda: _overview(reading, subject))


def _overview(reading: Reading, subject: Subject) -> Overview:
    definitions = reading.register.indicators()
    below = reading.register.tree().descendants(subject.code, reading.today)
    scope = [code for code in (subject.code, *below) if code in reading.register.subjects()]
    sheet = Tiles(reading, definitions, scope, peers=False)
    tiles = [tile for tile in sheet.all() if tile.state is not State.NO_DATA]
    left = courses(reading, sheet, tiles)
    found = [
        exception_of(
            tile, definitions[tile.indicator], reading.today, left.get((tile.indicator, tile.subject))
        )
        for tile in tiles
    ]
    ordered = in_order([one for one in found if one is not None])
    shown = [replace(one, tile=sheet.tile(one.tile.indicator, one.tile.subject)) for one in ordered[:SHOWN]]
    own = [tile for tile in tiles if tile.subject == subject.code]
    members = [code for code in scope[1:] if not reading.register.tree().has_members(code)]
    return Overview(
        subject=subject,
        exceptions=tuple(shown),
        more=max(len(ordered) - SHOWN, 0),
        act=sum(one.state is State.ACT for one in ordered),
        watch=sum(one.state is State.WATCH for one in ordered),
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
        worst[code] = State.ACT if State.ACT in (worst.get(code), one.state) else one.state
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
            one.state is state and rubric in definitions[one.tile.indicator].rubrics for one in ordered
        )

    return tuple(
        RubricRow(page.code, page.titles, count(page.code, State.ACT), count(page.code, State.WATCH))
        for page in rubrics(reading)
    )
