"""What stands in a workbook of Excel 2007 or later (.xlsx, .xlsm)?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from styrbord.core.base.problems import Problem
from styrbord.core.collection.grid import Sheet, Workbook
from styrbord.sources.formats import _archive, _looks, _ooxml
from styrbord.sources.formats import _calamine as calamine
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._problems import unvalued, wanted_names

MOST_LOOKED_AT = 300_000
"""Cells of a file whose looks are read, too; beyond them only values, merges and errors are."""


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is an archive with a workbook in it."""
    return _ooxml.WORKBOOK in _archive.entries(start, path)


@dataclass(slots=True)
class _Reading:
    archive: ZipFile
    book: CalamineWorkbook
    parts: _ooxml.Parts
    indents: Mapping[str, int]
    raised: Mapping[str, str]
    most_cells: int
    cells: int = 0
    problems: list[Problem] = field(default_factory=list)


def read(path: Path, wanted: Wanted) -> Workbook:
    """All sheets, or the one asked for."""
    with _archive.opened(path) as archive:
        reading = _begin(archive, path, wanted)
        hidden = calamine.sheets_of(reading.book)
        names = wanted_names(list(hidden), wanted.sheet)
        sheets = []
        for done, name in enumerate(names, 1):
            sheet = _sheet(reading, name)
            sheet.is_hidden = hidden[name]
            sheets.append(sheet)
            wanted.progress(done, len(names), "sheets")
    return Workbook("xlsx", sheets, tuple(reading.problems))


def _begin(archive: ZipFile, path: Path, wanted: Wanted) -> _Reading:
    parts = _ooxml.parts_of(archive)
    indents = _ooxml.indents_of(archive, parts.styles)
    raised = _ooxml.raised_of(archive, parts.texts)
    reading = _Reading(archive, calamine.opened(path), parts, indents, raised, wanted.most_cells)
    if parts.has_macros:
        reading.problems.append(Problem("file.macros"))
    return reading


def _sheet(reading: _Reading, name: str) -> Sheet:
    part = reading.parts.sheets.get(name, "")
    found = _looks.survey(reading.archive, part) if part else _looks.Survey()
    _looks.refuse_far(found, name, reading.most_cells)
    sheet = calamine.sheet_of(reading.book, name, reading.most_cells - reading.cells)
    reading.cells += len(sheet.rows) * sheet.width
    if reading.cells > MOST_LOOKED_AT:
        _looks.put_errors(sheet, found.errors)
        if reading.raised or b"superscript" in found.telling:
            reading.problems.append(Problem("file.looks-left-out", name))
        return sheet
    if part:
        looks = _looks.looks_of(
            reading.archive, part, found=found, indents=reading.indents, raised=reading.raised
        )
        _looks.put_on(sheet, looks)
        if looks.unvalued:
            reading.problems.append(unvalued([f"{name}!{cell}" for cell in looks.unvalued]))
    return sheet


FORMAT = Format("xlsx", "Excel workbook (.xlsx)", 10, recognises, read)
