"""What does a filled workbook of a form look like, and how can it be damaged or made to do harm?"""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from random import Random
from typing import Any

import openpyxl

from styrbord.core.collection.fill_sheet import FillRow, FillSheet, Known, Past
from styrbord.core.collection.forms.model import Form, Item
from styrbord.documents.form_book.writing import write_book
from tests.sources import mutations
from tests.sources.specimens import unzipped, zipped

SHEET, OTHER = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
BOOK, STYLES, TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
KINDS = "[Content_Types].xml"
ITEMS = (
    Item("people", low=0, high=1e6, decimals=0, hint={"en": "On 31 December"}),
    Item("people", "SEX=F", low=0, decimals=0),
    Item("wage"),
    Item("share", is_required=False, low=0, high=100),
    Item("debts"),
)
Parts = dict[str, bytes]
Mutation = Callable[[Parts, Random], bytes]


def sign(text: str) -> str:
    """A signature that only this test gives."""
    return sha256(b"a key of the tests" + text.encode()).hexdigest()


def sheets(*subjects: str, items: tuple[Item, ...] = ITEMS) -> list[FillSheet]:
    """What some subjects are asked, with something beside the cells."""
    form = Form("yearly", {"en": "Yearly", "ru": "Годовая", "sv": "Årlig"}, items=items)
    rows = tuple(
        FillRow(item, {"en": item.indicator.title()}, unit="persons", last=Past("2024", 10.0 * number))
        for number, item in enumerate(items, start=1)
    )
    rows = (FillRow(items[0], {"en": "People"}, known=Known(4100.0, "The census")), *rows[1:])
    return [FillSheet(form, one, "2025", {"en": one.title()}, date(2026, 1, 20), rows) for one in subjects]


def written(*subjects: str, language: str = "en", **said: Any) -> bytes:
    """A workbook as it is handed out."""
    return write_book(sheets(*(subjects or ("n1",)), **said), language, version=1, sign=sign)


def filled(content: bytes, cells: Mapping[str, object], sheet: int = 0) -> bytes:
    """The workbook with some cells filled; a text that looks like a formula is one."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.worksheets[sheet][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def first_row(content: bytes) -> int:
    """First row to fill of the first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return next(cell.row for cell in sheet["J"] if cell.value)


@cache
def specimen() -> bytes:
    """Two subjects' filled workbook, its texts shared as Excel shares them."""
    content = written("n1", "n2")
    top = first_row(content)
    for number in range(2):
        cells = {
            f"F{top}": 4100 + number,
            f"F{top + 1}": f"2\u202f{number}00,5",
            f"F{top + 2}": -31.25,
            f"G{top + 3}": "Not collected",
            f"F{top + 4}": "12,5",
            f"H{top + 4}": "A note, Примечание",
        }
        content = filled(content, cells, number)
    return with_shared_texts(content)


def with_shared_texts(content: bytes) -> bytes:
    """The workbook as Excel saves it: every text once, in a part of its own."""
    parts, texts = unzipped(content), list[bytes]()
    inline = re.compile(rb'<c ([^>]*?) ?t="inlineStr"([^>]*)><is>(.*?)</is></c>', re.DOTALL)

    def shared(match: re.Match[bytes]) -> bytes:
        texts.append(b"<si>" + match[3] + b"</si>")
        return b'<c %b t="s"%b><v>%d</v></c>' % (match[1], match[2], len(texts) - 1)

    for name in [one for one in parts if one.startswith("xl/worksheets/sheet")]:
        parts[name] = inline.sub(shared, parts[name])
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts[TEXTS] = b"<sst %b>%b</sst>" % (main, b"".join(texts))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts[KINDS] = parts[KINDS].replace(
        b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="%b"/></Types>' % kind
    )
    links = "xl/_rels/workbook.xml.rels"
    link = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    parts[links] = parts[links].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="%b" Target="sharedStrings.xml"/></Relationships>' % link,
    )
    return zipped(parts)


def of_zip(parts: Parts, chance: Random) -> bytes:
    """Bytes of the archive are others."""
    return chance.choice(mutations.OF_BYTES)(zipped(parts), chance)


def of_xml(parts: Parts, chance: Random) -> bytes:
    """A part is damaged, and the archive is sound around it."""
    return mutations.inside(zipped(parts), chance)


def of_cell(parts: Parts, chance: Random) -> bytes:
    """A cell holds another number, type or place, or a formula."""
    changes: list[tuple[bytes, Callable[[re.Match[bytes]], bytes]]] = [
        (rb"<v>[^<]*</v>", lambda _: b"<v>%d</v>" % chance.randrange(-5, 10**6)),
        (rb"<v>[^<]*</v>", lambda _: b"<f>1+1</f><v>2</v>"),
        (rb"<v>[^<]*</v>", lambda _: b"<f>WEBSERVICE(1)</f>"),
        (rb"<v>[^<]*</v>", lambda one: one[0] * 2),
        (rb' r="[A-J][0-9]+"', lambda _: b""),
        (rb' r="[A-J][0-9]+"', lambda _: b' r="%c%d"' % (chance.choice(b"FGHJ"), chance.randrange(1, 30))),
        (
            rb' t="[a-zA-Z]+"',
            lambda _: b' t="%b"' % chance.choice((b"b", b"e", b"d", b"n", b"s", b"str", b"x")),
        ),
        (rb' t="[a-zA-Z]+"', lambda _: b""),
        (rb"<c [^>]*>", lambda one: one[0] + b"<is><t>7</t></is>"),
        (rb'<row r="[0-9]+"', lambda _: b'<row r="%d"' % chance.randrange(30)),
    ]
    pattern, change = chance.choice(changes)
    return _changed(parts, SHEET, pattern, change, chance)


def of_style(parts: Parts, chance: Random) -> bytes:
    """Cells to fill have another format or a style that is missing, or all formats show something else."""
    value = rb'(?<=<c r="F[0-9]" s=")[0-9]+|(?<=<c r="F[0-9][0-9]" s=")[0-9]+'
    code = chance.choice((b"0%", b"dd.mm.yyyy", b"#,##0,", b";;;", b"[h]", b"General", b"@", b"0.00E+00"))
    way = chance.random()
    if way < 0.25:
        return _changed(parts, SHEET, value, lambda _: b"%d" % chance.randrange(60), chance)
    if way < 0.75:
        styles, number = with_style(parts[STYLES], code)
        return _changed({**parts, STYLES: styles}, SHEET, value, lambda _: b"%d" % number, chance)
    return _changed(parts, STYLES, rb'formatCode="[^"]*"', lambda _: b'formatCode="%b"' % code, chance)


def with_style(styles: bytes, code: bytes) -> tuple[bytes, int]:
    """Styles with one more, of a format of its own, and its number."""
    cells = re.search(rb"<cellXfs .*?</cellXfs>", styles, re.DOTALL)
    number = len(re.findall(rb"<xf ", cells[0])) if cells else 0
    style = b'<xf numFmtId="999" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/></cellXfs>'
    own = b'<numFmt numFmtId="999" formatCode="%b"/></numFmts>' % code
    return styles.replace(b"</numFmts>", own).replace(b"</cellXfs>", style), number


def of_dimension(parts: Parts, chance: Random) -> bytes:
    """The sheet claims or has a cell at its far end."""
    far = chance.choice((b"XFD1048576", b"A1048576", b"XFD1", b"A1:XFD1048576", b"-1", b"A0"))
    if chance.random() < 0.5:
        return _changed(
            parts, SHEET, rb'<dimension ref="[^"]*"', lambda _: b'<dimension ref="%b"' % far, chance
        )
    row = b'<row r="1048576"><c r="%b"><v>1</v></c></row></sheetData>' % far
    return _changed(parts, SHEET, rb"</sheetData>", lambda _: row, chance)


def of_macros(parts: Parts, chance: Random) -> bytes:
    """It holds macros, or says so."""
    if chance.random() < 0.5:
        return zipped({**parts, chance.choice(("xl/vbaProject.bin", "xl/VBAPROJECT.BIN")): b"\xd0\xcf" * 99})
    kind = (b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    return zipped({**parts, KINDS: parts[KINDS].replace(*kind)})


def of_ole(parts: Parts, chance: Random) -> bytes:
    """It is an old workbook, or holds an object."""
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + chance.randbytes(600)
    if chance.random() < 0.5:
        return ole
    return zipped({**parts, chance.choice(("xl/embeddings/oleObject1.bin", "xl/media/image1.png")): ole})


def of_nesting(parts: Parts, chance: Random) -> bytes:
    """It holds an archive, or a part with a path that leads out."""
    name = chance.choice(
        ("xl/a.zip", "xl/media/image1.png", "../../etc/x", "/etc/x", "xl\\x", "XL/WORKBOOK.XML")
    )
    return zipped({**parts, name: zipped({"a": b"a"})})


def of_bomb(parts: Parts, chance: Random) -> bytes:
    """A part unpacks to a thousand times its size."""
    name = chance.choice(("xl/media/image1.png", SHEET, TEXTS, "xl/x.xml"))
    return zipped({**parts, name: parts.get(name, b"") + chance.choice((b"\0", b" ", b"<c/>")) * (3 << 20)})


def of_entity(parts: Parts, chance: Random) -> bytes:
    """A part declares entities."""
    name = chance.choice(sorted(one for one in parts if one.endswith((".xml", ".rels"))))
    said = chance.choice(
        (b'SYSTEM "file:///etc/passwd"', b'"' + b"x" * 9999 + b'"', b'SYSTEM "http://127.0.0.1:9/"')
    )
    doctype = b"<!DOCTYPE x [<!ENTITY a %b>]>" % said
    head, mark, rest = parts[name].partition(b"?>")
    start = head + mark + doctype + rest if mark else doctype + parts[name]
    return zipped({**parts, name: start.replace(b"<v>", b"<v>&a;", 1)})


def of_sheets(parts: Parts, chance: Random) -> bytes:
    """Sheets have changed places, names, or are missing."""
    book = parts[BOOK]
    way = chance.randrange(5)
    if way == 0:
        return zipped({**parts, SHEET: parts[OTHER], OTHER: parts[SHEET]})
    if way == 1:
        book = book.replace(b'name="N1"', b'name="?"').replace(b'name="N2"', b'name="N1"')
        return zipped({**parts, BOOK: book.replace(b'name="?"', b'name="N2"')})
    if way == 2:
        return zipped({**parts, BOOK: book.replace(b'name="N1"', b'name="Other"')})
    if way == 3:
        return zipped({**parts, BOOK: re.sub(rb'<sheet [^>]*name="N2"[^>]*/>', b"", book)})
    return zipped({one: content for one, content in parts.items() if one != OTHER})


def of_numbers(parts: Parts, chance: Random) -> bytes:
    """A number is none that can be counted with."""
    odd = (
        b"1e308",
        b"1e309",
        b"-1e308",
        b"NaN",
        b"INF",
        b"-Infinity",
        b"1_0",
        b"0x10",
        b"1e-400",
        b"",
        b"1,5",
        b" 7 ",
    )
    return _changed(parts, SHEET, rb"<v>[^<]*</v>", lambda _: b"<v>%b</v>" % chance.choice(odd), chance)


def of_direction(parts: Parts, chance: Random) -> bytes:
    """Texts turn the direction of writing."""
    turn = chance.choice("\u202e\u202d\u200f\u2067\u061c").encode()
    return _changed(parts, TEXTS, rb"(?<=<t>)[^<]+", lambda one: turn + one[0], chance)


def of_homoglyphs(parts: Parts, chance: Random) -> bytes:
    """Letters and digits are others that look alike."""
    alike = str.maketrans(dict(zip("aeopc0135", "аеорсОІЗ５", strict=True)))
    return _changed(
        parts, TEXTS, rb"(?<=<t>)[^<]+", lambda one: one[0].decode().translate(alike).encode(), chance
    )


MUTATIONS: Mapping[str, Mutation] = {
    "zip": of_zip,
    "xml": of_xml,
    "cell": of_cell,
    "style": of_style,
    "dimension": of_dimension,
    "xlsm": of_macros,
    "ole": of_ole,
    "nested": of_nesting,
    "bomb": of_bomb,
    "entity": of_entity,
    "wrong-sheet": of_sheets,
    "numbers": of_numbers,
    "direction": of_direction,
    "homoglyphs": of_homoglyphs,
}
NEVER_TAKEN = frozenset({"xlsm", "ole", "nested", "bomb", "entity"})
"""Kinds of which not one may be taken."""


def mutated(number: int, seed: int = 7) -> tuple[str, bytes]:
    """Kind and bytes of a damaged workbook; the same number gives the same file."""
    chance = Random(f"{seed}-{number}")
    kind = tuple(MUTATIONS)[number % len(MUTATIONS)]
    return kind, MUTATIONS[kind](dict(unzipped(specimen())), chance) or b"\0"


def _changed(
    parts: Parts, name: str, pattern: bytes, by: Callable[[re.Match[bytes]], bytes], chance: Random
) -> bytes:
    """The archive with some of the places in a part that a pattern finds changed."""
    found = list(re.finditer(pattern, parts[name]))
    content = parts[name]
    for match in sorted(
        chance.sample(found, min(len(found), chance.choice((1, 1, 2, 4)))), key=lambda one: -one.start()
    ):
        content = content[: match.start()] + by(match) + content[match.end() :]
    return zipped({**parts, name: content})
