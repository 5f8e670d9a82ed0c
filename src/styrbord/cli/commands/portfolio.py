"""How do investments go out into a workbook at the terminal, and come in from one?"""

from argparse import Namespace
from pathlib import Path
from typing import TextIO

from styrbord.cli.texts import unusable
from styrbord.services.investments import acting_by, books
from styrbord.services.investments.books import BookNote


def run(words: Namespace, out: TextIO) -> None:
    """Write a workbook, or load one; a trial loads nothing."""
    {"export": _export, "import": _import}[words.action](words, out)


def _export(words: Namespace, out: TextIO) -> None:
    user = acting_by.holder_of(words.post)
    codes = () if words.empty else words.code or None
    content = books.write_book(user.rights, codes=codes, language=words.language)
    try:
        words.file.write_bytes(content)
    except OSError as error:
        raise unusable(words.file, error) from error
    print(f"Wrote {words.file}, {len(content):,} bytes.", file=out)


def _import(words: Namespace, out: TextIO) -> None:
    user, content = acting_by.holder_of(words.post), _content(words.file)
    found = books.read_book(user, content) if words.trial else books.load_book(user, content)
    for line in lines(found):
        print(line, file=out)
    if words.trial:
        print("This was a trial: nothing was changed.", file=out)


def lines(found: BookNote) -> list[str]:
    """What was done, or would be, in words."""
    told = {"Begun": found.begun, "Changed": found.changed, "Asked to change by request": found.asked}
    said = [f"{words}: {', '.join(codes)}." for words, codes in told.items() if codes]
    said += [f"The request {found.request} is a draft: have it agreed and approved."] if found.request else []
    return [*said, f"As before: {len(found.same)}."]


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise unusable(file, error) from error
