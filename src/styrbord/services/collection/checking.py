"""What is wrong or unlikely in a package, given what its reader may see?

Everything is read through the reading that is handed in: a check never tells what its reader may not see.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from styrbord.core.base.codes import breakdown_codes
from styrbord.core.base.periods import Frequency, Period, nested_in, periods_between
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection import checks
from styrbord.core.collection.checks import Case, Coarser, Found, Peers, Series, open_problems
from styrbord.core.collection.forms.model import Form, Weight
from styrbord.core.collection.packages import Package
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import OverSubjects, OverTime
from styrbord.core.spine.observations import TOTAL, Status
from styrbord.services.reading import Reading
from styrbord.store.spine.models import CodeItem

__all__ = ["case_of", "check", "open_problems"]

define(
    "check.unknown-indicator",
    "There is no indicator '{indicator}' as of {day} that this post may see.",
    "Tell the owner of the form.",
)
SPAN = {Frequency.ANNUAL: 40, Frequency.QUARTER: 60, Frequency.MONTH: 120}
"""Own periods that are looked back on; 60 where a frequency is not named."""
NEAR = {Frequency.ANNUAL: 20, Frequency.QUARTER: 13, Frequency.MONTH: 25}
"""The same for the other subjects of the type; 13."""
MOST_PEERS = 150
"""So many subjects of a type tell its spread well enough; of more, every second or third is read."""
Key = tuple[str, str]
Rows = dict[Key, tuple[int, np.ndarray]]


def check(package: Package, form: Form, *, reading: Reading) -> list[Found]:
    """All findings on a package, in the order of the form; a period that is none is one of them."""
    known = reading.register.indicators()
    unknown = [item for item in form.items if item.indicator not in known]
    problems = [
        Problem(
            "check.unknown-indicator", item.indicator, {"indicator": item.indicator, "day": reading.today}
        )
        for item in unknown
    ]
    told = [
        Found(problem, item.indicator, item.breakdown, Weight.HARD, problem.place)
        for problem, item in zip(problems, unknown, strict=True)
    ]
    return told + checks.run(case_of(package, form, reading=reading))


def case_of(package: Package, form: Form, *, reading: Reading) -> Case:
    """A package with what is known of its subject, type, members and other periods."""
    indicators = reading.register.indicators()
    codes = _codes(form)
    try:
        period = Period.parse(package.period)
    except Refused:
        return Case(package, form, indicators, codes=codes)
    if package.subject not in reading.register.subjects():
        return Case(package, form, indicators, codes=codes)
    asked = _Asked(reading, form, package.subject, period)
    return Case(
        package,
        form,
        indicators,
        history=asked.history(),
        peers=asked.peers(),
        codes=codes,
        finer=asked.finer(),
        coarser=asked.coarser(),
        members=asked.members(),
    )


@dataclass(frozen=True)
class _Asked:
    """One subject and period of a form, and what is read about it."""

    reading: Reading
    form: Form
    subject: str
    period: Period

    def history(self) -> Mapping[Key, Series]:
        first = self.period.shift(-SPAN.get(self.period.frequency, 60))
        rows = self._rows((self.subject,), first, self.period.shift(-1))
        return {key: Series(start, values[0]) for key, (start, values) in rows.items()}

    def peers(self) -> Mapping[Key, Peers]:
        on = self.period.first_day
        types = self.reading.register.types(on)
        levels = {
            code: types.get(code) or one.level for code, one in self.reading.register.subjects().items()
        }
        own = levels[self.subject]
        if not (self.form.jumps.type or self.form.jumps.own):
            return {}
        codes = tuple(sorted(code for code, level in levels.items() if level == own))
        codes = codes[:: -(-len(codes) // MOST_PEERS)]
        first = self.period.shift(-NEAR.get(self.period.frequency, 13))
        key = ("checks-peers", self.form.code, self._keys, own, str(self.period))
        rows = self.reading.kept(key, lambda: self._rows(codes, first, self.period))
        others = [at for at, code in enumerate(codes) if code != self.subject]
        return {key: Peers(start, values[others]) for key, (start, values) in rows.items()}

    def members(self) -> Mapping[Key, Sequence[float]]:
        links = self.reading.register.tree().members(self.subject, self.period.first_day, counting=True)
        known = self.reading.register.subjects()
        codes = tuple(link.subject for link in links if link.subject in known)
        rows = self._rows(codes, self.period, self.period, only=self._summed) if codes else {}
        return {key: tuple(values[:, 0].tolist()) for key, (_, values) in rows.items()}

    def finer(self) -> Mapping[Key, Sequence[float]]:
        """Values of the longest shorter periods that are known whole, for each key."""
        found: dict[Key, Sequence[float]] = {}
        keys = self._keys_over_time
        for finer in _SHORTER.get(self.period.frequency, ()) if keys else ():
            first, last = Period.of(finer, self.period.first_day), Period.of(finer, self.period.last_day)
            for key, (_, values) in self._rows((self.subject,), first, last, only=keys).items():
                if not np.isnan(values).any():
                    found.setdefault(key, tuple(values[0].tolist()))
        return found

    def coarser(self) -> Mapping[Key, Sequence[Coarser]]:
        found: dict[Key, list[Coarser]] = {}
        keys = frozenset(key for key in self._keys_over_time if self._rule(key) is OverTime.SUM)
        for longer in _longer(self.period) if keys else ():
            whole = self._rows((self.subject,), longer, longer, only=keys)
            told = {key: values[0, 0] for key, (_, values) in whole.items() if not np.isnan(values[0, 0])}
            if told:
                for key, others in self._others(longer, frozenset(told)).items():
                    found.setdefault(key, []).append(Coarser(str(longer), float(told[key]), others))
        return found

    def _others(self, longer: Period, keys: frozenset[Key]) -> Mapping[Key, tuple[float, ...]]:
        first = Period.of(self.period.frequency, longer.first_day)
        last = Period.of(self.period.frequency, longer.last_day)
        own = periods_between(first, last).index(self.period)
        rows = self._rows((self.subject,), first, last, only=keys)
        return {key: tuple(np.delete(values[0], own).tolist()) for key, (_, values) in rows.items()}

    @property
    def _keys(self) -> frozenset[Key]:
        known = self.reading.register.indicators()
        return frozenset(item.key for item in self.form.items if item.indicator in known)

    @property
    def _summed(self) -> frozenset[Key]:
        known = self.reading.register.indicators()
        return frozenset(key for key in self._keys if known[key[0]].over_subjects is OverSubjects.SUM)

    @property
    def _keys_over_time(self) -> frozenset[Key]:
        return frozenset(key for key in self._keys if self._rule(key) is not OverTime.NONE)

    def _rule(self, key: Key) -> OverTime:
        return self.reading.register.indicators()[key[0]].over_time

    def _rows(
        self, subjects: tuple[str, ...], first: Period, last: Period, *, only: frozenset[Key] | None = None
    ) -> Rows:
        """Reported values (subject, period) by key: a panel for the totals, one for each dimension."""
        keys = self._keys if only is None else only
        found: Rows = {}
        for dimension, group in _by_dimension(keys):
            indicators = tuple(sorted({key[0] for key in group}))
            query = Query(indicators, subjects, first.frequency, first, last)
            found |= dict(_read(self.reading, query, dimension, group))
        return found


def _read(
    reading: Reading, query: Query, dimension: str, keys: Iterable[Key]
) -> Iterator[tuple[Key, tuple[int, np.ndarray]]]:
    """Values of keys whose breakdowns are the total, codes of a dimension, or one combination of codes."""
    if dimension and "=" not in dimension:
        panel = reading.facts.breakdown_panel(query, dimension)
        codes = [f"{dimension}={code}" for code in panel["breakdown"].values.tolist()]
    else:
        said = Query(
            query.indicators,
            query.subjects,
            query.frequency,
            query.first,
            query.last,
            breakdown=dimension or TOTAL,
        )
        panel, codes = reading.facts.panel(said).expand_dims("breakdown", axis=2), [dimension or TOTAL]
    values = np.where(panel["status"].values == Status.NIL.value, 0.0, panel["value"].values)
    places = {code: at for at, code in enumerate(codes)}
    empty = np.full((len(query.subjects), values.shape[-1]), nan)
    first = query.first.ordinal if query.first else 0
    for indicator, breakdown in keys:
        at = places.get(breakdown)
        yield (
            (indicator, breakdown),
            (first, empty if at is None else values[query.indicators.index(indicator), :, at, :]),
        )


def _by_dimension(keys: Iterable[Key]) -> Iterator[tuple[str, list[Key]]]:
    """Keys by what one panel reads: "" the totals, a dimension all of its codes, else one combination."""
    groups: dict[str, list[Key]] = {}
    for key in sorted(keys):
        codes = breakdown_codes(key[1])
        name = "" if not codes else next(iter(codes)) if len(codes) == 1 else key[1]
        groups.setdefault(name, []).append(key)
    yield from groups.items()


def _codes(form: Form) -> Mapping[str, Mapping[str, str]]:
    """Code lists of the dimensions that the form breaks down by: parent of each code."""
    dimensions = {name for item in form.items for name in breakdown_codes(item.breakdown)}
    found: dict[str, dict[str, str]] = {name: {} for name in dimensions}
    for row in CodeItem.objects.filter(dimension__in=dimensions) if dimensions else ():
        found[row.dimension][row.code] = row.parent_code
    return found


_SHORTER = {
    longer: tuple(
        finer
        for finer in (Frequency.HALF, Frequency.QUARTER, Frequency.MONTH)
        if finer is not longer and nested_in(finer, longer)
    )
    for longer in (Frequency.ANNUAL, Frequency.HALF, Frequency.QUARTER)
}


def _longer(period: Period) -> list[Period]:
    """Longer periods that hold a period, the shortest first."""
    own = period.frequency
    kinds = (Frequency.QUARTER, Frequency.HALF, Frequency.ANNUAL)
    if own not in (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF):
        return []
    return [Period.of(kind, period.first_day) for kind in kinds if kind is not own and nested_in(own, kind)]
