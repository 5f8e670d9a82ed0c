"""Does whatever happens in the reading process become an answer, and can it reach out?"""

import subprocess
import sys
from pathlib import Path

import pytest

from styrbord.core.base.progress import silent
from styrbord.sources.asking import Request
from styrbord.sources.isolated import answer_to
from styrbord.sources.limits import MEMORY
from styrbord.sources.reading import read

ALONE = "from styrbord.sources.limits import stay_alone, limit; limit(); stay_alone(); "


def test_a_file_that_is_read_is_answered_so(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Kommun;2019;2020\nAle;1;2\nLerum;3;4\n", encoding="utf-8")
    answer = answer_to({"request": Request(path, tmp_path / "out").as_json(), "memory": MEMORY}, read, silent)
    assert answer["is_read"]
    assert answer["peak"] > 0


def test_a_mistake_of_ours_is_a_refusal_without_a_traceback(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answer = answer_to({"request": {"structure": ""}, "memory": MEMORY}, read, silent)
    assert [problem["code"] for problem in answer["problems"]] == ["reading.failed"]
    assert "Traceback" not in str(answer)
    assert "KeyError" in caplog.text


def test_a_request_comes_back_as_it_was() -> None:
    request = Request(Path("a.xml"), Path("out"), "S", structure=Path("b.xml"), name="Ökning.xml")
    assert Request.from_json(request.as_json()) == request
    assert Request.from_json(Request(Path("a"), Path("b")).as_json()).structure is None


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "import ctypes; ctypes.CDLL('libc.so.6')",
    ],
)
def test_the_reading_process_cannot_reach_out(deed: str) -> None:
    done = subprocess.run([sys.executable, "-c", ALONE + deed], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "PermissionError: a file that is read asked for" in done.stderr


def test_the_reading_process_cannot_take_more_memory_than_it_may() -> None:
    command = [sys.executable, "-c", ALONE + "bytearray(600 << 20)"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
