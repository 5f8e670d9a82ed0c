"""Is a file's format known by its content, and is it said what any other file is?"""

import struct
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook as Written

from styrbord.core.base.problems import Refused
from styrbord.core.collection.grid import Workbook
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import formats, read_content, recognised


def refusal(path: Path, content: bytes) -> str:
    file = path / "table.xlsx"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_content(file, Wanted())
    return refused.value.problems[0].code


def archive(path: Path, *names: str) -> bytes:
    file = path / "a.zip"
    with zipfile.ZipFile(file, "w") as parts:
        for name in names:
            parts.writestr(name, "")
    return file.read_bytes()


def compound(*streams: str) -> bytes:
    """A compound file with empty streams of these names: header, table of sectors, directory."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<III", header, 56, 4096, 0xFFFFFFFE, 0)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for kind, name in [(5, "Root Entry"), *((2, stream) for stream in streams)]:
        letters = (name + "\0").encode("utf-16-le")
        entry = letters.ljust(64, b"\0") + struct.pack("<HB", len(letters), kind)
        directory += entry.ljust(116, b"\0") + struct.pack("<III", 0xFFFFFFFE, 0, 0)
    return bytes(header) + table + directory.ljust(512, b"\0")


def test_a_workbook_under_a_foreign_name_is_known(tmp_path: Path) -> None:
    book = Written()
    book.save(tmp_path / "a.csv")
    assert recognised(tmp_path / "a.csv").code == "xlsx"


def test_particular_formats_come_before_general_ones() -> None:
    codes = [format_.code for format_ in formats()]
    assert codes[-1] == "csv"
    assert codes.index("spreadsheet-ml") < codes.index("html")


def test_no_two_formats_have_one_code() -> None:
    codes = [format_.code for format_ in formats()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\xef\xbb\xbf \r\n", "file.empty"),
        (b"\0" * 100_000, "file.empty"),
        (b"%PDF-1.7\n...", "file.is-pdf"),
        (b"{\\rtf1\\ansi}", "file.is-document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "file.is-picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "file.is-picture"),
        (b"\x09\x00\x04\x00\x07\x00\x10\x00", "file.is-old-workbook"),
        (b"\x00\x00\x1a\x00\x00\x10\x04\x00", "file.is-old-workbook"),
        (b"\x1f\x8b\x08\0\0\0", "file.is-archive"),
        (b"MZ\x90\0\3\0", "file.is-program"),
        (b"SQLite format 3\0", "file.is-database"),
        (b"<?xml version='1.0'?><note/>", "file.is-xml"),
        (b'{"type": "FeatureCollection", "features": []}', "file.is-json"),
        (b"\x8a\0\1\2\3\4\xff\xfe\0\0\1" * 20, "file.not-recognised"),
        (b"PK\3\4 broken", "file.is-archive"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"broken", "file.not-recognised"),
    ],
)
def test_what_is_no_table_is_said_to_be_what_it_is(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, content) == code


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("word/document.xml", "file.is-document"),
        ("ppt/presentation.xml", "file.is-slides"),
        ("xl/workbook.bin", "file.is-binary-workbook"),
        ("Index/Document.iwa", "file.is-numbers"),
        ("table.csv", "file.is-archive"),
    ],
)
def test_an_archive_is_known_by_its_parts(tmp_path: Path, part: str, code: str) -> None:
    assert refusal(tmp_path, archive(tmp_path, part)) == code


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("EncryptedPackage", "file.encrypted"),
        ("WordDocument", "file.is-document"),
        ("PowerPoint Document", "file.is-slides"),
        ("Contents", "file.not-recognised"),
        ("Workbook", "file.damaged"),
    ],
)
def test_a_compound_file_is_known_by_its_streams(tmp_path: Path, stream: str, code: str) -> None:
    assert refusal(tmp_path, compound(stream)) == code


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no file"):
        recognised(tmp_path / "none.xlsx")


EXPECTED = {
    "rosstat806_239-244_housing_prices.xls": 2,
    "rosstat806_365-367_small_business.xls": 1,
    "rosstat_creative_economy.xlsx": 1,
    "rosstat_gos_fin_nalog_2023.xls": 4,
    "rosstat_information_society.xlsx": 1,
    "rosstat_innovations_1.xls": 4,
    "rosstat_kadry_VO.xls": 19,
    "rosstat_ppt-2.xls": 4,
    "rosstat_pril2019_05_zdrav.xlsx": 30,
    "rosstat_pril2019_09_vrp.xlsx": 9,
    "rosstat_pril2019_21_ceny.xlsx": 25,
}


def book(shared: Path, name: str) -> Workbook:
    found = read_content(shared / "data/messy" / name, Wanted())
    assert isinstance(found, Workbook)
    return found


@pytest.mark.parametrize(("name", "sheets"), EXPECTED.items())
def test_published_workbooks_have_their_sheets(shared: Path, name: str, sheets: int) -> None:
    found = book(shared, name).sheets
    assert len(found) == sheets
    assert all(len(row) == sheet.width for sheet in found for row in sheet.rows)


def test_published_sheets_have_their_shape(shared: Path) -> None:
    society = book(shared, "rosstat_information_society.xlsx").sheets[0]
    assert (len(society.rows), len(society.merges)) == (247, 121)
    prices = {sheet.name: sheet for sheet in book(shared, "rosstat_pril2019_21_ceny.xlsx").sheets}
    assert sum(len(sheet.merges) for sheet in prices.values()) == 161
    assert prices["21.2.2."].width == 20  # of 117 that are formatted: the last one holds a value
    health = {sheet.name: sheet for sheet in book(shared, "rosstat_pril2019_05_zdrav.xlsx").sheets}
    assert len(health["5.1.1"].rows) == 106  # of 203 that are formatted


def test_published_figures_stand_where_they_are_printed(shared: Path) -> None:
    product = next(
        sheet for sheet in book(shared, "rosstat_pril2019_09_vrp.xlsx").sheets if sheet.name == "9.1."
    )
    years = [str(cell).removesuffix(".0") for cell in product.rows[4][1:]]
    assert years == [str(year) for year in range(2000, 2018)]
    assert any(row[1] == 42074.5 for row in product.rows)
