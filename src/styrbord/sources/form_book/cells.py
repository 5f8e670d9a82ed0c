"""Which cells of a sheet hold what, as the file says it: type, text, formula and format?

Read straight from the XML, not through a library of tables: it must be known whether a cell holds a
formula, and what a file claims of its size must cost nothing.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from zipfile import ZipFile

from styrbord.core.collection.grid import column_number
from styrbord.sources.form_book.styles import plain_number
from styrbord.sources.formats import _archive
from styrbord.sources.formats._ooxml import ends, starts
from styrbord.sources.formats._problems import damaged, too_large
from styrbord.sources.formats._xml import Attributes, parse

MOST_CELLS = 500_000
MOST_TEXT = 32 << 20
MOST_FORMULA = 1_000
MOST_LETTERS = 40_000
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TYPES = frozenset({"n", "s", "str", "inlineStr", "b", "e", "d"})
At = tuple[int, int]
"""Row from 1 and column from 0."""


@dataclass(slots=True)
class Filled:
    """One cell: `kind` as the file says it, with texts of any kind as `text`; `style` is its format's number.

    `content` is what stands in it, unescaped; of a formula, what it gave when it was saved.
    """

    kind: str = "n"
    content: str = ""
    has_formula: bool = False
    style: str = "0"
    formula: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.has_formula and not self.content.strip()


BLANK = Filled()


class Texts:
    """Texts in runs, without those that only tell how to read them aloud, in a common count of letters."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.text = ""
        self._is_text = self._is_aside = False
        self._size = 0
        self.starts: Mapping[str, Callable[[Attributes], None]] = {"t": self._text, "rPh": self._aside}
        self.ends = {"t": self._text_end, "rPh": self._aside_end}

    def begin(self, _: Attributes) -> None:
        """Begin a text."""
        self.text = ""

    def _text(self, _: Attributes) -> None:
        self._is_text = not self._is_aside

    def _text_end(self) -> None:
        self._is_text = False

    def _aside(self, _: Attributes) -> None:
        self._is_aside = True

    def _aside_end(self) -> None:
        self._is_aside = False

    def letters(self, text: str) -> None:
        """Take letters."""
        if self._is_text:
            self._size += len(text)
            if self._size > MOST_TEXT:
                raise too_large(self._size, MOST_TEXT, "letters")
            self.text += text


def shared_texts(archive: ZipFile, part: str) -> list[str]:
    """Texts that cells refer to by number."""
    found: list[str] = []
    if not part:
        return found
    texts = Texts()

    def done() -> None:
        if len(found) >= MOST_CELLS:
            raise too_large(len(found) + 1, MOST_CELLS, "texts")
        found.append(texts.text)

    opened = starts(si=texts.begin, **texts.starts)
    with closing(_archive.chunks(archive, part)) as pieces:
        parse(pieces, opened, ends(si=done, **texts.ends), texts.letters, part)
    return found


class _Reader:
    """Keeps the cells of some columns of one sheet."""

    def __init__(self, name: str, columns: frozenset[int], shared: list[str]) -> None:
        self.cells: dict[At, Filled] = {}
        self._name, self._columns, self._shared = name, columns, shared
        self._row, self._column, self._count = 0, -1, 0
        self._cell: Filled | None = None
        self._is_value = self._is_inline = self._is_formula = self._has_content = False
        self._texts = Texts()

    def read(self, archive: ZipFile, part: str) -> dict[At, Filled]:
        inline = self._texts
        opened = {"row": self._start_row, "c": self._start_cell, "f": self._formula, "v": self._value}
        closed = {
            "c": self._end_cell,
            "f": self._formula_end,
            "v": self._value_end,
            "is": self._inline_end,
        }
        with closing(_archive.chunks(archive, part)) as pieces:
            parse(
                pieces,
                starts(**{**opened, "is": self._inline, **inline.starts}),
                ends(**{**closed, **inline.ends}),
                self._letters,
                part,
            )
        return self.cells

    def _start_row(self, attributes: Attributes) -> None:
        said = attributes.get("r", str(self._row + 1))
        if not (said.isascii() and said.isdigit() and 0 < int(said[:9]) <= 1_048_576):
            raise damaged("a row has no number", self._name)
        self._row, self._column = int(said), -1

    def _start_cell(self, attributes: Attributes) -> None:
        if self._cell is not None:
            raise damaged(f"a cell of row {self._row} stands in another", self._name)
        self._has_content = False
        self._count += 1
        if self._count > MOST_CELLS:
            raise too_large(self._count, MOST_CELLS, "cells", self._name)
        self._column = self._place(attributes["r"]) if "r" in attributes else self._column + 1
        kind = attributes.get("t", "n")
        if kind not in TYPES:
            raise damaged("a cell is of no known type", self._name)
        self._cell = Filled(kind, "", False, plain_number(attributes.get("s", "0")))

    def _place(self, said: str) -> int:
        match = _PLACE.fullmatch(said)
        if not match or int(match[2]) != self._row:
            raise damaged(f"a cell of row {self._row} is called otherwise", self._name)
        return column_number(match[1])

    def _formula(self, _: Attributes) -> None:
        if self._cell is not None:
            self._cell.has_formula = self._is_formula = True

    def _formula_end(self) -> None:
        self._is_formula = False

    def _value(self, _: Attributes) -> None:
        self._only_content()
        self._is_value = True

    def _only_content(self) -> None:
        """Refuse a cell that says twice what stands in it, which each program reads in its own way."""
        if self._has_content:
            raise damaged(f"a cell of row {self._row} holds two values", self._name)
        self._has_content = True

    def _value_end(self) -> None:
        self._is_value = False

    def _inline(self, attributes: Attributes) -> None:
        self._only_content()
        self._is_inline = True
        self._texts.begin(attributes)

    def _inline_end(self) -> None:
        self._is_inline = False
        if self._cell is not None and self._cell.kind == "inlineStr":
            self._cell.content = self._texts.text

    def _letters(self, text: str) -> None:
        if self._is_inline:
            self._texts.letters(text)
        elif self._is_formula and self._cell is not None and len(self._cell.formula) <= MOST_FORMULA:
            self._cell.formula += text
        elif self._is_value and self._cell is not None and len(self._cell.content) <= MOST_LETTERS:
            self._cell.content += text

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or self._column not in self._columns:
            return
        at = self._row, self._column
        if at in self.cells:
            raise damaged(f"a cell of row {self._row} stands twice", self._name)
        if cell.kind == "s" and cell.content:
            cell.content = self._looked_up(cell.content)
        if cell.kind in {"s", "inlineStr", "str"}:
            cell.kind, cell.content = "text", _ESCAPED.sub(_letter, cell.content)
        self.cells[at] = cell

    def _looked_up(self, number: str) -> str:
        if not (number.isascii() and number.isdigit() and int(number[:9]) < len(self._shared)):
            raise damaged("a cell refers to a text that is missing", self._name)
        return self._shared[int(number)]


def _letter(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)


def cells_of(
    archive: ZipFile, part: str, *, name: str, columns: frozenset[int], shared: list[str]
) -> dict[At, Filled]:
    """Cells of some columns of a sheet, by row from 1 and column from 0."""
    return _Reader(name, columns, shared).read(archive, part)
