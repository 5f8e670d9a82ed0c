"""Which numbers of a sheet stand in none of its tables?"""

from collections.abc import Iterator, Sequence

from styrbord.core.collection.finding.kinds import FILLED
from styrbord.core.collection.finding.look import Block, Look
from styrbord.core.collection.grid import place
from styrbord.core.collection.model import Taken


def leftovers(look: Look, blocks: Sequence[Block], told: frozenset[str]) -> list[Taken]:
    """Rows that count the columns, and numbers outside of every table, so that none is lost unsaid.

    Parameters
    ----------
    look : Look
    blocks : blocks of the sheet, from the top down.
    told : places of which something is said already.

    Returns
    -------
    list of Taken
        All left out; one for each row that counts columns, one for each number of other rows.
    """
    counting = {row for block in blocks for row in block.repeated if not block.first <= row <= block.last}
    inside = {row for block in blocks for row in block.header} | counting
    for block in blocks:
        inside.update(range(block.first, block.last + 1))
    found = [_counting(look, row) for row in sorted(counting)]
    for row in range(len(look.rows)):
        if row not in inside:
            found += [taken for taken in _numbers(look, row) if taken.place not in told]
    return found


def _counting(look: Look, row: int) -> Taken:
    filled = look.filled(row)
    text = " ".join(look.text(row, column) for column in filled[:3])
    return Taken(place(look.sheet.name, row, filled[0]), "left-out", text, why="column-numbers")


def _numbers(look: Look, row: int) -> Iterator[Taken]:
    for column, kind in enumerate(look.kinds[row]):
        if kind in FILLED:
            where = place(look.sheet.name, row, column)
            yield Taken(where, "left-out", look.text(row, column), why="no-header")
