"""What does an edition say in public: what it corrects and why, old and new values, or its withdrawal?

Values come through the gateway, as of the millisecond before the release and of the release itself: so what
is withdrawn, suppressed or not for this reader's eyes is so here too.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from styrbord.core.base.periods import FREQUENCY_CODE, Frequency, Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.spine.facts import EditionNote, Query
from styrbord.core.spine.observations import SCENARIOS
from styrbord.services.reading import Reading, visible
from styrbord.store.facts.changes import Key, changed_keys
from styrbord.store.spine.models import Breakdown, Edition, Indicator, Subject

LISTED = 200
LARGEST = 100_000
"""Editions with more numbers than this list no changes: to find them would cost more than a page may."""
_FREQUENCIES: Mapping[int, Frequency] = {code: one for one, code in FREQUENCY_CODE.items()}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, or the status that says why there is none; neither where nothing is shown."""

    value: float | None
    status: str
    decimals: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after a release."""

    indicator: str
    subject: str
    period: Period
    breakdown: str
    scenario: str
    old: Cell
    new: Cell


@dataclass(frozen=True, slots=True)
class Statement:
    """An edition with what it changed; `is_cut` where there are more changes than are listed.

    `is_listed` is false where the edition is too large for its changes to be looked for.
    """

    note: EditionNote
    changes: tuple[Change, ...] = ()
    is_cut: bool = False
    is_listed: bool = True
    corrected_by: tuple[int, ...] = ()


def statement(reading: Reading, number: int, *, limit: int = LISTED) -> Statement:
    """What an edition says to a reader.

    Raises
    ------
    Refused
        `edition.not-found` if it is not released to this reader.
    """
    note = reading.counted.get(number)
    if note is None:
        raise Refused(Problem("edition.not-found", "", {"number": number}))
    later = Edition.objects.filter(corrects_id=number).order_by("pk").values_list("pk", flat=True)
    corrected_by = tuple(pk for pk in later if pk in reading.counted)
    if note.is_withdrawn or note.released_at > reading.as_of:
        return Statement(note, corrected_by=corrected_by)
    if note.observations > LARGEST:
        return Statement(note, is_listed=False, corrected_by=corrected_by)
    keys = changed_keys(number, *_asked(reading, note.dataset, limit + 1))
    return Statement(note, _changes(reading, note, keys[:limit]), len(keys) > limit, True, corrected_by)


def _asked(
    reading: Reading, dataset: str, limit: int
) -> tuple[list[int], int, Mapping[int, Collection[int]]]:
    """Indicators of a dataset to look for changes of, how many, and those seen of some subjects only."""
    codes = [one.code for one in reading.register.indicators().values() if one.dataset == dataset]
    found = dict(Indicator.objects.filter(code__in=codes).values_list("code", "pk"))
    limits = reading.limits()
    return sorted(found.values()), limit, {pk: limits[code] for code, pk in found.items() if code in limits}


def _changes(reading: Reading, note: EditionNote, keys: Sequence[Key]) -> tuple[Change, ...]:
    """Cells of some keys before and after, without those that the reader sees no difference in."""
    words = _Words(keys)
    moments = (note.released_at - timedelta(milliseconds=1), note.released_at)
    then = [_cells(visible(reading.principal, as_of=moment), keys, words) for moment in moments]
    return tuple(
        Change(*words.of(key), then[0][key], then[1][key]) for key in keys if then[0][key] != then[1][key]
    )


class _Words:
    """Codes of some keys."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.indicators = dict(
            Indicator.objects.filter(pk__in={key.indicator for key in keys}).values_list("pk", "code")
        )
        self.subjects = dict(
            Subject.objects.filter(pk__in={key.subject for key in keys}).values_list("pk", "code")
        )
        self.breakdowns = dict(
            Breakdown.objects.filter(pk__in={key.breakdown for key in keys}).values_list("pk", "text")
        )

    def of(self, key: Key) -> tuple[str, str, Period, str, str]:
        """Indicator, subject, period, breakdown and scenario."""
        return (
            self.indicators[key.indicator],
            self.subjects[key.subject],
            Period(_FREQUENCIES[key.frequency], key.period),
            self.breakdowns[key.breakdown],
            SCENARIOS[key.scenario],
        )


def _cells(reading: Reading, keys: Sequence[Key], words: _Words) -> dict[Key, Cell]:
    groups: dict[tuple[int, int, int], list[Key]] = defaultdict(list)
    for key in keys:
        groups[key.scenario, key.breakdown, key.frequency].append(key)
    found: dict[Key, Cell] = {}
    for group in groups.values():
        found |= _group(reading, group, words)
    return found


def _group(reading: Reading, keys: Sequence[Key], words: _Words) -> dict[Key, Cell]:
    """Cells of keys of one scenario, breakdown and frequency."""
    frequency = _FREQUENCIES[keys[0].frequency]
    query = Query(
        tuple(sorted({words.indicators[key.indicator] for key in keys})),
        tuple(sorted({words.subjects[key.subject] for key in keys})),
        frequency,
        Period(frequency, min(key.period for key in keys)),
        Period(frequency, max(key.period for key in keys)),
        SCENARIOS[keys[0].scenario],
        words.breakdowns[keys[0].breakdown],
    )
    cells = reading.facts.cells(query)
    found = {}
    for key in keys:
        place = (
            query.indicators.index(words.indicators[key.indicator]),
            query.subjects.index(words.subjects[key.subject]),
            key.period - cells.first,
        )
        value, decimals = float(cells.value[place]), int(cells.decimals[place])
        found[key] = Cell(
            None if np.isnan(value) else value,
            str(cells.status[place]),
            decimals if decimals >= 0 else None,
        )
    return found
