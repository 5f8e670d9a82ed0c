"""Which database does the example county live in?"""

import os
from pathlib import Path

FILE = "demo.sqlite3"


def choose() -> None:
    """Take the example's own file, unless the words or the environment name a database."""
    folder = Path(os.environ.get("STYRBORD_STATE", "var"))
    os.environ.setdefault("STYRBORD_DATABASE", str(folder / FILE))
