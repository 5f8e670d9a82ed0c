"""Which further cells are hidden so that no hidden one can be worked out closely?

For every hidden cell and side that others give away, the cheapest way to move the cell by what it needs is
a linear programme over all cells that may be hidden; the cells that move on it are hidden too. Source:
Kelly, Golden and Assad, Cell suppression: disclosure protection for sensitive statistical data, Networks 22
(1992); Fischetti and Salazar, Management Science 47 (2001), section 5. Hidden cells of any reason get the
same protection, and a single contributor's own knowledge is held against the others: ours.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import hstack

from styrbord.core.spine.disclosure.attack import CLOSE, furthest, worked_out
from styrbord.core.spine.disclosure.table import Flags, Floats, Table, Whole, parts, rows_of

MOST_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Pattern:
    """Cells (cell,) that are hidden, those that nothing can protect any more, those that insiders know."""

    hidden: Flags
    exposed: Flags
    guessed: Flags


Insiders = Callable[[Whole], Iterable[Flags]]
"""From hidden cells to what groups of readers see of them: bool (cell,) for each group."""


def nobody(_hidden: Whole) -> Iterable[Flags]:
    """No reader sees a hidden cell.

    Returns
    -------
    iterable of bool (cell,)
        Empty.
    """
    return ()


def protected(table: Table, sensitive: Flags, *, insiders: Insiders = nobody) -> Pattern:
    """Hide further cells until every hidden one is protected.

    Parameters
    ----------
    table : Table
    sensitive : bool (cell,): cells that must be hidden; virtual ones are only protected.
    insiders : groups of readers who see some hidden cells; none of them may work out any other one
        exactly.

    Returns
    -------
    Pattern
        The same for the same table: cells are taken in order of need, then of position.
    """
    search = _Search(table, sensitive)
    for _ in range(MOST_ROUNDS):
        before = search.hidden.copy()
        search.against_readers()
        if np.array_equal(before, search.hidden):
            search.against_insiders(insiders)
        if np.array_equal(before, search.hidden):
            break
    else:
        search.exposed |= search.guarded()
    return Pattern(search.hidden & ~table.is_virtual, search.exposed, search.guessed)


class _Search:
    """Cells hidden so far, and how far each hidden one was seen to move."""

    def __init__(self, table: Table, sensitive: Flags) -> None:
        self.table = table
        self.sensitive = sensitive
        self.hidden = np.zeros(len(table), dtype=bool)
        self.exposed = np.zeros(len(table), dtype=bool)
        self.guessed = np.zeros(len(table), dtype=bool)
        self.moved = {1: np.zeros(len(table)), -1: np.zeros(len(table))}
        self._hide(np.flatnonzero(sensitive))

    def guarded(self) -> Flags:
        """Cells that an attacker may not come close to."""
        return self.hidden & ~self.table.is_known & ~self.exposed

    def against_readers(self) -> None:
        """Look at every hidden cell that was not yet seen to move far enough."""
        cells = np.flatnonzero(self.guarded())
        groups = self._groups()
        for cell in cells[np.argsort(-self.table.need[cells], kind="stable")].tolist():
            for sign in (1, -1):
                groups = groups if self._is_free(cell, sign, groups) else self._groups()

    def against_insiders(self, insiders: Insiders) -> None:
        """Look at what each group of readers could work out from the cells that it sees."""
        groups = list(parts(self.table.links, self.table.unknown(self.hidden)))
        for seen in insiders(np.flatnonzero(self.hidden)):
            mine = seen & self.hidden
            for group in groups:
                if not mine[group].any() or mine[group].all():
                    continue
                for cell in worked_out(self.table, group, mine).tolist():
                    if self.guarded()[cell] and not self.guessed[cell]:
                        self._widen(cell, 1, fixed=mine)

    def _groups(self) -> dict[int, Whole]:
        found = parts(self.table.links, self.table.unknown(self.hidden))
        return {int(cell): group for group in found for cell in group.tolist()}

    def _is_free(self, cell: int, sign: int, groups: dict[int, Whole]) -> bool:
        """Whether a cell moves far enough as it is; if it does not, more cells are hidden."""
        wanted = self.table.wanted(cell, sign)
        if self.moved[sign][cell] >= wanted - CLOSE or self.exposed[cell]:
            return True
        group = groups[cell]
        distance, way = furthest(self.table, group, cell, sign, wanted)
        self._saw(group, way)
        if distance >= wanted - CLOSE:
            self.moved[sign][cell] = max(self.moved[sign][cell], distance)
            return True
        self._widen(cell, sign)
        return False

    def _widen(self, cell: int, sign: int, fixed: Flags | None = None) -> None:
        """Hide the cheapest cells that let one move; it is exposed when there are none."""
        wanted = max(self.table.wanted(cell, sign), CLOSE * 10)
        for is_strict in (True, False):
            cells = self._candidates(cell, wanted, fixed, is_strict=is_strict)
            way = self._cheapest(cells, cell, sign * wanted)
            if way is not None:
                self._hide(cells[np.abs(way) > CLOSE])
                if fixed is None:
                    self._saw(cells, way)
                return
        (self.exposed if fixed is None else self.guessed)[cell] = True

    def _candidates(self, cell: int, wanted: float, fixed: Flags | None, *, is_strict: bool) -> Whole:
        """Cells that may move: hidden ones, and such as may be hidden; strictly, by so much at once."""
        table = self.table
        may = ~table.is_known & (table.value != 0)
        if is_strict:
            may &= table.room_below() >= wanted - CLOSE
        may |= table.unknown(self.hidden)
        if fixed is not None:
            may &= ~fixed
        may[cell] = True
        return next(group for group in parts(table.links, may) if cell in group)

    def _cheapest(self, cells: Whole, cell: int, step: float) -> Floats | None:
        """Deviations that move one cell by a step at the least cost; None when there are none.

        Up and down are two variables for each cell, so that the cost of both is their sum.

        Returns
        -------
        float64 (cell,) or None
        """
        table = self.table
        links = rows_of(table.links, cells)
        is_free = table.unknown(self.hidden)[cells]
        price = np.where(is_free, 0.0, 1.0 + np.abs(table.value[cells]))
        down = np.where(np.isinf(table.lower[cells]), np.inf, table.room_below()[cells])
        up = np.full(len(cells), np.inf)
        own = int(np.searchsorted(cells, cell))
        bounds = np.column_stack([np.zeros(2 * len(cells)), np.r_[up, down]])
        bounds[own] = max(step, 0.0)
        bounds[own + len(cells)] = max(-step, 0.0)
        found = linprog(
            np.r_[price, price],
            A_eq=hstack([links, -links], format="csr"),
            b_eq=np.zeros(links.shape[0]),
            bounds=bounds,
            method="highs",
        )
        return None if found.x is None else found.x[: len(cells)] - found.x[len(cells) :]

    def _hide(self, cells: Whole) -> None:
        """Hide cells with every other version of them."""
        keys = np.unique(self.table.key[cells])
        self.hidden |= np.isin(self.table.key, keys)
        if self.table.is_virtual.any():
            self.hidden &= ~self.table.is_virtual | self.sensitive

    def _saw(self, cells: Whole, way: Floats) -> None:
        """Keep how far each cell moves on a way that keeps every equality and bound."""
        for sign in (1, -1):
            self.moved[sign][cells] = np.maximum(self.moved[sign][cells], sign * way)
