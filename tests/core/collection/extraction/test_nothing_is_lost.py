"""Is every number of a sheet taken once, or is it told why not?"""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest

from styrbord.core.collection.grid import Broken, Merge, Sheet
from tests.core.collection.reading_sheets import lost, read, sheet, taken_twice

RYAZAN, TULA = "Рязанская область", "Тульская область"
ODD: list[Any] = [
    *(1.0, 2.0, 3.5, 2019.0, 2020.0, 2021.0, "2020", "2021 г.", "I квартал", RYAZAN, TULA, "Всего"),
    *("в том числе:", "…", "-", "x", "12,5", "99,72)", "2)", "1) Примечание", "Число школ", "(тысяч)"),
    *("Год", "Территория", "Показатель", "№", "1.1", "К содержанию", "_____", "ca 72", "20210)", "", "  "),
    *(True, float("nan"), float("inf"), 1e300, -0.0, Broken("#DIV/0!"), time(3, 4), timedelta(1)),
    *(datetime(2020, 1, 1, tzinfo=UTC), date(2020, 5, 1)),
]


def odd_sheet(seed: int) -> Sheet:
    """Sheet that no office prints: cells thrown by dice, some of them under a header."""
    dice = Random(seed)
    height, width = dice.randint(0, 9), dice.randint(1, 7)
    cells = [*dice.sample(ODD, dice.randint(2, 12)), None, None, 1.5, 7.0]
    rows = [[dice.choice(cells) for _ in range(width)] for _ in range(height)]
    if dice.random() < 0.6 and height > 2:
        _with_a_table(dice, rows, dice.randint(0, height - 2))
    merges = [_merge(dice) for _ in range(dice.choice([0, 0, 0, 1, 3]))]
    return Sheet("S", rows, tuple(merges))


def _with_a_table(dice: Random, rows: list[list[Any]], header: int) -> None:
    heads: list[Any] = [dice.choice([2019.0 + place, f"Мера {place}"]) for place in range(1, len(rows[0]))]
    rows[header] = [dice.choice([None, "Территория", "Показатель"]), *heads]
    for row in rows[header + 1 :]:
        if dice.random() < 0.8:
            row[0] = dice.choice([RYAZAN, TULA, "Число школ", "Всего"])
        for place in range(1, len(row)):
            if dice.random() < 0.5:
                row[place] = round(dice.random() * 100, 1)


def _merge(dice: Random) -> Merge:
    row, column = dice.randint(0, 9), dice.randint(0, 7)
    return Merge(row, column, row + dice.randint(0, 3), column + dice.randint(0, 3))


@pytest.mark.parametrize("hundred", range(0, 3_000, 100))
def test_whatever_a_sheet_holds_its_numbers_are_taken_once_or_told(hundred: int) -> None:
    for seed in range(hundred, hundred + 100):
        reading = read(odd_sheet(seed))
        assert (seed, lost(reading), taken_twice(reading)) == (seed, [], [])


def test_numbers_under_no_head_are_told_with_column_and_rows() -> None:
    reading = read(sheet(["", "2020", None], [RYAZAN, 1, 7], [TULA, 2, 8]))
    (problem,) = reading.told.problems
    assert (problem.code, problem.place) == ("reading.no-column-header", "S!C2")
    assert problem.params == {"column": "C", "first": 2, "last": 3}
    assert reading.values() == {"B2": "1", "B3": "2"}


def test_a_year_that_begins_far_below_is_read() -> None:
    rows = [[f"Город {number}", number, None] for number in range(500)] + [["Город 500", 500, 7.5]]
    assert read(sheet(["Территория", "2020", "2021"], *rows)).values()["C502"] == "7.5"


def test_a_number_far_to_the_right_and_far_below_is_told() -> None:
    rows = [[f"Город {number}", number, None, None] for number in range(60)] + [["Город 60", 60, None, 7.5]]
    reading = read(sheet(["Территория", "2020"], *rows))
    assert "S!D62" in [problem.place for problem in reading.told.problems]
    assert lost(reading) == []


def test_a_number_above_the_table_is_told() -> None:
    reading = read(sheet(["24", None], ["Население", None], ["", "2020"], [RYAZAN, 5]))
    assert lost(reading) == []
    assert reading.values() == {"B4": "5"}


def test_a_row_that_counts_the_columns_is_told() -> None:
    reading = read(sheet(["Территория", "2020", "2021"], [1, 2, 3], [RYAZAN, 5.5, 6.5], [TULA, 7.5, 8.5]))
    assert reading.told.left_out("column-numbers") == ["S!A2"]
    assert len(reading.observations) == 4


def test_a_table_beside_another_without_a_header_of_its_own_is_told() -> None:
    reading = read(sheet(["Город", "2020", None, None], [RYAZAN, 1, None, 9], [TULA, 2, None, 8]))
    assert [problem.place for problem in reading.told.problems] == ["S!D2"]


def test_every_further_place_of_a_repeated_number_is_told() -> None:
    rows = [[RYAZAN, 5], [RYAZAN, 5], [RYAZAN, 5]]
    reading = read(sheet(["Территория", "2020"], *rows))
    assert reading.values() == {"B2": "5"}
    assert reading.told.left_out("repeated") == ["S!B3", "S!B4"]
