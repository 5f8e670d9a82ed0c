"""Which names, definitions and memberships were shown at a moment?"""

import secrets
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection, models

from styrbord.core.spine.facts import ADMINISTRATIVE
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.core.spine.subjects import (
    Membership,
    Subject,
    SubjectKind,
    SubjectType,
    Succession,
    SuccessionKind,
)
from styrbord.core.spine.tree import Tree
from styrbord.store.spine import models as tables
from styrbord.store.spine.codes import Codes
from styrbord.store.spine.definitions import indicator_from

KEPT = 6


class StoredRegister:
    """The Register port over the spine's tables at one moment; read once, then only looked up."""

    def __init__(self, as_of: int) -> None:
        """Bind to a moment of the release clock, in ms."""
        self._as_of = as_of

    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators by code."""
        return self._indicators

    def subjects(self) -> Mapping[str, Subject]:
        """Subjects by code; of several descriptions over time the latest."""
        return self._subjects

    def tree(self, hierarchy: str = ADMINISTRATIVE) -> Tree:
        """Parent links of one hierarchy."""
        if hierarchy not in self._trees:
            self._trees[hierarchy] = Tree(self._memberships.get(hierarchy, ()))
        return self._trees[hierarchy]

    def memberships(self, hierarchy: str) -> Sequence[Membership]:
        """Links of one hierarchy."""
        return self._memberships.get(hierarchy, [])

    def hierarchies(self) -> Sequence[str]:
        """Codes of the hierarchies, the administrative one first."""
        return sorted(self._memberships, key=lambda code: (code != ADMINISTRATIVE, code))

    def successions(self) -> Sequence[Succession]:
        """Mergers, splits and transfers."""
        return self._successions

    def types(self, on: date) -> Mapping[str, str]:
        """Type of each subject at a date."""
        if on not in self._types_on:
            found = {code: kind for code, kind, first, last in self._types if _holds(first, last, on)}
            self._types_on[on] = found
        return self._types_on[on]

    def levels(self, on: date | None) -> Mapping[str, str]:
        """Level of each subject that exists at a date, or ever; of several descriptions the latest."""
        if on not in self._levels_on:
            found = {row[0]: row[1] for row in self._descriptions if on is None or _holds(row[2], row[3], on)}
            self._levels_on[on] = found
        return self._levels_on[on]

    def type_list(self) -> Mapping[str, SubjectType]:
        """Types by code, in their order."""
        return self._type_list

    @cached_property
    def codes(self) -> Codes:
        """Row ids of indicators and subjects."""
        indicators = dict(tables.Indicator.objects.values_list("code", "pk"))
        subjects = dict(tables.Subject.objects.values_list("code", "pk"))
        return Codes(
            {code: indicators[code] for code in self._indicators},
            {code: subjects[code] for code in self._subjects},
        )

    def below(self, roots: tuple[str, ...]) -> frozenset[int]:
        """Row ids of some subjects and of all below them, in any hierarchy."""
        if roots not in self._below:
            found = self._shown(tables.Closure).filter(ancestor__code__in=roots)
            self._below[roots] = frozenset(found.values_list("descendant_id", flat=True))
        return self._below[roots]

    def below_in(self, root: str, hierarchy: str) -> frozenset[int]:
        """Row ids of a subject and of all below it in one hierarchy."""
        key = (root, hierarchy)
        if key not in self._below_in:
            found = self._shown(tables.Closure).filter(ancestor__code=root, hierarchy__in=("", hierarchy))
            self._below_in[key] = frozenset(found.values_list("descendant_id", flat=True))
        return self._below_in[key]

    @cached_property
    def veiled(self) -> frozenset[int]:
        """Row ids of indicators of which some cell is hidden from someone."""
        return frozenset(tables.Suppression.objects.values_list("indicator_id", flat=True).distinct())

    def veil_of(self, indicator: int) -> npt.NDArray[np.int64]:
        """Hidden cells of an indicator: subject, breakdown, frequency, period, audience, edition."""
        if indicator not in self._veils:
            names = ("subject_id", "breakdown_id", "frequency", "period", "audience", "edition_id")
            rows = tables.Suppression.objects.filter(indicator_id=indicator).values_list(*names)
            found = [(*row[:4], int(row[4] != Access.OPEN), row[5]) for row in rows]
            self._veils[indicator] = np.array(found, dtype=np.int64).reshape(-1, len(names))
        return self._veils[indicator]

    @cached_property
    def _veils(self) -> dict[int, npt.NDArray[np.int64]]:
        return {}

    def _shown(self, table: type[models.Model]) -> Any:
        return table._default_manager.filter(shown_from__lte=self._as_of, shown_to__gt=self._as_of)

    @cached_property
    def _types_on(self) -> dict[date, dict[str, str]]:
        return {}

    @cached_property
    def _levels_on(self) -> dict[date | None, dict[str, str]]:
        return {}

    @cached_property
    def _descriptions(self) -> list[tuple[str, str, date | None, date | None]]:
        names = ("subject__code", "level", "valid_from", "valid_to")
        rows = self._shown(tables.SubjectVersion).values_list(*names)
        return sorted(rows, key=lambda row: row[2] or date.min)

    @cached_property
    def _below(self) -> dict[tuple[str, ...], frozenset[int]]:
        return {}

    @cached_property
    def _below_in(self) -> dict[tuple[str, str], frozenset[int]]:
        return {}

    @cached_property
    def _trees(self) -> dict[str, Tree]:
        return {}

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        rows = self._shown(tables.IndicatorVersion).order_by("indicator_id")
        found = rows.values_list("indicator__code", "indicator__dataset__code", "definition")
        return {code: indicator_from(code, dataset, definition) for code, dataset, definition in found}

    @cached_property
    def _subjects(self) -> dict[str, Subject]:
        rows = self._shown(tables.SubjectVersion).order_by(
            "subject_id", models.F("valid_from").asc(nulls_first=True)
        )
        names = ("subject__code", "subject__kind", "level", "names", "valid_from", "valid_to")
        return {row[0]: Subject(row[0], SubjectKind(row[1]), *row[2:]) for row in rows.values_list(*names)}

    @cached_property
    def _memberships(self) -> dict[str, list[Membership]]:
        names = ("hierarchy", "subject__code", "parent__code", "counts", "valid_from", "valid_to")
        found: dict[str, list[Membership]] = {}
        for row in self._shown(tables.Membership).values_list(*names):
            found.setdefault(row[0], []).append(Membership(*row))
        return found

    @cached_property
    def _successions(self) -> list[Succession]:
        names = ("kind", "on", "predecessor__code", "successor__code", "weight")
        rows = self._shown(tables.Succession).values_list(*names)
        return [Succession(SuccessionKind(row[0]), *row[1:]) for row in rows]

    @cached_property
    def _types(self) -> list[tuple[str, str, date | None, date | None]]:
        rows = self._shown(tables.TypeMembership).order_by("valid_from")
        return list(rows.values_list("subject__code", "type", "valid_from", "valid_to"))

    @cached_property
    def _type_list(self) -> dict[str, SubjectType]:
        rows = self._shown(tables.TypeName).order_by("order", "code").values_list("code", "names", "order")
        return {code: SubjectType(code, names, order) for code, names, order in rows}

    @cached_property
    def level_names(self) -> dict[str, dict[str, str]]:
        """Words of the levels, by code."""
        return dict(tables.LevelName.objects.values_list("code", "names"))


@dataclass(slots=True)
class _Cache:
    found: "OrderedDict[tuple[str, int], StoredRegister]"


_CACHE = _Cache(OrderedDict())


Changes = list[tuple[int, str]]
_asked: ContextVar[list[Changes] | None] = ContextVar("asked", default=None)


def register_at(as_of: int, changes: Changes | None = None) -> StoredRegister:
    """Register at a moment; kept in memory until a later change, in any process, is recorded.

    `changes` are those that the caller has just asked for.
    """
    changes = changes_so_far() if changes is None else changes
    if not changes:
        return StoredRegister(as_of)
    key = (changes[-1][1], bisect_right(sorted(at for at, _ in changes), as_of))
    found = _CACHE.found.get(key) or StoredRegister(as_of)
    _CACHE.found[key] = found
    while len(_CACHE.found) > KEPT:
        _CACHE.found.pop(next(iter(_CACHE.found)), None)
    return found


def changes_so_far() -> Changes:
    """Moments and tokens of every change of names and memberships; asked on every page, so in plain SQL."""
    asked = _asked.get()
    if asked:
        return asked[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, token FROM spine_change ORDER BY id")
        found: Changes = cursor.fetchall()
    if asked is not None:
        asked.append(found)
    return found


@contextmanager
def changes_asked_once() -> Iterator[None]:
    """Ask for the changes once within, but for pieces of work."""
    if _asked.get() is not None:
        yield
        return
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


@contextmanager
def changes_asked_anew() -> Iterator[None]:
    """Ask for the changes each time within, as a piece of work must that has waited for another."""
    before = _asked.get()
    _asked.set(None)
    try:
        yield
    finally:
        _asked.set(None if before is None else [])


def record_change(moments: Iterable[int]) -> None:
    """Tell every process that names or memberships change at these moments; part of a work."""
    tables.Change.objects.bulk_create(
        tables.Change(at=at, token=secrets.token_hex(12)) for at in sorted(set(moments))
    )


def _holds(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)
