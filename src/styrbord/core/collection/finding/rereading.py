"""How are the header, the words above and the end of a table read whose place a layout gives?"""

from collections.abc import Sequence

from styrbord.core.collection.finding.blocks import blocks_of
from styrbord.core.collection.finding.captions import Captions, Footnotes, captions_of, notes_of
from styrbord.core.collection.finding.heads import heads_over
from styrbord.core.collection.finding.kinds import is_data_row
from styrbord.core.collection.finding.look import Block, Look
from styrbord.core.collection.finding.parts import parts_of
from styrbord.core.collection.finding.value_heads import value_heads
from styrbord.core.collection.fitting import Above, End, Reading
from styrbord.core.collection.grid import Sheet, place
from styrbord.core.collection.matching import Gazetteer
from styrbord.core.collection.model import Column, Table, Taken


class Rereading:
    """Reads the parts of tables where a layout says that they stand; looks at each sheet once.

    `parts` are for `fitting.fit`.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Keep the known territories, of which there may be none."""
        self._knows = gazetteer.looks_known
        self.parts = Reading(self.columns, self.above, self.end)
        self._looks: dict[int, tuple[Sheet, Look, list[Block]]] = {}

    def columns(
        self, sheet: Sheet, header: tuple[int, int], labels: tuple[Column, ...], first: int
    ) -> Sequence[Column]:
        """Value columns from the first one on, as the header says; labels are passed over."""
        look, blocks = self._look(sheet)
        stubs = {column.index for column in labels}
        last = self._last_column(look, _block_at(blocks, header[1] + 1), first)
        values = [column for column in range(first, last + 1) if column not in stubs]
        rows = list(range(header[0], min(header[1] + 1, len(sheet.rows))))
        heads = heads_over(look, rows, min([first, *stubs]), sheet.width - 1)
        notes = self._notes(look, blocks, header[1] + 1).texts
        return value_heads(heads, values, notes=notes, knows=self._knows).columns

    def above(self, sheet: Sheet, header: tuple[int, int], columns: tuple[int, int]) -> Above:
        """Title, unit, period and notes above a header, below the table before it."""
        look, blocks = self._look(sheet)
        notes = self._notes(look, blocks, header[1] + 1).texts
        found = self._captions(sheet, header, columns)
        note = " | ".join(dict.fromkeys(notes[mark] for mark in found.marks if mark in notes))
        return Above(found.title, found.unit, found.period, note)

    def _captions(self, sheet: Sheet, header: tuple[int, int], columns: tuple[int, int]) -> Captions:
        look, blocks = self._look(sheet)
        block = _block_at(blocks, header[1] + 1)
        if block is not None and block.header and block.header[0] <= header[0]:
            rows = block.captions
        else:
            before = max((one.last + 1 for one in blocks if one.last < header[0]), default=0)
            rows = [row for row in range(before, header[0]) if not look.is_blank(row)]
        notes = self._notes(look, blocks, header[1] + 1).texts
        return captions_of(look, rows, _reach(look, block, columns), frozenset(notes))

    def end(self, sheet: Sheet, first: int, columns: tuple[Column, ...]) -> End:
        """Last row with values of a body that begins at a row, and the footnotes below it."""
        look, blocks = self._look(sheet)
        block = _block_at(blocks, first)
        if block is None:
            rows = [row for row in look.data if row >= first]
            return End(max(rows, default=first), self._notes(look, blocks, first).texts)
        return End(block.last, self._notes(look, blocks, first).texts, frozenset(block.repeated))

    def told(self, sheet: Sheet, table: Table) -> list[Taken]:
        """What the words around a table and its header were taken for."""
        look, blocks = self._look(sheet)
        indexes = [column.index for column in table.columns]
        captions = self._captions(sheet, table.header, (min(indexes), max(indexes)))
        heads = [
            Taken(place(sheet.name, row, column), "header", look.text(row, column))
            for row in range(table.header[0], table.header[1] + 1)
            for column in indexes
            if look.text(row, column)
        ]
        return [*captions.taken, *heads, *self._notes(look, blocks, table.body[0]).taken]

    def _last_column(self, look: Look, block: Block | None, first: int) -> int:
        """Last column of the table that a value column belongs to; the next one stands beside it."""
        if block is None or not block.header:
            return look.sheet.width - 1
        rows = [row for row in range(block.first, block.last + 1) if is_data_row(look.kinds[row])]
        heads = heads_over(look, block.header, *block.columns)
        holding = [part for part in parts_of(look, block, rows, heads) if part[0] <= first <= part[-1]]
        return holding[0][-1] if holding else look.sheet.width - 1

    def _look(self, sheet: Sheet) -> tuple[Look, list[Block]]:
        if id(sheet) not in self._looks:
            look = Look(sheet)
            self._looks[id(sheet)] = sheet, look, blocks_of(look)
        return self._looks[id(sheet)][1:]

    def _notes(self, look: Look, blocks: list[Block], row: int) -> Footnotes:
        block = _block_at(blocks, row)
        below = [one for one in blocks if block is not None and one.first > block.last]
        last = min([*below[0].captions, *below[0].header, below[0].first]) if below else len(look.rows)
        return notes_of(look, range((block.last if block else row) + 1, last))


def _block_at(blocks: Sequence[Block], row: int) -> Block | None:
    """Block whose body holds a row, or begins nearest below it."""
    holding = [block for block in blocks if block.first <= row <= block.last]
    after = [block for block in blocks if block.first >= row]
    return next(iter([*holding, *after]), None)


def _reach(look: Look, block: Block | None, columns: tuple[int, int]) -> tuple[int, int]:
    """Columns whose words belong to a table: all of them unless another one stands beside it."""
    is_alone = block is None or (columns[0] <= block.columns[0] + 1 and columns[1] >= block.columns[1] - 1)
    return (0, look.sheet.width) if is_alone else (0 if columns[0] == 0 else columns[0], columns[1] + 1)
