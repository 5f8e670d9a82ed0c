"""What do the columns of labels say about the rows of a table?"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice, pairwise

from styrbord.core.collection.finding.head_words import (
    is_budget_code_head,
    is_code_head,
    is_row_code_head,
    role_of,
)
from styrbord.core.collection.finding.heads import Head
from styrbord.core.collection.finding.kinds import BLANK, FILLED, NUMBER, TEXT, period_of
from styrbord.core.collection.finding.look import Look, words
from styrbord.core.collection.model import Column, Role
from styrbord.core.collection.names import clean, is_lead, is_total, looks_like_territory
from styrbord.core.collection.unit_words import is_unit

_TREE_NUMBER = re.compile(r"\d+(\.\d+)+\.?|\d+\.")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_.\-]*")
_AREAS = frozenset(["total", "urban", "rural", "tätort", "landsbygd", "всего", "городское", "сельское"])
_BUDGET_CODE = re.compile(r"\d[\w. ]{0,24}")
_SAMPLE = 400

KnowsName = Callable[[str], bool]


class Stub:
    """One column of labels: what stands over it and a sample of what stands in it."""

    def __init__(self, look: Look, index: int, heads: Sequence[Head], rows: Sequence[int]) -> None:
        """Take a sample of the rows."""
        self.index = index
        self.head = _head(heads)
        sample = _sample(look, index, rows)
        self.kinds = "".join(look.kinds[row][index] for row in sample)
        self.cells = [look.rows[row][index] for row in sample if look.kinds[row][index] != BLANK]
        self.texts = [clean(words(cell)) for cell in self.cells]

    def share(self, is_so: Callable[[str], bool]) -> float:
        """Share of the column's labels for which something is so; leads and totals do not count."""
        labels = [text for text in self.texts if not is_lead(text) and not is_total(text)]
        return sum(map(is_so, labels)) / len(labels) if labels else 0.0

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the column."""
        return not self.cells

    @property
    def has_periods(self) -> bool:
        """Whether every label is a period, with more than one of them or under a head that says so."""
        labels = [period_of(cell) for cell in self.cells]
        if not labels or None in labels:
            return False
        return role_of(self.head) is Role.PERIOD or len({words(cell) for cell in self.cells}) > 1

    @property
    def has_gaps(self) -> bool:
        """Whether labels stand only where they change, so that each holds for the rows below."""
        return self.kinds.count(TEXT) * 3 < len(self.kinds) * 2


def _sample(look: Look, index: int, rows: Sequence[int]) -> Sequence[int]:
    """First rows; of a column that is blank in them, the first rows that hold a number in it."""
    first = rows[:_SAMPLE]
    if len(rows) == len(first) or any(look.kinds[row][index] != BLANK for row in first):
        return first
    return list(islice((row for row in rows if look.kinds[row][index] in FILLED), _SAMPLE)) or first


def _head(heads: Sequence[Head]) -> str:
    """Words over a column; the lowest alone where only they promise something."""
    whole = clean(" ".join(words(head.cell) for head in heads))
    lowest = clean(words(heads[-1].cell)) if heads else ""
    return lowest if role_of(lowest) is not None and role_of(whole) is None else whole


def stub_columns(
    look: Look,
    indexes: Sequence[int],
    heads: Mapping[int, Sequence[Head]],
    rows: Sequence[int],
    knows: KnowsName,
) -> tuple[Column, ...]:
    """Roles of the columns of labels of a table.

    Parameters
    ----------
    look : Look
    indexes : columns left of, between and right of the value columns.
    heads : cells over each column.
    rows : rows of the body that hold values.
    knows : whether a name is one of a known territory.

    Returns
    -------
    tuple of Column
        In the order of the columns.
    """
    stubs = [Stub(look, index, heads.get(index, ()), rows) for index in indexes]
    roles = {stub.index: _own_role(stub) for stub in stubs}
    _only_code(stubs, roles)
    _settle_names(stubs, roles, knows)
    return tuple(Column(stub.index, roles[stub.index] or Role.SKIP, name=stub.head) for stub in stubs)


def _own_role(stub: Stub) -> Role | None:
    """What a column is by its head and its look alone; None when that depends on its neighbours."""
    if stub.is_blank:
        return Role.SKIP
    if is_budget_code_head(stub.head) and stub.share(_is_budget_code) > 0.5:
        return Role.BREAKDOWN
    role = _said_role(stub)
    if role is not None and not (role is Role.PERIOD and not stub.has_periods):
        return role
    if stub.has_periods:
        return Role.PERIOD
    if stub.share(lambda text: bool(_TREE_NUMBER.fullmatch(text))) > 0.5:
        return Role.NUMBER
    if stub.share(is_unit) > 0.8:
        return Role.UNIT
    if NUMBER in stub.kinds and TEXT not in stub.kinds:
        return Role.NUMBER
    return None


def _said_role(stub: Stub) -> Role | None:
    """What the head of a column promises, where the labels do not belie it."""
    role = role_of(stub.head)
    if role in (Role.TERRITORY, Role.INDICATOR) and stub.has_periods:
        return Role.PERIOD
    if role in (Role.TERRITORY, Role.INDICATOR) and _is_code_column(stub, role):
        return Role.TERRITORY_CODE if role is Role.TERRITORY else Role.NUMBER
    if role is Role.TERRITORY_CODE and not _are_codes(stub):
        return Role.TERRITORY
    if role is Role.TERRITORY and stub.cells and all(text.casefold() in _AREAS for text in stub.texts):
        return Role.BREAKDOWN
    return role


def _are_codes(stub: Stub) -> bool:
    """Whether most labels have digits or capitals only."""
    return stub.share(lambda text: bool(_CODE.fullmatch(text))) > 0.5 or not stub.texts


def _is_budget_code(text: str) -> bool:
    return bool(_BUDGET_CODE.fullmatch(text))


def _only_code(stubs: Sequence[Stub], roles: dict[int, Role | None]) -> None:
    """The one code of a budget's lines tells them apart; several of them do it together."""
    codes = [stub.index for stub in stubs if is_budget_code_head(stub.head) and not stub.is_blank]
    if len(codes) == 1 and Role.NUMBER not in roles.values() and roles[codes[0]] is Role.BREAKDOWN:
        roles[codes[0]] = Role.NUMBER


def _is_code_column(stub: Stub, role: Role) -> bool:
    return role is Role.TERRITORY and all(text.isdecimal() for text in stub.texts)


def _settle_names(stubs: Sequence[Stub], roles: dict[int, Role | None], knows: KnowsName) -> None:
    """Which column holds territories, which indicators, which labels hold for the rows below."""
    taken = set(roles.values())
    open_ones = [stub for stub in stubs if roles[stub.index] is None]
    for stub in open_ones:
        is_named = stub.share(lambda text: knows(text) or looks_like_territory(text)) >= 0.5
        if is_named and Role.TERRITORY not in taken:
            roles[stub.index] = Role.TERRITORY
            taken.add(Role.TERRITORY)
    rest = [stub for stub in open_ones if roles[stub.index] is None]
    for position, stub in enumerate(rest):
        is_last = position == len(rest) - 1
        if Role.TERRITORY in taken or Role.INDICATOR in taken:
            roles[stub.index] = _beside_names(stub, taken, is_last)
        else:
            roles[stub.index] = Role.INDICATOR if is_last else Role.GROUP
    _codes_of_territories(stubs, roles)
    _gaps(stubs, roles)


def _beside_names(stub: Stub, taken: set[Role | None], is_last: bool) -> Role:
    """What labels beside names are: without any head, as national data banks print them, indicators."""
    if stub.head and not stub.has_gaps:
        return Role.BREAKDOWN
    return Role.INDICATOR if is_last and not stub.has_gaps and Role.INDICATOR not in taken else Role.GROUP


def _codes_of_territories(stubs: Sequence[Stub], roles: dict[int, Role | None]) -> None:
    """A column of codes beside names of territories, in a table that names no indicators."""
    found = set(roles.values())
    if Role.TERRITORY not in found or Role.INDICATOR in found or Role.TERRITORY_CODE in found:
        return
    for stub in stubs:
        if roles[stub.index] is Role.NUMBER and is_code_head(stub.head) and not is_row_code_head(stub.head):
            roles[stub.index] = Role.TERRITORY_CODE
            return


def _gaps(stubs: Sequence[Stub], roles: dict[int, Role | None]) -> None:
    """An indicator's column with gaps, left of another one of names, is a group label."""
    names = [stub for stub in stubs if roles[stub.index] in (Role.INDICATOR, Role.TERRITORY)]
    for left, right in pairwise(names):
        if left.has_gaps and not right.has_gaps and roles[left.index] is roles[right.index]:
            roles[left.index] = Role.GROUP
