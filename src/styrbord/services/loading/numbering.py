"""Which rows of the facts table do a pack's observations become?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from styrbord.core.base.periods import FREQUENCY_CODE, Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.spine.observations import SCENARIOS
from styrbord.sources.pack.model import Pack, PackFile
from styrbord.store.facts.schema import KEY

_SHOWN = 200
Row: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Names:
    """What row ids and moments stand for, in words."""

    subject: Mapping[int, str]
    indicator: Mapping[int, str]
    vintage: Mapping[int, str]
    file: Mapping[int, PackFile]


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


def without_repeats(rows: pl.DataFrame, names: Names) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows with each key once a vintage; the same key with two values is a conflict."""
    is_repeated = rows.select(pl.struct(KEY).is_duplicated()).to_series()
    if not is_repeated.any():
        return rows, []
    repeated = rows.filter(is_repeated)
    keys = repeated.select(KEY).unique(maintain_order=True)
    problems: list[Problem] = []
    for group in repeated.join(keys.head(_SHOWN), on=KEY).sort("line").partition_by(KEY, maintain_order=True):
        first, *others = group.to_dicts()
        problems += [_repeat(first, other, names) for other in others]
    if keys.height > _SHOWN:
        more = {"count": keys.height - _SHOWN, "kind": "pack.conflict"}
        problems.append(Problem("pack.more", problems[-1].place, more))
    return rows.unique(subset=KEY, keep="first", maintain_order=True), problems


def repeats(pack: Pack) -> list[Problem]:
    """Keys that stand twice, told by their texts alone: of a pack whose codes may stand for nothing."""
    observations = pack.observations
    if observations.is_empty():
        return []
    rows = observations.filter(pl.col("period").map_elements(_is_period, return_dtype=pl.Boolean))
    columns = ("subject", "indicator", "breakdown", "vintage", "file")
    codes = {name: list(rows[name].unique(maintain_order=True)) for name in columns}
    numbers = {name: {code: at for at, code in enumerate(found)} for name, found in codes.items()}
    known = rows.filter(pl.col("scenario").is_in(SCENARIOS))
    ids = Ids(*(numbers[name] for name in columns))
    texts = {name: dict(enumerate(codes[name])) for name in ("subject", "indicator", "vintage")}
    by_name = {one.name: one for one in pack.files}
    names = Names(**texts, file={at: by_name[name] for at, name in enumerate(codes["file"])})
    return without_repeats(numbered(known, ids), names)[1]


def _is_period(text: str) -> bool:
    try:
        return bool(Period.parse(text))
    except Refused:
        return False


def _repeat(first: Row, other: Row, names: Names) -> Problem:
    is_same = (first["value"], first["status"]) == (other["value"], other["status"])
    lines = {"first_line": _spot(first, names), "second_line": _spot(other, names)}
    kind = "pack.repeated" if is_same else "pack.conflict"
    return Problem(kind, place_of(other, names), {**_params(first, other, names), **lines})


def against_stored(
    rows: pl.DataFrame, stored: pl.DataFrame, names: Names
) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows that are not stored yet; a stored value that differs in the same vintage is a conflict."""
    if stored.is_empty():
        return rows, []
    joined = rows.join(stored, on=KEY, how="left", suffix="_stored", coalesce=True)
    is_new = pl.col("status_stored").is_null()
    is_same = pl.col("value").eq_missing(pl.col("value_stored")) & (
        pl.col("status") == pl.col("status_stored")
    )
    differing = joined.filter(~is_new & ~is_same).head(_SHOWN)
    problems = [
        Problem("pack.stored-conflict", place_of(row, names), _params(row, _stored(row), names))
        for row in differing.to_dicts()
    ]
    return joined.filter(is_new).select(rows.columns), problems


def unchanged_left_out(rows: pl.DataFrame, current: pl.DataFrame, vintage: int) -> pl.DataFrame:
    """Rows without those of a vintage whose value equals the newest stored one.

    For rows that state no vintage: they are said now, and saying the same again is no news.
    """
    if current.is_empty():
        return rows
    joined = rows.join(current.drop("vintage_from"), on=KEY[:-1], how="left", suffix="_stored", coalesce=True)
    same = pl.col("value").eq_missing(pl.col("value_stored")) & (pl.col("status") == pl.col("status_stored"))
    is_old = same.fill_null(value=False) & (pl.col("vintage_from") == vintage)
    return joined.filter(~is_old).select(rows.columns)


def place_of(row: Row, names: Names) -> str:
    """File and line of a row."""
    return names.file[_whole(row["file"])].place(_line(row))


def _spot(row: Row, names: Names) -> str:
    return names.file[_whole(row["file"])].spot(_line(row))


def _line(row: Row) -> int | None:
    return None if row["line"] is None else _whole(row["line"])


def _whole(number: object) -> int:
    return int(str(number))


def _stored(row: Row) -> dict[str, object]:
    return {**row, "value": row["value_stored"], "status": row["status_stored"]}


def _params(first: Row, other: Row, names: Names) -> dict[str, object]:
    frequency = {code: one for one, code in FREQUENCY_CODE.items()}[_whole(first["frequency"])]
    parts = (
        names.subject.get(_whole(first["subject"])),
        names.indicator.get(_whole(first["indicator"])),
        str(Period(frequency, int(str(first["period"])))),
    )
    return {
        "key": ", ".join(map(str, parts)),
        "vintage": names.vintage.get(_whole(first["vintage_from"]), ""),
        "first": _cell(first),
        "second": _cell(other),
    }


def _cell(row: Row) -> object:
    return row["status"] if row["value"] is None else row["value"]


def _as_id(column: str, ids: Mapping[str, int], name: str = "") -> pl.Expr:
    old, new = pl.Series(list(ids), dtype=pl.String), pl.Series(list(ids.values()), dtype=pl.Int64)
    replaced = pl.col(column).replace_strict(old, new, default=None, return_dtype=pl.Int64)
    return replaced.alias(name or column)
