"""Which series cannot be relied on: late, missing, frozen, in another unit, rewritten, or made otherwise?

A track of its own, of what was delivered: what is computed from it has the same cause. What is short,
constant or has a gap opens no case: it stays so, and is counted as unknown by the rules that cannot judge it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.signals.episodes import Verdict
from styrbord.core.signals.health import Checked, Due, Finding, Trouble, health
from styrbord.core.signals.residual import Assessment
from styrbord.core.signals.residual.design import withheld
from styrbord.core.signals.series import FloatArray
from styrbord.core.spine.facts import EditionNote, Query
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.observations import Status
from styrbord.services.reading import Reading, visible
from styrbord.services.signals.finding import HEALTH, NO_UNIT, Found, Told
from styrbord.services.signals.gathering import SEASONS, WATCHER, Watched
from styrbord.services.signals.residuals import own_spread

OPENING = (
    Trouble.LATE,
    Trouble.MISSING_LAST,
    Trouble.FROZEN,
    Trouble.UNIT_JUMP,
    Trouble.REVISED,
    Trouble.METHOD_BREAK,
)
AWAITED = (Trouble.LATE, Trouble.MISSING_LAST)
"""Troubles of numbers that are to come; nothing is to come of a subject that is no more."""
VINTAGES = 2
"""Earlier vintages that the newest is held against: the last one, and one more to know the usual revision."""


def newest_due(definition: Indicator, today: date) -> Period | None:
    """Newest period that should be known; None without a calendar or where no rule looks."""
    frequency = Frequency(definition.frequency)
    if definition.lag_days is None or frequency not in SEASONS:
        return None
    period = Period.of(frequency, today - timedelta(days=definition.lag_days + 1))
    ends = period.last_day + timedelta(days=definition.lag_days)
    return period if ends < today else period.shift(-1)


def troubles(reading: Reading, found: Sequence[Watched], told: Sequence[Assessment]) -> Told:
    """Troubles of all series that are delivered, and that the others have none."""
    delivered = [at for at, one in enumerate(found) if one.edition]
    found, told = [found[at] for at in delivered], [told[at] for at in delivered]
    before = _earlier(reading, found)
    dues = {one.indicator: newest_due(one.definition, reading.today) for one in found}
    checked = [
        _checked(one, judged, dues[one.indicator], before.get((one.indicator, one.subject), ()))
        for one, judged in zip(found, told, strict=True)
    ]
    answer, subjects = Told(), reading.register.subjects()
    for one, judged in zip(found, health(checked, reading.today), strict=True):
        due = dues[one.indicator]
        shown = {row.trouble: row for row in judged.findings if _is_told(one, row, due)}
        if _is_over(one, due, subjects[one.subject].valid_to):
            shown = {trouble: row for trouble, row in shown.items() if trouble not in AWAITED}
        seen = one.fingerprint(due.ordinal if due else None, sorted(shown))
        for trouble in OPENING:
            key = one.indicator, one.subject, HEALTH, trouble.value
            answer.judge(Verdict(key, trouble in shown, 1.0, is_in_band=trouble not in shown), seen)
        for trouble, row in shown.items():
            answer.count(trouble.value)
            answer.found.append(_found(one, row))
    answer.found.sort(key=lambda row: (OPENING.index(Trouble(row.direction)), row.key))
    return answer


def _checked(one: Watched, judged: Assessment, due: Period | None, earlier: Sequence[FloatArray]) -> Checked:
    marked = np.flatnonzero(one.status == Status.BREAK.value)
    spread = own_spread(one, judged)
    by = due.last_day + timedelta(days=one.definition.lag_days or 0) if due else None
    return Checked(
        one.series,
        due=Due(due.first_day, by) if due and by else None,
        earlier=earlier,
        breaks=frozenset(one.series.at[row] for row in marked),
        spread=spread or None,
    )


def _is_over(one: Watched, due: Period | None, last_day: date | None) -> bool:
    """Whether a subject had ended before the newest period that is due, or that any other has."""
    newest = due or Period(one.frequency, one.last)
    return last_day is not None and last_day < newest.first_day


def _is_told(one: Watched, row: Finding, due: Period | None) -> bool:
    """Whether a trouble opens a case: a new break, a missing end where nothing says when it is due."""
    if row.trouble is Trouble.MISSING_LAST:
        return due is None
    if row.trouble is Trouble.METHOD_BREAK:
        judged = one.course.series if one.course.series.at else one.series
        return row.at[-1] >= judged.at[-min(withheld(judged.season), len(judged.at))]
    return row.trouble in OPENING


def _found(one: Watched, row: Finding) -> Found:
    at = one.known
    last = one.last if at is None else one.last - (len(one.series.values) - 1 - at)
    begin = Period.of(one.frequency, row.at[0]).ordinal if row.at else last
    return Found(
        one,
        HEALTH,
        row.trouble.value,
        period=last,
        since=begin,
        value=None if at is None else float(one.series.values[at]),
        expected=None,
        size=0.0,
        unit=NO_UNIT,
        evidence={
            "at": [day.isoformat() for day in row.at],
            "factor": row.factor,
            "editions": list(one.editions),
        },
    )


def _earlier(reading: Reading, found: Sequence[Watched]) -> Mapping[tuple[str, str], list[FloatArray]]:
    """Values of each series as the vintages before the newest one had them, oldest first."""
    groups: dict[tuple[str, Frequency], list[Watched]] = {}
    for one in found:
        groups.setdefault((one.indicator, one.frequency), []).append(one)
    moments = _moments(reading.editions.values())
    readings: dict[datetime, Reading] = {}
    answer: dict[tuple[str, str], list[FloatArray]] = {}
    for (indicator, frequency), some in groups.items():
        for moment in moments.get(some[0].definition.dataset, ()):
            past = readings.setdefault(moment, visible(WATCHER, vintage=moment))
            query = Query((indicator,), tuple(one.subject for one in some), frequency)
            panel = past.facts.panel(query)
            ordinals, values = panel["period"].values, panel["value"].values[0]
            for one, row in zip(some, values, strict=True):
                answer.setdefault((indicator, one.subject), []).append(_on_axis(one, ordinals, row))
    return answer


def _moments(editions: Iterable[EditionNote]) -> Mapping[str, list[datetime]]:
    """Vintages of each dataset before its newest one, oldest first."""
    vintages: dict[str, set[datetime]] = {}
    for note in editions:
        if not note.is_withdrawn:
            vintages.setdefault(note.dataset, set()).add(note.vintage)
    return {code: sorted(some)[-1 - VINTAGES : -1] for code, some in vintages.items()}


def _on_axis(one: Watched, ordinals: np.ndarray, row: FloatArray) -> FloatArray:
    """Values of another panel at the rows of a series; NaN = not known then."""
    count = len(one.series.values)
    told = np.full(count, np.nan)
    places = ordinals - (one.last - count + 1)
    inside = (places >= 0) & (places < count)
    told[places[inside]] = row[inside]
    return told
