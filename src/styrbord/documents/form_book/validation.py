"""What does a spreadsheet say while a cell is filled: soft about numbers, firm about reasons?"""

from typing import Any

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from styrbord.core.base.text import chosen
from styrbord.core.collection.fill_sheet import FillRow
from styrbord.documents.cells import clean, number_text
from styrbord.documents.form_book.words import word

_LONGEST_TITLE, _LONGEST_WORDS = 32, 255
_ANY = "1E+18"


class Validations:
    """The rules of one sheet: one list of reasons, and one rule for each line of the form."""

    def __init__(self, language: str, reasons: str) -> None:
        """Begin a sheet; `reasons` are the cells that hold the words of the list."""
        self._language = language
        self._reasons = DataValidation(type="list", formula1=reasons, allow_blank=True, errorStyle="stop")
        self._reasons.error = word("wrong-reason", language)
        self._reasons.showErrorMessage = True
        self._listed: list[str] = []
        self._numbers: dict[tuple[str, str], Any] = {}
        self._cells: dict[tuple[str, str], list[str]] = {}

    def add(self, row: FillRow, value: str, reason: str) -> None:
        """Put the cells of a row under the rules."""
        self._listed.append(reason)
        if row.key not in self._numbers:
            self._numbers[row.key] = number(row, self._language)
        self._cells.setdefault(row.key, []).append(value)

    def put_on(self, sheet: Any) -> None:
        """Enter the rules into the sheet, all cells of a rule at once: one by one takes long."""
        pairs = [(self._reasons, self._listed)]
        pairs += [(self._numbers[key], cells) for key, cells in self._cells.items()]
        for one, cells in pairs:
            if cells:
                one.sqref = MultiCellRange(" ".join(cells))
                sheet.add_data_validation(one)


def number(row: FillRow, language: str) -> Any:
    """Warns, and lets pass, what is no number or beyond the bounds of a line."""
    low, high = row.item.low, row.item.high
    one = DataValidation(
        type="decimal",
        operator="between",
        formula1=f"-{_ANY}" if low is None else number_text(low),
        formula2=_ANY if high is None else number_text(high),
        allow_blank=True,
        errorStyle="warning",
    )
    one.errorTitle = word("unusual", language)[:_LONGEST_TITLE]
    one.error = f"{word('expected', language)} {bounds(row, language)}".strip()[:_LONGEST_WORDS]
    one.showErrorMessage = True
    hint = clean(chosen(row.item.hint, language))
    if hint:
        one.prompt = hint[:_LONGEST_WORDS]
        one.showInputMessage = True
    return one


def bounds(row: FillRow, language: str) -> str:
    """Words for the bounds of a line; empty when it has none."""
    low, high = row.item.low, row.item.high
    if low is not None and high is not None:
        return word("between", language, low=_said(low, language), high=_said(high, language))
    if low is not None:
        return word("at-least", language, low=_said(low, language))
    return word("at-most", language, high=_said(high, language)) if high is not None else ""


def _said(value: float, language: str) -> str:
    return number_text(value) if language == "en" else number_text(value).replace(".", ",")
