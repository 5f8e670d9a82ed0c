"""How is one table of a pack read as text, with the line of every row?"""

import gzip
import hashlib
import math
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from styrbord.core.base.problems import Problem
from styrbord.core.base.text import LANGUAGES
from styrbord.sources.pack.lines import ragged
from styrbord.sources.pack.model import PackFile

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_BROKEN = (pl.exceptions.PolarsError, OSError, EOFError, zlib.error, UnicodeDecodeError)
ALIASES = {
    "territory_code": ("territory_code", "code", "subject_code"),
    "indicator_code": ("indicator_code", "code"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text: frame with a column `line`, the file's name and its fingerprint."""

    frame: pl.DataFrame
    file: PackFile

    def rows(self) -> list[dict[str, Any]]:
        """Rows as dictionaries; empty cells are empty text."""
        return self.frame.with_columns(pl.col(pl.String).fill_null("")).to_dicts()

    def place(self, row: Mapping[str, Any], column: str = "") -> str:
        """Where a cell stands: file, line and column."""
        return self.file.place(row["line"], column)

    def number(self, row: Mapping[str, Any], column: str, problems: list[Problem], kind: Any = float) -> Any:
        """Number in a cell; None when it is empty, or with a problem when it is no number."""
        if (cell := row.get(column)) in (None, ""):
            return None
        try:
            found = kind(cell)
        except ValueError:
            found = math.nan
        if math.isfinite(found):
            return found
        problems.append(Problem("pack.not-a-number", self.place(row, column), {"text": cell}))
        return None


def find(folder: Path, stem: str) -> Path | None:
    """File of a table under one of its endings, the plain one first."""
    for ending in (".csv", ".csv.gz", ".parquet"):
        if (path := folder / f"{stem}{ending}").is_file():
            return path
    return None


def read_table(path: Path, renamed: Mapping[str, str], problems: list[Problem]) -> Table | None:
    """Table with every cell as stripped text, or None with a problem.

    `renamed` maps our column name to the file's. Lines without any cell are left out.
    """
    try:
        content = path.read_bytes()
        file = PackFile(path.name, hashlib.sha256(content).hexdigest())
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        if uneven := () if path.suffix == ".parquet" else ragged(content):
            problems.extend(_uneven(path.name, uneven))
            return None
        frame = _frame(path, content)
    except _BROKEN as error:
        reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
        problems.append(Problem("pack.unreadable", path.name, {"reason": reason}))
        return None
    frame = _renamed(frame, renamed)
    texts_only = [name for name, kind in frame.schema.items() if kind == pl.String]
    frame = frame.with_columns(pl.col(pl.String).str.strip_chars().replace("", None))
    is_empty = pl.all_horizontal([pl.col(name).is_null() for name in texts_only])
    return Table(frame.filter(~is_empty) if texts_only else frame, file)


def with_names(table: Table, asked: str) -> Table:
    """Table whose code column has our name, whichever alias the file uses."""
    for alias in ALIASES[asked]:
        if alias in table.frame.columns:
            return Table(table.frame.rename({alias: asked}), table.file)
    return table


def texts(row: Mapping[str, Any], stem: str, default_language: str) -> dict[str, str]:
    """Words of one field by language: `stem_en` and the like, or bare `stem` in the default language."""
    found = {language: row.get(f"{stem}_{language}") or "" for language in LANGUAGES}
    if (bare := row.get(stem)) and not found.get(default_language):
        found["ru" if default_language == "en" and _CYRILLIC.search(bare) else default_language] = bare
    return {language: words for language, words in found.items() if words}


def _uneven(name: str, lines: Iterable[tuple[int, int, int]]) -> list[Problem]:
    return [
        Problem("pack.ragged", f"{name}, line {line}", {"found": found, "expected": expected})
        for line, found, expected in lines
    ]


def _frame(path: Path, content: bytes) -> pl.DataFrame:
    if path.suffix == ".parquet":
        frame = pl.read_parquet(BytesIO(content)).with_columns(pl.all().cast(pl.String))
        return frame.with_row_index("line", offset=1).with_columns(pl.col("line").cast(pl.Int64))
    return _with_lines(pl.read_csv(content, infer_schema_length=0, encoding="utf8"))


def _with_lines(frame: pl.DataFrame) -> pl.DataFrame:
    """Frame with the line of each row; a cell in quotes may hold line breaks of its own."""
    lines = pl.int_range(2, frame.height + 2, dtype=pl.Int64, eager=True).alias("line")
    none = pl.zeros(frame.height, dtype=pl.UInt32, eager=True)
    breaks = sum((frame[name].str.count_matches("\n").fill_null(0) for name in frame.columns), none)
    before = breaks.cast(pl.Int64).cum_sum().shift(1, fill_value=0)
    return frame.with_columns(lines + before)


def _renamed(frame: pl.DataFrame, renamed: Mapping[str, str]) -> pl.DataFrame:
    """Frame under our names; a column of ours that another one is named to be gives way."""
    chosen = {theirs: ours for ours, theirs in renamed.items() if theirs in frame.columns and theirs != ours}
    taken = [ours for ours in chosen.values() if ours in frame.columns and ours not in chosen]
    return frame.drop(taken).rename(chosen)
