"""What has been published, or will be, of the indicators that a decision must look at together?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

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


class _Moments(NamedTuple):
    """When an edition is shown, and when it was withdrawn."""

    moment: int
    withdrawn: int | None

    def was_shown(self, now: int) -> bool:
        """Whether somebody may have seen it: not what was withdrawn before its moment."""
        return self.moment <= now and (self.withdrawn is None or self.withdrawn > self.moment)

    def is_coming(self, now: int) -> bool:
        """Whether it will be shown later."""
        return self.moment > now and self.withdrawn is None


@dataclass(frozen=True)
class Published:
    """Everything that one class of readers is shown of some indicators, but for what is hidden."""

    register: StoredRegister
    level: Access
    codes: frozenset[str]
    new: frozenset[int]
    now: int

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
    def _decided(self) -> Mapping[Key, Mapping[int, int]]:
        """Editions with which each cell was hidden from these readers, and their moments."""
        found: dict[Key, dict[int, int]] = defaultdict(dict)
        for row in decided_of(self._ids):
            key = self._key(row)
            if key is not None and is_within(self.level, Access(row[5])):
                found[key][row[7]] = row[6]
        return found

    @cached_property
    def _ids(self) -> list[int]:
        return [self.register.codes.indicators[code] for code in sorted(self.definitions)]

    @property
    def hidden_before(self) -> frozenset[Key]:
        """Cells that some decision hides from these readers, now or later."""
        return frozenset(self._decided)

    def is_hidden(self, key: Key, edition: int) -> bool:
        """Whether a cell is hidden by now, or will be with an edition, whenever that comes."""
        decided = self._decided.get(key, {})
        return edition in decided or any(moment <= self.now for moment in decided.values())

    @cached_property
    def coming(self) -> Mapping[Key, frozenset[int]]:
        """Editions with a number of each cell whose moment has not come, and that may still be moved."""
        found: dict[Key, set[int]] = defaultdict(set)
        for row in self._rows:
            key = self._key(row)
            if key is not None and self._editions[row[9]].is_coming(self.now):
                found[key].add(row[9])
        return {key: frozenset(many) for key, many in found.items()}

    @cached_property
    def histories(self) -> Mapping[Key, Sequence[Said]]:
        """Versions of every cell, oldest first."""
        found: dict[Key, list[Said]] = defaultdict(list)
        for row in self._rows:
            key = self._key(row)
            if key is None:
                continue
            edition = self._editions[row[9]]
            is_known = row[9] not in self.new and edition.was_shown(self.now)
            since = min(self._decided.get(key, {}).values(), default=None)
            is_known &= since is None or edition.moment < since
            value = 0.0 if row[7] == Status.NIL else float(row[6])
            decimals = self.definitions[key.indicator].decimals if row[8] is None else row[8]
            found[key].append(Said(row[5], value, is_known, 10.0**-decimals))
        return found

    @cached_property
    def _rows(self) -> Sequence[tuple[Any, ...]]:
        return list(versions_of(self._ids))

    @cached_property
    def _editions(self) -> Mapping[int, "_Moments"]:
        rows = Edition.objects.values_list("pk", "released_at", "withdrawn_at")
        return {pk: _Moments(moment, withdrawn) for pk, moment, withdrawn in rows}

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
