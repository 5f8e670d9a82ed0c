"""How do versions of cells and the links between them become one table for an attacker?"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from styrbord.core.spine.disclosure.links import Key, Link
from styrbord.core.spine.disclosure.rule import Disclosure
from styrbord.core.spine.disclosure.table import Table

_DUST = 1e-9


class Said(NamedTuple):
    """What a source said of a cell from a moment on; `is_known` when it was shown before."""

    moment: int
    value: float
    is_known: bool = False
    step: float = 1.0


Histories = Mapping[Key, Sequence[Said]]


@dataclass(frozen=True, slots=True)
class Assembled:
    """A table, and the cell of each of its rows; equal values of a cell are one row."""

    table: Table
    keys: tuple[Key, ...]
    values: Mapping[Key, Sequence[Said]]
    rows: Mapping[Key, tuple[int, ...]]

    def mask(self, keys: Iterable[Key]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Rows of some cells, bool (row,)."""
        found = np.zeros(len(self.keys), dtype=bool)
        found[[row for key in keys for row in self.rows.get(key, ())]] = True
        return found


@dataclass(slots=True)
class _Rows:
    """Rows of the table while they are made."""

    of: dict[tuple[Key, float], int] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def row(self, key: Key, said: Said) -> int:
        at = (key, said.value)
        if at not in self.of:
            self.of[at] = len(self.keys)
            self.keys.append(key)
            self.said.append(said)
        elif said.is_known:
            self.said[self.of[at]] = said
        return self.of[at]


def assembled(histories: Histories, links: Iterable[Link], rules: Mapping[str, Disclosure]) -> Assembled:
    """Table of all versions of cells, with the equalities that hold among them at any moment.

    Parameters
    ----------
    histories : versions of every published cell, oldest first; without missing ones.
    links : totals and parts; those of virtual cells before those that need them.
    rules : by indicator, for the protection; others have the default one.

    Returns
    -------
    Assembled
        A link whose total differs from its parts by more than the protection is left out: nobody can
        rely on it. One that differs by less is taken as if it held.
    """
    known = dict(histories)
    rows = _Rows()
    for key, versions in known.items():
        for said in versions:
            rows.row(key, said)
    equalities: dict[tuple[tuple[int, float], ...], None] = {}
    for link in links:
        rule = rules.get(link.total.indicator, Disclosure())
        if link.total.hierarchy:
            known[link.total] = _summed(link, known)
        for equality in _equalities(link, known, rows, rule.protection / 100):
            equalities[equality] = None
    return _whole(rows, known, list(equalities), rules)


def _summed(link: Link, known: Mapping[Key, Sequence[Said]]) -> list[Said]:
    """Versions of a sum that nobody reported."""
    parts = [part for _, part in link.parts]
    found = []
    for moment in _moments(parts, known):
        seen = [said for part in parts if (said := _at(known.get(part, ()), moment))]
        found.append(Said(moment, sum(one.value for one in seen), step=max(one.step for one in seen)))
    return found


def _equalities(
    link: Link, known: Mapping[Key, Sequence[Said]], rows: _Rows, share: float
) -> Iterable[tuple[tuple[int, float], ...]]:
    cells = [link.total, *(part for _, part in link.parts)]
    for moment in _moments(cells, known):
        total = _at(known.get(link.total, ()), moment)
        found = [(factor, part, _at(known.get(part, ()), moment)) for factor, part in link.parts]
        there = [(factor, part, said) for factor, part, said in found if said is not None]
        if total is None or not there or (link.all_parts and len(there) < len(found)):
            continue
        gap = total.value - link.constant - sum(factor * said.value for factor, _, said in there)
        steps = sum(said.step for _, _, said in there) + total.step
        if abs(gap) <= max(share * abs(total.value), steps / 2, _DUST):
            yield (
                (rows.row(link.total, total), -1.0),
                *((rows.row(part, said), factor) for factor, part, said in there),
            )


def _moments(cells: Iterable[Key], known: Mapping[Key, Sequence[Said]]) -> list[int]:
    return sorted({said.moment for cell in cells for said in known.get(cell, ())})


def _at(versions: Sequence[Said], moment: int) -> Said | None:
    if len(versions) == 1:
        return versions[0] if versions[0].moment <= moment else None
    place = bisect_right([one.moment for one in versions], moment)
    return versions[place - 1] if place else None


def _whole(
    rows: _Rows,
    known: Mapping[Key, Sequence[Said]],
    equalities: Sequence[tuple[tuple[int, float], ...]],
    rules: Mapping[str, Disclosure],
) -> Assembled:
    value = np.array([said.value for said in rows.said], dtype=float)
    below_zero = {key.indicator for key, one in zip(rows.keys, rows.said, strict=True) if one.value < 0}
    numbers = {key: number for number, key in enumerate(dict.fromkeys(rows.keys))}
    share = [rules.get(key.indicator, Disclosure()).protection / 100 for key in rows.keys]
    table = Table(
        value=value,
        lower=np.array([-np.inf if key.indicator in below_zero else 0.0 for key in rows.keys]),
        need=np.maximum(np.array(share) * np.abs(value), [said.step for said in rows.said]),
        key=np.array([numbers[key] for key in rows.keys], dtype=np.int64),
        is_known=np.array([said.is_known for said in rows.said], dtype=bool),
        is_virtual=np.array([bool(key.hierarchy) for key in rows.keys], dtype=bool),
        links=_links(equalities, len(value)),
    )
    found: dict[Key, list[int]] = {}
    for number, key in enumerate(rows.keys):
        found.setdefault(key, []).append(number)
    return Assembled(table, tuple(rows.keys), known, {key: tuple(many) for key, many in found.items()})


def _links(equalities: Sequence[tuple[tuple[int, float], ...]], width: int) -> csr_matrix:
    """Factors of the rows in each equality."""
    cells = [(at, row, factor) for at, one in enumerate(equalities) for row, factor in one]
    at, row, factor = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_matrix((factor, (at, row)), shape=(len(equalities), width), dtype=float)
