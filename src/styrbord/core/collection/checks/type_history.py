"""Is a value far from what the other subjects of its type let expect?"""

from collections.abc import Iterator

import numpy as np

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Floats, Found, Peers
from styrbord.core.collection.checks._spread import FEWEST, Scale, Usual, changes_between, steps, usual
from styrbord.core.collection.checks._words import shown
from styrbord.core.collection.forms.model import Item
from styrbord.core.collection.packages import Entry

define(
    "check.type-change",
    "{value} has changed otherwise than in the {count} other subjects of the type, which lets expect {low} "
    "to {high}; it was {last} last.",
    "Check the number and its unit; correct it, or say in a note what has happened.",
)
define(
    "check.type-level",
    "{value} is far from the {count} other subjects of the type, which lie between {low} and {high}.",
    "Check the number and its unit; correct it, or say in a note what makes the difference.",
)


def find(case: Case) -> Iterator[Found]:
    """Changes unlike the type's changes; without a last value, levels unlike the type's levels.

    At least five other subjects of the type. Changes of the same period where five have reported it,
    else all changes in the periods before.

    Yields
    ------
    Found

    Source: DESIGN, checks; median absolute deviation after Hampel (1974); the rest is ours.
    """
    for item, entry, value in case.numbers if case.form.jumps.type else ():
        peers = case.peers.get(item.key)
        if peers is None or case.period is None:
            continue
        _, known = case.known_before(item.key)
        if len(known):
            yield from _change(case, item, entry, value, known, peers)
        else:
            yield from _level(case, item, entry, value, peers)


def _change(
    case: Case, item: Item, entry: Entry, value: float, known: Floats, peers: Peers
) -> Iterator[Found]:
    scale = Scale(known, np.array([value]), step=case.step(item))
    changes, count = _changes(case, scale, peers)
    if count < FEWEST:
        return
    last = float(known[-1])
    expected = usual(changes, scale.floor(abs(last)))
    if len(known) >= FEWEST:
        own = usual(np.diff(scale.of(known)), 0.0)
        expected = Usual(expected.middle, max(expected.spread, own.spread))
    base = float(scale.of(last))
    if expected.distance(float(scale.of(value)) - base) > case.form.jumps.type:
        low, high = (scale.back(base + end) for end in expected.span(case.form.jumps.type))
        told = _told(case, item, value=value, low=low, high=high, last=last)
        yield case.soft("check.type-change", entry, count=count, **told)


def _changes(case: Case, scale: Scale, peers: Peers) -> tuple[Floats, int]:
    """Usual changes, and in how many subjects they were seen."""
    ordinal = case.period.ordinal if case.period else 0
    now = changes_between(scale, peers.last_before(ordinal), peers.at(ordinal))
    if len(now) >= FEWEST:
        return now, len(now)
    return steps(scale, peers.values[:, : max(ordinal - peers.first, 0)])


def _level(case: Case, item: Item, entry: Entry, value: float, peers: Peers) -> Iterator[Found]:
    ordinal = case.period.ordinal if case.period else 0
    now = peers.at(ordinal)
    levels = np.where(np.isnan(now), peers.last_before(ordinal), now)
    levels = levels[~np.isnan(levels)]
    if len(levels) < FEWEST:
        return
    scale = Scale(levels, np.array([value]), step=case.step(item))
    expected = usual(scale.of(levels), scale.floor(float(np.median(np.abs(levels)))))
    if expected.distance(float(scale.of(value))) > case.form.jumps.type:
        low, high = (scale.back(end) for end in expected.span(case.form.jumps.type))
        told = _told(case, item, value=value, low=low, high=high)
        yield case.soft("check.type-level", entry, count=len(levels), **told)


def _told(case: Case, item: Item, **values: float) -> dict[str, str]:
    return {name: shown(value, case.decimals(item)) for name, value in values.items()}
