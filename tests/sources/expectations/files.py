"""How do the layouts' own files come to be, as bytes of real formats?"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import range_boundaries

Cell = Any
Rows = Sequence[Any]
SHEET = "Лист1"


class File(NamedTuple):
    """A file: how its name ends, and what it holds."""

    ending: str
    content: bytes


@dataclass(frozen=True)
class Page:
    """One sheet to be written: its cells, and how some of them look."""

    rows: Rows
    merges: tuple[str, ...] = ()
    name: str = SHEET
    indents: Mapping[str, int] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    is_hidden: bool = False


def _write(page: Page, sheet: Any) -> None:
    for number, row in enumerate(page.rows, start=1):
        for column, content in enumerate(row, start=1):
            if content is not None:
                sheet.cell(number, column, content)
    for place in page.merges:
        sheet.merge_cells(place)
    for place, level in page.indents.items():
        sheet[place].alignment = Alignment(indent=level)
    for place, number_format in page.formats.items():
        sheet[place].number_format = number_format
    for place, error in page.errors.items():
        sheet[place].value = error
        sheet[place].data_type = "e"
    for number in page.hidden_rows:
        sheet.row_dimensions[number].hidden = True
    if page.is_hidden:
        sheet.sheet_state = "hidden"


def xlsx(*pages: Page) -> File:
    """Workbook of today's form."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        _write(page, book.create_sheet(page.name))
    content = BytesIO()
    book.save(content)
    return File(".xlsx", content.getvalue())


def one(rows: Rows, *merges: str) -> File:
    """Workbook of one sheet."""
    return xlsx(Page(rows, merges))


class Span(NamedTuple):
    """How far a merged cell goes."""

    rows: int
    columns: int


def _spans(page: Page) -> tuple[dict[tuple[int, int], Span], set[tuple[int, int]]]:
    """Merged cells by their first place, and the places that they cover."""
    spans, covered = {}, set()
    for merge in page.merges:
        left, top, right, bottom = range_boundaries(merge)
        spans[top, left] = Span(bottom - top + 1, right - left + 1)
        covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return spans, covered - spans.keys()


def _spaced(text: str) -> str:
    """Runs of spaces as the format writes them; it takes plain ones for one."""
    return re.sub("^ +|  +", lambda run: f'<text:s text:c="{len(run.group())}"/>', text)


def _ods_cell(content: Cell, span: Span, is_covered: bool) -> str:
    if is_covered:
        return "<table:covered-table-cell/>"
    wide = f' table:number-columns-spanned="{span.columns}" table:number-rows-spanned="{span.rows}"'
    if content is None:
        return f"<table:table-cell{wide if span != (1, 1) else ''}/>"
    kind = f'office:value-type="float" office:value="{content}"'
    if isinstance(content, str):
        kind = 'office:value-type="string"'
    return (
        f"<table:table-cell {kind}{wide}><text:p>{_spaced(escape(str(content)))}</text:p></table:table-cell>"
    )


def _ods_table(page: Page) -> str:
    spans, covered = _spans(page)
    lines = [
        "".join(
            _ods_cell(content, spans.get((number, column), Span(1, 1)), (number, column) in covered)
            for column, content in enumerate(row, start=1)
        )
        for number, row in enumerate(page.rows, start=1)
    ]
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f'<table:table table:name="{escape(page.name)}">{rows}</table:table>'


ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"""
_ODS_LIST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest manifest:version="1.2" xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_KIND}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""


def ods(*pages: Page) -> File:
    """OpenDocument sheet, written by hand."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", ODS_KIND)
        archive.writestr("content.xml", _ODS.format(tables="".join(map(_ods_table, pages))))
        archive.writestr("META-INF/manifest.xml", _ODS_LIST)
    return File(".ods", content.getvalue())


def _xml_cell(column: int, content: Cell, span: Span) -> str:
    wide = f' ss:MergeAcross="{span.columns - 1}"' if span.columns > 1 else ""
    tall = f' ss:MergeDown="{span.rows - 1}"' if span.rows > 1 else ""
    kind = "String" if isinstance(content, str) else "Number"
    held = "" if content is None else f'<Data ss:Type="{kind}">{escape(str(content))}</Data>'
    return f'<Cell ss:Index="{column}"{wide}{tall}>{held}</Cell>'


def spreadsheetml(page: Page) -> File:
    """XML sheet of 2003, as many ministries' programs still send it."""
    spans, covered = _spans(page)
    rows = "".join(
        f'<Row ss:Index="{number}">'
        + "".join(
            _xml_cell(column, content, spans.get((number, column), Span(1, 1)))
            for column, content in enumerate(row, start=1)
            if content is not None and (number, column) not in covered
        )
        + "</Row>"
        for number, row in enumerate(page.rows, start=1)
    )
    text = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="{escape(page.name)}"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    return File(".xml", text.encode())


def _printed(content: Cell) -> str:
    return "" if content is None else escape(str(content))


def html(page: Page, encoding: str = "utf-8") -> File:
    """Table of a page, saved as if it were a workbook."""
    spans, covered = _spans(page)
    lines = []
    for number, row in enumerate(page.rows, start=1):
        cells = [
            f'<td rowspan="{span.rows}" colspan="{span.columns}">{_printed(content)}</td>'
            for column, content in enumerate(row, start=1)
            if (number, column) not in covered and (span := spans.get((number, column), Span(1, 1)))
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    text = (
        f'<html><head><meta charset="{encoding}"></head><body><table>{"".join(lines)}</table></body></html>'
    )
    return File(".xls", text.encode(encoding))


def delimited(rows: Rows, delimiter: str = ";", encoding: str = "utf-8", newline: str = "\r\n") -> File:
    """Text with a line for each row."""
    lines = [delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows]
    ending = ".tsv" if delimiter == "\t" else ".csv"
    return File(ending, (newline.join(lines) + newline).encode(encoding))
