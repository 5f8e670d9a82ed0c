"""Which cases does this reader see, worst first, and how much is not known?

A case is told to whoever may see every number that it rests on: the indicator of the subject exists for them,
no cell of the series is hidden from them, and the newest number is the one that was judged. Whoever sees a
total of fewer members sees another number, and no case of it; after a revision the next run judges anew.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import xarray as xr
from django.db.models import Max

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.signals.episodes import Precision, precision
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator, OverTime
from styrbord.core.spine.observations import Status
from styrbord.figures.model import Verdict
from styrbord.figures.signals import (
    VERDICTS,
    Look,
    SignalLine,
    Worklist,
    signal_figures,
    tolerances_of,
)
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.services.signals.attending import causes, owned, within_budget
from styrbord.services.signals.finding import BESIDE, HEALTH
from styrbord.services.signals.weeks import whole_weeks
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import Deviation, Signal, SignalRun

define("deviation.not-found", "There is no case '{name}' for you to see.", "See the list of signals.")
UNTRUE = ("false_alarm", "data_error")
"""Findings of people by which a case was none."""
SAME = 1e-9
"""Share of a number by which it may differ from the one that was judged and still be the same."""
RELATED = ("indicator", "subject", "last__run", "opened_by", "explained_by")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases are asked for; "" is all."""

    subject: str = ""
    indicator: str = ""
    owner: str = ""
    rubric: str = ""
    track: str = ""

    def takes(self, one: SignalLine, definition: Indicator) -> bool:
        """Whether a case is among them."""
        return (
            self.subject in ("", one.subject)
            and self.indicator in ("", one.indicator)
            and self.owner in ("", one.owner)
            and self.track in ("", one.track)
            and (not self.rubric or self.rubric in definition.rubrics)
        )


def worklist(
    reading: Reading,
    *,
    subject: str = "",
    indicator: str = "",
    owner: str = "",
    rubric: str = "",
    track: str = "",
    is_all: bool = False,
) -> Worklist:
    """Cases open at the reader's moment that the reader may see; all lines instead of a budget on request."""
    at = to_ms(reading.as_of)
    asked = Asked(subject, indicator, owner, rubric, track)
    runs = SignalRun.objects.filter(at__lte=at).order_by("-at", "-pk")
    run = runs.first()
    whole = runs.exclude(counts__has_key="only").exclude(rules__in=BESIDE).first()
    key = "signals", run.pk if run else 0, last_end(at)
    every = remembered(reading, key, lambda: _all(reading, at))
    found = [one for one in every if asked.takes(one, reading.register.indicators()[one.indicator])]
    steered = causes([one for one in found if one.track != HEALTH])
    shown, rest = within_budget(steered, reading.as_of, is_all=is_all)
    return Worklist(
        cases=tuple(found),
        look=_look(whole) if whole else None,
        shown=shown,
        rest=rest,
        health=tuple(causes([one for one in found if one.track == HEALTH])),
        owners=owned(steered),
        precision=_precision(reading, at),
    )


def case(reading: Reading, token: str) -> SignalLine:
    """One case.

    Raises
    ------
    Refused
        `deviation.not-found` if there is none that the reader may see.
    """
    at = to_ms(reading.as_of)
    for one in seen_cases(reading, _open(at, ended=True, token=token), at):
        return one
    raise Refused(Problem("deviation.not-found", "", {"name": token[:40]}))


def marks(reading: Reading, indicator: str, subject: str) -> tuple[SignalLine, ...]:
    """Cases of one series that the reader may see, ended ones too, in the order in which they were opened."""
    at = to_ms(reading.as_of)
    rows = _open(at, ended=True, indicator__code=indicator, subject__code=subject)
    return tuple(sorted(seen_cases(reading, rows, at), key=lambda one: (one.opened_at, one.token)))


def place_of(one: SignalLine) -> tuple[float, float, str, str, str, str]:
    """Place in the list: score, severity, then codes, so that it is always the same."""
    return -one.score, -one.size, one.indicator, one.subject, one.track, one.direction


def last_end(at: int) -> int:
    """When a case ended last, ms, by itself or by people; 0 before the first."""
    return Deviation.objects.filter(closed_at__lte=at).aggregate(last=Max("closed_at"))["last"] or 0


def _all(reading: Reading, at: int) -> list[SignalLine]:
    """All open cases that the reader may see; kept as long as no run comes and no case ends."""
    return sorted(seen_cases(reading, _open(at), at), key=place_of)


def _open(at: int, *, ended: bool = False, **named: Any) -> list[Deviation]:
    rows = Deviation.objects.filter(opened_at__lte=at, **named).select_related(*RELATED)
    if not ended:
        rows = rows.exclude(closed_at__lte=at)
    return list(rows)


def seen_cases(reading: Reading, rows: Iterable[Deviation], at: int) -> list[SignalLine]:
    """Those of some cases that a reader may see, as they stood at a moment, ms."""
    by_rhythm: dict[Frequency, list[tuple[Deviation, Signal]]] = defaultdict(list)
    known = reading.register.indicators()
    for row in rows:
        if row.indicator.code in known and reading.facts.shows(row.indicator.code, row.subject.code):
            signal = signal_at(row, at)
            by_rhythm[rhythm_of(known[row.indicator.code], signal)].append((row, signal))
    return [one for rhythm, some in by_rhythm.items() for one in _of_rhythm(reading, rhythm, some)]


def rhythm_of(definition: Indicator, signal: Signal) -> Frequency:
    """Rhythm of the numbers that a signal rests on: of weeks that days made, the days."""
    is_daily = definition.frequency == Frequency.DAY and signal.frequency == Frequency.WEEK
    return Frequency.DAY if is_daily else Frequency(signal.frequency)


def signal_at(row: Deviation, at: int) -> Signal:
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


def _of_rhythm(
    reading: Reading, frequency: Frequency, some: list[tuple[Deviation, Signal]]
) -> list[SignalLine]:
    """Cases of one rhythm whose numbers are all there for the reader."""
    definitions = reading.register.indicators()
    found = []
    for is_delivered in (True, False):
        own = [pair for pair in some if (pair[0].track == HEALTH) is is_delivered]
        if own:
            indicators = tuple(sorted({row.indicator.code for row, _ in own}))
            subjects = tuple(sorted({row.subject.code for row, _ in own}))
            source = reading.facts if is_delivered else reading.numbers
            panel = _Panel(source.panel(Query(indicators, subjects, frequency)))
            found += [pair for pair in own if panel.is_whole(definitions[pair[0].indicator.code], *pair)]
    return [
        _line(definitions[row.indicator.code], row, signal, to_ms(reading.as_of)) for row, signal in found
    ]


class _Panel:
    """What the reader sees of some series."""

    def __init__(self, panel: xr.Dataset) -> None:
        self._indicator = {str(code): at for at, code in enumerate(panel["indicator"].values)}
        self._subject = {str(code): at for at, code in enumerate(panel["subject"].values)}
        self._value, self._status = panel["value"].values, panel["status"].values
        periods = panel["period"].values
        self._first = int(periods[0]) if len(periods) else 0

    def is_whole(self, definition: Indicator, row: Deviation, signal: Signal) -> bool:
        """Whether they see the whole series, and the number that was judged."""
        at = self._indicator.get(row.indicator.code), self._subject.get(row.subject.code)
        if at[0] is None or at[1] is None or (self._status[at] == Status.SUPPRESSED.value).any():
            return False
        values, first = self._value[at], self._first
        if rhythm_of(definition, signal) != signal.frequency:
            values, first = whole_weeks(values, first, OverTime(definition.over_time))
        place = signal.period - first
        value = float(values[place]) if 0 <= place < len(values) else float("nan")
        return is_same(value, signal.value)


def is_same(value: float | None, judged: float | None) -> bool:
    """Whether a number that the reader sees is the one that was judged; a missing one is none."""
    if judged is None:
        return value is None or bool(np.isnan(value))
    return value is not None and bool(value == judged or abs(value - judged) <= SAME * abs(judged))


def _line(definition: Indicator, row: Deviation, signal: Signal, at: int) -> SignalLine:
    frequency = Frequency(signal.frequency)
    period = Period(frequency, signal.period)
    value, expected, change = signal_figures(
        definition,
        row.subject.code,
        period,
        signal.value,
        signal.expected,
        signal.edition,
        track=row.track,
    )
    tolerances = tolerances_of(definition, change.value, expected.value)
    return SignalLine(
        token=row.token,
        indicator=definition.code,
        subject=row.subject.code,
        direction=row.direction,
        verdict=VERDICTS.get(row.direction, Verdict.NEUTRAL),
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
        unit=signal.unit,
        tolerances=tolerances,
        score=tolerances * definition.importance * definition.irreversibility,
        found_at=from_ms(signal.run.at),
        explained_by=row.explained_by.token if row.explained_by else "",
        due_at=None if row.due_at is None else from_ms(row.due_at),
        is_joined=rhythm_of(definition, signal) != frequency,
    )


def muted(reading: Reading, row: Deviation, at: int) -> SignalLine:
    """What is told of a case whose numbers have moved since they were judged: all but the numbers."""
    definition = reading.register.indicators()[row.indicator.code]
    line = _line(definition, row, row.last, at)
    value, expected, change = signal_figures(
        definition, row.subject.code, line.period, None, None, 0, track=row.track
    )
    left = {name: said for name, said in line.evidence.items() if name in BESIDE}
    line = replace(line, value=value, expected=expected, change=change, evidence=left)
    return replace(line, adjusted=None, size=0.0, rank=0, unit="", tolerances=0.0, score=0.0)


def _look(run: SignalRun) -> Look:
    return Look(from_ms(run.at), run.rules, run.share, run.tested, run.unknown, run.counts)


def _precision(reading: Reading, at: int) -> Precision:
    """Of the cases that people ended with a finding, how many were true."""
    ended = Deviation.objects.filter(
        closed_at__lte=at, indicator__code__in=reading.register.indicators()
    ).exclude(finding="")
    findings = list(ended.values_list("finding", flat=True))
    return precision(sum(one not in UNTRUE for one in findings), len(findings))
