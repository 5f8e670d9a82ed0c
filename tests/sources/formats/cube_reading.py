"""What do tests of statistical formats share: a file's cubes, their observations, and what was told?"""

from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.cube import Cube
from styrbord.core.collection.cubes import observations_of
from styrbord.core.collection.model import Indicator, Observation, Taken
from styrbord.sources.formats._format import Wanted


@dataclass(slots=True)
class Told:
    """Keeps all that a reader says."""

    takens: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    def taken(self, taken: Taken) -> None:
        self.takens.append(taken)

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def indicator(self, indicator: Indicator) -> None:
        self.indicators.append(indicator)

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]


def cubes(of: ModuleType, path: Path, *, structure: Path | None = None, language: str = "") -> list[Cube]:
    with path.open("rb") as file:
        assert of.FORMAT.recognises(file.read(65536), path)
    return list(of.FORMAT.read(path, Wanted(structure=structure, language=language)))


def observed(of: ModuleType, path: Path, structure: Path | None = None) -> tuple[list[Observation], Told]:
    told = Told()
    found = [each for cube in cubes(of, path, structure=structure) for each in observations_of(cube, told)]
    return found, told


def text_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "table.bin"
    path.write_bytes(text.encode(encoding))
    return path


def refusal(of: ModuleType, path: Path, **wanted: object) -> str:
    """Words of the refusal that reading the whole file meets."""
    with pytest.raises(Refused) as refused:
        _read_whole(of, path, Wanted(**wanted))  # type: ignore[arg-type]
    return str(refused.value)


def _read_whole(of: ModuleType, path: Path, wanted: Wanted) -> None:
    for cube in of.FORMAT.read(path, wanted):
        list(cube.numbers)
