"""How does a test make a series?"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from styrbord.core.signals.rules.plot_the_dots import Asked, Charts, charts
from styrbord.core.signals.series import Series
from styrbord.core.spine.indicators import Direction

NA = float("nan")


def months(count: int, *, first: int = 2015) -> tuple[date, ...]:
    """First days of consecutive months."""
    return tuple(date(first + at // 12, at % 12 + 1, 1) for at in range(count))


def monthly(values: Sequence[float], direction: str = "up", key: str = "s") -> Series:
    """A series with a value for each month."""
    return Series(key, months(len(values)), np.array(values, dtype=np.float64), Direction(direction), 12)


def chart(values: Sequence[float], direction: str = "up", **asked: object) -> Charts:
    """Control chart of monthly values."""
    return charts([Asked(monthly(values, direction), **asked)])  # type: ignore[arg-type]
