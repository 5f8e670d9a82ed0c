"""What does every format say of itself?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from styrbord.core.base.progress import Progress, silent
from styrbord.core.collection.cube import Cube
from styrbord.core.collection.grid import Workbook


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a file: one sheet or all, a structure message for SDMX, words in a language.

    `most_cells` bounds what is kept of the file; a format refuses with `file.too-large` beyond it.
    """

    sheet: str = ""
    structure: Path | None = None
    language: str = ""
    most_cells: int = 6_000_000
    progress: Progress = field(default=silent)


Content = Workbook | Sequence[Cube]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: how it is known by its content, and how it is read.

    `recognises` sees the first 64 KiB (and, for archives, the path); the lowest `order` that says
    yes wins. `read` raises `Refused` with the place, never anything else for a damaged file.
    """

    code: str
    name: str
    order: int
    recognises: Callable[[bytes, Path], bool]
    read: Callable[[Path, Wanted], Content]
