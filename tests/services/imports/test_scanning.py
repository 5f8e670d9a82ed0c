"""Is no file read that the scanner of the house refuses, and none while it does not answer?"""

import sys
from pathlib import Path
from typing import Any

import pytest

from styrbord.conf.safety import scanner_words
from styrbord.core.base.problems import Refused
from styrbord.services.imports import scanning
from styrbord.services.imports.running import read_in_child
from styrbord.sources.asking import Request
from tests.services.imports.test_running import codes, small

HARMLESS = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The text that scanners agree to call harmful; in two parts, or they would find it here."""
SCANNER = f"""
import sys
content = open(sys.argv[1], "rb").read() if len(sys.argv) > 1 else sys.stdin.buffer.read()
sys.exit(1 if b"{HARMLESS[-40:]}" in content else 0)
"""


@pytest.fixture(params=["at its path", "as its input"])
def scanner(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> Path:
    """A scanner that finds the text for tests."""
    program = tmp_path / "scanner.py"
    program.write_text(SCANNER, encoding="utf-8")
    place = " {}" if request.param == "at its path" else ""
    settings.SCANNER = scanner_words(f"{sys.executable} '{program}'{place}")
    return program


@pytest.mark.usefixtures("scanner")
def test_a_file_in_which_the_scanner_finds_something_is_refused_and_never_read(tmp_path: Path) -> None:
    path = small(tmp_path)
    path.write_text(f"{path.read_text(encoding='utf-8')}{HARMLESS};1;2\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_in_child(Request(path, tmp_path / "out"))
    assert codes(refused) == ["file.infected"]
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("scanner")
def test_a_clean_file_is_read_as_without_a_scanner(tmp_path: Path) -> None:
    assert read_in_child(Request(small(tmp_path), tmp_path / "out")).account["parts"]


@pytest.mark.parametrize("words", [["/no/such/program"], [sys.executable, "-c", "raise SystemExit(2)"]])
def test_without_the_scanners_answer_no_file_is_read(tmp_path: Path, settings: Any, words: list[str]) -> None:
    settings.SCANNER = words
    with pytest.raises(Refused) as refused:
        read_in_child(Request(small(tmp_path), tmp_path / "out"))
    assert codes(refused) == ["file.not-scanned"]


def test_a_scanner_that_takes_too_long_is_ended(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    settings.SCANNER = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(Refused) as refused:
        read_in_child(Request(small(tmp_path), tmp_path / "out"))
    assert codes(refused) == ["file.not-scanned"]


def test_a_scanner_that_is_not_there_stops_the_start() -> None:
    assert scanner_words("") == []
    with pytest.raises(SystemExit, match="no-such-scanner"):
        scanner_words("no-such-scanner --fast {}")
