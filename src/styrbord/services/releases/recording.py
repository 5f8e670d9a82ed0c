"""How are approved numbers written as editions, to be shown at once or at a moment?

An edition is whole: every row of what was approved stands in it, also where the value is the one shown
already. So an edition can be withdrawn or put off without taking a later one's words with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import polars as pl
from django.db import connection

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.core.collection.places import Places
from styrbord.services.disclosure import decide
from styrbord.services.loading import editions, numbering, recording
from styrbord.services.releases.rows import ReleaseRow, frame, problems_of
from styrbord.services.work import Work
from styrbord.sources.pack.model import PackFile
from styrbord.store.clock import to_ms
from styrbord.store.facts import writing
from styrbord.store.spine.models import Edition

define(
    "release.no-reason",
    "Nothing says why.",
    "Write the reason in at least one language; everyone who sees the number reads it.",
)


def record(
    piece: Work,
    rows: Sequence[ReleaseRow],
    *,
    at: datetime,
    source: str,
    file: PackFile,
    corrects: int | None = None,
    reason: Text | None = None,
) -> list[int]:
    """Write rows inside the caller's work; numbers of the editions, one for each dataset.

    They are shown from `at` on, or at once if that has passed. The vintage is now, and later than any that
    stands in the same cells. `corrects` is one of the editions that these correct; its sisters of other
    datasets are found.

    Raises
    ------
    Refused
        `release.empty`, `release.unknown-code`, `release.repeated`, `release.status`, `release.no-reason`,
        or a period or breakdown that cannot be read: all at once; `disclosure.cannot-protect`. Nothing was
        written.
    """
    said = {language: words for language, words in (reason or {}).items() if words.strip()}
    found = problems_of(rows)
    if corrects is not None and not said:
        found.append(Problem("release.no-reason", "reason"))
    if found:
        raise Refused(found)
    writing.hold()
    numbered = _numbered(rows, file, to_ms(piece.at))
    vintage = int(numbered["vintage_from"][0])
    made = editions.write(
        numbered,
        editions.Said(
            labels={vintage: piece.at.date().isoformat()},
            released={vintage: max(to_ms(at), to_ms(piece.at))},
            recorded_at=to_ms(piece.at),
            source=source,
            corrects=_corrected(corrects),
            reason=said,
        ),
        has_earlier=True,
    )
    numbers = [one.pk for one in made]
    decide(piece, numbers)
    editions.tell(piece, made)
    return numbers


def _numbered(rows: Sequence[ReleaseRow], file: PackFile, now: int) -> pl.DataFrame:
    """Rows of the table, all of one vintage."""
    places = Places.of(row.place for row in rows if row.place)
    number = recording.record_file(replace(file, places=places if places.forms else file.places))
    lines = [places.number(row.place) if row.place else None for row in rows]
    said = frame(rows, file.name, lines)
    ids = editions.ids_of(said["breakdown"].unique(), {"": now}, {file.name: number})
    numbered = numbering.numbered(said, ids)
    vintage = max(now, _newest_vintage(numbered) + 1)
    return numbered.with_columns(pl.lit(vintage, pl.Int64).alias("vintage_from"))


def _newest_vintage(rows: pl.DataFrame) -> int:
    """Newest vintage of the indicators and subjects of rows, shown or not."""
    indicators, subjects = (_listed(rows[name].unique()) for name in ("indicator", "subject"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT MAX(vintage_from) FROM observation"
            f" WHERE indicator IN ({indicators}) AND subject IN ({subjects})"
        )
        found = cursor.fetchone()[0]
    return -1 if found is None else int(found)


def _corrected(edition: int | None) -> dict[int, int]:
    """Editions that were recorded together with one, by dataset."""
    if edition is None:
        return {}
    one = Edition.objects.get(pk=edition)
    sisters = Edition.objects.filter(vintage=one.vintage, recorded_at=one.recorded_at, source=one.source)
    return {**dict(sisters.values_list("dataset_id", "pk")), one.dataset_id: one.pk}


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"
