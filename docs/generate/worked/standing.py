"""How do small numbers stand against target, peers, calendar and an earlier word?"""

from datetime import date

import numpy as np

from docs.generate.worked import number, table
from styrbord.core.base.periods import Period
from styrbord.core.spine.editions import intervals
from styrbord.core.spine.indicators import Direction, Indicator
from styrbord.core.spine.peers import rank_span
from styrbord.figures.freshness import freshness, rhythms_late
from styrbord.figures.model import Standing
from styrbord.figures.targets import size_of, target_answer, target_state

# Of each: its name, direction, value, target, tolerance, importance and irreversibility.
SAID = (
    ("Unemployment, %", Direction.DOWN, 7.3, 4.8, 0.05, 1.5, 1.0),
    ("Dwellings started", Direction.UP, 211.0, 340.0, 0.05, 1.0, 1.5),
    ("Qualified teachers, %", Direction.UP, 73.4, 75.0, 0.02, 1.5, 1.0),
    ("Waste, kg per person", Direction.DOWN, 402.0, 400.0, 0.02, 1.0, 1.0),
)
FOREVER = date.max.toordinal()


def deviations() -> str:
    """Size, state and score of some indicators, in the order of the overview."""
    rows = []
    for name, direction, value, target, tolerance, importance, irreversibility in SAID:
        indicator = Indicator("x", {}, "d", direction=direction, tolerance=tolerance)
        targets = np.array([target])
        axis = (Period.parse("2025"),)
        answer = target_answer(np.array([value]), targets, axis, 0, indicator, targets)
        size = size_of(answer, indicator)
        is_behind = answer.standing is Standing.BEHIND
        score = f"{size * importance * irreversibility:.2f}" if is_behind else "none"
        numbers = (f"{value:g}", f"{target:g}", f"{answer.shortfall:.3f}", tolerance, f"{size:.2f}")
        rows.append((name, *numbers, importance, irreversibility, score, target_state(answer, indicator)))
    head = ("indicator", "value", "target", "shortfall", "tolerance", "size")
    return table((*head, "importance", "irreversibility", "score", "state"), rows)


def clocks() -> str:
    """Intervals of four versions of one value, one of which reaches the board late."""
    values = (100, 104, 102, 105)
    said = ("2025-03-01", "2025-09-01", "2025-06-01", "2026-03-01")
    came = ("2025-03-15", "2025-09-20", "2025-11-10", "2026-03-20")
    vintages, releases = (
        np.array([date.fromisoformat(day).toordinal() for day in days]) for days in (said, came)
    )
    vintage_to, shown_to = intervals(np.ones(4, dtype=np.int64), vintages, releases, FOREVER)
    rows = [
        (value, said_on, _day(until), came_on, "never shown" if shown <= release else _day(shown))
        for value, said_on, until, came_on, shown, release in zip(
            values, said, vintage_to, came, shown_to, releases, strict=True
        )
    ]
    return table(("value", "said from", "said until", "released here", "shown until"), rows)


def _day(ordinal: int) -> str:
    return "open" if ordinal == FOREVER else date.fromordinal(int(ordinal)).isoformat()


def peers() -> str:
    """Rank spans of a group in which two values look the same."""
    group = {"Colham": 5.0, "Dunmere": 6.1, "Ashford": 7.31, "Birkby": 7.34, "Elmstad": 9.0}
    values = np.array(list(group.values()))
    rows = []
    for name, value in group.items():
        low, high = rank_span(value, values, direction=Direction.DOWN, decimals=1) or (0, 0)
        rows.append((name, value, f"{value:.1f}", low if low == high else f"{low} to {high}"))
    return table(("subject", "value", "shown", "rank of 5"), rows)


def late() -> str:
    """States of a monthly series with a lag of 20 days, on four days."""
    newest, rows = Period.parse("2025-10"), []
    for day in ("2025-12-20", "2025-12-21", "2026-01-21", "2026-02-21"):
        today = date.fromisoformat(day)
        answer = freshness(newest, released_on=date(2025, 11, 18), today=today, lag_days=20)
        overdue = rhythms_late(answer, today, 20)
        rows.append((day, answer.age_days, answer.due_on, answer.late_days, overdue, answer.level))
    return table(("today", "age, days", "November was due", "days late", "periods overdue", "level"), rows)


def directions() -> str:
    """How far a shortfall of each direction is measured."""
    rows = []
    for direction, value in ((Direction.UP, 90.0), (Direction.DOWN, 110.0), (Direction.NONE, 50.0)):
        indicator = Indicator("x", {}, "d", direction=direction)
        one, target = np.array([value]), np.array([100.0])
        answer = target_answer(one, target, (Period.parse("2025"),), 0, indicator, target)
        rows.append((direction, number(value), "100", number(answer.shortfall or 0.0)))
    between = Indicator("x", {}, "d", direction=Direction.RANGE, range_low=40.0, range_high=60.0)
    answer = target_answer(
        np.array([65.0]), np.array([50.0]), (Period.parse("2025"),), 0, between, np.array([50.0])
    )
    rows.append((Direction.RANGE, "65", "40 to 60", number(answer.shortfall or 0.0)))
    return table(("direction", "value", "target or range", "shortfall"), rows)
