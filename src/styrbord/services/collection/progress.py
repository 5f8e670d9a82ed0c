"""How far are some submissions filled, and how much of each would one click confirm?

Numbers are read once for each rhythm and breakdown, however many submissions are asked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db.models import F

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.collection.fill_sheet import STANDING
from styrbord.core.collection.forms.model import Form, Item
from styrbord.core.spine.cells import Cells
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import OverTime
from styrbord.services.collection import forms
from styrbord.services.reading import Reading
from styrbord.store.collection.models import Package

Block = tuple[Frequency, str]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """What is handed in: form, subject and period; `token` of what was begun, else empty."""

    form: str
    subject: str
    period: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Cells that are asked for, those with a value or a reason, those confirmed, and those that may be."""

    asked: int
    filled: int = 0
    confirmed: int = 0
    confirmable: int = 0

    @property
    def left(self) -> int:
        """Cells in which nothing stands."""
        return self.asked - self.filled


def progress(reading: Reading, places: Sequence[Place]) -> list[Progress]:
    """How far each of some submissions is, in their order."""
    known = {form.code: form for form in forms.known()}
    saved = _saved(places)
    beside = _beside(reading, places, known)
    return [_of(reading, known[one.form], one, saved.get(one.token, {}), beside) for one in places]


def _of(
    reading: Reading, form: Form, one: Place, saved: Mapping[Key, Mapping[str, object]], beside: "_Beside"
) -> Progress:
    period = Period.parse(one.period)
    kept = {item.key: saved.get(item.key, {}) for item in form.items}
    opened = [item for item in form.items if _is_open(kept[item.key])]
    return Progress(
        len(form.items),
        sum(_is_filled(entry) for entry in kept.values()),
        sum(bool(entry.get("is_confirmed")) for entry in kept.values()),
        sum(_may_be(reading, item, one.subject, period, beside) for item in opened),
    )


def _is_filled(entry: Mapping[str, object]) -> bool:
    return entry.get("value") is not None or bool(entry.get("status"))


def _is_open(entry: Mapping[str, object]) -> bool:
    return not _is_filled(entry) and not str(entry.get("text", "")).strip()


def _may_be(reading: Reading, item: Item, subject: str, period: Period, beside: "_Beside") -> bool:
    """Whether the cell is known already, or its value of the period before may hold."""
    definition = reading.register.indicators().get(item.indicator)
    if definition is None:
        return False
    if beside.has(item, subject, period):
        return True
    return OverTime(definition.over_time) in STANDING and beside.has(item, subject, period.shift(-1))


def _saved(places: Iterable[Place]) -> Mapping[str, Mapping[Key, Mapping[str, object]]]:
    """Cells of the newest packages by token, as they are kept."""
    tokens = [one.token for one in places if one.token]
    if not tokens:
        return {}
    rows = Package.objects.filter(submission__token__in=tokens, number=F("submission__package"))
    return {
        token: {(entry["indicator"], entry["breakdown"]): entry for entry in content["entries"]}
        for token, content in rows.values_list("submission__token", "content")
    }


@dataclass
class _Wanted:
    indicators: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    periods: set[Period] = field(default_factory=set)


@dataclass(frozen=True)
class _Beside:
    """Which cells of some forms the board has a number for."""

    blocks: Mapping[Block, tuple[Mapping[str, int], Mapping[str, int], Cells]]

    def has(self, item: Item, subject: str, period: Period) -> bool:
        """Whether the board has a number for a cell."""
        found = self.blocks.get((period.frequency, item.breakdown))
        if found is None:
            return False
        indicators, subjects, cells = found
        at = period.ordinal - cells.first
        if not 0 <= at < cells.value.shape[-1] or item.indicator not in indicators:
            return False
        return not np.isnan(cells.value[indicators[item.indicator], subjects[subject], at])


def _beside(reading: Reading, places: Iterable[Place], known: Mapping[str, Form]) -> _Beside:
    wanted: dict[Block, _Wanted] = defaultdict(_Wanted)
    seen = reading.register.indicators()
    for one in places:
        period = Period.parse(one.period)
        for item in known[one.form].items:
            if item.indicator in seen:
                block = wanted[period.frequency, item.breakdown]
                block.indicators.add(item.indicator)
                block.subjects.add(one.subject)
                block.periods |= {period, period.shift(-1)}
    return _Beside({key: _read(reading, key, block) for key, block in wanted.items()})


def _read(reading: Reading, key: Block, block: _Wanted) -> tuple[Mapping[str, int], Mapping[str, int], Cells]:
    indicators, subjects = tuple(sorted(block.indicators)), tuple(sorted(block.subjects))
    query = Query(indicators, subjects, key[0], min(block.periods), max(block.periods), "actual", key[1])
    cells = reading.facts.cells(query)
    return (
        {code: at for at, code in enumerate(indicators)},
        {code: at for at, code in enumerate(subjects)},
        cells,
    )
