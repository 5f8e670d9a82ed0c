"""Do labels keep apart, and ticks stand at round numbers?"""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.charts.measure import text_width, wrapped
from styrbord.charts.placing import Box, Label, beside_lines, spread
from styrbord.charts.scales import value_scale

NUMBERS = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)


@given(st.lists(st.floats(0, 300), min_size=1, max_size=15))
def test_spread_heights_keep_their_order_and_their_distance(wanted: list[float]) -> None:
    heights = spread(wanted, gap=14, low=0, high=300)
    ordered = sorted(zip(wanted, heights, strict=True))
    for (_, above), (_, below) in itertools.pairwise(ordered):
        assert abs(below - above) >= 14 - 1e-6
    assert max(heights) <= 300 + 1e-6


def test_heights_that_do_not_touch_stay() -> None:
    assert spread([10, 100, 50]) == [10, 100, 50]


def test_labels_of_crossing_lines_do_not_overlap() -> None:
    up = np.array([[0.0, 100.0], [200.0, 0.0]])
    down = np.array([[0.0, 0.0], [200.0, 100.0]])
    placed = beside_lines(
        [Label("first line", up), Label("second line", down)], width=220, height=120, lines=[up, down]
    )
    boxes = [Box(at.x, at.y - 7, at.x + text_width(at.text), at.y + 7) for at in placed]
    first, second = boxes
    beside = first.right <= second.left or second.right <= first.left
    assert beside or first.bottom <= second.top or second.bottom <= first.top


@given(st.lists(NUMBERS, min_size=0, max_size=20), st.booleans())
def test_ticks_are_few_round_and_inside(values: list[float], from_zero: bool) -> None:
    scale = value_scale(values, start=0, end=100, decimals=1, language="en", from_zero=from_zero)
    assert 1 <= len(scale.ticks) <= 5
    assert all(scale.low - 1e-6 <= tick <= scale.high + 1e-6 for tick in scale.ticks)
    assert all(scale.low <= value <= scale.high for value in values)
    assert not from_zero or 0.0 in scale.ticks
    assert all(math.isfinite(scale(tick)) for tick in scale.ticks)


def test_labels_of_ticks_tell_them_apart() -> None:
    scale = value_scale([0.01, 0.012], start=0, end=100, decimals=3, language="sv")
    assert len(set(scale.labels)) == len(scale.labels)


@pytest.mark.parametrize("text", ["Ambulance response time in the county", "x" * 60, "", "a"])
def test_wrapped_lines_fit_and_lose_no_letter(text: str) -> None:
    lines = wrapped(text, width=90)
    assert all(text_width(one) <= 90 for one in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
