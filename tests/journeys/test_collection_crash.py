"""Is anything that was handed in, approved or released lost, halved or doubled by a kill at any moment?"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import ROOT
from tests.databases import KINDS, postgresql_copy

KILLS = os.environ.get("STYRBORD_TEST_KILLS", "5")


@pytest.fixture
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database file that is not there yet, or an empty database of a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "board.sqlite3")
        return
    with postgresql_copy(request.getfixturevalue("durable_postgres_url"), "template0") as address:
        yield address


@pytest.mark.parametrize("empty_address", KINDS, indirect=True)
def test_a_kill_loses_halves_and_doubles_nothing(empty_address: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "STYRBORD_DATABASE": empty_address,
        "STYRBORD_BENCH": str(tmp_path),
        "STYRBORD_STATE": str(tmp_path / "state"),
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT))),
    }
    words = [sys.executable, "-m", "bench.collection_faults", "--trials", KILLS, "--seed", "2026"]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["failures"] == []
    assert found["fired"] == int(KILLS)
    assert found["acknowledged"]["open"] >= 1
