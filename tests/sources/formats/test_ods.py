"""What is read from a workbook of OpenDocument?"""

import zipfile
from datetime import date, time
from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.grid import Broken, Merge, Sheet, Workbook
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import read_content, recognised

KIND = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>{dtd}
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles>
<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="in"><style:paragraph-properties fo:margin-left="0.706cm"/></style:style>
<style:style style:name="gone"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>"""
TAIL = "</office:spreadsheet></office:body></office:document-content>"


def written(path: Path, tables: str, *, dtd: str = "", manifest: str = "") -> Path:
    file = path / "table.bin"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", HEAD.format(dtd=dtd) + tables + TAIL)
    return file


def book(path: Path, tables: str, wanted: Wanted | None = None) -> Workbook:
    content = read_content(written(path, tables), wanted or Wanted())
    assert isinstance(content, Workbook)
    return content


def sheet(path: Path, rows: str) -> Sheet:
    return book(path, f'<table:table table:name="A">{rows}</table:table>').sheets[0]


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", attributes: str = "", paragraph: str = "") -> str:
    words = paragraph or (f"<text:p>{text}</text:p>" if text else "")
    kind = 'office:value-type="string"' if words and "value-type" not in attributes else ""
    return f"<table:table-cell {kind} {attributes}>{words}</table:table-cell>"


def number(value: str, attributes: str = "") -> str:
    return cell(value, f'office:value-type="float" office:value="{value}" {attributes}')


def test_an_archive_of_open_document_is_known_by_its_content(tmp_path: Path) -> None:
    assert recognised(written(tmp_path, "")).code == "ods"


def test_values_keep_their_kinds(tmp_path: Path) -> None:
    cells = [
        cell("Всего"),
        number("32.56050910485363"),
        cell("2020", 'office:value-type="date" office:date-value="2020-01-31"'),
        cell("x", 'office:value-type="time" office:time-value="PT03H15M00S"'),
        cell("x", 'office:value-type="boolean" office:boolean-value="true"'),
        cell("12 %", 'office:value-type="percentage" office:value="0.12"'),
    ]
    assert sheet(tmp_path, row(*cells)).rows == [
        ["Всего", 32.56050910485363, date(2020, 1, 31), time(3, 15), True, 0.12]
    ]


def test_an_error_is_a_broken_cell(tmp_path: Path) -> None:
    error = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    old = 'office:value-type="float" office:value="0" table:formula="of:=1/0"'
    rows = sheet(tmp_path, row(cell("#DIV/0!", error), cell("Err:502", old))).rows
    assert rows == [[Broken("#DIV/0!"), Broken("Err:502")]]


def test_repeated_cells_and_rows_stand_as_often_as_they_say(tmp_path: Path) -> None:
    cells = row(
        cell("", 'table:number-columns-repeated="2"'),
        number("7", 'table:number-columns-repeated="2"'),
        attributes='table:number-rows-repeated="2"',
    )
    assert sheet(tmp_path, cells).rows == [["", "", 7.0, 7.0]] * 2


def test_formatting_to_the_last_row_and_column_costs_nothing(tmp_path: Path) -> None:
    rows = row(number("1"), cell("", 'table:number-columns-repeated="16383"')) + row(
        cell("", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048575"'
    )
    assert sheet(tmp_path, rows).rows == [[1.0]]


def test_joined_cells_are_merges(tmp_path: Path) -> None:
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    rows = row(cell("a", spanned), "<table:covered-table-cell/>", cell("c")) + row(covered, cell("d"))
    found = sheet(tmp_path, rows)
    assert found.rows == [["a", "", "c"], ["", "", "d"]]
    assert found.merges == (Merge(0, 0, 1, 1),)


def test_raised_letters_at_the_end_are_a_mark(tmp_path: Path) -> None:
    raised = '<text:p>Россия<text:span text:style-name="T1">2)</text:span></text:p>'
    found = sheet(tmp_path, row(cell(paragraph=raised)))
    assert (found.rows, found.marks) == ([["Россия2)"]], {(0, 0): "2)"})


def test_indents_come_from_styles(tmp_path: Path) -> None:
    found = sheet(tmp_path, row(cell("a")) + row(cell("b", 'table:style-name="in"')))
    assert found.indents == {(1, 0): 2}


def test_spaces_lines_and_links_within_a_text_are_kept(tmp_path: Path) -> None:
    words = '<text:p>a<text:s text:c="3"/>b \n <text:a>c</text:a></text:p><text:p>d</text:p>'
    assert sheet(tmp_path, row(cell(paragraph=words))).rows == [["a   b c\nd"]]


def test_comments_and_drawings_are_not_text_of_the_cell(tmp_path: Path) -> None:
    words = (
        "<office:annotation><text:p>seen by A.</text:p></office:annotation><text:p>a</text:p>"
        "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
    )
    assert sheet(tmp_path, row(cell(paragraph=words))).rows == [["a"]]


def test_hidden_rows_columns_and_sheets_are_told(tmp_path: Path) -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = columns + row(cell("a"), cell("b"), attributes='table:visibility="collapse"') + row(cell("c"))
    found = book(
        tmp_path,
        f'<table:table table:name="A">{rows}</table:table>'
        f'<table:table table:name="B" table:style-name="gone">{rows}</table:table>',
    ).sheets
    assert (found[0].hidden_rows, found[0].hidden_columns) == ({0}, {1})
    assert [one.is_hidden for one in found] == [False, True]


def test_a_formula_without_value_is_blank_and_told(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        '<table:table table:name="A">'
        + row(number("1"), cell("", 'table:formula="of:=A1"'))
        + "</table:table>",
    )
    assert found.sheets[0].rows == [[1.0]]
    assert [(problem.code, problem.place, problem.params) for problem in found.problems] == [
        ("file.formula-without-value", "A", {"count": 1, "cell": "B1"})
    ]


def test_one_sheet_can_be_asked_for(tmp_path: Path) -> None:
    tables = "".join(
        f'<table:table table:name="{name}">{row(cell(name))}</table:table>' for name in ("A", "B")
    )
    assert [one.rows for one in book(tmp_path, tables, Wanted(sheet="B")).sheets] == [[["B"]]]
    with pytest.raises(Refused, match=r"There is no sheet 'C'\. Choose one of: A, B\."):
        book(tmp_path, tables, Wanted(sheet="C"))


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "", dtd='<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    with pytest.raises(Refused, match="never followed"):
        read_content(file, Wanted())


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "", manifest="<manifest:encryption-data/>")
    with pytest.raises(Refused, match="locked with a password"):
        read_content(file, Wanted())


@pytest.mark.parametrize(
    "rows",
    [
        row(number("1"), attributes='table:number-rows-repeated="2000000000"'),
        row(*[number("1", 'table:number-columns-repeated="2000000000"')] * 2),
        row(cell("", 'table:number-columns-repeated="2000000000"'), number("1")),
        row(attributes='table:number-rows-repeated="2000000000"') + row(number("1")),
    ],
)
def test_a_sheet_that_repeats_beyond_measure_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(Refused, match="too large"):
        sheet(tmp_path, rows)


def test_a_number_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"content.xml, line \d+"):
        sheet(tmp_path, row(number("many")))
