"""How do pages go out as text, and come in?"""

from argparse import Namespace
from typing import TextIO

from styrbord.cli import texts
from styrbord.services import pages


def run(words: Namespace, out: TextIO) -> None:
    """Write the pages as text, or publish them from text."""
    if words.action == "import":
        print(f"{pages.import_pages(texts.read(words.file))} pages changed.", file=out)
    else:
        texts.write(words.file, pages.export_pages(), out)
