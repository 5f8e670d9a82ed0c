"""Do the two intervals of a row answer every question as a search through all releases does?"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.spine.editions import intervals

FOREVER = 10**6
MOMENTS = st.integers(0, 12)


@dataclass(frozen=True)
class Row:
    """One value: its key, when the source said it, and when it was released here."""

    key: int
    vintage: int
    released: int


def shown(rows: list[Row], key: int, as_of: int) -> Row | None:
    """The latest vintage among what was released by then."""
    known = [row for row in rows if row.key == key and row.released <= as_of]
    return max(known, key=lambda row: row.vintage, default=None)


def said(rows: list[Row], key: int, vintage: int) -> Row | None:
    """The latest thing that the source had said by then."""
    known = [row for row in rows if row.key == key and row.vintage <= vintage]
    return max(known, key=lambda row: row.vintage, default=None)


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    """Vintages and releases in any order of arrival; a key has one value in a vintage."""
    keys = draw(st.lists(st.tuples(st.integers(0, 2), MOMENTS), unique=True, max_size=15))
    return [Row(key, vintage, draw(MOMENTS)) for key, vintage in keys]


@given(histories())
def test_the_range_conditions_answer_as_the_search_does(rows: list[Row]) -> None:
    columns = [
        np.array([getattr(row, name) for row in rows], dtype=np.int64)
        for name in ("key", "vintage", "released")
    ]
    vintage_to, shown_to = intervals(*columns, FOREVER)
    for key in range(3):
        for moment in range(14):
            mine = range(len(rows))
            by_release = [
                rows[i] for i in mine if rows[i].key == key and rows[i].released <= moment < shown_to[i]
            ]
            by_vintage = [
                rows[i] for i in mine if rows[i].key == key and rows[i].vintage <= moment < vintage_to[i]
            ]
            assert by_release == [row for row in [shown(rows, key, moment)] if row]
            assert by_vintage == [row for row in [said(rows, key, moment)] if row]


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(rows: list[Row], random: object) -> None:
    ends = dict(zip(rows, zip(*_ends(rows), strict=True), strict=True)) if rows else {}
    shuffled = sorted(rows, key=lambda _: random.random())  # type: ignore[attr-defined]
    again = dict(zip(shuffled, zip(*_ends(shuffled), strict=True), strict=True)) if rows else {}
    assert ends == again


def test_an_older_vintage_that_arrives_late_is_never_shown() -> None:
    vintage_to, shown_to = _ends([Row(1, 2021, 50), Row(1, 2019, 60)])
    assert (vintage_to, shown_to) == ([FOREVER, 2021], [FOREVER, 50])


def _ends(rows: list[Row]) -> tuple[list[int], list[int]]:
    columns = [
        np.array([getattr(row, name) for row in rows], dtype=np.int64)
        for name in ("key", "vintage", "released")
    ]
    vintage_to, shown_to = intervals(*columns, FOREVER)
    return vintage_to.tolist(), shown_to.tolist()
