"""What would a successor's series have been before it existed?"""

from datetime import date

import numpy as np
import pytest

from styrbord.core.base.periods import Period, periods_between
from styrbord.core.spine.numbers import Origin
from styrbord.core.spine.subjects import Succession, SuccessionKind
from styrbord.core.spine.succession import carried_back
from tests.core.spine.worlds import World, one, told, years

MERGED = date(2020, 1, 1)
AXIS = periods_between(Period.parse("2018"), Period.parse("2021"))
SERIES = {"a": np.array([1.0, 2.0, 3.0, 4.0]), "b": np.array([10.0, np.nan, 30.0, 40.0])}


def step(predecessor: str, *, kind: str = "merge", on: date = MERGED, weight: float = 1.0) -> Succession:
    """A part of a predecessor goes to the new subject."""
    return Succession(SuccessionKind(kind), on, predecessor, "new", weight)


def carried(steps: list[Succession], born: date | None = MERGED) -> list[float | None]:
    values = carried_back("new", steps, SERIES, AXIS, born=born)
    return [None if np.isnan(value) else value for value in values.tolist()]


def test_a_merger_adds_its_predecessors_until_its_day() -> None:
    assert carried([step("a"), step("b")]) == [11.0, None, None, None]


def test_a_split_takes_its_share() -> None:
    assert carried([step("a", kind="split", weight=0.25)]) == [0.25, 0.5, None, None]


def test_a_missing_predecessor_leaves_the_whole_missing() -> None:
    assert carried([step("a"), step("unknown")]) == [None] * 4


@pytest.mark.parametrize("kind", ["transfer", "merge"])
def test_what_is_added_to_a_subject_that_existed_is_not_the_whole_of_it(kind: str) -> None:
    assert carried([step("a", kind=kind)], born=None) == [None] * 4


def test_a_subject_among_its_own_predecessors_is_carried_in_its_new_borders() -> None:
    series = {"new": np.array([5.0, 6.0, 7.0, 8.0]), **SERIES}
    parts = [step("new", kind="transfer"), step("a", kind="transfer", weight=0.5)]
    assert carried_back("new", parts, series, AXIS, born=None)[:2].tolist() == [5.5, 7.0]


def test_of_two_dates_the_next_one_says_what_a_period_was_made_of() -> None:
    parts = [step("a", on=date(2019, 1, 1)), step("b", on=date(2021, 1, 1))]
    assert carried(parts, born=date(2019, 1, 1)) == [1.0, None, None, None]


def test_a_period_that_the_day_cuts_is_not_carried_back() -> None:
    assert carried([step("a", on=date(2018, 7, 1))], born=date(2018, 7, 1)) == [None] * 4


def test_a_carried_value_says_so_and_a_reported_one_stays() -> None:
    world = World({"x": one("x")}, successions_told=[step("a"), step("b")], born={"new": MERGED})
    world.report("x", "a", {"2018": 1, "2019": 2}).report("x", "b", {"2018": 3, "2019": 4})
    world.report("x", "new", {"2019": 100, "2020": 7})
    panel = world.numbers.panel(years(["x"], ["new"]))
    assert told(panel, "x", "new") == {"2018": 4, "2019": 100, "2020": 7}
    assert told(panel, "x", "new", "origin")["2018"] == Origin.CARRIED_BACK
    assert told(panel, "x", "new", "status") == {"2018": "E", "2019": "A", "2020": "A"}
