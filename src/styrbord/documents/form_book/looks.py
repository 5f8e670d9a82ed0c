"""How do the cells of a form's workbook look, and which of them may be filled?"""

from collections.abc import Mapping
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

_LINE = Side(style="thin", color="D9DEE3")
_EDGE = Side(style="thin", color="C9B458")
_RED = Side(style="medium", color="B42318")
_LINES = Border(bottom=_LINE)
_INK, _GREY, _BLUE = "1B2733", "5B6875", "1F4E79"
WIDTHS: Mapping[str, float] = {
    "indicator": 42,
    "unit": 13,
    "last": 17,
    "year-before": 17,
    "plan": 14,
    "value": 17,
    "reason": 21,
    "note": 34,
    "hint": 44,
    "key": 4,
}
COLUMNS: Mapping[str, int] = {name: at for at, name in enumerate(WIDTHS, start=1)}
INPUTS = ("value", "reason", "note")
NUMBERS = frozenset({"last", "year-before", "plan", "value"})
FONT = "Calibri"

_FONTS = {
    "title": Font(name=FONT, size=16, bold=True, color=_INK),
    "subject": Font(name=FONT, size=12, bold=True, color=_BLUE),
    "plain": Font(name=FONT, size=11, color=_INK),
    "aside": Font(name=FONT, size=10, color=_GREY),
    "head": Font(name=FONT, size=10, bold=True, color=_INK),
    "problem": Font(name=FONT, size=11, bold=True, color="B42318"),
}
_HEAD = PatternFill("solid", fgColor="EEF2F6")
_OPEN = PatternFill("solid", fgColor="FFF9DB")
_WRONG = PatternFill("solid", fgColor="FDE2E0")


def line(cell: Any, font: str, *, is_wrapped: bool) -> None:
    """A line of words above the table."""
    cell.font = _FONTS[font]
    cell.alignment = Alignment(vertical="top", wrap_text=is_wrapped)


def head(cell: Any, *, is_input: bool) -> None:
    """A cell of the table's head."""
    cell.font = _FONTS["head"]
    cell.fill = _OPEN if is_input else _HEAD
    cell.border = Border(bottom=Side(style="medium", color=_GREY))
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def context(cell: Any, name: str) -> None:
    """A locked cell beside those to fill."""
    cell.font = _FONTS["plain" if name == "indicator" else "aside"]
    cell.border = _LINES
    side = "right" if name in NUMBERS else "left"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=name not in NUMBERS)


def open_cell(cell: Any, name: str) -> None:
    """A cell to fill."""
    cell.font = _FONTS["plain"]
    cell.fill = _OPEN
    cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
    side = "right" if name == "value" else "left"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=name != "value")
    cell.protection = Protection(locked=False)


def wrong(cell: Any) -> None:
    """A cell to fill that a comment is about."""
    cell.fill = _WRONG
    cell.border = Border(left=_RED, right=_RED, top=_RED, bottom=_RED)


def number_format(decimals: int, period: str = "") -> str:
    """Format with as many decimals, and the period behind the number when it is another one."""
    plain = "#,##0." + "0" * decimals if decimals > 0 else "#,##0"
    return f'{plain}" ({period})"' if period else plain
