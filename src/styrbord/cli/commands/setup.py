"""How is the database made without doing anything else?"""

from argparse import Namespace
from typing import TextIO


def run(words: Namespace, out: TextIO) -> None:
    """Say that the database, which is made before any command, is there."""
    print("The database is ready.", file=out)
