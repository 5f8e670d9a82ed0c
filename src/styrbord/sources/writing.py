"""How are the files written that a reading gives out?"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.base.progress import Progress
from styrbord.core.collection.account import Account
from styrbord.core.collection.model import Indicator, Observation

OBSERVATIONS = "observations.csv"
INDICATORS = "indicators.csv"
PROBLEMS = "problems.csv"
ACCOUNT = "account.json"
WORDS = "account.md"
LAYOUT = "layout.toml"
UNMATCHED = "unmatched.csv"
PREVIEW = "preview.json"

AT_ONCE = 5_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Observations:
    """Writes observations as they come and tells the account of them."""

    def __init__(self, writer: Any, account: Account) -> None:
        """Stand ready to write."""
        self._write = writer.writerows
        self._account = account

    def add(self, rows: Iterable[Observation], expected: int, progress: Progress) -> int:
        """Write all rows.

        Returns
        -------
        int
            How many there were.
        """
        written, rest = 0, iter(rows)
        while chunk := list(islice(rest, AT_ONCE)):
            self._write(chunk)
            self._account.count(chunk)
            written += len(chunk)
            progress(min(written, expected), expected, "reading")
        return written


@contextmanager
def observations(folder: Path, account: Account) -> Iterator[Observations]:
    """The file of observations, open for writing."""
    with (folder / OBSERVATIONS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Observation._fields)
        yield Observations(writer, account)


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
