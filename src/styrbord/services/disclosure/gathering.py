"""What has been published, or will be, of the indicators that a decision must look at together?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from styrbord.core.people.scopes import is_within
from styrbord.core.spine.disclosure.assembling import Said
from styrbord.core.spine.disclosure.links import Children, Key
from styrbord.core.spine.disclosure.rule import Disclosure
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.core.spine.inputs import inputs_of
from styrbord.core.spine.observations import Status
from styrbord.core.spine.subjects import SubjectKind
from styrbord.store.facts.disclosing import decided_of, versions_of
from styrbord.store.spine.models import Breakdown, CodeItem, Edition
from styrbord.store.spine.register import StoredRegister


def touched(definitions: Mapping[str, Indicator], datasets: Iterable[str]) -> set[str]:
    """Indicators that hang together with one that has a rule, by formulas, where a dataset has any."""
    near: dict[str, set[str]] = defaultdict(set)
    for code, one in definitions.items():
        for other in (*inputs_of(one), *filter(None, [one.disclosure.contributors])):
            near[code].add(other)
            near[other].add(code)
    found: set[str] = set()
    for code, one in definitions.items():
        if one.disclosure.is_set and code not in found:
            group = _reached(code, near)
            if any(definitions[name].dataset in datasets for name in group if name in definitions):
                found |= group & set(definitions)
    return found


def _reached(code: str, near: Mapping[str, set[str]]) -> set[str]:
    found, layer = {code}, {code}
    while layer:
        layer = {other for one in layer for other in near.get(one, ())} - found
        found |= layer
    return found


@dataclass(frozen=True)
class Published:
    """Everything that one class of readers is shown of some indicators, but for what is hidden."""

    register: StoredRegister
    level: Access
    codes: frozenset[str]
    new: frozenset[int]
    now: int
    start: int

    @cached_property
    def definitions(self) -> Mapping[str, Indicator]:
        """Definitions that these readers see, with those of what their rules rest on."""
        known = self.register.indicators()
        return {code: known[code] for code in self.codes if is_within(known[code].access, self.level)}

    @cached_property
    def rules(self) -> Mapping[str, Disclosure]:
        """Rules that hide something from these readers."""
        return {
            code: one.disclosure
            for code, one in self.definitions.items()
            if one.disclosure.is_set and is_within(self.level, Access(one.disclosure.audience))
        }

    @cached_property
    def _names(self) -> tuple[Mapping[int, str], Mapping[int, str], Mapping[int, str]]:
        codes = self.register.codes
        return (
            {pk: code for code, pk in codes.indicators.items()},
            {pk: code for code, pk in codes.subjects.items()},
            dict(Breakdown.objects.values_list("pk", "text")),
        )

    def _key(self, row: Sequence[int]) -> Key | None:
        indicators, subjects, breakdowns = self._names
        found = indicators.get(row[0]), subjects.get(row[1]), breakdowns.get(row[2])
        return None if None in found else Key(*found, row[3], row[4])  # type: ignore[arg-type]

    @cached_property
    def _since(self) -> Mapping[Key, int]:
        """Since when each cell is hidden from these readers, as was decided before."""
        found: dict[Key, int] = {}
        for row in decided_of(self._ids):
            key = self._key(row)
            if key is not None and is_within(self.level, Access(row[5])):
                found[key] = min(found.get(key, row[6]), row[6])
        return found

    @cached_property
    def _ids(self) -> list[int]:
        return [self.register.codes.indicators[code] for code in sorted(self.definitions)]

    @property
    def hidden_before(self) -> frozenset[Key]:
        """Cells that some decision hides from these readers, now or later."""
        return frozenset(self._since)

    @property
    def hidden_by_then(self) -> frozenset[Key]:
        """Cells that are hidden when the new editions come."""
        return frozenset(key for key, moment in self._since.items() if moment <= self.start)

    @cached_property
    def histories(self) -> Mapping[Key, Sequence[Said]]:
        """Versions of every cell, oldest first."""
        released = dict(Edition.objects.values_list("pk", "released_at"))
        found: dict[Key, list[Said]] = defaultdict(list)
        for row in versions_of(self._ids):
            key = self._key(row)
            if key is None:
                continue
            moment = released[row[9]]
            is_known = row[9] not in self.new and moment <= self.now
            is_known &= key not in self._since or moment < self._since[key]
            value = 0.0 if row[7] == Status.NIL else float(row[6])
            decimals = self.definitions[key.indicator].decimals if row[8] is None else row[8]
            found[key].append(Said(row[5], value, is_known, 10.0**-decimals))
        return found

    @cached_property
    def hierarchies(self) -> Mapping[str, Children]:
        """Counting members of every hierarchy."""
        subjects = self.register.subjects()
        return {name: Children(self.register.tree(name), subjects) for name in self.register.hierarchies()}

    @cached_property
    def enterprises(self) -> frozenset[str]:
        """Subjects whose number shall not be known."""
        found = self.register.subjects().values()
        return frozenset(one.code for one in found if one.kind is SubjectKind.ENTERPRISE)

    @cached_property
    def parents(self) -> Mapping[tuple[str, str], str]:
        """Code above each code of a dimension."""
        rows = CodeItem.objects.values_list("dimension", "code", "parent_code")
        return {(dimension, code): parent for dimension, code, parent in rows}
