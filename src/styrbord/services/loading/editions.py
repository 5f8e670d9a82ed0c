"""How do numbered rows become editions, one for each dataset and vintage?

Packs and approved submissions come together here: both bring rows, what is said of their editions, and
hold the table of numbers for as long as their work lasts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from styrbord.core.base.text import Text
from styrbord.services.loading.numbering import Ids
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.facts import writing
from styrbord.store.spine import models as tables

_MADE = {"dataset": pl.Int64, "vintage_from": pl.Int64, "edition": pl.Int64, "shown_from": pl.Int64}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of editions: label and moment of release by vintage, and what is corrected by dataset."""

    labels: Mapping[int, str]
    released: Mapping[int, int]
    recorded_at: int
    source: str
    corrects: Mapping[int, int] = field(default_factory=dict)
    reason: Text = field(default_factory=dict)


def ids_of(breakdowns: Iterable[str], vintages: Mapping[str, int], files: Mapping[str, int]) -> Ids:
    """Row ids of every code; breakdowns that are new are added."""
    known = set(tables.Breakdown.objects.values_list("text", flat=True))
    new = [text for text in ["_T", *sorted(breakdowns)] if text not in known]
    tables.Breakdown.objects.bulk_create([tables.Breakdown(text=text) for text in dict.fromkeys(new)])
    return Ids(
        dict(tables.Subject.objects.values_list("code", "pk")),
        dict(tables.Indicator.objects.values_list("code", "pk")),
        dict(tables.Breakdown.objects.values_list("text", "pk")),
        vintages,
        files,
    )


def are_dated(indicators: Sequence[int]) -> bool:
    """Whether something was released before in the datasets of some indicators."""
    datasets = tables.Dataset.objects.filter(indicators__pk__in=indicators)
    return tables.Edition.objects.filter(dataset__in=datasets).exists()


def write(rows: pl.DataFrame, said: Said, *, has_earlier: bool) -> list[tables.Edition]:
    """Write rows as one edition for each dataset and vintage, inside the caller's work."""
    if not rows.height:
        return []
    dataset_of = dict(tables.Indicator.objects.values_list("pk", "dataset_id"))
    rows = rows.with_columns(
        pl.col("indicator").replace_strict(dataset_of, return_dtype=pl.Int64).alias("dataset")
    )
    editions = _editions(rows, said)
    made = pl.DataFrame(
        [(one.dataset_id, one.vintage, one.pk, one.released_at) for one in editions],
        schema=_MADE,
        orient="row",
    )
    rows = rows.join(made, on=["dataset", "vintage_from"], how="left").drop("dataset")
    writing.insert(writing.with_intervals(rows))
    if has_earlier:
        writing.close_intervals(rows)
    return editions


def tell(piece: Work, editions: Iterable[tables.Edition]) -> None:
    """Tell of each edition that it was released, or will be."""
    for one in editions:
        data = {"edition": one.pk, "observations": one.observations, "released_at": one.released_at}
        if one.corrects_id:
            data["corrects"] = one.corrects_id
        if one.released_at > to_ms(piece.at):
            piece.tell("edition.scheduled", one.dataset.code, data)
        else:
            piece.tell("edition.released", one.dataset.code, data)


def _editions(rows: pl.DataFrame, said: Said) -> list[tables.Edition]:
    counts = rows.group_by("dataset", "vintage_from").len().sort("vintage_from", "dataset").rows()
    return [
        tables.Edition.objects.create(
            dataset_id=dataset,
            vintage=moment,
            vintage_label=said.labels[moment],
            recorded_at=said.recorded_at,
            released_at=said.released[moment],
            source=said.source,
            observations=count,
            corrects_id=said.corrects.get(dataset),
            reason=dict(said.reason),
        )
        for dataset, moment, count in counts
    ]
