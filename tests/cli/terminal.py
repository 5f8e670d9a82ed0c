"""How does a test type a command into a terminal of its own?"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Terminal:
    """A terminal in a folder, with a database and state of its own; `database` may be an address."""

    folder: Path
    database: str = ""

    def __post_init__(self) -> None:
        """Choose a file when no address is given."""
        self.database = self.database or str(self.folder / "board.sqlite3")

    def words(self, *words: object) -> list[str]:
        """A command with its database."""
        return [sys.executable, "-m", "styrbord.cli", *map(str, words), "--database", self.database]

    @property
    def environment(self) -> dict[str, str]:
        """Environment of this machine, without its settings for Styrbord."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("STYRBORD", "DJANGO"))
        }
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        return kept | {"STYRBORD_STATE": str(self.folder / "state"), "PYTHONPATH": str(ROOT / "src")}

    def __call__(self, *words: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return self._ended(self.words(*words), typed)

    def bare(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command without naming a database."""
        return self._ended([sys.executable, "-m", "styrbord.cli", *map(str, words)])

    def _ended(self, words: list[str], typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words,
            cwd=self.folder,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Run a command without waiting."""
        return subprocess.Popen(
            self.words(*words),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
