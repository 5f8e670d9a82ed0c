"""How do observations stand in one data set of JSON-stat 2.0?

Source: JSON-stat Format, version 2.0: class, id, size, role, dimension, value and status; value
and status are given as objects by position, so that a cube with holes stays small.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import prod
from typing import Any

from django.utils.translation import get_language, gettext

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text, chosen
from styrbord.services.observations import Row, RowsPage
from styrbord.services.reading import Reading

define(
    "json-stat.too-many",
    "One data set of JSON-stat holds at most {most} observations here.",
    "Ask for fewer indicators, subjects or periods, or take CSV or JSON page by page.",
)
define(
    "json-stat.mixed-frequency",
    "These observations are of several lengths of period: {found}.",
    "Name one: frequency=A.",
)
MOST = 50_000


def dataset(reading: Reading, page: RowsPage, *, is_computed: bool) -> dict[str, Any]:
    """Data set of all rows; dimensions are indicator, subject, period and, if any, the breakdown.

    Raises
    ------
    Refused
        `json-stat.too-many` or `json-stat.mixed-frequency`.
    """
    if page.cursor:
        raise Refused(Problem("json-stat.too-many", "format", {"most": MOST}))
    found = sorted({row.period.frequency for row in page.rows})
    if len(found) > 1:
        raise Refused(Problem("json-stat.mixed-frequency", "frequency", {"found": ", ".join(found)}))
    axes = _axes(page.rows)
    size = [len(axis) for axis in axes.values()]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": gettext("Observations"),
        "source": "; ".join(_sources(reading, page.rows)),
        "updated": _updated(reading, page.rows),
        "id": list(axes),
        "size": size,
        "role": {"metric": ["indicator"], "geo": ["subject"], "time": ["period"]},
        "dimension": {name: _dimension(reading, name, axis) for name, axis in axes.items()},
        **_cells(page.rows, axes, size),
        "extension": _extension(reading, page.rows, axes, size, is_computed=is_computed),
    }


def written(content: Mapping[str, Any]) -> bytes:
    """JSON as bytes, without NaN."""
    return json.dumps(
        content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
    ).encode()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _axes(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    """Codes of each dimension with their positions."""
    periods = [str(period) for period in sorted({row.period for row in rows})]
    axes = {
        "indicator": dict.fromkeys(row.indicator for row in rows),
        "subject": dict.fromkeys(row.subject for row in rows),
        "period": dict.fromkeys(periods),
    }
    breakdowns = dict.fromkeys(row.breakdown for row in rows)
    if list(breakdowns) not in ([], ["_T"]):
        axes["breakdown"] = breakdowns
    return {name: {code: at for at, code in enumerate(axis)} for name, axis in axes.items()}


def _position(row: Row, axes: Mapping[str, Mapping[str, int]], size: Sequence[int]) -> int:
    """Place of a cell, the last dimension running fastest."""
    codes = {**row._asdict(), "period": str(row.period)}
    return sum(axes[name][codes[name]] * prod(size[at + 1 :]) for at, name in enumerate(axes))


def _cells(rows: Sequence[Row], axes: Mapping[str, Mapping[str, int]], size: Sequence[int]) -> dict[str, Any]:
    at = [_position(row, axes, size) for row in rows]
    return {
        "value": {str(n): row.value for n, row in zip(at, rows, strict=True)},
        "status": {str(n): row.status for n, row in zip(at, rows, strict=True)},
    }


def _dimension(reading: Reading, name: str, axis: Mapping[str, int]) -> dict[str, Any]:
    labels = {
        "indicator": gettext("Indicator"),
        "subject": gettext("Subject"),
        "period": gettext("Period"),
        "breakdown": gettext("Breakdown"),
    }
    category: dict[str, Any] = {
        "index": dict(axis),
        "label": {code: _label(reading, name, code) for code in axis},
    }
    if name == "indicator":
        category["unit"] = {code: _unit(reading, code) for code in axis}
    return {"label": labels[name], "category": category}


def _label(reading: Reading, name: str, code: str) -> str:
    names: Text = {}
    if name == "indicator":
        names = reading.register.indicators()[code].names
    elif name == "subject":
        names = reading.register.subjects()[code].names
    return chosen(names, get_language() or "en") or code


def _unit(reading: Reading, code: str) -> dict[str, Any]:
    definition = reading.register.indicators()[code]
    return {
        "base": definition.unit,
        "decimals": definition.decimals,
        "multiplier": definition.unit_multiplier,
    }


def _sources(reading: Reading, rows: Sequence[Row]) -> list[str]:
    language = get_language() or "en"
    definitions = reading.register.indicators()
    named = (
        chosen(definitions[code].source, language) for code in dict.fromkeys(row.indicator for row in rows)
    )
    editions = {row.edition: reading.editions.get(row.edition or 0) for row in rows}
    told = (note.source for note in editions.values() if note)
    return [text for text in dict.fromkeys([*named, *told]) if text]


def _updated(reading: Reading, rows: Sequence[Row]) -> str | None:
    notes = [reading.editions.get(pk) for pk in {row.edition for row in rows} if pk]
    return max((note.released_at.isoformat() for note in notes if note), default=None)


def _extension(
    reading: Reading,
    rows: Sequence[Row],
    axes: Mapping[str, Mapping[str, int]],
    size: Sequence[int],
    *,
    is_computed: bool,
) -> dict[str, Any]:
    """Edition of each cell and, where computed values were asked for, origin and coverage."""
    at = {str(_position(row, axes, size)): row for row in rows}
    extension: dict[str, Any] = {
        "scenario": rows[0].scenario if rows else "",
        "edition": {n: row.edition for n, row in at.items()},
    }
    if is_computed:
        extension["origin"] = {n: row.origin for n, row in at.items()}
        extension["coverage"] = {n: [row.reported, row.expected] for n, row in at.items()}
    return extension
