"""Is a file that was made to do harm read or refused, in little time and memory?"""

import io
import json
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from styrbord.core.base.problems import KINDS, Refused
from styrbord.services.imports.running import read_in_child
from styrbord.sources.asking import Request
from styrbord.sources.recognising import formats
from tests.sources import specimens
from tests.sources.specimens import unzipped, zipped
from tests.sources.worker import Worker

MB = 1 << 20
SECRET = "root:x:0:0"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>" for number in range(1, 12))
)
BLOWN = f"<!DOCTYPE x [<!ENTITY a '{'x' * 100_000}'>]>"
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NET = '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


class Seen(NamedTuple):
    """What became of a file: the answer, what was written, and what it cost."""

    codes: tuple[str, ...]
    written: str
    seconds: float
    peak: int
    died: int


class Trying:
    """Reads one file after another, each in a process of its own."""

    def __init__(self, folder: Path) -> None:
        """Keep files in a folder."""
        self._folder = folder
        self.known = {format_.code for format_ in formats()}

    def __call__(self, content: bytes, name: str = "file.bin") -> Seen:
        """Read a file of such a content."""
        path, out = self._folder / name, self._folder / "out"
        path.write_bytes(content)
        worker = Worker(self._folder / "log", keep=True)
        try:
            answer: dict[str, Any] = worker.ask(path, out, 60)
        finally:
            worker.close()
        codes = tuple(problem["code"] for problem in answer["problems"])
        files = sorted(out.iterdir()) if answer["is_read"] else []
        written = "\n".join(file.read_text(encoding="utf-8") for file in files)
        return Seen(codes, written, answer["time"], answer["peak"], answer.get("died", 0))


@pytest.fixture
def tried(tmp_path: Path) -> Trying:
    """Something that reads files."""
    return Trying(tmp_path)


def assert_refused(seen: Seen, *, seconds: float = 10, peak: int = 512 * MB) -> None:
    """Refused with words, in time, by a process that lives."""
    assert seen.codes
    assert set(seen.codes) <= set(KINDS)
    assert "reading.failed" not in seen.codes
    assert seen.died == 0
    assert seen.seconds < seconds
    assert seen.peak < peak


def assert_harmless(seen: Seen, *, seconds: float = 10) -> None:
    """Read or refused, in time, by a process that lives."""
    assert seen.written or (seen.codes and "reading.failed" not in seen.codes)
    assert seen.died == 0
    assert seen.seconds < seconds


def changed(part: str, content: bytes) -> bytes:
    """Our workbook with one part exchanged."""
    return zipped({**unzipped(specimens.xlsx()), part: content})


def sheet(rows: str, more: str = "", before: str = "") -> bytes:
    """A sheet of a workbook."""
    text = f'<?xml version="1.0"?>{before}<worksheet {MAIN}>{more}<sheetData>{rows}</sheetData></worksheet>'
    return text.encode()


def row(number: int, cells: str) -> str:
    """One row of a sheet."""
    return f'<row r="{number}">{cells}</row>'


def with_dtd(content: bytes, dtd: str, put: str = "") -> bytes:
    """An XML file with a document type, and an entity in place of its first text."""
    head, _, rest = content.decode().partition("?>")
    words = rest.replace(">Ale<", f">{put}<", 1) if put else rest
    return f"{head}?>{dtd}{words}".encode()


def test_a_bomb_of_zeros_is_not_unpacked(tried: Trying) -> None:
    content = changed(SHEET, sheet(" " * (64 * MB)))
    assert len(content) < MB
    seen = tried(content)
    assert_refused(seen, seconds=5, peak=150 * MB)
    assert "file.archive-bomb" in seen.codes


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(tried: Trying) -> None:
    content = bytearray(changed(SHEET, sheet(" " * (64 * MB))))
    size = (64 * MB + len(sheet(""))).to_bytes(4, "little")
    assert content.count(size)
    assert_refused(tried(bytes(content.replace(size, (1000).to_bytes(4, "little")))))


def test_archives_in_archives_are_not_opened(tried: Trying) -> None:
    inner = zipped({"0.bin": b"\0" * MB})
    for _ in range(6):
        inner = zipped({f"{number}.zip": inner for number in range(10)})
    assert_refused(tried(inner), seconds=5)


def test_an_archive_of_20_000_entries_is_refused(tried: Trying) -> None:
    parts = unzipped(specimens.xlsx()) | {f"xl/x{number}.xml": b"" for number in range(20_000)}
    assert_refused(tried(zipped(parts)))


def test_a_workbook_that_names_100_000_sheets_ends_in_time(tmp_path: Path) -> None:
    parts = unzipped(specimens.xlsx())
    names = "".join(
        f'<sheet name="S{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 100_001)
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = f'<workbook {MAIN} xmlns:r="{relations}"><sheets>{names}</sheets></workbook>'
    path = tmp_path / "many.xlsx"
    path.write_bytes(zipped({**parts, "xl/workbook.xml": book.encode()}))
    with pytest.raises(Refused) as refused:
        read_in_child(Request(path, tmp_path / "out"), seconds=6)
    assert refused.value.problems[0].code in {"reading.too-long", "file.too-large"}


@pytest.mark.parametrize("name", ["xlsx", "spreadsheet_ml", "ods", "sdmx_ml"])
@pytest.mark.parametrize(
    ("dtd", "put"),
    [(LAUGHS, "&a11;"), (BLOWN, "&a;" * 5000), (FILE, "&a;"), (NET, "&a;"), (OUTSIDE, "")],
    ids=["laughs", "quadratic", "file", "net", "dtd"],
)
def test_no_entity_is_followed(tried: Trying, name: str, dtd: str, put: str) -> None:
    if name == "xlsx":
        cells = f'<c r="A1" t="inlineStr"><is><t>{put or "x"}</t></is></c><c r="B1"><v>1</v></c>'
        content = changed(SHEET, sheet(row(1, cells), before=dtd))
    elif name == "ods":
        parts = unzipped(specimens.ods())
        content = zipped({**parts, "content.xml": with_dtd(parts["content.xml"], dtd, put)})
    else:
        content = with_dtd(specimens.SPECIMENS[name](), dtd, put)
    seen = tried(content)
    assert_harmless(seen, seconds=5)
    assert SECRET not in seen.written
    assert seen.peak < 200 * MB


def test_a_cell_at_the_far_end_of_a_sheet_does_not_fill_the_memory(tried: Trying) -> None:
    near = row(1, '<c r="A1"><v>1</v></c>')
    far = row(1_048_576, '<c r="XFD1048576"><v>2</v></c>')
    seen = tried(changed(SHEET, sheet(near + far, '<dimension ref="A1:XFD1048576"/>')))
    assert_refused(seen, seconds=5, peak=200 * MB)


def test_a_claim_of_a_full_sheet_alone_costs_nothing(tried: Trying) -> None:
    content = unzipped(specimens.xlsx())[SHEET]
    begin, _, rest = content.partition(b"<dimension")
    assert rest
    claim = begin + b'<dimension ref="A1:XFD1048576"/>' + rest.partition(b"/>")[2]
    seen = tried(changed(SHEET, claim))
    assert_harmless(seen, seconds=5)
    assert seen.peak < 300 * MB


@pytest.mark.parametrize(
    ("attribute", "count"),
    [("number-columns-repeated", 2_000_000_000), ("number-rows-repeated", 2_000_000_000)],
)
def test_repeated_cells_are_counted_before_they_are_made(tried: Trying, attribute: str, count: int) -> None:
    parts = unzipped(specimens.ods())
    where = b"<table:table-row>" if "rows" in attribute else b"<table:table-cell office"
    put = where.split(b" office")[0].rstrip(b">") + f' table:{attribute}="{count}"'.encode()
    rest = b">" if "rows" in attribute else b" office"
    seen = tried(zipped({**parts, "content.xml": parts["content.xml"].replace(where, put + rest, 1)}))
    assert_harmless(seen, seconds=10)
    assert seen.peak < 400 * MB


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused(tried: Trying, opening: str) -> None:
    assert_refused(tried(f'{{"version":"2.0","class":"dataset","x":{opening * 200_000}'.encode()))


def test_deep_nesting_of_elements_is_refused(tried: Trying) -> None:
    content = specimens.spreadsheet_ml().replace(b"Ale", b"<i>" * 200_000)
    assert_harmless(tried(content))


def test_a_cube_that_claims_to_be_endless_is_refused(tried: Trying) -> None:
    cube = json.loads(specimens.json_stat())
    cube["size"] = [10**9, 10**9]
    assert_refused(tried(json.dumps(cube).encode()), peak=200 * MB)


def test_a_period_list_without_an_end_is_refused(tried: Trying) -> None:
    content = specimens.px().replace(b'"2019"-"2021"', b'"0001"-"999999999"')
    assert_harmless(tried(content))


def test_a_line_of_50_mb_is_read_or_refused(tried: Trying) -> None:
    assert_harmless(tried(b"Kommun;2019\nAle;" + b"1" * (50 * MB)), seconds=30)


def test_a_line_of_many_cells_is_read_or_refused(tried: Trying) -> None:
    assert_harmless(tried(b"Kommun;" + b"1;" * (10 * MB)), seconds=60)


def test_quotes_without_an_end_are_read_or_refused(tried: Trying) -> None:
    assert_harmless(tried(b'Kommun;2019\n"Ale;1\n' + b'x;"y\n' * 200_000), seconds=30)


def test_a_link_in_an_archive_is_not_followed(tried: Trying) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in unzipped(specimens.xlsx()).items():
            entry = zipfile.ZipInfo(name)
            if name == SHEET:
                entry.external_attr = 0o120777 << 16
                content = b"/etc/passwd"
            archive.writestr(entry, content)
        archive.writestr("../../../../tmp/escaped", b"x")
    seen = tried(out.getvalue())
    assert_harmless(seen)
    assert SECRET not in seen.written
    assert not Path("/tmp/escaped").exists()


def test_a_formula_is_not_run(tried: Trying, tmp_path: Path) -> None:
    deed = f"cmd|'/c touch {tmp_path / 'ran'}'!A0"
    cells = f'<c r="A{{0}}" t="str"><f>{deed}</f><v>Ale</v></c><c r="B{{0}}"><f>1+1</f><v>{{0}}</v></c>'
    header = '<c r="A1" t="inlineStr"><is><t>Kommun</t></is></c><c r="B1"><v>2020</v></c>'
    rows = row(1, header) + "".join(row(number, cells.format(number)) for number in (2, 3))
    seen = tried(changed(SHEET, sheet(rows)))
    assert_harmless(seen)
    assert not (tmp_path / "ran").exists()
    assert "cmd|" not in seen.written


def test_a_text_that_looks_like_a_formula_stays_a_text_in_lists_for_people(tried: Trying) -> None:
    seen = tried(b"Kommun;2019;2020\n=1+1;1;2\nAle;=cmd();x y z\n")
    assert_harmless(seen)
    assert "\n=" not in seen.written.replace("\n=1+1", "") or "\n'=" in seen.written


@pytest.mark.parametrize(
    ("part", "code"), [("xl/vbaProject.bin", "file.macros"), ("xl/externalLinks/externalLink1.xml", "")]
)
def test_macros_and_links_outside_are_told_and_left_alone(tried: Trying, part: str, code: str) -> None:
    relation = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    seen = tried(zipped({**unzipped(specimens.xlsx()), part: relation}))
    assert seen.written
    assert code in seen.written
