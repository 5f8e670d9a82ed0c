"""How do the processes of one run share what is slow to make, and in which order do they take the tests?"""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

FIRST = (
    "tests/contract/test_permissions.py",
    "tests/journeys/test_past.py",
    "tests/journeys/test_every_page.py",
    "tests/contract/test_permissions_states.py",
    "tests/journeys/test_downloads.py",
    "tests/contract/test_backups.py",
    "tests/journeys/test_crash.py",
    "tests/journeys/test_collection_crash.py",
    "tests/journeys/test_disk_faults.py",
    "tests/journeys/test_new_rubric.py",
    "tests/journeys/test_real_packs.py",
    "tests/journeys/test_import_a_file.py",
    "tests/journeys/test_decide_a_deviation.py",
    "tests/journeys/test_small_server.py",
    "tests/journeys/test_overview.py",
    "tests/journeys/test_page_dates.py",
    "tests/sources/test_hostile_mutations.py",
    "tests/sources/test_hostile_files.py",
    "tests/core/spine/test_rollup.py",
    "tests/cli/test_commands.py",
    "tests/cli/test_reading.py",
)
"""Files of tests that take longest: last, one process would work on them alone while the others rest."""


def is_one_of_many() -> bool:
    """Whether this process shares the run with others."""
    return "PYTEST_XDIST_WORKER" in os.environ


def longest_first(items: list[pytest.Item]) -> None:
    """Move the tests of the slowest files to the front; nothing else changes its place."""
    place = {path: number for number, path in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.nodeid.split("::")[0], len(place)))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Folder that the first process of a run makes; the others wait for it and change nothing in it."""
    base = factory.getbasetemp()
    shared = base.parent if is_one_of_many() else base
    folder, draft = shared / name, shared / f"{name}.draft"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            make(draft)
            draft.rename(folder)
    return folder
