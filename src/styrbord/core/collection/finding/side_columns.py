"""Which columns of labels only repeat another one, flag a number, or remark on a row?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from styrbord.core.collection.finding.head_words import is_budget_code_head, role_of
from styrbord.core.collection.finding.heads import Head
from styrbord.core.collection.finding.kinds import BLANK, period_of
from styrbord.core.collection.finding.look import Look, words
from styrbord.core.collection.flags import is_flag
from styrbord.core.collection.model import Column, Role

_SAMPLE = 400
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_.\-+]*")
_SAYS_CODE = re.compile(r"(?:.*[\W_])?(?:codes?|id)|.*(?:kod|код)(?:[\W_].*)?", re.IGNORECASE)
_OPEN = (Role.BREAKDOWN, Role.GROUP, Role.INDICATOR)
_KEYS = (Role.TERRITORY, Role.TERRITORY_CODE, Role.INDICATOR_CODE, Role.PERIOD, *_OPEN)
_CODED = (*_OPEN, Role.NUMBER, Role.TERRITORY)

Heads = Mapping[int, Sequence[Head]]


def flag_columns(look: Look, columns: Sequence[int], heads: Heads, rows: Sequence[int]) -> list[int]:
    """Columns of flags: short marks right of a number, under no head or under the number's own.

    Returns
    -------
    list of int
    """
    found = []
    for before, column in pairwise(columns):
        if before in found or (heads.get(column) and heads[column] != heads.get(before)):
            continue
        cells = [look.text(row, column) for row in rows[:_SAMPLE] if look.kinds[row][column] != BLANK]
        beside = [look.kinds[row][before] for row in rows[:_SAMPLE] if look.kinds[row][column] != BLANK]
        if (
            cells
            and all(map(is_flag, cells))
            and not all(map(str.isdecimal, cells))
            and set(beside) <= set("NM")
        ):
            found.append(column)
    return found


def by_title(look: Look, labels: Sequence[Column], rows: Sequence[int]) -> list[Column]:
    """Columns of labels of a table whose title says that it goes by territories.

    The first one without a head names them; codes left of it stay as they are.

    Returns
    -------
    list of Column
    """
    roles = {column.role for column in labels}
    if roles & {Role.TERRITORY, Role.TERRITORY_CODE}:
        return list(labels)
    open_ones = [one for one in labels if one.role in _OPEN and not one.name]
    named = [one.index for one in open_ones if not _are_codes(look, one.index, rows)][:1]
    return [replace(one, role=Role.TERRITORY) if one.index in named else one for one in labels]


def _are_codes(look: Look, column: int, rows: Sequence[int]) -> bool:
    texts = [look.text(row, column) for row in rows[:_SAMPLE]]
    return all(_CODE.fullmatch(text) for text in texts if text)


def says_years(look: Look, labels: Sequence[Column], rows: Sequence[int]) -> bool:
    """Whether the rows themselves say their whole period, so that dates over them mean something else.

    Returns
    -------
    bool
    """
    columns = [column.index for column in labels if column.role is Role.PERIOD]
    if len(columns) != 1:
        return False
    found = [period_of(look.rows[row][columns[0]]) for row in rows[:_SAMPLE]]
    return all(label is not None and label.year is not None for label in found)


def settled(
    look: Look, labels: Sequence[Column], values: Sequence[int], rows: Sequence[int]
) -> tuple[Column, ...]:
    """Columns of labels with those left out that only repeat another one, and remarks known as such.

    Parameters
    ----------
    look : Look
    labels : columns of labels with the roles that they have by themselves.
    values : columns of values.
    rows : rows of the body that hold values.

    Returns
    -------
    tuple of Column
        In the given order.
    """
    roles = {column.index: column.role for column in labels}
    _leave_out_codes(look, labels, roles, rows)
    _leave_out_constants(look, labels, roles, rows)
    _remarks(look, labels, roles, values, rows)
    _one_indicator(labels, roles)
    return tuple(replace(column, role=roles[column.index]) for column in labels)


def _leave_out_codes(
    look: Look, labels: Sequence[Column], roles: dict[int, Role], rows: Sequence[int]
) -> None:
    """Of a code and a name that always stand together only the name says something."""
    coded = [column for column in labels if roles[column.index] in _CODED]
    open_ones = [column for column in coded if not is_budget_code_head(column.name)]
    for first, second in combinations(open_ones, 2):
        if Role.SKIP in (roles[first.index], roles[second.index]):
            continue
        code, name = (second, first) if _is_code(look, second, first, rows) else (first, second)
        if (
            roles[code.index] in _OPEN
            and _is_code(look, code, name, rows)
            and _go_together(look, code, name, rows)
        ):
            is_territory = roles[name.index] is Role.TERRITORY
            has_code = Role.TERRITORY_CODE in roles.values()
            roles[code.index] = Role.TERRITORY_CODE if is_territory and not has_code else Role.SKIP


def _may_be_code(code: Role, name: Role) -> bool:
    """Whether a column may be the code of another one; numbers of rows are no codes of their names."""
    return code in _OPEN or (code is Role.NUMBER and name is Role.BREAKDOWN)


def _is_code(look: Look, code: Column, name: Column, rows: Sequence[int]) -> bool:
    """Whether one column holds codes and the other one does not, by the looks of the first rows."""
    pairs = [(look.text(row, code.index), look.text(row, name.index)) for row in rows[:_SAMPLE]]
    are_codes = all(_CODE.fullmatch(one) for one, _ in pairs if one)
    has_names = any(letter.islower() for _, other in pairs for letter in other)
    is_said = bool(_SAYS_CODE.fullmatch(code.name)) or code.name.casefold() == name.name.casefold()
    return are_codes and has_names and (is_said or abs(code.index - name.index) == 1)


def _go_together(look: Look, code: Column, name: Column, rows: Sequence[int]) -> bool:
    for some in (rows[:_SAMPLE], rows):
        pairs = {(look.rows[row][code.index], look.rows[row][name.index]) for row in some}
        if len({one for one, _ in pairs}) != len(pairs) or len({other for _, other in pairs}) != len(pairs):
            return False
    return (
        len(pairs) > 1
        or bool(_SAYS_CODE.fullmatch(code.name))
        or code.name.casefold() == name.name.casefold()
    )


def _leave_out_constants(
    look: Look, labels: Sequence[Column], roles: dict[int, Role], rows: Sequence[int]
) -> None:
    """A number that is the same in every row numbers nothing."""
    for column in labels:
        if roles[column.index] is Role.NUMBER and len(rows) > 1:
            first = look.rows[rows[0]][column.index]
            is_constant = all(look.rows[row][column.index] == first for row in rows)
            roles[column.index] = Role.SKIP if is_constant else Role.NUMBER


def _remarks(
    look: Look,
    labels: Sequence[Column],
    roles: dict[int, Role],
    values: Sequence[int],
    rows: Sequence[int],
) -> None:
    """Words right of the values are remarks, unless they tell rows apart."""
    last = max(values, default=-1)
    right = [one for one in labels if one.index > last and roles[one.index] in _OPEN]
    keys = [one.index for one in labels if one.index < last and roles[one.index] in _KEYS]
    if not right or last < 0:
        return
    sample = rows[:_SAMPLE]
    found = {tuple(look.text(row, index) for index in keys) for row in sample}
    for column in right:
        is_key = len(found) < len(sample) and bool(column.name) and len(keys) > 0
        roles[column.index] = Role.BREAKDOWN if is_key else Role.NOTE


def _one_indicator(labels: Sequence[Column], roles: dict[int, Role]) -> None:
    """Of several columns of indicators the last one names them; the others stand above it."""
    named = [column.index for column in labels if roles[column.index] is Role.INDICATOR]
    for index in named[:-1]:
        roles[index] = Role.GROUP


def has_year_head(heads: Sequence[Head]) -> bool:
    """Whether a head names a year, so that numbers stand below it whatever they look like."""
    labels = [period_of(head.cell) for head in heads]
    return any(label is not None and label.year for label in labels)


def is_value_head(heads: Sequence[Head]) -> bool:
    """Whether a head only says that values stand below it."""
    return role_of(" ".join(words(head.cell) for head in heads)) is Role.VALUE
