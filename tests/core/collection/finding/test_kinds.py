"""Is each cell and each row of a sheet taken for what it is?"""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from styrbord.core.collection.finding.kinds import (
    is_column_numbers,
    is_data_row,
    is_misprint,
    is_period_row,
    is_year,
    joined,
    kinds_of,
    period_of,
)
from styrbord.core.collection.grid import Broken, Cell, Merge
from tests.core.collection.reading_sheets import sheet


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        *((None, "."), ("", "."), (" \u00a0", "."), ("\n" * 50, ".")),
        *((12.0, "N"), (7, "N"), ("1 234,5", "N"), ("99,72)", "N"), (float("nan"), "N"), (-0.0, "N")),
        *(("…", "M"), ("-", "M"), ("н/д", "M"), (Broken("#DIV/0!"), "M")),
        *(("Ale", "T"), (True, "T"), (time(3, 4), "T"), (timedelta(1), "T"), ("ca 72", "T"), ("9" * 41, "T")),
        *((date(2020, 1, 1), "D"), (datetime(2020, 1, 1, tzinfo=UTC), "D")),
    ],
)
def test_a_cell_is_of_one_kind(cell: Cell, kind: str) -> None:
    assert kinds_of([cell]) == kind


def test_years_are_whole_numbers_of_two_centuries_and_no_truths() -> None:
    assert [cell for cell in (2020.0, 1800, 2100.0, 2020.5, 1799, 2101, True, "2020") if is_year(cell)] == [
        2020.0,
        1800,
        2100.0,
    ]


def test_periods_are_read_from_texts_years_and_dates_only() -> None:
    assert [period_of(cell) is not None for cell in ("2020 г.", 2020.0, date(2020, 5, 1))] == [True] * 3
    others: list[Cell] = [None, True, 12.0, "Ale", Broken("#REF!"), time(1), timedelta(1), "2020 " * 40]
    assert [cell for cell in others if period_of(cell)] == []


def _is_period_row(*row: Cell) -> bool:
    return is_period_row(row, kinds_of(row))


def test_rows_of_periods_are_known_by_how_years_go_on() -> None:
    assert _is_period_row("Город", 2019.0, 2020.0, 2021.0)
    assert _is_period_row(2021.0, 2020.0, 2019.0)
    assert _is_period_row(2020.0, 2021.0, 2020.0, 2021.0)
    assert _is_period_row(None, "2018", "2019", "2020", "20210)")
    assert not _is_period_row("Город", 2019.0, 1850.0, 2000.0, 1801.0, 2099.0)
    assert not _is_period_row("Город", 2019.0, 35.5)
    assert not _is_period_row("Город", 2019.0, "…")
    assert not _is_period_row("Город", "село")
    assert not _is_period_row()


def test_a_misprinted_year_is_no_period() -> None:
    assert is_misprint("20210)")
    assert not any(map(is_misprint, ("20213)", "2021", 20210.0, None)))


def test_rows_that_count_columns_are_known() -> None:
    def counts(*row: Cell) -> bool:
        return is_column_numbers(row, kinds_of(row))

    assert counts(1.0, 2.0, 3.0)
    assert counts("А", "Б", 1.0, 2.0)
    assert counts(None, "1", "2", "3")
    assert not counts(1.0, 2.0)
    assert not counts(1.0, 3.0, 4.0)
    assert not counts(5.0, 6.0, 7.0)
    assert not counts("Ale", 1.0, 2.0)
    assert not counts(1.0, 2.0, float("inf"))
    assert not counts(float("nan"), 2.0, 3.0)
    assert not counts()


def test_a_row_holds_data_when_a_value_stands_behind_its_first_label() -> None:
    assert [
        kinds for kinds in ("TNN", "N", ".N", "NT.", "N.T", "NN", "T..", "...", "") if is_data_row(kinds)
    ] == [
        "TNN",
        "N",
        ".N",
        "NN",
    ]


def test_joined_cells_beyond_the_sheet_are_cut() -> None:
    given = sheet(["a", "b"], [1, 2], merges=(Merge(0, 1, 9, 9), Merge(5, 5, 6, 6)))
    assert joined(given, 0, 1) == {(1, 1): (0, 1)}
    assert joined(given, 0, 0) == {}
