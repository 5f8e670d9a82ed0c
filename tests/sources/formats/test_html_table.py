"""What is read from a web page that was saved as a workbook?"""

from pathlib import Path

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.grid import Merge, Sheet, Workbook
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import read_content


def sheets(path: Path, html: str, encoding: str = "utf-8") -> list[Sheet]:
    file = path / "table.xls"
    file.write_bytes(html.encode(encoding))
    found = read_content(file, Wanted())
    assert isinstance(found, Workbook)
    assert found.file_format == "html"
    return found.sheets


def test_a_table_is_a_sheet(tmp_path: Path) -> None:
    html = (
        "<html><head><title>t</title><style>td{}</style></head><body><p>outside</p><table><tr><th>a<td>b</tr>\
        <tr><td> 1&nbsp;234,5 </td><td>x<br>y <b>z</b></td></tr></table></body></html>"
    )
    assert [sheet.rows for sheet in sheets(tmp_path, html)] == [[["a", "b"], ["1\xa0234,5", "x\ny z"]]]


def test_spans_are_merges_and_shift_what_follows(tmp_path: Path) -> None:
    html = (
        "<table><tr><td rowspan=3>a<td colspan='2'>b<td>c<tr><td>d<td rowspan=2>e<td>f<tr><td>g<td>h"
        "<tr><td>i</table>"
    )
    found = sheets(tmp_path, html)[0]
    assert found.rows == [["a", "b", "", "c"], ["", "d", "e", "f"], ["", "g", "", "h"], ["i", "", "", ""]]
    assert found.merges == (Merge(0, 0, 2, 0), Merge(0, 1, 0, 2), Merge(1, 2, 2, 2))


def test_raised_letters_at_the_end_are_a_mark(tmp_path: Path) -> None:
    found = sheets(tmp_path, "<table><tr><td>Россия<sup>2)</sup><td>5</table>")[0]
    assert (found.rows, found.marks) == ([["Россия2)", "5"]], {(0, 0): "2)"})


@pytest.mark.parametrize(
    "said", ["", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">']
)
def test_the_encoding_is_the_one_said_or_found(tmp_path: Path, said: str) -> None:
    html = f"<html>{said}<table><tr><td>Белгородская область</table>"
    assert sheets(tmp_path, html, "cp1251")[0].rows == [["Белгородская область"]]


def test_several_tables_are_several_sheets(tmp_path: Path) -> None:
    html = "<table><tr><td>a<table><tr><td>inner</table>z</tr></table><table></table><table><tr><td>b</table>"
    assert [(sheet.name, sheet.rows) for sheet in sheets(tmp_path, html)] == [
        ("table 1", [["az"]]),
        ("table 2", [["inner"]]),
        ("table 3", [["b"]]),
    ]


def test_scripts_are_left_out(tmp_path: Path) -> None:
    html = "<table><tr><td><script>alert('<td>')</script>a</table>"
    assert sheets(tmp_path, html)[0].rows == [["a"]]


def test_a_page_without_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="web page without a table"):
        sheets(tmp_path, "<!DOCTYPE html><html><body>Sign in</body></html>")


@pytest.mark.parametrize(
    "html",
    ["<table>" * 100, "<table></table>" * 2000, "<table>" + "<tr><td rowspan=1000 colspan=1000>a" * 3000],
)
def test_a_page_beyond_measure_is_refused(tmp_path: Path, html: str) -> None:
    with pytest.raises(Refused, match="too large"):
        sheets(tmp_path, html)
