"""Does a figure that is shown follow from what was handed in?

Where a number came from a package, the number is taken from the package itself, whose hash must be the one
that the ledger was told; the table of released numbers is not asked. What was loaded from a file stands as
it was loaded. Sums and formulas are made anew from these by the same methods.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isclose, isnan

import numpy as np
import xarray as xr

from styrbord.core.base.codes import breakdown_codes, breakdown_text
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.packages import Entry, from_plain
from styrbord.core.collection.workflow import State
from styrbord.core.spine.cells import Cells
from styrbord.core.spine.facts import Query
from styrbord.core.spine.numbers import Numbers
from styrbord.services.collection.packages import is_intact
from styrbord.services.collection.rows import states_at
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms
from styrbord.store.collection.models import Package, PackageEdition, Submission
from styrbord.store.facts.reading import StoredFacts
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Edition, Indicator

define(
    "records.no-figure",
    "There is no figure {indicator} of {subject}.",
    "Name an indicator and a subject by their codes, such as the register and the tree tell them.",
)
define(
    "records.package-changed",
    "Package {number} of submission {token} is not the one that the ledger was told of.",
    "Somebody changed it past the program: restore a backup.",
)
SHOWN = (State.RELEASED, State.CORRECTED)
NOTHING = (float("nan"), "")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A package that a figure rests on."""

    token: str
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A figure as it is shown and as it follows from the packages; NaN and a status where it is missing."""

    indicator: str
    subject: str
    period: str
    shown: float
    shown_status: str
    rebuilt: float
    rebuilt_status: str
    sources: tuple[Source, ...]
    editions: tuple[int, ...]

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        if isnan(self.shown) or isnan(self.rebuilt):
            return isnan(self.shown) and isnan(self.rebuilt) and self.shown_status == self.rebuilt_status
        return isclose(self.shown, self.rebuilt, rel_tol=1e-12, abs_tol=1e-12)


@dataclass(frozen=True, slots=True)
class _Raw:
    """One cell as it was handed in, with the vintage of the edition that it became."""

    value: float | None
    status: str
    vintage: int
    edition: int
    source: Source


def rebuild(reading: Reading, indicator: str, subject: str, period: str) -> Rebuilt:
    """A figure beside what follows from the packages.

    Raises
    ------
    Refused
        `records.no-figure`, `period.unreadable`, or `records.package-changed` for every such package.
    """
    if indicator not in reading.register.indicators() or subject not in reading.register.subjects():
        raise Refused(Problem("records.no-figure", "", {"indicator": indicator, "subject": subject}))
    one = Period.parse(period)
    query = Query((indicator,), (subject,), one.frequency, one, one)
    facts = RawFacts(reading.facts, packages_of(reading))
    shown, status = _cell(reading.numbers, query)
    found, found_status = _cell(Numbers(facts, reading.register), query)
    return Rebuilt(
        indicator,
        subject,
        str(one),
        shown,
        status,
        found,
        found_status,
        tuple(sorted(facts.used, key=lambda source: (source.token, source.number))),
        tuple(sorted(facts.loaded)),
    )


def _cell(numbers: Numbers, query: Query) -> tuple[float, str]:
    panel = numbers.panel(query)
    values, statuses = panel["value"].values.ravel(), panel["status"].values.ravel()
    return (float(values[0]), str(statuses[0])) if values.size else NOTHING


@dataclass
class Packages:
    """Cells of all packages that are shown at a moment, and the editions that they became."""

    cells: dict[Key, dict[tuple[str, int], _Raw]] = field(default_factory=dict)
    editions: set[int] = field(default_factory=set)

    def add(self, key: Key, when: tuple[str, int], cell: _Raw) -> None:
        """Keep a cell, unless a later one is there."""
        known = self.cells.setdefault(key, {})
        if when not in known or known[when].vintage < cell.vintage:
            known[when] = cell


def packages_of(reading: Reading) -> Packages:
    """Everything that was handed in and is shown as of the moment of a reading.

    Raises
    ------
    Refused
        `records.package-changed`.
    """
    found, wrong, told = Packages(), [], _told()
    rows = {row.pk: row for row in Submission.objects.all()}
    states = states_at(rows.values(), reading.as_of)
    datasets = dict(Indicator.objects.values_list("code", "dataset_id"))
    linked = PackageEdition.objects.select_related("package__submission__subject", "edition").order_by("pk")
    for link in linked.iterator(chunk_size=500):
        kept, edition = link.package, link.edition
        found.editions.add(edition.pk)
        is_newest = kept.number == rows[kept.submission_id].package
        if not is_newest or states[kept.submission_id] not in SHOWN or not _is_shown(edition, reading):
            continue
        if not is_intact(kept) or kept.sha256 not in told.get(kept.submission.token, ()):
            params = {"number": kept.number, "token": kept.submission.token}
            wrong.append(Problem("records.package-changed", "", params))
        _take(found, kept, edition, datasets)
    if wrong:
        raise Refused(wrong)
    return found


def _is_shown(edition: Edition, reading: Reading) -> bool:
    return edition.withdrawn_at is None and edition.released_at <= to_ms(reading.as_of)


def _told() -> dict[str, set[str]]:
    """Hashes of the packages that were handed in, by submission, as the events tell them."""
    found: dict[str, set[str]] = {}
    events = Event.objects.filter(verb="submission.submitted").values_list("about", "data")
    for token, data in events.iterator():
        found.setdefault(token, set()).add(data["sha256"])
    return found


def _take(found: Packages, kept: Package, edition: Edition, datasets: Mapping[str, int]) -> None:
    """Cells of a package that stand in an edition."""
    package = from_plain(kept.content)
    period = Period.parse(package.period)
    source = Source(kept.submission.token, kept.number, kept.sha256)
    for entry in package.entries:
        if not entry.is_blank and datasets.get(entry.indicator) == edition.dataset_id:
            key = (entry.indicator, package.subject, _breakdown(entry))
            cell = _Raw(entry.value, entry.status or "A", edition.vintage, edition.pk, source)
            found.add(key, (period.frequency, period.ordinal), cell)


def _breakdown(entry: Entry) -> str:
    return breakdown_text(breakdown_codes(entry.breakdown))


class RawFacts:
    """The Facts port over packages, and over loaded editions where nothing was handed in.

    `used` are the packages that were read, `loaded` the editions of loaded numbers.
    """

    def __init__(self, stored: StoredFacts, packages: Packages) -> None:
        """Bind to the numbers that a reader may see."""
        self._stored = stored
        self._packages = packages
        self._vintages = dict(Edition.objects.values_list("pk", "vintage"))
        self.used: set[Source] = set()
        self.loaded: set[int] = set()
        self.breakdown_panel = stored.breakdown_panel
        self.spans = stored.spans
        self.history = stored.history
        self.version_counts = stored.version_counts
        self.editions = stored.editions

    def panel(self, query: Query) -> xr.Dataset:
        """Values of the keys asked for."""
        return self.cells(query).dataset()

    def cells(self, query: Query) -> Cells:
        """Values of the keys asked for, those of packages from the packages."""
        found = self._stored.cells(query)
        released = np.isin(found.edition, list(self._packages.editions))
        found.value[released], found.status[released] = np.nan, ""
        found.decimals[released], found.edition[released] = -2, 0
        if query.scenario == "actual" and not query.horizon and not query.run:
            for place, raw in self._asked(query, found):
                self._put(found, place, raw)
        self.loaded.update(
            int(one) for one in np.unique(found.edition) if one and one not in self._packages.editions
        )
        return found

    def _asked(self, query: Query, found: Cells) -> Iterator[tuple[tuple[int, int, int], _Raw]]:
        """Cells of packages within a query, with their places."""
        for row, indicator in enumerate(query.indicators):
            for column, subject in enumerate(query.subjects):
                cells = self._packages.cells.get((indicator, subject, query.breakdown), {})
                if not cells or not self._stored.shows(indicator, subject):
                    continue
                for (frequency, ordinal), raw in cells.items():
                    if frequency == query.frequency and found.first <= ordinal < found.stop:
                        yield (row, column, ordinal - found.first), raw

    def _put(self, found: Cells, place: tuple[int, int, int], raw: _Raw) -> None:
        """Put a cell where nothing newer was loaded."""
        there = int(found.edition[place])
        if there and self._vintages[there] > raw.vintage:
            return
        found.value[place] = np.nan if raw.value is None else raw.value
        found.status[place], found.decimals[place], found.edition[place] = raw.status, -1, raw.edition
        self.used.add(raw.source)
