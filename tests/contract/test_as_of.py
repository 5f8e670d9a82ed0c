"""Does the store show what was released by a moment, and what the source had said by one?"""

from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.spine.facts import Query
from styrbord.services import clock
from styrbord.services.loading import load_pack
from styrbord.services.reading import Reading, end_of, visible
from tests.contract.asking import moment, reading, totals, values
from tests.contract.packs import Written

pytestmark = pytest.mark.usefixtures("database")


def said(vintage: str, cells: dict[str, object]) -> Written:
    """What the source said of n1 in a year."""
    return Written().observe("people", "n1", cells, vintage=vintage).described(code="said")


VINTAGES = {
    "2019": {"2017": 10, "2018": 20},
    "2020": {"2018": 21, "2019": 30},
    "2021": {"2017": 12, "2019": "Q"},
}
BY_VINTAGE: dict[str, dict[str, Any]] = {
    "2018": {},
    "2019": {"2017": 10, "2018": 20},
    "2020": {"2017": 10, "2018": 21, "2019": 30},
    "2021": {"2017": 12, "2018": 21, "2019": "Q"},
    "2022": {"2017": 12, "2018": 21, "2019": "Q"},
}


def load(folder: Path, vintage: str, on: str) -> None:
    load_pack(said(vintage, VINTAGES[vintage]).write(folder / f"{vintage}-{on}"), now=moment(on))


@pytest.mark.parametrize("order", list(permutations(VINTAGES)), ids="-".join)
def test_the_order_of_arrival_changes_no_answer(order: tuple[str, ...], tmp_path: Path) -> None:
    for day, vintage in enumerate(order, start=1):
        load(tmp_path, vintage, f"2022-01-{day:02}")
    for vintage, expected in BY_VINTAGE.items():
        assert values(reading(vintage=vintage), "people", "n1") == expected
    assert values(reading(), "people", "n1") == BY_VINTAGE["2022"]


def test_as_of_a_day_shows_what_was_released_by_then(tmp_path: Path) -> None:
    load(tmp_path, "2021", "2022-01-01")
    load(tmp_path, "2019", "2022-02-01")
    load(tmp_path, "2020", "2022-03-01")
    shown = {
        day: values(reading(as_of=day), "people", "n1")
        for day in ("2021-12-31", "2022-01-31", "2022-02-28", "2022-03-31")
    }
    assert shown == {
        "2021-12-31": {},
        "2022-01-31": {"2017": 12, "2019": "Q"},
        "2022-02-28": {"2017": 12, "2018": 20, "2019": "Q"},
        "2022-03-31": {"2017": 12, "2018": 21, "2019": "Q"},
    }


def test_as_of_and_vintage_bind_together(tmp_path: Path) -> None:
    load(tmp_path, "2021", "2022-01-01")
    load(tmp_path, "2019", "2022-02-01")
    assert values(reading(as_of="2022-01-15", vintage="2019"), "people", "n1") == {}
    assert values(reading(as_of="2022-02-15", vintage="2019"), "people", "n1") == BY_VINTAGE["2019"]


def test_a_day_that_has_not_come_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        visible(as_of=clock.now() + timedelta(days=2))
    assert refusal.value.problems[0].code == "as-of.future"


def embargoed(tmp_path: Path) -> str:
    """Two editions, of which the second is released in a year; the year of that."""
    today = clock.now().date()
    past, future = f"{today.year - 1}-01-01", f"{today.year + 1}-01-01"
    pack = Written().observe("people", "n1", {"2018": 1}, vintage=past)
    pack.observe("people", "n1", {"2018": 2, "2019": 3}, vintage=future).observe(
        "people", "n2", {"2018": 5}, vintage=future
    )
    load_pack(pack.described(code="held", release="vintage").write(tmp_path))
    return future


def at(day: str, vintage: str = "") -> Reading:
    """A reading at a time still to come, when the clock has passed it."""
    then = moment(day)
    return Reading(visible().principal, then, then, end_of(vintage) if vintage else None)


def test_an_embargo_ends_by_the_clock_alone(tmp_path: Path) -> None:
    future = embargoed(tmp_path)
    assert values(reading(), "people", "n1") == {"2018": 1}
    assert values(reading(), "people", "n2") == {}
    assert values(at(future), "people", "n1") == {"2018": 2, "2019": 3}
    assert totals(at(future), "people", "north") == {"2018": 7, "2019": 3}


def test_an_embargo_holds_under_vintage_and_in_the_history_too(tmp_path: Path) -> None:
    future = embargoed(tmp_path)
    assert values(reading(vintage=future), "people", "n1") == {"2018": 1}
    assert values(at(future, vintage=future), "people", "n1") == {"2018": 2, "2019": 3}
    assert [version.value for version in history(reading())] == [1]
    assert [version.value for version in history(at(future))] == [2, 1]
    assert len(reading().editions) == 1


def history(found: Reading, period: str = "2018") -> Any:
    year = Period.parse(period)
    return found.facts.history(Query(("people",), ("n1",), year.frequency, year, year))


def test_the_history_of_a_value_names_file_line_edition_and_what_is_shown(tmp_path: Path) -> None:
    load(tmp_path, "2019", "2022-01-01")
    load(tmp_path, "2020", "2022-02-01")
    found = [
        (one.value, one.edition.vintage_label, one.file, one.line, one.is_shown) for one in history(reading())
    ]
    assert found == [(21, "2020", "observations.csv", 2, True), (20, "2019", "observations.csv", 3, False)]
    assert [one.is_shown for one in history(reading(vintage="2019"))] == [False, True]
    assert [one.value for one in history(reading(as_of="2022-01-15"))] == [20]


def test_names_memberships_and_definitions_are_those_of_then(tmp_path: Path) -> None:
    load_pack(said("2019", VINTAGES["2019"]).write(tmp_path / "a"), now=moment("2022-01-01"))
    pack = said("2020", VINTAGES["2020"])
    pack.territories[3] = {**pack.territories[3], "name_en": "Newby", "parent_code": "south"}
    pack.indicators[0] = {**pack.indicators[0], "name_en": "Inhabitants", "over_subjects": "none"}
    load_pack(pack.write(tmp_path / "b"), now=moment("2022-02-01"))
    then, now = reading(as_of="2022-01-15"), reading()
    assert [one.register.subjects()["n1"].names["en"] for one in (then, now)] == ["Fjordby", "Newby"]
    assert [one.register.indicators()["people"].names["en"] for one in (then, now)] == [
        "People",
        "Inhabitants",
    ]
    day = moment("2022-01-01").date()
    assert [one.register.tree().path("n1", day) for one in (then, now)] == [
        ("top", "north"),
        ("top", "south"),
    ]
    assert totals(then, "people", "north") == {"2017": 10, "2018": 20}
    assert totals(now, "people", "south") == {}
    assert reading(as_of="2021-01-01").register.subjects() == {}


@pytest.mark.requirement("R-005")
def test_a_type_holds_by_day(tmp_path: Path) -> None:
    pack = said("2019", VINTAGES["2019"])
    pack.tables["types"] = [
        {"territory_code": "n1", "type": "town", "valid_from": "", "valid_to": "2022-12-31"},
        {"territory_code": "n1", "type": "monotown", "valid_from": "2023-01-01", "valid_to": ""},
    ]
    load_pack(pack.write(tmp_path))
    types = reading().register.types
    assert (types(moment("2021-01-01").date())["n1"], types(moment("2024-01-01").date())["n1"]) == (
        "town",
        "monotown",
    )
