"""Which columns of a block make a table of their own, and which of them hold its values?"""

from collections.abc import Mapping, Sequence

from styrbord.core.collection.finding.compared import is_rank
from styrbord.core.collection.finding.head_words import is_budget_code_head, role_of
from styrbord.core.collection.finding.heads import Head
from styrbord.core.collection.finding.kinds import FILLED, TEXT
from styrbord.core.collection.finding.look import Block, Look
from styrbord.core.collection.finding.side_columns import has_year_head, is_value_head
from styrbord.core.collection.finding.stubs import Stub
from styrbord.core.collection.model import Role

_LABELS = (
    Role.NUMBER,
    Role.INDICATOR_CODE,
    Role.TERRITORY_CODE,
    Role.PERIOD,
    Role.STATUS,
    Role.NOTE,
    Role.UNIT,
    Role.BREAKDOWN,
)

Heads = Mapping[int, Sequence[Head]]


def parts_of(look: Look, block: Block, rows: Sequence[int], heads: Heads) -> list[list[int]]:
    """Columns of each table of a block, from left to right.

    A table begins at a column of labels that follows a blank column, or that stands under the same
    head as the first column of labels.

    Parameters
    ----------
    look : Look
    block : Block
    rows : rows of the body that hold values.
    heads : cells over each column.

    Returns
    -------
    list of list of int
        Blank columns are in none of them.
    """
    stubs = {
        column: Stub(look, column, heads.get(column, ()), rows)
        for column in range(block.columns[0], block.columns[1] + 1)
    }
    parts: list[list[int]] = [[]]
    is_after_blank = False
    first: Stub | None = None
    for column, stub in stubs.items():
        if stub.is_blank and not stub.head:
            is_after_blank = True
            continue
        if parts[-1] and first and _begins(stub, first, is_after_blank) and _has_values(stubs, column):
            parts.append([])
            first = None
        if first is None and _is_label(stub):
            first = stub
        parts[-1].append(column)
        is_after_blank = False
    return [part for part in parts if part]


def _is_label(stub: Stub) -> bool:
    return stub.kinds.count(TEXT) > sum(kind in FILLED for kind in stub.kinds) or stub.has_periods


def _begins(stub: Stub, first: Stub, is_after_blank: bool) -> bool:
    if is_after_blank:
        return _is_label(stub) and not stub.head.lower().startswith(("прим", "note", "anm"))
    return _is_label(stub) and bool(stub.head) and stub.head == first.head


def _has_values(stubs: Mapping[int, Stub], column: int) -> bool:
    return any(after > column and not _is_label(stub) and not stub.is_blank for after, stub in stubs.items())


def values_of(look: Look, columns: Sequence[int], rows: Sequence[int], heads: Heads) -> list[int]:
    """Columns of one table that hold its values.

    Numbers left of the first label only count the rows; under a head that says so they are codes,
    periods or the like; a first column of periods alone is a label, too.

    Parameters
    ----------
    look : Look
    columns : columns of the table.
    rows : rows of the body that hold values.
    heads : cells over each column.

    Returns
    -------
    list of int
        From left to right.
    """
    stubs = [Stub(look, column, heads.get(column, ()), rows) for column in columns]
    stated = {stub.index for stub in stubs if has_year_head(heads.get(stub.index, ())) and not stub.is_blank}
    labels = [
        stub.index
        for stub in stubs
        if (_is_text(stub) and stub.index not in stated) or _is_mixed(stub, columns)
    ]
    first_label = min(labels, default=-1)
    found = [
        stub
        for stub in stubs
        if (_is_number(stub) or stub.index in stated)
        and (is_rank(stub.head) or not (stub.index < first_label and _stands_right(stubs, first_label)))
    ]
    kept = [stub for stub in found if stub.index not in labels and not _is_said_label(stub)]
    said = [stub.index for stub in kept if is_value_head(heads.get(stub.index, ()))]
    if len(said) == 1:
        kept = [stub for stub in kept if stub.index >= said[0] or stub.index in stated]
    if len(kept) > 1 and kept[0].index == columns[0] and not labels and kept[0].has_periods:
        kept = kept[1:]
    return [stub.index for stub in kept]


def _is_mixed(stub: Stub, columns: Sequence[int]) -> bool:
    """Whether a first column holds labels some of which are numbers, such as ages."""
    return stub.index == columns[0] and TEXT in stub.kinds and len(columns) > 1


def _is_text(stub: Stub) -> bool:
    return stub.kinds.count(TEXT) > sum(kind in FILLED for kind in stub.kinds)


def _is_number(stub: Stub) -> bool:
    filled = sum(kind in FILLED for kind in stub.kinds)
    return filled >= stub.kinds.count(TEXT) and filled > 0


def _stands_right(stubs: Sequence[Stub], label: int) -> bool:
    return any(_is_number(stub) and stub.index > label for stub in stubs)


def _is_said_label(stub: Stub) -> bool:
    if is_budget_code_head(stub.head):
        return True
    role = role_of(stub.head)
    return role in _LABELS and (role is not Role.PERIOD or stub.has_periods)
