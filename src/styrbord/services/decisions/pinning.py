"""Which figures does a decision rest on, as they were known when they were named, and what moved since?"""

from collections.abc import Iterable, Sequence

import numpy as np

from styrbord.core.base.periods import Period
from styrbord.core.spine.facts import Query
from styrbord.core.spine.observations import Status
from styrbord.core.strategy.decisions.model import Pinned
from styrbord.figures.decisions import decision_figure
from styrbord.figures.model import Figure
from styrbord.services.decisions.notes import EvidenceNote
from styrbord.services.decisions.seeing import without_early
from styrbord.services.reading import Reading, visible
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.spine.models import Edition

Named = tuple[str, str, Period]
Cell = tuple[float | None, int]


def pinned(reading: Reading, named: Iterable[Named], before: Sequence[Pinned] = ()) -> tuple[Pinned, ...]:
    """Named figures as they are known now, no edition early; what was pinned before stays as it was."""
    kept = {(one.indicator, one.subject, one.period): one for one in before}
    now = visible(without_early(reading.principal), as_of=reading.now)
    return tuple(kept.get(one) or _pin(now, one) for one in dict.fromkeys(named))


def is_named(reading: Reading, one: Named) -> bool:
    """Whether the reader sees the series of a figure."""
    return reading.facts.shows(one[0], one[1])


def shown(reading: Reading, evidence: Sequence[Pinned]) -> tuple[tuple[EvidenceNote, ...], int]:
    """Evidence that the reader may see, and how many figures are left out.

    A figure is shown to whoever would have seen the very number that was pinned: no total with fewer
    members, no cell that is withheld. What rests on a withdrawn edition is named, without a number.
    """
    found = [_shown(reading, one) for one in evidence]
    notes = tuple(one for one in found if one is not None)
    return notes, len(found) - len(notes)


def _pin(now: Reading, one: Named) -> Pinned:
    value, edition = cell(now, *one)
    return Pinned(*one, to_ms(now.as_of), edition, value)


def as_then(reading: Reading, at: int) -> Reading:
    """What the same reader may see as of a moment (ms), no edition early."""
    return visible(without_early(reading.principal), as_of=from_ms(at))


def cell(reading: Reading, indicator: str, subject: str, period: Period) -> Cell:
    """Whole value of one cell as the reader sees it, and its edition; none where it is not shown."""
    if not reading.facts.shows(indicator, subject):
        return None, 0
    query = Query((indicator,), (subject,), period.frequency, period, period)
    panel = reading.numbers.panel(query)
    value = float(panel["value"].values[0, 0, 0])
    is_whole = panel["reported"].values[0, 0, 0] >= panel["expected"].values[0, 0, 0]
    is_withheld = panel["status"].values[0, 0, 0] == Status.SUPPRESSED.value
    if np.isnan(value) or not is_whole or is_withheld:
        return None, 0
    return value, int(panel["edition"].values[0, 0, 0])


def _shown(reading: Reading, one: Pinned) -> EvidenceNote | None:
    if not reading.facts.shows(one.indicator, one.subject):
        return None
    if _is_withdrawn(one):
        return _note(one, None, None, is_withdrawn=True)
    value, _ = cell(as_then(reading, one.as_of), one.indicator, one.subject, one.period)
    if value != one.value:
        return None
    now, edition = cell(reading, one.indicator, one.subject, one.period)
    return _note(
        one,
        _figure(reading, one, "then", value, one.edition),
        _figure(reading, one, "now", now, edition),
        is_withdrawn=False,
    )


def _note(one: Pinned, then: Figure | None, now: Figure | None, *, is_withdrawn: bool) -> EvidenceNote:
    known_at = from_ms(one.as_of)
    return EvidenceNote(one.indicator, one.subject, one.period, known_at, then, now, is_withdrawn)


def _figure(reading: Reading, one: Pinned, name: str, value: float | None, edition: int) -> Figure | None:
    definition = reading.register.indicators().get(one.indicator)
    if definition is None or value is None:
        return None
    return decision_figure(name, definition, one.subject, one.period, value, edition)


def _is_withdrawn(one: Pinned) -> bool:
    return Edition.objects.filter(pk=one.edition, withdrawn_at__isnull=False).exists()
