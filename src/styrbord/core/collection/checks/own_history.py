"""Has a value jumped against the subject's own history?"""

from collections.abc import Iterator

import numpy as np

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Floats, Found, Ints, Peers
from styrbord.core.collection.checks._spread import (
    FEWEST,
    Scale,
    Usual,
    changes_between,
    pooled,
    steps,
    usual,
)
from styrbord.core.collection.checks._words import shown
from styrbord.core.collection.forms.model import Item
from styrbord.core.collection.packages import Entry

define(
    "check.jump",
    "{value} is far from what earlier values let expect: {low} to {high}; it was {last} last.",
    "Check the number and its unit; correct it, or say in a note what has happened.",
)
define(
    "check.jump-season",
    "{value} is far from what the same season of earlier years lets expect: {low} to {high}; it was {last} "
    "a year before.",
    "Check the number and its unit; correct it, or say in a note what has happened.",
)
BORROWED = 6
"""How many changes the type's spread counts for beside the subject's own."""


def find(case: Case) -> Iterator[Found]:
    """Values whose change is too many robust spreads from the subject's usual change.

    At least five earlier values; year on year where that many years are known, else period on period.
    Ratios where all values are positive, else differences.

    Yields
    ------
    Found

    Source: DESIGN, checks; median absolute deviation after Hampel (1974); the rest is ours.
    """
    times = case.form.jumps.own
    for item, entry, value in case.numbers if times else ():
        ordinals, known = case.known_before(item.key)
        if len(known) >= FEWEST and case.period is not None:
            yield from _judged(case, item, entry, value, ordinals, known)


def _judged(
    case: Case, item: Item, entry: Entry, value: float, ordinals: Ints, known: Floats
) -> Iterator[Found]:
    scale = Scale(known, np.array([value]), step=case.step(item))
    on_scale, year = scale.of(known), case.year
    back, changes = _seasonal(ordinals, on_scale, year) if year > 1 else (0, np.empty(0))
    before = np.flatnonzero(ordinals == _ordinal(case) - year)
    if back and len(changes) >= FEWEST and len(before):
        base, gap = int(before[0]), 1.0
    else:
        back, base = 0, -1
        changes, gap = np.diff(on_scale), _gap(case, ordinals)
    last = float(known[base])
    own = usual(changes, scale.floor(abs(last)))
    wide = _of_type(case, item, scale, own)
    expected = pooled(own, len(changes), wide, BORROWED)
    expected = Usual(expected.middle * gap, expected.spread * float(np.sqrt(gap)))
    change = float(scale.of(value) - on_scale[base])
    if (
        expected.distance(change) > case.form.jumps.own
        and (back or not _is_common(case, item, scale, change, expected))
        and not _recurs(case, scale, value, ordinals, known)
    ):
        low, high = (scale.back(on_scale[base] + end) for end in expected.span(case.form.jumps.own))
        code = "check.jump-season" if back else "check.jump"
        decimals = case.decimals(item)
        words = {"value": value, "low": low, "high": high, "last": last}
        told = {name: shown(number, decimals) for name, number in words.items()}
        yield case.soft(code, entry, **told)


def _ordinal(case: Case) -> int:
    return case.period.ordinal if case.period else 0


def _gap(case: Case, ordinals: Ints) -> float:
    """How many usual steps have passed since the last known value; 1 at least."""
    return max(float(_ordinal(case) - ordinals[-1]) / float(np.median(np.diff(ordinals))), 1.0)


def _seasonal(ordinals: Ints, values: Floats, year: int) -> tuple[int, Floats]:
    """Changes from the same season a year before."""
    place = {int(ordinal): at for at, ordinal in enumerate(ordinals)}
    found = [
        values[at] - values[place[ordinal - year]] for ordinal, at in place.items() if ordinal - year in place
    ]
    return year, np.array(found)


def _of_type(case: Case, item: Item, scale: Scale, own: Usual) -> Usual:
    """Usual change of the type's subjects from value to value; the own one where it is not known."""
    peers = case.peers.get(item.key)
    if peers is None:
        return own
    known, _ = steps(scale, peers.values[:, : max(_ordinal(case) - peers.first, 0)])
    return usual(known, 0.0) if len(known) >= FEWEST else own


def _is_common(case: Case, item: Item, scale: Scale, change: float, expected: Usual) -> bool:
    """Whether the type's other subjects moved like this in the same period."""
    peers = case.peers.get(item.key)
    now = _now(case, scale, peers) if peers is not None else np.empty(0)
    if len(now) < FEWEST:
        return False
    return Usual(float(np.median(now)), expected.spread).distance(change) <= case.form.jumps.own


def _now(case: Case, scale: Scale, peers: Peers) -> Floats:
    ordinal = _ordinal(case)
    return changes_between(scale, peers.last_before(ordinal), peers.at(ordinal))


def _recurs(case: Case, scale: Scale, value: float, ordinals: Ints, known: Floats) -> bool:
    """Whether within a year the value is what the same season brought before: no jump, a season."""
    at = np.flatnonzero(ordinals == _ordinal(case) - case.year) if case.year > 1 else np.empty(0, np.int64)
    if not len(at):
        return False
    seasonal = abs(float(scale.of(value) - scale.of(known[at[0]])))
    return seasonal <= 0.25 * abs(float(scale.of(value) - scale.of(known[-1])))
