"""How are periods, durations and amounts written in the reader's language?"""

from styrbord.core.base.periods import Frequency, Period
from styrbord.figures import format as written
from styrbord.figures.model import Figure
from styrbord.figures.words import GENITIVE
from styrbord.web.names import language

LONGEST_UNIT = 5  # letters beside the value of a tile
NEAR_DAYS = 300


def period(value: Period | None) -> str:
    """Period in the reader's language."""
    return written.period_label(value, language=language())


def short_period(value: Period, newest: Period) -> str:
    """Period for a narrow column: days and weeks of the last ten months go without their year."""
    is_near = abs((newest.first_day - value.first_day).days) < NEAR_DAYS
    if value.frequency not in {Frequency.DAY, Frequency.WEEK}:
        return period(value)
    if is_near:
        return written.period_label(value, language=language(), with_year=False)
    return period(Period.of(Frequency.MONTH, value.first_day))


def after_since(value: Period) -> str:
    """Period after "since": Russian months that are written in full take the genitive."""
    month, _space, year = period(value).rpartition(" ")
    return f"{GENITIVE[month]} {year}" if month in GENITIVE else period(value)


def days(n: int) -> str:
    """So many days in words."""
    return written.days(n, language=language())


def duration(n: int, frequency: str) -> str:
    """So many periods in words."""
    return written.duration(n, Frequency(frequency), language=language())


def figure(value: Figure) -> str:
    """Value of a figure with its unit."""
    return amount(value.value, value.unit, value.decimals)


def amount(value: float | None, unit: str, decimals: int) -> str:
    """Value with its unit."""
    return written.quantity(value, decimals=decimals, unit=unit, language=language())


def unit_beside(value: Figure) -> str:
    """Unit as it stands beside a value, for a tile that sets it smaller."""
    bare = written.number(value.value, decimals=value.decimals, language=language())
    return figure(value).removeprefix(bare).strip()


def has_long_unit(value: Figure) -> bool:
    """Whether the unit needs a line of its own in a tile."""
    return len(unit_beside(value)) > LONGEST_UNIT
