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


PAGES = Shelf()


def share() -> None:
    """Share kept pages with the other processes of the server, where it has named a folder for that."""
    folder = os.environ.get(FOLDER, "")
    PAGES.beside = Files(Path(folder)) if folder else None


def forget() -> None:
    """Forget every answer and page, as when the database was put in place anew."""
    forget_answers()
    PAGES.clear()
