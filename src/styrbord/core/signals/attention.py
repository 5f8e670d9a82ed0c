"""One cause, one line: which alarms are explained by another, and which come first?

Ours (methods 4.8). A part whose deviation is no more than its share of the whole's deviation stands below the
whole. What a person is asked to look at is bounded; the rest is counted and can be reached, never dropped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from scipy import special

from styrbord.core.signals.series import FloatArray

BUDGET = 10

Name = TypeVar("Name", bound="tuple[str, ...] | str")


def chance_of_own(part: FloatArray, whole: FloatArray, *, share: float, spread: float, worse: int) -> float:
    """How easily chance alone would make what a part shows beyond its share of the whole.

    Parameters
    ----------
    part, whole : float64 (row,), residuals of the rows of the alarm, unit of the values; NaN = missing
    share : of the whole's deviation that is expected of the part: its share of a sum, 1 of a mean
    spread : standard deviation of one such difference when nothing happens, same unit
    worse : 1 when above is worse, -1 when below is, 0 = both ways

    Returns
    -------
    float
        One-sided p of a normal mean, two-sided when both ways count; NaN where nothing is known.
    """
    own = part - share * whole
    own = own[~np.isnan(own)]
    if not len(own) or not spread > 0:
        return float("nan")
    z = float(own.sum()) / (spread * float(np.sqrt(len(own))))
    return float(2 * special.ndtr(-abs(z))) if worse == 0 else float(special.ndtr(-worse * z))


@dataclass(frozen=True, slots=True)
class Line(Generic[Name]):
    """An alarm that is listed, and those that it explains, in order of severity."""

    name: Name
    explained: tuple[Name, ...] = ()


def lines(
    severity: Mapping[Name, float],
    above: Mapping[Name, Sequence[Name]],
    own: Mapping[tuple[Name, Name], float],
    *,
    q: float = 0.10,
) -> list[Line[Name]]:
    """Alarms, each under the one that explains it.

    Parameters
    ----------
    severity : of every alarm of the release
    above : wholes that a name is part of, nearest first: parent territories, headline indicators
    own : p of a part beyond its share of a whole, by (part, whole), as `chance_of_own` tells it; where it
        is not there or NaN, nothing is known, and the part is listed
    q : a part with p at most this has a cause of its own

    Returns
    -------
    list of Line
        By severity, then by name. Every alarm stands on exactly one line.
    """
    order = sorted(severity, key=lambda name: (-severity[name], name))
    under = {name: _explaining(name, severity, above, own, q) for name in order}
    root = {name: _root(name, under) for name in order}
    return [
        Line(name, tuple(other for other in order if root[other] == name and other != name))
        for name in order
        if root[name] == name
    ]


def _explaining(
    name: Name,
    severity: Mapping[Name, float],
    above: Mapping[Name, Sequence[Name]],
    own: Mapping[tuple[Name, Name], float],
    q: float,
) -> Name | None:
    """The nearest whole that alarms and explains the part."""
    wholes = (one for one in above.get(name, ()) if one in severity and one != name)
    return next((one for one in wholes if own.get((name, one), 0.0) > q), None)


def _root(name: Name, under: Mapping[Name, Name | None]) -> Name:
    """The last one up; of a circle, its smallest name."""
    seen = [name]
    while (whole := under[seen[-1]]) is not None:
        if whole in seen:
            return min(seen[seen.index(whole) :])
        seen.append(whole)
    return seen[-1]


@dataclass(frozen=True, slots=True)
class Attention(Generic[Name]):
    """What a person is asked to look at, and how many more lines there are."""

    shown: tuple[Line[Name], ...]
    rest: tuple[Line[Name], ...]


def attention(
    listed: Sequence[Line[Name]], overdue: frozenset[Name] = frozenset(), budget: int = BUDGET
) -> Attention[Name]:
    """Lines of one person within a budget, the overdue ones first.

    Parameters
    ----------
    listed : in order of severity, as `lines` gives them
    overdue : names that should have been acknowledged by now

    Returns
    -------
    Attention
        Shown and rest together are all that was listed.
    """
    first = sorted(listed, key=lambda line: line.name not in overdue)
    return Attention(tuple(first[:budget]), tuple(first[budget:]))
