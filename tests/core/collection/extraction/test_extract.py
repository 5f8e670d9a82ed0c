"""Which observations stand in a sheet made by hand?"""

from styrbord.core.collection.grid import Broken, Merge
from styrbord.core.collection.matching import Gazetteer, Known
from tests.core.collection.reading_sheets import read, sheet

RYAZAN, TULA = "Рязанская область", "Тульская область"


def test_a_column_without_a_territory_does_not_take_that_of_its_neighbour() -> None:
    rows = (
        ["Год", "Число школ", None, "Всего учеников"],
        [None, RYAZAN, TULA, None],
        [2020, 1, 2, 3],
        [2021, 4, 5, 6],
    )
    reading = read(sheet(*rows, merges=(Merge(0, 1, 0, 2), Merge(0, 3, 1, 3), Merge(0, 0, 1, 0))))
    assert [one.territory_name for one in reading.observations] == [RYAZAN, TULA, ""] * 2


def test_signs_of_a_breakdown_without_letters_are_told_apart() -> None:
    rows = (["Территория", "Знак", "2020"], [RYAZAN, "++", 1], [RYAZAN, "+++", 2], [TULA, "++", 3])
    reading = read(sheet(*rows))
    assert sorted(reading.values().values()) == ["1", "2", "3"]


def test_two_values_of_one_key_are_a_conflict_and_neither_is_taken() -> None:
    reading = read(sheet(["Территория", "2020"], [RYAZAN, 1], [TULA, 2], [RYAZAN, 3]))
    assert reading.values() == {"B3": "2"}
    assert reading.told.codes() == ["reading.conflict"]
    assert reading.told.left_out("conflict") == ["S!B2", "S!B4"]


def test_codes_of_known_territories_are_given() -> None:
    gazetteer = Gazetteer((Known("RU-RYA", (RYAZAN,)),))
    reading = read(sheet(["Территория", "2020"], ["Рязанская  область", 1], [TULA, 2]), gazetteer)
    assert [one.territory_code for one in reading.observations] == ["RU-RYA", ""]


def test_what_is_no_number_is_told_with_its_cell() -> None:
    rows = (["Территория", "2020", "2021", "2022"], [RYAZAN, "ca 72", Broken("#DIV/0!"), 4], [TULA, 1, 2, 3])
    reading = read(sheet(*rows))
    places = {problem.code: problem.place for problem in reading.told.problems}
    assert places == {"reading.not-a-number": "S!B2", "reading.broken-formula": "S!C2"}
    assert [one.obs_status for one in reading.observations if one.cell == "S!C2"] == ["O"]


def test_numbers_without_a_period_are_not_taken() -> None:
    reading = read(sheet(["Территория", "Число школ"], [RYAZAN, 1], [TULA, 2]))
    assert (reading.observations, reading.told.codes()) == ([], ["reading.no-period"])


def test_numbers_that_are_not_finite_are_missing() -> None:
    reading = read(sheet(["Территория", "2020", "2021"], [RYAZAN, float("inf"), 1], [TULA, 2, float("nan")]))
    assert {one.cell: one.obs_status for one in reading.observations if not one.value} == {
        "S!B2": "O",
        "S!C3": "O",
    }


def test_years_under_the_head_of_indicators_are_periods() -> None:
    reading = read(sheet(["Показатель", "Число школ", "Число больниц"], [2020, 1, 2], [2021, 3, 4]))
    assert reading.by_key()["", "Число школ", "2021"] == "3"


def test_a_zero_with_a_sign_is_a_zero() -> None:
    reading = read(sheet(["Территория", "2020", "2021"], [RYAZAN, -0.0, 0], [TULA, 1, 2]))
    assert (reading.values()["B2"], reading.values()["C2"]) == ("0", "0")
