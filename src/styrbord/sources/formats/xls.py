"""What stands in a workbook of Excel 5 to 2003 (.xls)?"""

from pathlib import Path

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.grid import Workbook
from styrbord.sources.formats import _biff, _looks
from styrbord.sources.formats import _calamine as calamine
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._ole import MAGIC, Compound
from styrbord.sources.formats._problems import wanted_names

STREAMS = ("workbook", "book")
MACROS = frozenset({"_vba_project_cur", "_vba_project", "vba"})


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is a compound file with a workbook in it."""
    if not start.startswith(MAGIC):
        return False
    try:
        streams = Compound(path.read_bytes()).streams
    except Refused:
        return False
    return any(name in streams for name in STREAMS)


def read(path: Path, wanted: Wanted) -> Workbook:
    """All sheets, or the one asked for."""
    compound = Compound(path.read_bytes())
    beside = _biff.book_of(compound.stream(next(name for name in STREAMS if name in compound.streams)))
    book = calamine.opened(path)
    hidden = calamine.sheets_of(book)
    names = wanted_names(list(hidden), wanted.sheet)
    sheets, cells = [], 0
    for done, name in enumerate(names, 1):
        sheet = calamine.sheet_of(book, name, wanted.most_cells - cells)
        _looks.put_on(sheet, _biff.looks_of(beside, name))
        sheet.is_hidden = hidden[name]
        cells += len(sheet.rows) * sheet.width
        sheets.append(sheet)
        wanted.progress(done, len(names), "sheets")
    problems = (Problem("file.macros"),) if MACROS & compound.streams.keys() else ()
    return Workbook("xls", sheets, problems)


FORMAT = Format("xls", "Excel 97-2003 (.xls)", 30, recognises, read)
