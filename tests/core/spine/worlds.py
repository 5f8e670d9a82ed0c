"""What small worlds do the tests of the spine look at? Facts and names that live in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import xarray as xr

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.cells import Cells
from styrbord.core.spine.facts import ADMINISTRATIVE, EditionNote, Query, Version
from styrbord.core.spine.indicators import Indicator, OverSubjects
from styrbord.core.spine.numbers import Numbers
from styrbord.core.spine.subjects import Membership, Subject, SubjectKind, SubjectType, Succession
from styrbord.core.spine.tree import Tree

Cell = tuple[float | None, str, int]


@dataclass
class World:
    """Rows by (indicator, subject, period text), and the names that they stand under."""

    definitions: Mapping[str, Indicator]
    memberships: Sequence[Membership] = ()
    rows: dict[tuple[str, str, str], Cell] = field(default_factory=dict)
    successions_told: Sequence[Succession] = ()
    born: Mapping[str, date] = field(default_factory=dict)
    asked: list[Query] = field(default_factory=list)

    @property
    def numbers(self) -> Numbers:
        """Numbers over this world."""
        return Numbers(self, self)

    def report(self, indicator: str, subject: str, cells: Mapping[str, float | str]) -> "World":
        """Add rows: a number is a value, a letter the status of a missing one."""
        for period, cell in cells.items():
            row = (None, cell, -1) if isinstance(cell, str) else (float(cell), "A", 0)
            self.rows[indicator, subject, period] = row
        return self

    def cells(self, query: Query) -> Cells:
        """Rows in the shape of the port."""
        self.asked.append(query)
        found = self._found(query)
        ordinals = [period.ordinal for _, _, period in found]
        first = query.first.ordinal if query.first else min(ordinals, default=0)
        last = query.last.ordinal if query.last else max(ordinals, default=-1)
        shape = (len(query.indicators), len(query.subjects), max(last - first + 1, 0))
        value, status = np.full(shape, np.nan), np.full(shape, "", dtype="U1")
        decimals, edition = np.full(shape, -2, dtype=np.int16), np.zeros(shape, dtype=np.int64)
        for (indicator, subject, period), cell in found.items():
            if first <= period.ordinal <= last:
                at = (
                    query.indicators.index(indicator),
                    query.subjects.index(subject),
                    period.ordinal - first,
                )
                value[at], status[at], decimals[at] = np.nan if cell[0] is None else cell[0], cell[1], cell[2]
                edition[at] = 7
        axes = (("indicator", query.indicators), ("subject", query.subjects))
        return Cells(axes, query.frequency, first, value, status, decimals, edition)

    def panel(self, query: Query) -> xr.Dataset:
        """Rows with names, in the shape of the port."""
        return self.cells(query).dataset()

    def breakdown_panel(self, query: Query, dimension: str) -> xr.Dataset:
        """Nothing is broken down here."""
        raise NotImplementedError

    def spans(self, query: Query) -> Mapping[tuple[str, str], tuple[int, int]]:
        """First and last ordinal of every key with a row."""
        spans: dict[tuple[str, str], tuple[int, int]] = {}
        for indicator, subject, period in self._found(query):
            low, high = spans.get((indicator, subject), (period.ordinal, period.ordinal))
            spans[indicator, subject] = (min(low, period.ordinal), max(high, period.ordinal))
        return spans

    def history(self, query: Query) -> Sequence[Version]:
        """No value has a history here."""
        return ()

    def editions(self) -> Mapping[int, EditionNote]:
        """No edition has a name here."""
        return {}

    def indicators(self) -> Mapping[str, Indicator]:
        """Definitions by code."""
        return self.definitions

    def subjects(self) -> Mapping[str, Subject]:
        """Everyone who is named in a row, a membership or a succession."""
        codes = {subject for _, subject, _ in self.rows}
        codes |= {code for link in self.memberships for code in (link.subject, link.parent)}
        codes |= {code for step in self.successions_told for code in (step.predecessor, step.successor)}
        return {
            code: Subject(code, SubjectKind.TERRITORY, "", {"en": code}, self.born.get(code))
            for code in codes
        }

    def tree(self, hierarchy: str = ADMINISTRATIVE) -> Tree:
        """Links of one hierarchy."""
        return Tree(link for link in self.memberships if link.hierarchy == hierarchy)

    def successions(self) -> Sequence[Succession]:
        """Mergers, splits and transfers."""
        return self.successions_told

    def types(self, on: date) -> Mapping[str, str]:
        """Nobody has a type here."""
        return {}

    def type_list(self) -> Mapping[str, SubjectType]:
        """There are no types here."""
        return {}

    def _found(self, query: Query) -> dict[tuple[str, str, Period], Cell]:
        found = {}
        for (indicator, subject, text), cell in self.rows.items():
            period = Period.parse(text)
            is_asked = indicator in query.indicators and subject in query.subjects
            if is_asked and period.frequency is query.frequency:
                found[indicator, subject, period] = cell
        return found


def one(code: str, over: OverSubjects = OverSubjects.SUM, **other: str) -> Indicator:
    """An indicator that adds up over subjects, unless told otherwise."""
    return Indicator(code, {"en": code}, "d", over_subjects=over, **other)  # type: ignore[arg-type]


def link(subject: str, parent: str, *, counts: bool = True, since: str = "", until: str = "") -> Membership:
    """A link of the administrative hierarchy."""
    first = date.fromisoformat(since) if since else None
    last = date.fromisoformat(until) if until else None
    return Membership(ADMINISTRATIVE, subject, parent, counts, first, last)


def years(indicators: Iterable[str], subjects: Iterable[str], first: str = "", last: str = "") -> Query:
    """A query by year, over all years unless bounded."""
    ends = tuple(Period.parse(end) if end else None for end in (first, last))
    return Query(tuple(indicators), tuple(subjects), Frequency.ANNUAL, *ends)


def told(panel: xr.Dataset, indicator: str, subject: str, name: str = "value") -> dict[str, object]:
    """What a panel says of one key, by the text of the period."""
    frequency = Frequency(panel.attrs["frequency"])
    cells = panel[name].sel(indicator=indicator, subject=subject).values
    texts = [str(Period(frequency, int(ordinal))) for ordinal in panel["period"].values]
    return {
        text: None if isinstance(cell, float) and np.isnan(cell) else cell
        for text, cell in zip(texts, cells.tolist(), strict=True)
    }
