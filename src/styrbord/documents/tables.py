"""How does a table become a file: CSV for programs, XLSX for people?

CSV is plain UTF-8 without a mark in front, with commas, decimal points, CRLF and empty cells for
missing values (RFC 4180). A spreadsheet that guesses another alphabet is better served by XLSX.
"""

import csv
import math
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from styrbord.charts.model import Table
from styrbord.documents.cells import Cell, harmless, number_text

Note = tuple[str, str]

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDEST = 60
_MEASURED_ROWS = 200


def to_csv(table: Table) -> bytes:
    """Table as CSV, its texts made harmless."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(column) for column in table.columns])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def to_xlsx(
    table: Table,
    *,
    title: str = "",
    decimals: int | Sequence[int | None] | None = None,
    notes: Sequence[Note] = (),
    notes_title: str = "About",
) -> bytes:
    """Table as a workbook: numbers as numbers, a head that stays in sight, notes on a sheet of their own.

    `decimals` is one count for all numbers, or one for each column; None leaves the form to the program.

    Raises ValueError when a sheet cannot hold the rows.
    """
    if len(table.rows) > MOST_ROWS:
        raise ValueError(f"{len(table.rows)} rows; a sheet holds {MOST_ROWS} under its head")
    book = Workbook(write_only=True)
    _sheet(book, _sheet_name(title) or "Data", table, _formats(decimals, len(table.columns)))
    if notes:
        about = Table(("", ""), tuple(notes))
        name = _sheet_name(notes_title) or "About"
        _sheet(book, name if name != book.worksheets[0].title else f"{name[:29]} 2", about, ["General"] * 2)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else number_text(cell)


def _sheet(book: Workbook, name: str, table: Table, formats: Sequence[str]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2" if any(table.columns) else None
    for position, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    if any(table.columns):
        sheet.append([_cell(sheet, column, "General", is_bold=True) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, cell, formats[at]) for at, cell in enumerate(row)])


def _cell(sheet: Any, value: Cell, number_format: str, *, is_bold: bool = False) -> Any:
    if value is None or (not isinstance(value, str) and not math.isfinite(value)):
        return None
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = number_format
        return cell
    cell = WriteOnlyCell(sheet, harmless(value)[:LONGEST_CELL])
    cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _formats(decimals: int | Sequence[int | None] | None, count: int) -> list[str]:
    each = [decimals] * count if decimals is None or isinstance(decimals, int) else list(decimals)
    padded = (each + [None] * count)[:count]
    return ["General" if places is None else _format(places) for places in padded]


def _format(places: int) -> str:
    return "#,##0." + "0" * places if places > 0 else "#,##0"


def _sheet_name(title: str) -> str:
    return " ".join(_SHEET_NAME.sub(" ", harmless(title)).split())[:_LONGEST_NAME].strip()


def _widths(table: Table) -> list[int]:
    columns = [[column] for column in table.columns]
    for row in table.rows[:_MEASURED_ROWS]:
        for cells, cell in zip(columns, row, strict=False):
            cells.append(_text(cell))
    return [min(max(map(len, cells)) + 2, _WIDEST) for cells in columns]
