"""Which indicator, period and breakdown does a value column give?"""

from typing import Any

import pytest

from styrbord.core.base.codes import LONGEST, is_code
from styrbord.core.collection.extraction.series import Series, Slot, code_of
from styrbord.core.collection.model import Column, Indicator, Role, Table
from styrbord.core.collection.period_words import PeriodLabel


def slot(column: Column, path: tuple[str, ...] = (), *periods: PeriodLabel, **table: Any) -> Slot:
    """What a single value column says."""
    given = Table("9.1.", (0, 0), (1, 2), (column,), "9.1", **table)
    (found,) = Series(given, lambda _: None).slots(path, path, "", periods, ()).each
    return found


def test_code_and_name_come_from_the_path_and_the_measure() -> None:
    found = slot(Column(1, Role.VALUE, "2020", ("Число школ",)), ("Село",), title="Образование")
    assert (found.code, found.name) == ("9.1.Село.Число-школ", "Село / Число школ")


def test_without_a_path_the_code_is_the_sheets_and_the_name_the_title() -> None:
    found = slot(Column(1, Role.VALUE, "2020"), title="Валовой продукт")
    assert (found.code, found.name) == ("9.1", "Валовой продукт")


def test_long_codes_are_cut_and_stay_apart() -> None:
    first, second = (code_of("9.1", ("очень " * 30, "длинный путь", end)) for end in ("а", "б"))
    assert len(first) == len(second) == LONGEST
    assert first != second
    assert is_code(first)


@pytest.mark.parametrize(
    ("own", "rows", "whole", "period"),
    [
        ("2020", (), "", "2020"),
        ("", (PeriodLabel(2021),), "", "2021"),
        ("*-Q2", (PeriodLabel(2021),), "", "2021-Q2"),
        ("*-Q2", (), "2022", "2022-Q2"),
        ("", (), "2022", "2022"),
        ("", (), "", ""),
        ("2020", (PeriodLabel(None, "Q3"),), "", "2020-Q3"),
    ],
)
def test_the_period_comes_from_column_row_and_table(
    own: str, rows: tuple[PeriodLabel, ...], whole: str, period: str
) -> None:
    assert slot(Column(1, Role.VALUE, own), (), *rows, period=whole).period == period


def test_each_indicator_is_told_once_with_its_unit() -> None:
    told: list[Indicator] = []
    columns = (Column(1, Role.VALUE, "2020"), Column(2, Role.VALUE, "2021"))
    series = Series(Table("S", (0, 0), (1, 2), columns, "S", unit="человек"), told.append)
    for _ in range(3):
        series.slots(("Школы",), ("Школы",), "", (), ())
    assert [(one.code, one.unit) for one in told] == [("S.Школы", "человек")]


def test_breakdowns_of_row_and_column_are_joined() -> None:
    table = Table("S", (0, 0), (1, 2), (Column(1, Role.VALUE, "2020", breakdown="METHOD=4"),), "S")
    (found,) = Series(table, lambda _: None).slots((), (), "", (), (("Пол", "женщины"),)).each
    assert found.breakdown == "METHOD=4;Пол=женщины"
