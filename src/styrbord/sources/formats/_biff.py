"""What do the records of an Excel 97-2003 workbook tell beside the values?

Source: [MS-XLS] Excel Binary File Format, sections 2.4 (records) and 2.5.293 (XLUnicodeRichExtendedString).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from styrbord.core.base.problems import Problem, Refused
from styrbord.sources.formats._looks import Looks
from styrbord.sources.formats._problems import damaged
from styrbord.sources.formats._raised import Run, mark_of

BOF, EOF, CONTINUE, FONT, XF, SST, BOUNDSHEET = 0x809, 0x0A, 0x3C, 0x31, 0xE0, 0xFC, 0x85
FILEPASS = 0x2F
ROW, COLINFO, FORMULA, BOOLERR, LABELSST = 0x208, 0x7D, 0x06, 0x205, 0xFD
STYLED = frozenset({LABELSST, 0x27E, 0x203, FORMULA, BOOLERR, 0x204})
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
NEWEST = 0x0600


@dataclass(slots=True)
class Book:
    """What holds for all sheets, and where each begins."""

    content: bytes
    sheets: dict[str, int] = field(default_factory=dict)
    indents: dict[int, int] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)


def records(content: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    """Records from a place on: number and data, up to the end of the sheet they belong to."""
    depth = 0
    while at + 4 <= len(content):
        number, size = struct.unpack_from("<HH", content, at)
        yield number, content[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (number == BOF) - (number == EOF)
        if number == EOF and depth <= 0:
            return


def book_of(content: bytes) -> Book:
    """Read what stands before the first sheet; empty for workbooks before Excel 97."""
    book = Book(content)
    raised: list[bool] = []
    texts: list[bytes] = []
    styles = before = 0
    try:
        for number, data in records(content):
            if number == BOF and struct.unpack_from("<H", data)[0] != NEWEST:
                return book
            if number == FONT:
                raised.append(struct.unpack_from("<H", data, 8)[0] == 1)
            elif number == SST or (number == CONTINUE and before == SST):
                texts.append(data)
            else:
                styles += _note_book(number, data, styles, book)
            before = before if number == CONTINUE else number
        if texts and any(raised):
            book.marks = dict(_raised_marks(texts, raised))
    except (struct.error, IndexError, UnicodeDecodeError) as cause:
        raise damaged("its records contradict each other") from cause
    return book


def _note_book(number: int, data: bytes, styles: int, book: Book) -> bool:
    """Note a record, and whether it is one more style."""
    if number == FILEPASS:
        raise Refused(Problem("file.encrypted"))
    if number == BOUNDSHEET:
        book.sheets[_name(data)] = struct.unpack_from("<I", data)[0]
    elif number == XF and (level := data[8] & 0x0F):
        book.indents[styles] = level
    return number == XF


def _name(data: bytes) -> str:
    length, is_wide = data[6], data[7] & 1
    return data[8 : 8 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1")


class _Texts:
    """Shared texts over several records: letters that go on in the next one begin with their width anew."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece = 0
        self._at = 8

    def take(self, count: int) -> bytes:
        """Bytes, from as many records as it takes."""
        taken = b""
        while len(taken) < count:
            self._turn()
            part = self._pieces[self._piece][self._at : self._at + count - len(taken)]
            self._at += len(part)
            taken += part
        return taken

    def letters(self, count: int, is_wide: int) -> str:
        """Letters of a text."""
        text = ""
        while len(text) < count:
            if self._at >= len(self._pieces[self._piece]):
                self._turn()
                is_wide = self._pieces[self._piece][0] & 1
                self._at = 1
            size = (count - len(text)) * (1 + is_wide)
            part = self._pieces[self._piece][self._at : self._at + size]
            if not part:
                raise IndexError(count)
            self._at += len(part)
            text += part.decode("utf-16-le" if is_wide else "latin-1", "surrogatepass")
        return text

    def _turn(self) -> None:
        while self._at >= len(self._pieces[self._piece]):
            self._piece, self._at = self._piece + 1, 0


def _raised_marks(pieces: list[bytes], raised: list[bool]) -> Iterator[tuple[int, str]]:
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    texts = _Texts(pieces)
    for number in range(count):
        length, flags = struct.unpack("<HB", texts.take(3))
        runs = struct.unpack("<H", texts.take(2))[0] if flags & 8 else 0
        beyond = struct.unpack("<I", texts.take(4))[0] if flags & 4 else 0
        text = texts.letters(length, flags & 1)
        starts = [struct.unpack("<HH", texts.take(4)) for _ in range(runs)]
        texts.take(beyond)
        if mark := mark_of(_runs(text, starts, raised)):
            yield number, mark


def _runs(text: str, starts: list[tuple[int, int]], raised: list[bool]) -> list[Run]:
    if not starts:
        return []
    ends = [start for start, _ in starts[1:]] + [len(text)]
    found = [Run(text[: starts[0][0]], False)]
    for (start, font), end in zip(starts, ends, strict=True):
        place = font - (font > 4)  # there is no font of number 4
        found.append(Run(text[start:end], place < len(raised) and raised[place]))
    return found


def looks_of(book: Book, name: str) -> Looks:
    """Looks of a sheet."""
    looks = Looks()
    if name not in book.sheets:
        return looks
    try:
        depth = 0
        for number, data in records(book.content, book.sheets[name]):
            depth += (number == BOF) - (number == EOF)
            if depth == 1:  # charts within the sheet have records of their own
                _note(number, data, book, looks)
    except (struct.error, IndexError) as cause:
        raise damaged("its records contradict each other", name) from cause
    return looks


def _note(number: int, data: bytes, book: Book, looks: Looks) -> None:
    if number in STYLED:
        row, column, style = struct.unpack_from("<HHH", data)
        if style in book.indents:
            looks.indents[row, column] = book.indents[style]
        if number == LABELSST and (mark := book.marks.get(struct.unpack_from("<I", data, 6)[0])):
            looks.marks[row, column] = mark
        elif (code := _error(number, data)) is not None:
            looks.errors[row, column] = ERRORS.get(code, "#N/A")
    elif number == ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
        looks.hidden_rows.add(struct.unpack_from("<H", data)[0])
    elif number == COLINFO and struct.unpack_from("<H", data, 8)[0] & 1:
        first, last = struct.unpack_from("<HH", data)
        looks.hidden_columns.update(range(first, min(last, 255) + 1))


def _error(number: int, data: bytes) -> int | None:
    if number == BOOLERR and data[7]:
        return data[6]
    if number == FORMULA and data[6] == 2 and data[12:14] == b"\xff\xff":
        return data[8]
    return None
