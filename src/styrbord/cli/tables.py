"""How does a command read a table from a file, and write several at once or none?"""

import csv
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from styrbord.core.base.problems import Problem, Refused


def lines_of(file: Path) -> list[list[str]]:
    """Cells of each line of a CSV file in UTF-8, with or without its mark.

    Returns
    -------
    list of list of str

    Raises
    ------
    Refused
        `file.unusable`
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            return list(csv.reader(opened))
    except UnicodeDecodeError as cause:
        raise _unusable(file, "it is not UTF-8") from cause
    except csv.Error as cause:
        raise _unusable(file, str(cause)) from cause
    except OSError as cause:
        raise _unusable(file, cause.strerror or str(cause)) from cause


class Tables:
    """Tables on their way into a folder: they arrive there together, when all are written, or not at all."""

    def __init__(self, folder: Path) -> None:
        """Stand ready to write beside the folder."""
        self._folder = folder
        self._work: Path | None = None

    def __enter__(self) -> "Tables":
        """Make a place to write."""
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._work = Path(tempfile.mkdtemp(prefix=f".{self._folder.name}-", dir=self._folder.parent))
        except OSError as cause:
            raise _unusable(self._folder, cause.strerror or str(cause)) from cause
        return self

    def write(self, name: str, columns: Mapping[str, Sequence[str]]) -> None:
        """Write one table.

        Raises
        ------
        Refused
            `file.unusable` when the disk takes no more.
        """
        try:
            with (self._place() / name).open("w", encoding="utf-8", newline="") as opened:
                writer = csv.writer(opened, lineterminator="\n")
                writer.writerow(columns)
                writer.writerows(zip(*columns.values(), strict=True))
        except OSError as cause:
            raise _unusable(self._folder / name, cause.strerror or str(cause)) from cause

    def arrive(self, *, instead_of: Sequence[str] = ()) -> list[str]:
        """Move all tables into the folder; names of earlier ones that they stand instead of are taken away.

        Returns
        -------
        list of str
            Names of the tables, sorted.

        Raises
        ------
        Refused
            `file.unusable`
        """
        try:
            self._folder.mkdir(exist_ok=True)
            names = sorted(path.name for path in self._place().iterdir())
            for name in set(instead_of) - set(names):
                (self._folder / name).unlink(missing_ok=True)
            for name in names:
                os.replace(self._place() / name, self._folder / name)
        except OSError as cause:
            raise _unusable(self._folder, cause.strerror or str(cause)) from cause
        return names

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what did not arrive."""
        shutil.rmtree(self._place(), ignore_errors=True)

    def _place(self) -> Path:
        if self._work is None:
            raise RuntimeError("tables are written inside `with`")
        return self._work


def _unusable(file: Path, reason: str) -> Refused:
    return Refused(Problem("file.unusable", str(file), {"reason": reason}))
