"""Which cell of a workbook asks for what? The map that travels in it, and its text.

The text is JSON in ASCII without a single space, cut into pieces that a cell can hold, so that no program
that saves the workbook can change it by chance. Whoever makes the workbook signs the text.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.forms.model import Item

FORMAT = "styrbord-form-book/1"
SHEET = "styrbord"
"""Name of the hidden sheet that holds the map: format, signature, then the text, down column A."""
PIECE = 30_000
LONGEST = 8 << 20
MOST_ROWS = 200_000

define(
    "form-book.changed",
    "The hidden part of the workbook that says which cell is which was changed.",
    "Download the workbook again, copy your values into it and hand that in.",
)


@dataclass(frozen=True, slots=True)
class MapRow:
    """One cell to fill: its row from 1, its key, the value that was known, and the print of its item."""

    row: int
    indicator: str
    breakdown: str
    known: float | None = None
    print: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Indicator and breakdown."""
        return self.indicator, self.breakdown

    def code(self, subject: str) -> str:
        """What stands in the hidden column of the row of a subject."""
        return row_code(subject, self.key)


@dataclass(frozen=True, slots=True)
class MapBlock:
    """The cells of one subject, on one sheet."""

    sheet: str
    subject: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class FormMap:
    """Which form, in which version and for which period, and the cells of each subject.

    `columns` are letters by name: value, reason, note, key.
    """

    form: str
    version: int
    period: str
    language: str
    columns: dict[str, str]
    blocks: tuple[MapBlock, ...]


def row_code(subject: str, key: tuple[str, str]) -> str:
    """What stands in the hidden column of a row, so that rows and sheets that change places are noticed.

    Returns
    -------
    str
    """
    return "|".join((subject, *key))


def item_print(item: Item) -> str:
    """Short text that is equal for equal lines of a form, whatever its hint says.

    Returns
    -------
    str
        12 hexadecimal digits.
    """
    said = (item.indicator, item.breakdown, item.low, item.high, item.decimals, item.is_required)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def map_text(one: FormMap) -> str:
    """The map as its text.

    Returns
    -------
    str
        ASCII without spaces.
    """
    said = {
        "format": FORMAT,
        "form": one.form,
        "version": one.version,
        "period": one.period,
        "language": one.language,
        "columns": one.columns,
        "blocks": [
            [
                block.sheet,
                block.subject,
                [
                    [r.row, r.indicator, r.breakdown, None if r.known is None else repr(r.known), r.print]
                    for r in block.rows
                ],
            ]
            for block in one.blocks
        ],
    }
    text = json.dumps(said, separators=(",", ":"), ensure_ascii=True)
    return text.replace(" ", "\\u0020").replace("_x", "\\u005fx")


def pieces(text: str) -> list[str]:
    """The text cut into what a cell can hold.

    Returns
    -------
    list of str
    """
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def read_map(text: str) -> FormMap:
    """The map that a text says; whether it is ours only its signature tells.

    Returns
    -------
    FormMap

    Raises
    ------
    Refused
        `form-book.changed` when it is no map.
    """
    try:
        return _map(json.loads(text) if len(text) <= LONGEST else None)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused(Problem("form-book.changed")) from None


def _map(said: Any) -> FormMap:
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    blocks = tuple(MapBlock(str(sheet), str(subject), _rows(rows)) for sheet, subject, rows in said["blocks"])
    if sum(len(block.rows) for block in blocks) > MOST_ROWS:
        raise ValueError("more rows than are kept")
    columns = {name: str(said["columns"][name]) for name in ("value", "reason", "note", "key")}
    return FormMap(
        str(said["form"]),
        int(said["version"]),
        str(said["period"]),
        str(said["language"]),
        columns,
        blocks,
    )


def _rows(said: Sequence[Sequence[Any]]) -> tuple[MapRow, ...]:
    return tuple(
        MapRow(int(row), str(indicator), str(breakdown), None if known is None else float(known), str(mark))
        for row, indicator, breakdown, known, mark in said
    )
