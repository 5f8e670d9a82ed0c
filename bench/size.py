"""How large is the base set once it is installed? Node is not counted: nothing of it runs.

Run as `python -m bench.size`; it installs the locked packages into a folder of its own.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import Row, keep

ROOT = Path(__file__).parents[1]
MOST = 1.2e9


def installed(folder: Path) -> int:
    """Bytes on disk of an environment with the locked packages and the project's own files."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    lock = ["--require-hashes", "-r", str(ROOT / "requirements.lock")]
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-cache-dir"]
    subprocess.run([*pip, *lock], check=True)
    return on_disk(folder) + on_disk(ROOT / "src")


def on_disk(folder: Path) -> int:
    """Bytes that the files of a folder take."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*") if not path.is_symlink())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        size = installed(Path(place) / "base")
    measured = Row(
        "Install of the base set", "disk", f"{size / 1e6:.0f} MB", f"{MOST / 1e9} GB", size <= MOST
    )
    keep("size", "disk", [measured])
