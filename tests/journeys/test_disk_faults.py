"""Is anything lost, halved or doubled when the disk is full in the middle of a hand-in or release?"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.terminal import ROOT

TRIALS = os.environ.get("STYRBORD_TEST_FULL_DISKS", "4")


def test_a_full_disk_loses_halves_and_doubles_nothing(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "STYRBORD_DATABASE": str(tmp_path / "board.sqlite3"),
        "STYRBORD_BENCH": str(tmp_path),
        "STYRBORD_STATE": str(tmp_path / "state"),
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT))),
    }
    words = [sys.executable, "-m", "bench.disk_faults", "--trials", TRIALS, "--seed", "2026"]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["failures"] == []
    assert found["fired"] == int(TRIALS)
