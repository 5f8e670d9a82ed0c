"""Which periods does a rhythm have, and when is each first known?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_EARLY, _LATER = ("2024-01-20", "2024-06-15"), ("2024-09-15", "2024-12-15")
RELEASES: Mapping[str, tuple[str, ...]] = {
    "labour": (*_EARLY, *_LATER, "2025-03-15", "2025-09-15", "2025-11-18", "2026-01-20"),
    "budget": (*_EARLY, *_LATER, "2025-03-15", "2025-09-15", "2026-01-20"),
    "population-social": (*_EARLY, "2024-12-15", "2025-03-15", "2025-11-18", "2026-01-20"),
    "operations": (*_EARLY, *_LATER, "2025-03-15", "2025-11-18", "2026-01-20", "2026-01-30"),
}
_FIRST_WEEK = date(2024, 2, 5)
_FIRST_DAY = date(2025, 7, 14)
_MONTHS = [(year, month) for year in range(2020, 2026) for month in range(1, 13)]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Periods of one rhythm: labels, calendar years, months (1-12), last days, years since 2025."""

    labels: tuple[str, ...]
    years: npt.NDArray[np.int64]
    months: npt.NDArray[np.int64]
    ends: npt.NDArray[np.datetime64]
    since_2025: npt.NDArray[np.float64]
    weekends: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.labels)

    def index(self, label: str) -> int:
        """Returns the place of a period."""
        return self.labels.index(label)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _spans() -> dict[str, list[tuple[str, date]]]:
    weeks = [_FIRST_WEEK + timedelta(weeks=step) for step in range(103)]
    days = [_FIRST_DAY + timedelta(days=step) for step in range(200)]
    return {
        "A": [(f"{year}", date(year, 12, 31)) for year in range(2008, 2026)],
        "S": [
            (f"{year}-S{half}", _month_end(year, half * 6)) for year in range(2016, 2026) for half in (1, 2)
        ],
        "Q": [
            (f"{year}-Q{quarter}", _month_end(year, quarter * 3))
            for year in range(2020, 2026)
            for quarter in range(1, 5)
        ],
        "M": [(f"{year}-{month:02d}", _month_end(year, month)) for year, month in _MONTHS],
        "T": [(f"{year}-01/P{month}M", _month_end(year, month)) for year, month in _MONTHS],
        "W": [
            (f"{day.isocalendar().year}-W{day.isocalendar().week:02d}", day + timedelta(days=6))
            for day in weeks
        ],
        "D": [(day.isoformat(), day) for day in days],
    }


@lru_cache
def calendar(frequency: str) -> Calendar:
    """Returns the periods of a rhythm."""
    labels, ends = zip(*_spans()[frequency], strict=True)
    middle = {"M": 0.04, "A": 0.0}.get(frequency, 0.0)
    position = [end.year + (end.timetuple().tm_yday - 1) / 365 - 2025.997 - middle for end in ends]
    return Calendar(
        labels,
        np.array([end.year for end in ends]),
        np.array([end.month for end in ends]),
        np.array(ends, dtype="datetime64[D]"),
        np.array(position),
        np.array([end.weekday() >= 5 for end in ends]),
    )


def first_release(dataset: str, ends: npt.NDArray[np.datetime64], lag_days: int) -> npt.NDArray[np.int64]:
    """Returns for each period the place of its first release in the dataset's calendar; -1 is not yet."""
    days = np.array(RELEASES[dataset], dtype="datetime64[D]")
    place = np.searchsorted(days, ends + np.timedelta64(lag_days, "D"))
    return np.where(place < len(days), place, -1)
