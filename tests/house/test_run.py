"""Does the script that starts everything need nothing but Python, and say what it can do?"""

import subprocess
import sys

import pytest

from tests.house.files import ROOT


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """What the script answers in an isolated Python without any package."""
    command = [sys.executable, "-I", "-S", "run", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_help_names_every_command() -> None:
    told = run("--help")
    assert told.returncode == 0
    assert all(
        f"./run {word}" in told.stdout for word in ("demo", "styrbord", "setup", "test", "check", "soak")
    )


@pytest.mark.parametrize("words", [(), ("dmeo",)])
def test_a_missing_or_unknown_command_is_refused_with_the_list_of_commands(words: tuple[str, ...]) -> None:
    told = run(*words)
    assert told.returncode != 0
    assert "./run demo" in told.stdout + told.stderr
