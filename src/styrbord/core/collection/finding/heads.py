"""What does the header say over each column, from the top down?"""

from collections.abc import Sequence
from typing import NamedTuple

from styrbord.core.collection.finding.kinds import joined
from styrbord.core.collection.finding.look import Look
from styrbord.core.collection.grid import Cell


class Head(NamedTuple):
    """One cell of a header that speaks for a column: where it stands and what it holds."""

    row: int
    column: int
    cell: Cell


def heads_over(look: Look, header: Sequence[int], first: int, last: int) -> dict[int, list[Head]]:
    """Cells of the header that speak for each column, from the top down.

    A cell joined over several columns speaks for all of them; so does a cell with blanks to its
    right in a row that has another header row below, where the sheet's joins are not known (CSV).

    Parameters
    ----------
    look : Look
    header : rows of the header, top down.
    first, last : columns, both included.

    Returns
    -------
    dict from column to list of Head
        A column without a header has an empty list.
    """
    if not header:
        return {column: [] for column in range(first, last + 1)}
    joins = joined(look.sheet, header[0], header[-1])
    found: dict[int, list[Head]] = {column: [] for column in range(first, last + 1)}
    for row in header:
        before: Head | None = None
        for column in range(first, last + 1):
            holder = joins.get((row, column), (row, column))
            if holder[0] < header[0] or holder[1] < first:
                before = None
                continue
            head = Head(*holder, look.rows[holder[0]][holder[1]])
            if not look.text(*holder):
                head_or_none = before if _spreads(look, header, row, column, holder) else None
                before = head_or_none
            else:
                before = head
            if before is not None and before not in found[column]:
                found[column].append(before)
    return found


def _spreads(look: Look, header: Sequence[int], row: int, column: int, holder: tuple[int, int]) -> bool:
    """Whether a blank cell of a header is spoken for by its left neighbour."""
    if row == header[-1] or holder != (row, column):
        return False
    if any(look.text(above, column) for above in header if above < row):
        return False
    return any(look.text(below, column) for below in header if below > row)
