"""Which database does the example county live in, and in which currency does it invest?"""

import os
from pathlib import Path

FILE, CURRENCY = "demo.sqlite3", "SEK"


def choose() -> None:
    """Take the example's own file and currency, unless the words or the environment name others."""
    folder = Path(os.environ.get("STYRBORD_STATE", "var"))
    os.environ.setdefault("STYRBORD_DATABASE", str(folder / FILE))
    os.environ.setdefault("STYRBORD_CURRENCY", CURRENCY)
