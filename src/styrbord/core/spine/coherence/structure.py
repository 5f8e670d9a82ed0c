"""Which series are the sum of which others, on one date?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.subjects import Membership
from styrbord.core.spine.tree import is_valid

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sparse = Any  # scipy.sparse carries no types

CIRCLE = define(
    "coherence.circle",
    "The series {series} stand above themselves.",
    "Give each series parents that do not lie below it.",
)
UNKNOWN = define(
    "coherence.unknown-series",
    "The hierarchy names {series}, which has no series.",
    "Add the series, or take its line out of the hierarchy.",
)
TWICE = define(
    "coherence.series-twice",
    "The series {series} is given more than once.",
    "Keep one line for each series and period.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """How series add up; the order of the series is the caller's.

    Attributes
    ----------
    codes : (series,) names.
    bottom : int64 (bottom,) rows of the series that nothing is below.
    aggregates : int64 (aggregate,) rows of the others, topmost first.
    summing : sparse 0/1 (series, bottom): S, so that all = S bottom.
    sums : sparse (aggregate, series): C, +1 at the aggregate and -1 at its parts, so that C all = 0.
    level : int64 (series,) steps below the topmost series; a series with several parents takes the longest
    way.
    """

    codes: tuple[str, ...]
    bottom: Ints
    aggregates: Ints
    summing: Sparse
    sums: Sparse
    level: Ints

    @property
    def size(self) -> int:
        """Number of series."""
        return len(self.codes)

    @property
    def is_alone(self) -> Flags:
        """Series (series,) that add up to nothing and that nothing adds up to: a rate for instance."""
        found: Flags = np.asarray(abs(self.sums).sum(axis=0)).ravel() == 0
        return found

    def filled(self, bottom: Floats) -> Floats:
        """All series from the bottom ones.

        Parameters
        ----------
        bottom : float64 (bottom, column).

        Returns
        -------
        float64 (series, column)
            Aggregates are the sums, in one fixed order of adding.
        """
        whole: Floats = np.asarray(self.summing @ bottom, dtype=np.float64)
        whole[self.bottom] = bottom
        return whole

    def gaps(self, values: Floats) -> Floats:
        """Value of each aggregate less the sum of its bottom series.

        Parameters
        ----------
        values : float64 (series, column); NaN = missing.

        Returns
        -------
        float64 (series, column)
            0 for bottom series; NaN where the aggregate or one of its bottom series is missing.
        """
        found: Floats = np.asarray(values - self.summing @ values[self.bottom], dtype=np.float64)
        return found


def structure_of(codes: Sequence[str], links: Iterable[tuple[str, str]]) -> Structure:
    """How series add up, from lines (series, parent).

    A series may have several parents (crossed groupings such as territory and purpose): each series is the
    sum of the *different* bottom series that can be reached from it, so nothing is counted twice.

    Parameters
    ----------
    codes : names of all series, each once.
    links : (series, parent); an empty parent is none.

    Returns
    -------
    Structure

    Raises
    ------
    Refused
        If a series is given twice, a name has no series, or a series stands above itself.

    Source: Hyndman and Athanasopoulos, Forecasting: principles and practice, 3rd ed., sections 11.1 and 11.4.

    Examples
    --------
    >>> made = structure_of(["all", "a", "b"], [("a", "all"), ("b", "all")])
    >>> made.summing.toarray().astype(int).tolist()
    [[1, 1], [1, 0], [0, 1]]
    >>> made.level.tolist()
    [0, 1, 1]
    """
    place = {code: row for row, code in enumerate(codes)}
    lines = dict.fromkeys((child, parent) for child, parent in links if parent)
    _check(codes, place, lines)
    children: dict[int, list[int]] = {}
    for child, parent in lines:
        children.setdefault(place[parent], []).append(place[child])
    order = _topmost_first(codes, children)
    return _assembled(tuple(codes), children, order)


def structure_on(codes: Sequence[str], memberships: Iterable[Membership], on: date) -> Structure:
    """How subjects add up on a day: over the memberships that count and hold on it.

    Parameters
    ----------
    codes : subjects with a series.
    memberships : of one hierarchy or of several crossed ones; those of other subjects are left out.
    on : first day of the period (DESIGN section 3).

    Returns
    -------
    Structure
    """
    known = set(codes)
    return structure_of(
        codes,
        [
            (link.subject, link.parent)
            for link in memberships
            if link.counts and is_valid(link, on) and {link.subject, link.parent} <= known
        ],
    )


def _check(codes: Sequence[str], place: Mapping[str, int], lines: Iterable[tuple[str, str]]) -> None:
    if len(place) < len(codes):
        twice = sorted({code for row, code in enumerate(codes) if place[code] != row})
        raise Refused([Problem(TWICE.code, params={"series": code}) for code in twice])
    named = {code for line in lines for code in line}
    if unknown := sorted(named - place.keys()):
        raise Refused([Problem(UNKNOWN.code, params={"series": code}) for code in unknown])


def _topmost_first(codes: Sequence[str], children: Mapping[int, list[int]]) -> list[int]:
    """Every row after all that stand above it (Kahn 1962)."""
    above = np.zeros(len(codes), dtype=np.int64)
    for below in children.values():
        np.add.at(above, below, 1)
    order = [row for row in range(len(codes)) if above[row] == 0]
    for row in order:
        for child in children.get(row, ()):
            above[child] -= 1
            if above[child] == 0:
                order.append(child)
    if len(order) < len(codes):
        left = sorted(set(range(len(codes))) - set(order))
        raise Refused(Problem(CIRCLE.code, params={"series": ", ".join(codes[row] for row in left)}))
    return order


def _assembled(codes: tuple[str, ...], children: Mapping[int, list[int]], order: list[int]) -> Structure:
    bottom = np.array([row for row in range(len(codes)) if row not in children], dtype=np.int64)
    column = {int(row): at for at, row in enumerate(bottom)}
    level = np.zeros(len(codes), dtype=np.int64)
    reach: dict[int, frozenset[int]] = {}
    parts: dict[int, list[int]] = {}
    for row in reversed(order):
        below = children.get(row, [])
        reach[row] = frozenset().union(*(reach[child] for child in below)) if below else frozenset({row})
        parts[row] = _parts(reach[row], below, reach)
    for row in order:
        for child in children.get(row, ()):
            level[child] = max(level[child], level[row] + 1)
    aggregates = [row for row in order if row in children]
    ends = [(row, column[end]) for row in range(len(codes)) for end in sorted(reach[row])]
    summing = _sparse(ends, 1.0, (len(codes), len(bottom)))
    own = _sparse(list(enumerate(aggregates)), 1.0, (len(aggregates), len(codes)))
    under = [(at, part) for at, row in enumerate(aggregates) for part in parts[row]]
    sums = own - _sparse(under, 1.0, (len(aggregates), len(codes)))
    return Structure(codes, bottom, np.array(aggregates, dtype=np.int64), summing, csr_array(sums), level)


def _parts(whole: frozenset[int], below: list[int], reach: Mapping[int, frozenset[int]]) -> list[int]:
    """Few series that make up the whole without overlap: children of one grouping, else bottom series."""
    left, chosen = set(whole), []
    for child in below:
        if reach[child] <= left:
            left -= reach[child]
            chosen.append(child)
    return chosen + sorted(left)


def _sparse(cells: list[tuple[int, int]], value: float, shape: tuple[int, int]) -> Sparse:
    rows = np.array([row for row, _ in cells], dtype=np.int64)
    columns = np.array([column for _, column in cells], dtype=np.int64)
    return csr_array((np.full(len(cells), value), (rows, columns)), shape=shape)
