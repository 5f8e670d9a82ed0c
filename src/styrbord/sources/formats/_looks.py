"""What does a sheet of an Excel archive tell beside its values?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.grid import Broken, Sheet, column_number, letters
from styrbord.sources.formats import _archive
from styrbord.sources.formats._ooxml import RaisedTexts, ends, starts
from styrbord.sources.formats._rows import is_blank
from styrbord.sources.formats._xml import Attributes, parse

_FAR = re.compile(rb'<c r="([A-Z]{2,3})(\d{1,7})"(?:[^>]*[^/])?>\s*<[fvi]')
_LAST = re.compile(rb'<row [^>]*?\br="(\d{1,7})"')
_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>'
)
_OVERLAP = 1024
_TELLING = (b" hidden=", b't="e"', b"superscript", b"<f")


@dataclass(slots=True)
class Survey:
    """What a look through a sheet's bytes shows before anything of it is kept."""

    columns: int = 1
    rows: int = 1
    far_cell: str = ""
    telling: set[bytes] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def survey(archive: ZipFile, part: str) -> Survey:
    """Look through a sheet, unpacking it to its end."""
    found = Survey()
    kept = b""
    for piece in _archive.chunks(archive, part):
        window = kept + piece
        found.telling.update(word for word in _TELLING if word in window)
        if b't="e"' in window:
            _note_errors(window, found)
        _note_size(window, found)
        kept = window[-_OVERLAP:]
    return found


def _note_errors(window: bytes, found: Survey) -> None:
    for column, row, text in _ERROR.findall(window):
        found.errors[int(row) - 1, column_number(column.decode())] = text.decode("utf-8", "replace")


def _note_size(window: bytes, found: Survey) -> None:
    for column, row in _FAR.findall(window):
        number = column_number(column.decode()) + 1
        if number > found.columns:
            found.columns, found.far_cell = number, f"{column.decode()}{row.decode()}"
    last = window.rfind(b"<row ")
    if last >= 0 and (match := _LAST.match(window, last)):
        found.rows = max(found.rows, int(match[1]))


def refuse_far(found: Survey, name: str, most_cells: int) -> None:
    """Refuse a sheet that one cell far away makes larger than memory."""
    if found.columns * found.rows > max(most_cells, 1) * 4 and found.columns > 1:
        cell = found.far_cell or f"{letters(found.columns - 1)}{found.rows}"
        raise Refused(Problem("file.far-cell", name, {"cell": cell}))


@dataclass(slots=True)
class Looks:
    """Looks of one sheet."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, indents: Mapping[str, int], raised: Mapping[str, str]) -> None:
        self.looks = Looks()
        self._indents, self._raised = indents, raised
        self._row = self._column = -1
        self._kind = ""
        self._has_formula = self._has_value = self._wants = False
        self._letters: list[str] = []
        self._columns: dict[str, int] = {}
        self._inline = RaisedTexts(self._note_mark)
        self._opened = {
            "col": self._start_column,
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_value,
            "is": self._inline.begin,
        } | self._inline.starts
        self._closed = {
            "c": self._end_cell,
            "v": self._end_value,
            "is": self._inline.finish,
        } | self._inline.ends

    def read(self, archive: ZipFile, part: str) -> Looks:
        parse(_archive.chunks(archive, part), starts(**self._opened), ends(**self._closed), self._text, part)
        return self.looks

    def _start_column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.looks.hidden_columns.update(range(first - 1, min(last, 16_384)))

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        self._column = -1
        if attributes.get("hidden") in {"1", "true"}:
            self.looks.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._has_formula = self._has_value = False
        self._kind = attributes.get("t", "n")
        self._column = self._column_of(attributes["r"]) if "r" in attributes else self._column + 1
        if (level := self._indents.get(attributes.get("s", ""))) is not None:
            self.looks.indents[self._row, self._column] = level

    def _column_of(self, name: str) -> int:
        word = name.rstrip("0123456789")
        if word not in self._columns:
            self._columns[word] = column_number(word)
        return self._columns[word]

    def _start_formula(self, _: Attributes) -> None:
        self._has_formula = True

    def _start_value(self, _: Attributes) -> None:
        self._has_value = True
        if self._kind == "e" or (self._kind == "s" and self._raised):
            self._wants, self._letters = True, []

    def _end_value(self) -> None:
        if not self._wants:
            return
        self._wants = False
        text = "".join(self._letters)
        if self._kind == "e":
            self.looks.errors[self._row, self._column] = text
        elif text in self._raised:
            self._note_mark(self._raised[text])

    def _end_cell(self) -> None:
        if self._has_formula and not self._has_value:
            self.looks.unvalued.append(f"{letters(self._column)}{self._row + 1}")

    def _note_mark(self, mark: str) -> None:
        if mark:
            self.looks.marks[self._row, self._column] = mark

    def _text(self, text: str) -> None:
        if self._wants:
            self._letters.append(text)
        elif self._kind == "inlineStr":
            self._inline.text(text)


def looks_of(
    archive: ZipFile, part: str, *, found: Survey, indents: Mapping[str, int], raised: Mapping[str, str]
) -> Looks:
    """Looks of a sheet; nothing is parsed when its bytes show none."""
    if not (indents or raised or found.telling):
        return Looks()
    return _Reader(indents, raised).read(archive, part)


def put_on(sheet: Sheet, looks: Looks) -> None:
    """Put looks on the sheet, as far as it reaches."""
    rows, width = sheet.rows, sheet.width

    def lies_within(at: tuple[int, int]) -> bool:
        return at[0] < len(rows) and at[1] < width

    sheet.indents = {
        at: n for at, n in looks.indents.items() if lies_within(at) and not is_blank(rows[at[0]][at[1]])
    }
    sheet.marks = {at: mark for at, mark in looks.marks.items() if lies_within(at)}
    sheet.hidden_rows = frozenset(row for row in looks.hidden_rows if row < len(rows))
    sheet.hidden_columns = frozenset(column for column in looks.hidden_columns if column < width)
    put_errors(sheet, looks.errors)


def put_errors(sheet: Sheet, errors: Mapping[tuple[int, int], str]) -> None:
    """Put broken cells where calamine gives a blank."""
    if not errors:
        return
    height = max(max(row for row, _ in errors) + 1, len(sheet.rows))
    width = max(max(column for _, column in errors) + 1, sheet.width)
    rows = (
        [list(row) + [""] * (width - len(row)) for row in sheet.rows]
        if width > sheet.width
        else list(sheet.rows)
    )
    rows.extend([""] * width for _ in range(height - len(rows)))
    for (row, column), text in errors.items():
        cells = rows[row] = list(rows[row])
        cells[column] = Broken(text)
    sheet.rows = rows
