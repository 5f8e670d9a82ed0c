"""How do the rows of an edition get into the table, and how do their intervals close?"""

from collections.abc import Sequence

import polars as pl
from django.db import connection

from styrbord.core.spine.editions import intervals
from styrbord.store.clock import FOREVER
from styrbord.store.facts.schema import COLUMNS, KEY

_SERIES = KEY[:-1]
_BLOCK = 50_000


def with_intervals(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows in order of the key, with the ends of both intervals within this frame.

    `rows` has all columns of the table but `vintage_to` and `shown_to`.
    """
    rows = rows.sort(KEY)
    changes = pl.any_horizontal([pl.col(name) != pl.col(name).shift() for name in _SERIES])
    key = rows.select(changes.fill_null(value=True).cum_sum().cast(pl.Int64)).to_series()
    vintage_to, shown_to = intervals(
        key.to_numpy(), rows["vintage_from"].to_numpy(), rows["shown_from"].to_numpy(), FOREVER
    )
    ends = [pl.Series("vintage_to", vintage_to), pl.Series("shown_to", shown_to)]
    return rows.with_columns(ends).select(COLUMNS)


def insert(rows: pl.DataFrame) -> None:
    """Add rows (all columns of the table, in its order) inside the caller's transaction."""
    if connection.vendor == "postgresql":
        _copy(rows)
        return
    marks = ", ".join("?" * len(COLUMNS))
    sql = f"INSERT INTO observation ({', '.join(COLUMNS)}) VALUES ({marks})"
    connection.ensure_connection()
    connection.connection.executemany(sql, rows.iter_rows(buffer_size=_BLOCK))


def _copy(rows: pl.DataFrame) -> None:
    sql = f"COPY observation ({', '.join(COLUMNS)}) FROM STDIN WITH (FORMAT csv, NULL '')"
    with connection.cursor() as cursor, cursor.copy(sql) as out:
        for block in rows.iter_slices(_BLOCK):
            out.write(block.write_csv(include_header=False).encode())


def close_intervals(rows: pl.DataFrame) -> None:
    """Rewrite the ends of both intervals for every key in `rows`, from all rows the table holds."""
    keys = rows.select(_SERIES).unique()
    names = ", ".join(_SERIES)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS touched")
        cursor.execute(
            f"CREATE TEMPORARY TABLE touched ({', '.join(f'{name} integer' for name in _SERIES)},"
            f" PRIMARY KEY ({names}))"
        )
        marks = ", ".join(["%s"] * len(_SERIES))
        cursor.executemany(f"INSERT INTO touched ({names}) VALUES ({marks})", keys.rows())
        cursor.execute(_rewriting(), [FOREVER, FOREVER])
        cursor.execute("DROP TABLE touched")


def move(edition: int, indicators: Sequence[int], shown_from: int) -> None:
    """Let an edition's rows begin to be shown at another moment."""
    _rewrite(edition, indicators, f"shown_from = {shown_from}")


def empty(edition: int, indicators: Sequence[int]) -> None:
    """Let an edition's rows be shown at no moment, on neither clock; their predecessors close up."""
    _rewrite(edition, indicators, "shown_to = shown_from, vintage_to = vintage_from")


def _rewrite(edition: int, indicators: Sequence[int], said: str) -> None:
    """Rewrite the intervals of an edition's rows, then those of every row of the same keys."""
    meant = f"indicator IN ({_listed(indicators)}) AND edition = {edition}"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE observation SET {said} WHERE {meant}")
    close_intervals(_values(indicators, f"edition = {edition}"))


def _rewriting() -> str:
    same = " AND ".join(f"o.{name} = t.{name}" for name in _SERIES)
    parts = ", ".join(f"o.{name}" for name in _SERIES)
    target = " AND ".join(f"observation.{name} = w.{name}" for name in KEY)
    return (
        "WITH w AS (SELECT "
        + parts
        + ", o.vintage_from,"
        + f" LEAD(o.vintage_from) OVER (PARTITION BY {parts} ORDER BY o.vintage_from) AS next_vintage,"
        + f" MIN(e.released_at) OVER (PARTITION BY {parts} ORDER BY o.vintage_from DESC"
        + " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS next_release"
        + f" FROM touched t JOIN observation o ON {same} JOIN spine_edition e ON e.id = o.edition"
        + " WHERE e.withdrawn_at IS NULL)"
        + " UPDATE observation SET vintage_to = COALESCE(w.next_vintage, %s),"
        + " shown_to = COALESCE(w.next_release, %s) FROM w WHERE "
        + target
    )


def stored_values(indicators: Sequence[int], vintages: Sequence[int]) -> pl.DataFrame:
    """Keys, value and status of rows that already stand in the given vintages."""
    return _values(indicators, f"vintage_from IN ({_listed(vintages)})")


def newest_values(indicators: Sequence[int], at: int) -> pl.DataFrame:
    """Keys, value and status of the newest vintage of every key whose newest is shown at a moment."""
    return _values(indicators, f"vintage_to = {FOREVER} AND shown_from <= {at}")


def hold() -> None:
    """Let nobody else release anything until the caller's transaction ends; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE observation IN SHARE ROW EXCLUSIVE MODE")


def _values(indicators: Sequence[int], condition: str) -> pl.DataFrame:
    names = [*KEY, "value", "status"]
    types = dict.fromkeys(KEY, pl.Int64) | {"value": pl.Float64, "status": pl.String}
    touched = f"indicator IN ({_listed(indicators)})"
    sql = f"SELECT {', '.join(names)} FROM observation WHERE {touched} AND {condition}"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return pl.DataFrame(cursor.fetchall(), schema=types, orient="row")


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"
