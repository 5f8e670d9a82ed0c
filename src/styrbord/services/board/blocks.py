"""How are the blocks of a page filled with numbers for one subject?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import isnan

from styrbord.core.base.periods import Period
from styrbord.core.board.pages import BlockKind, PageBlock, PageDefinition
from styrbord.core.spine.indicators import Indicator, OverSubjects
from styrbord.figures.breakdowns import disagreements, parts
from styrbord.figures.lines import line_of
from styrbord.figures.model import Bar, Line, PartCheck
from styrbord.figures.pages import Block, GoalRow
from styrbord.figures.tiles import Tiles
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import CodeItem
from styrbord.store.steering.models import Goal


def filled(reading: Reading, page: PageDefinition, subject: str) -> tuple[Block, ...]:
    """Blocks of a page for a subject; a block whose indicators are all hidden or unknown is left out."""
    known = reading.register.indicators()
    wanted = [code for block in page.blocks for code in block.indicators if code in known]
    sheet = Tiles(reading, wanted, [subject]) if wanted else None
    blocks = [
        _block(reading, block, f"b{number}", subject, sheet)
        for number, block in enumerate(page.blocks, start=1)
        if not block.indicators or any(code in known for code in block.indicators)
    ]
    return tuple(blocks)


def _block(reading: Reading, block: PageBlock, identity: str, subject: str, sheet: Tiles | None) -> Block:
    known = reading.register.indicators()
    codes = [code for code in block.indicators if code in known]
    first = known[codes[0]] if codes else None
    plain = Block(
        str(block.kind),
        identity,
        block.titles,
        str(block.chart),
        text=block.words,
        indicator=codes[0] if codes else "",
        dimension=block.dimension,
        unit=first.stated_unit if first else "",
        decimals=first.decimals if first else 1,
    )
    if block.kind is BlockKind.GOALS:
        return _replaced(plain, goals=goal_rows(reading, subject))
    if sheet is None or first is None:
        return plain
    fill = _FILL.get(block.kind)
    return _replaced(plain, **fill(reading, block, codes, subject, sheet)) if fill else plain


def _replaced(block: Block, **changes: object) -> Block:
    return replace(block, **changes)  # type: ignore[arg-type]


def _tiles(
    reading: Reading, block: PageBlock, codes: list[str], subject: str, sheet: Tiles
) -> dict[str, object]:
    return {"tiles": tuple(sheet.tile(code, subject) for code in codes)}


def _chart(
    reading: Reading, block: PageBlock, codes: list[str], subject: str, sheet: Tiles
) -> dict[str, object]:
    if block.dimension:
        return _breakdown(reading, block, codes, subject, sheet)
    known = reading.register.indicators()
    same = [code for code in codes if known[code].stated_unit == known[codes[0]].stated_unit]
    same = [code for code in same if known[code].frequency == known[codes[0]].frequency]
    is_single = len(same) == 1
    lines: list[Line] = []
    for code in same:
        lines.append(line_of(sheet, known[code], subject, "actual" if is_single else "subject"))
    if is_single and (target := line_of(sheet, known[same[0]], subject, "target")).points:
        lines.append(target)
    tile = sheet.tile(same[0], subject)
    return {"lines": tuple(lines), "tiles": (tile,), "period": tile.period}


def _breakdown(
    reading: Reading, block: PageBlock, codes: list[str], subject: str, sheet: Tiles
) -> dict[str, object]:
    known = reading.register.indicators()
    dimension = block.dimension or known[codes[0]].dimension
    names = code_names(dimension)
    lines = [line for code in codes for line in parts(reading, known[code], subject, dimension, names)]
    if block.kind is BlockKind.CHART:
        lines = [line for line in lines if line.level == 0]
    period = max((line.points[-1][0] for line in lines if line.points), default=None)
    tiles = tuple(sheet.tile(code, subject) for code in codes)
    checks = [_checks(reading, known[code], subject, dimension, lines, sheet) for code in codes]
    told = [found for found in checks if found is not None]
    return {
        "lines": tuple(lines),
        "period": period,
        "dimension": dimension,
        "tiles": tiles,
        "is_checked": bool(told),
        "checks": tuple(check for found in told for check in found),
    }


def _checks(
    reading: Reading, definition: Indicator, subject: str, dimension: str, lines: list[Line], sheet: Tiles
) -> tuple[PartCheck, ...] | None:
    """Where the parts of one indicator do not give its total; None where they are not meant to."""
    own = [line for line in lines if line.group == definition.code]
    weights: list[Line] = []
    if definition.over_subjects is OverSubjects.WEIGHTED_MEAN:
        weight = reading.register.indicators().get(definition.weight_by)
        weights = parts(reading, weight, subject, dimension, code_names(dimension)) if weight else []
    elif definition.over_subjects is not OverSubjects.SUM:
        return None
    if not own or (definition.over_subjects is OverSubjects.WEIGHTED_MEAN and not weights):
        return None
    return disagreements(own, weights, sheet.column(definition.code, subject), definition)


def _map(
    reading: Reading, block: PageBlock, codes: list[str], subject: str, sheet: Tiles
) -> dict[str, object]:
    tile = sheet.tile(codes[0], subject)
    definition = reading.register.indicators()[codes[0]]
    areas = members_bars(reading, definition, subject, tile.period) if tile.period else ()
    return {"areas": areas, "period": tile.period, "tiles": (tile,)}


_FILL: Mapping[BlockKind, Callable[..., dict[str, object]]] = {
    BlockKind.TILES: _tiles,
    BlockKind.TABLE: _tiles,
    BlockKind.CHART: _chart,
    BlockKind.BREAKDOWN: _breakdown,
    BlockKind.MAP: _map,
}


def members_bars(
    reading: Reading, definition: Indicator, subject: str, period: Period | None
) -> tuple[Bar, ...]:
    """Lowest members of a subject with their values of one period."""
    tree, known = reading.register.tree(), reading.register.subjects()
    if period is None:
        return ()
    below = tree.descendants(subject, period.first_day)
    codes = [code for code in below if code in known and not tree.has_members(code)]
    if not codes:
        return ()
    sheet = Tiles(reading, [definition.code], codes, peers=False)
    bars = []
    for code in codes:
        column = sheet.column(definition.code, code)
        position = period.ordinal - column.periods[0].ordinal if column.periods else -1
        inside = 0 <= position < len(column.periods)
        value = float(column.value[position]) if inside else float("nan")
        status = str(column.status[position]) if inside else ""
        path = tree.path(code, period.first_day)
        bars.append(
            Bar(
                code,
                known[code].names,
                None if isnan(value) else value,
                status,
                parent=path[-1] if path else "",
            )
        )
    return tuple(bars)


def code_names(dimension: str) -> dict[str, tuple[dict[str, str], str, int]]:
    """Names, parent and order of a dimension's codes."""
    rows = CodeItem.objects.filter(dimension=dimension).order_by("order", "code")
    return {row.code: (row.names, row.parent_code, index) for index, row in enumerate(rows)}


def goal_rows(reading: Reading, subject: str) -> tuple[GoalRow, ...]:
    """Goals as of the moment, with the tiles of the indicators that measure them."""
    return remembered(reading, ("goals", subject), lambda: _goal_rows(reading, subject))


def _goal_rows(reading: Reading, subject: str) -> tuple[GoalRow, ...]:
    at = to_ms(reading.as_of)
    goals = [row.content for row in Goal.objects.filter(shown_from__lte=at, shown_to__gt=at).order_by("code")]
    known = reading.register.indicators()
    wanted = [code for goal in goals for code in goal["indicators"] if code in known]
    sheet = Tiles(reading, wanted, [subject], peers=False) if wanted else None
    return tuple(
        GoalRow(
            goal["code"],
            goal["names"],
            goal["document"],
            goal["clause"],
            goal["clause_text"],
            tuple(sheet.tile(code, subject) for code in goal["indicators"] if code in known) if sheet else (),
        )
        for goal in goals
    )
