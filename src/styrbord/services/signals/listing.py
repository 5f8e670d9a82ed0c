"""Which cases does this reader see, worst first, and how much is not known?

A case is told to whoever may see every number that it rests on: the indicator of the subject exists for them,
no cell of the series is hidden from them, and the newest number is the one that was judged. Whoever sees a
total of fewer members sees another number, and no case of it; after a revision the next run judges anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.observations import Status
from styrbord.figures.signals import VERDICTS, SignalLine, signal_figures
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import Deviation, Signal, SignalRun

define("deviation.not-found", "There is no case '{name}' for you to see.", "See the list of signals.")
BUDGET = 10
"""Cases that are listed for attention; the others are counted and reachable."""


@dataclass(frozen=True, slots=True)
class Look:
    """One run: when, how many series were tested, and how many had no verdict by which reason."""

    at: datetime
    rules: str
    share: float
    tested: int
    unknown: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Worklist:
    """Open cases of the reader, largest first, with the run that they come from; None before the first."""

    cases: tuple[SignalLine, ...]
    look: Look | None


def worklist(reading: Reading, *, subject: str = "", indicator: str = "") -> Worklist:
    """Cases open at the reader's moment that the reader may see."""
    at = to_ms(reading.as_of)
    run = SignalRun.objects.filter(at__lte=at).order_by("-at", "-pk").first()
    rows = _open(at)
    if subject:
        rows = [row for row in rows if row.subject.code == subject]
    if indicator:
        rows = [row for row in rows if row.indicator.code == indicator]
    found = sorted(_seen(reading, rows, at), key=lambda one: (-one.size, one.indicator, one.subject))
    return Worklist(tuple(found), _look(run) if run else None)


def case(reading: Reading, token: str) -> SignalLine:
    """One case.

    Raises
    ------
    Refused
        `deviation.not-found` if there is none that the reader may see.
    """
    at = to_ms(reading.as_of)
    rows = [row for row in _open(at, ended=True) if row.token == token]
    for one in _seen(reading, rows, at):
        return one
    raise Refused(Problem("deviation.not-found", "", {"name": token[:40]}))


def marks(reading: Reading, indicator: str, subject: str) -> tuple[SignalLine, ...]:
    """Cases of one series that the reader may see, ended ones too, in the order in which they were opened."""
    at = to_ms(reading.as_of)
    rows = _open(at, ended=True, indicator__code=indicator, subject__code=subject)
    return tuple(sorted(_seen(reading, rows, at), key=lambda one: (one.opened_at, one.token)))


def _open(at: int, *, ended: bool = False, **named: str) -> list[Deviation]:
    rows = Deviation.objects.filter(opened_at__lte=at, **named).select_related(
        "indicator", "subject", "last__run", "opened_by"
    )
    return [row for row in rows if ended or row.closed_at is None or row.closed_at > at]


def _seen(reading: Reading, rows: Iterable[Deviation], at: int) -> list[SignalLine]:
    by_series: dict[tuple[str, str], list[tuple[Deviation, Signal]]] = defaultdict(list)
    known = reading.register.indicators()
    for row in rows:
        signal = _signal_at(row, at)
        if row.indicator.code in known and reading.facts.shows(row.indicator.code, row.subject.code):
            by_series[row.indicator.code, signal.frequency].append((row, signal))
    return [one for key, some in by_series.items() for one in _of_indicator(reading, *key, some)]


def _signal_at(row: Deviation, at: int) -> Signal:
    """Newest signal of a case at a moment."""
    if row.last.run.at <= at:
        return row.last
    same = Signal.objects.filter(
        indicator=row.indicator,
        subject=row.subject,
        track=row.track,
        direction=row.direction,
        run__at__lte=at,
    )
    return same.order_by("-run__at", "-run__pk").first() or row.opened_by


def _of_indicator(
    reading: Reading, indicator: str, letter: str, some: list[tuple[Deviation, Signal]]
) -> list[SignalLine]:
    """Cases of one indicator whose numbers are all there for the reader."""
    frequency, definition = Frequency(letter), reading.register.indicators()[indicator]
    subjects = tuple(sorted({row.subject.code for row, _ in some}))
    panel = reading.numbers.panel(Query((indicator,), subjects, frequency))
    places = {str(code): at for at, code in enumerate(panel["subject"].values)}
    ordinals = panel["period"].values
    found = []
    for row, signal in some:
        at = places.get(row.subject.code)
        if at is None:
            continue
        hidden = panel["status"].values[0][at] == Status.SUPPRESSED.value
        there = np.flatnonzero(ordinals == signal.period)
        value = float(panel["value"].values[0][at][there[0]]) if len(there) else float("nan")
        if not hidden.any() and np.isclose(value, signal.value, rtol=1e-9, atol=0):
            found.append(_line(definition, row, signal, frequency, to_ms(reading.as_of)))
    return found


def _line(definition: Indicator, row: Deviation, signal: Signal, frequency: Frequency, at: int) -> SignalLine:
    period = Period(frequency, signal.period)
    value, expected, change = signal_figures(
        definition, row.subject.code, period, signal.value, signal.expected, signal.edition
    )
    return SignalLine(
        token=row.token,
        indicator=definition.code,
        subject=row.subject.code,
        direction=row.direction,
        verdict=VERDICTS[row.direction],
        owner=definition.owner,
        opened_at=from_ms(row.opened_at),
        period=period,
        since=Period(frequency, signal.since),
        value=value,
        expected=expected,
        change=change,
        size=signal.size,
        adjusted=signal.adjusted,
        rank=signal.rank,
        evidence=signal.evidence,
        track=row.track,
        closed_at=from_ms(row.closed_at) if row.closed_at is not None and row.closed_at <= at else None,
    )


def _look(run: SignalRun) -> Look:
    return Look(from_ms(run.at), run.rules, run.share, run.tested, run.unknown)
