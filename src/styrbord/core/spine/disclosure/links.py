"""Which published cells sum to which, over the tree, over breakdowns, over time and by formulas?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from styrbord.core.base.codes import breakdown_codes, breakdown_text
from styrbord.core.base.expression import evaluate, parse
from styrbord.core.base.periods import FREQUENCY_CODE, FREQUENCY_OF_CODE, Frequency, Period, nested_in
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.inputs import looks_around
from styrbord.core.spine.tree import Tree

_DEEPEST = 64
_YEAR_TO_DATE = FREQUENCY_CODE[Frequency.YEAR_TO_DATE]


class Key(NamedTuple):
    """One cell; with a hierarchy it is a sum over members there that nobody has reported."""

    indicator: str
    subject: str
    breakdown: str
    frequency: int
    period: int
    hierarchy: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A total and its parts, each with a factor; a link of `all_parts` needs every one of them."""

    total: Key
    parts: tuple[tuple[float, Key], ...]
    constant: float = 0.0
    all_parts: bool = True


class Children:
    """Counting members of every parent of one hierarchy, day by day."""

    def __init__(self, tree: Tree, subjects: Iterable[str]) -> None:
        """Bind to a hierarchy."""
        self._tree = tree
        self._parents = [code for code in subjects if tree.has_members(code)]
        self._on: dict[date, dict[str, tuple[str, ...]]] = {}

    def on(self, day: date) -> Mapping[str, tuple[str, ...]]:
        """Codes of the members by parent."""
        if day not in self._on:
            found = {code: self._tree.members(code, day, counting=True) for code in self._parents}
            self._on[day] = {
                code: tuple(one.subject for one in links) for code, links in found.items() if links
            }
        return self._on[day]


def below(children: Mapping[str, tuple[str, ...]], subject: str) -> Iterator[str]:
    """Everyone below a subject, each once.

    Yields
    ------
    str
    """
    seen = {subject}
    layer = [subject]
    while layer:
        layer = [code for parent in layer for code in children.get(parent, ()) if code not in seen]
        layer = list(dict.fromkeys(layer))
        seen.update(layer)
        yield from layer


def tree_links(keys: Iterable[Key], hierarchies: Mapping[str, Children]) -> list[Link]:
    """Reported totals and their counting members, in every hierarchy.

    A member without a value of its own stands for the sum over its own members: a virtual cell, whose
    link comes before that of the total that needs it.

    Returns
    -------
    list of Link
    """
    groups: dict[tuple[str, str, int, int], set[str]] = defaultdict(set)
    for key in keys:
        groups[key.indicator, key.breakdown, key.frequency, key.period].add(key.subject)
    found: list[Link] = []
    for (indicator, breakdown, frequency, period), reported in groups.items():
        day = first_day(frequency, period)
        for name, children in hierarchies.items():
            blank = Key(indicator, "", breakdown, frequency, period)
            _of_group(blank, reported, name, children.on(day), found)
    return found


def _of_group(
    blank: Key, reported: set[str], name: str, children: Mapping[str, tuple[str, ...]], found: list[Link]
) -> None:
    made: dict[str, Key | None] = {}

    def part(subject: str, depth: int) -> Key | None:
        if subject in reported:
            return blank._replace(subject=subject)
        if subject not in made:
            made[subject] = None
            inner = total(blank._replace(subject=subject, hierarchy=name), depth + 1)
            made[subject] = inner
        return made[subject]

    def total(key: Key, depth: int) -> Key | None:
        members = children.get(key.subject, ()) if depth < _DEEPEST else ()
        parts = tuple((1.0, one) for member in members if (one := part(member, depth)) is not None)
        if not parts:
            return None
        found.append(Link(key, parts, all_parts=False))
        return key

    for subject in sorted(reported & set(children)):
        total(blank._replace(subject=subject), 0)


@lru_cache(maxsize=4096)
def first_day(frequency: int, period: int) -> date:
    """First day of a period that is told by numbers.

    Returns
    -------
    date
    """
    return Period(FREQUENCY_OF_CODE[frequency], period).first_day


def breakdown_links(keys: Iterable[Key], parents: Mapping[tuple[str, str], str]) -> list[Link]:
    """Totals and their parts over the codes of every dimension, one dimension at a time.

    Parameters
    ----------
    keys : cells that are published.
    parents : code above by (dimension, code); codes without one sum to the total.

    Returns
    -------
    list of Link
    """
    above: dict[str, tuple[str, ...]] = {}
    totals: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for key in keys:
        if key.breakdown not in above:
            above[key.breakdown] = _above(key.breakdown, parents)
        for number, text in enumerate(above[key.breakdown]):
            totals[key._replace(breakdown=text), _dimension(key.breakdown, number)].append(key)
    return [
        Link(total, tuple((1.0, part) for part in parts), all_parts=False)
        for (total, _), parts in totals.items()
    ]


def _above(text: str, parents: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    """Breakdown that each code of a breakdown is a part of, dimension by dimension."""
    codes = breakdown_codes(text)
    found = []
    for dimension, code in codes.items():
        upper = parents.get((dimension, code), "")
        rest = {name: one for name, one in codes.items() if name != dimension}
        found.append(breakdown_text({**rest, dimension: upper} if upper else rest))
    return tuple(found)


def _dimension(text: str, number: int) -> str:
    return list(breakdown_codes(text))[number]


def period_links(keys: Iterable[Key]) -> list[Link]:
    """Longer periods and the shorter ones that make them up, for indicators that sum over time.

    Returns
    -------
    list of Link
        Year-to-date is the one before it and the month or quarter that came since.
    """
    known = set(keys)
    used: dict[str, set[int]] = defaultdict(set)
    for key in known:
        used[key.indicator].add(key.frequency)
    found: list[Link] = []
    for key in known:
        if key.frequency == _YEAR_TO_DATE:
            found += _to_date(key, known)
        else:
            found += _nested(key, known, used[key.indicator])
    return found


def _nested(key: Key, known: set[Key], used: set[int]) -> Iterator[Link]:
    longer = FREQUENCY_OF_CODE[key.frequency]
    for code in sorted(used - {key.frequency, _YEAR_TO_DATE}):
        if nested_in(FREQUENCY_OF_CODE[code], longer):
            first, last = _span(key.frequency, key.period, code)
            parts = [key._replace(frequency=code, period=one) for one in range(first, last + 1)]
            if all(part in known for part in parts):
                yield Link(key, tuple((1.0, part) for part in parts))
    if longer is Frequency.ANNUAL:
        yield from _linked(key, [key._replace(frequency=_YEAR_TO_DATE, period=key.period * 12 + 11)], known)


def _to_date(key: Key, known: set[Key]) -> Iterator[Link]:
    months = key.period % 12 + 1
    year = key.period // 12
    for frequency, size in ((Frequency.MONTH, 1), (Frequency.QUARTER, 3), (Frequency.HALF, 6)):
        if months % size == 0:
            number = year * (12 // size) + months // size - 1
            last = key._replace(frequency=FREQUENCY_CODE[frequency], period=number)
            before = [key._replace(period=key.period - size)] if months > size else []
            yield from _linked(key, [*before, last], known)


def _linked(total: Key, parts: list[Key], known: set[Key]) -> Iterator[Link]:
    if all(part in known for part in parts):
        yield Link(total, tuple((1.0, part) for part in parts))


@lru_cache(maxsize=4096)
def _span(longer: int, period: int, shorter: int) -> tuple[int, int]:
    whole, finer = Period(FREQUENCY_OF_CODE[longer], period), FREQUENCY_OF_CODE[shorter]
    return Period.of(finer, whole.first_day).ordinal, Period.of(finer, whole.last_day).ordinal


def linear_form(formula: str) -> tuple[Mapping[str, float], float] | None:
    """Factors of the inputs and the constant of a formula that only adds and multiplies by numbers.

    Returns
    -------
    (factors, constant) or None
        None when the formula is anything else, as told by trying it at a few points.

    Examples
    --------
    >>> linear_form("2 * men + women - 1")
    ({'men': 2.0, 'women': 1.0}, -1.0)
    >>> linear_form("100 * men / women") is None
    True
    """
    expression = parse(formula)
    names = sorted(expression.names)
    if not names or looks_around(Indicator("x", {}, "", formula=formula)):
        return None
    points = np.vstack([np.zeros(len(names)), np.eye(len(names)), _trials(len(names))])
    inputs = {name: points[:, at].copy() for at, name in enumerate(names)}
    with np.errstate(all="ignore"):
        found = np.broadcast_to(np.asarray(evaluate(expression, inputs), dtype=float), (len(points),))
    constant = float(found[0])
    factors = found[1 : len(names) + 1] - constant
    if not np.allclose(points @ factors + constant, found, rtol=1e-9, atol=1e-9, equal_nan=False):
        return None
    return dict(zip(names, factors.tolist(), strict=True)), constant


def _trials(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.random.default_rng(4).uniform(-90.0, 900.0, size=(6, count))


def formula_links(keys: Iterable[Key], definitions: Mapping[str, Indicator]) -> list[Link]:
    """Reported values of formulas that only add and subtract, and their inputs.

    Returns
    -------
    list of Link
    """
    forms = {
        code: form
        for code, one in definitions.items()
        if one.formula and (form := linear_form(one.formula)) is not None
    }
    known = set(keys)
    found = []
    for key in known:
        if key.indicator in forms:
            factors, constant = forms[key.indicator]
            parts = [(factor, key._replace(indicator=name)) for name, factor in factors.items() if factor]
            if parts and all(part in known for _, part in parts):
                found.append(Link(key, tuple(parts), constant))
    return found
