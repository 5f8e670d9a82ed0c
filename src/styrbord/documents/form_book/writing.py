"""How is a workbook written that a preparer fills: one sheet for each subject, or blocks of many on one?

Up to `MOST_SHEETS` subjects have a sheet each; more of them stand one under the other on a single sheet,
for nobody leafs through fifty sheets. Only the cells to fill are unlocked; the protection has no password,
for it guards against slips and is no secret. What is asked where stands on a hidden, signed sheet.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection

from styrbord.core.base.text import chosen
from styrbord.core.collection import form_map
from styrbord.core.collection.fill_sheet import FillRow, FillSheet
from styrbord.core.collection.form_map import FormMap, MapBlock, MapRow
from styrbord.core.collection.reason_words import REASON_WORDS, reason_word
from styrbord.documents.form_book import looks
from styrbord.documents.form_book.cells import put
from styrbord.documents.form_book.rows import Problems, write_block
from styrbord.documents.form_book.validation import Validations
from styrbord.documents.form_book.words import word

MOST_SHEETS = 30
Sign = Callable[[str], str]
_NO_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31
REASONS_COLUMN = "C"
REASONS = f"'{form_map.SHEET}'!${REASONS_COLUMN}$1:${REASONS_COLUMN}${len(REASON_WORDS)}"
MOST_FROZEN = 260
"""Points; lines above the table that are taller move with it, or a small screen shows no row."""


def write_book(
    sheets: Sequence[FillSheet],
    language: str,
    *,
    version: int,
    sign: Sign,
    problems: Problems | None = None,
) -> bytes:
    """Workbook of one form and period for the subjects of the sheets, in a language.

    `sign` gives the signature of a text; `problems` are words by (subject, indicator, breakdown), each
    of which becomes a comment at its red cell.

    Raises ValueError without a sheet.
    """
    if not sheets:
        raise ValueError("no subject to write a workbook for; give one sheet at least")
    book = Workbook()
    book.remove(book.active)
    blocks = _blocks(book, sheets, language, problems or {})
    _hidden(book, _map(sheets[0], language, version, blocks), sign, language)
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.creator = "Styrbord"
    book.properties.title = chosen(sheets[0].form.names, language) or sheets[0].form.code
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _blocks(book: Workbook, sheets: Sequence[FillSheet], language: str, problems: Problems) -> list[MapBlock]:
    if len(sheets) > MOST_SHEETS:
        return _stacked(book, sheets, language, problems)
    names = sheet_names(chosen(one.names, language) or one.subject for one in sheets)
    blocks = []
    for one, name in zip(sheets, names, strict=True):
        sheet = _sheet(book, name, language)
        rules = Validations(language, REASONS)
        first, rows = write_block(sheet, 1, one, language, problems, rules)
        rules.put_on(sheet)
        height = sum(sheet.row_dimensions[row].height or 15 for row in range(1, first))
        sheet.freeze_panes = f"B{first}" if height <= MOST_FROZEN else "B2"
        sheet.print_title_rows = f"{first - 1}:{first - 1}"
        blocks.append(MapBlock(name, one.subject, _map_rows(one.rows, rows)))
    return blocks


def _stacked(
    book: Workbook, sheets: Sequence[FillSheet], language: str, problems: Problems
) -> list[MapBlock]:
    form = sheets[0].form
    (name,) = sheet_names([chosen(form.names, language) or form.code])
    sheet = _sheet(book, name, language)
    rules, top, blocks = Validations(language, REASONS), 1, []
    for one in sheets:
        _, rows = write_block(sheet, top, one, language, problems, rules, is_whole=top == 1)
        blocks.append(MapBlock(name, one.subject, _map_rows(one.rows, rows)))
        top = (rows[-1] if rows else top) + 3
    rules.put_on(sheet)
    sheet.freeze_panes = "B2"
    return blocks


def _map_rows(rows: Iterable[FillRow], numbers: Iterable[int]) -> tuple[MapRow, ...]:
    return tuple(
        MapRow(number, *row.key, row.known.value if row.known else None, form_map.item_print(row.item))
        for row, number in zip(rows, numbers, strict=True)
    )


def _map(one: FillSheet, language: str, version: int, blocks: Sequence[MapBlock]) -> FormMap:
    columns = {name: get_column_letter(looks.COLUMNS[name]) for name in (*looks.INPUTS, "key")}
    return FormMap(one.form.code, version, one.period, language, columns, tuple(blocks))


def _sheet(book: Workbook, name: str, language: str) -> Any:
    sheet = book.create_sheet(name)
    for column, width in looks.WIDTHS.items():
        sheet.column_dimensions[get_column_letter(looks.COLUMNS[column])].width = width
    sheet.column_dimensions[get_column_letter(looks.COLUMNS["key"])].hidden = True
    sheet.sheet_view.showGridLines = False
    _protected(sheet)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = word("page", language)
    sheet.oddFooter.left.text = name.replace("&", "&&")
    return sheet


def _protected(sheet: Any) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _hidden(book: Workbook, one: FormMap, sign: Sign, language: str) -> None:
    sheet = book.create_sheet(form_map.SHEET)
    text = form_map.map_text(one)
    for row, piece in enumerate([form_map.FORMAT, sign(text), *form_map.pieces(text)], start=1):
        put(sheet.cell(row, 1), piece)
    for row, status in enumerate(REASON_WORDS, start=1):
        put(sheet[f"{REASONS_COLUMN}{row}"], reason_word(status, language))
    sheet.sheet_state = "hidden"
    _protected(sheet)


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Names that a workbook takes, each once whatever its capitals, in the order of the titles."""
    taken: dict[str, int] = {form_map.SHEET: 0, "history": 0}
    names = []
    for title in titles:
        bare = " ".join(_NO_NAME.sub(" ", title).split())[:_LONGEST_NAME].strip() or "1"
        name, number = bare, 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = bare[: _LONGEST_NAME - len(ending)].strip() + ending
        taken[name.casefold()] = number
        names.append(name)
    return names
