"""What did a person mean by the cells of one row: a value, a reason, a note, or a mistake?"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from styrbord.core.base.problems import Problem, define
from styrbord.core.collection.form_map import MapRow
from styrbord.core.collection.packages import Entry
from styrbord.core.collection.reason_words import reason_of
from styrbord.core.collection.typed_numbers import finite, is_unclear, typed_number
from styrbord.sources.form_book.cells import BLANK, Filled

define(
    "form-book.formula",
    "The cell holds a formula.",
    "Copy the cell and paste it as a value, or type the number.",
)
define(
    "form-book.error-value",
    "The cell shows the error {text}.",
    "Type the number, or leave it out and choose a reason.",
)
define(
    "form-book.date",
    "The cell holds a date, not a number.",
    "Set the cell's format to number and type the number again.",
)
define(
    "form-book.percent",
    "The cell is formatted as per cent: it shows a hundred times the number that it holds.",
    "Set the cell's format to number and type the number again, in the unit of the row.",
)
define(
    "form-book.scaled",
    "The cell's format shows thousands or millions of the number that it holds.",
    "Set the cell's format to number and type the number again, in the unit of the row.",
)
define(
    "form-book.hidden",
    "The cell's format shows nothing of the number that it holds: {text}.",
    "Set the cell's format to number, and see that it is the number you mean.",
)
define(
    "form-book.not-a-number",
    "'{text}' cannot be read as a number.",
    "Type digits alone, without the unit. Without a value, leave it blank and choose a reason.",
)
define(
    "form-book.unclear-number",
    "'{text}' can be read as two numbers: with thousands or with decimals.",
    "Type it without a mark of thousands, or with one decimal more.",
)
define(
    "form-book.unknown-reason",
    "'{text}' is not a reason of the list.",
    "Choose a reason from the list of the cell.",
)
define(
    "form-book.both",
    "The row has a value and a reason why there is none.",
    "Clear one of the two cells.",
)
define(
    "form-book.long-note",
    "The note has {length} letters; {most} are kept.",
    "Shorten it.",
)

LONGEST_NOTE = 2_000
LONGEST_TEXT = 200
_SHOWN = 60
_FIRST_DAY, _DAYS = date(1899, 12, 30), 2_958_466
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?|[+-]?\.[0-9]+", re.ASCII)
_NO_LETTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def entry_of(
    row: MapRow, cells: Mapping[str, Filled], places: Mapping[str, str], looks: Mapping[str, str]
) -> tuple[Entry, list[Problem]]:
    """Entry of a row, blank where something is wrong, and what is wrong.

    `cells` and `places` are by name: value, reason, note; `looks` as of `styles.looks`. The text of a blank
    entry says what stood there, so that it is never taken for a cell that was left out. A spreadsheet keeps
    15 digits: a number that agrees with the known value in these is that value.
    """
    value, reason = cells["value"], cells["reason"]
    wrong = [Problem("form-book.formula", places[name]) for name in places if cells[name].has_formula]
    number, problem = (
        (None, None) if value.has_formula or value.is_blank else _number(value, places["value"], looks)
    )
    status = "" if reason.has_formula else reason_of(reason.content)
    if problem:
        wrong.append(problem)
    if not (status or reason.has_formula or reason.is_blank):
        shown = {"text": _shown(reason.content)}
        wrong.append(Problem("form-book.unknown-reason", places["reason"], shown))
    if not (value.is_blank or reason.is_blank):
        wrong.append(Problem("form-book.both", places["value"]))
    is_known = number is not None and row.known is not None and f"{number:.15g}" == f"{row.known:.15g}"
    note = "" if cells["note"].has_formula else cleaned(cells["note"].content)
    entry = Entry(
        *row.key,
        value=None if wrong else row.known if is_known else number,
        status="" if wrong else status,
        note=note[:LONGEST_NOTE],
        text=_text(value, reason if wrong else BLANK, looks)[:LONGEST_TEXT],
        place=places["value"],
        is_confirmed=is_known and not wrong,
    )
    if len(note) > LONGEST_NOTE:
        params = {"length": len(note), "most": LONGEST_NOTE}
        wrong.append(Problem("form-book.long-note", places["note"], params))
    return entry, wrong


def _text(value: Filled, reason: Filled, looks: Mapping[str, str]) -> str:
    """What stood in the cell, as a person would say it, with the words of a reason that was refused."""
    said = [_said(value, looks), _said(reason, {})]
    return " / ".join(text for text in said if text)


def _said(cell: Filled, looks: Mapping[str, str]) -> str:
    if cell.has_formula:
        return "=" + cleaned(cell.formula)
    look, text = looks.get(cell.style, ""), cleaned(cell.content)
    if not look or cell.kind != "n" or not _NUMBER.fullmatch(text):
        return text
    if look == "date":
        return _day(float(text))
    return f"{float(text) * 100:.12g} %" if look == "percent" else text


def _day(serial: float) -> str:
    """Day that a number stands for where it is shown as a date."""
    return (_FIRST_DAY + timedelta(days=int(serial))).isoformat() if 0 <= serial < _DAYS else str(serial)


def _number(cell: Filled, place: str, looks: Mapping[str, str]) -> tuple[float | None, Problem | None]:
    """Number of a cell that is not blank, or why it has none."""
    if cell.kind == "e":
        return None, Problem("form-book.error-value", place, {"text": _shown(cell.content)})
    if cell.kind == "d":
        return None, Problem("form-book.date", place)
    if cell.kind == "text":
        return _typed(cell.content, place)
    look = looks.get(cell.style, "")
    if look and cell.kind == "n":
        return None, Problem(
            f"form-book.{look}", place, {"text": _shown(cell.content)} if look == "hidden" else {}
        )
    is_number = cell.kind == "n" and _NUMBER.fullmatch(cell.content.strip())
    number = finite(float(cell.content)) if is_number else None
    return number, None if number is not None else _no_number(cell.content, place)


def _typed(text: str, place: str) -> tuple[float | None, Problem | None]:
    if is_unclear(text):
        return None, Problem("form-book.unclear-number", place, {"text": _shown(text)})
    number = typed_number(text)
    return number, None if number is not None else _no_number(text, place)


def _no_number(text: str, place: str) -> Problem:
    return Problem("form-book.not-a-number", place, {"text": _shown(text)})


def cleaned(text: str) -> str:
    """Text without control letters and without those that turn the direction of writing."""
    return _NO_LETTER.sub("", text).strip()


def _shown(text: str) -> str:
    return cleaned(text)[:_SHOWN]
