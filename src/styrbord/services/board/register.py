"""Which indicators are there, and how good are their entries?"""

import numpy as np

from styrbord.core.base.text import LANGUAGES
from styrbord.core.spine.indicators import Direction, Indicator
from styrbord.figures.listings import MethodPage, QualityRow, RegisterPage, RegisterRubric
from styrbord.figures.methods import COMPUTATIONS
from styrbord.figures.model import FreshLevel, Tile
from styrbord.figures.pages import GoalRow, PageNote
from styrbord.figures.tiles import Tiles
from styrbord.services import pages
from styrbord.services.board import blocks, compare, subjects
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading


def quality(reading: Reading) -> RegisterPage:
    """Every indicator by rubric: what its entry lacks, its coverage and how late it is."""
    return remembered(reading, ("register",), lambda: _quality(reading))


def _quality(reading: Reading) -> RegisterPage:
    definitions = reading.register.indicators()
    scope = [*compare.leaves(reading), subjects.root(reading)]
    sheet = Tiles(reading, definitions, scope, peers=False)
    rows = {
        code: _row(one, [sheet.tile(code, subject) for subject in scope]) for code, one in definitions.items()
    }
    found = subjects.rubrics(reading)
    listed = [
        RegisterRubric(pages.note(page), tuple(rows[code] for code in subjects.indicators_of(reading, page)))
        for page in found
    ]
    placed = {row.indicator for rubric in listed for row in rubric.rows}
    rest = tuple(row for code, row in rows.items() if code not in placed)
    if rest:
        listed.append(RegisterRubric(PageNote("", {}), rest))
    return RegisterPage(
        tuple(one for one in listed if one.rows),
        len(rows),
        sum(not row.lacks for row in rows.values()),
        sum(row.late_days > 0 for row in rows.values()),
        tuple(goal for goal in blocks.goal_rows(reading, subjects.root(reading)) if not is_stated(goal)),
    )


def _row(definition: Indicator, tiles: list[Tile]) -> QualityRow:
    with_value = [tile for tile in tiles if tile.value]
    late = [tile.fresh.late_days for tile in tiles if tile.fresh.level in (FreshLevel.WATCH, FreshLevel.ACT)]
    marks = [tile.value.status in ("P", "E") for tile in with_value if tile.value]
    newest = max((tile.period for tile in with_value if tile.period), default=None)
    return QualityRow(
        definition.code,
        tuple(lacking(definition)),
        len(with_value),
        len(tiles),
        newest,
        max(late, default=0),
        float(np.mean(marks)) if marks else None,
    )


def is_stated(goal: GoalRow) -> bool:
    """Whether a clause of a document states the goal."""
    return bool(goal.document and goal.clause)


def lacking(definition: Indicator) -> list[str]:
    """Parts of an entry that are missing, by code: definition, unit, source, owner and so on."""
    parts = {
        "definition": bool(definition.definition),
        "unit": bool(definition.unit),
        "source": bool(definition.source),
        "owner": bool(definition.owner),
        "direction": definition.direction is not Direction.NONE,
        "rhythm": definition.lag_days is not None,
        "translation": all(language in definition.names for language in LANGUAGES),
    }
    return [name for name, has in parts.items() if not has]


def methods(reading: Reading) -> MethodPage:
    """How every kind of figure is computed."""
    return MethodPage(COMPUTATIONS)
