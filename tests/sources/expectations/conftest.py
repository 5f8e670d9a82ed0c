"""How is a file read for the expectations, as a user would have it read?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from styrbord.sources.asking import Request
from styrbord.sources.reading import read
from tests.sources.expectations.expected import Case
from tests.sources.expectations.outcome import Outcome

ReadMessy = Callable[..., Outcome]


@pytest.fixture(scope="session")
def messy(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> ReadMessy:
    """Outcome of a published file, read once a session."""
    known: dict[str, Outcome] = {}

    def outcome(name: str, structure: str = "") -> Outcome:
        if name not in known:
            folder = tmp_path_factory.mktemp("read") / "out"
            beside = shared / "data" / "messy" / structure if structure else None
            read(Request(shared / "data" / "messy" / name, folder, structure=beside))
            known[name] = Outcome.of(folder)
        return known[name]

    return outcome


@pytest.fixture
def read_case(tmp_path: Path) -> Callable[..., Outcome]:
    """Outcome of a file of our own; the second, third ... of a test stand beside the first."""

    def outcome(case: Case, layout: str = "") -> Outcome:
        number = len(list(tmp_path.iterdir()))
        path = tmp_path / f"{number}" / f"table{case.file.ending}"
        path.parent.mkdir()
        path.write_bytes(case.file.content)
        read(Request(path, path.parent / "out", layout=layout))
        return Outcome.of(path.parent / "out")

    return outcome
