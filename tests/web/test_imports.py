"""Does the page of an import show each cell for what it was taken, in words, within bounds?"""

from typing import Any

import pytest
from django.utils import translation

from styrbord.core.base.problems import Problem
from styrbord.core.collection.layout_checks import checked_layout
from styrbord.core.collection.model import WHAT, WHY, Column, Role, Table, Taken
from styrbord.web.imports import words
from styrbord.web.imports.places import MOST_COLUMNS, MOST_ROWS, area
from styrbord.web.imports.sheets import SheetView, sheet_view

LOADED = checked_layout  # it defines the problem below
TABLE = Table(
    sheet="S",
    header=(1, 1),
    body=(2, 4),
    columns=(
        Column(0, Role.TERRITORY),
        Column(1, Role.VALUE, period="2023"),
        Column(2, Role.VALUE, period="2024"),
    ),
    code="s",
)
ROWS = [["A title that runs on"], ["", "2023", "2024"], ["Alby", "1", "…"], ["Berga", "2", "x3"], ["Total"]]


def sheet(rows: list[list[str]], merges: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {"name": "S", "rows": rows, "merges": merges, "all_rows": len(rows), "all_columns": 3}


def view(rows: list[list[str]] = ROWS, taken: tuple[Taken, ...] = ()) -> SheetView:
    problem = Problem("layout.column-twice", "S!C4", {"column": "C"})
    with translation.override("en"):
        return sheet_view(sheet(rows), tables=[TABLE], taken=taken, problems=[problem])


def test_a_cell_says_what_it_was_taken_for() -> None:
    rows = view().rows
    assert rows[1].cells[1].title == "period: 2023"
    assert rows[2].cells[0].kind == "territory"
    assert rows[2].cells[2].title == "missing mark: not yet known"
    assert (rows[3].cells[2].anchor, rows[3].cells[2].weight_word) == ("cell-C4", "error")


def test_rows_and_columns_carry_the_words_too() -> None:
    shown = view(taken=(Taken("S!A5", "left-out", "Total", why="text"),))
    assert [row.word for row in shown.rows] == ["", "header", "", "", "left out"]
    assert shown.columns[0] == ("A", "territory")
    assert shown.tables == ("header in row 2; numbers in rows 3–5; territory in A; numbers in B–C",)


def test_a_long_text_runs_on_over_empty_cells() -> None:
    assert [cell.columns for cell in view().rows[0].cells] == [3]


def test_joined_cells_are_shown_as_one() -> None:
    shown = sheet_view(sheet(ROWS, ((2, 0, 3, 0),)), tables=[], taken=[], problems=[])
    assert (shown.rows[2].cells[0].rows, len(shown.rows[3].cells)) == (2, 2)


def test_the_page_is_bounded() -> None:
    shown = view([["x"] * 100] * 1000)
    assert len(shown.rows) == MOST_ROWS
    assert len(shown.columns) == MOST_COLUMNS
    assert shown.more_rows == 1000 - MOST_ROWS


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        ("9.1.!C7", [(6, 2)]),
        ("a!b!A1:B1", [(0, 0), (0, 1)]),
        ("value[17]", None),
        ("Sheet", None),
        ("S!C0", None),
    ],
)
def test_a_place_names_its_cells(place: str, cells: list[tuple[int, int]] | None) -> None:
    found = area(place)
    assert (found.cells if found else None) == cells


def test_every_code_of_the_account_has_a_word() -> None:
    assert set(WHAT) - set(words.TAKEN) == set()
    assert set(WHY) - set(words.WHY) == set()
    assert set(Role) == set(words.ROLES)
