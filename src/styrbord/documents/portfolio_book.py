"""How is the workbook of investments written: a sheet for each kind of rows, numbers as numbers?

The first row of a sheet says in the reader's language what stands in a column, the second one its name, by
which it is read again (`core/investments/portfolio/book.py`). A text stays a text however it begins.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from styrbord.core.base.text import chosen
from styrbord.core.investments.portfolio.book import SHEETS, Column, Holds, Sheet, heads, names_of
from styrbord.core.investments.portfolio.book_cells import Value
from styrbord.core.investments.portfolio.book_writing import Row, languages_of
from styrbord.documents.form_book.cells import put
from styrbord.documents.portfolio_words import ABOUT, FIRST, WORDS, choices

_INK, _GREY = "1B2733", "5B6875"
_WORDS_FONT = Font(name="Calibri", size=11, bold=True, color=_INK)
_NAMES_FONT = Font(name="Calibri", size=9, color=_GREY)
_HEAD = PatternFill("solid", fgColor="EEF2F6")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_WIDTHS: Mapping[Holds, int] = {
    Holds.NUMBER: 15,
    Holds.WHOLE: 10,
    Holds.DAY: 12,
    Holds.YES: 9,
    Holds.TEXTS: 36,
}


def write_portfolio(rows: Mapping[str, Sequence[Row]], language: str) -> bytes:
    """Workbook of some investments, its explanations in a language.

    Parameters
    ----------
    rows : as of `core.investments.portfolio.book_writing.rows_of`.

    Returns
    -------
    bytes
        XLSX; the first sheet says how it is filled.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Styrbord"
    _about(book, language)
    languages = languages_of(rows)
    for sheet in SHEETS:
        _sheet(book, sheet, rows[sheet.name], languages[sheet.name], language)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _about(book: Workbook, language: str) -> None:
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 100
    for line in ABOUT:
        sheet.append([None, _cell(sheet, chosen(line, language), is_wrapped=True)])
    sheet.append([])
    for name, words in choices():
        sheet.append([_cell(sheet, name, font=_WORDS_FONT), _cell(sheet, words, is_wrapped=True)])


def _sheet(
    book: Workbook, one: Sheet, rows: Sequence[Row], languages: tuple[str, ...], language: str
) -> None:
    sheet = book.create_sheet(one.name)
    names = heads(one, languages)
    words, widths = _words(one, languages, language), _widths(one, languages)
    sheet.freeze_panes = f"{get_column_letter(1 + names.index('code'))}3" if "code" in names else "B3"
    for at, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = widths.get(name, 18)
    sheet.append([_cell(sheet, words.get(name, name), font=_WORDS_FONT, is_wrapped=True) for name in names])
    sheet.append([_cell(sheet, name, font=_NAMES_FONT) for name in names])
    for row in rows:
        sheet.append([_cell(sheet, row.get(name, "")) for name in names])


def _words(one: Sheet, languages: tuple[str, ...], language: str) -> dict[str, str]:
    found = {name: chosen(words, language) for name, words in FIRST.items()}
    for column in one.columns:
        words = chosen(WORDS[column.name], language)
        for name, of in zip(names_of(column, languages), languages, strict=False):
            found[name] = f"{words} ({of})" if column.holds is Holds.TEXTS else words
    return found


def _widths(one: Sheet, languages: tuple[str, ...]) -> dict[str, int]:
    return {name: _width(column) for column in one.columns for name in names_of(column, languages)}


def _width(column: Column) -> int:
    return _WIDTHS.get(column.holds, 18)


def _cell(sheet: Any, value: Value, *, font: Font | None = None, is_wrapped: bool = False) -> Any:
    if value == "":
        return None
    cell = WriteOnlyCell(sheet)
    put(cell, value if isinstance(value, str) else _number(value))
    if font:
        cell.font = font
        cell.fill = _HEAD
    if is_wrapped:
        cell.alignment = _WRAPPED
    return cell


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
