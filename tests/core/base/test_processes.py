"""Do child processes give what one process gives, also when one is killed?"""

import os
import signal
from pathlib import Path

import pytest

from styrbord.core.base.fan_out import InProcess
from styrbord.core.base.processes import Processes


def square(number: int) -> int:
    """Its square."""
    return number * number


def dies_once(task: tuple[int, str]) -> int:
    """Square of a number, but the first process that takes 3 in hand is killed."""
    number, folder = task
    mark = Path(folder) / "killed"
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


class CancelledError(Exception):
    """Somebody pressed a button."""


def test_processes_give_what_one_process_gives() -> None:
    told: list[int] = []
    items = list(range(7))
    outcomes = Processes(2).map(square, items, lambda done, total, stage: told.append(done))
    assert outcomes == InProcess().map(square, items)
    assert told == [1, 2, 3, 4, 5, 6, 7]


def test_a_killed_process_does_no_harm(tmp_path: Path) -> None:
    tasks = [(number, str(tmp_path)) for number in range(6)]
    assert Processes(2).map(dies_once, tasks) == [0, 1, 4, 9, 16, 25]


def test_work_in_processes_can_be_cancelled() -> None:
    def cancel(done: int, total: int, stage: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        Processes(2).map(square, list(range(50)), cancel)


def test_an_error_in_a_process_is_raised_here() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        Processes(1).map(int, ["1", "x"])


def test_no_work_starts_no_process() -> None:
    assert Processes(2).map(square, []) == []
