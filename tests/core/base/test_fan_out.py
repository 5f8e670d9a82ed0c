"""Does the in-process fan-out keep order, tell progress and pass errors on?"""

import pytest

from styrbord.core.base.fan_out import FanOut, InProcess


def test_outcomes_come_in_order_and_every_step_is_told() -> None:
    told: list[tuple[int, int, str]] = []
    port: FanOut = InProcess()
    assert port.map(str, [3, 1, 2], lambda *step: told.append(step)) == ["3", "1", "2"]
    assert told == [(1, 3, "fan-out"), (2, 3, "fan-out"), (3, 3, "fan-out")]


def test_the_first_error_is_raised() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        InProcess().map(int, ["1", "x"])
