"""What can an attacker put together from published tables: cells, and the sums that bind them?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells (cell,) and the equalities (equality, cell) between them, whose sums are all 0.

    `lower` is the smallest value that anyone must think possible (-inf: any). `need` is how far, in
    the cell's unit, an attacker's interval must reach on both sides once the cell is hidden.
    `key` is equal for versions of one cell: they are hidden together. `is_known` marks what was shown
    before and cannot be hidden any more; `is_virtual` marks sums that are never printed.
    """

    value: Floats
    lower: Floats
    need: Floats
    key: Whole
    is_known: Flags
    is_virtual: Flags
    links: Any

    def __len__(self) -> int:
        return len(self.value)

    def unknown(self, hidden: Flags) -> Flags:
        """Cells that the attacker does not see, when these are hidden."""
        return (hidden | self.is_virtual) & ~self.is_known

    def room_below(self) -> Floats:
        """How much lower each cell may be thought to be."""
        return np.maximum(self.value - self.lower, 0.0)

    def wanted(self, cell: int, sign: int) -> float:
        """How far the attacker's interval must reach on one side."""
        below = float(self.value[cell] - self.lower[cell])
        return float(self.need[cell]) if sign > 0 else min(float(self.need[cell]), max(below, 0.0))


def parts(links: Any, chosen: Flags) -> Iterator[Whole]:
    """Groups of the chosen cells that equalities bind together through chosen cells only.

    Yields
    ------
    int64 (cell,)
        Positions in rising order; the groups come in order of their first cell.
    """
    at = np.flatnonzero(chosen)
    if not len(at):
        return
    of_chosen = links[:, at]
    bipartite = _bipartite(of_chosen)
    _, label = connected_components(bipartite, directed=False)
    label = label[of_chosen.shape[0] :]
    order = np.argsort(label, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        yield at[group]


def _bipartite(links: Any) -> Any:
    rows, columns = links.shape
    found = links.tocoo()
    ones = np.ones(len(found.row), dtype=np.int8)
    return csr_matrix((ones, (found.row, found.col + rows)), shape=(rows + columns, rows + columns))


def rows_of(links: Any, cells: Whole) -> Any:
    """Equalities that any of the cells stands in, cut to these cells."""
    cut = links[:, cells]
    return cut[np.flatnonzero(np.diff(cut.indptr))]
