"""How are a pack's observations and targets read, checked and brought to one form?"""

from collections.abc import Mapping

import polars as pl

from styrbord.core.base.codes import canonical_breakdown
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.spine.observations import MISSING, SCENARIOS, Status
from styrbord.sources.pack.model import Pack
from styrbord.sources.pack.tables import Table

FORM = (
    "subject",
    "indicator",
    "period",
    "breakdown",
    "scenario",
    "value",
    "status",
    "decimals",
    "note",
    "vintage",
)
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_WHOLE = r"^\d{1,2}(\.0)?$"
_LONGEST_LIST = 200
_NO_TEXT = pl.lit(None, dtype=pl.String)


def read_observations(table: Table, pack: Pack, *, scenario: str) -> pl.DataFrame:
    """Observations in the form of `Pack.observations`; what is wrong is added to the pack's problems.

    `scenario` stands where the table has no such column.
    """
    frame = _named(table.frame, scenario)
    frame = frame.with_columns(
        pl.col("text").cast(pl.Float64, strict=False).alias("value"),
        pl.col("status").replace(dict(pack.description.statuses) or {"": ""}),
    )
    _check_numbers(frame, table, pack)
    frame = _with_status(frame, pack.description.missing_status)
    _check_words(frame, table, pack)
    frame = frame.with_columns(_decimals().alias("decimals"), pl.lit(table.file.name).alias("file"))
    return _with_breakdowns(frame, table, pack).select(*FORM, "file", "line")


def _named(frame: pl.DataFrame, scenario: str) -> pl.DataFrame:
    def column(name: str, empty: str | None) -> pl.Expr:
        found = pl.col(name) if name in frame.columns else _NO_TEXT
        return found.fill_null(empty) if empty is not None else found

    return frame.select(
        "line",
        pl.col("territory_code").fill_null("").alias("subject"),
        pl.col("indicator_code").fill_null("").alias("indicator"),
        pl.col("period").fill_null("").alias("period"),
        pl.col("value").alias("text"),
        column("breakdown", "_T").alias("breakdown"),
        column("scenario", scenario).alias("scenario"),
        column("obs_status", "").alias("status"),
        column("decimals", None).alias("printed"),
        column("note", None).alias("note"),
        column("vintage", "").alias("vintage"),
    )


def _check_numbers(frame: pl.DataFrame, table: Table, pack: Pack) -> None:
    is_number = pl.col("text").str.contains(_NUMBER) & pl.col("value").is_finite().fill_null(value=False)
    wrong = frame.filter(pl.col("text").is_not_null() & ~is_number)
    told(wrong, table, pack, "pack.not-a-number", "value", {"text": "text"})
    wrong = frame.filter(pl.col("printed").is_not_null() & ~pl.col("printed").str.contains(_WHOLE))
    told(wrong, table, pack, "pack.not-a-number", "decimals", {"text": "printed"})


def _with_status(frame: pl.DataFrame, missing: str) -> pl.DataFrame:
    empty = pl.col("value").is_null()
    plain = pl.col("status").is_in(["", Status.NORMAL.value])
    return frame.with_columns(
        pl.when(empty & plain)
        .then(pl.lit(missing))
        .when(plain)
        .then(pl.lit(Status.NORMAL.value))
        .otherwise(pl.col("status"))
        .alias("status")
    )


def _check_words(frame: pl.DataFrame, table: Table, pack: Pack) -> None:
    known = [status.value for status in Status]
    told(
        frame.filter(~pl.col("status").is_in(known)),
        table,
        pack,
        "pack.unknown-status",
        "obs_status",
        {"status": "status"},
    )
    valueless = [*(status.value for status in MISSING), Status.NIL.value]
    both = frame.filter(pl.col("value").is_not_null() & pl.col("status").is_in(valueless))
    told(both, table, pack, "pack.value-and-status", "obs_status", {"status": "status"})
    wrong = frame.filter(~pl.col("scenario").is_in(SCENARIOS)).with_columns(
        pl.lit(", ".join(SCENARIOS)).alias("allowed"), pl.lit("").alias("hint")
    )
    words = {"word": "scenario", "allowed": "allowed", "hint": "hint"}
    told(wrong, table, pack, "pack.unknown-word", "scenario", words)


def _decimals() -> pl.Expr:
    """Printed decimals; a number with more than 15 significant digits carries binary dust: unknown."""
    digits = pl.col("text").str.len_chars()
    after = pl.col("text").str.len_chars() - pl.col("text").str.find(".", literal=True).cast(pl.Int64) - 1
    is_plain = ~pl.col("text").str.contains("[eE]") & (digits <= 16)
    counted = pl.when(is_plain).then(after.fill_null(0)).otherwise(None)
    printed = pl.col("printed").cast(pl.Float64, strict=False).cast(pl.Int64, strict=False)
    return pl.coalesce(printed, counted).cast(pl.Int64)


def _with_breakdowns(frame: pl.DataFrame, table: Table, pack: Pack) -> pl.DataFrame:
    canonical: dict[str, str] = {}
    for text in frame["breakdown"].unique().to_list():
        try:
            canonical[text] = "_T" if text in ("", "_T") else canonical_breakdown(text)
        except Refused as refusal:
            line = frame.filter(pl.col("breakdown") == text)["line"][0]
            pack.problems.extend(
                Problem(problem.code, table.place({"line": line}, "breakdown"), problem.params)
                for problem in refusal.problems
            )
            canonical[text] = text
    return frame.with_columns(pl.col("breakdown").replace(canonical))


def told(
    rows: pl.DataFrame, table: Table, pack: Pack, kind: str, column: str, params: Mapping[str, str]
) -> None:
    """Add a problem for each row, its parameters taken from the named columns."""
    for row in rows.head(_LONGEST_LIST).to_dicts():
        filled = {name: row[source] for name, source in params.items()}
        pack.problems.append(Problem(kind, table.place(row, column), filled))
    if rows.height > _LONGEST_LIST:
        more = {"count": rows.height - _LONGEST_LIST, "kind": kind}
        pack.problems.append(Problem("pack.more", table.file.name, more))
