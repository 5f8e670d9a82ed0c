"""How can the same table be printed otherwise, so that it must still yield the same?"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from tests.sources.expectations.expected import Case, Expected
from tests.sources.expectations.files import Cell, Page, html, ods, spreadsheetml, xlsx

Change = Callable[[Case, Sequence[Page]], Case]


def pages_of(case: Case) -> list[Page]:
    """Sheets of a workbook, without their looks."""
    book = load_workbook(BytesIO(case.file.content))
    return [
        Page(
            [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)],
            tuple(sorted(map(str, sheet.merged_cells.ranges))),
            sheet.title,
        )
        for sheet in book
    ]


def _changed(case: Case, pages: Sequence[Page], change: Callable[[Cell], Cell]) -> list[Page]:
    return [replace(page, rows=[[change(cell) for cell in row] for row in page.rows]) for page in pages]


def _moved_place(place: str, rows: int, columns: int) -> str:
    left, top, right, bottom = range_boundaries(place)
    first = f"{get_column_letter(left + columns)}{top + rows}"
    last = f"{get_column_letter(right + columns)}{bottom + rows}"
    return first if ":" not in place else f"{first}:{last}"


def _moved_cell(cell: str, rows: int, columns: int) -> str:
    sheet, mark, place = cell.rpartition("!")
    return f"{sheet}{mark}{_moved_place(place, rows, columns)}"


def moved(case: Case, pages: Sequence[Page]) -> Case:
    """Two empty rows above and an empty column on the left."""
    width = [max((len(row) for row in page.rows), default=0) + 1 for page in pages]
    farther = [
        replace(
            page,
            rows=[[None] * wide, [None] * wide, *([None, *row] for row in page.rows)],
            merges=tuple(_moved_place(merge, 2, 1) for merge in page.merges),
        )
        for page, wide in zip(pages, width, strict=True)
    ]
    expected = [found._replace(cell=_moved_cell(found.cell, 2, 1)) for found in case.expected]
    problems = tuple((code, _moved_cell(place, 2, 1)) for code, place in case.problems)
    return replace(case, file=xlsx(*farther), expected=expected, problems=problems)


def with_hard_spaces(case: Case, pages: Sequence[Page]) -> Case:
    """Spaces that do not break, and some at both ends."""

    def harder(cell: Cell) -> Cell:
        return f"{cell}\xa0 ".replace(" ", "\xa0") if isinstance(cell, str) else cell

    return replace(case, file=xlsx(*_changed(case, pages, harder)))


def numbers_as_text(case: Case, pages: Sequence[Page]) -> Case:
    """Every number as text, with a comma and without zeros behind it."""

    def as_text(cell: Cell) -> Cell:
        return str(cell).removesuffix(".0").replace(".", ",") if isinstance(cell, int | float) else cell

    return replace(case, file=xlsx(*_changed(case, pages, as_text)))


def in_opendocument(case: Case, pages: Sequence[Page]) -> Case:
    """Another format of workbooks."""
    return replace(case, file=ods(*pages))


def in_xml_of_2003(case: Case, pages: Sequence[Page]) -> Case:
    """The first sheet in XML."""
    return replace(case, file=spreadsheetml(pages[0]))


def _anywhere(found: Expected) -> Expected:
    return found._replace(cell=f"*!{found.cell.rpartition('!')[2]}")


def in_a_page(case: Case, pages: Sequence[Page]) -> Case:
    """A table of a page; the names of sheets are lost."""
    expected = [_anywhere(found) for found in case.expected]
    return replace(case, file=html(pages[0]), expected=expected, codes={}, problems=(), told=())


def has_dates(pages: Sequence[Page]) -> bool:
    """Whether a cell holds a date, which other formats write otherwise."""
    return any(isinstance(cell, datetime) for page in pages for row in page.rows for cell in row)


CHANGES: dict[str, Change] = {
    change.__name__: change
    for change in (moved, with_hard_spaces, numbers_as_text, in_opendocument, in_xml_of_2003, in_a_page)
}
