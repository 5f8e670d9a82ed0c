"""What is read from a workbook of Excel 2007 or later?"""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Written
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from styrbord.core.base.problems import Refused
from styrbord.core.collection.grid import Broken, Merge, Workbook
from styrbord.sources.formats import xlsx
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import read_content, recognised

RAISED = InlineFont(vertAlign="superscript")


def saved(path: Path, fill: Callable[[Worksheet], Any], *, name: str = "A") -> Path:
    book = Written()
    assert isinstance(book.active, Worksheet)
    book.active.title = name
    fill(book.active)
    file = path / "table.bin"
    book.save(file)
    return file


def filled(cells: dict[str, Any]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return fill


def book(file: Path, **wanted: Any) -> Workbook:
    content = read_content(file, Wanted(**wanted))
    assert isinstance(content, Workbook)
    return content


def changed(file: Path, change: Callable[[str, bytes], bytes | None], **added: bytes) -> Path:
    """The archive with its parts changed, and further ones."""
    target = file.with_name("changed.bin")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
        for name, content in added.items():
            new.writestr(name, content)
    return target


def replaced(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, content: content.replace(old, new) if name == part else content


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    assert recognised(saved(tmp_path, filled({"A1": 1}))) is xlsx.FORMAT


def test_values_keep_their_kinds_and_stand_from_a1(tmp_path: Path) -> None:
    moment = datetime(2020, 1, 1, 4, 30)  # noqa: DTZ001 (a workbook knows no zone)
    cells = {"B2": "…", "C2": 0.1, "D2": True, "E2": date(2020, 1, 31), "F2": moment, "G2": timedelta(days=2)}
    rows = book(saved(tmp_path, filled(cells))).sheets[0].rows
    assert [list(row) for row in rows] == [
        [""] * 7,
        ["", "…", 0.1, True, date(2020, 1, 31), moment, timedelta(days=2)],
    ]


def test_blank_rows_within_a_sheet_are_kept_and_those_around_it_are_not(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A4"], sheet["C6"] = 1, 2, "  "
        sheet.cell(1_048_576, 16_384).alignment = Alignment(indent=1)

    assert [list(row) for row in book(saved(tmp_path, fill)).sheets[0].rows] == [[1.0], [""], [""], [2.0]]


def test_merges_are_counted_from_0_and_cut_to_the_sheet(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B3"] = "title", 1
        sheet.merge_cells("A1:Z1")
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("D2:E2")

    assert book(saved(tmp_path, fill)).sheets[0].merges == (Merge(0, 0, 0, 1), Merge(1, 0, 2, 0))


def test_an_error_is_a_broken_cell(tmp_path: Path) -> None:
    file = saved(tmp_path, filled({"A1": 1, "C3": "#DIV/0!"}))
    rows = book(file).sheets[0].rows
    assert [list(row) for row in rows] == [[1.0, "", ""], ["", "", ""], ["", "", Broken("#DIV/0!")]]


def test_errors_are_found_in_large_sheets_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_LOOKED_AT", 1)
    file = saved(tmp_path, filled({"A1": 1, "B1": "#N/A", "A2": CellRichText("a", TextBlock(RAISED, "1"))}))
    found = book(file)
    assert found.sheets[0].rows == [[1.0, Broken("#N/A")], ["a1", ""]]
    assert [problem.code for problem in found.problems] == ["file.looks-left-out"]


def test_indents_come_from_styles(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = "all", "some"
        sheet["A2"].alignment = Alignment(horizontal="left", indent=2)
        sheet["B2"].alignment = Alignment(horizontal="left", indent=3)

    assert book(saved(tmp_path, fill)).sheets[0].indents == {(1, 0): 2}


def test_raised_letters_at_the_end_are_a_mark(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText("Россия", TextBlock(RAISED, "2)"))
        sheet["A2"] = CellRichText("99,7", TextBlock(RAISED, "1"), TextBlock(RAISED, ", 3"), " ")
        sheet["A3"] = CellRichText(TextBlock(RAISED, "1)"), "a note")
        sheet["A4"] = CellRichText(TextBlock(RAISED, "all"))

    found = book(saved(tmp_path, fill)).sheets[0]
    assert [row[0] for row in found.rows] == ["Россия2)", "99,71, 3", "1)a note", "all"]
    assert found.marks == {(0, 0): "2)", (1, 0): "1, 3"}


def shared_texts(file: Path, content: str) -> Path:
    """The archive with B2 pointing to the first of these shared texts."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Type="{kind}" Target="/xl/sharedStrings.xml" Id="rId99"/></Relationships>'
    cell = '<c r="B2" t="inlineStr"><is><t>x</t></is></c>'

    def change(name: str, part: bytes) -> bytes:
        part = (
            part.replace(b"</Relationships>", link.encode()) if name.endswith("workbook.xml.rels") else part
        )
        return part.replace(cell.encode(), b'<c r="B2" t="s"><v>0</v></c>')

    texts = f'<sst xmlns="{main}">{content}</sst>'.encode()
    return changed(file, change, **{"xl/sharedStrings.xml": texts})


def test_raised_letters_of_shared_texts_are_a_mark(tmp_path: Path) -> None:
    rich = (
        "<si><r><t>Россия</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>"
        "<rPh sb='0' eb='1'><t>x</t></rPh></si>"
    )
    found = book(shared_texts(saved(tmp_path, filled({"B2": "x"})), rich)).sheets[0]
    assert (found.rows[1], found.marks) == (["", "Россия2"], {(1, 1): "2"})


def test_hidden_rows_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["C3"] = 1, 2
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.parent.create_sheet("B")["A1"] = "unseen"
        sheet.parent["B"].sheet_state = "veryHidden"

    found = book(saved(tmp_path, fill)).sheets
    assert (found[0].hidden_rows, found[0].hidden_columns) == ({1}, {1})
    assert [(sheet.is_hidden, sheet.width) for sheet in found] == [(False, 3), (True, 1)]


def test_a_formula_is_never_computed(tmp_path: Path) -> None:
    file = saved(tmp_path, filled({"A1": 1, "A2": "=A1+1", "A3": "=A2+1"}))
    part = replaced("xl/worksheets/sheet1.xml", b"<f>A2+1</f><v></v>", b"<f>A2+1</f><v>7</v>")
    part2 = replaced("xl/worksheets/sheet1.xml", b"<f>A1+1</f><v></v>", b"<f>A1+1</f>")
    part3 = replaced("xl/worksheets/sheet1.xml", b"<v />", b"")
    found = book(changed(file, lambda n, c: part3(n, part2(n, part(n, c)))))
    assert found.sheets[0].rows[0] == [1.0]
    assert found.problems[0].place == "A"
    assert found.problems[0].message.startswith(f"{found.problems[0].params['count']} formulas")


def test_macros_are_told_and_not_run(tmp_path: Path) -> None:
    file = changed(saved(tmp_path, filled({"A1": 1})), lambda _, c: c, **{"xl/vbaProject.bin": b"x"})
    assert [problem.code for problem in book(file).problems] == ["file.macros"]


def test_charts_are_no_sheets(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = 1
        sheet.parent.create_chartsheet("Chart")

    assert [sheet.name for sheet in book(saved(tmp_path, fill)).sheets] == ["A"]


def test_one_sheet_can_be_asked_for_by_its_name(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.parent.create_sheet("9.1. ")["A1"] = 5

    file = saved(tmp_path, fill)
    assert [sheet.rows for sheet in book(file, sheet="9.1.").sheets] == [[[5.0]]]
    with pytest.raises(Refused, match=r"There is no sheet '9\.2\.'\. Choose one of: A, 9\.1\. \."):
        book(file, sheet="9.2.")


def test_each_sheet_is_told_as_progress(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    file = saved(tmp_path, lambda sheet: sheet.parent.create_sheet("B"))
    book(file, progress=lambda *step: told.append(step))
    assert told == [(1, 2, "sheets"), (2, 2, "sheets")]


def test_more_cells_than_are_kept_are_refused(tmp_path: Path) -> None:
    file = saved(tmp_path, filled({"A1": 1, "J10": 2}))
    with pytest.raises(Refused, match="too large: 100 cells, at most 99"):
        book(file, most_cells=99)


def test_a_cell_far_away_is_refused_by_its_name(tmp_path: Path) -> None:
    file = saved(tmp_path, filled({"A1": 1, "XFD1048576": 2}))
    with pytest.raises(Refused, match="stands in cell XFD1048576"):
        book(file)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    file = shared_texts(saved(tmp_path, filled({"B2": "x"})), "<si><t>a</t></si>")
    file = file.rename(tmp_path / "good.bin")
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        with zipfile.ZipFile(file) as archive:
            good = archive.read(part)
        bad = changed(file, replaced(part, good, b'<!DOCTYPE a [<!ENTITY e "x">]>' + good))
        with pytest.raises(Refused, match="never followed"):
            book(bad)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_part_that_breaks_off_is_refused(tmp_path: Path, part: str) -> None:
    file = saved(tmp_path, filled({"A1": "a", "B2": "=1"}))
    bad = changed(file, lambda n, c: c[: len(c) // 2] if n == part else c)
    with pytest.raises(Refused, match="cannot be read to its end"):
        book(bad)


def test_a_missing_part_is_refused(tmp_path: Path) -> None:
    bad = changed(
        saved(tmp_path, filled({"A1": 1})), lambda n, c: None if n == "xl/worksheets/sheet1.xml" else c
    )
    with pytest.raises(Refused, match="cannot be read to its end"):
        book(bad)


def test_an_archive_that_grows_too_much_is_refused(tmp_path: Path) -> None:
    bad = changed(saved(tmp_path, filled({"A1": 1})), lambda _, c: c, **{"xl/media/a": b"\0" * (2 << 20)})
    with pytest.raises(Refused, match="times its size, at most 200"):
        book(bad)


def test_an_archive_of_many_entries_is_refused(tmp_path: Path) -> None:
    many = {f"xl/media/{number}": b"" for number in range(10_000)}
    bad = changed(saved(tmp_path, filled({"A1": 1})), lambda _, c: c, **many)
    with pytest.raises(Refused, match="entries, at most 10000"):
        book(bad)


def test_a_part_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    file = shared_texts(saved(tmp_path, filled({"B2": "x"})), f"<si><t>{'a' * 30_000}</t></si>")
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo("xl/sharedStrings.xml").file_size
    for at in [n for n in range(len(content) - 4) if content[n : n + 4] == size.to_bytes(4, "little")]:
        content[at : at + 4] = (100).to_bytes(4, "little")
    file.write_bytes(content)
    with pytest.raises(Refused, match="cannot be read to its end"):
        book(file)
