"""How do the bytes of a workbook of investments become cells, without trusting any of them?

Runs in the process with limits (`sources/isolated.py`). Cells are told as they stand; what they mean for a
plan is for the core (`core/investments/portfolio/book_reading.py`).
"""

from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from zipfile import ZipFile

from styrbord.core.base.progress import Progress, silent
from styrbord.core.investments.portfolio.book import BY_NAME
from styrbord.sources.asking import Request
from styrbord.sources.form_book import guarding
from styrbord.sources.form_book.cells import Filled, cells_of, shared_texts
from styrbord.sources.form_book.styles import looks
from styrbord.sources.formats import _archive, _ooxml
from styrbord.sources.formats._problems import damaged, too_large
from styrbord.sources.formats._xml import Attributes, parse
from styrbord.sources.said import ACCOUNT, write_json

KIND = "portfolio-book"
"""What a request asks for that is read here."""
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
_FIRST_DAY, _FIRST_DAY_1904, _DAYS = date(1899, 12, 30), date(1904, 1, 1), 2_958_466
_YES = {"1": "yes", "0": "no"}
Told = dict[str, dict[str, tuple[str, str]]]


def read(request: Request, progress: Progress = silent) -> None:
    """Read a workbook into `request.out`: `account.json` holds the cells of each sheet that is known.

    A sheet is a table by row of tables by letters of the column of pairs: kind and text, as
    `core.investments.portfolio.book_cells.Said` takes them.

    Raises `Refused` when the workbook as a whole cannot be taken.
    """
    guarding.check_file(request.path)
    with _archive.opened(request.path) as archive:
        guarding.check_archive(archive)
        said = _sheets(archive)
    request.out.mkdir(parents=True)
    write_json(request.out / ACCOUNT, {"sheets": said})
    progress(1, 1, "done")


def _sheets(archive: ZipFile) -> dict[str, Told]:
    parts = _ooxml.parts_of(archive)
    shared, shown = shared_texts(archive, parts.texts), looks(archive, parts.styles)
    first, found, count = _first_day(archive), dict[str, Told](), 0
    for name, part in parts.sheets.items():
        if name not in BY_NAME:
            continue
        columns = frozenset(range(MOST_COLUMNS))
        cells = cells_of(archive, part, name=name, columns=columns, shared=shared)
        count += len(cells)
        if count > MOST_CELLS:
            raise too_large(count, MOST_CELLS, "cells", name)
        told: Told = {}
        for (row, column), cell in cells.items():
            if shown and cell.style not in shown:
                raise damaged(f"a cell of row {row} has a style that is missing", name)
            if not cell.is_blank:
                told.setdefault(str(row), {})[_letters(column)] = _told(cell, shown, first)
        found[name] = told
    return found


def _first_day(archive: ZipFile) -> date:
    """Day from which a workbook counts its days: files from old machines begin in 1904."""
    found = _FIRST_DAY

    def told(attributes: Attributes) -> None:
        nonlocal found
        if attributes.get("date1904", "0") in {"1", "true"}:
            found = _FIRST_DAY_1904

    part = next(name for name in archive.namelist() if name.lower() == _ooxml.WORKBOOK)
    with closing(_archive.chunks(archive, part)) as pieces:
        parse(pieces, _ooxml.starts(workbookPr=told), {}, place=part)
    return found


def _told(cell: Filled, shown: Mapping[str, str], first: date) -> tuple[str, str]:
    """What a cell holds, or what is wrong with it."""
    text = cell.content
    if cell.has_formula:
        return "formula", ""
    if cell.kind == "e":
        return "error", ""
    if cell.kind == "b":
        return _YES.get(text.strip(), "text"), text
    if cell.kind == "d":
        return "day", text.strip()[:10]
    if cell.kind == "text":
        return "text", text
    look = shown.get(cell.style, "")
    if look == "date":
        return "day", _day(text, first)
    return look or "number", text.strip()


def _day(text: str, first: date) -> str:
    """Day that a number stands for where it is shown as one; what is no day stays as it is."""
    try:
        serial = float(text)
    except ValueError:
        return text
    return (first + timedelta(days=int(serial))).isoformat() if 0 <= serial < _DAYS - 1500 else text


def _letters(column: int) -> str:
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
