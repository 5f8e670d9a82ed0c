"""Is what a person types into a form's workbook read as that, and whatever else refused by name?"""

import io
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.collection.fill_sheet import Known
from styrbord.core.collection.packages import Entry, from_plain
from styrbord.core.collection.reason_words import REASON_WORDS, reason_of
from styrbord.core.collection.typed_numbers import LARGEST, is_unclear, typed_number
from styrbord.documents.form_book.writing import MOST_SHEETS, write_book
from styrbord.sources.asking import Request
from styrbord.sources.form_book.reading import read
from styrbord.sources.form_book.styles import kind_of
from styrbord.sources.said import ACCOUNT
from tests.sources.form_books import (
    ITEMS,
    SHEET,
    STYLES,
    filled,
    first_row,
    sheets,
    sign,
    specimen,
    with_style,
    written,
)
from tests.sources.specimens import unzipped, zipped

PEOPLE, WOMEN, WAGE, SHARE, DEBTS = (item.key for item in ITEMS)
STYLES_OF_NUMBERS = {
    "plain": ("", "."),
    "ru": ("\u00a0", ","),
    "sv": ("\u202f", ","),
    "spaced": (" ", "."),
    "en": (",", "."),
    "de": (".", ","),
    "swiss": ("’", "."),
}


class Book:
    """Reads workbooks in this process, as the one with limits does."""

    def __init__(self, folder: Path) -> None:
        """Keep files in a folder."""
        self.folder, self.number = folder, 0

    def said(self, content: bytes) -> dict[str, Any]:
        """What the reader wrote."""
        self.number += 1
        path, out = self.folder / "book.xlsx", self.folder / str(self.number)
        path.write_bytes(content)
        read(Request(path, out))
        return dict(json.loads((out / ACCOUNT).read_text(encoding="utf-8")))

    def entries(self, content: bytes, subject: int = 0) -> dict[tuple[str, str], Entry]:
        """Entries of a subject by key."""
        return dict(from_plain(self.said(content)["packages"][subject]).by_key)

    def found(self, content: bytes) -> list[tuple[str, str]]:
        """Codes and places of what is wrong in cells."""
        found = [one["problem"] for one in self.said(content)["found"]]
        return [(one["code"].removeprefix("form-book."), one["place"]) for one in found]

    def refused(self, content: bytes) -> list[str]:
        """Codes of what is wrong with the whole."""
        with pytest.raises(Refused) as refusal:
            self.said(content)
        return [problem.code for problem in refusal.value.problems]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


CONTENT = written()
TOP = first_row(CONTENT)


def typed(value: float, style: str, decimals: int, minus: str) -> str:
    """A number as a person of some language types it."""
    thousands, point = STYLES_OF_NUMBERS[style]
    whole, _, rest = f"{abs(value):,.{decimals}f}".partition(".")
    text = whole.replace(",", thousands) + (point + rest if rest else "")
    return minus + text if value < 0 else text


@given(
    value=st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False).map(float),
    style=st.sampled_from(sorted(STYLES_OF_NUMBERS)),
    decimals=st.integers(0, 4),
    minus=st.sampled_from("-−–"),
)
@settings(max_examples=500)
def test_a_number_in_any_style_is_read_as_itself_or_called_unclear(
    value: float, style: str, decimals: int, minus: str
) -> None:
    text = typed(value, style, decimals, minus)
    rounded = float(f"{value:.{decimals}f}")
    if is_unclear(text):
        assert typed_number(text) is None
    else:
        assert typed_number(text) == rounded
        assert typed_number(f"\u00a0{text} ") == rounded


@given(
    text=st.text(max_size=12) | st.from_regex(r"[-+0-9., ()eE%\u202e\u0660-\u0669О]{1,12}", fullmatch=True)
)
@settings(max_examples=500)
def test_no_text_makes_the_reader_of_numbers_stumble(text: str) -> None:
    number = typed_number(text)
    assert number is None or (
        math.isfinite(number) and abs(number) <= LARGEST and any(c in text for c in "0123456789")
    )


@given(
    numbers=st.lists(
        st.floats(-1e15, 1e15).map(lambda number: float(f"{number:.15g}")) | st.integers(-(10**15), 10**15),
        min_size=5,
        max_size=5,
    ),
    language=st.sampled_from(("en", "ru", "sv")),
    is_text=st.booleans(),
    style=st.sampled_from(("plain", "ru", "sv", "spaced", "swiss")),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_values_come_back_exactly_in_every_language_and_style(
    book: Book, numbers: list[float], language: str, is_text: bool, style: str
) -> None:
    content = written(language=language)
    cells: dict[str, object] = {
        f"F{first_row(content) + at}": typed(number, style, 2, "−") if is_text else number
        for at, number in enumerate(numbers)
    }
    entries = book.entries(filled(content, cells))
    for item, number in zip(ITEMS, numbers, strict=True):
        text = typed(number, style, 2, "−")
        expected = float(number) if not is_text else None if is_unclear(text) else float(f"{number:.2f}")
        assert entries[item.key].value == expected


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
@pytest.mark.parametrize("status", sorted(REASON_WORDS))
def test_each_reason_is_understood_in_each_language(book: Book, language: str, status: str) -> None:
    word = REASON_WORDS[status][language]
    assert reason_of(word) == status
    assert book.entries(filled(CONTENT, {f"G{TOP + 1}": word.upper()}))[WOMEN].status == status


def with_format(content: bytes, place: str, number_format: str, value: object) -> bytes:
    opened = openpyxl.load_workbook(io.BytesIO(content))
    opened.worksheets[0][place] = value
    opened.worksheets[0][place].number_format = number_format
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("=SUM(A1:A3)", "formula", "=SUM(A1:A3)"),
        ("many", "not-a-number", "many"),
        ("12 %", "not-a-number", "12 %"),
        ("1,234", "unclear-number", "1,234"),
        ("١٢", "not-a-number", "١٢"),
        ("1О", "not-a-number", "1О"),
        ("\u202e12", "not-a-number", "12"),
        ("-", "not-a-number", "-"),
        ("1e308", "not-a-number", "1e308"),
        (True, "not-a-number", "1"),
        ("#DIV/0!", "error-value", "#DIV/0!"),
    ],
)
def test_what_is_no_number_is_refused_at_its_cell_and_kept_as_it_was(
    book: Book, value: object, code: str, text: str
) -> None:
    content = filled(CONTENT, {f"F{TOP + 2}": value})
    assert book.found(content) == [(code, f"N1!F{TOP + 2}")]
    entry = book.entries(content)[WAGE]
    assert (entry.value, entry.status, entry.text) == (None, "", text)


@pytest.mark.parametrize(
    ("number_format", "value", "code", "text"),
    [
        ("dd.mm.yyyy", 45658, "date", "2025-01-01"),
        ("[h]", 2.5, "date", "1900-01-01"),
        ("0.0%", 0.125, "percent", "12.5 %"),
        ("#,##0,", 4100000, "scaled", "4100000"),
        (";;;", 7, "hidden", "7"),
    ],
)
def test_a_cell_that_shows_another_number_than_it_holds_is_refused(
    book: Book, number_format: str, value: float, code: str, text: str
) -> None:
    content = with_format(CONTENT, f"F{TOP + 2}", number_format, value)
    assert book.found(content) == [(code, f"N1!F{TOP + 2}")]
    assert book.entries(content)[WAGE].text == text


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"F": 5, "G": "Not collected"}, [("both", "F")]),
        ({"F": "five", "G": "Not collected"}, [("not-a-number", "F"), ("both", "F")]),
        ({"G": "ill"}, [("unknown-reason", "G")]),
        ({"H": "x" * 2001, "F": 5}, [("long-note", "H")]),
        ({"H": "=1", "F": 5}, [("formula", "H")]),
        ({"G": "=1", "F": 5}, [("formula", "G"), ("both", "F")]),
    ],
)
def test_every_mistake_of_a_row_is_told(book: Book, cells: dict[str, object], found: list[Any]) -> None:
    content = filled(CONTENT, {f"{column}{TOP + 2}": value for column, value in cells.items()})
    assert book.found(content) == [(code, f"N1!{column}{TOP + 2}") for code, column in found]


def test_only_the_known_value_itself_counts_as_confirmed(book: Book) -> None:
    assert book.entries(CONTENT)[PEOPLE] == Entry(*PEOPLE, value=4100.0, text="4100", is_confirmed=True)
    assert book.entries(filled(CONTENT, {f"F{TOP}": "4 100"}))[PEOPLE].is_confirmed
    assert not book.entries(filled(CONTENT, {f"F{TOP}": 4100.5}))[PEOPLE].is_confirmed
    assert book.entries(filled(CONTENT, {f"F{TOP}": None}))[PEOPLE].is_blank


def test_a_known_value_of_more_digits_than_a_spreadsheet_keeps_is_confirmed_whole(book: Book) -> None:
    value = 0.1 + 0.2
    (one,) = sheets("n1", items=ITEMS[:1])
    known = replace(one, rows=(replace(one.rows[0], known=Known(value)),))
    content = write_book([known], "en", version=1, sign=sign)
    entry = book.entries(filled(content, {}))[PEOPLE]
    assert (entry.value, entry.is_confirmed) == (value, True)


def test_a_note_keeps_its_letters_but_none_that_turns_the_writing(book: Book) -> None:
    entries = book.entries(filled(CONTENT, {f"H{TOP + 2}": "Å, Ж, _x0041_ \u202eabc"}))
    assert entries[WAGE].note == "Å, Ж, _x0041_ abc" or entries[WAGE].note == "Å, Ж, A abc"


def test_more_subjects_than_sheets_stand_one_under_the_other_on_one(book: Book) -> None:
    subjects = [f"m{number}" for number in range(MOST_SHEETS + 1)]
    content = written(*subjects)
    opened = openpyxl.load_workbook(io.BytesIO(content))
    assert opened.sheetnames == ["Yearly", "styrbord"]
    keys = {cell.value: cell.row for cell in opened["Yearly"]["J"] if cell.value}
    assert len(keys) == len(subjects) * len(ITEMS)
    changed = filled(content, {f"F{keys['m7|wage|_T']}": 7, f"F{keys['m30|wage|_T']}": 30})
    assert book.entries(changed, 7)[WAGE].value == 7
    assert book.entries(changed, 30)[WAGE].value == 30
    assert book.entries(changed, 8)[WAGE].is_blank


def test_only_the_cells_to_fill_are_unlocked_and_the_map_is_out_of_sight() -> None:
    opened = openpyxl.load_workbook(io.BytesIO(written("n1", "n2", language="ru")))
    assert opened.security.lockStructure
    for sheet in opened.worksheets[:2]:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        unlocked = {
            cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        }
        assert unlocked == {f"{column}{TOP + at}" for column in "FGH" for at in range(len(ITEMS))}
        assert sheet.column_dimensions["J"].hidden
        assert sheet.freeze_panes == f"B{TOP}"
        kinds = {(one.type, one.errorStyle) for one in sheet.data_validations.dataValidation}
        assert kinds == {("list", "stop"), ("decimal", "warning")}
    assert opened["styrbord"].sheet_state == "hidden"
    assert all(cell.data_type == "s" for row in opened["styrbord"].iter_rows() for cell in row if cell.value)


def test_texts_of_the_form_are_no_formulas_whatever_they_begin_with() -> None:
    (one,) = sheets("=cmd|' /C calc'!A0")
    assert one.subject.startswith("=")
    opened = openpyxl.load_workbook(io.BytesIO(written("=cmd|'x'!A0", "+1", "@a", "-b")))
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[0] in "=+@" and cell.data_type == "s")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"a;b\n", "form-book.not-xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1") * 9, "form-book.not-xlsx"),
        (zipped({"mimetype": b"x", "content.xml": b"<a/>"}), "form-book.not-xlsx"),
        (b"PK\x03\x04" + b"\0" * 90, "file.damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(book: Book, content: bytes, code: str) -> None:
    assert book.refused(content) == [code]


def test_a_workbook_that_excel_saved_reads_the_same(book: Book) -> None:
    said = book.said(specimen())
    assert said["signature"] == sign(said["map"])
    assert [entry.value for entry in from_plain(said["packages"][1]).entries] == [
        12.5,
        2100.5,
        4101.0,
        None,
        -31.25,
    ]


@pytest.mark.parametrize(
    "twice", [b"<v>1</v><v>2</v>", b"<v>1</v><is><t>2</t></is>", b"<c r='F9'><v>1</v></c>"]
)
def test_a_cell_that_says_twice_what_it_holds_is_refused(book: Book, twice: bytes) -> None:
    parts = unzipped(specimen())
    parts[SHEET] = parts[SHEET].replace(b"<v>4100</v>", twice)
    assert book.refused(zipped(parts)) == ["file.damaged"]


def test_a_part_with_formats_is_not_needed(book: Book) -> None:
    parts = unzipped(specimen())
    without = {name: content for name, content in parts.items() if name != STYLES}
    assert book.entries(zipped(without))[WAGE].value == -31.25


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("#,##0.0", ""),
        ('#,##0" (2024)"', ""),
        ("yyyy-mm", "date"),
        ("[h]:mm", "date"),
        ("[HH]", "date"),
        ('"[h]" 0', ""),
        ("0.0,,", "scaled"),
        ("0,.0", "scaled"),
        ("#,##0;(#,##0)", ""),
        ('"nothing"', "hidden"),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', ""),
        ("0;-0;;@", ""),
        ("0%", "percent"),
        ("\\d0", ""),
    ],
)
def test_formats_are_told_apart(code: str, kind: str) -> None:
    assert kind_of(code) == kind


@pytest.mark.parametrize("style", ["59", "-1", "x", ""])
def test_a_cell_whose_style_is_missing_is_not_guessed_at(book: Book, style: str) -> None:
    parts = unzipped(specimen())
    place = f'<c r="F{first_row(specimen())}" s="'.encode()
    head, found, rest = parts[SHEET].partition(place)
    assert found
    parts[SHEET] = head + place + style.encode() + rest[rest.index(b'"') :]
    assert book.refused(zipped(parts)) == ["file.damaged"]


def test_a_style_is_known_by_its_number_however_that_is_written(book: Book) -> None:
    parts = unzipped(specimen())
    place = f'<c r="F{first_row(specimen())}" s="'.encode()
    parts[STYLES], number = with_style(parts[STYLES], b"0%")
    head, _, rest = parts[SHEET].partition(place)
    parts[SHEET] = head + place + b"00%d" % number + rest[rest.index(b'"') :]
    assert book.found(zipped(parts)) == [("percent", f"N1!F{first_row(specimen())}")]
