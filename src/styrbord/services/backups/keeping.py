"""How does a finished file get its name, so that a power cut leaves all of it or nothing?"""

import os
from pathlib import Path


def kept(part: Path, target: Path) -> None:
    """Let the disk have the whole file, then give it its name."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
