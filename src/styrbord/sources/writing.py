"""How are the files written that a reading gives out?"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TextIO, cast

from styrbord.core.base.problems import Problem
from styrbord.core.base.progress import Progress
from styrbord.core.collection.account import Account, Part
from styrbord.core.collection.extraction.plain_rows import Item, PlainRow
from styrbord.core.collection.extraction.series import Slot
from styrbord.core.collection.model import Indicator, Observation
from styrbord.sources.unmatched import WorkList

OBSERVATIONS = "observations.csv"
INDICATORS = "indicators.csv"
PROBLEMS = "problems.csv"
WORDS = "account.md"
LAYOUT = "layout.toml"
UNMATCHED = "unmatched.csv"
PREVIEW = "preview.json"

AT_ONCE = 5_000
_MOST_QUOTED = 200_000
_MOST_KNOWN = 20_000
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
        self._known: dict[int, tuple[tuple[Slot, ...], list[tuple[str, str]]]] = {}
        self._write([Observation._fields])
        self.written: list[Written] = []
        self.count = 0

    def add(self, rows: Iterable[Item], expected: int, progress: Progress) -> None:
        """Write all rows of the part that is being read; `expected` are those of the whole file."""
        written = Written(self._account.part, self.count)
        self.written.append(written)
        rest = iter(rows)
        while chunk := list(islice(rest, AT_ONCE)):
            for kind, run in groupby(chunk, type):
                if kind is PlainRow:
                    self._add_plain(cast(list[PlainRow], list(run)), written)
                else:
                    self._add(cast(list[Observation], list(run)), written)
            progress(min(self.count, expected), expected, "reading")
        written.last = self.count

    def _add(self, rows: Sequence[Observation], written: Written) -> None:
        self._write(rows)
        self._account.count(rows)
        self._names.see(rows)
        written.indicators.update(map(_INDICATOR, rows))
        self.count += len(rows)

    def _add_plain(self, rows: Sequence[PlainRow], written: Written) -> None:
        """Rows of plain numbers: what their columns say is written down once for all rows."""
        if any(map(_SPECIAL.search, rows[0].prefixes.values())):
            self._add([one for row in rows for one in row.observations()], written)
            return
        lines: list[str] = []
        for row in rows:
            middles = self._middles(row, written)
            head = f"{self._quoted[row.territory_code]},{self._quoted[row.territory_name]},"
            number = row.row
            lines += [
                f"{head}{middle}{text}{tail}{number}\n"
                for (middle, tail), text in zip(middles, row.texts, strict=True)
            ]
        self._file.write("".join(lines))
        for row in rows:
            if not row.territory_code:
                self._names.note(row.territory_name, row.prefixes[row.slots[0].column] + row.row)
        self.count += len(lines)
        self._account.part.observations += len(lines)

    def _middles(self, row: PlainRow, written: Written) -> list[tuple[str, str]]:
        """What stands between territory and number, and between number and row, of each column."""
        known = self._known.get(id(row.slots))
        if known is None or known[0] is not row.slots:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            quoted = self._quoted.once
            middles = [
                (
                    f"{slot.code},{quoted(slot.name)},{slot.period},{slot.breakdown},",
                    f",A,,{row.prefixes[slot.column]}",
                )
                for slot in row.slots
            ]
            known = self._known[id(row.slots)] = row.slots, middles
            written.indicators.update(slot.code for slot in row.slots)
            self._account.saw({slot.period for slot in row.slots})
        return known[1]

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


def harmless(text: str) -> str:
    """Text that a spreadsheet takes for text, not for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
