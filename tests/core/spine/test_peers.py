"""Between which ranks does a subject stand among its peers?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.spine.indicators import Direction
from styrbord.core.spine.peers import SMALLEST_GROUP, rank_span

VALUES = st.lists(st.integers(0, 40).map(lambda tenths: tenths / 10), min_size=5, max_size=12)


@given(VALUES, st.sampled_from(Direction))
def test_the_span_is_every_place_that_a_tie_could_take(values: list[float], direction: Direction) -> None:
    order = sorted(values, reverse=direction is not Direction.DOWN)
    own = values[0]
    places = [place for place, value in enumerate(order, start=1) if value == own]
    assert rank_span(own, np.array(values), direction=direction, decimals=1) == (min(places), max(places))


@given(VALUES)
def test_down_is_up_of_the_opposite_numbers(values: list[float]) -> None:
    group = np.array(values)
    down = rank_span(values[0], group, direction=Direction.DOWN, decimals=1)
    assert down == rank_span(-values[0], -group, direction=Direction.UP, decimals=1)


def test_digits_that_are_not_shown_do_not_rank() -> None:
    group = np.array([1.04, 1.0, 0.96, 5.0, 6.0])
    assert rank_span(1.04, group, direction=Direction.UP, decimals=1) == (3, 5)


def test_below_five_values_there_is_no_rank() -> None:
    group = np.array([1.0, 2.0, 3.0, 4.0, np.nan])
    assert SMALLEST_GROUP == 5
    assert rank_span(1.0, group, direction=Direction.UP, decimals=0) is None


def test_a_missing_value_has_no_rank() -> None:
    assert rank_span(np.nan, np.arange(6.0), direction=Direction.UP, decimals=0) is None
