"""Which things deviate most, and in which order are they told?"""

from datetime import date

from styrbord.core.spine.indicators import Indicator
from styrbord.figures.freshness import rhythms_late
from styrbord.figures.model import Deviation, DeviationKind, FreshLevel, Standing, State, Tile
from styrbord.figures.targets import size_of

METHOD = "overview-order/1"


def exception_of(tile: Tile, definition: Indicator, today: date) -> Deviation | None:
    """The tile's deviation.

    Returns
    -------
    Deviation or None
        None when nothing deviates.

    score = size x importance x irreversibility (R-055 of the requirements). Size is the shortfall in
    tolerances when behind the target, or the number of overdue periods when one is missing; the
    larger of the two is told.
    """
    behind = size_of(tile.target, definition) if tile.target.standing is Standing.BEHIND else 0.0
    is_late = tile.fresh.level in (FreshLevel.WATCH, FreshLevel.ACT)
    late = float(rhythms_late(tile.fresh, today, definition.lag_days)) if is_late else 0.0
    if not behind and not late:
        return None
    kind = DeviationKind.BEHIND_TARGET if behind >= late else DeviationKind.PERIOD_MISSING
    size = max(behind, late)
    score = size * definition.importance * definition.irreversibility
    length = _length(tile) if kind is DeviationKind.BEHIND_TARGET else int(late)
    return Deviation(tile, kind, size, definition.importance, definition.irreversibility, score, length)


def in_order(found: list[Deviation]) -> list[Deviation]:
    """Act before watch, then the largest score, then the longest; ties by code, so always the same."""
    return sorted(
        found,
        key=lambda one: (
            one.tile.state is not State.ACT,
            -one.score,
            -one.periods,
            one.tile.indicator,
            one.tile.subject,
        ),
    )


def _length(tile: Tile) -> int:
    if tile.since is None or tile.period is None or tile.since.frequency is not tile.period.frequency:
        return 0
    return tile.period.ordinal - tile.since.ordinal + 1
