"""How is a file as it was published read from the terminal?"""

import csv
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from styrbord.cli.asking import request_of
from styrbord.cli.progress import bar, end
from styrbord.core.base.catalogue import module_in
from styrbord.services.imports.asking import problems_of, read
from styrbord.sources.writing import UNMATCHED

SHOWN = 10


def run(words: Namespace, out: TextIO) -> None:
    """Read a file into a folder and say what was read."""
    folder = words.out or Path(words.file.stem)
    request = request_of(
        words.file, words, folder, sheet=words.sheet or "", territories=_known(words.territories)
    )
    try:
        outcome = read(request, progress=bar(sys.stderr))
    finally:
        end(sys.stderr)
    for line in summary(outcome.account, folder, has_known=bool(request.territories)):
        print(line, file=out)


def summary(account: Mapping[str, Any], folder: Path, *, has_known: bool) -> Iterator[str]:
    """What was read, what was not understood, and where it all stands."""
    counts = account["counts"]
    kind = f" ({account['format']})" if account["format"] else ""
    yield (
        f"Read {account['name']}{kind}: {_many(counts['tables'], 'table')},"
        f" {_many(counts['indicators'], 'indicator')}, {_many(counts['observations'], 'observation')},"
        f" {counts['missing']:,} of them without a number."
    )
    if has_known:
        yield from _territories(folder / UNMATCHED)
    yield from _problems(account)
    names = sorted(path.name for path in folder.iterdir())
    yield f"The results stand in {folder}: {', '.join(names)}."


def _known(given: Path | None) -> str:
    """Subjects of a database that was named, unless territories were given."""
    if given or "STYRBORD_DATABASE" not in os.environ:
        return ""
    return str(module_in("styrbord.services.imports", "territories").of_database())


def _territories(path: Path) -> Iterator[str]:
    names = list(csv.DictReader(path.open(encoding="utf-8", newline=""))) if path.is_file() else []
    if not names:
        yield "Every territory was matched."
        return
    yield f"Not matched: {_many(len(names), 'name')} of territories, see {UNMATCHED}."


def _problems(account: Mapping[str, Any]) -> Iterator[str]:
    found = sorted(problems_of(account["problems"]), key=lambda problem: not problem.is_error)
    for problem in found[:SHOWN]:
        yield f"{problem.kind.severity}: {problem}"
    if (rest := account["counts"]["problems"] - SHOWN) > 0:
        yield f"... and {_many(rest, 'more problem')}: see problems.csv."


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
