"""How does a block of rows become tables with a meaning for every column?"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.collection.finding.captions import (
    Captions,
    Footnotes,
    captions_of,
    with_shared,
    without_name,
)
from styrbord.core.collection.finding.heads import heads_over
from styrbord.core.collection.finding.kinds import FILLED, is_data_row, period_of
from styrbord.core.collection.finding.look import Block, Look
from styrbord.core.collection.finding.parts import Heads, parts_of, values_of
from styrbord.core.collection.finding.side_columns import by_title, flag_columns, says_years, settled
from styrbord.core.collection.finding.stubs import stub_columns
from styrbord.core.collection.finding.title_places import is_by_territory, territory_in
from styrbord.core.collection.finding.value_heads import ValueHeads, value_heads
from styrbord.core.collection.grid import letters, place
from styrbord.core.collection.model import Column, Found, Role, Table, Taken
from styrbord.core.collection.names import code_part
from styrbord.core.collection.period_words import period_in

define(
    "reading.unclear-period",
    "The header '{text}' breaks the row of years beside it, so its period cannot be told.",
    "Write the period of column {column} into the layout.",
    Severity.WARNING,
)
define(
    "reading.no-header",
    "The numbers of rows {first} to {last} have no header that says what they are.",
    "Write the header's row into the layout, or leave the table out there.",
    Severity.WARNING,
)

define(
    "reading.no-column-header",
    "Column {column} holds numbers in rows {first} to {last}, and no header says what they are.",
    "Write its period or measure into the layout, or leave the column out there.",
    Severity.WARNING,
)

KnowsName = Callable[[str], bool]


def tables_of(
    look: Look, block: Block, notes: Footnotes, knows: KnowsName, found: Found, shared: Captions | None = None
) -> None:
    """Add the tables of a block to what was found; `shared` are the words above the sheet's first one."""
    if not block.header:
        _tell_headless(look, block, found)
        return
    rows = [row for row in range(block.first, block.last + 1) if is_data_row(look.kinds[row])]
    rows = [row for row in rows if row not in block.repeated]
    heads = heads_over(look, block.header, *block.columns)
    parts = parts_of(look, block, rows, heads)
    said, before = set[int](), len(found.tables)
    for position, columns in enumerate(parts):
        right = parts[position + 1][0] - 1 if position + 1 < len(parts) else look.sheet.width
        reach = (columns[0] if position else 0, right)
        own = captions_of(look, block.captions, reach, frozenset(notes.texts))
        captions = with_shared(own, shared)
        said |= _add_table(look, block, columns, heads, rows, captions, notes, knows, found)
    if len(found.tables) > before:
        _tell_nameless(look, block, said, found)
    else:
        _tell_headless(look, block, found)


def _add_table(
    look: Look,
    block: Block,
    columns: Sequence[int],
    heads: Heads,
    rows: Sequence[int],
    captions: Captions,
    notes: Footnotes,
    knows: KnowsName,
    found: Found,
) -> set[int]:
    """Add one table; returns the columns of which something is said."""
    values, labels = columns_of(look, columns, heads, rows, knows, captions.titles)
    meant = value_heads(heads, values, notes=notes.texts, knows=knows)
    if says_years(look, labels, rows):
        meant = meant.without_periods()
    found.taken += captions.taken
    _tell_unclear(look, meant, block, found)
    if not meant.columns:
        return set(meant.unclear)
    both = (*labels, *meant.columns)
    territory = _territory(both, captions, look.sheet.name, knows)
    found.tables.append(_table(look, block, both, without_name(captions, territory), notes, territory))
    found.taken += _headers(look, block, columns)
    return {*meant.unclear, *(column.index for column in both if column.role is not Role.SKIP)}


def columns_of(
    look: Look,
    columns: Sequence[int],
    heads: Heads,
    rows: Sequence[int],
    knows: KnowsName,
    titles: Sequence[str],
) -> tuple[list[int], tuple[Column, ...]]:
    """Value columns of a table, and its columns of labels with their roles.

    Returns
    -------
    tuple of (list of int, tuple of Column)
    """
    flags = flag_columns(look, columns, heads, rows)
    others = [column for column in columns if column not in flags]
    values = values_of(look, others, rows, heads)
    stubs = [column for column in others if column not in values]
    labels = stub_columns(look, stubs, heads, rows, knows)
    values = sorted({*values, *(column.index for column in labels if column.role is Role.VALUE)})
    kept = [column for column in labels if column.role is not Role.VALUE]
    kept = by_title(look, kept, rows) if is_by_territory(titles) else kept
    marks = [Column(index, Role.STATUS) for index in flags]
    return values, (*settled(look, kept, values, rows), *marks)


def _territory(columns: Sequence[Column], captions: Captions, sheet: str, knows: KnowsName) -> str:
    """Territory of the whole table, where neither rows nor columns name any."""
    if any(column.role in (Role.TERRITORY, Role.TERRITORY_CODE) or column.territory for column in columns):
        return ""
    return territory_in([sheet, *captions.titles], knows)


def _table(
    look: Look,
    block: Block,
    columns: tuple[Column, ...],
    captions: Captions,
    notes: Footnotes,
    territory: str,
) -> Table:
    marked = [notes.texts[mark] for mark in captions.marks if mark in notes.texts]
    table = Table(
        sheet=look.sheet.name,
        header=(block.header[0], block.header[-1]),
        body=(block.first, block.last),
        columns=tuple(sorted(columns, key=lambda column: column.index)),
        code=_code(look.sheet.name, captions.title, territory),
        title=captions.title,
        unit=captions.unit,
        notes=notes.texts,
        note=" | ".join(dict.fromkeys(marked)),
        territory=territory,
        repeated=frozenset(block.repeated),
    )
    return replace(table, period=_period(table, captions, look.sheet.name))


def _code(sheet: str, title: str, territory: str) -> str:
    """Code that the sheet gives; where its name is a period or a territory, the title gives it."""
    is_other = sheet == territory or period_of(sheet) is not None
    return (code_part(title) or "table") if is_other else code_part(sheet)


def _period(table: Table, captions: Captions, sheet: str) -> str:
    """Period of the whole table, where neither rows nor columns say one."""
    periods = [column.period for column in table.having(Role.VALUE)]
    has_own = table.having(Role.PERIOD) or all(period and not period.startswith("*") for period in periods)
    return "" if has_own else captions.period or period_in(sheet)


def _headers(look: Look, block: Block, columns: Sequence[int]) -> list[Taken]:
    return [
        Taken(place(look.sheet.name, row, column), "header", look.text(row, column))
        for row in block.header
        for column in columns
        if look.text(row, column)
    ]


def _tell_headless(look: Look, block: Block, found: Found) -> None:
    first = min([*block.header, block.first])
    where = place(look.sheet.name, first, block.columns[0])
    found.problems.append(Problem("reading.no-header", where, {"first": first + 1, "last": block.last + 1}))
    found.taken.append(Taken(where, "left-out", why="no-header"))


def _tell_unclear(look: Look, meant: ValueHeads, block: Block, found: Found) -> None:
    for column in meant.unclear:
        where = place(look.sheet.name, block.header[0], column)
        text = look.text(block.header[0], column)
        found.problems.append(
            Problem("reading.unclear-period", where, {"text": text, "column": letters(column)})
        )
        found.taken.append(Taken(where, "left-out", text, why="unclear-period"))


def _tell_nameless(look: Look, block: Block, said: set[int], found: Found) -> None:
    """Tell of columns with numbers of which no header says anything."""
    rows = [row for row in range(block.first, block.last + 1) if row not in block.repeated]
    for column in (one for one in range(look.sheet.width) if one not in said):
        filled = [row for row in rows if look.kinds[row][column] in FILLED]
        if filled:
            where = place(look.sheet.name, filled[0], column)
            params = {"column": letters(column), "first": filled[0] + 1, "last": filled[-1] + 1}
            found.problems.append(Problem("reading.no-column-header", where, params))
            found.taken.append(Taken(where, "left-out", look.text(filled[0], column), why="no-header"))
