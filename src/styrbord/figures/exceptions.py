"""Which things deviate most, and in which order are they told?"""

from dataclasses import dataclass
from datetime import date

from styrbord.core.base.periods import Period
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.freshness import rhythms_late
from styrbord.figures.model import Deviation, DeviationKind, FreshLevel, Standing, State, Tile
from styrbord.figures.signals import tolerances_of
from styrbord.figures.targets import ACT_FROM_TOLERANCES, size_of

METHOD = "overview-order/2"
ORDER = (DeviationKind.BEHIND_TARGET, DeviationKind.PERIOD_MISSING, DeviationKind.LEFT_COURSE)


@dataclass(frozen=True, slots=True)
class LeftCourse:
    """That a series has an open case of having left its course for the worse.

    Attributes
    ----------
    change, expected : in the indicator's unit
    """

    change: float
    expected: float
    since: Period
    period: Period

    @property
    def periods(self) -> int:
        """For how many periods it has lasted."""
        return self.period.ordinal - self.since.ordinal + 1


def exception_of(
    tile: Tile, definition: Indicator, today: date, course: LeftCourse | None = None
) -> Deviation | None:
    """The tile's deviation.

    Parameters
    ----------
    course : the open case of the series; None = none

    Returns
    -------
    Deviation or None
        None when nothing deviates.

    score = size x importance x irreversibility (R-055 of the requirements). Size is the shortfall in
    tolerances when behind the target, the number of overdue periods when one is missing, or the change in
    tolerances of what was expected when the course was left; the largest of the three is told.
    """
    sizes = {
        DeviationKind.BEHIND_TARGET: _behind(tile, definition),
        DeviationKind.PERIOD_MISSING: _late(tile, definition, today),
        DeviationKind.LEFT_COURSE: tolerances_of(definition, course.change, course.expected) if course else 0,
    }
    size = max(sizes.values())
    if not size:
        return None
    kind = next(one for one in ORDER if sizes[one] == size)
    return Deviation(
        tile,
        kind,
        size,
        definition.importance,
        definition.irreversibility,
        size * definition.importance * definition.irreversibility,
        _length(tile, kind, size, course),
        state=_state(tile, sizes[DeviationKind.LEFT_COURSE]),
        since=course.since if course and kind is DeviationKind.LEFT_COURSE else None,
    )


def in_order(found: list[Deviation]) -> list[Deviation]:
    """Act before watch, then the largest score, then the longest; ties by code, so always the same."""
    return sorted(
        found,
        key=lambda one: (
            one.state is not State.ACT,
            -one.score,
            -one.periods,
            one.tile.indicator,
            one.tile.subject,
        ),
    )


def _behind(tile: Tile, definition: Indicator) -> float:
    return size_of(tile.target, definition) if tile.target.standing is Standing.BEHIND else 0.0


def _late(tile: Tile, definition: Indicator, today: date) -> float:
    is_late = tile.fresh.level in (FreshLevel.WATCH, FreshLevel.ACT)
    return float(rhythms_late(tile.fresh, today, definition.lag_days)) if is_late else 0.0


def _state(tile: Tile, left: float) -> State:
    """The worse of what target and calendar ask for and of what the course does, from three tolerances."""
    if tile.state is State.ACT or left >= ACT_FROM_TOLERANCES:
        return State.ACT
    return State.WATCH


def _length(tile: Tile, kind: DeviationKind, size: float, course: LeftCourse | None) -> int:
    if kind is DeviationKind.PERIOD_MISSING:
        return int(size)
    if kind is DeviationKind.LEFT_COURSE:
        return course.periods if course else 0
    if tile.since is None or tile.period is None or tile.since.frequency is not tile.period.frequency:
        return 0
    return tile.period.ordinal - tile.since.ordinal + 1
