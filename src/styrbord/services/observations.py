"""Which observations may a reader take, page by page, stored or computed?"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, repeat
from math import isfinite
from typing import NamedTuple

import numpy as np
import xarray as xr

from styrbord.core.base.codes import breakdown_codes, breakdown_text, is_code
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.facts import Query
from styrbord.core.spine.numbers import Origin
from styrbord.core.spine.observations import TOTAL
from styrbord.services.reading import Reading
from styrbord.store.spine.models import Breakdown, CodeItem

define(
    "breakdown.not-found",
    "There is no breakdown '{text}'.",
    "Write DIMENSION for all of its codes, or DIMENSION=code for one; leave it out for the totals.",
)
define(
    "observations.one-breakdown",
    "Computed values cannot be asked for a whole dimension.",
    "Name one code, as DIMENSION=code, or leave out computed.",
)
define(
    "observations.cursor",
    "'{text}' is not a place to go on from.",
    "Follow the link 'next' of an answer as it is, or begin again without cursor.",
)
ORIGINS = {
    Origin.REPORTED: "reported",
    Origin.DERIVED: "formula",
    Origin.ROLLED_UP: "rolled-up",
    Origin.CARRIED_BACK: "carried-back",
}
BLOCK = 250
BLOCK_COMPUTED = 50
MOST_BLOCKS = 200
_LONGEST_SPAN = 600


@dataclass(frozen=True, slots=True)
class Ask:
    """Which observations: codes that exist for the reader, and limits that None leaves open."""

    indicators: tuple[str, ...]
    subjects: tuple[str, ...]
    first: Period | None = None
    last: Period | None = None
    frequency: Frequency | None = None
    scenario: str = "actual"
    breakdown: str = TOTAL
    is_computed: bool = False


class Row(NamedTuple):
    """One observation; `edition` is None where computed, `reported` of `expected` is its coverage."""

    indicator: str
    subject: str
    period: Period
    breakdown: str
    scenario: str
    value: float | None
    status: str
    decimals: int | None
    edition: int | None
    origin: str
    reported: int
    expected: int


class RowsPage(NamedTuple):
    """Some rows, and where to go on; empty text when all were given."""

    rows: list[Row]
    cursor: str


class _Place(NamedTuple):
    """Next indicator and subject to read, and how many rows of theirs were given already."""

    indicator: int
    subject: int
    skipped: int


def page(reading: Reading, ask: Ask, *, limit: int, cursor: str = "") -> RowsPage:
    """Rows in the order asked: by indicator, subject, frequency, breakdown and period.

    A page may be shorter than the limit where much was looked through; go on while there is a cursor.

    Raises
    ------
    Refused
        `breakdown.not-found`, `breakdown.unreadable`, `observations.one-breakdown` or `observations.cursor`.
    """
    breakdown, dimension = _breakdown(reading, ask)
    place = _place(ask, cursor)
    rows: list[Row] = []
    for at in islice(_blocks(ask, place), MOST_BLOCKS):
        codes = ask.subjects[at.subject : at.subject + _block_size(ask)]
        found = _block(reading, ask, ask.indicators[at.indicator], codes, breakdown, dimension)
        rows += found[at.skipped :]
        if len(rows) > limit:
            return RowsPage(rows[:limit], _cursor_at(rows, limit, ask, at))
        place = _after(ask, at)
    is_done = place.indicator >= len(ask.indicators) or not ask.subjects
    return RowsPage(rows, "" if is_done else _written(ask, place))


def _cursor_at(rows: list[Row], limit: int, ask: Ask, at: _Place) -> str:
    """Cursor that begins at the row after the limit: its indicator, subject and number among theirs."""
    key = rows[limit][:2]
    given = sum(row[:2] == key for row in rows[:limit])
    is_resumed = key == (ask.indicators[at.indicator], ask.subjects[at.subject])
    return _encoded(*key, given + (at.skipped if is_resumed else 0))


def _block_size(ask: Ask) -> int:
    return BLOCK_COMPUTED if ask.is_computed else BLOCK


def _blocks(ask: Ask, place: _Place) -> Iterator[_Place]:
    while place.indicator < len(ask.indicators) and ask.subjects:
        yield place
        place = _after(ask, place)


def _after(ask: Ask, at: _Place) -> _Place:
    following = at.subject + _block_size(ask)
    is_over = following >= len(ask.subjects)
    return _Place(at.indicator + 1, 0, 0) if is_over else _Place(at.indicator, following, 0)


def _block(
    reading: Reading, ask: Ask, indicator: str, subjects: tuple[str, ...], breakdown: str, dimension: str
) -> list[Row]:
    """Rows of one indicator for some subjects, subject by subject."""
    parts = []
    for frequency in _frequencies(reading, ask, indicator):
        first, last = _bounds(ask, frequency)
        is_short = first is not None and last is not None and last.ordinal - first.ordinal < _LONGEST_SPAN
        bounds = (first, last) if is_short else (None, None)
        query = Query((indicator,), subjects, frequency, *bounds, scenario=ask.scenario, breakdown=breakdown)
        if first is None or last is None or first <= last:
            parts.append(_rows(_panel(reading, ask, query, dimension), query, dimension, first, last))
    order = {code: at for at, code in enumerate(subjects)}
    return sorted((row for part in parts for row in part), key=lambda row: order[row.subject])


def _frequencies(reading: Reading, ask: Ask, indicator: str) -> tuple[Frequency, ...]:
    """The one asked for; else the indicator's own and, of stored rows, all others."""
    if ask.frequency:
        return (ask.frequency,)
    own = Frequency(reading.register.indicators()[indicator].frequency)
    return (own,) if ask.is_computed else (own, *(one for one in Frequency if one is not own))


def _bounds(ask: Ask, frequency: Frequency) -> tuple[Period | None, Period | None]:
    """First and last period of a frequency that touch the periods asked for."""
    first = Period.of(frequency, ask.first.first_day) if ask.first else None
    last = Period.of(frequency, ask.last.last_day) if ask.last else None
    return first, last


def _panel(reading: Reading, ask: Ask, query: Query, dimension: str) -> xr.Dataset:
    if dimension:
        return reading.facts.breakdown_panel(query, dimension)
    stored = reading.facts.panel(query)
    if not ask.is_computed:
        return stored
    found = reading.numbers.panel(query)
    decimals = stored["decimals"].reindex(period=found["period"].values, fill_value=-2)
    return found.assign(decimals=decimals)


def _rows(
    panel: xr.Dataset, query: Query, dimension: str, first: Period | None, last: Period | None
) -> Iterator[Row]:
    """Rows of a panel of one indicator, in the order of its dims."""
    cells = {str(name): array.values[0] for name, array in panel.data_vars.items()}
    ordinals = panel["period"].values
    has = (cells["status"] != "") | ~np.isnan(cells["value"])
    has &= ordinals >= (first.ordinal if first else -(2**62))
    has &= ordinals <= (last.ordinal if last else 2**62)
    at = np.nonzero(has)
    axes = [
        panel[str(dim)].values[found].tolist() for dim, found in zip(panel["value"].dims[1:], at, strict=True)
    ]
    breakdowns = (f"{dimension}={code}" for code in axes[1]) if dimension else repeat(query.breakdown)
    columns = {name: array[at].tolist() for name, array in cells.items()}
    periods = {ordinal: Period(query.frequency, ordinal) for ordinal in set(axes[-1])}
    times = (periods[ordinal] for ordinal in axes[-1])
    ones = repeat(1)
    return map(
        Row,
        repeat(query.indicators[0]),
        axes[0],
        times,
        breakdowns,
        repeat(query.scenario),
        (value if isfinite(value) else None for value in columns["value"]),
        columns["status"],
        (decimals if decimals >= 0 else None for decimals in columns["decimals"]),
        (edition or None for edition in columns["edition"]),
        (ORIGINS.get(origin, "reported") for origin in columns.get("origin", repeat(Origin.REPORTED))),
        columns.get("reported", ones),
        columns.get("expected", ones),
    )


def _breakdown(reading: Reading, ask: Ask) -> tuple[str, str]:
    """Canonical breakdown and, when the ask names a dimension only, that dimension."""
    text = ask.breakdown.strip()
    if text in ("", TOTAL):
        return TOTAL, ""
    unknown = Refused(Problem("breakdown.not-found", "breakdown", {"text": text}))
    if "=" in text:
        canonical = breakdown_text(breakdown_codes(text, "breakdown"))
        if canonical != TOTAL and not reading.facts.uses(Breakdown.objects.filter(text=canonical)):
            raise unknown
        return canonical, ""
    in_use = Breakdown.objects.filter(text__startswith=f"{text}=")
    if not is_code(text) or not (
        reading.facts.uses(in_use) or CodeItem.objects.filter(dimension=text).exists()
    ):
        raise unknown
    if ask.is_computed:
        raise Refused(Problem("observations.one-breakdown", "computed"))
    return TOTAL, text


def _place(ask: Ask, cursor: str) -> _Place:
    if not cursor:
        return _Place(0, 0, 0)
    try:
        indicator, subject, skipped = base64.urlsafe_b64decode(cursor.encode()).decode().split("\t")
        return _Place(ask.indicators.index(indicator), ask.subjects.index(subject), max(int(skipped), 0))
    except (ValueError, binascii.Error) as cause:
        raise Refused(Problem("observations.cursor", "cursor", {"text": cursor})) from cause


def _written(ask: Ask, place: _Place) -> str:
    return _encoded(ask.indicators[place.indicator], ask.subjects[place.subject], place.skipped)


def _encoded(indicator: str, subject: str, skipped: int) -> str:
    return base64.urlsafe_b64encode(f"{indicator}\t{subject}\t{skipped}".encode()).decode()
