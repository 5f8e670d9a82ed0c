"""What is read from a workbook of Excel 97 to 2003?"""

import struct
from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.grid import Broken, Merge, Workbook
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import read_content

BOF, EOF = 0x809, 0x0A
PLAIN, RAISED = 0, 1


def record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def font(look: int) -> bytes:
    return record(0x31, struct.pack("<HHHHHBBBBBB", 200, 0, 8, 400, look, 0, 0, 0, 0, 1, 0) + b"A")


def style(indent: int) -> bytes:
    return record(0xE0, struct.pack("<HHHBBB", 0, 0, 0, 0x20, 0, indent).ljust(20, b"\0"))


def shared(text: str, *runs: tuple[int, int]) -> bytes:
    flags = 1 | (8 if runs else 0)
    head = struct.pack("<HB", len(text), flags) + (struct.pack("<H", len(runs)) if runs else b"")
    return head + text.encode("utf-16-le") + b"".join(struct.pack("<HH", *run) for run in runs)


TEXTS = (
    shared("plain"),
    shared("Россия2)", (6, 5)),  # fonts are counted 0, 1, 2, 3, 5
    shared("many letters that go on in another record", (40, 5)),
)


def cells() -> bytes:
    text = b"".join(
        record(0xFD, struct.pack("<HHHI", row, column, indent, number))
        for row, column, indent, number in [(0, 0, 0, 0), (1, 0, 1, 1), (2, 0, 0, 2)]
    )
    numbers = record(0x203, struct.pack("<HHHd", 0, 1, 0, 12.5))
    broken = record(0x205, struct.pack("<HHHBB", 1, 1, 0, 0x07, 1))
    formula = struct.pack("<HHHBBBBBBHHIH", 2, 1, 0, 2, 0, 0x2A, 0, 0, 0, 0xFFFF, 0, 0, 3) + b"\x1e\1\0"
    return text + numbers + broken + record(0x06, formula)


def sheet() -> bytes:
    begin = record(BOF, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    hidden_row = record(0x208, struct.pack("<HHHHIHH", 2, 0, 2, 255, 0, 0x20, 0))
    hidden_column = record(0x7D, struct.pack("<HHHHHH", 1, 1, 0, 0, 1, 0))
    size = record(0x200, struct.pack("<IIHHH", 0, 3, 0, 2, 0))
    merged = record(0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1))
    return begin + hidden_column + size + hidden_row + cells() + merged + record(EOF)


def stream(*, before: bytes = b"") -> bytes:
    texts = b"".join(TEXTS)
    cut = len(texts) - 4 - 60
    pieces = struct.pack("<II", 3, 3) + texts[:cut], b"\1" + texts[cut:]
    begin = record(BOF, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + before
    looks = b"".join(font(look) for look in (PLAIN, PLAIN, PLAIN, PLAIN, RAISED)) + style(0) + style(2)
    names = [("A", 0), ("B", 1)]
    end = record(0xFC, pieces[0]) + record(0x3C, pieces[1]) + record(EOF)
    at = len(begin + looks + end) + sum(4 + 8 + 2 * len(name) for name, _ in names)
    sheets = b""
    for number, (name, state) in enumerate(names):
        letters = struct.pack("<IBBBB", at + number * len(sheet()), state, 0, len(name), 1)
        sheets += record(0x85, letters + name.encode("utf-16-le"))
    return begin + looks + sheets + end + sheet() * 2


def compound(content: bytes, name: str = "Workbook", *, storage: str = "") -> bytes:
    """A compound file with one stream: header, table of sectors, directory, stream."""
    content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
    count = len(content) // 512
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 44, 1, 1, 0)
    struct.pack_into("<IIIII", header, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    entries = [(5, "Root Entry", 0xFFFFFFFE, 0), (2, name, 2, len(content)), (1, storage, 0, 0)]
    directory = b"".join(map(entry, entries)).ljust(512, b"\0")
    return bytes(header) + table + directory + content


def entry(told: tuple[int, str, int, int]) -> bytes:
    kind, name, first, size = told
    letters = (name + "\0").encode("utf-16-le")
    start = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    start += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
    return start.ljust(116, b"\0") + struct.pack("<III", first, size, 0)


def book(path: Path, content: bytes, sheet: str = "") -> Workbook:
    file = path / "table.bin"
    file.write_bytes(content)
    found = read_content(file, Wanted(sheet=sheet))
    assert isinstance(found, Workbook)
    return found


def test_values_and_errors_stand_where_they_are_printed(tmp_path: Path) -> None:
    found = book(tmp_path, compound(stream())).sheets[0]
    assert [list(row) for row in found.rows] == [
        ["plain", 12.5],
        ["Россия2)", Broken("#DIV/0!")],
        ["many letters that go on in another record", Broken("#N/A")],
    ]


def test_raised_letters_at_the_end_are_a_mark(tmp_path: Path) -> None:
    assert book(tmp_path, compound(stream())).sheets[0].marks == {(1, 0): "2)", (2, 0): "d"}


def test_indents_merges_and_what_is_hidden_are_told(tmp_path: Path) -> None:
    found = book(tmp_path, compound(stream())).sheets
    assert (found[0].indents, found[0].merges) == ({(1, 0): 2}, (Merge(0, 0, 0, 1),))
    assert (found[0].hidden_rows, found[0].hidden_columns) == ({2}, {1})
    assert [(each.name, each.is_hidden) for each in found] == [("A", False), ("B", True)]


def test_one_sheet_can_be_asked_for(tmp_path: Path) -> None:
    assert [each.name for each in book(tmp_path, compound(stream()), "B").sheets] == ["B"]
    with pytest.raises(Refused, match="Choose one of: A, B"):
        book(tmp_path, compound(stream()), "C")


def test_macros_are_told_and_not_run(tmp_path: Path) -> None:
    content = compound(stream(), storage="_VBA_PROJECT_CUR")
    assert [problem.code for problem in book(tmp_path, content).problems] == ["file.macros"]


def test_a_locked_workbook_is_refused(tmp_path: Path) -> None:
    locked = record(0x2F, struct.pack("<HHH", 1, 1, 1) + b"\0" * 48)
    with pytest.raises(Refused, match="locked with a password"):
        book(tmp_path, compound(stream(before=locked)))


@pytest.mark.parametrize("part", [3, 5, 8, 9])
def test_a_workbook_that_breaks_off_is_refused_or_read(tmp_path: Path, part: int) -> None:
    content = compound(stream())
    with pytest.raises(Refused):
        book(tmp_path, content[: len(content) * part // 20])
