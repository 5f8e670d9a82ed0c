"""Which files belong to the project?"""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "styrbord"


@cache
def committed() -> tuple[Path, ...]:
    """Files that git holds or is about to hold."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(path for name in sorted(set(names)) if name and (path := ROOT / name).is_file())


def python_files() -> list[Path]:
    """Programs of the project, migrations left out."""
    return [path for path in committed() if path.suffix == ".py" and "migrations" not in path.parts] + [
        ROOT / "run"
    ]


def texts() -> dict[Path, str]:
    """Every committed text by its place in the project."""
    found = {}
    for path in committed():
        content = path.read_bytes()
        if b"\0" not in content[:4096] and path.suffix != ".gz":
            found[path.relative_to(ROOT)] = content.decode("utf-8", errors="replace")
    return found
