"""How does a reader take a rating along, as CSV, JSON or a workbook?"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from styrbord.charts.model import Table
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import chosen
from styrbord.core.ratings.method_text import hash_of
from styrbord.documents.tables import to_csv, to_xlsx
from styrbord.figures.ratings import Place, Rating
from styrbord.services.ratings.listing import seen
from styrbord.services.reading import Reading

define("rating.unknown-form", "'{form}' is not a form of this download.", "Choose one of csv, json, xlsx.")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEAD = (
    "subject", "name", "group", "place", "place_low", "place_high", "tied", "class", "verdict", "is_robust",
    "imputed_share", "is_withheld",
)  # fmt: skip


class Exported(NamedTuple):
    """Bytes with their media type and a file name."""

    content: bytes
    content_type: str
    name: str


def exported(
    reading: Reading, code: str, *, period: str = "", group: str = "", form: str = "csv", language: str = "en"
) -> Exported:
    """A published rating with every score, in one of three forms.

    Raises
    ------
    Refused
        `rating.unknown-form`, `rating.not-found`, `rating.none-yet` or `rating.withdrawn`.
    """
    if form not in TYPES:
        raise Refused(Problem("rating.unknown-form", "format", {"form": form[:16]}))
    found = seen(reading, code, period=period, group=group)
    name = f"rating-{code}-{found.period}.{form}".replace("/", "-")
    if form == "json":
        told = told_of(reading, found)
        return Exported(json.dumps(told, ensure_ascii=False, indent=1).encode(), TYPES[form], name)
    table = table_of(reading, found, language)
    if form == "csv":
        return Exported(to_csv(table), TYPES[form], name)
    notes = [(what, str(said)) for what, said in _about(found).items()]
    return Exported(to_xlsx(table, title=code, notes=notes), TYPES[form], name)


def table_of(reading: Reading, rating: Rating, language: str = "en") -> Table:
    """Places and scores of all nodes, one row a subject."""
    columns = rating.method.tree.columns
    known = reading.register.subjects()
    rows = [
        (
            *_row(one, chosen(known[one.subject].names, language) if one.subject in known else ""),
            *(one.scores.get(code) for code in reversed(columns)),
        )
        for one in rating.places
    ]
    return Table((*HEAD, *(f"score {code}" for code in reversed(columns))), tuple(rows))


def told_of(reading: Reading, rating: Rating) -> Mapping[str, Any]:
    """A rating as plain data."""
    known = reading.register.subjects()
    return {
        **_about(rating),
        "places": [
            {
                **dict(zip(HEAD, _row(one, ""), strict=True)),
                "name": dict(known[one.subject].names) if one.subject in known else {},
                "is_withheld": one.is_withheld,
                "chances": dict(one.shares),
                "scores": dict(one.scores),
            }
            for one in rating.places
        ],
    }


def _about(rating: Rating) -> dict[str, Any]:
    return {
        "rating": rating.code,
        "period": rating.period,
        "version": rating.version,
        "method_hash": hash_of(rating.method),
        "run": rating.token,
        "published_on": rating.published_on.isoformat() if rating.published_on else None,
        "replicates": rating.replicates,
        "seed": rating.seed,
        "editions": ", ".join(map(str, rating.editions)),
        "to_confirm": ", ".join(one.part for one in rating.method.sources if not one.is_confirmed),
    }


def _row(one: Place, name: str) -> tuple[str | float | None, ...]:
    return (
        one.subject, name, one.group, one.rank, one.low, one.high, one.tied, one.nominal, one.verdict,
        "yes" if one.is_robust and one.nominal else "no" if one.nominal else "", one.imputed,
        "yes" if one.is_withheld else "",
    )  # fmt: skip
