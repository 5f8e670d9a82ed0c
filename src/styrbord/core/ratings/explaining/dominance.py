"""Who is low on every criterion, which is more than to be low in all?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.doubt.classes import NONE, class_numbers, pools_of
from styrbord.core.ratings.explaining.peers import peers_of, rows_of
from styrbord.core.ratings.rated import Rated


@dataclass(frozen=True, eq=False)
class Lows:
    """On which criteria each row is low.

    Attributes
    ----------
    criteria : codes of the nodes that are looked at
    is_low : bools (row, criterion); False where there is no class
    is_known : bools (row, criterion), whether there is a class
    """

    criteria: tuple[str, ...]
    is_low: npt.NDArray[np.bool_]
    is_known: npt.NDArray[np.bool_]

    @property
    def everywhere(self) -> tuple[int, ...]:
        """Rows that are low on every criterion; with one unknown it is not said."""
        return tuple(np.flatnonzero(self.is_low.all(1)).tolist())

    @property
    def perhaps(self) -> tuple[int, ...]:
        """Rows that are low on every criterion that is known, where not all are."""
        known = self.is_known
        found = (self.is_low | ~known).all(1) & known.any(1) & ~known.all(1)
        return tuple(np.flatnonzero(found).tolist())


@dataclass(frozen=True, slots=True)
class Dominated:
    """A unit that is worse than another on every criterion."""

    worse: str
    better: str
    period: str


def low_on_all(rated: Rated, *, criteria: Sequence[str] = (), lowest: int = 1) -> tuple[int, ...]:
    """Rows that are in a low class on every criterion.

    This is a finding of its own and asks for a second look before anybody draws a consequence for a person.

    Parameters
    ----------
    rated : Rated
    criteria : codes of nodes; the children of the root if none is named (of the first node down from it that
        has more than one).
    lowest : how many classes count as low, from the last one.

    Returns
    -------
    tuple of int
        Places among the rated rows: exactly those that have a class on every criterion and a low one on each.
        Classes are the method's, taken on each criterion by itself within a period and a group.

    Raises
    ------
    Refused
        If the rules of the classes do not fit a criterion.
    """
    return lows(rated, criteria=criteria, lowest=lowest).everywhere


def lows(rated: Rated, *, criteria: Sequence[str] = (), lowest: int = 1) -> Lows:
    """On which criteria each row is in a low class; see `low_on_all`.

    Returns
    -------
    Lows
    """
    method = rated.method
    codes = tuple(criteria) or criteria_of(rated)
    pools = pools_of(rated)
    numbers = np.stack(
        [
            class_numbers(rated.scores[:, column], rated.ranks[:, column], method, pools)
            for column in map(rated.column, codes)
        ],
        axis=1,
    )
    first_low = len(method.bands.classes) - lowest
    is_known = numbers != NONE
    return Lows(codes, is_known & (numbers >= first_low), is_known)


def criteria_of(rated: Rated) -> tuple[str, ...]:
    """Children of the root, or of the first node down from it that has more than one.

    Returns
    -------
    tuple of str
    """
    tree = rated.method.tree
    nodes = tree.children(tree.root.code)
    while len(nodes) == 1 and not nodes[0].is_indicator:
        nodes = tree.children(nodes[0].code)
    return tuple(node.code for node in nodes)


def dominated(
    rated: Rated, *, period: str | None = None, criteria: Sequence[str] = ()
) -> tuple[Dominated, ...]:
    """Pairs of peers of which one is worse than the other on every criterion.

    Parameters
    ----------
    rated : Rated
    period : the last one if None.
    criteria : as of `low_on_all`.

    Returns
    -------
    tuple of Dominated
        Strictly worse on each; a pair with a missing criterion is none. In the order of the rows.
    """
    columns = [rated.column(code) for code in tuple(criteria) or criteria_of(rated)]
    units, found = rated.units, []
    for row in rows_of(rated, period).tolist():
        peers = peers_of(rated, row)
        is_worse = (rated.scores[row, columns] < rated.scores[peers][:, columns]).all(1)
        found += [
            Dominated(units[row], units[other], rated.periods[row]) for other in peers[is_worse].tolist()
        ]
    return tuple(found)
