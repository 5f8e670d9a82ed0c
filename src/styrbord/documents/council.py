"""How does the page for a council become a PDF: what was handed in, then each indicator that is compared?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from styrbord.charts.model import Chart
from styrbord.documents.pictures import picture
from styrbord.documents.templates.words import frame
from styrbord.documents.typesetting import set_pdf

TEMPLATE = "council/council.typ"


@dataclass(frozen=True, slots=True)
class PartTable:
    """Rows of words under their heads; `numeric` are the columns of numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page in the reader's words: what is empty is left out."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    chart: Chart | None = None
    notes: tuple[str, ...] = ()
    table: PartTable = PartTable((), ())


@dataclass(frozen=True, slots=True)
class CouncilSheet:
    """All that stands on the page for a council, in one language; `label` tells what is not released."""

    title: str
    heading: str
    label: str
    parts: tuple[Part, ...]
    as_of: datetime
    address: str
    language: str
    is_invented: bool = False


def pdf(sheet: CouncilSheet) -> bytes:
    """Page for a council as a tagged PDF; the same sheet gives the same bytes."""
    return set_pdf(TEMPLATE, content(sheet), sheet.as_of)


def content(sheet: CouncilSheet) -> dict[str, Any]:
    """Every word of the page, in its order."""
    return {
        **frame(
            sheet.title,
            sheet.heading,
            as_of=sheet.as_of,
            address=sheet.address,
            language=sheet.language,
            is_invented=sheet.is_invented,
        ),
        "label": sheet.label,
        "parts": [_part(one) for one in sheet.parts],
    }


def _part(one: Part) -> dict[str, Any]:
    drawn = picture(one.chart)
    return {
        "title": one.title,
        "reading": drawn["reading"],
        "facts": [list(pair) for pair in one.facts],
        "picture": drawn,
        "notes": [*one.notes, *(one.chart.notes if one.chart else ())],
        "table": {
            "title": one.table.title,
            "heads": list(one.table.heads),
            "rows": [list(row) for row in one.table.rows],
            "numeric": list(one.table.numeric),
        },
    }
