"""How does a workbook that is handed in become packages, read by a process that holds no key?"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.account_json import problem_of
from styrbord.core.collection.checks import Found, Weight
from styrbord.core.collection.form_map import FormMap
from styrbord.core.collection.packages import Package, from_plain
from styrbord.services.collection.book_keys import checked_map
from styrbord.services.imports.running import read_in_child
from styrbord.sources.asking import Request
from styrbord.sources.form_book.guarding import MOST_BYTES
from styrbord.sources.form_book.reading import KIND
from styrbord.sources.formats._problems import too_large

SECONDS = 30
"""A workbook of 500,000 cells takes 5."""


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook that was ours: its map, the package of each subject, and what is wrong in its cells."""

    known: FormMap
    packages: tuple[Package, ...]
    found: Mapping[str, Sequence[Found]]


def read_book(content: bytes) -> ReadBook:
    """Read a workbook in a process with limits and check whose it is.

    Raises
    ------
    Refused
        What is wrong with the file as a whole, `form-book.changed` if its map is not ours.
    """
    if not content:
        raise Refused(Problem("file.empty"))
    if len(content) > MOST_BYTES:
        raise too_large(len(content), MOST_BYTES, "bytes")
    with tempfile.TemporaryDirectory(prefix="styrbord-book-") as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(content)
        said = read_in_child(Request(path, Path(folder) / "out", kind=KIND), seconds=SECONDS).account
    known = checked_map(said["map"], said["signature"])
    return ReadBook(known, tuple(map(_package, said["packages"])), _found(said["found"]))


def _package(said: Mapping[str, Any]) -> Package:
    package, places = from_plain(said), said["places"]
    entries = (replace(one, place=places.get("|".join(one.key), "")) for one in package.entries)
    return replace(package, entries=tuple(entries))


def _found(said: Sequence[Mapping[str, Any]]) -> Mapping[str, Sequence[Found]]:
    found: dict[str, list[Found]] = {}
    for one in said:
        problem = problem_of(one["problem"])
        entry = Found(problem, one["indicator"], one["breakdown"], Weight.HARD, problem.place)
        found.setdefault(one["subject"], []).append(entry)
    return found
