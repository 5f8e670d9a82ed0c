"""Which rows of the facts table do a pack's observations become?"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from styrbord.core.base.periods import FREQUENCY_CODE, Period
from styrbord.core.base.problems import Problem
from styrbord.core.spine.observations import SCENARIOS
from styrbord.store.facts.schema import KEY

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Ids:
    """Row ids of every code that the observations name."""

    subjects: Mapping[str, int]
    indicators: Mapping[str, int]
    breakdowns: Mapping[str, int]
    vintages: Mapping[str, int]
    files: Mapping[str, int]


def numbered(observations: pl.DataFrame, ids: Ids) -> pl.DataFrame:
    """Observations with ids in place of codes; columns of the facts table but edition and intervals."""
    periods = {text: Period.parse(text) for text in observations["period"].unique().to_list()}
    scenarios = {code: index for index, code in enumerate(SCENARIOS)}
    return observations.select(
        _as_id("indicator", ids.indicators),
        _as_id("subject", ids.subjects),
        _as_id("scenario", scenarios),
        _as_id("breakdown", ids.breakdowns),
        _as_id("period", {text: FREQUENCY_CODE[one.frequency] for text, one in periods.items()}, "frequency"),
        pl.lit(0, pl.Int64).alias("run"),
        pl.lit(0, pl.Int64).alias("horizon"),
        _as_id("period", {text: one.ordinal for text, one in periods.items()}),
        _as_id("vintage", ids.vintages, "vintage_from"),
        "value",
        "status",
        pl.lit("F").alias("confidentiality"),
        "decimals",
        _as_id("file", ids.files),
        "line",
        "note",
    )


def without_repeats(rows: pl.DataFrame, names: Mapping[str, Mapping[int, str]]) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows with each key once a vintage; the same key with two values is a conflict."""
    is_repeated = rows.select(pl.struct(KEY).is_duplicated()).to_series()
    if not is_repeated.any():
        return rows, []
    repeated = rows.filter(is_repeated).sort(*KEY, "line")
    problems: list[Problem] = []
    for group in repeated.partition_by(KEY, maintain_order=True)[:_SHOWN]:
        first, *others = group.to_dicts()
        for other in others:
            is_same = (first["value"], first["status"]) == (other["value"], other["status"])
            kind = "pack.repeated" if is_same else "pack.conflict"
            problems.append(Problem(kind, place_of(other, names), _params(first, other, names)))
    return rows.unique(subset=KEY, keep="first", maintain_order=True), problems


def against_stored(
    rows: pl.DataFrame, stored: pl.DataFrame, names: Mapping[str, Mapping[int, str]]
) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows that are not stored yet; a stored value that differs in the same vintage is a conflict."""
    if stored.is_empty():
        return rows, []
    joined = rows.join(stored, on=KEY, how="left", suffix="_stored", coalesce=True)
    is_new = pl.col("status_stored").is_null()
    is_same = pl.col("value").eq_missing(pl.col("value_stored")) & (pl.col("status") == pl.col("status_stored"))
    differing = joined.filter(~is_new & ~is_same).head(_SHOWN)
    problems = [
        Problem("pack.stored-conflict", place_of(row, names), _params(row, _stored(row), names))
        for row in differing.to_dicts()
    ]
    return joined.filter(is_new).select(rows.columns), problems


def unchanged_left_out(rows: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
    """Rows whose value differs from the newest stored one; for packs that state no vintage."""
    if current.is_empty():
        return rows
    keys = KEY[:-1]
    latest = current.sort("vintage_from").unique(subset=keys, keep="last").drop("vintage_from")
    joined = rows.join(latest, on=keys, how="left", suffix="_stored", coalesce=True)
    same = pl.col("value").eq_missing(pl.col("value_stored")) & (pl.col("status") == pl.col("status_stored"))
    return joined.filter(~same.fill_null(value=False)).select(rows.columns)


def place_of(row: Mapping[str, object], names: Mapping[str, Mapping[int, str]]) -> str:
    """File and line of a row."""
    return f"{names['file'].get(row['file'], '')}, line {row['line']}"  # type: ignore[call-overload]


def _stored(row: Mapping[str, object]) -> dict[str, object]:
    return {**row, "value": row["value_stored"], "status": row["status_stored"]}


def _params(
    first: Mapping[str, object], other: Mapping[str, object], names: Mapping[str, Mapping[int, str]]
) -> dict[str, object]:
    frequency = {code: one for one, code in FREQUENCY_CODE.items()}[int(str(first["frequency"]))]
    parts = (
        names["subject"].get(int(str(first["subject"]))),
        names["indicator"].get(int(str(first["indicator"]))),
        str(Period(frequency, int(str(first["period"])))),
    )
    return {
        "key": ", ".join(map(str, parts)),
        "vintage": names["vintage"].get(int(str(first["vintage_from"])), ""),
        "first": _cell(first),
        "second": _cell(other),
    }


def _cell(row: Mapping[str, object]) -> object:
    return row["status"] if row["value"] is None else row["value"]


def _as_id(column: str, ids: Mapping[str, int], name: str = "") -> pl.Expr:
    old, new = pl.Series(list(ids), dtype=pl.String), pl.Series(list(ids.values()), dtype=pl.Int64)
    replaced = pl.col(column).replace_strict(old, new, default=None, return_dtype=pl.Int64)
    return replaced.alias(name or column)
