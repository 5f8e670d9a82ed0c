"""Who belongs directly to whom on which day?"""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.spine.subjects import Membership
from styrbord.core.spine.tree import Tree
from tests.core.spine.worlds import link

DAYS = st.dates(date(2000, 1, 1), date(2003, 1, 1))
MOVED = (link("RU-BU", "SIB", until="2018-11-03"), link("RU-BU", "FE", since="2018-11-04"))


@st.composite
def links(draw: st.DrawFn) -> list[Membership]:
    """Links below one parent, with and without ends."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        first = draw(st.none() | DAYS)
        length = draw(st.none() | st.integers(0, 500))
        last = None if length is None else (first or date(2000, 1, 1)) + timedelta(days=length)
        found.append(Membership("administrative", f"s{number}", "top", draw(st.booleans()), first, last))
    return found


def test_members_are_told_in_order_of_code_and_by_day() -> None:
    tree = Tree([*MOVED, link("RU-AL", "SIB")])
    assert [one.subject for one in tree.members("SIB", date(2018, 11, 3))] == ["RU-AL", "RU-BU"]
    assert [one.subject for one in tree.members("SIB", date(2018, 11, 4))] == ["RU-AL"]
    assert [one.subject for one in tree.members("FE", date(2018, 11, 4))] == ["RU-BU"]


def test_a_nested_member_belongs_but_does_not_count() -> None:
    tree = Tree([link("NEN", "ARK", counts=False), link("REST", "ARK")])
    assert len(tree.members("ARK", date(2020, 1, 1))) == 2
    assert [one.subject for one in tree.members("ARK", date(2020, 1, 1), counting=True)] == ["REST"]
    assert tree.descendants("ARK", counting=True) == ("REST",)


def test_hierarchies_do_not_mix() -> None:
    sector = Membership("sector", "school", "education")
    tree = Tree([link("school", "town")])
    assert tree.path("school", date(2020, 1, 1)) == ("town",)
    assert Tree([sector]).path("school", date(2020, 1, 1)) == ("education",)


def test_a_path_is_told_topmost_first_as_of_a_day() -> None:
    tree = Tree([*MOVED, link("SIB", "RU"), link("FE", "RU")])
    assert tree.path("RU-BU", date(2017, 1, 1)) == ("RU", "SIB")
    assert tree.path("RU-BU", date(2019, 1, 1)) == ("RU", "FE")


def test_a_path_through_a_circle_ends() -> None:
    assert set(Tree([link("a", "b"), link("b", "a")]).path("a", date(2020, 1, 1))) == {"a", "b"}


def test_descendants_stand_once_and_nearest_first() -> None:
    tree = Tree([link("c", "b"), link("b", "a"), link("d", "a"), link("c", "d", since="2020-01-01")])
    assert tree.descendants("a") == ("b", "d", "c")


@given(links(), st.lists(DAYS, max_size=30))
def test_segments_say_for_each_day_what_members_says(found: list[Membership], days: list[date]) -> None:
    tree = Tree(found)
    axis = np.array(sorted(days), dtype="datetime64[D]")
    seen: dict[int, tuple[str, ...]] = {}
    for mask, codes in tree.segments("top", axis):
        for position in np.flatnonzero(mask):
            assert position not in seen
            seen[int(position)] = codes
    expected = [tuple(one.subject for one in tree.members("top", day, counting=True)) for day in sorted(days)]
    assert [seen[position] for position in range(len(axis))] == expected
