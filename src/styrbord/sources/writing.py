"""How are the files written that a reading gives out?"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO

from styrbord.core.base.problems import Problem
from styrbord.core.base.progress import Progress
from styrbord.core.collection.account import Account, Part
from styrbord.core.collection.model import Indicator, Observation
from styrbord.sources.unmatched import WorkList

OBSERVATIONS = "observations.csv"
INDICATORS = "indicators.csv"
PROBLEMS = "problems.csv"
ACCOUNT = "account.json"
WORDS = "account.md"
LAYOUT = "layout.toml"
UNMATCHED = "unmatched.csv"
PREVIEW = "preview.json"

AT_ONCE = 5_000
_MOST_QUOTED = 200_000
_SPECIAL = re.compile(r"[,\"\r\n]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


_INDICATOR = itemgetter(Observation._fields.index("indicator_code"))


@dataclass(slots=True)
class Written:
    """Observations of one part of the file: which lines they are, from 0, and of which indicators."""

    part: Part
    first: int
    last: int = 0
    indicators: set[str] = field(default_factory=set)


class Observations:
    """Writes observations as they come, and tells the account and the work list of them."""

    def __init__(self, file: TextIO, account: Account, names: WorkList) -> None:
        """Stand ready to write."""
        self._file, self._quoted = file, _Quoted()
        self._account, self._names = account, names
        self._write([Observation._fields])
        self.written: list[Written] = []
        self.count = 0

    def add(self, rows: Iterable[Observation], expected: int, progress: Progress) -> None:
        """Write all rows of the part that is being read; `expected` are those of the whole file."""
        written = Written(self._account.part, self.count)
        self.written.append(written)
        rest = iter(rows)
        while chunk := list(islice(rest, AT_ONCE)):
            self._write(chunk)
            self._account.count(chunk)
            self._names.see(chunk)
            written.indicators.update(map(_INDICATOR, chunk))
            self.count += len(chunk)
            progress(min(self.count, expected), expected, "reading")
        written.last = self.count

    def _write(self, rows: Sequence[Sequence[str]]) -> None:
        """Lines of CSV; the same words are quoted once, which halves the time of a million lines."""
        quoted, special = self._quoted, _SPECIAL.search
        if len(quoted) > _MOST_QUOTED:
            quoted.clear()
        self._file.writelines(
            [
                f"{quoted[a]},{quoted[b]},{quoted[c]},{quoted[d]},{e},{quoted[f]},{g},{h},{quoted[i]},"
                f"{quoted.once(j) if special(j) else j}\n"
                for a, b, c, d, e, f, g, h, i, j in rows
            ]
        )


class _Quoted(dict[str, str]):
    """Words as CSV writes them, kept once they are known."""

    def __missing__(self, words: str) -> str:
        """Quote words that hold a comma, a quote or a line's end."""
        found = self[words] = self.once(words)
        return found

    @staticmethod
    def once(words: str) -> str:
        """Words as CSV writes them."""
        return '"' + words.replace('"', '""') + '"' if _SPECIAL.search(words) else words


@contextmanager
def observations(folder: Path, account: Account, names: WorkList) -> Iterator[Observations]:
    """The file of observations, open for writing."""
    with (folder / OBSERVATIONS).open("w", encoding="utf-8", newline="") as file:
        yield Observations(file, account, names)


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A CSV file in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_indicators(folder: Path, indicators: Iterable[Indicator]) -> None:
    """Indicators with the columns of packs."""
    rows = ((one.code, one.name, one.unit, one.note) for one in indicators)
    write_table(folder / INDICATORS, ("indicator_code", "name", "unit", "note"), rows)


def write_problems(folder: Path, problems: Iterable[Problem]) -> None:
    """Problems with their English words; people open this one in a spreadsheet."""
    rows = ((one.code, harmless(one.place), harmless(one.message), harmless(one.advice)) for one in problems)
    write_table(folder / PROBLEMS, ("code", "place", "message", "advice"), rows)


def write_json(path: Path, words: Any) -> None:
    """A JSON file for our own pages."""
    path.write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def harmless(text: str) -> str:
    """Text that a spreadsheet takes for text, not for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
