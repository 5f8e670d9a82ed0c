"""What stands in the cells of a submission's page, and what did somebody type into them?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from styrbord.core.base.problems import Problem
from styrbord.core.collection.checks import Found, Weight
from styrbord.core.collection.fill_sheet import FillRow, FillSheet
from styrbord.core.collection.packages import REASONS, Entry
from styrbord.core.collection.typed_numbers import is_unclear, typed_number
from styrbord.web.names import language

LONGEST_TEXT, LONGEST_NOTE = 200, 2_000
INPUTS = ("value", "reason", "note")


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the table: what is asked, what stands beside it, and what stands in its fields.

    `saved` is what is kept meanwhile where it differs from what was typed; `remark` the reviewer's words,
    `words` those that are being written.
    """

    number: int
    row: FillRow
    value: str
    reason: str
    note: str
    remark: str = ""
    saved: str = ""
    found: tuple[Found, ...] = ()
    words: str = ""

    @property
    def key(self) -> str:
        """Indicator and breakdown as one text, as fields and remarks name the cell."""
        return key_text(self.row.key)

    @property
    def is_wrong(self) -> bool:
        """Whether something here stops the submission."""
        return any(one.weight is Weight.HARD for one in self.found)

    @property
    def wants_note(self) -> bool:
        """Whether a note would let it pass."""
        return any(one.weight is Weight.SOFT and one.asks for one in self.found)

    @property
    def is_only_known(self) -> bool:
        """Whether a known value stands here that nobody has confirmed."""
        return self.row.known is not None and self.row.is_open


def key_text(key: tuple[str, str]) -> str:
    """Indicator and breakdown as one text."""
    return "|".join(key)


def cells(
    sheet: FillSheet,
    *,
    found: Iterable[Found] = (),
    remarks: Mapping[str, str] | None = None,
    said: QueryDict | None = None,
    words: QueryDict | None = None,
) -> list[Cell]:
    """Lines of the table; with what was said in place of what is saved, and the words of a return."""
    told: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        told.setdefault(one.key, []).append(one)
    lines = (
        _cell(number, row, tuple(told.get(row.key, ())), (remarks or {}).get(key_text(row.key), ""), said)
        for number, row in enumerate(sheet.rows, start=1)
    )
    return [replace(line, words=_said(words, "cell", line.row)) if words else line for line in lines]


def entries(said: QueryDict, sheet: FillSheet, *, confirm: bool) -> tuple[list[Entry], list[Found]]:
    """What was typed, and what cannot be kept; without `confirm`, known values stay unconfirmed."""
    read = [(row, _entry(said, row)) for row in sheet.rows if f"value {key_text(row.key)}" in said]
    wrong = [one for row, _ in read for one in _wrong(said, row)]
    return [entry for row, entry in read if confirm or not _is_untouched(row, entry)], wrong


def unclear(package_entries: Iterable[Entry]) -> dict[tuple[str, str], Found]:
    """What to say of kept words that read as two numbers."""
    return {
        one.key: _found("form-book.unclear-number", one.key, text=one.text)
        for one in package_entries
        if one.is_blank and is_unclear(one.text)
    }


def typed(value: float) -> str:
    """A number as it may be typed again, in the reader's language."""
    text = f"{value:.15g}"
    text = f"{text}0" if is_unclear(text) else text
    return text if language() == "en" else text.replace(".", ",")


def _cell(number: int, row: FillRow, found: tuple[Found, ...], remark: str, said: QueryDict | None) -> Cell:
    shown = row.shown
    kept = typed(shown.value) if shown.value is not None else shown.text
    if said is None or f"value {key_text(row.key)}" not in said:
        return Cell(number, row, kept, shown.status, shown.note, remark, found=found)
    value, reason, note = (_said(said, name, row) for name in INPUTS)
    other = kept or str(shown.status)
    is_other = (value, reason, note) != (kept, shown.status, shown.note)
    return Cell(number, row, value, reason, note, remark, other if is_other else "", found)


def _entry(said: QueryDict, row: FillRow) -> Entry:
    text, reason, note = (_said(said, name, row) for name in INPUTS)
    number = None if reason else typed_number(text)
    kept = row.entry
    if kept and kept.unchanged_from and number is not None and _is_same(number, kept.value):
        return replace(kept, note=note)
    is_known = row.known is not None and number is not None and _is_same(number, row.known.value)
    return Entry(
        *row.key,
        value=row.known.value if is_known and row.known else number,
        status=reason,
        note=note,
        text="" if is_known else text[:LONGEST_TEXT],
        is_confirmed=is_known,
    )


def _is_same(number: float, other: float | None) -> bool:
    """Whether a field that shows one number was sent with the other."""
    return other is not None and f"{number:.15g}" == f"{other:.15g}"


def _is_untouched(row: FillRow, entry: Entry) -> bool:
    """Whether it is a known value that stood in the field before anybody came."""
    return row.is_open and entry.is_confirmed and not entry.note


def _wrong(said: QueryDict, row: FillRow) -> Iterator[Found]:
    text, reason, note = (_said(said, name, row) for name in INPUTS)
    if text and reason:
        yield _found("form-book.both", row.key)
    if reason and reason not in REASONS:
        yield _found("form-book.unknown-reason", row.key, text=reason[:60])
    if len(note) > LONGEST_NOTE:
        yield _found("form-book.long-note", row.key, length=len(note), most=LONGEST_NOTE)


def _found(code: str, key: tuple[str, str], **params: object) -> Found:
    return Found(Problem(code, key_text(key), params), *key, Weight.HARD, key_text(key))


def _said(said: QueryDict, name: str, row: FillRow) -> str:
    return said.get(f"{name} {key_text(row.key)}", "").replace("\x00", "").strip()
