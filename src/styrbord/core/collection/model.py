"""What comes out of reading a file: observations, a layout, and an account of what was taken for what?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from styrbord.core.base.problems import Problem


class Observation(NamedTuple):
    """One line of `observations.csv`; every field is text, a missing value is empty.

    `period` has a form of `core.base.periods`, `breakdown` is canonical, `_T` for the total,
    `obs_status` follows DESIGN section 2, `cell` is `Sheet!C7` (or what names a place in the format).
    """

    territory_code: str
    territory_name: str
    indicator_code: str
    indicator_name: str
    period: str
    breakdown: str
    value: str
    obs_status: str
    note: str
    cell: str


class Role(StrEnum):
    """What a column of a table says about its rows."""

    TERRITORY = "territory"
    TERRITORY_CODE = "territory_code"
    INDICATOR = "indicator"
    INDICATOR_CODE = "indicator_code"
    NUMBER = "number"  # number of a row in a tree: 1.1.1; or a code of a classification
    GROUP = "group"  # label that holds for the rows below it, too
    UNIT = "unit"
    PERIOD = "period"
    BREAKDOWN = "breakdown"
    STATUS = "status"
    NOTE = "note"
    VALUE = "value"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, counted from 0.

    A value column carries what its header says: `period` (empty when the rows or the table say it),
    `measure` (the header's words from the top down, without periods), `unit`, `breakdown`, `note`,
    `territory` (where territories stand across).
    `name` is the dimension of a breakdown column, and the header's words of any other.
    """

    index: int
    role: Role
    period: str = ""
    measure: tuple[str, ...] = ()
    unit: str = ""
    breakdown: str = ""
    note: str = ""
    name: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet; rows are counted from 0, both ends included.

    `header` is (first, last) row of the header, `body` of the rows below it. `period`, `territory`,
    `territory_code`, `indicator` and `unit` hold for the whole table where rows and columns do not
    say them. `code` begins the codes of its indicators. `notes` are texts of footnotes by mark.
    `skipped` are rows of the body that a person has left out, `repeated` those that print the header
    again or count its columns; `note` holds for every number of the table.
    """

    sheet: str
    header: tuple[int, int]
    body: tuple[int, int]
    columns: tuple[Column, ...]
    code: str
    title: str = ""
    unit: str = ""
    period: str = ""
    territory: str = ""
    territory_code: str = ""
    indicator: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    repeated: frozenset[int] = frozenset()
    note: str = ""

    def having(self, role: Role) -> tuple[Column, ...]:
        """Columns of a role, from left to right."""
        return tuple(column for column in self.columns if column.role is role)


LEGEND = "legend "
"""Begins the keys, in a table's notes, of what its legend says of marks for missing."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a place was taken for; `what` is a code of `WHAT`, `why` a code of `WHY` when left out.

    `meaning` is what it was understood as, where that differs from the printed text.
    """

    place: str
    what: str
    text: str = ""
    meaning: str = ""
    why: str = ""


WHAT: dict[str, str] = {
    "title": "Title",
    "unit": "Unit",
    "header": "Header",
    "period": "Period",
    "measure": "Measure",
    "territory": "Territories",
    "indicator": "Indicators",
    "group": "Group label",
    "section": "Section",
    "breakdown": "Breakdown",
    "footnote": "Footnote",
    "status": "Missing mark",
    "hidden": "Hidden, but read",
    "left-out": "Left out",
}
"""What a place can be taken for, and the word for it in English."""

WHY: dict[str, str] = {
    "empty": "nothing is printed there",
    "link": "it is a link, not a number",
    "contents": "it is a list of contents",
    "text": "it is text without numbers",
    "lead": "its row only leads in to the rows below",
    "rule": "it is a line drawn with letters",
    "column-numbers": "it only counts the columns",
    "no-header": "no header says what the numbers are",
    "no-period": "no period is printed with the numbers",
    "unclear-period": "its period cannot be told",
    "repeated-header": "it repeats the header",
    "repeated": "it stands in the file once already",
    "conflict": "the same key has another value elsewhere",
    "by-layout": "the layout says so",
    "says-nothing": "it says nothing that tells numbers apart",
    "hidden": "it is hidden",
    "blank": "the cells are blank",
}
"""Why something was left out, in English."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator that a file speaks of: its code, its name as printed, and its unit as printed."""

    code: str
    name: str
    unit: str = ""
    note: str = ""


class Counts(NamedTuple):
    """What the sheets of a file came to: cells with something printed, numbers taken, marks for missing."""

    tables: int
    observations: int
    missing: int


@dataclass(slots=True)
class Found:
    """What was found in a sheet: its tables, what its places were taken for, and what is wrong."""

    tables: list[Table] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
