"""What does a preparer see beside the cells of a form, as far as the reader may see it?

Everything comes through the reading that is handed in; an indicator that its reader may not see has no
name, no past and no known value here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

from styrbord.core.base.codes import breakdown_codes
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.text import LANGUAGES, Text, chosen
from styrbord.core.collection.fill_sheet import (
    FillRow,
    FillSheet,
    Known,
    Past,
    confirmed,
    may_stand,
)
from styrbord.core.collection.forms.model import Form, Item
from styrbord.core.collection.packages import Package
from styrbord.core.spine.cells import Cells
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator, OverTime
from styrbord.services.collection import forms
from styrbord.services.reading import Reading
from styrbord.store.spine.models import CodeItem

__all__ = ["confirmed", "sheet", "sheets"]

YEAR: Mapping[Frequency, int] = {
    Frequency.HALF: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 12,
    Frequency.WEEK: 52,
    Frequency.DAY: 365,
    Frequency.YEAR_TO_DATE: 12,
}
"""Periods in a year; 1 where a frequency is not named."""
YEARS_BACK = 10
"""How far back a last value is looked for."""
PLANS = ("plan", "target")
"""Scenarios that say what is meant to be, the first that has a value wins."""


def sheet(
    form: Form, subject: str, period: str, *, reading: Reading, package: Package | None = None
) -> FillSheet:
    """What one subject is asked for a period, with what was saved so far.

    Raises
    ------
    Refused
        `period.unreadable`.
    """
    kept = {} if package is None else {subject: package}
    (found,) = sheets(form, [subject], period, reading=reading, packages=kept)
    return found


def sheets(
    form: Form,
    subjects: Sequence[str],
    period: str,
    *,
    reading: Reading,
    packages: Mapping[str, Package] | None = None,
) -> list[FillSheet]:
    """The same for many subjects at once; packages by subject are what was saved."""
    asked = Period.parse(period)
    beside = _Beside(reading, form, tuple(subjects), asked)
    due = forms.due_day(form, asked)
    known, saved = reading.register.subjects(), packages or {}
    return [
        FillSheet(
            form,
            subject,
            str(asked),
            known[subject].names if subject in known else {},
            due,
            tuple(beside.row(item, subject, saved.get(subject)) for item in form.items),
        )
        for subject in subjects
    ]


@dataclass
class _Beside:
    """The numbers beside the cells of some subjects, read once for each breakdown."""

    reading: Reading
    form: Form
    subjects: tuple[str, ...]
    period: Period
    _read: dict[tuple[str, str], Cells] = field(default_factory=dict)
    _words: dict[str, Mapping[str, Text]] = field(default_factory=dict)

    def row(self, item: Item, subject: str, package: Package | None) -> FillRow:
        """One cell to fill."""
        definition = self.reading.register.indicators().get(item.indicator)
        if definition is None:
            return FillRow(item, entry=package.by_key.get(item.key) if package else None)
        steps = YEAR.get(self.period.frequency, 1)
        last, before = self._last(item, subject), str(self.period.shift(-1))
        return FillRow(
            item,
            definition.names,
            self._names(item.breakdown),
            definition.stated_unit,
            definition.decimals,
            last,
            self._past(item, subject, self.period.shift(-steps)),
            self._plan(item, subject),
            self._known(item, subject, definition),
            package.by_key.get(item.key) if package else None,
            may_stand(OverTime(definition.over_time), last, before),
        )

    def _cells(self, scenario: str, breakdown: str) -> Cells:
        """All rows of one breakdown; the past of actual values, the period alone of plans."""
        key = (scenario, breakdown)
        if key not in self._read:
            keys = (item.indicator for item in self.form.items if item.breakdown == breakdown)
            is_past = scenario == "actual"
            back = YEARS_BACK * YEAR.get(self.period.frequency, 1)
            query = Query(
                tuple(dict.fromkeys(keys)),
                self.subjects,
                self.period.frequency,
                self.period.shift(-back) if is_past else self.period,
                self.period,
                scenario,
                breakdown,
            )
            self._read[key] = self.reading.facts.cells(query)
        return self._read[key]

    def _at(
        self, item: Item, subject: str, period: Period, scenario: str = "actual"
    ) -> tuple[float, str, int]:
        """Value (NaN missing), status ("" without a row) and edition of one cell."""
        cells = self._cells(scenario, item.breakdown)
        (_, indicators), (_, subjects) = cells.axes
        place = period.ordinal - cells.first
        if not 0 <= place < cells.value.shape[-1]:
            return float("nan"), "", 0
        at = (indicators.index(item.indicator), subjects.index(subject), place)
        return float(cells.value[at]), str(cells.status[at]), int(cells.edition[at])

    def _past(self, item: Item, subject: str, period: Period) -> Past | None:
        value, status, _ = self._at(item, subject, period)
        if not status:
            return None
        return Past(str(period), None, status) if isnan(value) else Past(str(period), value)

    def _last(self, item: Item, subject: str) -> Past | None:
        """Newest value before the period, else the newest reason for a missing one."""
        cells = self._cells("actual", item.breakdown)
        before = (self.period.shift(-step) for step in range(1, self.period.ordinal - cells.first + 1))
        found = [past for period in before if (past := self._past(item, subject, period))]
        return next((past for past in found if past.value is not None), found[0] if found else None)

    def _plan(self, item: Item, subject: str) -> float | None:
        values = (self._at(item, subject, self.period, scenario)[0] for scenario in PLANS)
        return next((value for value in values if not isnan(value)), None)

    def _known(self, item: Item, subject: str, definition: Indicator) -> Known | None:
        value, _, edition = self._at(item, subject, self.period)
        if isnan(value):
            return None
        note = self.reading.editions.get(edition)
        source = (note.source if note else "") or chosen(definition.source, "en")
        return Known(value, source or (note.dataset if note else ""))

    def _names(self, breakdown: str) -> Text:
        """Names of the codes of a breakdown, in each language that has all of them."""
        codes = breakdown_codes(breakdown)
        if not codes:
            return {}
        parts = [self._code_names(dimension).get(code) or {"en": code} for dimension, code in codes.items()]
        return {language: ", ".join(chosen(part, language) for part in parts) for language in LANGUAGES}

    def _code_names(self, dimension: str) -> Mapping[str, Text]:
        if dimension not in self._words:
            rows = CodeItem.objects.filter(dimension=dimension)
            self._words[dimension] = {row.code: row.names for row in rows}
        return self._words[dimension]
