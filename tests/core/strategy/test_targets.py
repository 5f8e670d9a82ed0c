"""How far is a value from its target, and since when?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.spine.indicators import Direction, Indicator
from styrbord.core.strategy.targets import behind, run_length, shortfall


def aimed(direction: str, low: float | None = None, high: float | None = None) -> Indicator:
    """An indicator with a direction and perhaps a range."""
    return Indicator("x", {"en": "x"}, "d", direction=Direction(direction), range_low=low, range_high=high)


def short(value: float, target: float, indicator: Indicator) -> float:
    return float(shortfall(np.array([value]), np.array([target]), indicator)[0])


@pytest.mark.parametrize(
    ("direction", "value", "expected"),
    [("up", 90.0, 0.1), ("up", 110.0, 0.0), ("down", 110.0, 0.1), ("down", 90.0, 0.0), ("none", 1.0, 0.0)],
)
def test_the_shortfall_is_the_share_of_the_target_on_its_bad_side(
    direction: str, value: float, expected: float
) -> None:
    assert short(value, 100.0, aimed(direction)) == pytest.approx(expected)


def test_a_negative_target_has_its_bad_side_too() -> None:
    assert short(-12.0, -10.0, aimed("up")) == pytest.approx(0.2)


@pytest.mark.parametrize(("value", "target"), [(np.nan, 1.0), (1.0, np.nan), (1.0, 0.0)])
def test_without_value_target_or_size_the_shortfall_is_unknown(value: float, target: float) -> None:
    assert np.isnan(short(value, target, aimed("up")))
    assert not behind(np.array([value]), np.array([target]), aimed("up"))[0]


@pytest.mark.parametrize(
    ("low", "high", "value", "expected"),
    [
        (2, 4, 3, 0.0),
        (2, 4, 5, 0.5),
        (2, 4, 1, 0.5),
        (None, 4, 6, 0.5),
        (2, None, 1, 0.5),
        (None, None, 9, 0.0),
    ],
)
def test_a_range_measures_from_its_nearer_end(
    low: float | None, high: float | None, value: float, expected: float
) -> None:
    assert short(value, np.nan, aimed("range", low, high)) == pytest.approx(expected)


@given(st.lists(st.booleans(), max_size=20))
def test_a_run_is_counted_back_from_the_last(flags: list[bool]) -> None:
    text = "".join("x" if flag else "." for flag in flags)
    assert run_length(np.array(flags, dtype=bool)) == len(text) - len(text.rstrip("x"))
