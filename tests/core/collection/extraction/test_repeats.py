"""Which keys stand twice in a table, and do they say the same?"""

from tests.core.collection.reading_sheets import Reading, read, sheet

HEAD = ["Территория", "2019", "2020"]
ALE, LUND = "Ale kommun", "Lunds kommun"


def table(*rows: list[object]) -> Reading:
    """A small table."""
    return read(sheet(HEAD, *rows))


def test_rows_of_one_key_with_equal_values_are_read_once() -> None:
    reading = table([ALE, 1, 2], [LUND, 3, 4], [ALE, 1, 2])
    assert reading.values() == {"B2": "1", "C2": "2", "B3": "3", "C3": "4"}
    assert reading.told.codes() == ["reading.repeated"] * 2


def test_only_the_key_that_disagrees_is_left_out() -> None:
    reading = table([ALE, 1, 2], [LUND, 3, 4], [ALE, 1, 5])
    assert sorted(reading.values()) == ["B2", "B3", "C3"]
    (problem,) = [one for one in reading.told.problems if one.is_error]
    assert (problem.params["first_place"], problem.params["second_place"]) == ("S!C2", "S!C4")
    assert (problem.params["first"], problem.params["second"]) == ("2", "5")


def test_a_number_and_a_mark_for_missing_disagree() -> None:
    assert table([ALE, "…", 2], [ALE, 1, 2]).told.codes() == ["reading.conflict", "reading.repeated"]


def test_columns_of_one_key_are_held_together_too() -> None:
    reading = read(sheet(["Территория", "2020", "2020", "2021"], [ALE, 1, 1, 2], [LUND, 3, 4, 5]))
    assert sorted(reading.values()) == ["B2", "D2", "D3"]


def test_three_that_say_the_same_leave_one_and_tell_of_two() -> None:
    reading = table([ALE, 1, None], [ALE, 1, None], [ALE, 1, None])
    assert reading.told.left_out("repeated") == ["S!B3", "S!B4"]
