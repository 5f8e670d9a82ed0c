"""How is one table of a pack read as text, with the line of every row?"""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from styrbord.core.base.problems import Problem
from styrbord.core.base.text import LANGUAGES
from styrbord.sources.pack.model import PackFile

_CYRILLIC = re.compile("[\u0400-\u04ff]")
ALIASES = {
    "territory_code": ("territory_code", "code", "subject_code"),
    "indicator_code": ("indicator_code", "code"),
    "code": ("code", "post_code"),
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
        at = f"{self.file.name}, line {row['line']}"
        return f"{at}, column {column}" if column else at


def find(folder: Path, stem: str) -> Path | None:
    """File of a table under one of its endings, the plain one first."""
    for ending in (".csv", ".csv.gz", ".parquet"):
        if (path := folder / f"{stem}{ending}").is_file():
            return path
    return None


def read_table(path: Path, renamed: Mapping[str, str], problems: list[Problem]) -> Table | None:
    """Table with every cell as stripped text, or None with a problem.

    `renamed` maps our column name to the file's.
    """
    content = path.read_bytes()
    file = PackFile(path.name, hashlib.sha256(content).hexdigest())
    try:
        frame = _frame(path, content)
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        problems.append(Problem("pack.unreadable", path.name, {"reason": reason}))
        return None
    frame = frame.rename({theirs: ours for ours, theirs in renamed.items() if theirs in frame.columns})
    frame = frame.with_columns(pl.col(pl.String).str.strip_chars().replace("", None))
    return Table(_with_lines(frame, path, content), file)


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


def _frame(path: Path, content: bytes) -> pl.DataFrame:
    if path.suffix == ".parquet":
        return pl.read_parquet(BytesIO(content)).with_columns(pl.all().cast(pl.String))
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    return pl.read_csv(content, infer_schema_length=0, encoding="utf8")


def _with_lines(frame: pl.DataFrame, path: Path, content: bytes) -> pl.DataFrame:
    if path.suffix == ".parquet":
        return frame.with_row_index("line", offset=1).with_columns(pl.col("line").cast(pl.Int64))
    lines = pl.int_range(2, frame.height + 2, dtype=pl.Int64, eager=True).alias("line")
    wrapped = [name for name in frame.columns if frame[name].dtype == pl.String]
    breaks = sum(
        (frame[name].str.count_matches("\n").fill_null(0) for name in wrapped),
        pl.zeros(frame.height, eager=True),
    )
    before = breaks.cast(pl.Int64).cum_sum().shift(1, fill_value=0)
    return frame.with_columns(lines + before)
