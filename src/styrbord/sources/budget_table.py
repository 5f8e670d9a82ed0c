"""Which texts stand in the cells of a table of budgets, from CSV or a workbook?

Runs in the process with limits (`sources/isolated.py`). Numbers become the texts that say them exactly, so
that no amount is rounded on its way.
"""

from datetime import date, datetime
from pathlib import Path

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.collection.grid import Broken, Cell, Workbook
from styrbord.sources.asking import Request
from styrbord.sources.formats import delimited, ods, xls, xlsx
from styrbord.sources.formats._format import Wanted
from styrbord.sources.formats._likely import problem_of
from styrbord.sources.said import ACCOUNT, write_json

define(
    "budget.no-table",
    "The file holds no table of cells.",
    "Give a CSV file or a workbook whose first sheet holds the rows.",
)
KIND = "budget-table"
"""What a request asks for that is read here."""
FORMATS = tuple(sorted((one.FORMAT for one in (delimited, ods, xls, xlsx)), key=lambda one: one.order))
START = 1 << 16
MOST_CELLS = 2_000_000
_DIGITS = 15


def read(request: Request, progress: Progress = silent) -> None:
    """Read the first sheet with cells into `request.out`: `account.json` holds its name and rows.

    Raises `Refused` when the file as a whole cannot be taken.
    """
    book = _book(request.path, Wanted(request.sheet, most_cells=MOST_CELLS, progress=progress))
    shown = [one for one in book.sheets if one.rows and not one.is_hidden]
    if not shown:
        raise Refused(Problem("budget.no-table"))
    rows = [[text_of(cell) for cell in row] for row in shown[0].rows]
    request.out.mkdir(parents=True)
    write_json(request.out / ACCOUNT, {"sheet": shown[0].name, "format": book.file_format, "rows": rows})
    progress(1, 1, "done")


def _book(path: Path, wanted: Wanted) -> Workbook:
    """What the file holds, known by its content."""
    with path.open("rb") as file:
        start = file.read(START)
    for one in FORMATS:
        if one.recognises(start, path):
            found = one.read(path, wanted)
            if isinstance(found, Workbook):
                return found
    raise Refused(problem_of(start, path))


def text_of(cell: Cell) -> str:
    """Text of a cell: of a number its 15 digits, as workbooks keep them, of a moment its day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return _number(cell)
    return cell.text if isinstance(cell, Broken) else str(cell)


def _number(value: float) -> str:
    """Digits of a number, ~ before one that has more; three decimals get a fourth, which no mark has."""
    text = format(float(value), f".{_DIGITS}g")
    if "e" in text or "n" in text:
        return f"~{text}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text
