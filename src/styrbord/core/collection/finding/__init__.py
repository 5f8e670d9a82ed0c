"""Which tables stand in a sheet, and what does each of their columns mean?"""

import re
from collections import Counter
from dataclasses import replace

from styrbord.core.collection.finding.blocks import blocks_of
from styrbord.core.collection.finding.captions import Captions, captions_of, notes_of
from styrbord.core.collection.finding.leftovers import leftovers
from styrbord.core.collection.finding.look import Block, Look
from styrbord.core.collection.finding.tables import tables_of
from styrbord.core.collection.grid import Sheet, place
from styrbord.core.collection.matching import Gazetteer
from styrbord.core.collection.model import Found, Table, Taken
from styrbord.core.collection.names import code_part, is_contents, is_link


def find_tables(sheet: Sheet, gazetteer: Gazetteer) -> Found:
    """Tables of a sheet as they are printed, and what every place was taken for.

    Parameters
    ----------
    sheet : Sheet
    gazetteer : known territories; may be empty.

    Returns
    -------
    Found
        Without tables when the sheet has none; then `taken` says why.
    """
    look, found = Look(sheet), Found()
    blocks = blocks_of(look)
    for position, block in enumerate(blocks):
        notes = notes_of(look, _below(look, blocks, position))
        shared = _shared(look, blocks[0]) if position else None
        tables_of(look, block, notes, gazetteer.looks_known, found, shared)
        found.taken += notes.taken
    found.taken += _hidden(look, found.tables)
    found.tables[:] = _told_apart(found.tables)
    found.taken += leftovers(look, blocks, frozenset(taken.place for taken in found.taken))
    if not found.tables and not found.problems:
        found.taken += _without_tables(look)
    return found


def _shared(look: Look, block: Block) -> Captions:
    """Words above the first table, which may hold for those below it, too."""
    return captions_of(look, block.captions, (0, look.sheet.width), frozenset())


def _below(look: Look, blocks: list[Block], position: int) -> range:
    """Rows below a block and above the captions of the next one; the last block has the rest."""
    last = len(look.rows)
    if position + 1 < len(blocks):
        after = blocks[position + 1]
        last = min([*after.captions, *after.header, after.first])
    return range(blocks[position].last + 1, last)


def _told_apart(tables: list[Table]) -> list[Table]:
    """Tables of one sheet with codes of their own: by title where titles differ, else by number."""
    if len(tables) < 2:
        return tables
    titles = Counter(code_part(table.title) for table in tables)
    found: list[Table] = []
    for number, table in enumerate(tables, start=1):
        title = code_part(table.title)
        apart = title if title and titles[title] == 1 else f"t{number}"
        found.append(replace(table, code=f"{table.code}.{apart}" if apart else table.code))
    return found


def _hidden(look: Look, tables: list[Table]) -> list[Taken]:
    """Rows and columns that the file hides: what stands in a table is read all the same, and told."""
    sheet, found = look.sheet, []
    for table in tables:
        for row in sorted(sheet.hidden_rows):
            if table.header[0] <= row <= table.body[1] and look.filled(row):
                first = look.filled(row)[0]
                found.append(Taken(place(sheet.name, row, first), "hidden", look.text(row, first)))
        found += [
            Taken(place(sheet.name, table.header[0], column.index), "hidden", column.name or column.period)
            for column in table.columns
            if column.index in sheet.hidden_columns
        ]
    return found


def _without_tables(look: Look) -> list[Taken]:
    filled = [row for row in range(len(look.rows)) if not look.is_blank(row)]
    texts = [text for row in filled[:20] for text in look.texts(row)]
    if not filled:
        why = "empty"
    elif any(is_contents(text) for text in texts[:5]):
        why = "contents"
    else:
        why = "contents" if all(map(is_link, texts)) or _is_list(look, filled) else "text"
    return [
        Taken(place(look.sheet.name, filled[0] if filled else 0, 0), "left-out", " ".join(texts[:1]), why=why)
    ]


def _is_list(look: Look, filled: list[int]) -> bool:
    """Whether most rows are a number and the title that it stands for."""
    numbered = [row for row in filled if re.fullmatch(r"[\d.]+", look.text(row, look.filled(row)[0]))]
    return len(numbered) * 2 > len(filled)
