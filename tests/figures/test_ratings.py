"""Do tables of a rating stay within types, and do parts of a score add up?"""

from dataclasses import replace
from typing import Any

import pytest

from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Bands, Peers
from styrbord.core.ratings.tree import Node, Tree
from styrbord.figures.rating_parts import apart, changed
from styrbord.figures.ratings import Place, Rating, segments, tables


def tree() -> Tree:
    return Tree(
        (
            Node("index", level=3, is_indicator=False),
            Node("people", "index", 2, is_indicator=False),
            Node("things", "index", 2, is_indicator=False),
            Node("staff", "people", direction=1),
            Node("skill", "people", direction=1),
            Node("roads", "things", direction=1),
        )
    )


def place(code: str, group: str, rank: int | None, nominal: str, *, is_sure: bool = True) -> Place:
    verdict = nominal if is_sure else "borderline"
    return Place(code, group, {"index": 90.0 - (rank or 9)}, rank, rank, rank, nominal, verdict=verdict)


def rating(**said: Any) -> Rating:
    places = (
        place("a", "town", 1, "leader"),
        place("b", "town", 2, "leader", is_sure=False),
        place("c", "town", 3, "middle"),
        place("d", "village", 1, "lagging"),
        place("e", "village", None, "lagging"),
    )
    method = Method("m", "1", tree(), bands=Bands(), peers=Peers(group="type"))
    return replace(Rating("m", "2025", method, "1", places, previous={"a": 2, "b": 1, "c": 3}), **said)


def test_types_have_tables_of_their_own() -> None:
    found = tables(rating())
    assert [(one.group, [row.place.subject for row in one.rows]) for one in found] == [
        ("town", ["a", "b", "c"]),
        ("village", ["d", "e"]),
    ]
    assert [(one.group, one.count) for one in segments(rating())] == [("town", 3), ("village", 2)]
    assert [one.group for one in tables(rating(), group="village")] == ["village"]


def test_a_method_that_says_so_has_one_table_over_types() -> None:
    method = replace(rating().method, peers=Peers(group="type", is_common=True))
    (found,) = tables(rating(method=method))
    assert found.count == 5


@pytest.mark.requirement("R-085")
def test_the_classes_part_the_set_and_the_borderline_are_counted_apart() -> None:
    (town, _) = tables(rating())
    assert sum(town.classes.values()) == town.count
    assert town.sure == {"leader": 1, "middle": 1, "lagging": 0}
    assert town.borderline == 1


def test_a_row_tells_the_rise_and_where_a_class_ends() -> None:
    (town, village) = tables(rating(), own="b")
    assert [row.rise for row in town.rows] == [1, -1, 0]
    assert [row.is_border for row in town.rows] == [False, False, True]
    assert [row.is_own for row in town.rows] == [False, True, False]
    assert [row.rise for row in village.rows] == [None, None]


def test_a_grade_that_is_held_back_has_no_score() -> None:
    places = (Place("a", "town", is_withheld=True),)
    ((row,),) = (one.rows for one in tables(rating(places=places)))
    assert row.score.value is None


def test_parts_add_up_to_the_difference_from_the_peers() -> None:
    own, peers = {"staff": 10.0, "skill": 20.5, "roads": 30.0}, {"staff": 12.0, "skill": 20.0}
    found = apart(tree(), own, peers)
    assert sum(bar.value or 0 for bar in found.bars) == pytest.approx(found.difference, abs=1e-12)
    assert [(bar.code, bar.value) for bar in found.bars] == [("things", 30.0), ("people", -1.5)]
    assert [bar.code for bar in found.costs] == ["people"]


def test_bars_of_a_change_hold_what_is_no_indicator_and_sum_to_it() -> None:
    points = {"staff": 1.0, "skill": 0.0, "roads": -0.5, "missing": 4.5, "weights": 0.0, "rules": -3e-15}
    names = {code: {"en": code} for code in ("missing", "weights", "rules")}
    bars = changed(tree(), points, names)
    assert [(bar.code, bar.value) for bar in bars] == [("missing", 4.5), ("people", 1.0), ("things", -0.5)]
    assert sum(bar.value or 0 for bar in bars) == pytest.approx(sum(points.values()))
