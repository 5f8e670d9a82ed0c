"""Does a roll-up equal what a plain recursion over the members gives?"""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.spine.indicators import OverSubjects
from styrbord.core.spine.subjects import Membership
from tests.core.spine.worlds import World, link, one, told, years

YEARS = ("2018", "2019", "2020")
CELLS = st.one_of(st.none(), st.integers(-999, 999), st.sampled_from("OLZMQ"))


@dataclass
class Plain:
    """The roll-up as anyone would write it down: one subject, one year at a time."""

    world: World
    indicator: str

    def cell(self, subject: str, year: str) -> tuple[float | None, str]:
        return self.world.rows.get((self.indicator, subject, year), (None, "", 0))[:2]

    def members(self, subject: str, year: str) -> list[str]:
        day = date(int(year), 1, 1)
        return [
            one.subject
            for one in self.world.memberships
            if one.parent == subject
            and one.counts
            and (one.valid_from or date.min) <= day <= (one.valid_to or date.max)
        ]

    def value(self, subject: str, year: str) -> float | None:
        value, status = self.cell(subject, year)
        is_closed = value is not None or status in {"M", "Q", "Z"}
        return value if is_closed else self.total(subject, year)

    def is_suppressed(self, subject: str, year: str) -> bool:
        value, status = self.cell(subject, year)
        is_open = value is None and status not in {"M", "Q", "Z"}
        return status == "Q" or (is_open and self.is_refused(subject, year))

    def is_refused(self, subject: str, year: str) -> bool:
        return any(self.is_suppressed(member, year) for member in self.members(subject, year))

    def total(self, subject: str, year: str) -> float | None:
        if self.is_refused(subject, year):
            return None
        known = [
            0.0 if self.cell(member, year)[1] == "Z" else self.value(member, year)
            for member in self.members(subject, year)
        ]
        found = [value for value in known if value is not None]
        return sum(found) if found else None

    def ever_below(self, subject: str) -> list[str]:
        direct = [one.subject for one in self.world.memberships if one.parent == subject and one.counts]
        return [*direct, *(lower for member in direct for lower in self.ever_below(member))]

    def coverage(self, subject: str, year: str) -> tuple[int, int]:
        pairs = [self.unit(member, year) for member in self.members(subject, year)]
        return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)

    def unit(self, subject: str, year: str) -> tuple[int, int]:
        status = self.cell(subject, year)[1]
        has = self.value(subject, year) is not None or status == "Z"
        own = (int(has), int(status != "M"))
        has_rows = {code for indicator, code, _ in self.world.rows if indicator == self.indicator}
        if status == "M" or not has_rows & set(self.ever_below(subject)):
            return own
        reported, expected = self.coverage(subject, year)
        return (reported, expected) if expected and (reported or not has) else own


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A tree of five levels and uneven depth, where anyone at any level may have reported, or not."""
    level = {"n0": 0}
    memberships: list[Membership] = []
    for number in range(1, draw(st.integers(4, 14))):
        if number < 5:
            parent = f"n{number - 1}"
        else:
            parent = draw(st.sampled_from([code for code, depth in level.items() if depth < 4]))
        code = f"n{number}"
        level[code] = level[parent] + 1
        memberships += draw(placed(code, parent, [one for one in level if level[one] == level[parent]]))
    world = World({"x": one("x")}, memberships)
    for code in level:
        cells = {year: draw(CELLS) for year in YEARS}
        world.report("x", code, {year: cell for year, cell in cells.items() if cell is not None})
    return world


def placed(code: str, parent: str, others: list[str]) -> st.SearchStrategy[list[Membership]]:
    """A place in the tree: for good, not counting, or moved to another parent in the year 2019."""
    other = sorted(others)[0]
    return st.sampled_from(
        [
            [link(code, parent)],
            [link(code, parent, counts=False)],
            [link(code, parent, until="2018-06-30"), link(code, other, since="2018-07-01")],
            [link(code, parent, since="2019-01-02")],
        ]
    )


@pytest.mark.requirement("R-002")
@settings(max_examples=200, deadline=None)
@given(worlds())
def test_every_level_of_a_random_tree_equals_the_plain_recursion(world: World) -> None:
    plain = Plain(world, "x")
    codes = tuple(sorted(world.subjects()))
    panel = world.numbers.panel(years(["x"], codes, "2018", "2020"))
    check = world.numbers.computed(years(["x"], codes, "2018", "2020"))
    for code in codes:
        values, totals = told(panel, "x", code), told(check, "x", code)
        statuses = told(panel, "x", code, "status")
        reported, expected = told(check, "x", code, "reported"), told(check, "x", code, "expected")
        for year in YEARS:
            assert values[year] == plain.value(code, year)
            assert totals[year] == plain.total(code, year)
            assert (statuses[year] == "Q") == plain.is_suppressed(code, year)
            assert (reported[year], expected[year]) == plain.coverage(code, year)


@settings(max_examples=100, deadline=None)
@given(worlds(), st.sampled_from(YEARS), st.data())
def test_a_cell_does_not_depend_on_what_is_asked_with_it(
    world: World, year: str, data: st.DataObject
) -> None:
    codes = tuple(sorted(world.subjects()))
    code = data.draw(st.sampled_from(codes))
    wide, narrow = (
        world.numbers.panel(years(["x"], codes)),
        world.numbers.panel(years(["x"], [code], year, year)),
    )
    for name in ("value", "status", "origin", "reported", "expected"):
        there = told(wide, "x", code, name).get(year)
        here = told(narrow, "x", code, name)[year]
        assert here == there or there is None


def region(**cells: dict[str, float | str]) -> World:
    """A region of three towns that reports what it is told to."""
    world = World({"x": one("x")}, [link(town, "region") for town in ("a", "b", "c")])
    for code, told_cells in cells.items():
        world.report("x", code, told_cells)
    return world


def answer(world: World, name: str = "value", code: str = "region") -> object:
    return told(world.numbers.panel(years(["x"], [code], "2020", "2020")), "x", code, name)["2020"]


def test_a_sum_with_a_member_missing_tells_how_many_reported() -> None:
    world = region(a={"2020": 1}, b={"2020": 2}, c={"2019": 5})
    assert (answer(world), answer(world, "reported"), answer(world, "expected")) == (3, 2, 3)


def test_a_dash_counts_as_reported_and_adds_nothing() -> None:
    world = region(a={"2020": 1}, b={"2020": "Z"}, c={"2020": 4})
    assert (answer(world), answer(world, "reported"), answer(world, "expected")) == (5, 3, 3)


def test_a_member_where_the_thing_cannot_exist_is_not_waited_for() -> None:
    world = region(a={"2020": 1}, b={"2020": "M"}, c={"2020": 4})
    assert (answer(world), answer(world, "reported"), answer(world, "expected")) == (5, 2, 2)


def test_no_member_reported_gives_no_number() -> None:
    world = region(a={"2019": 1})
    assert (answer(world), answer(world, "reported")) == (None, 0)


def test_a_suppressed_total_is_not_computed_from_its_parts() -> None:
    world = region(region={"2020": "Q"}, a={"2020": 1}, b={"2020": 2}, c={"2020": 3})
    assert (answer(world), answer(world, "status")) == (None, "Q")


def test_a_total_not_yet_known_is_computed_although_other_years_are_reported() -> None:
    world = region(region={"2019": 9, "2020": "O"}, a={"2020": 1}, b={"2020": 2}, c={"2020": 3})
    assert (answer(world), answer(world, "origin")) == (6, 3)


def test_members_that_run_on_after_the_parent_are_seen_without_asking_for_years() -> None:
    world = region(region={"2019": 9}, a={"2020": 1}, b={"2020": 2}, c={"2020": 3})
    assert told(world.numbers.panel(years(["x"], ["region"])), "x", "region") == {"2019": 9, "2020": 6}


def test_the_reported_value_stays_beside_the_computed_one() -> None:
    world = region(region={"2020": 100}, a={"2020": 1}, b={"2020": 2}, c={"2020": 3})
    check = told(world.numbers.computed(years(["x"], ["region"])), "x", "region")
    assert (answer(world), check["2020"]) == (100, 6)


def test_a_district_that_reported_before_its_towns_did_counts_as_one_unit() -> None:
    links = [link("d", "top"), link("t", "d", since="2020-01-01")]
    world = World({"x": one("x")}, links).report("x", "t", {"2020": 1}).report("x", "d", {"2019": 7})
    panel = world.numbers.panel(years(["x"], ["top"]))
    assert told(panel, "x", "top", "expected") == {"2019": 1, "2020": 1}


def test_tenths_add_up_without_binary_dust_also_through_a_computed_level() -> None:
    world = World({"x": one("x")}, [link("d", "top"), link("e", "top"), link("a", "d"), link("b", "d")])
    for code, value in {"a": 0.1, "b": 0.2, "e": 0.3}.items():
        world.rows["x", code, "2020"] = (value, "A", 1)
        world.rows["x", code, "2019"] = (None, "O", -1)
    assert told(world.numbers.panel(years(["x"], ["top"])), "x", "top")["2020"] == 0.6


def weighted(rates: dict[str, float | str], weights: dict[str, float]) -> World:
    definitions = {
        "rate": one("rate", OverSubjects.WEIGHTED_MEAN, weight_by="people"),
        "people": one("people"),
    }
    world = World(definitions, [link(code, "region") for code in ("a", "b")])
    for code, rate in rates.items():
        world.report("rate", code, {"2020": rate})
    for code, people in weights.items():
        world.report("people", code, {"2020": people})
    return world


@pytest.mark.parametrize(
    ("weights", "value", "reported"),
    [({"a": 1, "b": 3}, 5.5, 2), ({"a": 1}, 4.0, 1), ({}, None, 0), ({"a": 0, "b": 0}, None, 2)],
)
def test_a_weighted_mean_leaves_out_whoever_has_no_weight(
    weights: dict[str, float], value: float | None, reported: int
) -> None:
    panel = weighted({"a": 4, "b": 6}, weights).numbers.panel(years(["rate"], ["region"]))
    assert told(panel, "rate", "region")["2020"] == value
    assert told(panel, "rate", "region", "reported")["2020"] == reported
    assert told(panel, "rate", "region", "expected")["2020"] == 2


def test_a_member_that_changes_its_parent_counts_by_the_first_day_of_the_period() -> None:
    links = [
        link("west", "top"),
        link("east", "top"),
        link("a", "west"),
        link("b", "west", until="2019-11-03"),
        link("b", "east", since="2019-11-04"),
    ]
    world = World({"x": one("x")}, links)
    world.report("x", "a", {"2019": 1, "2020": 1}).report("x", "b", {"2019": 10, "2020": 10})
    panel = world.numbers.panel(years(["x"], ["west", "east", "top"]))
    assert told(panel, "x", "west") == {"2019": 11, "2020": 1}
    assert told(panel, "x", "east") == {"2019": None, "2020": 10}
    assert told(panel, "x", "top") == {"2019": 11, "2020": 11}


@pytest.mark.parametrize("over", [OverSubjects.NONE, OverSubjects.FORMULA])
def test_what_does_not_add_up_is_not_added(over: OverSubjects) -> None:
    world = World({"x": one("x", over)}, [link("a", "region")]).report("x", "a", {"2020": 1})
    assert told(world.numbers.panel(years(["x"], ["region"], "2020", "2020")), "x", "region") == {
        "2020": None
    }


def test_a_page_of_a_subject_with_every_number_reads_no_member() -> None:
    world = region(region={"2020": 6}, a={"2020": 1}, b={"2020": 2}, c={"2020": 3})
    answer(world)
    assert [query.subjects for query in world.asked] == [("region",)]
