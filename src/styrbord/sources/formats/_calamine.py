"""What does calamine read from a workbook?

It computes no formula and runs no macro. It leaves out blank columns at the left but not blank rows at
the top, gives every number as float, and an error such as #DIV/0! as an empty text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError
from python_calamine import SheetTypeEnum as Kind
from python_calamine import SheetVisibleEnum as Visible

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.grid import Cell, Merge, Sheet
from styrbord.sources.formats._problems import damaged, too_large
from styrbord.sources.formats._rows import Rows, within


@contextmanager
def guarded(place: str = "") -> Iterator[None]:
    """Turn whatever the library raises, a panic too, into a refusal."""
    try:
        yield
    except (Refused, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except PasswordError as cause:
        raise Refused(Problem("file.encrypted", place)) from cause
    except MemoryError as cause:
        raise too_large(1, 0, "more than the memory", place) from cause
    except (CalamineError, Exception) as cause:
        raise damaged(cause, place) from cause
    except BaseException as cause:
        raise damaged("its parts contradict each other", place) from cause


def opened(path: Path) -> CalamineWorkbook:
    """A workbook known by its content alone, never by its name's ending."""
    with guarded(), path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def sheets_of(book: CalamineWorkbook) -> dict[str, bool]:
    """Names of the sheets with cells, and whether each is hidden."""
    return {
        sheet.name: sheet.visible is not Visible.Visible
        for sheet in book.sheets_metadata
        if sheet.typ is Kind.WorkSheet
    }


def sheet_of(book: CalamineWorkbook, name: str, most_cells: int) -> Sheet:
    """One sheet with its values and merged cells, from A1."""
    with guarded(name):
        found = book.get_sheet_by_name(name)
        size = found.total_height * found.total_width
        if size > most_cells:
            raise too_large(size, most_cells, "cells", name)
        return _read(found, most_cells)


def _read(found: CalamineSheet, most_cells: int) -> Sheet:
    rows = Rows(most_cells, found.name)
    lead: list[Cell] = [""] * (found.start[1] if found.start else 0)
    row: list[Cell]
    for row in found.iter_rows():  # type: ignore[assignment]
        rows.add(lead + row if lead else row)
    done = rows.done()
    merges = (Merge(*first, *last) for first, last in found.merged_cell_ranges or ())
    return Sheet(found.name, done, within(merges, len(done), rows.width))
