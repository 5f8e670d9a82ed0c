"""How long does it take to write the rows of a pack bare: one executemany, or one COPY?

The table is the same, with its key and its foreign keys; the rows are ready in memory.
"""

import sys
from pathlib import Path
from time import perf_counter

import polars as pl
from django.db import connection, transaction

from bench import building, site
from bench.loading_pack import peak_memory
from styrbord.store.facts.schema import COLUMNS


def write_bare(rows: list[tuple[object, ...]], text: bytes) -> None:
    """All rows in one transaction."""
    names = ", ".join(COLUMNS)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY observation ({names}) FROM STDIN WITH (FORMAT csv)") as copy:
                copy.write(text)
        else:
            marks = ", ".join("?" * len(COLUMNS))
            connection.connection.executemany(f"INSERT INTO observation ({names}) VALUES ({marks})", rows)


def rows_of(folder: Path) -> pl.DataFrame:
    """Rows of the pack's observations with the numbers that stand for its codes, in the file's order."""
    return building.of_pack(pl.read_csv(folder / "observations.csv"))


if __name__ == "__main__":
    site.migrate()
    folder = Path(sys.argv[1])
    building.name_only(folder)
    found = rows_of(folder)
    ready = [] if connection.vendor == "postgresql" else found.rows()
    text = found.write_csv(include_header=False).encode() if connection.vendor == "postgresql" else b""
    start = perf_counter()
    write_bare(ready, text)
    print(perf_counter() - start, peak_memory())
