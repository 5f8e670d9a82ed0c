"""What was computed or written lately for the same question, editions and rights, and need not be again?"""

import os
from pathlib import Path

from styrbord.services.memory.answers import KEPT, Answer, Bound, forget_answers, remembered
from styrbord.services.memory.files import Files
from styrbord.services.memory.shelf import LONGEST, MOST_BYTES, KeptPage, Shelf

__all__ = [
    "FOLDER",
    "KEPT",
    "LONGEST",
    "MOST_BYTES",
    "PAGES",
    "Answer",
    "Bound",
    "KeptPage",
    "Shelf",
    "forget",
    "remembered",
]

FOLDER = "STYRBORD_KEPT_PAGES"
"""Variable by which a server tells its processes in which folder they share what they have written."""


def _shared() -> Files | None:
    folder = os.environ.get(FOLDER, "")
    return Files(Path(folder)) if folder else None


PAGES = Shelf(beside=_shared())


def forget() -> None:
    """Forget every answer and page, as when the database was put in place anew."""
    forget_answers()
    PAGES.clear()
