"""Does a table come out of a file as it went in, with nothing in it that could run?"""

import csv
import io
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from styrbord.charts.model import Table
from styrbord.documents.cells import harmless
from styrbord.documents.tables import to_csv, to_xlsx

TABLE = Table(
    ("Municipality", "Value", "Change"),
    (
        ("Åsele", 1234.5, -0.25),
        ("Северный", None, 1e-7),
        ('with "quotes", commas\nand lines', 3.0, float("nan")),
    ),
)
RISKY = [
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1+1",
    "＋1+x",
    "=cmd|' /C calc'!A0",
    "-2+3",
]


def read_csv(content: bytes) -> list[list[str]]:
    """Cells of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def read_xlsx(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """Cells of a workbook."""
    return [
        list(row) for row in load_workbook(io.BytesIO(content)).worksheets[sheet].iter_rows(values_only=True)
    ]


def test_csv_is_plain_utf8_with_points_and_empty_cells_for_what_is_missing() -> None:
    content = to_csv(TABLE)
    assert content.startswith(b"Municipality,Value,Change\r\n")
    assert read_csv(content)[1:] == [
        ["Åsele", "1234.5", "-0.25"],
        ["Северный", "", "1e-07"],
        ['with "quotes", commas\nand lines', "3", ""],
    ]


def test_a_workbook_keeps_numbers_as_numbers_with_their_decimals() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(TABLE, title="People: 2025", decimals=[None, 1, 0]))).active
    assert sheet is not None
    assert sheet.title == "People 2025"
    assert [cell.value for cell in sheet[2]] == ["Åsele", 1234.5, -0.25]
    assert [cell.number_format for cell in sheet[2]] == ["General", "#,##0.0", "#,##0"]
    assert [cell.value for cell in sheet[4]][2] is None


def test_the_head_of_a_workbook_is_bold_and_stays_in_sight() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(TABLE))).active
    assert sheet is not None
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"


def test_notes_stand_on_a_sheet_of_their_own() -> None:
    notes = [("Source", "Register of norr"), ("As of", "2026-01-31"), ("Licence", "=CC0")]
    content = to_xlsx(TABLE, title="About", notes=notes)
    assert load_workbook(io.BytesIO(content)).sheetnames == ["About", "About 2"]
    assert read_xlsx(content, 1) == [
        ["Source", "Register of norr"],
        ["As of", "2026-01-31"],
        ["Licence", "'=CC0"],
    ]


@pytest.mark.parametrize("text", RISKY)
def test_a_text_that_could_run_is_made_harmless_in_both_forms(text: str) -> None:
    table = Table((text, "Value"), ((text, -5.0),))
    for rows in (read_csv(to_csv(table)), read_xlsx(to_xlsx(table))):
        assert [row[0][0] for row in rows] == ["'", "'"]
        assert float(rows[1][1]) == -5.0
    sheet = load_workbook(io.BytesIO(to_xlsx(table))).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}


@pytest.mark.parametrize(
    "text", ["-5", "+5.5", "-12,5", "-3 %", "2020-Q1", "Norr-Väst", "'quoted'", "", "–", "a=b"]
)
def test_negative_numbers_and_plain_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@settings(deadline=None)
@given(st.text(max_size=30), st.floats())
def test_whatever_is_in_a_cell_both_files_can_be_read_again(text: str, number: float) -> None:
    table = Table(("a", "b"), ((text, number),))
    (_, (word, value)) = read_csv(to_csv(table))
    assert word[:1] not in set("=@\t\r") or not word
    assert value == "" if not math.isfinite(number) else float(value) == number
    workbook = read_xlsx(to_xlsx(table, title=text, decimals=2))
    assert len(workbook) == 2
    assert not str(workbook[1][0] or "").startswith("=")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("styrbord.documents.tables.MOST_ROWS", 2)
    with pytest.raises(ValueError, match="3 rows; a sheet holds 2"):
        to_xlsx(TABLE)
