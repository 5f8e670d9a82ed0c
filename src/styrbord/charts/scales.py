"""Where do ticks of values and of periods stand, and how is a value turned into a pixel?"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from styrbord.charts.measure import text_width
from styrbord.core.base.periods import Frequency, Period
from styrbord.figures import format as write

MOST_TICKS = 5
MOST_NAMED = 8  # periods within a year that are named one by one; more get ticks at years
_COARSE = (Frequency.ANNUAL, Frequency.HALF, Frequency.QUARTER, Frequency.YEAR_TO_DATE)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from a domain to pixels, with its ticks."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()

    def __call__(self, value: float) -> float:
        """Pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)


def value_scale(
    values: Iterable[float],
    *,
    start: float,
    end: float,
    decimals: int,
    language: str,
    from_zero: bool = False,
    signed: bool = False,
    most: int = MOST_TICKS,
) -> Scale:
    """Scale that holds all values with a little air; at most `most` ticks, all inside."""
    known = [value for value in values if math.isfinite(value)]
    low, high = _extent(known, from_zero, decimals)
    ticks, step = _ticks(low, high, most)
    digits = _decimals_of(step)
    written = write.signed if signed else write.number
    labels = tuple(written(tick, decimals=digits, language=language) for tick in ticks)
    return Scale(low, high, start, end, ticks, labels)


def _extent(known: Sequence[float], from_zero: bool, decimals: int) -> tuple[float, float]:
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 2 * 10.0**-decimals and not (from_zero and high > low):
        margin = max(abs(high) * 0.05, 10.0**-decimals)
        return low - (0 if from_zero else margin), high + margin
    air = (high - low) * 0.06
    return (low - air if low < 0 or not from_zero else 0.0), (high + air if high > 0 else 0.0)


def _ticks(low: float, high: float, most: int) -> tuple[tuple[float, ...], float]:
    """Multiples of the smallest handy step that keeps to the number of ticks."""
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    steps = (power * small for small in (1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 50.0))
    step = next(step for step in steps if _last(high, step) - _first(low, step) < most)
    numbers = range(_first(low, step), _last(high, step) + 1)
    return tuple(round(number * step, 12) for number in numbers), step


def _first(low: float, step: float) -> int:
    return math.ceil(low / step - 1e-9)


def _last(high: float, step: float) -> int:
    return math.floor(high / step + 1e-9)


def _decimals_of(step: float) -> int:
    """Fewest decimals that write a step exactly."""
    return next((n for n in range(9) if abs(round(step, n) - step) < 1e-12 * max(1.0, step)), 9)


def middle(period: Period) -> float:
    """Day in the middle of a period, as a number of days."""
    return (period.first_day.toordinal() + period.last_day.toordinal() + 1) / 2


@lru_cache(maxsize=65_536)
def dated(period: Period, rhythm: Frequency) -> float:
    """Where a point stands on the axis of a rhythm: mid-period, or the end of a longer period."""
    return middle(period) if period.frequency is rhythm else float(period.last_day.toordinal())


def period_scale(periods: Sequence[Period], *, rhythm: Frequency, end: float, language: str) -> Scale:
    """Scale over the whole span of the periods, from pixel 0; at most 5 labelled ticks."""
    periods = list(dict.fromkeys(periods))
    ends = _ends(periods)
    first = min(period.first_day for period in ends).toordinal()
    last = max(period.last_day for period in ends).toordinal() + 1
    is_coarse = rhythm is Frequency.ANNUAL or (rhythm in _COARSE and len(periods) <= MOST_NAMED)
    marks = _points(periods, language) if is_coarse else _starts(first, last, rhythm, language)
    low, high = float(first), float(last)
    if is_coarse and len(marks) > 1:
        low, high = _tightened(low, high, ends, rhythm)
    room = _thinned(marks, low, high, end)
    return Scale(low, high, 0.0, end, tuple(at for at, _ in room), tuple(label for _, label in room))


def _ends(periods: Sequence[Period]) -> list[Period]:
    """First and last period of each frequency."""
    found: dict[Frequency, list[Period]] = {}
    for period in periods:
        found.setdefault(period.frequency, []).append(period)
    ordered = (sorted(each, key=lambda period: period.ordinal) for each in found.values())
    return [period for each in ordered for period in (each[0], each[-1])]


def _tightened(low: float, high: float, periods: Sequence[Period], rhythm: Frequency) -> tuple[float, float]:
    """Leave a quarter of a period at each end, so that the line begins near the axis."""
    places = [dated(period, rhythm) for period in periods]
    length = max(period.last_day.toordinal() - period.first_day.toordinal() for period in periods) / 4
    return max(low, min(places) - length), min(high, max(places) + length)


def _points(periods: Sequence[Period], language: str) -> list[tuple[float, str]]:
    """A tick at every period."""
    shortest = min(periods, key=lambda period: period.last_day.toordinal() - period.first_day.toordinal())
    own = sorted({p.ordinal: p for p in periods if p.frequency is shortest.frequency}.items())
    return [(middle(period), write.period_label(period, language=language)) for _, period in own]


def _starts(first: int, last: int, rhythm: Frequency, language: str) -> list[tuple[float, str]]:
    """A tick at the start of each year, or of each month when the span is below two years."""
    begin, stop = date.fromordinal(first), date.fromordinal(last)
    if last - first > 2 * 366:
        years = range(begin.year, stop.year + 1)
        starts = [(date(year, 1, 1).toordinal(), str(year)) for year in years]
    elif last - first > 62:
        months = range(begin.year * 12 + begin.month - 1, stop.year * 12 + stop.month)
        starts = [_month_start(month, language) for month in months]
    else:
        step = 7 if rhythm is Frequency.WEEK else 1
        days = range(first, last, step)
        starts = [(day, write.date_label(date.fromordinal(day), language=language)) for day in days]
    return [(float(at), label) for at, label in starts if first <= at < last]


def _month_start(month: int, language: str) -> tuple[int, str]:
    period = Period(Frequency.MONTH, month)
    return period.first_day.toordinal(), write.period_label(period, language=language)


def _thinned(marks: list[tuple[float, str]], low: float, high: float, end: float) -> list[tuple[float, str]]:
    """Every n-th mark, counted back from the last, so that at most 5 stay and none touch."""
    widest = max((text_width(label) for _, label in marks), default=0) + 14
    for step in range(1, len(marks) + 1):
        kept = marks[::-1][::step][::-1]
        gap = (kept[1][0] - kept[0][0]) / (high - low) * end if len(kept) > 1 else widest
        if len(kept) <= MOST_TICKS and gap >= widest:
            return kept
    return marks[-1:]
