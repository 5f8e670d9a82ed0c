"""What stands in a workbook of Excel 2007 or later (.xlsx, .xlsm)?"""

from pathlib import Path

from styrbord.core.collection.grid import Workbook
from styrbord.sources.formats import _archive
from styrbord.sources.formats import _calamine as calamine
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._problems import wanted_names


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is an archive with a workbook in it."""
    return "xl/workbook.xml" in _archive.entries(start, path)


def read(path: Path, wanted: Wanted) -> Workbook:
    """All sheets, or the one asked for."""
    with _archive.opened(path):
        book = calamine.opened(path)
    hidden = calamine.sheets_of(book)
    names = wanted_names(list(hidden), wanted.sheet)
    sheets = []
    for done, name in enumerate(names, 1):
        sheet = calamine.sheet_of(book, name, wanted.most_cells)
        sheet.is_hidden = hidden[name]
        sheets.append(sheet)
        wanted.progress(done, len(names), "sheets")
    return Workbook("xlsx", sheets)


FORMAT = Format("xlsx", "Excel workbook (.xlsx)", 10, recognises, read)
