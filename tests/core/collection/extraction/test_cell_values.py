"""What does a cell of a table's body say?"""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from styrbord.core.collection.extraction.cell_values import NOTHING, CellReader, Found
from styrbord.core.collection.grid import Broken, Cell
from styrbord.core.collection.model import Column, Role, Table
from tests.core.collection.reading_sheets import sheet


def read(cell: Cell, *others: Any, **notes: str) -> tuple[Found, list[str]]:
    """A cell among others of its column, and the codes of the problems."""
    texts = {mark.removeprefix("_"): text for mark, text in notes.items()}
    table = Table("S", (0, 0), (1, 1 + len(others)), (Column(0, Role.VALUE, "2020"),), "S", notes=texts)
    reader = CellReader(sheet(["2020"], [cell], *([other] for other in others)), table)
    return reader.read(1, 0, cell, "S!A2"), [problem.code for problem in reader.problems]


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        *(("1 234,5", "1234.5", "A"), ("-0,5", "-0.5", "A"), (5, "5", "A"), (1e300, "1" + "0" * 300, "A")),
        *(("…", "", "O"), ("-", "", "Z"), ("х", "", "M"), ("конф.", "", "Q"), ("не собиралось", "", "L")),
        *((float("nan"), "", "O"), (float("-inf"), "", "O"), ("12 (e)", "12", "E")),
    ],
)
def test_numbers_and_marks_for_missing(cell: Cell, value: str, status: str) -> None:
    assert read(cell)[0][:2] == (value, status)


def test_footnotes_glued_to_numbers_are_parted_by_the_decimals_of_the_column() -> None:
    assert read("99,72)", 98.1, 97.3, _2="Оценка")[0] == ("99.7", "A", "Оценка")
    assert read("…4)", 98.1, _4="По запросу")[0] == ("", "O", "По запросу")


def test_a_footnote_that_speaks_of_secrecy_makes_it_suppressed() -> None:
    assert read("…1)", _1="Данные конфиденциальны")[0].status == "Q"


def test_provisional_numbers_are_so_when_a_footnote_says_so() -> None:
    assert read("12,51)", 1.5, _1="Предварительные данные")[0].status == "P"
    assert read("12,51)", 1.5, _1="Без учёта округа")[0].status == "A"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("ca 72", "reading.not-a-number"),
        (True, "reading.not-a-number"),
        (time(3, 4), "reading.not-a-number"),
        (date(2020, 5, 1), "reading.date-as-number"),
        (datetime(2020, 5, 1, tzinfo=UTC), "reading.date-as-number"),
    ],
)
def test_what_is_no_value_is_told_and_not_taken(cell: Cell, code: str) -> None:
    assert read(cell) == (NOTHING, [code])


def test_errors_of_formulas_are_missing_and_told() -> None:
    found, problems = read(Broken("#DIV/0!"))
    assert (found.value, found.status, problems) == ("", "O", ["reading.broken-formula"])


def test_blanks_say_nothing() -> None:
    assert read("  \u00a0")[0] == read(None)[0] == NOTHING
