"""How is a database of millions of observations made quickly, for measuring only?

Run as `python -m bench.building INDICATORS`, on the database that STYRBORD_DATABASE names. The names
are loaded as a pack; the numbers go past the checks, straight into the table.
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from django.db import connection, transaction

from bench import site, synthetic
from bench.synthetic import Size
from styrbord.core.base.periods import FREQUENCY_CODE, Frequency
from styrbord.services.loading import load_pack
from styrbord.store.clock import to_ms
from styrbord.store.facts import writing
from styrbord.store.spine import models as tables

NAMED = datetime(2023, 1, 1, tzinfo=UTC)
FIRST = datetime(2024, 6, 1, tzinfo=UTC)
SECOND = datetime(2025, 6, 1, tzinfo=UTC)
BETWEEN = datetime(2024, 12, 31, tzinfo=UTC)
_BLOCK = 8


def build(size: Size) -> None:
    """Names, two editions, and the numbers; nothing when the database is there already."""
    site.migrate()
    if tables.Edition.objects.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        synthetic.write_spine(Path(folder), size)
        load_pack(Path(folder), now=NAMED)
    with transaction.atomic():
        editions = [_edition(moment) for moment in (FIRST, SECOND)]
        for start in range(0, size.indicators, _BLOCK):
            some = Size(size.subjects, min(_BLOCK, size.indicators - start), size.years, size.revised)
            writing.insert(_rows(synthetic.observations(some, seed=start), start, size.revised, editions))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _edition(moment: datetime) -> tables.Edition:
    at = to_ms(moment)
    day = moment.date().isoformat()
    dataset = tables.Dataset.objects.get()
    return tables.Edition.objects.create(
        dataset=dataset, vintage=at, vintage_label=day, recorded_at=at, released_at=at, observations=1
    )


def name_only(folder: Path) -> None:
    """Load the names of a pack without its numbers, and record one edition."""
    with tempfile.TemporaryDirectory() as bare:
        shutil.copytree(folder, bare, dirs_exist_ok=True, ignore=shutil.ignore_patterns("observations.csv"))
        header = "territory_code,indicator_code,period,value\n"
        (Path(bare) / "observations.csv").write_text(header, encoding="utf-8")
        load_pack(Path(bare), now=NAMED)
    _edition(FIRST)


def of_pack(observations: pl.DataFrame) -> pl.DataFrame:
    """Rows of the table for the observations of a pack, ready to be written."""
    subjects = dict(tables.Subject.objects.values_list("code", "pk"))
    indicators = dict(tables.Indicator.objects.values_list("code", "pk"))
    found = observations.select(
        pl.col("indicator_code").replace_strict(indicators).alias("indicator"),
        pl.col("territory_code").replace_strict(subjects).alias("subject"),
        pl.col("period").alias("year"),
        "value",
    )
    return writing.with_intervals(_filled(found, tables.Edition.objects.get()))


def _rows(found: pl.DataFrame, start: int, revised: float, editions: list[tables.Edition]) -> pl.DataFrame:
    first = _numbered(found, start, editions[0])
    again = found.filter(pl.int_range(pl.len()).hash(seed=start) % 1000 < revised * 1000)
    later = _numbered(again.with_columns(pl.col("value") + 1), start, editions[1])
    return writing.with_intervals(pl.concat([first, later]))


def _numbered(found: pl.DataFrame, start: int, edition: tables.Edition) -> pl.DataFrame:
    subjects = dict(tables.Subject.objects.values_list("code", "pk"))
    indicators = dict(tables.Indicator.objects.values_list("code", "pk"))
    count = found["subject"].n_unique()
    places = pl.Series([subjects[synthetic.municipality(number)] for number in range(count)])
    blocks = found["indicator"].n_unique()
    codes = pl.Series([indicators[synthetic.indicator(start + number)] for number in range(blocks)])
    named = found.select(
        codes.gather(found["indicator"]).alias("indicator"),
        places.gather(found["subject"]).alias("subject"),
        "year",
        "value",
    )
    return _filled(named, edition)


def _filled(found: pl.DataFrame, edition: tables.Edition) -> pl.DataFrame:
    return found.select(
        "indicator",
        "subject",
        pl.lit(0).alias("scenario"),
        pl.lit(1).alias("breakdown"),
        pl.lit(FREQUENCY_CODE[Frequency.ANNUAL]).alias("frequency"),
        pl.lit(0).alias("run"),
        pl.lit(0).alias("horizon"),
        pl.col("year").alias("period"),
        pl.lit(edition.vintage).alias("vintage_from"),
        pl.lit(edition.released_at).alias("shown_from"),
        "value",
        pl.lit("A").alias("status"),
        pl.lit("F").alias("confidentiality"),
        pl.lit(1).alias("decimals"),
        pl.lit(edition.pk).alias("edition"),
        pl.lit(None, pl.Int64).alias("file"),
        pl.lit(None, pl.Int64).alias("line"),
        pl.lit(None, pl.String).alias("note"),
    )


if __name__ == "__main__":
    build(Size(indicators=int(sys.argv[1])))
