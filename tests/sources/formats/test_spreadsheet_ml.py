"""What is read from a workbook that Excel 2003 saved as XML?"""

from datetime import date, datetime
from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.grid import Broken, Merge, Sheet, Workbook
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import read_content, recognised

HEAD = """{before}<?xml version="1.0"?>{dtd}
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="in"><Alignment ss:Horizontal="Left" ss:Indent="2"/></Style></Styles>"""


def written(path: Path, sheets: str, *, before: str = "", dtd: str = "") -> Path:
    file = path / "table.bin"
    file.write_text(HEAD.format(before=before, dtd=dtd) + sheets + "</Workbook>", encoding="utf-8")
    return file


def one(name: str, rows: str, options: str = "") -> str:
    return (
        f'<Worksheet ss:Name="{name}"><Table ss:ExpandedColumnCount="9">{rows}</Table>{options}</Worksheet>'
    )


def book(path: Path, sheets: str, wanted: Wanted | None = None) -> Workbook:
    found = read_content(written(path, sheets), wanted or Wanted())
    assert isinstance(found, Workbook)
    return found


def sheet(path: Path, rows: str) -> Sheet:
    return book(path, one("A", rows)).sheets[0]


def cell(kind: str, text: str, attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_it_is_known_by_its_namespace(tmp_path: Path) -> None:
    assert recognised(written(tmp_path, "", before="\n ")).code == "spreadsheet-ml"


def test_values_keep_their_kinds(tmp_path: Path) -> None:
    cells = [
        cell("String", "a&amp;b"),
        cell("Number", "1.5E3"),
        cell("DateTime", "2005-01-31T00:00:00.000"),
        cell("DateTime", "2005-01-31T04:30:00.000"),
        cell("Boolean", "1"),
        cell("Error", "#DIV/0!"),
    ]
    moment = datetime(2005, 1, 31, 4, 30)  # noqa: DTZ001 (a workbook knows no zone)
    assert sheet(tmp_path, f"<Row>{''.join(cells)}</Row>").rows == [
        ["a&b", 1500.0, date(2005, 1, 31), moment, True, Broken("#DIV/0!")]
    ]


def test_an_index_leaves_rows_and_cells_out(tmp_path: Path) -> None:
    third = cell("Number", "1", 'ss:Index="3"')
    rows = f'<Row ss:Index="2">{third}</Row><Row>{cell("Number", "2")}</Row>'
    assert sheet(tmp_path, rows).rows == [["", "", ""], ["", "", 1.0], [2.0, "", ""]]


def test_joined_cells_are_merges_and_shift_the_next_cell(tmp_path: Path) -> None:
    spanned = cell("String", "a", 'ss:MergeAcross="1" ss:MergeDown="1"')
    third = cell("String", "c", 'ss:Index="3"')
    rows = f"<Row>{spanned}{cell('String', 'b')}</Row><Row>{third}</Row>"
    found = sheet(tmp_path, rows)
    assert (found.rows, found.merges) == ([["a", "", "b"], ["", "", "c"]], (Merge(0, 0, 1, 1),))


def test_raised_letters_at_the_end_are_a_mark(tmp_path: Path) -> None:
    data = '<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Россия</B><Sup>2)</Sup></ss:Data>'
    found = sheet(tmp_path, f"<Row><Cell>{data}</Cell></Row>")
    assert (found.rows, found.marks) == ([["Россия2)"]], {(0, 0): "2)"})


def test_comments_are_not_text_of_the_cell(tmp_path: Path) -> None:
    comment = '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">seen</ss:Data></Comment>'
    cells = f'<Cell><Data ss:Type="Number">1</Data>{comment}</Cell>'
    assert sheet(tmp_path, f"<Row>{cells}</Row>").rows == [[1.0]]


def test_indents_and_what_is_hidden_are_told(tmp_path: Path) -> None:
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    indented = cell("String", "a", 'ss:StyleID="in"')
    rows = (
        '<Column/><Column ss:Hidden="1" ss:Span="1"/><Row ss:Hidden="1"><Cell/></Row>'
        f"<Row>{indented}{cell('Number', '1')}</Row>"
    )
    found = book(tmp_path, one("A", rows) + one("B", rows, hidden)).sheets
    assert found[0].indents == {(1, 0): 2}
    assert (found[0].hidden_rows, found[0].hidden_columns) == ({0}, {1})
    assert [each.is_hidden for each in found] == [False, True]


def test_a_formula_without_value_is_told(tmp_path: Path) -> None:
    rows = f'<Row>{cell("Number", "1")}<Cell ss:Formula="=R1C1"/></Row>'
    assert [problem.params["cell"] for problem in book(tmp_path, one("A", rows)).problems] == ["B1"]


def test_one_sheet_can_be_asked_for(tmp_path: Path) -> None:
    sheets = one("A", "") + one("B", f"<Row>{cell('Number', '1')}</Row>")
    assert [each.name for each in book(tmp_path, sheets, Wanted(sheet="B")).sheets] == ["B"]
    with pytest.raises(Refused, match="Choose one of: A, B"):
        book(tmp_path, sheets, Wanted(sheet="C"))


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE Workbook [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Workbook SYSTEM "http://example.org/a.dtd">',
        '<!DOCTYPE Workbook [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, dtd: str) -> None:
    with pytest.raises(Refused, match="never followed"):
        read_content(written(tmp_path, "", dtd=dtd), Wanted())


@pytest.mark.parametrize(
    "rows",
    [
        '<Row ss:Index="2000000000"><Cell><Data ss:Type="Number">1</Data></Cell></Row>',
        '<Row><Cell ss:Index="2000000000"><Data ss:Type="Number">1</Data></Cell></Row>',
    ],
)
def test_a_cell_far_away_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(Refused, match="too large"):
        sheet(tmp_path, rows)


def test_what_breaks_off_is_refused_with_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, one("A", "<Row>"))
    with pytest.raises(Refused, match=r"line \d+: The file cannot be read to its end: mismatched tag"):
        read_content(file, Wanted())
    with pytest.raises(Refused, match=r"line \d+: .* could not convert"):
        sheet(tmp_path, f"<Row>{cell('Number', 'many')}</Row>")
