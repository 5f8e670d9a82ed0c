"""How does what one subject is asked stand on a sheet?"""

from collections.abc import Mapping
from math import ceil
from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.base.text import chosen
from styrbord.core.collection.fill_sheet import FillRow, FillSheet, Past
from styrbord.core.collection.form_map import row_code
from styrbord.core.collection.reason_words import reason_word
from styrbord.documents.form_book import looks, validation
from styrbord.documents.form_book.cells import put
from styrbord.documents.form_book.validation import Validations
from styrbord.documents.form_book.words import word
from styrbord.figures.format import date_label, period_label, unit_words

Problems = Mapping[tuple[str, str, str], str]
"""Words by subject, indicator and breakdown."""

_ACROSS = 8
_LINE_HEIGHT, _LETTERS_ACROSS = 15.5, 150


def write_block(
    sheet: Any,
    top: int,
    one: FillSheet,
    language: str,
    problems: Problems,
    rules: Validations,
    *,
    is_whole: bool = True,
) -> tuple[int, list[int]]:
    """Write the lines above and the rows from row `top` on; first row of the table, and the row of each.

    `is_whole` is False for a block that follows others, which needs no title and no advice again.
    """
    own = {key[1:]: words for key, words in problems.items() if key[0] == one.subject}
    at = top
    for text, font in _lines(one, language, len(own), is_whole=is_whole):
        _across(sheet, at, text, font, is_whole=is_whole)
        at += 1
    at += 1
    for name, column in looks.COLUMNS.items():
        if name != "key":
            cell = sheet.cell(at, column)
            put(cell, word(name, language))
            looks.head(cell, is_input=name in looks.INPUTS)
    sheet.row_dimensions[at].height = 32
    first = at + 1
    numbers = list(range(first, first + len(one.rows)))
    for number, row in zip(numbers, one.rows, strict=True):
        _row(sheet, number, row, one.subject, language, own.get(row.key, ""))
        rules.add(row, *(f"{get_column_letter(looks.COLUMNS[name])}{number}" for name in ("value", "reason")))
    return first, numbers


def _lines(one: FillSheet, language: str, problems: int, *, is_whole: bool) -> list[tuple[str, str]]:
    """Words above the table, and how each line looks."""
    form = one.form
    subject = chosen(one.names, language) or one.subject
    period = period_words(one.period, language)
    named = (word("for", language, subject=subject, period=period), "subject")
    told = [(word("problems", language, count=problems), "problem")] if problems else []
    if not is_whole:
        return [named, *told]
    due = [(word("due", language, day=date_label(one.due, language=language)), "plain")] if one.due else []
    intro = [(text, "plain")] if (text := chosen(form.intro, language)) else []
    advice = [(word(f"how-{number}", language), "aside") for number in (1, 2, 3)]
    return [(chosen(form.names, language) or form.code, "title"), named, *due, *told, *intro, *advice]


def _across(sheet: Any, row: int, text: str, font: str, *, is_whole: bool) -> None:
    cell = sheet.cell(row, 1)
    put(cell, text)
    looks.line(cell, font, is_wrapped=is_whole)
    if not is_whole:  # short, and joining cells takes the square of how often it is done
        return
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_ACROSS)
    lines = sum(max(1, ceil(len(part) / _LETTERS_ACROSS)) for part in text.split("\n"))
    sheet.row_dimensions[row].height = 24 if font == "title" else _LINE_HEIGHT * lines


def _row(sheet: Any, number: int, row: FillRow, subject: str, language: str, problem: str) -> None:
    decimals = row.decimals if row.item.decimals is None else row.item.decimals
    shown = row.shown
    texts: dict[str, str | float | None] = {
        "indicator": _name(row, language),
        "unit": unit_words(row.unit, language=language) if row.unit else "",
        "last": _past(row.last, language),
        "year-before": _past(row.year_before, language),
        "plan": row.plan,
        "value": shown.text if shown.value is None else shown.value,
        "reason": reason_word(shown.status, language),
        "note": shown.note,
        "hint": _hint(row, language),
        "key": row_code(subject, row.key),
    }
    for name, column in looks.COLUMNS.items():
        cell = sheet.cell(number, column)
        put(cell, texts[name])
        looks.open_cell(cell, name) if name in looks.INPUTS else looks.context(cell, name)
        if name in looks.NUMBERS:
            past = {"last": row.last, "year-before": row.year_before}.get(name)
            cell.number_format = looks.number_format(decimals, _beside(past, language))
    value = sheet.cell(number, looks.COLUMNS["value"])
    height = max(ceil(len(str(texts[name])) / looks.WIDTHS[name]) for name in ("indicator", "hint", "note"))
    sheet.row_dimensions[number].height = max(20, _LINE_HEIGHT * height)
    if problem:
        looks.wrong(value)
        value.comment = Comment(problem, "Styrbord", height=140, width=360)


def _name(row: FillRow, language: str) -> str:
    name = chosen(row.names, language) or row.item.indicator
    within = chosen(row.breakdown_names, language)
    return f"{name}: {within}" if within else name


def _past(past: Past | None, language: str) -> str | float | None:
    if past is None or past.value is not None:
        return past.value if past else None
    return reason_word(past.status, language)


def _beside(past: Past | None, language: str) -> str:
    """Period of a value in the words of a number's format, which take no quotes."""
    return period_words(past.period, language).replace('"', "") if past else ""


def _hint(row: FillRow, language: str) -> str:
    known = row.known
    source = (
        ""
        if known is None
        else word("known", language, source=known.source)
        if known.source
        else word("known-here", language)
    )
    optional = "" if row.item.is_required else word("optional", language)
    hint = chosen(row.item.hint, language).strip()
    ended = hint + "." if hint[-1:].isalnum() else hint
    parts = (ended, validation.bounds(row, language), optional, source)
    return " ".join(filter(None, parts))


def period_words(period: str, language: str) -> str:
    """Period as people read it; its text when it is none."""
    try:
        return period_label(Period.parse(period), language=language)
    except Refused:
        return period
