"""What does a page show of a workbook beside the account of it?"""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from styrbord.core.collection.grid import Broken, Cell, Sheet, Workbook

ROWS = 200
COLUMNS = 40
LONGEST = 80
SHEETS = 50


def preview_of(workbook: Workbook, with_tables: Collection[str]) -> dict[str, Any]:
    """The beginning of each sheet as short texts, sheets with tables first."""
    ordered = sorted(workbook.sheets, key=lambda sheet: sheet.name not in with_tables)
    return {"sheets": [_sheet(sheet) for sheet in ordered[:SHEETS]], "more_sheets": len(ordered[SHEETS:])}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    rows = [[shown(cell) for cell in row[:COLUMNS]] for row in sheet.rows[:ROWS]]
    return {
        "name": sheet.name,
        "is_hidden": sheet.is_hidden,
        "rows": [_without_blanks(row) for row in rows],
        "all_rows": len(sheet.rows),
        "all_columns": sheet.width,
        "merges": [
            list(merge) for merge in sheet.merges if merge.first_row < ROWS and merge.first_column < COLUMNS
        ],
        "indents": [
            [row, column, level]
            for (row, column), level in sheet.indents.items()
            if row < ROWS and column < COLUMNS
        ],
    }


def _without_blanks(row: list[str]) -> list[str]:
    """The row up to its last text."""
    while row and not row[-1]:
        row.pop()
    return row


def shown(cell: Cell) -> str:
    """A cell as a short text on one line."""
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        cell = cell.text
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.10g}"
    if isinstance(cell, datetime | date | time):
        return cell.isoformat().removesuffix("T00:00:00")
    text = " ".join(str(cell)[: 4 * LONGEST].split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
