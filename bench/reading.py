"""How long does it take to read a workbook of 200,000 rows, and how much memory?

Run as `python -m bench.reading`. What is measured beside it is calamine's bare read of the same sheet:
the file opened, every cell as a Python object, nothing understood and nothing written. Ours is the
whole way: a process of its own, tables found, numbers with territory, period and place written out.
"""

import shutil
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench.site import FOLDER
from bench.timing import Row, keep, paired, ratio_row
from styrbord.core.base.progress import silent
from styrbord.services.imports.running import read_in_child
from styrbord.sources.asking import Request
from styrbord.sources.limits import MB, MEMORY

ROWS = 200_000
YEARS = tuple(range(2010, 2020))
ALLOWED = 6
ALLOWED_MB = f"{MEMORY // MB} MB"
TURNS = 3
LONG_HEAD = (
    "territory_code", "territory", "indicator_code", "indicator", "unit", "year",
    "sex", "age", "value", "status", "note",
)  # fmt: skip


def long_rows() -> list[tuple[object, ...]]:
    """One value a row: 2,000 territories, 10 years, 10 age groups."""
    return [
        (
            f"T{number:04}", f"Municipality {number:04}", "employed", "Employed persons", "persons", year,
            "T", f"Y{10 * age}T{10 * age + 9}", round(100 + number * 0.37 + age * 11.3 + year / 7, 2), "A",
            "",
        )
        for number in range(ROWS // 100) for year in YEARS for age in range(10)
    ]  # fmt: skip


def wide_rows() -> list[tuple[object, ...]]:
    """A name and ten years a row."""
    return [
        (f"Municipality {number:06}", *(round(100 + number * 0.37 + year / 7, 2) for year in YEARS))
        for number in range(ROWS)
    ]


def file_of(kind: str) -> Path:
    """The workbook, made on first use."""
    path = FOLDER / f"reading-{kind}.xlsx"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Data")
        sheet.append(LONG_HEAD if kind == "long" else ("Municipality", *YEARS))
        for row in long_rows() if kind == "long" else wide_rows():
            sheet.append(row)
        book.save(path)
    return path


def bare(path: Path) -> None:
    """Every cell of the sheet as calamine gives it."""
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def rows() -> list[Row]:
    """Rows of both forms: time beside the bare read, peak memory of the reading process."""
    found = []
    for kind, words in (("long", "one value a row"), ("wide", "ten years across")):
        path, out, peaks = file_of(kind), FOLDER / f"reading-{kind}", [0]

        def ours(_: int, *, path: Path = path, out: Path = out, peaks: list[int] = peaks) -> None:
            peaks.append(read_in_child(Request(path, out), progress=silent, seconds=600).peak)

        pair = paired(ours, lambda _, path=path: bare(path), times=TURNS)
        shutil.rmtree(out)
        what = f"Reading an XLSX of {ROWS:,} rows and 11 columns, {words}"
        peak = max(peaks)
        found += [
            ratio_row(what, "disk", pair, ALLOWED, "calamine's bare read"),
            Row(f"Peak memory of it, {words}", "disk", f"{peak // MB} MB", ALLOWED_MB, peak <= MEMORY),
        ]
    return found


if __name__ == "__main__":
    keep("reading", "disk", rows())
